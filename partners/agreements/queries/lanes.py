"""All pipelines on one board: a lane a pipeline, with its own stages."""

from collections.abc import Sequence
from dataclasses import dataclass

from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries.board import Card, Column, first_of_each
from partners.agreements.queries.conditions import narrowing_of
from partners.agreements.queries.glance import Glance, Station, stuck_cases
from partners.agreements.queries.papers import missing_papers
from partners.agreements.rules.filters import CaseFilter

#: Cards of a stage; the board of the pipeline shows all.
CARDS = 3


@dataclass(frozen=True)
class Lane:
    """A pipeline with its figures and the longest waiting cases of each of its stages."""

    glance: Glance
    columns: Sequence[Column]
    #: Cases of it that are stuck.
    stuck: int

    @property
    def pipeline(self) -> Pipeline:
        return self.glance.pipeline

    @property
    def resting(self) -> int:
        return self.glance.count - self.glance.under_way

    @property
    def longest_wait(self) -> int | None:
        """Days of the case that has stood longest in its stage, as far as days are known."""
        return max((column.longest_wait or 0 for column in self.columns if column.cards), default=None)


def lanes_of(glances: Sequence[Glance], asked: CaseFilter, team: int | None = None) -> list[Lane]:
    """The lanes of these pipelines, narrowed as their figures are. Three statements.

    What the gates lack is not looked up: the dialog of a move tells it.
    """
    beginnings = [
        (glance.pipeline.code, station.stage.code, CARDS)
        for glance in glances
        for station in glance.stations
        if station.under_way
    ]
    rows, stuck = first_of_each(beginnings, narrowing_of(asked, team)), stuck_cases(asked, team)
    papers = missing_papers(rows)
    cards = [Card(row, papers=papers[row.id]) for row in rows]
    return [
        Lane(
            glance,
            [
                _column(station, number, [card for card in cards if _stands_at(card, glance.pipeline, station)])
                for number, station in enumerate(glance.stations, start=1)
            ],
            stuck.get(glance.pipeline.code, 0),
        )
        for glance in glances
    ]


def _column(station: Station, number: int, cards: list[Card]) -> Column:
    return Column(station.stage, number, station.under_way, cards, resting_count=station.resting)


def _stands_at(card: Card, pipeline: Pipeline, station: Station) -> bool:
    return card.row.pipeline == pipeline.code and card.row.stage == station.stage.code
