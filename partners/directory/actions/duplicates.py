"""The question asked before a partner is registered: is it here already?"""

from collections.abc import Sequence
from dataclasses import dataclass

from partners.directory import queries
from partners.directory.rules.names import Known, Likeness, formal_name, keys_of, likeness
from partners.directory.rules.same_names import is_ambiguous, provinces_of
from partners.directory.rules.words import HOME
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


@dataclass(frozen=True)
class Place:
    """One of several places of the same name; `known_id` is its record, where it is registered."""

    region: str
    name: str
    known_id: int | None


class WhichPlace(Refusal):
    """Several places of Korea have this name. `places` are those to choose from."""

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__(
            _l("Places of this name lie in several provinces. Choose the province that is meant."), field="region"
        )
        self.places = places


def ensure_unambiguous(kind: str, name: str, country: str, region: str) -> None:
    """Raise WhichPlace for a city of Korea whose bare name several provinces have: 고성군, 남구."""
    if kind != "city" or not is_ambiguous(name, country, region):
        return
    known = {one.region: one.id for one in queries.known_as(keys_of(name, (), ""), kinds=[kind])}
    places = [
        Place(province, formal_name(HOME, province, name), known.get(province)) for province in provinces_of(name)
    ]
    raise WhichPlace(places)


def ensure_new(
    kind: str, name: str, aliases: Sequence[str], country: str, region: str, confirmed: bool, besides: int | None = None
) -> None:
    """Raise AlreadyKnown when the name is taken, unless somebody confirmed that it is another partner.

    The same city cannot be confirmed away: country, region and name make a city.
    """
    # Looked for by itself: a name that many bear would fill the list of likenesses before the city's turn.
    namesakes = queries.cities_named(keys_of(name, (), region), country, besides) if kind == "city" else []
    same = [one for one in namesakes if likeness(kind, country, region, name, one) is Likeness.SAME]
    if same:
        raise AlreadyKnown(same, may_confirm=False)
    known = queries.known_as(keys_of(name, aliases, region), besides=besides)
    if known and not confirmed:
        raise AlreadyKnown(known, may_confirm=True)
