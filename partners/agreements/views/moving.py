"""Moving a case: one dialog for the page's form, the board's button, its keys and its drag."""

from flask import Response, abort, request
from flask_login import current_user

from partners.agreements import actions, vocabulary
from partners.agreements.forms import StageForm
from partners.agreements.models import Agreement
from partners.agreements.pages import conflicts, forms
from partners.agreements.pages.cases import page_of
from partners.agreements.permissions import AgreementPermission
from partners.agreements.pipelines.shape import Stage
from partners.agreements.queries import cases
from partners.agreements.views.blueprint import blueprint
from partners.agreements.views.cases import to_change
from partners.files.receiving import receives_files
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, happened, is_at, see_other, show
from partners.foundation.words import _

MOVE = AgreementPermission.MOVE
BOARD = "agreements.board"


@blueprint.get("/agreements/<int:agreement_id>/stage")
@requires(MOVE)
def stage(agreement_id: int) -> Response:
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, MOVE, agreement)
    form = forms.gate_form(agreement)
    with form.refusals():
        form.ensure_seen(agreement, request.args.get("version", type=int), request.args.get("here"))
        actions.ensure_open(agreement)
    agreement = cases.get_agreement(agreement_id)
    return _gates(agreement, form, _asked_stage(agreement), form.refused_status if form.refusal else 200)


@blueprint.post("/agreements/<int:agreement_id>/stage")
@requires(MOVE)
@receives_files
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


def _gates(agreement: Agreement, form: StageForm, there: Stage | None, status: int = 200) -> Response:
    conflicts.compare(form, agreement)
    page = page_of(agreement, there, form.refusal)
    back = request.values.get("back", "")
    answer = show("agreements/stage.html", "gate", status=status, page=page, form=form, back=back, words=vocabulary)
    if form.is_stale and is_at(BOARD):
        answer.headers["HX-Trigger"] = "board-outdated"
    return answer


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
    facts = form.facts()
    actions.file_along(agreement, form.along(), facts, by=current_user)
    if form.keeps_facts_only:
        actions.record_gate_facts(agreement, facts, by=current_user)
        flash_done(_("Saved what you typed. The case stays where it is."))
        return
    actions.move_to(
        agreement,
        form.stage.data or "",
        facts,
        by=current_user,
        reason=form.reason.data or "",
        override=form.override.data,
        effective_on=form.effective_on.data,
    )
    flash_done(_("The case now stands at “%(stage)s”.", stage=cases.stage_of(agreement).label))


def _go_back(agreement: Agreement) -> Response:
    """To where the dialog was opened; the board itself only fetches its columns anew."""
    if request.form.get("back") != "board":
        return see_other("agreements.show", agreement_id=agreement.id)
    return happened("case-moved") if is_at(BOARD) else see_other(BOARD, pipeline=agreement.pipeline)
