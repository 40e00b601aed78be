"""The question asked before a partner is registered: is it here already?"""

from collections.abc import Sequence

from partners.directory import queries
from partners.directory.rules.names import Known, Likeness, keys_of, likeness
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l


class AlreadyKnown(Refusal):
    """A partner of this name is here. `known` are the records; `may_confirm`: it may be another one all the same."""

    def __init__(self, known: Sequence[Known], may_confirm: bool) -> None:
        sentence = (
            _l("A partner of this name is already registered. Open it, or confirm that this is another one.")
            if may_confirm
            else _l("This city is already registered. Open its record instead.")
        )
        super().__init__(sentence, field="name_ko")
        self.known = known
        self.may_confirm = may_confirm


def ensure_new(
    kind: str, name: str, aliases: Sequence[str], country: str, region: str, confirmed: bool, besides: int | None = None
) -> None:
    """Raise AlreadyKnown when the name is taken, unless somebody confirmed that it is another partner.

    The same city cannot be confirmed away: country, region and name make a city.
    """
    known = queries.known_as(keys_of(name, aliases, region), besides=besides)
    same = [one for one in known if likeness(kind, country, region, name, one) is Likeness.SAME]
    if same:
        raise AlreadyKnown(same, may_confirm=False)
    if known and not confirmed:
        raise AlreadyKnown(known, may_confirm=True)
