"""Logging: the form as a page and as a drawer over a page, what it answers while one types, undoing."""

from flask import Response, request, url_for
from flask_login import current_user

from partners.files import actions as attaching
from partners.files.receiving import receives_files
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, is_htmx, see_other, show, stay, with_messages
from partners.foundation.words import _
from partners.interactions import actions, queries
from partners.interactions.forms import LogForm
from partners.interactions.pages import logging as pages
from partners.interactions.permissions import InteractionPermission
from partners.interactions.views.blueprint import blueprint

FORM = "interactions/form.html"
CHANGED = "records-changed"
CLOSE = "dialog-done"


@blueprint.get("/interactions/new")
@requires(InteractionPermission.LOG)
def new() -> Response:
    form = pages.new_form(data=pages.asked(request.args))
    return show(FORM, block="drawer", **pages.form_page(form))


@blueprint.post("/interactions/new")
@requires(InteractionPermission.LOG)
@receives_files
def create() -> Response:
    form = pages.new_form()
    if made := form.made_before():
        return _after(made, form)
    if form.validate():
        with form.refusals():
            interaction = actions.log(form.values(), by=current_user, follow_up=form.follow_up())
            attaching.attach(interaction, form.files.data, by=current_user)
            address = url_for("interactions.show", interaction_id=interaction.id)
            form.remember(address)
            pages.say_saved(interaction)
            return _after(address, form)
    return show(FORM, block="form", status=form.refused_status, **pages.form_page(form))


@blueprint.get("/interactions/new/<any(alike, companions, people, worth):part>")
@requires(InteractionPermission.LOG)
def part(part: str) -> Response:
    """A part of the form, as htmx exchanges it while somebody fills it in."""
    form = LogForm(request.args, meta={"csrf": False})
    return show(FORM, block=part, **pages.form_page(form))


@blueprint.get("/interactions/date-check")
@requires(InteractionPermission.LOG)
def date_check() -> Response:
    answer = pages.date_answer(LogForm(request.args, meta={"csrf": False}))
    return show("interactions/date_answer.html", block="answer", answer=answer)


@blueprint.post("/interactions/<int:interaction_id>/undo")
@requires(InteractionPermission.LOG)
def undo(interaction_id: int) -> Response:
    """Take back what was logged a moment ago: one press, by its writer."""
    actions.undo_log(queries.get_interaction(interaction_id), by=current_user)
    flash_done(
        _("Undone. The record counts nowhere."), link=url_for("interactions.show", interaction_id=interaction_id)
    )
    return stay({CHANGED: {}}) if is_htmx() else see_other("interactions.show", interaction_id=interaction_id)


def _after(address: str, form: LogForm) -> Response:
    """From the drawer back to the page behind it; from the page to the record; or on to one more."""
    again = "again" in request.form
    if not is_htmx():
        return go_to(url_for("interactions.new", **pages.kept(form)) if again else address)
    if not again:
        return stay({CHANGED: {}, CLOSE: {}})
    fresh = pages.new_form(formdata=None, data=pages.asked_again(form))
    return with_messages(show(FORM, block="form", **pages.form_page(fresh)), {CHANGED: {}})
