"""The council window, and the sessions of the council."""

from flask import Response, url_for
from flask_login import current_user

from partners.agreements import vocabulary
from partners.agreements.actions import sessions as actions
from partners.agreements.forms.council import NewSessionForm, SessionForm
from partners.agreements.models import CouncilSession
from partners.agreements.pages import council as pages
from partners.agreements.permissions import AgreementPermission
from partners.agreements.queries import sessions
from partners.agreements.rules.motions import ENCLOSURES
from partners.agreements.views.blueprint import blueprint
from partners.audit.queries import history_of
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _

KEEP = AgreementPermission.KEEP_SESSIONS


@blueprint.get("/agreements/council")
@requires(AgreementPermission.VIEW)
def council_window() -> Response:
    return show("agreements/council/window.html", page=pages.window_page(), words=vocabulary, enclosures=ENCLOSURES)


@blueprint.get("/agreements/council/sessions")
@requires(AgreementPermission.VIEW)
def council_sessions() -> Response:
    lines = [pages.line_of(session) for session in sessions.all_sessions()]
    return show("agreements/council/sessions.html", lines=lines)


@blueprint.get("/agreements/council/sessions/new")
@requires(KEEP)
def new_session() -> Response:
    return show("agreements/council/session.html", form=NewSessionForm(), line=None)


@blueprint.post("/agreements/council/sessions/new")
@requires(KEEP)
def register_session() -> Response:
    form = NewSessionForm()
    if earlier := form.made_before():
        return go_to(earlier)
    if form.validate():
        with form.refusals():
            actions.register_session(form.told(), by=current_user)
            return _saved(form)
    return show("agreements/council/session.html", form=form, line=None, status=form.refused_status)


@blueprint.get("/agreements/council/sessions/<int:council_session_id>")
@requires(KEEP)
def edit_session(council_session_id: int) -> Response:
    return _edit_page(sessions.get_session(council_session_id))


@blueprint.post("/agreements/council/sessions/<int:council_session_id>")
@requires(KEEP)
def correct_session(council_session_id: int) -> Response:
    session, form = sessions.get_session(council_session_id), SessionForm()
    if form.validate():
        with form.refusals():
            actions.correct_session(session, form.told(), form.version.data, by=current_user)
            return _saved(None)
    return _edit_page(sessions.get_session(council_session_id), form)


def _saved(form: NewSessionForm | None) -> Response:
    address = url_for("agreements.council_sessions")
    if form is not None:
        form.remember(address)
    flash_done(_("Saved the session."))
    return go_to(address)


def _edit_page(session: CouncilSession, form: SessionForm | None = None) -> Response:
    fresh = SessionForm(formdata=None, obj=session)
    if form is not None and form.is_stale:
        last = next(iter(history_of(session, limit=1)), None)
        leave = url_for("agreements.council_sessions")
        form.compare_with(fresh, who=last.who if last else None, at=last.at if last else None, leave=leave)
    status = form.refused_status if form is not None else 200
    return show("agreements/council/session.html", form=form or fresh, line=pages.line_of(session), status=status)
