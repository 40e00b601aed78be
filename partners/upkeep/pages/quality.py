"""The page of data quality: each check with its figure, its share and the list that it counts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts.queries import WorkingTeam
from partners.directory.queries.contacts import count_each_contact
from partners.directory.queries.listing import count_each as count_each_partner
from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.filters import PartnerFilter
from partners.foundation.clock import today
from partners.foundation.words import Words, _
from partners.interactions.queries import count_each as count_each_record
from partners.interactions.queries.follow_up_list import count_each_follow_up
from partners.interactions.rules import InteractionFilter
from partners.interactions.rules.follow_ups import FollowUpFilter
from partners.lists.keyset import COUNT_CAP, Count
from partners.upkeep.rules.quality import GROUPS, Asked, Check, QualityFilter, share_of

#: No office has so many records: counted to the end.
TO_THE_END = 10**9
ENDPOINTS: dict[type[Asked], str] = {
    PartnerFilter: "directory.index",
    InteractionFilter: "interactions.index",
    ContactFilter: "directory.all_contacts",
    FollowUpFilter: "follow_ups.index",
}
Counts = Mapping[Asked, Count]


@dataclass(frozen=True)
class Finding:
    """A check and what was counted."""

    check: Check
    count: Count
    whole: Count

    @property
    def number(self) -> str:
        return in_words(self.count)

    @property
    def of(self) -> str:
        return in_words(self.whole)

    @property
    def share(self) -> int | None:
        """Percent of the whole; None while one of both was not counted to its end."""
        known = not (self.count.capped or self.whole.capped)
        return share_of(self.count.number, self.whole.number) if known else None

    @property
    def is_done(self) -> bool:
        return not self.count.number

    @property
    def url(self) -> str:
        return list_url(self.check.asked)

    @property
    def whole_url(self) -> str:
        return list_url(self.check.whole)


@dataclass(frozen=True)
class QualityPage:
    """Everything that the page shows."""

    asked: QualityFilter
    teams: Sequence[WorkingTeam]
    groups: Sequence[tuple[str, Words, Sequence[Finding]]]

    @cached_property
    def findings(self) -> list[Finding]:
        return [one for _code, _title, found in self.groups for one in found]

    @property
    def open_checks(self) -> int:
        return sum(not one.is_done for one in self.findings)

    @property
    def is_capped(self) -> bool:
        return any(one.count.capped or one.whole.capped for one in self.findings)

    @property
    def exact_url(self) -> str:
        return url_for("upkeep.quality", **replace(self.asked, exact="y").address)

    @property
    def team_name(self) -> str:
        return next((team.name for team in self.teams if team.code == self.asked.team), _("All teams"))

    @property
    def tabs(self) -> list[dict[str, Any]]:
        codes = [("", _("All teams")), *((team.code, team.name) for team in self.teams)]
        return [
            {"label": name, "url": url_for("upkeep.quality", team=code or None), "current": code == self.asked.team}
            for code, name in codes
        ]


def quality_page(asked: QualityFilter, teams: Sequence[WorkingTeam]) -> QualityPage:
    """Count every check among the records of a team, or of all. A statement for each kind of record."""
    groups = [(group.code, group.title, [one.of_team(asked.team) for one in group.checks]) for group in GROUPS]
    every = [one for _code, _title, checks in groups for one in checks]
    counts = _counted({one for check in every for one in (check.asked, check.whole)}, bool(asked.exact))
    found = [
        (code, title, [Finding(one, counts[one.asked], counts[one.whole]) for one in checks])
        for code, title, checks in groups
    ]
    return QualityPage(asked, teams, found)


def list_url(asked: Asked) -> str:
    """The list that a filter asks for."""
    return url_for(ENDPOINTS[type(asked)], **asked.address)


def in_words(count: Count) -> str:
    return f"{count.number:,}" + ("+" if count.capped else "")


def _counted(filters: Iterable[Asked], exact: bool) -> Counts:
    counters: dict[type[Asked], Callable[..., dict[str, Count]]] = {
        PartnerFilter: count_each_partner,
        InteractionFilter: count_each_record,
        ContactFilter: count_each_contact,
        FollowUpFilter: partial(count_each_follow_up, today=today(), user_id=current_user.id, team_id=None),
    }
    counts: dict[Asked, Count] = {}
    for kind, counter in counters.items():
        named = {f"n{index}": one for index, one in enumerate(one for one in filters if isinstance(one, kind))}
        found = counter(named, cap=TO_THE_END if exact else COUNT_CAP)
        counts |= {one: found[name] for name, one in named.items()}
    return counts
