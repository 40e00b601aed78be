"""Which of many records are worth comparing: those that share a rare part of a name, a number or a channel. Pure.

Comparing each with each would take 5,000,000,000 comparisons of 100,000 partners. Two names can only be 80 % alike
if they share one of the rarest pairs of letters of both (prefix filtering: Bayardo, Ma, Srikant, "Scaling up all
pairs similarity search", 2007), so each name stands in the index under its rarest pairs only.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from partners.directory.rules.likenames import LETTERS_A_SLIP, SHORT_PLACE, SIMILAR, WHOLE, dice, pairs_of, telling
from partners.directory.rules.matching import PERSONS, PersonProfile, Profile
from partners.directory.rules.words import HOME

Pair = tuple[int, int]
#: Where more share it (의원 of one name, a switchboard), it says nothing.
MOST_SHARING = 20
UNKNOWN = ""


def pairs_worth_comparing(profiles: Mapping[int, Profile]) -> set[Pair]:
    """Pairs of ids, the smaller first, of those who may be one."""
    return {*_by_names(profiles), *_by_identifiers(profiles)}


def persons_worth_comparing(profiles: Mapping[int, PersonProfile]) -> set[Pair]:
    """The same for contacts: a name and something else in common."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for one in profiles.values():
        beside: list[Hashable] = [*one.phones, *one.mails, *one.partners]
        for name in one.names:
            for shared in beside:
                found[name, shared].append(one.id)
    return set(_pairs_within(found.values()))


def _by_identifiers(profiles: Mapping[int, Profile]) -> Iterator[Pair]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for id, one in profiles.items():
        if one.business_no:
            found["business_no", one.business_no].append(id)
        for name in ("phones", "mails", "channels"):
            for value in getattr(one, name):
                found[name, one.kind, value].append(id)
    return _pairs_within(found.values())


def _pairs_within(groups: Iterable[Sequence[int]]) -> Iterator[Pair]:
    for group in groups:
        if 1 < len(group) <= MOST_SHARING:
            yield from combinations(sorted(set(group)), 2)


def _by_names(profiles: Mapping[int, Profile]) -> Iterator[Pair]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for id, one in profiles.items():
        blocks[one.kind, one.country].append(id)
    for (kind, country), ids in blocks.items():
        yield from _within([profiles[id] for id in ids], kind, at_home=country == HOME)


def _within(profiles: Sequence[Profile], kind: str, at_home: bool) -> Iterator[Pair]:
    """Pairs of one kind and country: those of the same name, and those of names that are alike."""
    owners: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for one in profiles:
        for text in {core.stem for core in telling(one.cores, at_home)}:
            owners[text][one.region].append(one.id or 0)
    for borne in owners.values():
        yield from _owned(borne, borne)
    if kind not in PERSONS:
        shortest = SHORT_PLACE if kind == "city" else LETTERS_A_SLIP
        for text, other in texts_alike([text for text in owners if len(text) >= shortest]):
            yield from _owned(owners[text], owners[other])


def _owned(ones: Mapping[str, Sequence[int]], others: Mapping[str, Sequence[int]]) -> Iterator[Pair]:
    """Pairs of who bears the one name and who bears the other, of one region or of an unknown one."""
    for region, ids in ones.items():
        regions = others if region == UNKNOWN else {region, UNKNOWN}
        for where in regions:
            yield from _crossed(ids, others.get(where, ()))


def _crossed(ones: Sequence[int], others: Sequence[int]) -> Iterator[Pair]:
    if len(ones) <= MOST_SHARING and len(others) <= MOST_SHARING:
        yield from ((min(a, b), max(a, b)) for a in ones for b in others if a != b)


def texts_alike(texts: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pairs of different texts of which at least `SIMILAR` percent are alike."""
    grams = {text: pairs_of(text) for text in texts}
    often = Counter(gram for each in grams.values() for gram in each)
    index: dict[str, list[str]] = defaultdict(list)
    for text, each in grams.items():
        rarest = sorted(each, key=lambda gram: (often[gram], gram))[: rarest_needed(len(each))]
        near = {other for gram in rarest for other in index[gram]}
        yield from ((other, text) for other in near if dice(grams[other], each) >= SIMILAR)
        for gram in rarest:
            index[gram].append(text)


def rarest_needed(number: int) -> int:
    """Of so many pairs of a name, how many of the rarest one must look under to miss no name that is alike.

    A name of m pairs shares at least m·t/(2 − t) with one that is alike by t, so it may miss all the others.
    """
    least = -(-number * SIMILAR // (2 * WHOLE - SIMILAR))
    return number - least + 1
