"""Forms of agreements. What a gate asks for becomes fields; the rules decide, never the form."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, Field, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange

from partners.agreements.actions import GatesShut, Plan
from partners.agreements.models import Agreement
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Ask, Asks, Gate, Stage
from partners.agreements.rules import gates
from partners.agreements.rules.case import Case, Fact
from partners.agreements.rules.goals import span_of
from partners.agreements.vocabulary import (
    ENDING_LABELS,
    OUTCOME_LABELS,
    SESSION_KIND_LABELS,
    Ending,
    Outcome,
    SessionKind,
    Words,
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
from partners.foundation.pages import official_day
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _, _l
from partners.interactions.queries import InteractionRow

LARGEST_SESSION_NO = 9999

Choices = Sequence[SelectChoice]
Named = Sequence[tuple[int, str]]
NOBODY = SelectChoice("", _l("Not chosen"))


class CaseForm(EditForm):
    """Base of the forms that change a case: they know when somebody else was quicker.

    Several stand on one page: `scope` keeps the ids of their fields apart.
    """

    scope = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self if self.scope else ():
            field.id = field.label.field_id = f"{self.scope}-{field.id}"

    def ensure_current(self, agreement: Agreement) -> None:
        """Raise Stale when the case changed after this form was opened.

        The form then carries the new version: who has seen what happened may send it again.
        """
        if _differs(self.version.data, agreement.version):
            self.version.raw_data = [str(agreement.version)]
            raise Stale(_l("Somebody else changed this case in the meantime. Look at it, then send the form again."))


def _differs(seen: int | None, stands: int) -> bool:
    """A form sent without a version has seen nothing that could be outdated."""
    return seen is not None and seen != stands


class StageForm(CaseForm):
    """Moving a case. `stage_form` adds one field or more for each gate ahead."""

    stage = StringField(_l("Stage"))
    reason = BodyField(_l("Reason"), [LengthAtMost(1000)])
    override = BooleanField(_l("Pass the gate with a written reason (managers only)"))
    effective_on = OfficialDateField(_l("Date of the move"))

    #: "facts": keep what was typed, move nothing.
    save = StringField()
    #: The stage whose gates the reader looks at; the button pressed may name a nearer one.
    target = StringField()

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

    @property
    def keeps_facts_only(self) -> bool:
        return bool(self.save.data == "facts")

    @property
    def looked_at(self) -> str:
        """The code of the stage whose gates are shown again."""
        return self.target.data or self.stage.data or ""


def _day_of(row: InteractionRow) -> str:
    # An undated record sorts under a day that means nothing.
    return official_day(row.sort_on) if row.is_dated else _("Date unknown")


def stage_form(case: Case, version: int, interactions: Sequence[InteractionRow] = ()) -> StageForm:
    """The form that moves this case, filled with what is written down already."""

    class FormOfCase(StageForm):
        pass

    goal = case.pipeline.stages[-1]
    asked = [
        (at.gate, gates.asks_of(case, at.gate), case.fact(at.gate))
        for at in gates.on_the_way(case.pipeline, case.stage, goal)
    ]
    offered = [SelectChoice(str(row.id), f"{_day_of(row)} {row.title}") for row in interactions]
    for gate, asks, _fact in asked:
        for ask in asks:
            setattr(FormOfCase, gate.field(ask), FIELDS[ask.what](ask, offered))
    written = {gate.field(ask): fact.answer(ask.what) for gate, asks, fact in asked for ask in asks}
    form = FormOfCase(data={**written, "version": version})
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


class PlanForm(CaseForm):
    """What comes next, by when, and what the case is after."""

    scope = "plan"

    next_action = LineField(_l("Next action"), [LengthAtMost(200)])
    next_due_on = OfficialDateField(_l("Due"))
    target_text = LineField(_l("Goal, as written"), [LengthAtMost(100)])
    owner = SelectField(_l("Officer in charge"), coerce=coerce_id)

    def offer(self, people: Named) -> None:
        self.owner.choices = [NOBODY, *_choices(people)]

    def plan(self) -> Plan:
        return _plan(self, owner_id=self.owner.data)


class PartnerForm(CaseForm):
    """With whom the case is."""

    scope = "partner"

    partner = SelectField(_l("Partner"), coerce=coerce_id, validators=[DataRequired(_l("Choose a partner."))])

    def offer(self, partners: Named) -> None:
        self.partner.choices = [NOBODY, *_choices(partners)]


class EndForm(CaseForm):
    """How and why a case ends."""

    scope = "end"

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
    team = SelectField(_l("Team in charge"), coerce=coerce_id, validators=[DataRequired(_l("Choose a team."))])

    def offer(self, partners: Sequence[tuple[Words, Named]], teams: Mapping[int, str]) -> None:
        """Partners stand under the pipeline that they fit."""
        self.partner.choices = [
            NOBODY,
            *(
                SelectChoice(str(id), name, optgroup=str(pipeline))
                for pipeline, names in partners
                for id, name in names
            ),
        ]
        self.team.choices = _choices(list(teams.items()))

    def regions(self) -> list[str]:
        """The regions, written with commas or dots between them."""
        return [region for region in re.split(r"[,·、]\s*|\s{2,}", self.target_regions.data or "") if region]

    def plan(self) -> Plan:
        return _plan(self)


def _choices(named: Named) -> list[SelectChoice]:
    return [SelectChoice(str(id), name) for id, name in named]


def _plan(form: PlanForm | StartForm, owner_id: int | None = None) -> Plan:
    """The goal is kept as written; its days are read from it where they can be."""
    text = form.target_text.data or ""
    start, end = span_of(text)
    return Plan(
        target_text=text,
        target_start=start,
        target_end=end,
        next_action=form.next_action.data or "",
        next_due_on=form.next_due_on.data,
        owner_id=owner_id,
    )
