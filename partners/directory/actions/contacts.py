"""What people do with a contact: register, correct, take out of use. Its posts change in `contact_posts`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries
from partners.directory.actions.contact_use import remove_contacts
from partners.directory.kinds import KINDS
from partners.directory.models import Contact, ContactPost, Partner
from partners.directory.permissions import ContactPermission
from partners.directory.queries import ContactName
from partners.directory.rules.contacts import (
    PERSON_COLUMNS,
    PHONES,
    POST_COLUMNS,
    deciding_posts,
    objection_to_contact,
    objection_to_days,
    objection_to_use,
)
from partners.directory.rules.persons import BASIS_COLUMNS, Basis, objection_to_basis
from partners.directory.rules.reach import read_phone
from partners.foundation.access import ensure, may
from partners.foundation.clock import now, today
from partners.foundation.database import db
from partners.foundation.hangul import clean, clean_body, fold
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

Values = Mapping[str, Any]
COLUMNS = (*PERSON_COLUMNS, *BASIS_COLUMNS)
#: Empty unless somebody says otherwise.
NOTHING: Values = {
    **dict.fromkeys((*COLUMNS, *POST_COLUMNS), ""),
    **dict.fromkeys(("consented_on", "retain_until", "starts_on", "ends_on")),
    "languages": [],
}


IN_USE_ALREADY = _l("This contact is in use already.")


class Namesake(Refusal):
    """Somebody of this name is at the partner already. `known` are they; it may be another person all the same."""

    def __init__(self, known: Sequence[ContactName]) -> None:
        super().__init__(
            _l(
                "Somebody of this name is a contact here already. Open the record, or confirm that this is another one."
            ),
            field="name",
        )
        self.known = known


def register_contact(partner: Partner, values: Values, by: SignedIn, *, confirmed: bool = False) -> Contact:
    """Register a person at a partner with the post held there: columns of both by name, days may be unknown.

    `confirmed`: somebody said that it is another person of the same name. Raises Namesake, and Refusal at the
    field when the name, the legal basis, the purpose, the source or the last day of keeping is missing.
    """
    ensure(by, ContactPermission.EDIT, partner)
    if KINDS[partner.kind].is_person:
        raise Refusal(_l("This partner is a person. Contacts stand at bodies only."))
    told = _cleaned({**NOTHING, **values})
    _ensure_sound(told, partner.country)
    known = queries.namesakes_at(partner.id, fold(told["name"]))
    if known and not confirmed:
        raise Namesake(known)
    contact = Contact(created_at=now(), updated_at=now(), created_by_id=by.id, name_key=fold(told["name"]))
    for name in COLUMNS:
        setattr(contact, name, _kept(name, told[name], partner.country))
    contact.posts = [ContactPost(partner_id=partner.id, **{name: told[name] for name in POST_COLUMNS})]
    db.session.add(contact)
    state = {**_state(contact, contact.posts[0]), "partner": partner.name_ko}
    record(by, "contact:registered", contact, {name: (None, value) for name, value in state.items() if value})
    return contact


def edit_contact(
    contact: Contact, post: ContactPost, partner: Partner, values: Values, version: int | None, by: SignedIn
) -> None:
    """Correct what is written of a person, and of the post at this partner.

    Raises Stale when `version` is not the one on file, and Refusal as `register_contact` does.
    """
    ensure_may_change(contact, by)
    ensure_fresh(contact, version)
    before = _state(contact, post)
    told = {**before, **_cleaned(values)}
    _ensure_sound(told, partner.country, contact.retain_until)
    for name in COLUMNS:
        setattr(contact, name, _kept(name, told[name], partner.country))
    for name in (*POST_COLUMNS, "ends_on"):
        setattr(post, name, told[name])
    contact.name_key = fold(contact.name)
    changes = {name: (before[name], value) for name, value in _state(contact, post).items() if value != before[name]}
    if changes:
        contact.updated_at = now()
        record(by, "contact:edited", contact, changes)


def remove_contact(contact: Contact, reason: str, version: int | None, by: SignedIn) -> None:
    """Take a contact out of use, as many are. Raises Stale when `version` is not the one on file."""
    db.session.refresh(contact, with_for_update=True)
    ensure_fresh(contact, version)
    remove_contacts({contact.id}, reason, by)
    db.session.refresh(contact)


def bring_back_contact(contact: Contact, version: int | None, by: SignedIn) -> None:
    """Use a contact again that was taken out of use. Raises Refusal once its data may be kept no longer."""
    ensure_may_change(contact, by)
    ensure_fresh(contact, version)
    is_in_use = contact.removed_at is None
    objection = IN_USE_ALREADY if is_in_use else objection_to_use(contact.retain_until, today())
    if objection:
        raise Refusal(objection)
    contact.removed_at = contact.removed_by_id = None
    contact.remove_reason = ""
    contact.updated_at = now()
    record(by, "contact:brought_back", contact)


def ensure_may_change(contact: Contact, by: SignedIn) -> None:
    """Raise Forbidden unless a team that works with the person now may change the record."""
    posts = deciding_posts(queries.posts_of(contact.id))
    if not any(may(by, ContactPermission.EDIT, post) for post in posts):
        ensure(by, ContactPermission.EDIT, posts[0])


def ensure_fresh(contact: Contact, version: int | None) -> None:
    """Raise Stale unless this is the version on file."""
    if version != contact.version:
        raise Stale(_l("Somebody else changed this contact after you opened it. Compare both, then save again."))


def _ensure_sound(told: Values, country: str, kept_until: date | None = None) -> None:
    basis = Basis(**{name: told[name] for name in BASIS_COLUMNS})
    objection = (
        objection_to_contact(told, country)
        or objection_to_days(told["starts_on"], told.get("ends_on"), today())
        or objection_to_basis(basis, today(), kept_until)
    )
    if objection:
        raise Refusal(objection[1], field=objection[0])


def _cleaned(values: Values) -> dict[str, Any]:
    unknown = values.keys() - NOTHING.keys()
    if unknown:
        raise TypeError(f"A contact has no {sorted(unknown)}.")
    return {name: _clean_value(name, value) for name, value in values.items()}


def _clean_value(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return clean_body(value) if name == "note" else clean(value)
    return list(dict.fromkeys(value)) if name == "languages" else value


def _kept(name: str, value: Any, country: str) -> Any:
    return (read_phone(value, country) or "") if name in PHONES else value


def _state(contact: Contact, post: ContactPost) -> dict[str, Any]:
    return {
        **{name: getattr(contact, name) for name in COLUMNS},
        **{name: getattr(post, name) for name in (*POST_COLUMNS, "ends_on")},
    }
