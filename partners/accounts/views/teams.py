"""Teams, for the administrator: named, merged, what one keeps given to another."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from partners.accounts import actions, queries
from partners.accounts.forms.teams import hand_over_form, new_team_form, team_form
from partners.accounts.models import Team
from partners.accounts.permissions import AccountPermission
from partners.accounts.views.blueprint import blueprint
from partners.audit.queries import history_of
from partners.foundation.access import requires
from partners.foundation.hypermedia import flash_done, go_to, see_other, show
from partners.foundation.words import _

HISTORY_SIZE = 50
MANAGE = AccountPermission.MANAGE_TEAMS


@blueprint.get("/admin/teams")
@requires(MANAGE)
def teams() -> Response:
    return show("accounts/teams.html", teams=queries.teams_with_people())


@blueprint.get("/admin/teams/new")
@requires(MANAGE)
def new_team() -> Response:
    return show("accounts/new_team.html", form=new_team_form())


@blueprint.post("/admin/teams/new")
@requires(MANAGE)
def create_team() -> Response:
    form = new_team_form()
    if form.made_before():
        return go_to(form.made_before())
    if form.validate():
        with form.refusals():
            team = actions.create_team(form.code.data, form.name.data, by=current_user)
            form.remember(url_for("accounts.team", team_id=team.id))
            flash_done(_("The team %(name)s was made.", name=team.name))
            return see_other("accounts.team", team_id=team.id)
    return show("accounts/new_team.html", form=form, status=form.refused_status)


@blueprint.get("/admin/teams/<int:team_id>")
@requires(MANAGE)
def team(team_id: int) -> Response:
    team = queries.get_team(team_id)
    target = queries.get_team(team.merged_into_id) if team.merged_into_id else None
    return show(
        "accounts/team.html",
        team=team,
        target=target,
        people=queries.people_of_team(team_id),
        belongings=queries.belongings_of(team_id),
        happenings=history_of(team, HISTORY_SIZE),
    )


@blueprint.get("/admin/teams/<int:team_id>/edit")
@requires(MANAGE)
def edit_team(team_id: int) -> Response:
    team = queries.get_team(team_id)
    return show("accounts/edit_team.html", team=team, form=team_form(team))


@blueprint.post("/admin/teams/<int:team_id>/edit")
@requires(MANAGE)
def update_team(team_id: int) -> Response:
    team = queries.get_team(team_id)
    form = team_form(team)
    if form.validate():
        with form.refusals():
            actions.rename_team(team, form.name.data, form.version.data, by=current_user)
            flash_done(_("The record was saved."))
            return see_other("accounts.team", team_id=team_id)
    team = queries.get_team(team_id)
    if form.is_stale:
        form.compare_with(team_form(team, fresh=True), **_latest(team))
    return show("accounts/edit_team.html", team=team, form=form, status=form.refused_status)


@blueprint.get("/admin/teams/<int:team_id>/hand-over")
@requires(MANAGE)
def hand_over_form_of(team_id: int) -> Response:
    return _hand_over_page(queries.get_team(team_id))


@blueprint.post("/admin/teams/<int:team_id>/hand-over")
@requires(MANAGE)
def hand_over(team_id: int) -> Response:
    """What was chosen is shown with its counts first, and done once it comes back confirmed."""
    team = queries.get_team(team_id)
    form = hand_over_form(team)
    if form.validate():
        into = queries.get_team(form.into.data)
        if not request.form.get("confirmed"):
            return _hand_over_page(team, form, into)
        with form.refusals():
            act = actions.merge_team if form.merge.data else actions.hand_over
            act(team, into, reason=form.reason.data, version=form.version.data, by=current_user)
            flash_done(_("Everything of %(team)s belongs to %(other)s now.", team=team.name, other=into.name))
            return see_other("accounts.team", team_id=into.id)
    return _hand_over_page(queries.get_team(team_id), form)


def _hand_over_page(team: Team, form: Any = None, into: Team | None = None) -> Response:
    status = 200 if form is None or into is not None else form.refused_status
    form = form or hand_over_form(team)
    if form.is_stale:
        form.show_version(team.version)
    people = len([person for person in queries.people_of_team(team.id) if person.disabled_at is None])
    belongings = {"people": people, **queries.belongings_of(team.id)}
    return show("accounts/hand_over.html", team=team, form=form, into=into, belongings=belongings, status=status)


def _latest(team: Team) -> dict[str, Any]:
    latest = history_of(team, limit=1)[0]
    return {"who": latest.who, "at": latest.at, "leave": url_for("accounts.team", team_id=team.id)}
