"""Rounds of recruitment: their list, their notice and period, and the table of their applicants."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.agreements import vocabulary
from partners.agreements.actions import rounds as actions
from partners.agreements.forms.rounds import ApplyForm, NewRoundForm, RoundForm, TableForm, table_form
from partners.agreements.models import RecruitmentRound
from partners.agreements.pages.rounds import round_page
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import rounds
from partners.agreements.rules.rounds import days_of
from partners.agreements.views.blueprint import blueprint
from partners.audit.queries import history_of
from partners.directory.queries import get_partner
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _, _n

KEEP = AgreementPermission.KEEP_ROUNDS


@blueprint.get("/agreements/rounds")
@requires(AgreementPermission.VIEW)
def recruitment_rounds() -> Response:
    return show("agreements/rounds/index.html", lines=rounds.rounds_on_record(), days_of=days_of)


@blueprint.get("/agreements/rounds/new")
@requires(KEEP)
def new_round() -> Response:
    return show("agreements/rounds/edit.html", form=_new_form(), held=None)


@blueprint.post("/agreements/rounds/new")
@requires(KEEP)
def open_round() -> Response:
    form = _new_form()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            held = actions.open_round(form.pipeline.data, form.told(), form.team.data, by=current_user)
            form.remember(_home(held.id))
            flash_done(_("The round is on record."))
            return go_to(_home(held.id))
    return show("agreements/rounds/edit.html", form=form, held=None, status=form.refused_status)


@blueprint.get("/agreements/rounds/<int:round_id>")
@requires(AgreementPermission.VIEW)
def recruitment_round(round_id: int) -> Response:
    return _round_page(rounds.get_round(round_id))


@blueprint.get("/agreements/rounds/<int:round_id>/edit")
@requires(KEEP)
def edit_round(round_id: int) -> Response:
    held = rounds.get_round(round_id)
    ensure(current_user, KEEP, held)
    return show("agreements/rounds/edit.html", form=RoundForm(obj=held), held=held)


@blueprint.post("/agreements/rounds/<int:round_id>/edit")
@requires(KEEP)
def correct_round(round_id: int) -> Response:
    held, form = rounds.get_round(round_id), RoundForm()
    ensure(current_user, KEEP, held)
    if form.validate():
        with form.refusals():
            actions.correct_round(held, form.told(), form.version.data, by=current_user)
            flash_done(_("Saved the round."))
            return go_to(_home(round_id))
    return _edit_page(rounds.get_round(round_id), form)


@blueprint.post("/agreements/rounds/<int:round_id>/applicants")
@requires(KEEP)
def add_applicants(round_id: int) -> Response:
    held, form = rounds.get_round(round_id), ApplyForm()
    ensure(current_user, KEEP, held)
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            partners = [get_partner(id) for id in form.partners.data]
            actions.apply(held, partners, form.applied_on.data, by=current_user)
            form.remember(_home(round_id))
            flash_done(_("The applicants are in the round."))
            return go_to(_home(round_id))
    return _round_page(rounds.get_round(round_id), apply=form, status=form.refused_status)


@blueprint.post("/agreements/rounds/<int:round_id>/table")
@requires(KEEP)
def change_applicants(round_id: int) -> Response:
    held = rounds.get_round(round_id)
    ensure(current_user, KEEP, held)
    page = round_page(held, request.args)
    form = table_form(page.applicants)
    if form.validate():
        with form.refusals():
            results = DOING.get(form.do.data or "save", _save)(held, form)
            return go_to(page.url(page=page.number)) if results is None else _round_page(held, results=results)
    return _round_page(rounds.get_round(round_id), form, status=form.refused_status)


def _save(held: RecruitmentRound, form: TableForm) -> None:
    number = actions.write_points(held, form.typed(), by=current_user)
    flash_done(_n("Saved %(num)s applicant.", "Saved %(num)s applicants.", number))


def _move(held: RecruitmentRound, form: TableForm) -> list[actions.Result]:
    actions.write_points(held, form.typed(), by=current_user)
    chosen = form.chosen.data or [one.row.id for one in form.applicants if not one.missing]
    results = actions.move_applicants(held, chosen, by=current_user)
    if moved := sum(one.refused is None for one in results):
        flash_done(_n("Moved %(num)s applicant on.", "Moved %(num)s applicants on.", moved))
    return results


def _turn_down(held: RecruitmentRound, form: TableForm) -> None:
    number = actions.turn_down(held, form.chosen.data or [], form.reason.data or "", by=current_user)
    flash_done(_n("Turned down %(num)s applicant.", "Turned down %(num)s applicants.", number))


DOING: dict[str, Any] = {"save": _save, "move": _move, "turn_down": _turn_down}


def _round_page(
    held: RecruitmentRound,
    form: TableForm | None = None,
    apply: ApplyForm | None = None,
    results: list[actions.Result] | None = None,
    status: int = 200,
) -> Response:
    page = round_page(held, request.args)
    return show(
        "agreements/rounds/show.html",
        page=page,
        form=form or table_form(page.applicants, fresh=apply is not None or results is not None),
        apply=apply or ApplyForm(formdata=None),
        results={one.agreement_id: one for one in results or ()},
        words=vocabulary,
        status=status,
    )


def _new_form() -> NewRoundForm:
    form = NewRoundForm(team=current_user.team_id)
    teams = accounts.team_choices()
    form.offer([(id, name) for id, name in teams if current_user.team_id in (None, id)])
    return form


def _edit_page(held: RecruitmentRound, form: RoundForm) -> Response:
    if form.is_stale:
        last = next(iter(history_of(held, limit=1)), None)
        who, at = (last.who, last.at) if last else (None, None)
        form.compare_with(RoundForm(formdata=None, obj=held), who=who, at=at, leave=_home(held.id))
    return show("agreements/rounds/edit.html", form=form, held=held, status=form.refused_status)


def _home(round_id: int) -> str:
    return url_for("agreements.recruitment_round", round_id=round_id)
