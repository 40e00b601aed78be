"""The pipeline review: one page for fifteen minutes, as of any day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.agreements.pages.council import WindowPage, line_of, window_page
from partners.agreements.queries import board as boards
from partners.agreements.queries.as_of import office_on
from partners.agreements.queries.board import Card
from partners.agreements.queries.sessions import session_on
from partners.directory.queries.deadlines import Deadlines, ending_until
from partners.directory.rules.deadlines import WHAT_LABELS, What, last_day
from partners.directory.rules.then import TieThen
from partners.directory.rules.words import TIE_LABELS
from partners.foundation.clock import today
from partners.foundation.pages import official_day
from partners.interactions.queries.silence import partners_spoken_with
from partners.reports import rules
from partners.reports.forms import ReviewForm
from partners.reports.models import PipelineReview
from partners.reports.queries import reviews_before, state_on
from partners.reports.rules import SINCE, Funnel, State


@dataclass(frozen=True)
class ReviewPage:
    """What a manager goes through."""

    day: date
    earlier: date
    reviews: Sequence[PipelineReview]
    now: State
    funnels: Sequence[Funnel]
    silent: Sequence[TieThen]
    deadlines: Deadlines
    #: Only for the business day: what was missing on a past day is not on record.
    stuck: Sequence[Card]
    council: WindowPage | None
    session: Any

    @property
    def is_today(self) -> bool:
        return self.day == today()

    @property
    def intentions(self) -> list[TieThen]:
        """Friendships that rest on a letter of intent alone."""
        return [tie for tie in self.now.resting if tie.only_intention]

    @property
    def under_way_abroad(self) -> int:
        return sum(case.country not in (None, "KR") for case in self.now.under_way)

    def deadline_label(self, one: Any) -> Any:
        return TIE_LABELS[one.tie] if one.what is What.TIE else WHAT_LABELS[one.what]

    def days_left(self, day: date) -> str:
        left = (day - self.day).days
        return f"D-{left}" if left >= 0 else f"D+{-left}"

    def stuck_reasons(self, card: Card) -> list[Any]:
        return list(dict.fromkeys(lack.label for lack in card.missing))

    @property
    def persons(self) -> list[int]:
        """Natural persons whom the page names, for the access log."""
        return [one.partner.id for one in self.deadlines.rows if one.partner.is_person]

    def official(self, day: date) -> str:
        return official_day(day)


def review_page(form: ReviewForm) -> ReviewPage:
    """Read the state of both days. A bounded number of statements, however many records there are."""
    day = form.day
    reviews = reviews_before(day)
    earlier = form.earlier or (reviews[0].as_of if reviews else day - SINCE)
    now, before = state_on(day), state_on(earlier)
    spoken_with = partners_spoken_with({tie.partner_id for tie in now.sisters}, day)
    is_today, session = day == today(), session_on(day)
    return ReviewPage(
        day=day,
        earlier=earlier,
        reviews=reviews,
        now=now,
        funnels=rules.funnels(office_on(day).pipelines.values(), now, before),
        silent=rules.silent(now, spoken_with),
        deadlines=ending_until(last_day(day), day),
        stuck=boards.stuck_cards() if is_today else (),
        council=window_page() if is_today else None,
        session=line_of(session) if session else None,
    )
