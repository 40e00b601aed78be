"""What an administrator types about teams."""

from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from partners.accounts import queries
from partners.accounts.forms.people import LONGEST_NAME, REASON
from partners.accounts.models import Team
from partners.foundation.forms import CreateForm, EditForm, LengthAtMost, LineField, coerce_id
from partners.foundation.words import _, _l

NAME = [DataRequired(_l("Write the team's name.")), LengthAtMost(LONGEST_NAME)]


class NewTeamForm(CreateForm):
    name = LineField(_l("Name"), NAME)
    code = LineField(_l("Short name for addresses"), [InputRequired(_l("Enter a short name.")), LengthAtMost(20)])


class TeamForm(EditForm):
    name = LineField(_l("Name"), NAME)


class HandOverForm(EditForm):
    """Where a team's records go, and whether the team goes with them."""

    into = SelectField(_l("To which team"), [InputRequired(_l("Choose a team."))], coerce=coerce_id)
    merge = BooleanField(_l("Merge: its people go too, and the team is closed"))
    reason = LineField(_l("Why"), REASON)


def new_team_form() -> Any:
    return NewTeamForm()


def team_form(team: Team, fresh: bool = False) -> Any:
    """The form of a team's name; `fresh` leaves out what was sent."""
    sent: dict[str, Any] = {"formdata": None} if fresh else {}
    return TeamForm(**sent, data={"name": team.name, "version": team.version})


def hand_over_form(team: Team) -> Any:
    form = HandOverForm(version=team.version, into=team.merged_into_id)
    others = [SelectChoice(team_id, name) for team_id, name in queries.team_choices(besides=team.id)]
    form.into.choices = [SelectChoice("", _("Choose a team")), *others]
    return form
