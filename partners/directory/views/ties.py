"""Ties of a partner: taking over one that stood before this system, writing the days of one, ending one."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from partners.audit.queries import history_of
from partners.directory import actions, queries
from partners.directory.forms.ties import (
    EndTieForm,
    HandOverForm,
    TakeOverForm,
    TieDaysForm,
    TieStatusForm,
    tie_days_form,
)
from partners.directory.models import Partner, Tie
from partners.directory.pages.succession import succession_of
from partners.directory.permissions import PartnerPermission
from partners.directory.views.blueprint import blueprint
from partners.directory.views.opening import changeable, seen
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _


@blueprint.get("/partners/<int:partner_id>/ties/take-over")
@requires(PartnerPermission.TAKE_OVER)
def take_over_form(partner_id: int) -> Response:
    partner = seen(partner_id, "partner:page")
    return show("directory/take_over.html", partner=partner, form=_take_over_form(partner))


@blueprint.post("/partners/<int:partner_id>/ties/take-over")
@requires(PartnerPermission.TAKE_OVER)
def take_over(partner_id: int) -> Response:
    partner = seen(partner_id, "partner:page")
    form = _take_over_form(partner)
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            actions.take_over(partner, by=current_user, **form.told())
            form.remember(url_for("directory.show", partner_id=partner_id))
            flash_done(_("The tie was taken over."))
            return see_other("directory.show", partner_id=partner_id)
    return show("directory/take_over.html", partner=partner, form=form, status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/ties/<int:tie_id>/days")
@requires(PartnerPermission.EDIT)
def tie_days(partner_id: int, tie_id: int) -> Response:
    partner, tie = _tie(partner_id, tie_id)
    form = tie_days_form(tie)
    if request.args.get("from") == "reference" and tie.signed_on is None:
        form.take_reference(tie)
    return _days_page(partner, tie, form)


@blueprint.post("/partners/<int:partner_id>/ties/<int:tie_id>/days")
@requires(PartnerPermission.EDIT)
def date_tie(partner_id: int, tie_id: int) -> Response:
    partner, tie = _tie(partner_id, tie_id)
    form = tie_days_form(tie)
    if form.validate():
        with form.refusals():
            more = {"days_source": form.days_source.data or "", "note": form.note.data or ""}
            actions.date_tie(partner, tie, form.days, form.version.data, by=current_user, **more)
            flash_done(_("The days were saved."))
            return go_to(_ties_of(partner_id))
    return _days_page(*_tie(partner_id, tie_id), form, form.refused_status)


@blueprint.get("/partners/<int:partner_id>/ties/<int:tie_id>/end")
@requires(PartnerPermission.EDIT)
def end_tie_form(partner_id: int, tie_id: int) -> Response:
    partner, tie = _tie(partner_id, tie_id)
    return show("directory/end_tie.html", partner=partner, tie=tie, form=EndTieForm(data={"version": tie.version}))


@blueprint.post("/partners/<int:partner_id>/ties/<int:tie_id>/end")
@requires(PartnerPermission.EDIT)
def end_tie(partner_id: int, tie_id: int) -> Response:
    partner, tie = _tie(partner_id, tie_id)
    form = EndTieForm()
    if form.validate():
        with form.refusals():
            told = (form.on.data, form.reason.data or "", form.version.data)
            actions.close_tie(partner, tie, *told, by=current_user, ended_as=form.ended_as.data)
            flash_done(_("The tie was ended. It stays on record."))
            return go_to(_ties_of(partner_id))
    partner, tie = _tie(partner_id, tie_id)
    _compare(form, EndTieForm(formdata=None, data={"version": tie.version}), partner)
    return show("directory/end_tie.html", partner=partner, tie=tie, form=form, status=form.refused_status)


@blueprint.get("/partners/<int:partner_id>/ties/<int:tie_id>/status")
@requires(PartnerPermission.EDIT)
def tie_status(partner_id: int, tie_id: int) -> Response:
    partner, tie = _tie(partner_id, tie_id)
    return _status_page(partner, tie, _status_form(tie))


@blueprint.post("/partners/<int:partner_id>/ties/<int:tie_id>/status")
@requires(PartnerPermission.EDIT)
def change_tie(partner_id: int, tie_id: int) -> Response:
    partner, tie = _tie(partner_id, tie_id)
    form = _status_form(tie)
    if form.validate():
        with form.refusals():
            told = (form.status.data, form.on.data, form.reason.data or "", form.version.data)
            actions.change_tie(partner, tie, *told, by=current_user)
            flash_done(_("The tie was changed."))
            return go_to(_ties_of(partner_id))
    return _status_page(*_tie(partner_id, tie_id), form, form.refused_status)


@blueprint.get("/partners/<int:partner_id>/hand-over")
@requires(PartnerPermission.HAND_OVER)
def hand_over_form(partner_id: int) -> Response:
    return _hand_over_page(changeable(partner_id), HandOverForm())


@blueprint.post("/partners/<int:partner_id>/hand-over")
@requires(PartnerPermission.HAND_OVER)
def hand_over(partner_id: int) -> Response:
    partner, form = changeable(partner_id), HandOverForm()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            successor = queries.get_partner(partner.successor_id or 0)
            actions.hand_over(partner, successor, form.on.data, form.reason.data or "", by=current_user)
            form.remember(_ties_of(successor.id))
            flash_done(_("The successor took over."))
            return go_to(_ties_of(successor.id))
    return _hand_over_page(changeable(partner_id), form, form.refused_status)


def _tie(partner_id: int, tie_id: int) -> tuple[Partner, Tie]:
    partner = changeable(partner_id)
    return partner, queries.get_tie(partner_id, tie_id)


def _days_page(partner: Partner, tie: Tie, form: TieDaysForm, status: int = 200) -> Response:
    _compare(form, tie_days_form(tie, fresh=True), partner)
    return show("directory/tie_days.html", partner=partner, tie=tie, form=form, status=status)


def _status_form(tie: Tie, **fresh: Any) -> TieStatusForm:
    form = TieStatusForm(data={"version": tie.version}, **fresh)
    form.offer(tie)
    return form


def _status_page(partner: Partner, tie: Tie, form: TieStatusForm, status: int = 200) -> Response:
    _compare(form, _status_form(tie, formdata=None), partner)
    return show("directory/tie_status.html", partner=partner, tie=tie, form=form, status=status)


def _hand_over_page(partner: Partner, form: HandOverForm, status: int = 200) -> Response:
    return show("directory/hand_over.html", partner=partner, page=succession_of(partner), form=form, status=status)


def _compare(form: Any, stored: Any, partner: Partner) -> None:
    if form.is_stale:
        last = next(iter(history_of(partner, limit=1)), None)
        who, at = (last.who, last.at) if last else (None, None)
        form.compare_with(stored, who=who, at=at, leave=_ties_of(partner.id))


def _ties_of(partner_id: int) -> str:
    return url_for("directory.show", partner_id=partner_id, _anchor="ties")


def _take_over_form(partner: Partner) -> Any:
    form = TakeOverForm()
    form.offer_ties(partner.kind)
    return form
