"""The forms of a case, filled with what stands there. `fresh`: as if nobody had sent one, to compare with."""

from typing import Any

from partners.accounts import queries as accounts
from partners.agreements.forms import ConsentForm, EndForm, PartnerForm, PlanForm, StageForm, stage_form
from partners.agreements.forms.base import CaseForm
from partners.agreements.forms.rounds import JoinForm
from partners.agreements.models import Agreement
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases, choices
from partners.agreements.queries.rounds import rounds_of
from partners.agreements.vocabulary import OPEN


def gate_form(agreement: Agreement, fresh: bool = False, whole: bool = False) -> StageForm:
    """Moving the case; `whole` asks for the gates behind it, too."""
    case = cases.case_of(agreement)
    evidence = choices.evidence_for(agreement.partner_id, [fact.interaction_id for fact in case.facts.values()])
    return stage_form(case, agreement.version, evidence, choices.committees(), whole, **_source(fresh))


def plan_form(agreement: Agreement, fresh: bool = False) -> PlanForm:
    form = PlanForm(obj=agreement, owner=agreement.owner_id, here=agreement.stage, **_source(fresh))
    form.offer(accounts.user_choices(agreement.owner_team_id, AgreementPermission.MOVE))
    return form


def partner_form(agreement: Agreement, fresh: bool = False) -> PartnerForm:
    return PartnerForm(partner=agreement.partner_id, **_seen(agreement), **_source(fresh))


def end_form(agreement: Agreement, fresh: bool = False, **ended: Any) -> EndForm:
    form = EndForm(**ended, **_seen(agreement), **_source(fresh))
    form.offer(cases.stage_of(agreement))
    return form


def round_form(agreement: Agreement, fresh: bool = False) -> JoinForm | None:
    """Putting the case into a round; None for a pipeline without rounds."""
    if not cases.pipeline_of(agreement).in_rounds:
        return None
    form = JoinForm(round_id=agreement.round_id, **_seen(agreement), **_source(fresh))
    form.offer(rounds_of(agreement.pipeline))
    return form


def consent_form(agreement: Agreement, fresh: bool = False, **decided: Any) -> ConsentForm:
    return ConsentForm(**decided, **_seen(agreement), **_source(fresh))


def forms_of(agreement: Agreement) -> dict[str, Any]:
    """All that stand on the page of a case, by the names that its templates use."""
    return {
        "form": gate_form(agreement),
        "consent_form": consent_form(agreement),
        "plan_form": plan_form(agreement),
        "partner_form": partner_form(agreement),
        "end_form": end_form(agreement),
        "round_form": round_form(agreement),
    }


def has_room(agreement: Agreement, form: CaseForm) -> bool:
    """Whether the page of the case still has a place for this form."""
    if agreement.state != OPEN:
        return False
    if isinstance(form, EndForm):
        return bool(cases.stage_of(agreement).may_end_as)
    return not (isinstance(form, PartnerForm) and agreement.partner_id is not None)


def _seen(agreement: Agreement) -> dict[str, Any]:
    return {"version": agreement.version, "here": agreement.stage}


def _source(fresh: bool) -> dict[str, Any]:
    return {"formdata": None} if fresh else {}
