"""One case: its page, moving it, saying what comes next, ending it."""

from flask import Response, abort, request
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.agreements import actions, vocabulary
from partners.agreements.forms import StageForm
from partners.agreements.forms.base import CaseForm
from partners.agreements.models import Agreement
from partners.agreements.pages import conflicts, forms, history
from partners.agreements.pages.cases import page_of
from partners.agreements.pages.forms import has_room
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Stage
from partners.agreements.queries import cases, timeline
from partners.agreements.views.blueprint import blueprint
from partners.directory.queries import get_partner
from partners.foundation.access import ensure, requires
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
    agreement = to_fill_in(agreement_id, MOVE)
    return _gates(agreement, forms.gate_form(agreement), _asked_stage(agreement))


@blueprint.post("/agreements/<int:agreement_id>/stage")
@requires(MOVE)
def move(agreement_id: int) -> Response:
    agreement = to_change(agreement_id, MOVE)
    form = forms.gate_form(agreement)
    with form.refusals():
        form.ensure_current(agreement)
        if form.validate():
            _carry_out(agreement, form)
            return _go_back(agreement)
    agreement = cases.get_agreement(agreement_id)
    return _gates(agreement, form, _looked_at(agreement, form), form.refused_status)


@blueprint.post("/agreements/<int:agreement_id>/plan")
@requires(EDIT)
def plan(agreement_id: int) -> Response:
    agreement = to_change(agreement_id, EDIT)
    form = forms.plan_form(agreement)
    with form.refusals():
        form.ensure_current(agreement)
        if form.validate():
            actions.plan_next(agreement, form.plan(), by=current_user)
            flash_done(_("Saved what comes next."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form)


@blueprint.post("/agreements/<int:agreement_id>/partner")
@requires(EDIT)
def partner(agreement_id: int) -> Response:
    agreement = to_change(agreement_id, EDIT)
    form = forms.partner_form(agreement)
    with form.refusals():
        form.ensure_current(agreement)
        if form.validate():
            actions.choose_partner(agreement, get_partner(form.partner.data), by=current_user)
            flash_done(_("The partner of this case is chosen."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form)


@blueprint.post("/agreements/<int:agreement_id>/ending")
@requires(END)
def ending(agreement_id: int) -> Response:
    agreement = to_change(agreement_id, END)
    form = forms.end_form(agreement)
    with form.refusals():
        form.ensure_current(agreement)
        if form.validate():
            actions.end_agreement(agreement, form.ending.data, reason=form.reason.data or "", by=current_user)
            flash_done(_("The case has ended."))
            return see_other("agreements.show", agreement_id=agreement_id)
    return _page(cases.get_agreement(agreement_id), form)


def to_change(agreement_id: int, permission: AgreementPermission) -> Agreement:
    """The case, locked, if the person at the keyboard may do this to it. Raises NoResultFound, Forbidden.

    Whether it is still open says the action: then the form can show what was typed, and what happened.
    """
    agreement = cases.get_agreement(agreement_id, lock=True)
    ensure(current_user, permission, agreement)
    return agreement


def to_fill_in(agreement_id: int, permission: AgreementPermission) -> Agreement:
    """The case whose form somebody opens. Raises NoResultFound, Forbidden, and Refusal once it is closed."""
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, permission, agreement)
    actions.ensure_open(agreement)
    return agreement


def _page(agreement: Agreement, refused: CaseForm | None = None) -> Response:
    """The page of a case; a refused form stands in the place of its fresh one, or over all when that is gone."""
    shown = forms.forms_of(agreement)
    if refused is not None:
        conflicts.compare(refused, agreement)
        shown.update({name: refused for name, fresh in shown.items() if type(refused) is type(fresh)})
    return show(
        "agreements/show.html",
        status=refused.refused_status if refused is not None else 200,
        page=page_of(agreement),
        stray=refused if refused is not None and not has_room(agreement, refused) else None,
        moves=timeline.moves_of(agreement.id),
        history=history,
        teams=accounts.team_names(),
        words=vocabulary,
        **shown,
    )


def _gates(agreement: Agreement, form: StageForm, there: Stage | None, status: int = 200) -> Response:
    conflicts.compare(form, agreement)
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
