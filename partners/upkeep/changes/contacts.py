"""Contacts together: out of use."""

from collections.abc import Collection, Mapping
from typing import Any

from partners.accounts import queries as accounts
from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.directory.kinds import KINDS
from partners.directory.models import Contact
from partners.directory.permissions import ContactPermission
from partners.directory.rules.contact_filter import read_contact_filter
from partners.foundation.words import _l
from partners.upkeep.changes import forms
from partners.upkeep.changes.kind import Change, Records, Told
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.bulk import Effect, Left, Sorted, sort_out


def matching(where: Mapping[str, str], by: SignedIn, most: int) -> list[int]:
    """The contacts that the list shows at this address."""
    asked = read_contact_filter(where, KINDS, {team.code for team in accounts.teams()})
    return queries.contact_ids(asked, most)


def _sort_removal(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    def decide(row: Any) -> Left | Effect:
        if row.is_removed:
            return Left.ALREADY
        return {"removed": (None, told["reason"])} if actions.may_change_contact(by, row) else Left.NOT_YOURS

    return sort_out(ids, queries.contacts_in_charge(ids), decide)


CONTACTS = Records(
    "contacts",
    Contact,
    "contact",
    "directory.all_contacts",
    matching,
    (
        Change(
            "remove",
            _l("Take out of use"),
            "box",
            ContactPermission.EDIT,
            forms.RemoveForm,
            _sort_removal,
            lambda told, ids, by, beside: actions.remove_contacts(ids, told["reason"], by, beside),
            lambda _told, ids: [Frame(Contact.id, ids)],
            lambda _told: (),
            hint=_l(
                "The record disappears from every page and list. It is not destroyed: destroying personal data is the "
                "privacy officer's task, at the end of its retention or when the person asks for it."
            ),
        ),
    ),
)
