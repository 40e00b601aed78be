"""The forms of a review: which day, compared with which; and that it was held."""

from datetime import date

from wtforms import HiddenField, ValidationError
from wtforms.validators import StopValidation

from partners.directory.rules.filters import UnknownFilter
from partners.foundation.clock import today
from partners.foundation.forms import BodyField, CreateForm, Form, LengthAtMost, OfficialDateField
from partners.foundation.words import _l

#: What was given and received is shown by one of them.
GROUPINGS = ("partner", "country")


def not_to_come(_form: Form, field: OfficialDateField) -> None:
    if field.data is not None and field.data > today():
        raise StopValidation(str(_l("This day is still to come.")))


class ReviewForm(Form):
    """Asked in the address: as of which day, and since when something moved."""

    class Meta:
        # It asks and changes nothing.
        csrf = False

    as_of = OfficialDateField(_l("As of"), [not_to_come])
    since = OfficialDateField(_l("Compared with"), [not_to_come])
    #: What was given and received: by partner, or by country.
    by = HiddenField()

    def validate_since(self, field: OfficialDateField) -> None:
        if field.data is not None and self.as_of.data is not None and field.data >= self.as_of.data:
            raise ValidationError(str(_l("Compare with an earlier day.")))

    @property
    def day(self) -> date:
        """The day that was asked for, or the business day."""
        return (None if self.as_of.errors else self.as_of.data) or today()

    @property
    def grouping(self) -> str:
        """By what the exchange is grouped. Raises UnknownFilter."""
        asked = self.by.data or GROUPINGS[0]
        if asked not in GROUPINGS:
            raise UnknownFilter(_l("grouping"), asked)
        return asked

    @property
    def earlier(self) -> date | None:
        return None if self.since.errors else self.since.data


class HoldForm(CreateForm):
    """That the review was held."""

    as_of = OfficialDateField(_l("As of"))
    note = BodyField(_l("Note of the meeting"), [LengthAtMost(1000)])
