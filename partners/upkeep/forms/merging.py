"""Choosing the other record, and choosing which values stay."""

from collections.abc import Mapping
from typing import Any

from flask import request
from wtforms.validators import InputRequired, Optional

from partners.directory.forms.picking import PartnerField, read_id
from partners.directory.rules.merging import Side
from partners.foundation.forms import CreateForm, Form, LengthAtMost, LineField, VersionField
from partners.foundation.words import _l

LONGEST_REASON = 200
SIDE, TIE = "side-", "tie-"


class OtherForm(Form):
    """The other record, asked for in the address: nothing is changed yet."""

    class Meta:
        csrf = False

    into = PartnerField(_l("The other record"), [InputRequired(_l("Choose the other record."))])

    def offer(self, kind: str) -> None:
        """Offer records of this kind only: others cannot be the same partner."""
        self.into.kinds = (kind,)


class MergeForm(CreateForm):
    """Which values stay: the fields side-<choice> and tie-<type>, and the versions of both records."""

    into = VersionField(validators=[Optional()])
    version = VersionField(validators=[Optional()])
    into_version = VersionField(validators=[Optional()])
    reason = LineField(_l("Why"), [LengthAtMost(LONGEST_REASON)])

    def sides(self) -> Mapping[str, Side]:
        """Whose value stays, by choice; what was left open is left out."""
        told = {name.removeprefix(SIDE): value for name, value in request.form.items() if name.startswith(SIDE)}
        return {name: Side(value) for name, value in told.items() if value in set(Side)}

    def ties(self) -> Mapping[str, int]:
        """The tie that stays, by type."""
        told = {name.removeprefix(TIE): read_id(value) for name, value in request.form.items() if name.startswith(TIE)}
        return {type: id for type, id in told.items() if id is not None}

    def show_versions(self, into: int, version: int, into_version: int) -> None:
        """Carry these, whatever was sent."""
        for field, value in ((self.into, into), (self.version, version), (self.into_version, into_version)):
            field.raw_data, field.data = None, value


class DismissForm(Form):
    """Why two records are two."""

    reason = LineField(
        _l("Why they are two"),
        [InputRequired(_l("Write why they are two, for whoever wonders later.")), LengthAtMost(LONGEST_REASON)],
    )


def other_form(formdata: Any, kind: str) -> OtherForm:
    """The form of the address."""
    form = OtherForm(formdata=formdata)
    form.offer(kind)
    return form
