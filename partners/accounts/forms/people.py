"""What an administrator types about people."""

from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from partners.accounts import queries
from partners.accounts.models import Team, User
from partners.accounts.rules import ROLE_NAMES, Role
from partners.foundation.forms import CreateForm, EditForm, Form, LengthAtMost, LineField, coerce_id
from partners.foundation.words import _, _l

LONGEST_NAME = 60
LONGEST_REASON = 300
NAME = [DataRequired(_l("Enter the person's name.")), LengthAtMost(LONGEST_NAME)]
REASON = [DataRequired(_l("Write why, for whoever asks later.")), LengthAtMost(LONGEST_REASON)]


class RoleAndTeam:
    """The two fields that say what somebody may do. A mixin of forms."""

    role = SelectField(
        _l("Role"),
        [InputRequired(_l("Choose a role."))],
        choices=[SelectChoice(role.value, label) for role, label in ROLE_NAMES.items()],
    )
    team = SelectField(_l("Team"), coerce=coerce_id)

    def offer_teams(self) -> None:
        """Offer the teams that work. Before the form is validated or shown."""
        nobody = SelectChoice("", _("No team"))
        self.team.choices = [nobody, *(SelectChoice(team_id, name) for team_id, name in queries.team_choices())]

    @property
    def chosen_role(self) -> Role:
        return Role(self.role.data)

    @property
    def chosen_team(self) -> Team | None:
        return queries.get_team(self.team.data) if self.team.data else None


class NewUserForm(RoleAndTeam, CreateForm):
    name = LineField(_l("Name"), NAME)
    username = LineField(_l("User name"), [InputRequired(_l("Enter a user name.")), LengthAtMost(30)])
    reason = LineField(_l("Why"), [LengthAtMost(LONGEST_REASON)])


class UserForm(EditForm):
    name = LineField(_l("Name"), NAME)


class RoleForm(RoleAndTeam, EditForm):
    reason = LineField(_l("Why it changes"), REASON)


class ReasonForm(Form):
    """Closing or opening an account."""

    reason = LineField(_l("Why"), REASON)


def new_user_form() -> Any:
    form = NewUserForm(role=Role.OFFICER.value)
    form.offer_teams()
    return form


def reason_form() -> Any:
    return ReasonForm()


def user_form(user: User, fresh: bool = False) -> Any:
    """The form of a person's name; `fresh` leaves out what was sent."""
    return UserForm(**_unsent(fresh), data={"name": user.name, "version": user.version})


def role_form(user: User, fresh: bool = False) -> Any:
    """The form of a person's role and team; `fresh` leaves out what was sent."""
    form = RoleForm(**_unsent(fresh), data={"role": user.role, "team": user.team_id, "version": user.version})
    form.offer_teams()
    return form


def _unsent(fresh: bool) -> dict[str, Any]:
    return {"formdata": None} if fresh else {}
