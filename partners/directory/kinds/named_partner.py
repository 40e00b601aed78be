"""A field in which another partner is named by typing; a name that several bear is asked about."""

from collections.abc import Sequence
from typing import Any

from wtforms import StringField

from partners.directory import queries
from partners.directory.kinds import KINDS
from partners.directory.rules.names import Known, keys_of
from partners.directory.rules.same_names import is_ambiguous
from partners.foundation.hangul import clean
from partners.foundation.words import _

#: Nothing belongs to a natural person, and a choice among persons would show who is registered.
NOT_PERSONS = tuple(kind.code for kind in KINDS.values() if not kind.is_person)


class NamedPartnerField(StringField):
    """Another partner, written by its name; data is its id, None when empty.

    Where the name leaves open who is meant (남구, 고성군), `candidates` are those to choose from: the
    component `named_partner` offers them as radios of the same name, and the answer comes as a second value.
    """

    data: int | None

    def __init__(self, *args: Any, kinds: Sequence[str] = NOT_PERSONS, section: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = tuple(kinds)
        self.section = section
        self.candidates: list[Known] = []
        #: Names to choose from while typing, where there are few.
        self.suggestions: list[str] = []

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        named = queries.partners_named([self.data]) if self.data else {}
        return named[self.data].formal_name if self.data in named else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        written, self.data = clean(valuelist[0]), None
        if written:
            self.data = self._meant(written, valuelist[1:])

    def _meant(self, written: str, answers: Sequence[str]) -> int:
        known = queries.known_as(keys_of(written, (), ""), kinds=self.kinds, section=self.section)
        if not known:
            raise ValueError(_("No partner of this name is registered: %(name)s.", name=written[:40]))
        chosen = next((one for one in known if str(one.id) in answers), None)
        if chosen:
            self.candidates = known
            return chosen.id
        if len(known) > 1 or (is_ambiguous(written) and known[0].kind == "city"):
            self.candidates = known
            raise ValueError(_("%(name)s leaves open which one is meant. Choose one below.", name=written[:40]))
        return known[0].id
