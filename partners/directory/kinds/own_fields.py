"""The base of what only one kind has in its form, and the choice that may be left out."""

from collections.abc import Iterable
from typing import Any, ClassVar

from wtforms import SelectField
from wtforms.fields import SelectChoice

from partners.foundation.forms import Form


class OwnFields(Form):
    """Fields of one kind; `own` names the columns that they write."""

    own: ClassVar[tuple[str, ...]] = ()


class OptionalSelectField(SelectField):
    """One of several. When the form comes without it, nobody chose: data is None and nothing changes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.was_sent = bool(valuelist)
        super().process_formdata(valuelist)

    was_sent = False

    def pre_validate(self, form: Form) -> None:
        if self.was_sent:
            super().pre_validate(form)
        else:
            self.data = None


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """(value, label) pairs as WTForms wants them."""
    return [SelectChoice(value, label) for value, label in pairs]
