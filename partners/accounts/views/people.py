"""People who work here, for the administrator."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts import actions, passwords, queries
from partners.accounts.forms.people import new_user_form, reason_form, role_form, user_form
from partners.accounts.models import User
from partners.accounts.pages.people import PeopleList, person_page
from partners.accounts.permissions import AccountPermission
from partners.accounts.rules.filters import read_filter
from partners.accounts.views.blueprint import blueprint, session_limits
from partners.audit.queries import history_of
from partners.foundation.access import requires
from partners.foundation.forms import EditForm
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _, _n

HISTORY_SIZE = 50
MANAGE = AccountPermission.MANAGE_USERS


@blueprint.get("/admin/users")
@requires(MANAGE)
def users() -> Response:
    teams = queries.teams()
    asked = read_filter(request.args, {team.code for team in teams})
    page, rows = queries.page_of_people(asked, request.args.get("page"))
    listing = PeopleList(asked, page, rows, queries.count_people(asked), teams)
    return show("accounts/users.html", block="results", listing=listing)


@blueprint.get("/admin/users/new")
@requires(MANAGE)
def new_user() -> Response:
    return show("accounts/new_user.html", form=new_user_form())


@blueprint.post("/admin/users/new")
@requires(MANAGE)
def create_user() -> Response:
    password, password_hash = passwords.made_at_random()
    form = new_user_form()
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            told = (form.username.data, form.name.data, form.chosen_role, form.chosen_team, password_hash)
            user = actions.create_user(*told, by=current_user, must_change_password=True, reason=form.reason.data)
            form.remember(url_for("accounts.user", user_id=user.id))
            return show("accounts/password_once.html", user=user, password=password, is_new=True)
    return show("accounts/new_user.html", form=form, status=form.refused_status)


@blueprint.get("/admin/users/<int:user_id>")
@requires(MANAGE)
def user(user_id: int) -> Response:
    return _page_of(queries.get_user_by_id(user_id), reason_form())


@blueprint.get("/admin/users/<int:user_id>/edit")
@requires(MANAGE)
def edit_user(user_id: int) -> Response:
    user = queries.get_user_by_id(user_id)
    return show("accounts/edit_user.html", user=user, form=user_form(user))


@blueprint.post("/admin/users/<int:user_id>/edit")
@requires(MANAGE)
def update_user(user_id: int) -> Response:
    user = queries.get_user_by_id(user_id)
    form = user_form(user)
    if form.validate():
        with form.refusals():
            actions.rename_user(user, form.name.data, form.version.data, by=current_user)
            flash_done(_("The record was saved."))
            return see_other("accounts.user", user_id=user_id)
    user = _compared(form, user_id, user_form)
    return show("accounts/edit_user.html", user=user, form=form, status=form.refused_status)


@blueprint.get("/admin/users/<int:user_id>/role")
@requires(MANAGE)
def role(user_id: int) -> Response:
    user = queries.get_user_by_id(user_id)
    return show("accounts/role.html", user=user, form=role_form(user))


@blueprint.post("/admin/users/<int:user_id>/role")
@requires(MANAGE)
def change_role(user_id: int) -> Response:
    user = queries.get_user_by_id(user_id)
    form = role_form(user)
    if form.validate():
        with form.refusals():
            told = {"reason": form.reason.data, "version": form.version.data}
            actions.change_role(user, form.chosen_role, form.chosen_team, **told, by=current_user)
            flash_done(_("%(name)s has other rights now and was signed out everywhere.", name=user.name))
            return see_other("accounts.user", user_id=user_id)
    user = _compared(form, user_id, role_form)
    return show("accounts/role.html", user=user, form=form, status=form.refused_status)


@blueprint.post("/admin/users/<int:user_id>/disable")
@requires(MANAGE)
def disable_user(user_id: int) -> Response:
    user, form = queries.get_user_by_id(user_id), reason_form()
    if form.validate():
        with form.refusals():
            actions.disable_user(user, current_user, form.reason.data)
            flash_done(_("The account of %(name)s was closed.", name=user.name))
            return see_other("accounts.user", user_id=user_id)
    return _page_of(queries.get_user_by_id(user_id), form)


@blueprint.post("/admin/users/<int:user_id>/enable")
@requires(MANAGE)
def enable_user(user_id: int) -> Response:
    user, form = queries.get_user_by_id(user_id), reason_form()
    if form.validate():
        with form.refusals():
            actions.enable_user(user, current_user, form.reason.data)
            flash_done(_("The account of %(name)s is open again.", name=user.name))
            return see_other("accounts.user", user_id=user_id)
    return _page_of(queries.get_user_by_id(user_id), form)


@blueprint.post("/admin/users/<int:user_id>/password")
@requires(MANAGE)
def reset_password(user_id: int) -> Response:
    password, password_hash = passwords.made_at_random()
    user = queries.get_user_by_id(user_id)
    actions.reset_password(user, password_hash, current_user, must_change_password=True)
    return show("accounts/password_once.html", user=user, password=password, is_new=False)


@blueprint.post("/admin/users/<int:user_id>/sessions/end")
@requires(MANAGE)
def end_sessions(user_id: int) -> Response:
    number = actions.end_sessions_of(queries.get_user_by_id(user_id), current_user)
    flash_done(_n("%(num)s session was ended.", "%(num)s sessions were ended.", number))
    return see_other("accounts.user", user_id=user_id)


@blueprint.get("/admin/users/<int:user_id>/changes")
@requires(MANAGE)
def user_changes(user_id: int) -> Response:
    user = queries.get_user_by_id(user_id)
    happenings = history_of(user, HISTORY_SIZE, request.args.get("before", type=int))
    more = happenings[-1].id if len(happenings) == HISTORY_SIZE else None
    return show("accounts/user_changes.html", user=user, happenings=happenings, more=more, team_names=_names_by_code())


def _page_of(user: User, form: Any) -> Response:
    page = person_page(user, current_user, queries.open_sessions(user.id, *session_limits()))
    return show("accounts/user.html", page=page, form=form, status=form.refused_status if form.errors else 200)


def _compared(form: EditForm, user_id: int, form_of: Any) -> User:
    """The person as on file; after somebody else's change the form shows both values."""
    user = queries.get_user_by_id(user_id)
    if form.is_stale:
        latest = history_of(user, limit=1)[0]
        leave = url_for("accounts.user", user_id=user_id)
        form.compare_with(form_of(user, fresh=True), who=latest.who, at=latest.at, leave=leave)
    return user


def _names_by_code() -> dict[str, str]:
    return {team.code: team.name for team in queries.teams_with_people()}
