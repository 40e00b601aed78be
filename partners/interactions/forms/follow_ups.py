"""The forms of follow-ups: planning, changing, finishing (and going on), calling off."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from partners.directory.forms.picking import PartnerField
from partners.foundation.forms import (
    BodyField,
    CreateForm,
    EditForm,
    Form,
    LengthAtMost,
    LineField,
    OfficialDateField,
    coerce_id,
)
from partners.foundation.words import _l
from partners.interactions.actions.follow_ups import Step
from partners.interactions.models import FollowUp

LONGEST_LINE = 200
LONGEST_BODY = 5000
NOBODY_YET = SelectChoice("", _l("Nobody yet"))
WHAT = _l("Write what is to be done.")


class StepForm(Form):
    """What is to be done, by when, by whom."""

    title = LineField(_l("What is to be done"), [InputRequired(WHAT), LengthAtMost(LONGEST_LINE)])
    due_on = OfficialDateField(_l("Due"))
    assignee = SelectField(_l("Assignee"), coerce=coerce_id, choices=[NOBODY_YET])
    partner = PartnerField(_l("Partner"))
    body = BodyField(_l("Details"), [LengthAtMost(LONGEST_BODY)])

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        """Who may be named."""
        self.assignee.choices = [NOBODY_YET, *(SelectChoice(*person) for person in people)]

    def step(self) -> Step:
        return Step(
            title=self.title.data or "",
            due_on=self.due_on.data,
            assignee=self.assignee.data,
            body=self.body.data or "",
        )


class PlanForm(StepForm, CreateForm):
    """Planning a follow-up."""


class ChangeForm(StepForm, EditForm):
    """Writing a follow-up down anew."""


class DoneForm(EditForm):
    """It is done; what is to be done next may be written at once."""

    outcome = LineField(_l("What came of it"), [LengthAtMost(LONGEST_LINE)])
    next_title = LineField(_l("What is to be done next"), [LengthAtMost(LONGEST_LINE)])
    next_due_on = OfficialDateField(_l("Due"))
    next_assignee = SelectField(_l("Assignee"), coerce=coerce_id, choices=[NOBODY_YET])

    def offer(self, people: Sequence[tuple[int, str]]) -> None:
        self.next_assignee.choices = [NOBODY_YET, *(SelectChoice(*person) for person in people)]

    def following(self) -> Step | None:
        """The next step; None when nothing was written."""
        if not self.next_title.data:
            return None
        return Step(title=self.next_title.data, due_on=self.next_due_on.data, assignee=self.next_assignee.data)

    def validate_next_title(self, field: LineField) -> None:
        if not field.data and self.next_due_on.data:
            raise ValidationError(WHAT)


class CallOffForm(EditForm):
    """It will not be done."""

    reason = LineField(
        _l("Why it will not be done"),
        [
            InputRequired(_l("Write why it will not be done: the reason stays with it.")),
            LengthAtMost(LONGEST_LINE),
        ],
    )


def written_in(follow_up: FollowUp) -> dict[str, Any]:
    """The follow-up as its form shows it."""
    return {
        "title": follow_up.title,
        "due_on": follow_up.due_on,
        "assignee": follow_up.assignee_id,
        "partner": follow_up.partner_id,
        "body": follow_up.body,
        "version": follow_up.version,
    }
