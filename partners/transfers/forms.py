"""What somebody says who takes a list along."""

from collections.abc import Collection, Iterable

from wtforms import RadioField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from partners.foundation.forms import Form, LengthAtMost, LineField
from partners.foundation.words import _l
from partners.papers.rules.sheets import Offered
from partners.papers.sheets import FORMATS
from partners.transfers.rules import LONGEST_PURPOSE, Said

WITH, WITHOUT = "with", "without"


class ExportForm(Form):
    """Which columns, in which format, with or without people, and why."""

    columns = SelectMultipleField(
        _l("Columns"),
        choices=[],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[DataRequired(_l("Choose one column at least."))],
    )
    format = RadioField(
        _l("Format"),
        choices=[SelectChoice(ending, one.label) for ending, one in FORMATS.items()],
        default=next(iter(FORMATS)),
    )
    persons = RadioField(
        _l("Personal data of people"),
        choices=[SelectChoice(WITHOUT, _l("Leave it out")), SelectChoice(WITH, _l("Take it along, for a purpose"))],
        default=WITHOUT,
    )
    purpose = LineField(_l("Purpose of the export"), validators=[LengthAtMost(LONGEST_PURPOSE)])

    #: What holds where nothing is asked: every row of some lists is a person.
    _is_of_persons = False

    def offer(self, columns: Iterable[Offered], seen: Collection[str], has_persons: bool, is_of_persons: bool) -> None:
        """The columns of the list, those chosen that its reader saw (`seen`, by their codes in the list), or else the
        usual ones; whether people go along is only asked where there is a choice.
        """
        offered = list(columns)
        self.columns.choices = [SelectChoice(column.code, column.label) for column in offered]
        if not self.is_submitted():
            chosen = [column.code for column in offered if column.seen_in in seen]
            self.columns.data = chosen or [column.code for column in offered if column.is_usual]
        self._is_of_persons = is_of_persons
        if is_of_persons or not has_persons:
            del self.persons
        if not has_persons:
            del self.purpose

    def said(self) -> Said:
        with_persons = self.persons.data == WITH if "persons" in self else self._is_of_persons
        purpose = self.purpose.data or "" if "purpose" in self else ""
        return Said(tuple(self.columns.data or ()), str(self.format.data), with_persons, purpose)
