"""The forms of rounds: their notice and period, their applicants, their points."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional

from partners.agreements.forms.base import NOBODY, CaseForm, Named, choices
from partners.agreements.forms.gates import MOST_POINTS
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries.rounds import DESK, SITE, Applicant
from partners.agreements.rules.case import Fact
from partners.directory.forms.picking import PartnersField
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

IN_ROUNDS = [pipeline for pipeline in PIPELINES.values() if pipeline.in_rounds]
KINDS = tuple(dict.fromkeys(kind for pipeline in IN_ROUNDS for kind in pipeline.kinds))


class RoundFields(Form):
    """What one writes of a round."""

    title = LineField(_l("Title"), [LengthAtMost(100)])
    notice_no = LineField(_l("Number of the notice"), [LengthAtMost(50)])
    announced_on = OfficialDateField(_l("Date of the notice"))
    opens_on = OfficialDateField(_l("Applications from"))
    closes_on = OfficialDateField(_l("Applications until"))
    pass_mark = IntegerField(
        _l("Points that are needed"), [Optional(), NumberRange(0, 300, _l("Write points from 0 to 300."))]
    )
    note = BodyField(_l("Note"), [LengthAtMost(1000)])

    def told(self) -> dict[str, Any]:
        names = ("title", "notice_no", "announced_on", "opens_on", "closes_on", "pass_mark", "note")
        return {name: self[name].data for name in names}


class NewRoundForm(RoundFields, CreateForm):
    """A round to be recorded."""

    pipeline = SelectField(_l("Pipeline"), choices=[SelectChoice(one.code, one.label) for one in IN_ROUNDS])
    team = SelectField(_l("Team in charge"), coerce=coerce_id)

    def offer(self, teams: Named) -> None:
        self.team.choices = choices(teams)


class RoundForm(RoundFields, EditForm):
    """A round to be corrected."""


class ApplyForm(CreateForm):
    """Who applied, and when."""

    partners = PartnersField(_l("Applicants"), kinds=KINDS)
    applied_on = OfficialDateField(_l("Date of application"))


class JoinForm(CaseForm):
    """Which round a case is put into."""

    scope = "round"

    round_id = SelectField(_l("Recruitment round"), coerce=coerce_id, validators=[DataRequired(_l("Choose a round."))])

    def offer(self, rounds: Named) -> None:
        self.round_id.choices = [NOBODY, *choices(rounds)]


def points_field(label: Any) -> IntegerField:
    return IntegerField(label, [Optional(), NumberRange(0, MOST_POINTS, _l("Write points from 0 to 100."))])


class TableForm(Form):
    """Made by `table_form`: points and days of the applicants on the page, and what is done with the chosen ones."""

    chosen = SelectMultipleField(_l("Chosen"), coerce=int)
    reason = LineField(_l("Reason"), [LengthAtMost(200)])
    #: save, move or turn_down.
    do = HiddenField()

    applicants: Sequence[Applicant] = ()

    def typed(self) -> dict[int, dict[str, Fact]]:
        """The facts that say something new, by the id of the case and the code of the gate."""
        found: dict[int, dict[str, Fact]] = {}
        for one in self.applicants:
            for gate, before in ((DESK, (one.desk, one.desk_on)), (SITE, (one.site, one.site_on))):
                points, day = self[f"{gate}-{one.row.id}"].data, self[f"{gate}_on-{one.row.id}"].data
                if (points, day) != before:
                    found.setdefault(one.row.id, {})[gate] = Fact(score=points, given_on=day)
        return found


def table_form(applicants: Sequence[Applicant], fresh: bool = False) -> TableForm:
    """The form of a page of applicants; those whose case has closed have no fields. `fresh`: another form was sent."""
    fields: dict[str, Any] = {}
    data: dict[str, Any] = {}
    open_ones = [one for one in applicants if one.row.is_open]
    for one in open_ones:
        for gate, points, day in ((DESK, one.desk, one.desk_on), (SITE, one.site, one.site_on)):
            fields[f"{gate}-{one.row.id}"] = points_field(one.row.name)
            fields[f"{gate}_on-{one.row.id}"] = OfficialDateField(one.row.name)
            data |= {f"{gate}-{one.row.id}": points, f"{gate}_on-{one.row.id}": day}
    form: TableForm = type("FormOfTable", (TableForm,), fields)(data=data, **({"formdata": None} if fresh else {}))
    form.chosen.choices = [SelectChoice(one.row.id, one.row.name) for one in applicants]
    form.applicants = open_ones
    return form
