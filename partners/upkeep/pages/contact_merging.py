"""Two records of one person side by side, and the records that may be the same person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import url_for
from flask_login import current_user

from partners.audit.actions import saw
from partners.directory.actions.contact_merging import contact_values
from partners.directory.models import Contact
from partners.directory.models.duplicates import CONTACTS
from partners.directory.pages.contacts import masked, period_of, shown_phone, what_of
from partners.directory.pages.words import field_label, field_text
from partners.directory.permissions import ContactPermission
from partners.directory.queries import HeldPost, contacts_named, posts_of
from partners.directory.rules.contact_merging import BASIS, CHOICES
from partners.directory.rules.contacts import CONTACT_LABELS, DETAILS, PHONES, deciding_posts
from partners.directory.rules.matching import in_words
from partners.directory.rules.merging import Choice, Side, is_empty
from partners.foundation.access import may
from partners.foundation.locales import language_names
from partners.foundation.words import Words, _, _l, _n
from partners.upkeep.actions.contact_merging import objections_between_contacts
from partners.upkeep.pages.comparing import Comparison
from partners.upkeep.queries.duplicates import may_be_corrected, pairs_of, people_found
from partners.upkeep.queries.duplicates import posts_of as latest_posts
from partners.upkeep.queries.merging import meetings_of

BASIS_LABEL = _l("Ground on which the data is kept")


@dataclass(frozen=True)
class ContactMergePage:
    """Everything that the template needs."""

    gone: Contact
    kept: Contact
    sides: Mapping[str, Side]

    @cached_property
    def objections(self) -> Sequence[Words]:
        """Why they cannot be merged as they stand."""
        return objections_between_contacts(self.kept, self.gone)

    @cached_property
    def values(self) -> Comparison:
        """What both say, field by field; masked where the reader does not work with the person."""
        told = PersonInWords(_sees_details(self.posts_of_kept), _sees_details(self.posts_of_gone))
        return Comparison(CHOICES, contact_values(self.kept), contact_values(self.gone), self.sides, told)

    @property
    def gone_label(self) -> str:
        return _in_one_line(self.gone.name, self.posts_of_gone[0])

    @property
    def kept_label(self) -> str:
        return _in_one_line(self.kept.name, self.posts_of_kept[0])

    @property
    def is_basis_chosen(self) -> bool:
        """Whether the two grounds differ, so that one of them is chosen."""
        return any(row.choice is BASIS for row in self.values.rows)

    @cached_property
    def posts_of_kept(self) -> list[HeldPost]:
        return posts_of(self.kept.id)

    @cached_property
    def posts_of_gone(self) -> list[HeldPost]:
        return posts_of(self.gone.id)

    @cached_property
    def carried(self) -> Sequence[str]:
        """What goes over to the record that stays, each with its number."""
        posts, (met, both) = len(self.posts_of_gone), meetings_of(self.kept.id, self.gone.id)
        told = [_n("%(num)s post", "%(num)s posts", posts)]
        if met:
            told.append(_n("%(num)s interaction", "%(num)s interactions", met))
        if both:
            told.append(
                _n("of these %(num)s names both, and stays one", "of these %(num)s name both, and stay one each", both)
            )
        return [str(one) for one in told]

    @property
    def posts(self) -> Sequence[tuple[str, str]]:
        """Every post of both: where, and as what and when."""
        return [
            (post.partner_name, " · ".join(filter(None, (what_of(post), period_of(post)))) or str(_("Time unknown")))
            for post in (*self.posts_of_kept, *self.posts_of_gone)
        ]


@dataclass(frozen=True)
class PersonInWords:
    """What the records say, as their reader may see it."""

    sees_kept: bool
    sees_gone: bool

    def label(self, choice: Choice) -> Any:
        return BASIS_LABEL if choice is BASIS else CONTACT_LABELS[choice.name]

    def text(self, choice: Choice, values: Mapping[str, Any], is_kept: bool) -> str:
        if is_empty(choice, values):
            return ""
        if choice is BASIS:
            told = [(field_label(name), field_text(name, values[name])) for name in choice.columns]
            return " · ".join(f"{label} {text}" for label, text in told if text)
        value = values[choice.name]
        if choice.name in DETAILS and not (self.sees_kept if is_kept else self.sees_gone):
            return masked(choice.name, value)
        if choice.name in PHONES:
            return shown_phone(value)
        return ", ".join(language_names(value)) if choice.name == "languages" else str(value)


@dataclass(frozen=True)
class Person:
    """Somebody who may be the same: name, post, and what speaks for it."""

    id: int
    name: str
    other: str
    note: str
    reasons: Sequence[Words] = ()


@dataclass(frozen=True)
class ChoosePage:
    """Choosing the record into which one is merged."""

    contact: Contact
    post: HeldPost
    asked: str
    likely: Sequence[Person]
    found: Sequence[Person]

    @property
    def back(self) -> str:
        return url_for("directory.contact", partner_id=self.post.partner_id, contact_id=self.contact.id)


def choose_page(contact: Contact, asked: str) -> ChoosePage:
    """Who may be the same as the last night found, and who is called as was typed. Notes whom it shows."""
    pairs = {
        one.first_id if one.first_id != contact.id else one.second_id: one for one in pairs_of(contact.id, CONTACTS)
    }
    typed = [one for one in people_found(asked) if one != contact.id and one not in pairs] if asked else []
    allowed = may_be_corrected([*pairs, *typed], current_user)
    named, posts = {one.id: one for one in contacts_named(allowed)}, latest_posts(allowed)
    saw(current_user, "contact:merge", "contacts", named)

    def person(id: int, reasons: Sequence[Words] = ()) -> Person:
        one = named[id]
        return Person(id, one.name, one.name_other, _in_one_line(posts[id].partner_name, posts[id]), reasons)

    likely = [person(id, in_words(pair.reasons)) for id, pair in pairs.items() if id in named]
    found = [person(id) for id in typed if id in named]
    return ChoosePage(contact, posts_of(contact.id)[0], asked, likely, found)


def _in_one_line(name: str, post: Any) -> str:
    """Who or where, and as what; of a post with its partner the partner stands between."""
    where = "" if name == post.partner_name else post.partner_name
    return " · ".join(filter(None, (name, where, what_of(post))))


def _sees_details(posts: Sequence[HeldPost]) -> bool:
    return any(may(current_user, ContactPermission.SEE_DETAILS, post) for post in deciding_posts(posts))
