"""The forms of the council: sessions, motions, and the outcome."""

from typing import Any

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from partners.agreements.actions.sessions import SessionTold
from partners.agreements.forms.base import NOBODY, CaseForm, Named, choices
from partners.agreements.rules.motions import ENCLOSURES, Filing
from partners.agreements.vocabulary import OUTCOME_LABELS, SESSION_KIND_LABELS, Outcome, SessionKind
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

LARGEST_SESSION_NO = 9999


class SessionFields(Form):
    """What one writes of a session."""

    number = IntegerField(
        _l("Session number"),
        [
            InputRequired(_l("Write down the number of the session.")),
            NumberRange(1, LARGEST_SESSION_NO, _l("The session has a number from 1 to 9999.")),
        ],
    )
    kind = SelectField(
        _l("Kind of session"),
        choices=[SelectChoice(kind.value, label) for kind, label in SESSION_KIND_LABELS.items()],
        coerce=SessionKind,
    )
    ordinal = IntegerField(
        _l("Which one of its kind in the year"), [Optional(), NumberRange(1, 20, _l("Write a number from 1 to 20."))]
    )
    starts_on = OfficialDateField(_l("First day"))
    ends_on = OfficialDateField(_l("Last day"))
    submit_by = OfficialDateField(_l("Motions until"))
    note = BodyField(_l("Note"), [LengthAtMost(1000)])

    def told(self) -> SessionTold:
        names = ("number", "kind", "ordinal", "starts_on", "ends_on", "submit_by", "note")
        return SessionTold(**{name: self[name].data for name in names} | {"note": self.note.data or ""})


class NewSessionForm(SessionFields, CreateForm):
    """A session to be recorded."""


class SessionForm(SessionFields, EditForm):
    """A session to be corrected."""


class MotionFields(Form):
    """What one writes of a motion besides the decision."""

    bill_no = LineField(_l("Bill number"), [InputRequired(_l("Write down the bill number.")), LengthAtMost(50)])
    submitted_on = OfficialDateField(_l("Submitted on"))
    committee = LineField(_l("Standing committee"), [LengthAtMost(100)])
    committee_on = OfficialDateField(_l("Committee met on"))
    committee_outcome = SelectField(
        _l("Outcome in the committee"),
        choices=[
            SelectChoice("", _l("Not yet")),
            *(SelectChoice(one.value, label) for one, label in OUTCOME_LABELS.items()),
        ],
        default="",
    )
    enclosures = SelectMultipleField(
        _l("Enclosures that are ready"),
        choices=[SelectChoice(code, label) for code, label in ENCLOSURES.items()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    enclosure_note = LineField(_l("Why something is not enclosed"), [LengthAtMost(300)])
    note = BodyField(_l("Note"), [LengthAtMost(1000)])

    def filing(self) -> Filing:
        return Filing(
            bill_no=self.bill_no.data or "",
            submitted_on=self.submitted_on.data,
            committee=self.committee.data or "",
            committee_on=self.committee_on.data,
            committee_outcome=self.committee_outcome.data or None,
        )

    def more(self) -> dict[str, str]:
        return {"enclosure_note": self.enclosure_note.data or "", "note": self.note.data or ""}


class NewMotionForm(MotionFields, CreateForm):
    """A motion to be filed."""

    session = SelectField(_l("Session"), [InputRequired(_l("Choose the session."))], coerce=coerce_id)

    def offer(self, sessions: Named) -> None:
        self.session.choices = [NOBODY, *choices(sessions)]


class MotionForm(MotionFields, EditForm):
    """A motion to be corrected, or followed on its way."""


class VoidForm(CaseForm):
    """Why a motion does not count."""

    scope = "void"

    reason = BodyField(
        _l("Reason"), [InputRequired(_l("Write down why the motion does not count.")), LengthAtMost(500)]
    )


class ConsentForm(CaseForm):
    """The council's outcome."""

    scope = "consent"

    session_no = IntegerField(
        _l("Session number"),
        [
            InputRequired(_l("Write down the number of the session.")),
            NumberRange(1, LARGEST_SESSION_NO, _l("The session has a number from 1 to 9999.")),
        ],
    )
    session_kind = SelectField(
        _l("Kind of session"),
        choices=[SelectChoice(kind.value, label) for kind, label in SESSION_KIND_LABELS.items()],
        coerce=SessionKind,
    )
    bill_no = LineField(_l("Bill number"), [InputRequired(_l("Write down the bill number.")), LengthAtMost(50)])
    outcome = RadioField(
        _l("Outcome"),
        [InputRequired(_l("Choose the outcome."))],
        choices=[SelectChoice(outcome.value, label) for outcome, label in OUTCOME_LABELS.items()],
        coerce=Outcome,
    )
    resolved_on = OfficialDateField(_l("Date of the resolution"))
    note = BodyField(_l("Note"), [LengthAtMost(1000)])

    def decision(self) -> dict[str, Any]:
        """What was decided, as the action takes it."""
        names = ("session_no", "session_kind", "bill_no", "outcome", "resolved_on", "note")
        return {name: self[name].data for name in names}
