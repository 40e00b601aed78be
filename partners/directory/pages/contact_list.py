"""The list of all contacts as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from flask import url_for
from sqlalchemy import Row

from partners.accounts.queries import WorkingTeam
from partners.directory.kinds import KINDS, SECTIONS
from partners.directory.pages.contacts import RETENTION_BADGES, what_of
from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.contacts import Retention, retention_of
from partners.directory.rules.persons import LEGAL_BASES
from partners.directory.rules.reach import masked_mail, masked_phone
from partners.foundation.clock import today
from partners.foundation.words import _l
from partners.lists.pages.showing import ShownList
from partners.lists.rules import EVERYTHING

RETENTION_LABELS = {
    Retention.SOON: _l("Ends within 90 days"),
    Retention.ENDED: _l("Has ended"),
    Retention.UNKNOWN: _l("Not set"),
}


class ContactWords:
    """What rows share, looked up once a page and not once a row."""

    def __init__(self) -> None:
        self.basis = cache(lambda code: str(LEGAL_BASES.get(code, "")))
        self.kind = cache(lambda section: str(KINDS[section].label))
        self.today = today()
        self.retention_badges = {state: (str(words), tone) for state, (words, tone) in RETENTION_BADGES.items()}


@dataclass(frozen=True)
class ListedContact:
    """A row of the list. Ways to reach the person are masked here, whoever reads it."""

    it: Row[Any]
    words: ContactWords

    @property
    def post(self) -> str:
        return what_of(self.it)

    @property
    def phone(self) -> str:
        """The last of the numbers, masked; empty without one."""
        number = self.it.mobile or self.it.phone
        return masked_phone(number) if number else ""

    @property
    def email(self) -> str:
        """The mail address, masked; empty without one."""
        return masked_mail(self.it.email) if self.it.email else ""

    @property
    def basis(self) -> str:
        return self.words.basis(self.it.legal_basis)

    @property
    def retention_badge(self) -> tuple[str, str] | None:
        """What is to be pointed out of how long the data may be kept: words and tone."""
        return self.words.retention_badges.get(retention_of(self.it.retain_until, self.words.today))


@dataclass(frozen=True)
class ContactListing(ShownList):
    """Everything that the page of the list shows."""

    asked: ContactFilter
    teams: Sequence[WorkingTeam]

    @property
    def found(self) -> str:
        return f"{self.count.number:,}" + ("+" if self.count.capped else "")

    @property
    def kind_choices(self) -> list[tuple[str, Any]]:
        return [(section.code, section.plural) for section in SECTIONS if not section.is_person]

    @property
    def team_choices(self) -> list[tuple[str, str]]:
        return [(team.code, team.name) for team in self.teams]

    @property
    def retention_choices(self) -> list[tuple[str, Any]]:
        return [(one.value, label) for one, label in RETENTION_LABELS.items()]

    @property
    def reset_url(self) -> str:
        return url_for("directory.all_contacts", view=EVERYTHING) if self.asked.narrowing else ""

    @cached_property
    def rows(self) -> list[ListedContact]:
        words = ContactWords()
        return [ListedContact(row, words) for row in self.page.rows]
