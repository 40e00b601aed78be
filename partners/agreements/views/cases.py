"""One case: its page, moving it, saying what comes next, ending it."""

from flask import Response
from flask_login import current_user

from partners.accounts import queries as accounts
from partners.agreements import actions, vocabulary
from partners.agreements.actions.rounds import join_round as join
from partners.agreements.forms.base import CaseForm
from partners.agreements.models import Agreement
from partners.agreements.pages import conflicts, forms, history
from partners.agreements.pages.cases import page_of
from partners.agreements.pages.forms import has_room
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases
from partners.agreements.queries.entries import moves_of
from partners.agreements.queries.rounds import get_round
from partners.agreements.views.blueprint import blueprint
from partners.directory.queries import get_partner
from partners.foundation.access import ensure, requires
from partners.foundation.hypermedia import flash_done, see_other, show
from partners.foundation.refusals import Refusal
from partners.foundation.words import _

MOVE, EDIT, END = AgreementPermission.MOVE, AgreementPermission.EDIT, AgreementPermission.END


@blueprint.get("/agreements/<int:agreement_id>", endpoint="show")
@requires(AgreementPermission.VIEW)
def show_agreement(agreement_id: int) -> Response:
    return _page(cases.get_agreement(agreement_id))


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
            actions.choose_partner(agreement, get_partner(form.partner.data or 0), by=current_user)
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


@blueprint.post("/agreements/<int:agreement_id>/round")
@requires(EDIT)
def join_round(agreement_id: int) -> Response:
    agreement = to_change(agreement_id, EDIT)
    form = forms.round_form(agreement)
    if form is None:
        raise Refusal(_("This pipeline has no rounds of recruitment."))
    with form.refusals():
        form.ensure_current(agreement)
        if form.validate():
            join(agreement, get_round(form.round_id.data), by=current_user)
            flash_done(_("The case is in the round."))
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
        moves=moves_of(agreement.id),
        history=history,
        teams=accounts.team_names(),
        words=vocabulary,
        **shown,
    )
