"""Forms of agreements. What a gate asks for becomes fields; the rules decide, never the form."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from partners.agreements.actions import GatesShut
from partners.agreements.models import Agreement
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Ask, Asks, Gate, Stage
from partners.agreements.rules import gates
from partners.agreements.rules.case import Case, Fact
from partners.agreements.vocabulary import (
    ENDING_LABELS,
    OUTCOME_LABELS,
    SESSION_KIND_LABELS,
    Ending,
    Outcome,
    SessionKind,
)
from partners.foundation.forms import (
    BodyField,
    CreateForm,
    EditForm,
    LengthAtMost,
    LineField,
    OfficialDateField,
    coerce_id,
)
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l

LARGEST_SESSION_NO = 9999

Choices = Sequence[SelectChoice]
NOBODY = SelectChoice("", _l("Not chosen"))


class CaseForm(EditForm):
    """Base of the forms that change a case: they know when somebody else was quicker."""

    def ensure_current(self, agreement: Agreement) -> None:
        """Raise Stale when the case changed after this form was opened.

        The form then carries the new version: who has seen what happened may send it again.
        """
        seen = self.version.data
        if seen is not None and seen != agreement.version:
            self.version.raw_data = [str(agreement.version)]
            raise Stale(_l("Somebody else changed this case in the meantime. Look at it, then send the form again."))


class StageForm(CaseForm):
    """Moving a case. `stage_form` adds one field or more for each gate ahead."""

    stage = StringField(_l("Stage"))
    reason = BodyField(_l("Reason"), [LengthAtMost(1000)])
    override = BooleanField(_l("Pass the gate with a written reason (managers only)"))
    effective_on = OfficialDateField(_l("Date of the move"))

    #: The gates that have fields here, with what is written down for each so far.
    asked: Sequence[tuple[Gate, tuple[Ask, ...], Fact]] = ()

    def facts(self) -> dict[str, Fact]:
        """What was typed, by the code of its gate. A field that was not sent says nothing."""
        typed = {}
        for gate, asks, before in self.asked:
            fields = {ask.what.value: self[gate.field(ask)] for ask in asks}
            sent = {name: field.data or None for name, field in fields.items() if field.raw_data}
            if sent:
                typed[gate.code] = replace(before, **sent)
        return typed

    def refuse(self, refusal: Refusal) -> None:
        """Show each thing that is missing at the field that it wants filled."""
        super().refuse(refusal)
        for lack in getattr(refusal, "missing", ()):
            if lack.field in self:
                self[lack.field].errors = [*self[lack.field].errors, lack.sentence]

    @property
    def is_shut(self) -> bool:
        return isinstance(self.refusal, GatesShut)


def stage_form(case: Case, interactions: Choices = ()) -> StageForm:
    """The form that moves this case, filled with what is written down already."""

    class FormOfCase(StageForm):
        pass

    goal = case.pipeline.stages[-1]
    asked = [
        (at.gate, gates.asks_of(case, at.gate), case.fact(at.gate))
        for at in gates.on_the_way(case.pipeline, case.stage, goal)
    ]
    for gate, asks, _fact in asked:
        for ask in asks:
            setattr(FormOfCase, gate.field(ask), FIELDS[ask.what](ask, interactions))
    written = {gate.field(ask): fact.answer(ask.what) for gate, asks, fact in asked for ask in asks}
    form = FormOfCase(data=written)
    form.asked = asked
    return form


def _day(ask: Ask, _interactions: Choices) -> Field:
    return OfficialDateField(ask.label)


def _line(ask: Ask, _interactions: Choices) -> Field:
    return LineField(ask.label, [LengthAtMost(200)])


def _body(ask: Ask, _interactions: Choices) -> Field:
    return BodyField(ask.label, [LengthAtMost(1000)])


def _interaction(ask: Ask, interactions: Choices) -> Field:
    return SelectField(ask.label, choices=[NOBODY, *interactions], coerce=coerce_id)


#: How each thing that a gate may ask for is typed.
FIELDS: dict[Asks, Callable[[Ask, Choices], Any]] = {
    Asks.DAY: _day,
    Asks.CEREMONY: _day,
    Asks.TEXT: _body,
    Asks.DOCUMENT: _line,
    Asks.DOCUMENT_NO: _line,
    Asks.INTERACTION: _interaction,
}


class ConsentForm(CaseForm):
    """The council's outcome."""

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


class PlanForm(CaseForm):
    """What comes next, by when, and what the case is after."""

    next_action = LineField(_l("Next action"), [LengthAtMost(200)])
    next_due_on = OfficialDateField(_l("Due"))
    target_text = LineField(_l("Goal, as written"), [LengthAtMost(100)])
    owner = SelectField(_l("Officer in charge"), coerce=coerce_id)


class PartnerForm(CaseForm):
    """With whom the case is."""

    partner = SelectField(_l("Partner"), coerce=coerce_id)


class EndForm(CaseForm):
    """How and why a case ends."""

    ending = SelectField(_l("How it ends"), coerce=Ending)
    reason = BodyField(_l("Reason"), [LengthAtMost(1000)])

    def offer(self, stage: Stage) -> None:
        self.ending.choices = [SelectChoice(ending.value, ENDING_LABELS[ending]) for ending in stage.may_end_as]


class StartForm(CreateForm):
    """A new case."""

    pipeline = SelectField(
        _l("Pipeline"), choices=[SelectChoice(pipeline.code, pipeline.label) for pipeline in PIPELINES.values()]
    )
    partner = SelectField(_l("Partner"), coerce=coerce_id)
    title = LineField(_l("Title"), [LengthAtMost(100)])
    target_regions = LineField(_l("Target regions"), [LengthAtMost(200)])
    target_text = LineField(_l("Goal, as written"), [LengthAtMost(100)])
    next_action = LineField(_l("Next action"), [LengthAtMost(200)])
    next_due_on = OfficialDateField(_l("Due"))
    team = SelectField(_l("Team in charge"), coerce=coerce_id)
