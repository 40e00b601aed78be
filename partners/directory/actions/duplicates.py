"""The question asked before a partner is registered: is it here already?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partners.directory import queries
from partners.directory.queries.matching import alike_on_file, profile_of
from partners.directory.rules.matching import Likeness as Alike
from partners.directory.rules.matching import in_words
from partners.directory.rules.names import Known, Likeness, formal_name, keys_of, likeness
from partners.directory.rules.same_names import is_ambiguous, provinces_of
from partners.directory.rules.words import HOME
from partners.foundation.refusals import Refusal
from partners.foundation.words import Words, _l

Reasons = Mapping[int, Sequence[Words]]
#: Of those who are alike, so many are shown at most.
MOST_SHOWN = 5


class AlreadyKnown(Refusal):
    """Such a partner is here. `known` are the records, `reasons` says of each what speaks for its being the same.

    `may_confirm`: it may be another one all the same.
    """

    def __init__(self, known: Sequence[Known], may_confirm: bool, reasons: Reasons | None = None) -> None:
        sentence = (
            _l("A partner like this is already registered. Open it, or confirm that this is another one.")
            if may_confirm
            else _l("This city is already registered. Open its record instead.")
        )
        super().__init__(sentence, field="name_ko")
        self.known = known
        self.may_confirm = may_confirm
        self.reasons = reasons or {}


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


def ensure_new(kind: str, told: Mapping[str, Any], confirmed: bool, besides: int | None = None) -> None:
    """Raise AlreadyKnown when such a partner is on file, unless somebody confirmed that it is another one.

    `told` are its columns by name, `aliases` and `channels`. The same city cannot be confirmed away: country,
    region and name make a city. Others are asked about: of the same name, of a name that is much alike, with the
    same channel.
    """
    name, aliases, country, region = told["name_ko"], told["aliases"], told["country"], told["region"]
    # Looked for by itself: a name that many bear would fill the list of likenesses before the city's turn.
    namesakes = queries.cities_named(keys_of(name, (), region), country, besides) if kind == "city" else []
    same = [one for one in namesakes if likeness(kind, country, region, name, one) is Likeness.SAME]
    if same:
        raise AlreadyKnown(same, may_confirm=False)
    if confirmed:
        return
    likely = dict(alike_on_file(profile_of(kind, told, besides))[:MOST_SHOWN])
    known = queries.known_as(keys_of(name, aliases, region), besides=besides)
    known = [*queries.known_by_id(likely.keys() - {one.id for one in known}), *known]
    if known:
        reasons = {id: in_words(one.stored()) for id, one in likely.items()}
        raise AlreadyKnown(sorted(known, key=lambda one: -points_of(likely, one.id)), may_confirm=True, reasons=reasons)


def points_of(likely: Mapping[int, Alike], id: int) -> int:
    """How much speaks for this record: nothing where only a name is the same."""
    return likely[id].points if id in likely else 0
