"""Whether two records are one: how much speaks for it, and what, in words. Pure.

Only partners of one kind can be one. A place is never taken for its namesake of another province, nor
무슨 1동 for 2동: names whose numbers differ are different names. What speaks for a pair is added up;
from `PROPOSED` on somebody is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from partners.directory.rules.likenames import Core, percent_alike
from partners.directory.rules.same_names import is_ambiguous
from partners.directory.rules.words import HOME
from partners.foundation.words import Words, _, _l

#: From so many points on a pair is shown to somebody.
PROPOSED = 65
MOST = 100
#: Names that are less alike say nothing, not even beside a common phone number.
ALIKE = 60
#: What names that are wholly alike are worth; of supporters, of whom many have a common name, less.
OF_NAMES, OF_COMMON_NAMES = 75, 55
#: What contradicts: two provinces, where the names alone would do.
OTHER_REGION = -35


class Reason(StrEnum):
    """What speaks for two records being one."""

    BUSINESS_NO = "business_no"
    CHANNEL = "channel"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    REGION = "region"
    ADDRESS = "address"
    POINT = "point"
    COHORT = "cohort"
    PARTNER = "partner"


#: What each is worth by itself; a name by how much of it is alike.
POINTS = {
    Reason.BUSINESS_NO: 95,
    Reason.CHANNEL: 35,
    Reason.PHONE: 20,
    Reason.EMAIL: 20,
    Reason.REGION: 15,
    Reason.ADDRESS: 10,
    Reason.POINT: 5,
    Reason.COHORT: 15,
}

#: The same of two contacts of one name.
OF_PERSONS = {Reason.PHONE: 25, Reason.EMAIL: 35, Reason.PARTNER: 20}
#: What says something of two records even if their names are not alike.
STRONG = frozenset({Reason.BUSINESS_NO, Reason.CHANNEL})
#: Natural persons: names that are nearly alike are other people's.
PERSONS = ("ambassador", "supporter")

REASONS: dict[Reason, Any] = {
    Reason.BUSINESS_NO: _l("Same business number"),
    Reason.CHANNEL: _l("Same channel"),
    Reason.PHONE: _l("Same phone number"),
    Reason.EMAIL: _l("Same mail address"),
    Reason.REGION: _l("Same region"),
    Reason.ADDRESS: _l("Same address"),
    Reason.POINT: _l("Same place on the map"),
    Reason.COHORT: _l("Same cohort"),
    Reason.PARTNER: _l("At the same partner"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What is known of a partner that may tell that another record is the same one."""

    id: int | None = None
    kind: str
    country: str
    region: str = ""
    cores: frozenset[Core] = frozenset()
    business_no: str = ""
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    address: str = ""
    point: tuple[float, float] | None = None
    #: Of a group: the kind of its members and its number; of a supporter its cohort; of an institution its body.
    member_kind: str = ""
    cohort: int | None = None
    related_id: int | None = None
    successor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for two records being one: points up to 100, and why, the weightiest first."""

    points: int
    reasons: tuple[tuple[Reason, int], ...] = ()

    @property
    def is_proposed(self) -> bool:
        return self.points >= PROPOSED

    def stored(self) -> list[list[Any]]:
        return [[reason.value, percent] for reason, percent in self.reasons]


UNLIKE = Likeness(0)


def compared(one: Profile, other: Profile) -> Likeness:
    """How much speaks for two partners being one."""
    if _contradict(one, other):
        return UNLIKE
    alike = percent_alike(
        one.cores, other.cores, one.kind == "city", one.kind in PERSONS, at_home=one.country == other.country == HOME
    )
    found: dict[Reason, int] = {}
    if alike >= ALIKE:
        found[Reason.NAME] = alike
    found |= dict.fromkeys(_shared(one, other), MOST)
    if Reason.NAME not in found and not found.keys() & STRONG:
        return UNLIKE
    points = sum(_worth(reason, percent, one.kind) for reason, percent in found.items())
    if one.region and other.region and one.region != other.region:
        points += OTHER_REGION
    return Likeness(
        max(0, min(MOST, points)), tuple(sorted(found.items(), key=lambda pair: _rank(pair[0], pair[1], one.kind)))
    )


def _contradict(one: Profile, other: Profile) -> bool:
    """What makes them two, whatever else is alike."""
    return (
        one.kind != other.kind
        or (one.country != other.country and not one.business_no)
        or _differ(one.business_no, other.business_no)
        or _differ(one.member_kind, other.member_kind)
        or _differ(one.related_id, other.related_id)
        or (one.kind == "group" and _differ(one.cohort, other.cohort))
        or (one.kind == "city" and _other_places(one, other))
        or (one.id is not None and one.id == other.successor_id)
        or (other.id is not None and other.id == one.successor_id)
    )


def _other_places(one: Profile, other: Profile) -> bool:
    """남구 of two provinces; and a bare 남구 may be any of them."""
    if one.country != HOME:
        return False
    if one.region and other.region:
        return one.region != other.region
    return any(is_ambiguous(core.text) for core in one.cores | other.cores)


def _differ(one: Any, other: Any) -> bool:
    return bool(one) and bool(other) and one != other


def _shared(one: Profile, other: Profile) -> Iterator[Reason]:
    if one.business_no and one.business_no == other.business_no:
        yield Reason.BUSINESS_NO
    for reason, name in ((Reason.CHANNEL, "channels"), (Reason.PHONE, "phones"), (Reason.EMAIL, "mails")):
        if getattr(one, name) & getattr(other, name):
            yield reason
    if one.region and one.region == other.region:
        yield Reason.REGION
    for reason, name in ((Reason.ADDRESS, "address"), (Reason.POINT, "point"), (Reason.COHORT, "cohort")):
        if getattr(one, name) and getattr(one, name) == getattr(other, name):
            yield reason


def _worth(reason: Reason, percent: int, kind: str) -> int:
    if reason is Reason.NAME:
        whole = OF_COMMON_NAMES if kind == "supporter" else OF_NAMES
        return whole * percent // MOST
    return POINTS[reason]


def _rank(reason: Reason, percent: int, kind: str) -> tuple[int, str]:
    return -_worth(reason, percent, kind), reason


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonProfile:
    """What is known of a contact that may tell that another record is the same person."""

    id: int
    names: frozenset[str]
    phones: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()
    partners: frozenset[int] = field(default_factory=frozenset)


def compared_persons(one: PersonProfile, other: PersonProfile) -> Likeness:
    """How much speaks for two contacts being one person: the name, and one thing more.

    A phone number alone says nothing: an office has one for all.
    """
    if not one.names & other.names:
        return UNLIKE
    found: dict[Reason, int] = {Reason.NAME: MOST}
    for reason, name in ((Reason.PHONE, "phones"), (Reason.EMAIL, "mails"), (Reason.PARTNER, "partners")):
        if getattr(one, name) & getattr(other, name):
            found[reason] = MOST
    points = OF_COMMON_NAMES + sum(OF_PERSONS.get(reason, 0) for reason in found)
    return Likeness(min(MOST, points), tuple(found.items()))


def in_words(stored: Iterable[Sequence[Any]]) -> list[Words | str]:
    """Reasons as they are stored (`Likeness.stored`), as one reads them: 이름 87 % 같음, 같은 지역."""
    return [_in_words(Reason(code), percent) for code, percent in stored if code in REASONS or code == Reason.NAME]


def _in_words(reason: Reason, percent: int) -> Words | str:
    if reason is not Reason.NAME:
        return REASONS[reason]
    return _("Same name") if percent == MOST else _("Names %(percent)s %% alike", percent=percent)
