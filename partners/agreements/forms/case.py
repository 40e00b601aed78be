"""The forms of a case beside its gates: opening it, its partner, what comes next, its end."""

import re
from collections.abc import Iterable, Mapping

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, StopValidation

from partners.agreements.actions import Plan
from partners.agreements.forms.base import NOBODY, CaseForm, Named, choices
from partners.agreements.pipelines import PIPELINES
from partners.agreements.pipelines.shape import Pipeline, Stage
from partners.agreements.rules.goals import span_of
from partners.agreements.vocabulary import ENDING_LABELS, Ending
from partners.directory.forms.picking import GONE, PartnerField
from partners.directory.queries import find_partner
from partners.foundation.forms import BodyField, CreateForm, Form, LengthAtMost, LineField, OfficialDateField, coerce_id
from partners.foundation.words import _l

#: Partners of these kinds go through a pipeline; the action says whether one fits.
KINDS_OF_CASES = tuple(dict.fromkeys(kind for pipeline in PIPELINES.values() for kind in pipeline.kinds))


def is_there(_form: Form, field: PartnerField) -> None:
    """The partner exists: an id may be sent by hand, or be gone by now."""
    if field.data and find_partner(field.data) is None:
        raise StopValidation(str(GONE))


class PlanForm(CaseForm):
    """What comes next, by when, and what the case is after."""

    scope = "plan"

    next_action = LineField(_l("Next action"), [LengthAtMost(200)])
    next_due_on = OfficialDateField(_l("Due"))
    target_text = LineField(_l("Goal, as written"), [LengthAtMost(100)])
    owner = SelectField(_l("Officer in charge"), coerce=coerce_id)

    def offer(self, people: Named) -> None:
        self.owner.choices = [NOBODY, *choices(people)]

    def plan(self) -> Plan:
        return _plan(self, owner_id=self.owner.data)


class PartnerForm(CaseForm):
    """With whom the case is."""

    scope = "partner"

    partner = PartnerField(_l("Partner"), [DataRequired(_l("Choose a partner.")), is_there], kinds=KINDS_OF_CASES)


class EndForm(CaseForm):
    """How and why a case ends."""

    scope = "end"
    # Of an open case: nothing that could be compared. Of one that has ended: how and why.
    of_the_change = frozenset()

    ending = SelectField(_l("How it ends"), coerce=Ending)
    reason = BodyField(_l("Reason"), [LengthAtMost(1000)])

    def offer(self, stage: Stage) -> None:
        self.ending.choices = [SelectChoice(ending.value, ENDING_LABELS[ending]) for ending in stage.may_end_as]


class StartForm(CreateForm):
    """A new case."""

    pipeline = SelectField(_l("Pipeline"))
    partner = PartnerField(_l("Partner"), [is_there], kinds=KINDS_OF_CASES)
    title = LineField(_l("Title"), [LengthAtMost(100)])
    target_regions = LineField(_l("Target regions"), [LengthAtMost(200)])
    target_text = LineField(_l("Goal, as written"), [LengthAtMost(100)])
    next_action = LineField(_l("Next action"), [LengthAtMost(200)])
    next_due_on = OfficialDateField(_l("Due"))
    team = SelectField(_l("Team in charge"), coerce=coerce_id, validators=[DataRequired(_l("Choose a team."))])

    def offer(self, teams: Mapping[int, str], pipelines: Iterable[Pipeline]) -> None:
        self.pipeline.choices = [SelectChoice(pipeline.code, pipeline.label) for pipeline in pipelines]
        self.team.choices = choices(list(teams.items()))

    def regions(self) -> list[str]:
        """The regions, written with commas or dots between them."""
        return [region for region in re.split(r"[,·、]\s*|\s{2,}", self.target_regions.data or "") if region]

    def plan(self) -> Plan:
        return _plan(self)


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
