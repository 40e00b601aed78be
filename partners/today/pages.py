"""What stands on the first page, put together from rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from flask import url_for

from partners.accounts.rules import SignedIn
from partners.agreements.models import CouncilSession
from partners.agreements.queries.glance import Glance
from partners.agreements.queries.sessions import session_on
from partners.agreements.vocabulary import SESSION_KIND_LABELS, SessionKind
from partners.directory.kinds import KINDS
from partners.directory.kinds.kind import Kind
from partners.directory.queries import SilentCity, silent_cities
from partners.directory.queries.deadlines import Deadline, Deadlines, ending_until
from partners.directory.rules.deadlines import WHAT_LABELS, What, is_urgent, last_day
from partners.directory.rules.names import other_name
from partners.directory.rules.words import TIE_LABELS
from partners.foundation import dates
from partners.foundation.clock import SEOUL, now, today
from partners.foundation.languages import language
from partners.foundation.pages import official_day
from partners.foundation.words import _, _n
from partners.interactions import queries as interactions
from partners.interactions.queries import FollowUpRow
from partners.interactions.queries.follow_ups import DueGroup, grouped
from partners.interactions.rules.follow_ups import DUE_ICONS, Due
from partners.today.queries import MOST_DUE, DueSoon, due_soon

MINE, TEAM = "mine", "team"


@dataclass(frozen=True)
class TodayPage:
    """The first page of one person on one business day."""

    person: SignedIn
    day: date
    whose: str
    due: DueSoon
    session: CouncilSession | None
    silent: Sequence[SilentCity]
    #: Records of the year whose recipients nobody named: some of the silent cities may be among them.
    unnamed: int
    deadlines: Deadlines

    @property
    def day_in_words(self) -> str:
        if language() == "en":
            return f"{dates.english(self.day)} ({format_date(self.day, 'EEE', locale='en')})"
        return official_day(self.day, weekday=True)

    @property
    def tabs(self) -> list[dict[str, Any]]:
        """Mine, and my team's; whoever has no team sees everybody's."""
        team = _("My team's") if self.person.team_id else _("All")
        both = ((MINE, _("Mine"), self.due.mine), (TEAM, team, self.due.team))
        return [
            {
                "label": label,
                "url": url_for("today.index", whose=whose if whose != MINE else None),
                "current": whose == self.whose,
                "count": self._counted(rows),
            }
            for whose, label, rows in both
        ]

    @property
    def groups(self) -> list[DueGroup]:
        return grouped(self._shown, self.day)

    @property
    def group_icons(self) -> dict[Due, str]:
        return DUE_ICONS

    @property
    def count(self) -> str:
        return self._counted(self._shown)

    @property
    def persons(self) -> list[int]:
        """Natural persons whom the page names, for the access log."""
        named = [person for group in self.groups for row in group.rows for person in row.persons]
        return [*named, *(one.partner.id for one in self.deadlines.rows if one.partner.is_person)]

    def other_name(self, city: SilentCity) -> str:
        """The short name beside the Korean one: 门头沟区, Monterey Park."""
        return other_name(city.name_ko, city.name_native, city.name_en)

    @property
    def session_words(self) -> str:
        """제227회 구의회 제2차 정례회가 오늘 시작합니다."""
        session = self.session
        if session is None:
            return ""
        told = {"number": session.number, "kind": SESSION_KIND_LABELS[SessionKind(session.kind)]}
        if session.starts_on == self.day:
            if session.ordinal:
                return str(
                    _(
                        "The council's session no. %(number)s (%(kind)s %(ordinal)s) begins today.",
                        ordinal=session.ordinal,
                        **told,
                    )
                )
            return str(_("The council's session no. %(number)s (%(kind)s) begins today.", **told))
        if session.ordinal:
            return str(
                _(
                    "The council holds its session no. %(number)s (%(kind)s %(ordinal)s).",
                    ordinal=session.ordinal,
                    **told,
                )
            )
        return str(_("The council holds its session no. %(number)s (%(kind)s).", **told))

    @property
    def session_span(self) -> str:
        session = self.session
        if session is None or session.starts_on is None or session.ends_on is None:
            return ""
        span = [dates.Occurrence(session.starts_on, session.ends_on, dates.Precision.DAY, "")]
        return dates.write_english(span) if language() == "en" else dates.write(span)

    def days_left(self, ends_on: date) -> str:
        """D-10, D-day, 3일 지남."""
        days = (ends_on - self.day).days
        return f"D-{days}" if days > 0 else "D-day" if days == 0 else _n("%(num)s day late", "%(num)s days late", -days)

    def is_urgent(self, ends_on: date) -> bool:
        return is_urgent(ends_on, self.day)

    def short_day(self, day: date) -> str:
        """The year is said only where it is another one."""
        if language() == "en":
            return official_day(day)
        return dates.short(day) if day.year == self.day.year else f"'{day:%y}. {dates.short(day)}"

    @property
    def counted(self) -> str:
        """6건."""
        number = len(self._shown)
        return self.count if self._is_cut(self._shown) else str(_n("%(num)s item", "%(num)s items", number))

    @property
    def deadlines_counted(self) -> str:
        """6건, or 10+ where there are more than are shown."""
        number = len(self.deadlines.rows)
        return f"{number}+" if self.deadlines.is_cut else str(_n("%(num)s item", "%(num)s items", number))

    @property
    def _shown(self) -> Sequence[FollowUpRow]:
        return self.due.team if self.whose == TEAM else self.due.mine

    def _is_cut(self, rows: Sequence[FollowUpRow]) -> bool:
        return self.due.is_cut and (rows is self.due.team or len(rows) == MOST_DUE)

    def _counted(self, rows: Sequence[FollowUpRow]) -> str:
        return f"{MOST_DUE}+" if self._is_cut(rows) else str(len(rows))


def today_page(person: SignedIn, whose: str) -> TodayPage:
    """Everything of the page but the panels that load by themselves."""
    day = today()
    silent = silent_cities()
    return TodayPage(
        person=person,
        day=day,
        whose=whose if whose == TEAM else MINE,
        due=due_soon(person, day),
        session=session_on(day),
        silent=silent,
        unnamed=interactions.count_unnamed(day.year) if silent else 0,
        deadlines=ending_until(last_day(day), day),
    )


def deadline_label(one: Deadline) -> Any:
    """What ends: a tie says which."""
    return TIE_LABELS[one.tie] if one.what is What.TIE else WHAT_LABELS[one.what]


def kind_of(glance: Glance) -> Kind:
    return KINDS[glance.pipeline.kind]


def cells(glance: Glance) -> list[dict[str, Any]]:
    """The stages for `stage_track`."""
    return [
        {"label": station.stage.short, "count": station.count, "state": station.state} for station in glance.stations
    ]


def when_logged(at: datetime) -> str:
    """오늘 16:40, 어제 11:05, otherwise the day: by the real clock, as everything that was recorded."""
    here, current = at.astimezone(SEOUL), now().astimezone(SEOUL)
    days = (current.date() - here.date()).days
    if days in (0, 1):
        return f"{_('Today') if days == 0 else _('Yesterday')} {here:%H:%M}"
    return official_day(here.date())
