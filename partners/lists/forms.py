"""What people type about a view."""

from typing import Any

from flask_login import current_user
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from partners.foundation.access import Scope, scope_of
from partners.foundation.forms import CreateForm, EditForm, LengthAtMost, LineField, coerce_id
from partners.foundation.words import _, _l
from partners.lists import queries
from partners.lists.models import SavedView
from partners.lists.permissions import ViewPermission
from partners.lists.rules import LONGEST_NAME

NAME = [InputRequired(_l("Write a name for the view.")), LengthAtMost(LONGEST_NAME)]


class NewViewForm(CreateForm):
    name = LineField(_l("Name"), NAME)
    team = SelectField(_l("Who sees it"), [Optional()], coerce=coerce_id)
    pinned = BooleanField(_l("Pin to the menu"))
    opens_first = BooleanField(_l("Open this list with it"))
    query = HiddenField()


class ViewForm(EditForm):
    name = LineField(_l("Name"), NAME)
    team = SelectField(_l("Who sees it"), [Optional()], coerce=coerce_id)


class OfViewForm(EditForm):
    """A button on a view: what it shows is replaced, or it is deleted."""

    query = HiddenField()


def new_view_form(query: str) -> Any:
    form = NewViewForm(data={"query": query})
    form.team.choices = _teams(None)
    return form


def view_form(view: SavedView, fresh: bool = False) -> Any:
    """The form of a view; `fresh` leaves out what was sent."""
    sent: dict[str, Any] = {"formdata": None} if fresh else {}
    form = ViewForm(**sent, data={"name": view.name, "team": view.owner_team_id, "version": view.version})
    form.team.choices = _teams(view.owner_team_id)
    return form


def _teams(kept: int | None) -> list[SelectChoice]:
    """Nobody else, the own team, or any team for whoever looks after all; and the one that sees it already."""
    scope = scope_of(current_user, ViewPermission.SHARE)
    offered = [
        SelectChoice(team.id, _("%(team)s and I", team=team.name))
        for team in queries.open_teams(kept)
        if scope is Scope.ANY or team.id == kept or (scope is Scope.OWN_TEAM and team.id == current_user.team_id)
    ]
    return [SelectChoice("", _("Only me")), *offered]
