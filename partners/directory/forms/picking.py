"""Choosing partners by typing: 초성, other names, English and native names. One field for every form.

A template draws such a field with `partner_picker(form.partner)`. Without scripts the buttons of the
picker send the form: it then looks for partners, adds one or takes one away, and is shown again with
everything that was typed (`Form.is_reshaped`), so a view needs no lines of its own for it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_login import current_user
from wtforms import Field
from wtforms.utils import unset_value

from partners.audit.actions import saw
from partners.directory import queries
from partners.directory.kinds import persons_among
from partners.directory.queries import PartnerName
from partners.directory.rules.filters import LONGEST_QUERY
from partners.foundation.hangul import clean, fold
from partners.foundation.words import _l

MOST_PARTNERS = 100
MATCHES = 8
GONE = _l("A partner that you chose does not exist any more. Choose again.")


@dataclass(frozen=True)
class Picked:
    """What a picker shows: the partners that were chosen, and those found under what was typed."""

    chosen: Sequence[PartnerName]
    matches: Sequence[PartnerName]


class PartnersField(Field):
    """The ids of several partners, each once, in the order of choosing."""

    data: list[int]
    several = True

    def __init__(self, label: Any, validators: Any = (), *, kinds: Sequence[str] = (), asks: str = "", **more: Any):
        """`kinds`: only partners of these kinds are offered. `asks`: what the names of the picker's own
        controls begin with (q, find, add, remove), where a form has several pickers.
        """
        super().__init__(label, validators, **more)
        self.kinds = kinds
        self.asks = asks
        #: What was typed into the line and not chosen yet.
        self.query = ""
        #: Something else than saving was pressed: a partner looked for, added or taken away.
        self.is_reshaped = False

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(formdata, data, extra_filters)
        if formdata is not None:
            self._reshape(formdata)

    def process_data(self, value: Any) -> None:
        self.data = list(value or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        written = [value for value in valuelist if value]
        ids = [one for one in map(read_id, written) if one is not None]
        self.data = list(dict.fromkeys(ids))[:MOST_PARTNERS]
        if len(ids) < len(written):
            raise ValueError(str(GONE))

    @property
    def ids(self) -> list[int]:
        """The ids of what was chosen, in the order of choosing."""
        return self.data

    def look_up(self) -> Picked:
        """The names to be shown. Notes the natural persons among them."""
        named = queries.partners_named(self.ids)
        found = queries.typeahead(self.query, MATCHES, self.kinds, without=self.ids) if self.query else []
        picked = Picked([named[one] for one in self.ids if one in named], found)
        saw(current_user, "partner:picker", "partners", persons_among([*picked.chosen, *picked.matches]))
        return picked

    def _choose(self, add: int | None, remove: int | None) -> None:
        kept = [one for one in self.ids if one != remove]
        self._set(list(dict.fromkeys([*kept, add] if add else kept)))

    def _set(self, ids: list[int]) -> None:
        self.data = ids

    def _reshape(self, formdata: Any) -> None:
        """Text left in the line means looking for it: nobody loses a partner that was only typed."""
        add, remove = (read_id(formdata.get(f"{self.asks}{name}", "")) for name in ("add", "remove"))
        self.query = clean(formdata.get(f"{self.asks}q", ""))[:LONGEST_QUERY]
        if add or remove:
            self._choose(add, remove)
            self.query = ""
        self.is_reshaped = bool(add or remove or self.query or f"{self.asks}find" in formdata)


class PartnerField(PartnersField):
    """The id of one partner, or None."""

    data: int | None  # type: ignore[assignment]
    several = False

    def process_data(self, value: Any) -> None:
        self.data = value or None

    def process_formdata(self, valuelist: list[str]) -> None:
        written = [value for value in valuelist if value]
        self.data = read_id(written[-1]) if written else None
        if written and self.data is None:
            raise ValueError(str(GONE))

    @property
    def ids(self) -> list[int]:
        return [self.data] if self.data else []

    def _set(self, ids: list[int]) -> None:
        self.data = ids[-1] if ids else None


def read_id(text: str) -> int | None:
    """An id as an address or a form writes it, or None."""
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else None


def is_ambiguous(query: str, found: Iterable[PartnerName]) -> bool:
    """Whether several partners are called what was typed (남구, 고성군): the reader has to say which."""
    key = fold(query)
    return sum(key in _short_names(partner) for partner in found) > 1


def _short_names(partner: PartnerName) -> Collection[str]:
    return {fold(partner.name_ko), fold(partner.name_ko.split()[-1])}
