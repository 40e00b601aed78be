"""Cases together: who is in charge of them."""

from collections.abc import Collection, Mapping
from typing import Any

from partners.accounts import queries as accounts
from partners.accounts.rules import SignedIn
from partners.agreements.actions import put_in_charge
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.listing import agreement_ids
from partners.agreements.queries.owners import cases_in_charge, officers_of
from partners.agreements.rules.filters import read_filter
from partners.agreements.rules.owners import objection_to_owner
from partners.agreements.vocabulary import OPEN
from partners.foundation.access import may
from partners.foundation.words import _l
from partners.upkeep.changes import forms
from partners.upkeep.changes.kind import Change, Records, Told
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.bulk import Effect, Left, Sorted, sort_out


def matching(where: Mapping[str, str], by: SignedIn, most: int) -> list[int]:
    """The cases that the list shows at this address."""
    return agreement_ids(read_filter(where, {team.code for team in accounts.teams()}), most)


def _sort_owner(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    rows, owner_id = cases_in_charge(ids), told["owner_id"]
    officers = officers_of({row.owner_team_id for row in rows})

    def decide(row: Any) -> Left | Effect:
        if row.state != OPEN:
            return Left.CLOSED
        if not may(by, AgreementPermission.EDIT, row):
            return Left.NOT_YOURS
        if row.owner_id == owner_id:
            return Left.ALREADY
        if objection_to_owner(row, owner_id, officers[row.owner_team_id]):
            return Left.OF_ANOTHER_TEAM
        return {"owner_id": (row.owner_id, owner_id)}

    return sort_out(ids, {row.id: row for row in rows}, decide)


AGREEMENTS = Records(
    "agreements",
    Agreement,
    "agreement",
    "agreements.index",
    matching,
    (
        Change(
            "owner",
            _l("Officer in charge"),
            "user",
            AgreementPermission.EDIT,
            forms.CaseOwnerForm,
            _sort_owner,
            lambda told, ids, by, beside: put_in_charge(ids, told["owner_id"], by, beside),
            lambda _told, ids: [Frame(Agreement.id, ids)],
            lambda told: [("owner_id", told["owner_id"])],
        ),
    ),
)
