"""The queue of records that may be one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.audit.actions import saw
from partners.directory.kinds import KINDS, SECTIONS
from partners.directory.models import DuplicatePair, Partner
from partners.directory.models.duplicates import CONTACTS, PARTNERS
from partners.directory.permissions import PartnerPermission
from partners.directory.queries import PartnerName, contacts_named, partners_named
from partners.directory.rules.matching import in_words
from partners.directory.rules.names import formal_name, other_name
from partners.foundation.access import Scope, may, scope_of
from partners.foundation.words import Words, _
from partners.lists.keyset import Count, Page
from partners.upkeep.queries.duplicates import Asked, count_pairs, pair_page, pairs_of, posts_of


@dataclass(frozen=True)
class Half:
    """One of both records, as the queue shows it."""

    id: int
    name: str
    other: str
    url: str
    note: str
    kind: str = ""
    is_group: bool = False
    interactions: int = 0


@dataclass(frozen=True)
class Pair:
    """A line of the queue. `goes` is the record that hangs less on: the one that is proposed to be merged."""

    row: Any
    first: Half
    second: Half

    @property
    def reasons(self) -> Sequence[Words]:
        return in_words(self.row.reasons)

    @property
    def goes(self) -> Half:
        return self.first if self.first.interactions < self.second.interactions else self.second

    @property
    def stays(self) -> Half:
        return self.second if self.goes is self.first else self.first


@dataclass(frozen=True)
class QueuePage:
    """Everything that the template needs."""

    asked: Asked
    team: str
    page: Page
    count: Count
    may_choose_team: bool

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        return self._contacts() if self.asked.record == CONTACTS else self._partners()

    @property
    def is_of_contacts(self) -> bool:
        return self.asked.record == CONTACTS

    @property
    def found(self) -> str:
        return f"{self.count.number:,}" + ("+" if self.count.capped else "")

    @property
    def tabs(self) -> list[dict[str, Any]]:
        labels = ((PARTNERS, False, _("Partners")), (CONTACTS, False, _("Contacts")))
        told = [(record, dismissed, label) for record, dismissed, label in labels]
        told.append((self.asked.record, True, _("Said to be two")))
        return [
            {
                "label": label,
                "url": self.address(record=record, dismissed="y" if dismissed else None, page=None),
                "current": self.asked.dismissed is dismissed and (dismissed or self.asked.record == record),
            }
            for record, dismissed, label in told
        ]

    @property
    def kinds(self) -> list[tuple[str, Any]]:
        return [(section.code, section.plural) for section in SECTIONS]

    @property
    def teams(self) -> list[tuple[str, str]]:
        return [(team.code, team.name) for team in accounts.teams()]

    def address(self, **changes: Any) -> str:
        """The address of this list with changes."""
        told: dict[str, Any] = {
            "record": self.asked.record,
            "kind": self.asked.kind or None,
            "team": self.team or None,
            "dismissed": "y" if self.asked.dismissed else None,
        }
        return url_for("upkeep.duplicates", **{**told, **changes})

    def _partners(self) -> Sequence[Pair]:
        pairs = [Pair(row, _partner(row, "first"), _partner(row, "second")) for row in self.page.rows]
        shown = [half.id for pair in pairs for half in (pair.first, pair.second) if KINDS[half.kind].is_person]
        saw(current_user, "partner:duplicates", "partners", shown)
        return pairs

    def _contacts(self) -> Sequence[Pair]:
        ids = [id for row in self.page.rows for id in (row.first_id, row.second_id)]
        posts = posts_of(ids)
        saw(current_user, "contact:duplicates", "contacts", ids)
        return [Pair(row, _contact(row, "first", posts), _contact(row, "second", posts)) for row in self.page.rows]


def queue_page(person: Any, told: Mapping[str, str]) -> QueuePage:
    """A page of the pairs both of whose records this person may correct. Raises BadPage."""
    everywhere = scope_of(person, PartnerPermission.EDIT) is Scope.ANY
    team = accounts.find_team(told.get("team") or "") if everywhere else None
    asked = Asked(
        record=CONTACTS if told.get("record") == CONTACTS else PARTNERS,
        kind=told.get("kind", "") if told.get("kind") in {one.code for one in SECTIONS} else "",
        team_id=(team.id if team else None) if everywhere else person.team_id or 0,
        dismissed=told.get("dismissed") == "y",
    )
    page = pair_page(asked, told.get("page"))
    return QueuePage(asked, team.code if team else "", page, count_pairs(asked), everywhere)


@dataclass(frozen=True)
class Likely:
    """A record that may be the same as one, why, and the button's address."""

    partner: PartnerName
    reasons: Sequence[Words]


def likely_of(partner: Partner) -> Sequence[Likely]:
    """The records that may be the same as this partner and that the reader may merge it into, as the last night found."""
    pairs = {one.first_id if one.first_id != partner.id else one.second_id: one for one in pairs_of(partner.id)}
    named = partners_named(pairs)
    shown = [id for id in pairs if id in named and may(current_user, PartnerPermission.EDIT, named[id])]
    saw(current_user, "partner:duplicates", "partners", [id for id in shown if named[id].is_person])
    return [Likely(named[id], in_words(pairs[id].reasons)) for id in shown]


def _partner(row: Any, name: str) -> Half:
    told = {
        column: getattr(row, f"{name}_{column}") for column in ("id", "kind", "section", "name_ko", "country", "region")
    }
    return Half(
        id=told["id"],
        name=formal_name(told["country"], told["region"], told["name_ko"]),
        other=other_name(told["name_ko"], getattr(row, f"{name}_name_native"), getattr(row, f"{name}_name_en")),
        url=url_for("directory.show", partner_id=told["id"]),
        note="",
        kind=told["section"],
        is_group=told["kind"] == "group",
        interactions=getattr(row, f"{name}_interactions") or 0,
    )


def _contact(row: Any, name: str, posts: Mapping[int, Any]) -> Half:
    id = getattr(row, f"{name}_id")
    post = posts.get(id)
    url = url_for("directory.contact", partner_id=post.partner_id, contact_id=id) if post else ""
    held = " ".join(filter(None, (post.partner_name, post.department, post.title))) if post else ""
    return Half(id, getattr(row, f"{name}_name"), getattr(row, f"{name}_name_other"), url, held)


def names_of_pair(pair: DuplicatePair) -> Sequence[str]:
    """Both names. Notes whose data is shown."""
    ids = (pair.first_id, pair.second_id)
    if pair.record == CONTACTS:
        saw(current_user, "contact:duplicates", "contacts", ids)
        return [one.name for one in contacts_named(ids)]
    named = partners_named(ids)
    saw(current_user, "partner:duplicates", "partners", [id for id in ids if named[id].is_person])
    return [named[id].formal_name for id in ids]
