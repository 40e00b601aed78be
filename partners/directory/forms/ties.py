"""What one says of a tie."""

from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from partners.directory.forms.partners import LONGEST_LINE, LONGEST_NOTE
from partners.directory.kinds.own_fields import choices
from partners.directory.models import Tie
from partners.directory.rules.tie_days import TieDays
from partners.directory.rules.tie_status import ENDED_AS, MAY_BECOME
from partners.directory.rules.ties import ties_for
from partners.directory.rules.words import FIELD_LABELS, TIE_LABELS
from partners.foundation.forms import BodyField, CreateForm, EditForm, LengthAtMost, LineField, OfficialDateField
from partners.foundation.words import _l

BECOMES = {"active": _l("Take it up again"), "dormant": _l("Let it rest (dormant)"), "suspended": _l("Suspend it")}


class TakeOverForm(CreateForm):
    """진행 인계: an existing tie, where it is known from, and the day for which that speaks."""

    tie_type = SelectField(_l("Tie"), [InputRequired(_l("Choose the tie."))])
    reason = BodyField(
        _l("Why it is brought in without an agreement"),
        [InputRequired(_l("Write why the tie is brought in without an agreement.")), LengthAtMost(LONGEST_LINE)],
    )
    source = LineField(
        _l("Source"),
        [InputRequired(_l("Write where this is known from, such as the work report.")), LengthAtMost(LONGEST_LINE)],
    )
    base_date = OfficialDateField(FIELD_LABELS["base_date"])
    signed_on = OfficialDateField(FIELD_LABELS["signed_on"])
    ceremony_on = OfficialDateField(FIELD_LABELS["ceremony_on"])
    ends_on = OfficialDateField(FIELD_LABELS["ends_on"])

    def offer_ties(self, kind: str) -> None:
        """Offer the ties that suit a partner of this kind."""
        self.tie_type.choices = choices((tie, TIE_LABELS[tie]) for tie in ties_for(kind))

    def told(self) -> dict[str, Any]:
        """What the manager says of the tie."""
        names = ("tie_type", "reason", "source", "base_date", "signed_on", "ceremony_on", "ends_on")
        return {name: self[name].data for name in names}


class TieDaysForm(EditForm):
    """The days of a standing tie, where they are known from, and a note."""

    signed_on = OfficialDateField(FIELD_LABELS["signed_on"])
    ceremony_on = OfficialDateField(FIELD_LABELS["ceremony_on"])
    ends_on = OfficialDateField(FIELD_LABELS["ends_on"])
    days_source = LineField(FIELD_LABELS["days_source"], [LengthAtMost(LONGEST_LINE)])
    note = BodyField(FIELD_LABELS["note"], [LengthAtMost(LONGEST_NOTE)])

    @property
    def days(self) -> TieDays:
        return TieDays(signed_on=self.signed_on.data, ceremony_on=self.ceremony_on.data, ends_on=self.ends_on.data)

    def take_reference(self, tie: Tie) -> None:
        """Write down what the outside source says, for the reader to check and complete."""
        self.signed_on.raw_data = [tie.reference_date]
        self.days_source.data = self.days_source.data or tie.reference_source


class EndTieForm(EditForm):
    """When a tie ended, and why."""

    ended_as = SelectField(_l("How it ends"), choices=choices(ENDED_AS.items()), default="ended")
    on = OfficialDateField(FIELD_LABELS["ended_on"])
    reason = BodyField(_l("Reason"), [InputRequired(_l("Write why the tie ends.")), LengthAtMost(LONGEST_LINE)])


class TieStatusForm(EditForm):
    """What becomes of a standing tie."""

    of_the_change = frozenset({"reason", "on"})

    status = RadioField(_l("The tie"), [InputRequired(_l("Choose what becomes of the tie."))])
    on = OfficialDateField(_l("Since"))
    reason = BodyField(_l("Reason"), [InputRequired(_l("Write why the status changes.")), LengthAtMost(LONGEST_LINE)])

    def offer(self, tie: Tie) -> None:
        """Offer what a tie of this status may become."""
        self.status.choices = choices((to, BECOMES[to]) for to in MAY_BECOME.get(tie.status, ()))


class HandOverForm(CreateForm):
    """Since when and why a successor takes over."""

    on = OfficialDateField(_l("Since"))
    reason = BodyField(
        _l("Reason"), [InputRequired(_l("Write why the successor takes over.")), LengthAtMost(LONGEST_LINE)]
    )


def tie_days_form(tie: Tie, fresh: bool = False) -> TieDaysForm:
    """The form filled with what stands there; `fresh`: as if nobody had sent one, to compare with."""
    names = ("signed_on", "ceremony_on", "ends_on", "days_source", "note", "version")
    data = {name: getattr(tie, name) for name in names}
    form: TieDaysForm = TieDaysForm(formdata=None, data=data) if fresh else TieDaysForm(data=data)
    # An agreement's signature is not asked for: it came with the council's resolution.
    if tie.origin == "agreement":
        form.signed_on.render_kw = {"readonly": True}
    return form
