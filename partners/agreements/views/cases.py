"""One case: its page, moving it, saying what comes next, ending it."""

from flask import Response, abort, request
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.agreements import actions, vocabulary
from partners.agreements.forms import ConsentForm, EndForm, PartnerForm, PlanForm, StageForm, stage_form
from partners.agreements.models import Agreement
from partners.agreements.pages import history
from partners.agreements.pages.cases import page_of
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Stage
from partners.agreements.queries import cases, choices, timeline
from partners.agreements.views.blueprint import blueprint
from partners.directory.queries import get_partner
from partners.foundation.access import ensure, requires
from partners.foundation.forms import Form
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.words import _

MOVE, EDIT, END = AgreementPermission.MOVE, AgreementPermission.EDIT, AgreementPermission.END


@blueprint.get("/agreements/<int:agreement_id>", endpoint="show")
@requires(AgreementPermission.VIEW)
def show_agreement(agreement_id: int) -> Response:
    return _page(cases.get_agreement(agreement_id))


@blueprint.get("/agreements/<int:agreement_id>/stage")
@requires(MOVE)
def stage(agreement_id: int) -> Response:
    agreement = for_writing(agreement_id, MOVE)
    return _gates(agreement, _form_for(agreement), _asked_stage(agreement))


@blueprint.post("/agreements/<int:agreement_id>/stage")
@requires(MOVE)
def move(agreement_id: int) -> Response:
    agreement = for_writing(agreement_id, MOVE)
    form = _form_for(agreement)
    if form.validate():
        with form.refusals():
            form.ensure_current(agreement)
            _carry_out(agreement, form)
            return _go_back(agreement)
    agreement = cases.get_agreement(agreement_id)
    return _gates(agreement, form, _looked_at(agreement, form), form.refused_status)


@blueprint.post("/agreements/<int:agreement_id>/plan")
@requires(EDIT)
def plan(agreement_id: int) -> Response:
    agreement = for_writing(agreement_id, EDIT)
    form = plan_form(agreement)
    if form.validate():
        with form.refusals():
            form.ensure_current(agreement)
            actions.plan_next(agreement, form.plan(), by=current_user)
            flash_done(_("Saved what comes next."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form)


@blueprint.post("/agreements/<int:agreement_id>/partner")
@requires(EDIT)
def partner(agreement_id: int) -> Response:
    agreement = for_writing(agreement_id, EDIT)
    form = partner_form(agreement)
    if form.validate():
        with form.refusals():
            form.ensure_current(agreement)
            actions.choose_partner(agreement, get_partner(form.partner.data), by=current_user)
            flash_done(_("The partner of this case is chosen."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form)


@blueprint.post("/agreements/<int:agreement_id>/ending")
@requires(END)
def ending(agreement_id: int) -> Response:
    agreement = for_writing(agreement_id, END)
    form = end_form(agreement)
    if form.validate():
        with form.refusals():
            form.ensure_current(agreement)
            actions.end_agreement(agreement, form.ending.data, reason=form.reason.data or "", by=current_user)
            flash_done(_("The case has ended."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form)


def for_writing(agreement_id: int, permission: AgreementPermission) -> Agreement:
    """The case, if the person at the keyboard may do this to it and it is still open.

    Raises NoResultFound, Forbidden, Refusal.
    """
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, permission, agreement)
    actions.ensure_open(agreement)
    return agreement


def plan_form(agreement: Agreement) -> PlanForm:
    form = PlanForm(obj=agreement, owner=agreement.owner_id)
    form.offer(accounts.user_choices(agreement.owner_team_id))
    return form


def partner_form(agreement: Agreement) -> PartnerForm:
    form = PartnerForm(version=agreement.version)
    form.offer(choices.candidates(cases.pipeline_of(agreement)))
    return form


def end_form(agreement: Agreement) -> EndForm:
    form = EndForm(version=agreement.version)
    form.offer(cases.stage_of(agreement))
    return form


def _page(agreement: Agreement, refused: Form | None = None) -> Response:
    """The page of a case; a refused form stands in the place of its fresh one."""
    forms = {
        "form": _form_for(agreement),
        "consent_form": ConsentForm(version=agreement.version),
        "plan_form": plan_form(agreement),
        "partner_form": partner_form(agreement),
        "end_form": end_form(agreement),
    }
    for name, fresh in forms.items():
        if refused is not None and type(refused) is type(fresh):
            forms[name] = refused
    return show(
        "agreements/show.html",
        status=refused.refused_status if refused is not None else 200,
        page=page_of(agreement),
        moves=timeline.moves_of(agreement.id),
        history=history,
        teams=accounts.team_names(),
        words=vocabulary,
        **forms,
    )


def _form_for(agreement: Agreement) -> StageForm:
    case = cases.case_of(agreement)
    evidence = choices.evidence_for(agreement.partner_id, [fact.interaction_id for fact in case.facts.values()])
    return stage_form(case, agreement.version, evidence)


def _gates(agreement: Agreement, form: StageForm, there: Stage | None, status: int = 200) -> Response:
    page = page_of(agreement, there, form.refusal)
    back = request.values.get("back", "")
    return show("agreements/stage.html", "gate", status=status, page=page, form=form, back=back, words=vocabulary)


def _asked_stage(agreement: Agreement) -> Stage | None:
    """The stage that the address asks about. A code that the pipeline does not know is a 404."""
    code = request.args.get("stage")
    if not code:
        return None
    return cases.pipeline_of(agreement).find_stage(code) or abort(404)


def _looked_at(agreement: Agreement, form: StageForm) -> Stage | None:
    """The stage to which somebody tried to go; or the one further ahead whose gates stood in the form."""
    pipeline, here = cases.pipeline_of(agreement), cases.stage_of(agreement)
    asked = pipeline.find_stage(form.stage.data or "")
    target = pipeline.find_stage(form.target.data or "")
    if asked and target and pipeline.position(here) < pipeline.position(asked) < pipeline.position(target):
        return target
    return asked or target


def _carry_out(agreement: Agreement, form: StageForm) -> None:
    if form.keeps_facts_only:
        actions.record_gate_facts(agreement, form.facts(), by=current_user)
        flash_done(_("Saved what you typed. The case stays where it is."))
        return
    actions.move_to(
        agreement,
        form.stage.data or "",
        form.facts(),
        by=current_user,
        reason=form.reason.data or "",
        override=form.override.data,
        effective_on=form.effective_on.data,
    )
    flash_done(_("The case now stands at “%(stage)s”.", stage=cases.stage_of(agreement).label))


def _go_back(agreement: Agreement) -> Response:
    if request.form.get("back") == "board":
        return see_other("agreements.board", pipeline=agreement.pipeline)
    return see_other("agreements.show", agreement_id=agreement.id)
