"""The forms of changes: what many records are to get. They carry the selection and what the preview showed."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from partners.accounts import queries as accounts
from partners.agreements.permissions import AgreementPermission
from partners.directory.forms.tags import LONGEST_LIST, TagsField
from partners.directory.permissions import PartnerPermission
from partners.directory.rules.tags import objection_to_tags
from partners.foundation.access import Permission
from partners.foundation.forms import CreateForm, LengthAtMost, LineField, OfficialDateField, coerce_id
from partners.foundation.words import _l
from partners.interactions.forms.follow_ups import LONGEST_LINE, NOBODY_YET, WHAT
from partners.interactions.permissions import FollowUpPermission

NOBODY = "none"
CHOOSE = SelectChoice("", _l("Choose"))


class ChangeForm(CreateForm):
    """Base of the forms of changes."""

    change = HiddenField()
    ids = HiddenField()
    where = HiddenField()
    whole = HiddenField()
    seen = HiddenField()

    def offer(self, by: Any) -> None:
        """Let it offer what this person may choose."""

    def told(self) -> dict[str, Any]:
        """What was asked for, once the form is valid: plain values by name."""
        raise NotImplementedError

    def carry(self, field: str, value: str) -> None:
        """Let a hidden field hold this, whatever was sent."""
        self[field].raw_data, self[field].data = None, value


class OwnerForm(ChangeForm):
    """Somebody else in charge, or nobody."""

    owner = SelectField(_l("Officer in charge"), [InputRequired(_l("Choose who is in charge."))])
    who_may: Permission = PartnerPermission.EDIT

    def offer(self, by: Any) -> None:
        # An officer works for the own team; a manager for every team.
        people = accounts.user_choices(by.team_id, self.who_may)
        self.owner.choices = [
            CHOOSE,
            *(SelectChoice(str(number), name) for number, name in people),
            SelectChoice(NOBODY, _l("Nobody")),
        ]

    def told(self) -> dict[str, Any]:
        return {"owner_id": None if self.owner.data == NOBODY else int(self.owner.data)}


class CaseOwnerForm(OwnerForm):
    """The same for cases."""

    who_may = AgreementPermission.MOVE


class TeamForm(ChangeForm):
    """Another team in charge."""

    team = SelectField(_l("Team in charge"), [InputRequired(_l("Choose the team in charge."))], coerce=str)

    def offer(self, by: Any) -> None:
        self.team.choices = [CHOOSE, *(SelectChoice(str(number), name) for number, name in accounts.team_choices())]

    def told(self) -> dict[str, Any]:
        return {"owner_team_id": int(self.team.data)}


class TagsForm(ChangeForm):
    """Tags put on, tags taken off."""

    add = TagsField(_l("Tags to put on"), [LengthAtMost(LONGEST_LIST)])
    remove = TagsField(_l("Tags to take off"), [LengthAtMost(LONGEST_LIST)])

    def validate_add(self, field: TagsField) -> None:
        if not field.names and not self.remove.names:
            raise ValidationError(_l("Write a tag to put on or to take off."))
        objection = objection_to_tags(field.names)
        if objection:
            raise ValidationError(objection[1])

    def told(self) -> dict[str, Any]:
        return {"add": self.add.names, "remove": self.remove.names}


class StepForm(ChangeForm):
    """A follow-up with each."""

    title = LineField(_l("What is to be done"), [InputRequired(WHAT), LengthAtMost(LONGEST_LINE)])
    due_on = OfficialDateField(_l("Due"))
    assignee = SelectField(_l("Assignee"), coerce=coerce_id, choices=[NOBODY_YET])

    def offer(self, by: Any) -> None:
        self.assignee.choices = assignees()

    def told(self) -> dict[str, Any]:
        return {"title": self.title.data, "due_on": self.due_on.data, "assignee": self.assignee.data}


class ArchiveForm(ChangeForm):
    """Put away, with a reason."""

    reason = LineField(
        _l("Reason"), [InputRequired(_l("Write why the partner is archived.")), LengthAtMost(LONGEST_LINE)]
    )

    def told(self) -> dict[str, Any]:
        return {"reason": self.reason.data}


class RemoveForm(ChangeForm):
    """Out of use, with a reason."""

    reason = LineField(
        _l("Reason"),
        [InputRequired(_l("Write why: the reason stays with the record.")), LengthAtMost(LONGEST_LINE)],
    )

    def told(self) -> dict[str, Any]:
        return {"reason": self.reason.data}


class AssigneeForm(ChangeForm):
    """Somebody else does it."""

    assignee = SelectField(_l("Assignee"), [InputRequired(_l("Choose who does it."))], coerce=coerce_id)

    def offer(self, by: Any) -> None:
        self.assignee.choices = [CHOOSE, *assignees()[1:]]

    def told(self) -> dict[str, Any]:
        return {"assignee": self.assignee.data}


class DueForm(ChangeForm):
    """Another day."""

    due_on = OfficialDateField(_l("Due"))

    def validate_due_on(self, field: OfficialDateField) -> None:
        if field.data is None:
            raise ValidationError(_l("Write one day, such as 2020. 3. 24."))

    def told(self) -> dict[str, Any]:
        return {"due_on": self.due_on.data}


class DoneForm(ChangeForm):
    """They are done."""

    outcome = LineField(_l("What came of it"), [LengthAtMost(LONGEST_LINE)])

    def told(self) -> dict[str, Any]:
        return {"outcome": self.outcome.data or ""}


def assignees() -> Sequence[SelectChoice]:
    """Who may finish follow-ups."""
    people = accounts.user_choices(who_may=FollowUpPermission.EDIT)
    return [NOBODY_YET, *(SelectChoice(*person) for person in people)]
