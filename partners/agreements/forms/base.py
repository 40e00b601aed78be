"""What the forms of a case share."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice

from partners.agreements.models import Agreement
from partners.foundation.forms import EditForm
from partners.foundation.refusals import Stale
from partners.foundation.words import _l

Choices = Sequence[SelectChoice]
Named = Sequence[tuple[int, str]]
NOBODY = SelectChoice("", _l("Not chosen"))


class CaseForm(EditForm):
    """Base of the forms that change a case: they know when somebody else was quicker.

    Several stand on one page: `scope` keeps the ids of their fields apart.
    """

    scope = ""

    #: Code of the stage at which its reader saw the case.
    here = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self if self.scope else ():
            field.id = field.label.field_id = f"{self.scope}-{field.id}"

    def ensure_current(self, agreement: Agreement) -> None:
        """Raise Stale when the case changed after this form was opened, or when it does not say what was seen."""
        if self.version.data != agreement.version:
            raise Stale(_l("Somebody else changed this case in the meantime. Look at it, then send the form again."))

    def ensure_seen(self, agreement: Agreement, version: int | None, here: str | None) -> None:
        """The same for a form that is only being opened, from a card that shows this version at this stage.

        A page that shows no version has nothing to be outdated.
        """
        if version is not None:
            self.version.data, self.here.data = version, here
            self.ensure_current(agreement)

    def show_place(self, agreement: Agreement) -> None:
        """Carry the stage at which the case stands now, whatever was sent."""
        self.here.raw_data = None
        self.here.data = agreement.stage


def choices(named: Named) -> list[SelectChoice]:
    """Ids and names as the choices of a select."""
    return [SelectChoice(str(id), name) for id, name in named]
