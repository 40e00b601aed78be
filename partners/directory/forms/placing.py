"""Choosing among proposed points: one partner's button, or all that are decided on the page."""

from collections.abc import Mapping

from flask import request

from partners.directory.forms.picking import read_id
from partners.foundation.forms import Form, LineField
from partners.lists.keyset import PAGE_SIZE

ALL = "all"
PREFIX = "point-"


class PlacingForm(Form):
    """`take` is the id of one partner, or `all`; the fields point-<id> hold what is chosen for each."""

    take = LineField()

    def chosen(self) -> Mapping[int, str]:
        """The chosen proposals by partner; one that was left open is left out."""
        told = {
            read_id(name.removeprefix(PREFIX)): value for name, value in request.form.items() if name.startswith(PREFIX)
        }
        taken = {id: value for id, value in told.items() if id and value and self.take.data in (ALL, str(id))}
        return dict(list(taken.items())[:PAGE_SIZE])
