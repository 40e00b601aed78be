"""Saving what a list shows; renaming, sharing, replacing and deleting what was saved."""

from typing import Any

from flask import Response, request
from flask_login import current_user

from partners.audit.queries import history_of
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, show
from partners.foundation.words import _
from partners.lists import actions, queries
from partners.lists.forms import OfViewForm, new_view_form, view_form
from partners.lists.models import SavedView
from partners.lists.pages import keeping
from partners.lists.pages.mine import address_of, find_list, view_of
from partners.lists.permissions import ViewPermission
from partners.lists.rules import SavedList
from partners.lists.views.blueprint import blueprint


@blueprint.get("/views/")
@requires(ViewPermission.USE)
def index() -> Response:
    return show("lists/index.html", groups=keeping.kept(), can_share=keeping.can_share())


@blueprint.get("/views/<list_code>/new")
@requires(ViewPermission.USE)
def new_view(list_code: str) -> Response:
    of = find_list(list_code)
    return _new_page(of, new_view_form(keeping.known(of, request.args.get("query", ""))))


@blueprint.post("/views/<list_code>/new")
@requires(ViewPermission.USE)
def save_view(list_code: str) -> Response:
    of = find_list(list_code)
    form = new_view_form(request.form.get("query", ""))
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            made = keeping.save(of, form, current_user)
            form.remember(address_of(made))
            flash_done(_("The view “%(name)s” was saved.", name=made.name))
            return go_to(address_of(made))
    return _new_page(of, form, form.refused_status)


@blueprint.get("/views/<int:view_id>")
@requires(ViewPermission.USE)
def open_view(view_id: int) -> Response:
    """The address to hand on: it leads to the list, for whoever has the view."""
    return go_to(address_of(view_of(queries.get_view(view_id, current_user))))


@blueprint.get("/views/<int:view_id>/edit")
@requires(ViewPermission.USE)
def edit_view(view_id: int) -> Response:
    view = keeping.changeable(view_id)
    return _edit_page(view, view_form(view))


@blueprint.post("/views/<int:view_id>/edit")
@requires(ViewPermission.USE)
def update_view(view_id: int) -> Response:
    view = keeping.changeable(view_id)
    form, of = view_form(view), find_list(view.list)
    if form.validate():
        with form.refusals():
            actions.change_view(view, of, form.name.data, form.team.data, form.version.data, by=current_user)
            flash_done(_("The view “%(name)s” was saved.", name=view.name))
            return go_to(address_of(view_of(view)))
    view = keeping.changeable(view_id)
    if form.is_stale:
        form.compare_with(view_form(view, fresh=True), **_latest(view))
    return _edit_page(view, form, form.refused_status)


@blueprint.post("/views/<int:view_id>/replace")
@requires(ViewPermission.USE)
def replace_view(view_id: int) -> Response:
    view, form = keeping.changeable(view_id), OfViewForm()
    query = keeping.read(find_list(view.list), form.query.data or "")
    actions.replace_view(view, query, form.version.data, by=current_user)
    flash_done(_("The view “%(name)s” shows from now on what you see here.", name=view.name))
    return go_to(address_of(view_of(view)))


@blueprint.get("/views/<int:view_id>/delete")
@requires(ViewPermission.USE)
def delete_view_form(view_id: int) -> Response:
    view = keeping.changeable(view_id)
    return show("lists/delete.html", block="form", view=view, form=OfViewForm(data={"version": view.version}),
                used=keeping.used_by_others(view), leave=address_of(view_of(view)))  # fmt: skip


@blueprint.post("/views/<int:view_id>/delete")
@requires(ViewPermission.USE)
def delete_view(view_id: int) -> Response:
    view, form = keeping.changeable(view_id), OfViewForm()
    of, name = find_list(view.list), view.name
    actions.delete_view(view, form.version.data, by=current_user)
    flash_done(_("The view “%(name)s” was deleted.", name=name))
    return go_to(keeping.everything_of(of))


def _new_page(of: SavedList, form: Any, status: int = 200) -> Response:
    leave = keeping.where_it_shows(of, form.query.data or "")
    return show("lists/new.html", block="form", status=status, of=of, form=form, leave=leave)


def _edit_page(view: SavedView, form: Any, status: int = 200) -> Response:
    leave = address_of(view_of(view))
    return show("lists/edit.html", block="form", status=status, view=view, form=form, leave=leave)


def _latest(view: SavedView) -> dict[str, Any]:
    latest = history_of(view, limit=1)[0]
    return {"who": latest.who, "at": latest.at, "leave": address_of(view_of(view))}
