"""The base of what only one kind has in its form."""

from typing import ClassVar

from partners.foundation.forms import Form


class OwnFields(Form):
    """Fields of one kind; `own` names the columns that they write."""

    own: ClassVar[tuple[str, ...]] = ()
