"""Terms and expiries: lines with what ends, those of one zone as one, and round years of ties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import url_for

from partners.accounts.queries import WorkingTeam
from partners.agreements.queries.office import office
from partners.agreements.queries.terms import (
    Anniversary,
    Term,
    Terms,
    cases_of_partners,
    count_terms,
    signed_ties,
    terms_between,
)
from partners.agreements.rules.anniversaries import next_round_year
from partners.agreements.rules.renewal import pipeline_that_renews
from partners.directory.rules.deadlines import WHAT_LABELS, What
from partners.directory.rules.filters import UnknownFilter
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.clock import today
from partners.foundation.words import Words, _, _l, _n
from partners.lists.keyset import Count

WITHIN: dict[str, tuple[int, Words]] = {"90": (90, _l("Within 90 days")), "180": (180, _l("Within 180 days"))}
OVER = "over"
WHATS = (What.TIE, What.REGISTRATION, What.TERM, What.PERIOD)
#: Round years are shown so far ahead.
AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Line:
    """One line of the list: a term, or all terms of one zone that end together."""

    terms: Sequence[Term]
    #: The day from which days are counted.
    day: date = field(default_factory=today)
    #: The case under way that decides on its next term.
    case_id: int | None = None

    @property
    def first(self) -> Term:
        return self.terms[0]

    @property
    def ends_on(self) -> date:
        return self.first.ends_on

    @property
    def name(self) -> str:
        if len(self.terms) == 1:
            return self.first.partner.name_ko
        places = _n("%(num)s place", "%(num)s places", len(self.terms))
        return f"{self.first.frame or TIE_LABELS[self.first.tie]} · {places}"

    @property
    def url(self) -> str:
        if len(self.terms) == 1:
            return url_for("directory.show", partner_id=self.first.partner.id)
        return url_for("directory.index", kind=self.first.partner.kind, tie=self.first.tie)

    @property
    def what(self) -> Words:
        return TIE_LABELS[self.first.tie] if self.first.what is What.TIE else WHAT_LABELS[self.first.what]

    @property
    def days_left(self) -> int:
        return (self.ends_on - self.day).days

    @property
    def is_zone(self) -> bool:
        """Whether it is the period of a zone, which is lengthened for all of its places at once."""
        return self.first.what is What.TIE and self.first.tie == "zone_operator" and bool(self.first.frame)

    @property
    def time_left(self) -> str:
        """How long it still stands, or since when it is over, in whole words."""
        left = self.days_left
        if left < 0:
            return str(_n("Ended %(num)s day ago", "Ended %(num)s days ago", -left))
        return str(_n("%(num)s day left", "%(num)s days left", left))

    @property
    def tie_id(self) -> int | None:
        """The tie, where the line is about a single one."""
        return self.first.tie_id if len(self.terms) == 1 else None

    @property
    def renewed_in(self) -> str | None:
        """The code of the pipeline in which a case decides on its next term; None: nothing renews it."""
        if self.tie_id is None:
            return None
        found = pipeline_that_renews(office().pipelines.values(), self.first.tie, self.first.partner.kind)
        return found[0].code if found else None


@dataclass(frozen=True)
class RoundYear:
    tie: Anniversary
    years: int
    on: date

    @property
    def words(self) -> str:
        return str(_("%(years)s years of the %(tie)s", years=self.years, tie=TIE_LABELS[self.tie.tie]))


@dataclass(frozen=True)
class TermsPage:
    within: str
    what: str
    team: str
    lines: Sequence[Line]
    is_cut: bool
    count: Count
    #: The day from which the period runs.
    day: date
    teams: Mapping[str, WorkingTeam]
    round_years: Sequence[RoundYear]

    @property
    def as_of(self) -> str:
        """The day as it stands in the address; empty for the business day."""
        return "" if self.day == today() else self.day.isoformat()

    @property
    def tabs(self) -> list[dict[str, Any]]:
        kept: dict[str, Any] = {"what": self.what or None, "team": self.team or None, "as_of": self.as_of or None}
        choices = [*((code, label) for code, (_days, label) in WITHIN.items()), (OVER, _("Ended, still standing"))]
        return [
            {"label": label, "url": url_for("agreements.terms", within=code, **kept), "current": code == self.within}
            for code, label in choices
        ]

    @property
    def persons(self) -> list[int]:
        """Natural persons whom the page names, for the access log."""
        return [term.partner.id for line in self.lines for term in line.terms if term.partner.is_person]

    @property
    def team_names(self) -> dict[int, str]:
        return {team.id: team.name for team in self.teams.values()}

    @property
    def what_choices(self) -> list[tuple[str, Words]]:
        return [(what.value, WHAT_LABELS[what]) for what in WHATS]

    @property
    def team_choices(self) -> list[tuple[str, str]]:
        return [(team.code, team.name) for team in self.teams.values()]


def terms_page(asked: Mapping[str, str], teams: Mapping[str, WorkingTeam]) -> TermsPage:
    """The list that an address asks for. Raises UnknownFilter."""
    within, what, team = (asked.get(name, "").strip() for name in ("within", "what", "team"))
    within = within or "180"
    for label, value, known in (
        (_l("period"), within, within in (*WITHIN, OVER)),
        (_l("kind"), what, not what or what in [one.value for one in WHATS]),
        (_l("team"), team, not team or team in teams),
    ):
        if not known:
            raise UnknownFilter(label, value)
    day, team_id = _day(asked.get("as_of", "").strip()), teams[team].id if team else None
    span = spans(day)[within]
    found = terms_between(*span, what, team_id)
    count = count_terms({within: span}, what, team_id)[within]
    return TermsPage(
        within, what, team, _with_cases(lines_of(found, day)), found.is_cut, count, day, teams, _round_years(day)
    )


def spans(day: date) -> dict[str, tuple[date | None, date]]:
    """The days of each tab, by its code."""
    ahead = {code: (day, day + timedelta(days=days)) for code, (days, _label) in WITHIN.items()}
    return {**ahead, OVER: (None, day - timedelta(days=1))}


def lines_of(found: Terms, day: date) -> list[Line]:
    """The terms line by line, those of one frame together."""
    return [Line(list(group), day) for _key, group in groupby(found.rows, key=_together)]


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value) if value else today()
    except ValueError as error:
        raise UnknownFilter(_l("day"), value) from error


def _with_cases(lines: Sequence[Line]) -> list[Line]:
    """The same lines with the cases that decide on their next terms already."""
    renewed = {line.first.partner.id for line in lines if line.renewed_in}
    cases = cases_of_partners(renewed)
    return [replace(line, case_id=cases.get((line.first.partner.id, line.renewed_in or ""))) for line in lines]


def _together(term: Term) -> tuple[Any, ...]:
    """Ties of one frame that end on one day are one line; everything else stands for itself."""
    return (
        (term.ends_on, term.frame, term.tie) if term.frame else (term.ends_on, term.what, term.partner.id, term.tie_id)
    )


def _round_years(day: date) -> list[RoundYear]:
    coming = [RoundYear(tie, *next_round_year(tie.signed_on, day)) for tie in signed_ties()]
    return sorted((one for one in coming if one.on <= day + AHEAD), key=lambda one: one.on)
