"""The page that says what would leave, before it does."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from partners.foundation.words import Words, _, _n
from partners.transfers.forms import ExportForm
from partners.transfers.lists import AskedList, KnownList
from partners.transfers.rules import Extent, too_many_persons, too_many_rows

#: What an address holds besides filters.
NO_FILTERS = frozenset({"sort", "view"})


@dataclass(frozen=True)
class ExportPage:
    """A list that somebody is about to take along, how much it is, and the form that asks for the rest."""

    known: KnownList
    asked: AskedList
    extent: Extent
    form: ExportForm
    #: The columns of the list that its reader saw, as its address has them; empty for the standing ones.
    seen: str
    #: Whether personal data may be taken along at all.
    may_take_persons: bool

    @property
    def title(self) -> Words:
        return self.asked.title

    @property
    def back_url(self) -> str:
        return url_for(self.known.endpoint, **self._address)

    @property
    def url(self) -> str:
        return url_for("transfers.download", list=self.known.code, **self._address)

    @property
    def _address(self) -> dict[str, Any]:
        return {**self.asked.address, **({"columns": self.seen} if self.seen else {})}

    @property
    def rows(self) -> str:
        """How many rows the file has at most: whoever takes the people along takes their rows too."""
        number = self.extent.rows_taken(with_persons=True)
        return _n("%(num)s row", "%(num)s rows", number)

    @property
    def facts(self) -> list[tuple[Any, Any]]:
        """What the file holds, in words."""
        filters = len(self.asked.address.keys() - NO_FILTERS)
        same = _n("As in the list, with %(num)s filter", "As in the list, with %(num)s filters", filters)
        return [
            (_("Rows"), self.rows),
            (_("Rows and order"), same if filters else _("As in the list, not filtered")),
            (_("People in it"), " ".join(self._said_of_persons)),
        ]

    @property
    def obstacle(self) -> Any:
        """Why nothing can leave as it is; empty when something can."""
        if self.extent.has_too_many_rows:
            return too_many_rows()
        if self.known.is_of_persons and not self.may_take_persons:
            return _("Every row here is a person. You may not take personal data along.")
        if self.known.is_of_persons and self.extent.has_too_many_persons:
            return too_many_persons()
        if not self.extent.rows_taken(with_persons=True):
            return _("No row of this list is yours to take along.") if self.extent.rows else _("The list is empty.")
        return ""

    @property
    def asks_of_persons(self) -> bool:
        return "persons" in self.form

    @property
    def asks_of_purpose(self) -> bool:
        return "purpose" in self.form

    @property
    def _said_of_persons(self) -> list[str]:
        mine, others = len(self.extent.persons), self.extent.others
        if not mine and not others:
            return [str(_("None: no natural person is in this list."))]
        said = [_people_in_it(mine)] if mine else []
        return [*said, *([self._left_out(others)] if others else [])]

    def _left_out(self, others: int) -> str:
        if not self.may_take_persons:
            return str(
                _("Natural persons (%(number)s) are left out: you may not take them along.", number=f"{others:,}")
            )
        return str(_("Natural persons of other teams (%(number)s) are left out.", number=f"{others:,}"))


def _people_in_it(number: int) -> str:
    return str(_n("%(num)s natural person is in this list.", "%(num)s natural persons are in this list.", number))
