"""The officer in charge of cases, of one or of many at once."""

from collections.abc import Collection

from partners.accounts.rules import SignedIn
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries.owners import hold_cases, officers_of
from partners.agreements.rules.owners import objection_to_owner
from partners.audit.actions import Changes, record_each
from partners.foundation.access import ensure
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal

NOTHING: Changes = {}


def ensure_may_lead(agreement: Agreement, owner_id: int | None) -> None:
    """Raise Refusal at the field unless this person may be in charge of the case."""
    objection = objection_to_owner(agreement, owner_id, officers_of({agreement.owner_team_id})[agreement.owner_team_id])
    if objection:
        raise Refusal(objection, field="owner")


def put_in_charge(ids: Collection[int], owner_id: int | None, by: SignedIn, beside: Changes = NOTHING) -> None:
    """Give these cases to an officer of their team, or to nobody (None), all or none; as planning one does.

    `beside` stands with each in the audit. Raises Refusal for a closed case and for somebody of another team.
    """
    held = hold_cases(ids)
    officers = officers_of({case.owner_team_id for case in held})
    changes = {}
    for case in held:
        ensure(by, AgreementPermission.EDIT, case)
        objection = objection_to_owner(case, owner_id, officers[case.owner_team_id])
        if objection:
            raise Refusal(objection, field="owner")
        changes[case.id] = {"owner_id": (case.owner_id, owner_id), **beside}
        case.owner_id, case.updated_at = owner_id, now()
    db.session.flush()
    record_each(by, "agreement:planned", Agreement, changes)
