"""Contacts as pages show them: what a reader may not see is masked here, before any template has it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from flask import url_for
from flask_login import current_user

from partners.audit.queries import Happening
from partners.directory.models import Contact, Partner
from partners.directory.permissions import ContactPermission
from partners.directory.queries import HeldPost, PartnerInShort
from partners.directory.rules.contacts import (
    ACTION_LABELS,
    CONTACT_LABELS,
    DETAILS,
    PHONES,
    Retention,
    deciding_posts,
    objection_to_use,
    retention_of,
)
from partners.directory.rules.persons import LEGAL_BASES
from partners.directory.rules.reach import masked_mail, masked_phone, written_phone
from partners.directory.rules.words import FIELD_LABELS
from partners.foundation.access import may
from partners.foundation.clock import today
from partners.foundation.locales import language_names
from partners.foundation.pages import official_day
from partners.foundation.words import _, _l

RETENTION_BADGES: dict[Retention, tuple[Any, str]] = {
    Retention.SOON: (_l("Retention ends soon"), "warn"),
    Retention.ENDED: (_l("Retention has ended"), "danger"),
}
ICONS = {"phone": "phone", "mobile": "phone", "email": "letter"}


@dataclass(frozen=True, kw_only=True)
class Reach:
    """A way to reach a person: its text, full or masked; `url` is empty where it is masked."""

    label: Any
    icon: str
    text: str
    url: str = ""


class Reachable(Protocol):
    """A contact, or a row that has its columns."""

    @property
    def phone(self) -> Any: ...
    @property
    def mobile(self) -> Any: ...
    @property
    def email(self) -> Any: ...


def ways_to(person: Reachable, in_full: bool) -> list[Reach]:
    """How to reach somebody, without what nobody knows."""
    written = {name: getattr(person, name) for name in ICONS}
    return [_way(name, value, in_full) for name, value in written.items() if value]


def shown_phone(stored: str) -> str:
    """A number as the reader's language writes it, with its extension in words."""
    number, _sign, extension = written_phone(stored).partition(" ext. ")
    return str(_("%(number)s, extension %(extension)s", number=number, extension=extension)) if extension else number


def masked(name: str, value: str) -> str:
    """What the reader sees instead of a value that is not for everybody."""
    if name in PHONES:
        return masked_phone(value)
    return masked_mail(value) if name == "email" else str(_("(only for those who work with the person)"))


def period_of(post: Any) -> str:
    """When a post was held, as far as it is known: 2024. 3. 31.까지 담당."""
    first, last = official_day(post.starts_on), official_day(post.ends_on)
    if post.is_current:
        return str(_("since %(day)s", day=first)) if first else ""
    if first and last:
        return str(_("from %(first)s to %(last)s", first=first, last=last))
    if last:
        return str(_("until %(day)s", day=last))
    return str(_("from %(day)s, last day unknown", day=first)) if first else ""


def what_of(post: Any) -> str:
    """Department and position in one line."""
    return " · ".join(part for part in (post.department, post.title) if part)


def retention_badge(row: Any) -> tuple[Any, str] | None:
    """What is to be pointed out of how long the data may be kept: words and tone."""
    return RETENTION_BADGES.get(retention_of(row.retain_until, today()))


def may_come_back(row: Any) -> bool:
    """Whether somebody who was taken out of use may be used again."""
    return objection_to_use(row.retain_until, today()) is None


@dataclass(frozen=True)
class PanelRow:
    """Somebody on a partner's page."""

    row: Any
    ways: list[Reach]

    @property
    def url(self) -> str:
        return url_for("directory.contact", partner_id=self.row.partner_id, contact_id=self.row.id)


@dataclass(frozen=True)
class ContactPanel:
    """The contacts of a partner: those who are there now, and those who were."""

    partner: PartnerInShort
    posts: Sequence[Any]

    @property
    def current(self) -> list[PanelRow]:
        in_full = may(current_user, ContactPermission.SEE_DETAILS, self.partner)
        return [PanelRow(post, ways_to(post, in_full)) for post in self.posts if post.is_current]

    @property
    def former(self) -> list[PanelRow]:
        # Where to reach somebody who left is on the person's own page, for the team where they are now.
        return [PanelRow(post, []) for post in self.posts if not post.is_current]

    @property
    def shown(self) -> set[int]:
        return {post.id for post in self.posts}


@dataclass(frozen=True)
class ContactPage:
    """A person's page. Phones, mail address and note come from here, never from the record itself."""

    partner: Partner
    contact: Contact
    posts: Sequence[HeldPost]

    @property
    def sees_details(self) -> bool:
        return self._may(ContactPermission.SEE_DETAILS)

    @property
    def may_correct(self) -> bool:
        """Correct what is written or take it out of use, which the person may ask for at any time."""
        return self._may(ContactPermission.EDIT)

    @property
    def may_change_post(self) -> bool:
        return self.may_correct and self.here.is_current and not self.partner.is_archived

    def _may(self, permission: ContactPermission) -> bool:
        return any(may(current_user, permission, post) for post in deciding_posts(self.posts))

    @property
    def here(self) -> HeldPost:
        """The post at the partner under which the page was opened."""
        return next(post for post in self.posts if post.partner_id == self.partner.id)

    @property
    def ways(self) -> list[Reach]:
        return ways_to(self.contact, self.sees_details)

    @property
    def languages(self) -> str:
        return ", ".join(language_names(self.contact.languages))

    @property
    def note(self) -> str:
        """The note, or what stands in its place for readers who may not see it."""
        note = self.contact.note
        return note if self.sees_details or not note else masked("note", note)

    @property
    def basis(self) -> list[tuple[Any, str]]:
        """On what ground the data is kept."""
        contact = self.contact
        return [
            (FIELD_LABELS["legal_basis"], str(LEGAL_BASES.get(contact.legal_basis, ""))),
            *(
                [(FIELD_LABELS["consented_on"], official_day(contact.consented_on))]
                if contact.legal_basis == "consent"
                else []
            ),
            (FIELD_LABELS["purpose"], contact.purpose),
            (FIELD_LABELS["collected_from"], contact.collected_from),
            (FIELD_LABELS["retain_until"], official_day(contact.retain_until)),
        ]


def told(happening: Happening, in_full: bool) -> dict[str, Any]:
    """One line of a contact's history; details are masked for readers who may not see them."""
    return {
        "what": ACTION_LABELS.get(happening.action, happening.action),
        "who": happening.who,
        "at": happening.at,
        "changes": [
            (
                CONTACT_LABELS.get(change.field) or FIELD_LABELS.get(change.field, change.field),
                _stored(change.field, change.before, in_full),
                _stored(change.field, change.after, in_full),
            )
            for change in happening.changes
        ],
    }


def _way(name: str, value: str, in_full: bool) -> Reach:
    label, icon = CONTACT_LABELS[name], ICONS[name]
    if not in_full:
        return Reach(label=label, icon=icon, text=masked(name, value))
    if name == "email":
        return Reach(label=label, icon=icon, text=value, url=f"mailto:{value}")
    return Reach(label=label, icon=icon, text=shown_phone(value), url=f"tel:{value}")


def _stored(field: str, value: str | None, in_full: bool) -> str:
    if not value:
        return ""
    if field in DETAILS and not in_full:
        return masked(field, value)
    if field in PHONES:
        return shown_phone(value)
    return _in_words(field, value)


def _in_words(field: str, value: str) -> str:
    if field == "legal_basis":
        return str(LEGAL_BASES.get(value, value))
    if field == "languages":
        return ", ".join(language_names(json.loads(value)))
    return official_day(date.fromisoformat(json.loads(value))) if field.endswith(("_on", "_until")) else value
