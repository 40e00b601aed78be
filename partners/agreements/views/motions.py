"""Motions of a case: filed, followed, taken off the record; and their files."""

from typing import Any

from flask import Response, url_for
from flask_login import current_user

from partners.agreements import vocabulary
from partners.agreements.actions import motions as actions
from partners.agreements.forms.council import MotionForm, NewMotionForm, VoidForm
from partners.agreements.models import Agreement, Motion
from partners.agreements.pages import council as pages
from partners.agreements.pages.cases import page_of
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import cases, sessions
from partners.agreements.rules.motions import ENCLOSURES
from partners.agreements.views.blueprint import blueprint
from partners.agreements.views.cases import to_change, to_fill_in
from partners.audit.queries import history_of
from partners.foundation.access import ensure, requires
from partners.foundation.clock import today
from partners.foundation.forms import EditForm
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _

RECORD = AgreementPermission.RECORD_CONSENT


@blueprint.get("/agreements/<int:agreement_id>/motions/new")
@requires(RECORD)
def new_motion(agreement_id: int) -> Response:
    return _new_page(to_fill_in(agreement_id, RECORD), _new_form())


@blueprint.post("/agreements/<int:agreement_id>/motions/new")
@requires(RECORD)
def file_motion(agreement_id: int) -> Response:
    agreement, form = to_change(agreement_id, RECORD), _new_form()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            session = sessions.get_session(form.session.data)
            actions.file_motion(agreement, session, form.filing(), form.enclosures.data, **form.more(), by=current_user)
            form.remember(_home(agreement_id))
            flash_done(_("The motion is filed."))
            return go_to(_home(agreement_id))
    return _new_page(cases.get_agreement(agreement_id), form, form.refused_status)


@blueprint.get("/agreements/<int:agreement_id>/motions/<int:motion_id>")
@requires(RECORD)
def motion(agreement_id: int, motion_id: int) -> Response:
    agreement = cases.get_agreement(agreement_id)
    ensure(current_user, RECORD, agreement)
    return _page(agreement, cases.get_motion(agreement_id, motion_id))


@blueprint.post("/agreements/<int:agreement_id>/motions/<int:motion_id>")
@requires(RECORD)
def correct_motion(agreement_id: int, motion_id: int) -> Response:
    agreement, found = to_change(agreement_id, RECORD), cases.get_motion(agreement_id, motion_id)
    form = MotionForm()
    if form.validate():
        with form.refusals():
            told: dict[str, Any] = {**form.more(), "version": form.version.data, "by": current_user}
            actions.correct_motion(agreement, found, form.filing(), form.enclosures.data, **told)
            flash_done(_("Saved the motion."))
            return go_to(_home(agreement_id))
    return _page(cases.get_agreement(agreement_id), cases.get_motion(agreement_id, motion_id), form)


@blueprint.post("/agreements/<int:agreement_id>/motions/<int:motion_id>/void")
@requires(RECORD)
def void_motion(agreement_id: int, motion_id: int) -> Response:
    agreement, found = to_change(agreement_id, RECORD), cases.get_motion(agreement_id, motion_id)
    form = VoidForm()
    if form.validate():
        with form.refusals():
            actions.void_motion(agreement, found, form.reason.data or "", form.version.data, by=current_user)
            flash_done(_("The motion does not count any more."))
            return go_to(_home(agreement_id))
    return _page(cases.get_agreement(agreement_id), cases.get_motion(agreement_id, motion_id), void=form)


def _home(agreement_id: int) -> str:
    return url_for("agreements.show", agreement_id=agreement_id, _anchor="council")


def _new_form() -> NewMotionForm:
    form = NewMotionForm()
    form.offer([(one.id, pages.session_name(one)) for one in sessions.sessions_from(today())])
    return form


def _new_page(agreement: Agreement, form: NewMotionForm, status: int = 200) -> Response:
    return show(
        "agreements/council/motion.html", page=page_of(agreement), form=form, motion=None, void=None, status=status
    )


def _page(
    agreement: Agreement, found: Motion, form: MotionForm | None = None, void: VoidForm | None = None
) -> Response:
    sent: EditForm | None = form or void
    fresh, fresh_void = MotionForm(formdata=None, obj=found), VoidForm(formdata=None, data={"version": found.version})
    if sent is not None and sent.is_stale:
        last = next(iter(history_of(agreement, limit=1)), None)
        who, at = (last.who, last.at) if last else (None, None)
        sent.compare_with(fresh if form else fresh_void, who=who, at=at, leave=_home(agreement.id))
    return show(
        "agreements/council/motion.html",
        page=page_of(agreement),
        form=form or fresh,
        void=void or fresh_void,
        motion=found,
        session_name=pages.session_name(found.session),
        enclosures=ENCLOSURES,
        words=vocabulary,
        status=sent.refused_status if sent is not None else 200,
    )
