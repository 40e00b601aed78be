"""The pipeline review: one page for fifteen minutes, as of any day. Every figure knows the list that it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import url_for

from partners.agreements.pages import terms
from partners.agreements.pages.council import line_of
from partners.agreements.queries import board as boards
from partners.agreements.queries.as_of import office_on
from partners.agreements.queries.board import Card
from partners.agreements.queries.council import CouncilWindow, council_window
from partners.agreements.queries.listing import count_agreements
from partners.agreements.queries.sessions import session_on
from partners.agreements.queries.terms import count_terms, terms_between
from partners.agreements.rules.filters import YES, CaseFilter
from partners.directory.kinds import KINDS
from partners.directory.queries import PartnerName
from partners.directory.rules.then import TieThen
from partners.foundation.clock import today
from partners.geography.drawing import Mark, SmallMap, map_of
from partners.interactions.queries.exchange import Exchange, exchange_by_country, exchange_by_partner
from partners.interactions.queries.silence import partners_spoken_with
from partners.lists.keyset import Count
from partners.reports import rules
from partners.reports.forms import ReviewForm
from partners.reports.models import PipelineReview
from partners.reports.pages.exchange import ExchangeTable
from partners.reports.pages.gaps import Gap, gaps_on
from partners.reports.queries import reviews_before, state_on
from partners.reports.rules import SINCE, Funnel, Place, Row, State
from partners.reports.rules.lines import Shown

#: Of each kind the page names so many; the list behind the figure has all.
NAMED = 8
TERMS_READ = 100


#: More names than this stand on each other.
MOST_ON_A_MAP = 30


@dataclass(frozen=True)
class ReviewPage:
    """What a manager goes through."""

    day: date
    earlier: date
    by: str
    reviews: Sequence[PipelineReview]
    now: State
    funnels: Sequence[Funnel]
    silent: Sequence[TieThen]
    ending: Sequence[terms.Line]
    #: How many terms have ended, and end within 90 and 180 days.
    ends: Mapping[str, Count]
    #: Only for the business day: what was missing on a past day is not on record.
    stuck: Sequence[Card]
    stuck_count: Count
    council: CouncilWindow | None
    session: Any
    exchange: ExchangeTable
    gaps: Sequence[Gap]

    @property
    def is_today(self) -> bool:
        return self.day == today()

    @property
    def address(self) -> dict[str, Any]:
        """What was asked, as it stands in the address of this page."""
        return {} if self.is_today else {"as_of": self.day.isoformat()}

    @property
    def under_way_abroad(self) -> int:
        return sum(case.country not in (None, "KR") for case in self.now.under_way)

    @cached_property
    def moved(self) -> list[tuple[Row, Place]]:
        """Who came to a stage since the day that is compared, latest first."""
        came = [(row, place) for funnel in self.funnels for row in funnel.rows for place in row.came]
        return sorted(came, key=lambda one: _since(one[1]) or self.earlier, reverse=True)

    @property
    def abroad_url(self) -> str:
        return self.url(Shown.CASES, country="foreign")

    @property
    def under_way_url(self) -> str:
        return url_for("agreements.index", state="open") if self.is_today else self.url(Shown.CASES)

    @cached_property
    def maps(self) -> Sequence[SmallMap]:
        """Where the sister cities lie, those at home and those abroad apart; the silent ones are ringed."""
        silent = {tie.id for tie in self.silent}
        sides = [[tie for tie in self.now.sisters if tie.is_foreign is side] for side in (False, True)]
        marks = [[mark for tie in side if (mark := _mark(tie, tie.id in silent))] for side in sides]
        return [map_of(side[:MOST_ON_A_MAP]) for side in marks if side]

    @property
    def not_on_maps(self) -> int:
        """How many sister cities the maps leave out: without coordinates, or beyond what one map can show."""
        return len(self.now.sisters) - sum(len(shown.spots) for shown in self.maps)

    @property
    def silent_url(self) -> str:
        return url_for("directory.index", kind="city", silent="y") if self.is_today else self.url(Shown.SILENT)

    def url(self, shown: str, **narrowed: Any) -> str:
        """The list of what stood, came or left, as of the day of this page."""
        since = self.earlier.isoformat() if shown in (Shown.CAME, Shown.LEFT) else None
        return url_for("reports.lines", shown=shown, as_of=self.day.isoformat(), since=since, **narrowed)

    def row_url(self, row: Row, shown: str = Shown.STANDING) -> str:
        return self.url(shown, pipeline=row.pipeline.code, stage=row.stage.code)

    def terms_url(self, within: str) -> str:
        return url_for("agreements.terms", within=within, **self.address)

    def grouped_url(self, by: str) -> str:
        since: dict[str, Any] = {} if self.earlier_is_usual else {"since": self.earlier.isoformat()}
        return url_for("reports.review", by=by, _anchor="exchange", **self.address, **since)

    @property
    def earlier_is_usual(self) -> bool:
        return self.earlier == _usual(self.reviews, self.day)

    def stuck_reasons(self, card: Card) -> list[Any]:
        return list(dict.fromkeys(lack.label for lack in card.missing))

    def days_left(self, day: date) -> str:
        left = (day - self.day).days
        return f"D-{left}" if left >= 0 else f"D+{-left}"

    @property
    def persons(self) -> list[int]:
        """Natural persons whom the page names, for the access log."""
        named: list[PartnerName] = [term.partner for line in self.ending for term in line.terms]
        named += [line.partner for line in self.exchange.lines if line.partner]
        return [*(one.id for one in named if one.is_person), *persons_among_cases(self.now)]


def persons_among_cases(state: State) -> list[int]:
    """The partners of cases in pipelines of persons."""
    return [
        case.partner_id
        for case in state.under_way
        if case.partner_id is not None and KINDS[case.declared.kind].is_person
    ]


def review_page(form: ReviewForm) -> ReviewPage:
    """Read the state of both days. A bounded number of statements, however many records there are."""
    day, reviews = form.day, reviews_before(form.day)
    earlier = form.earlier or _usual(reviews, day)
    now, before = state_on(day), state_on(earlier)
    spoken_with = partners_spoken_with({tie.partner_id for tie in now.sisters}, day)
    is_today, session = day == today(), session_on(day)
    spans, stuck = terms.spans(day), boards.stuck_cards(NAMED) if is_today else []
    return ReviewPage(
        day=day,
        earlier=earlier,
        by=form.grouping,
        reviews=reviews,
        now=now,
        funnels=rules.funnels(office_on(day).pipelines.values(), now, before),
        silent=rules.silent(now, spoken_with),
        ending=terms.lines_of(terms_between(None, spans["180"][1], limit=TERMS_READ), day)[:NAMED],
        ends=count_terms(spans),
        stuck=stuck,
        stuck_count=_count_stuck(stuck),
        council=council_window(with_decided=False) if is_today else None,
        session=line_of(session) if session else None,
        exchange=ExchangeTable(_exchange(form.grouping, day), day),
        gaps=gaps_on(day),
    )


def _count_stuck(named: Sequence[Card]) -> Count:
    return Count(len(named), False) if len(named) < NAMED else count_agreements(CaseFilter(stuck=YES))


def _usual(reviews: Sequence[PipelineReview], day: date) -> date:
    return reviews[0].as_of if reviews else day - SINCE


def _exchange(by: str, day: date) -> Exchange:
    return exchange_by_country(day) if by == "country" else exchange_by_partner(day)


def _since(place: Place) -> date | None:
    one = place.case or place.tie
    return one.since if one else None


def _mark(tie: TieThen, is_silent: bool) -> Mark | None:
    if tie.lat is None or tie.lon is None:
        return None
    return Mark(tie.name, tie.lat, tie.lon, tie.kind, tie.point_is_sure, is_quiet=is_silent)
