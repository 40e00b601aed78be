"""The figures of a review, from how cases and ties stood on two days. Pure."""

from partners.reports.rules.funnels import SINCE, Funnel, Place, Row, funnels, places_of
from partners.reports.rules.lines import Line, LinesFilter, lines, read_filter
from partners.reports.rules.state import State, rests_at, silent

__all__ = [
    "SINCE",
    "Funnel",
    "Line",
    "LinesFilter",
    "Place",
    "Row",
    "State",
    "funnels",
    "lines",
    "places_of",
    "read_filter",
    "rests_at",
    "silent",
]
