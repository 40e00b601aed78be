"""Partners of all kinds with their keys, contacts, tags and documents, as rows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from partners.accounts.models import Team
from partners.demo.volume import naming
from partners.demo.volume.bulk import Bulk, Row
from partners.demo.volume.naming import Named
from partners.demo.volume.searching import Searched, columns
from partners.demo.volume.words import Chance, places, words
from partners.directory.kinds import KINDS
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Contact, ContactPost, Partner, PartnerNameKey, PartnerTag, Tag
from partners.directory.rules.names import formal_name, keys_of
from partners.directory.rules.words import HOME, Band
from partners.foundation.hangul import fold

#: How many of a hundred partners are of each kind.
SHARES = {"city": 12, "hospital": 25, "company": 30, "institution": 15, "ambassador": 5, "supporter": 10, "group": 3}
#: Of the cities, those in Korea.
AT_HOME = 0.17
BEGAN = datetime(2020, 11, 1, 9, tzinfo=UTC)
KEPT_UNTIL = date(2023, 12, 31)
CONSENTED = date(2020, 3, 2)
#: Nobody has these numbers: no Korean exchange and no mobile network begins with 000. Mail: RFC 2606.
PHONE, MOBILE, MAIL = "02-000-{:04}", "010-0000-{:04}", "contact{}@example.org"


@dataclass(slots=True)
class Known:
    """A partner as the rest of the data needs it."""

    id: int
    kind: str
    section: str
    country: str
    name_ko: str
    #: Names as interactions are found by.
    searched: Searched
    #: The institution's city.
    related_id: int | None = None


@dataclass
class Registry:
    """All partners, and those who are no persons."""

    partners: list[Known] = field(default_factory=list)

    @property
    def bodies(self) -> list[Known]:
        return [one for one in self.partners if not KINDS[one.kind].is_person and one.kind != "group"]


def write_partners(bulk: Bulk, chance: Chance, teams: dict[str, Team], number: int) -> Registry:
    """Write so many partners of all kinds, their own facts, and the keys by which they are recognised."""
    registry = Registry()
    named = [(kind, one) for kind in SHARES for one in _named(kind, chance, round(number * SHARES[kind] / 100))]
    cities = [at + 1 for at, (kind, _one) in enumerate(named) if kind == "city"]
    rows = _partner_rows(named, registry, teams)
    bulk.write(Partner, PARTNER_COLUMNS, rows)
    for kind, (names, row_of) in FACTS.items():
        own = ((at + 1, one) for at, (its, one) in enumerate(named) if its == kind)
        made = (row_of(identity, one, chance, cities) for identity, one in own)
        bulk.write(TABLES[kind], ("id", *names), _related(made, registry) if kind == "institution" else made)
    keys = ((key, at + 1) for at, (_k, one) in enumerate(named) for key in sorted(keys_of(one.name_ko, (), one.region)))
    bulk.write(PartnerNameKey, ("key", "partner_id"), keys)
    return registry


def write_tags(bulk: Bulk, chance: Chance, registry: Registry) -> None:
    """A fifth of the partners carries a tag or two."""
    tags = [(at, name, fold(name), BEGAN) for at, name in enumerate(words()["tags"], 1)]
    bulk.write(Tag, ("id", "name", "name_key", "created_at"), tags)
    carried = (
        (tag, one.id)
        for one in registry.partners
        if chance.happens(0.2)
        for tag in sorted({chance.randint(1, len(tags)), chance.randint(1, len(tags))})
    )
    bulk.write(PartnerTag, ("tag_id", "partner_id"), carried)


def write_contacts(bulk: Bulk, chance: Chance, registry: Registry, number: int) -> None:
    """People at bodies: two each, some many; one in twenty held a post there before."""
    bodies = registry.bodies
    posts: list[Row] = []

    def people() -> Iterator[Row]:
        for identity in range(1, number + 1):
            name = naming.korean_name(chance)
            at = bodies[int(len(bodies) * chance.random() ** 1.3)].id
            posts.append((identity, at, *_post(chance), None, True))
            if chance.happens(0.05):
                posts.append((identity, at, *_post(chance), date(2019, 6, 30), False))
            digits = identity % 10_000
            yield (
                identity, name, fold(name), PHONE.format(digits), MOBILE.format(digits), MAIL.format(identity),
                "public_task", words()["basis"]["purpose"], words()["basis"]["from_contact"], KEPT_UNTIL,
                *columns([Searched(name)]), _moment(chance), _moment(chance),
            )  # fmt: skip

    bulk.write(Contact, CONTACT_COLUMNS, people())
    bulk.write(ContactPost, POST_COLUMNS, posts)


def _named(kind: str, chance: Chance, number: int) -> Iterator[Named]:
    if kind == "city":
        yield from _cities(chance, number)
        return
    makers: dict[str, Any] = {
        "hospital": naming.hospital,
        "company": naming.company,
        "institution": lambda chance: naming.institution(chance, _some_city(chance)),
        "ambassador": naming.person,
        "supporter": naming.supporter,
    }
    for at in range(1, number + 1):
        yield naming.group(chance, at) if kind == "group" else makers[kind](chance)


def _cities(chance: Chance, number: int) -> Iterator[Named]:
    """Each once: a city is named by country, region and name."""
    taken: set[tuple[str, str, str]] = set()
    known = iter(places())
    while len(taken) < number:
        at_home = chance.happens(AT_HOME)
        place = next(known, None) if at_home else None
        if place is not None:
            named = naming.known_city(chance, place)
        else:
            named = naming.city_at_home(chance) if at_home else naming.city_abroad(chance)
        key = (named.country, named.region, fold(named.name_ko))
        if key not in taken:
            taken.add(key)
            yield named


def _some_city(chance: Chance) -> Named:
    return naming.city_abroad(chance) if chance.happens(0.3) else naming.city_at_home(chance)


def _partner_rows(named: list[tuple[str, Named]], registry: Registry, teams: dict[str, Team]) -> Iterator[Row]:
    chance = Chance(len(named))
    for identity, (kind, one) in enumerate(named, 1):
        section = one.code if kind == "group" else kind
        band = Band.GROUPS if kind == "group" else Band.DOMESTIC if one.country == HOME else Band.FOREIGN
        formal = formal_name(one.country, one.region, one.name_ko)
        found = Searched(one.name_ko, one.name_en, one.name_native, formal)
        text, terms = columns([found])
        registry.partners.append(Known(identity, kind, section, one.country, one.name_ko, found))
        team = teams[KINDS[kind].team or chance.of(("exchange", "medical", "csr"))]
        confidence = None if one.lat is None else chance.of(("high", "medium", "low"))
        yield (
            identity, kind, section, band.value, one.name_ko, fold(one.name_ko), one.name_en, one.name_native,
            one.country, one.region, one.lat, one.lon, confidence, words()["source"], chance.of(words()["notes"]),
            team.id, text, terms, _moment(chance), _moment(chance),
        )  # fmt: skip


def _related(rows: Iterator[Row], registry: Registry) -> Iterator[Row]:
    """Remember to which city an institution belongs: what passes with it counts as passed with the city."""
    for row in rows:
        registry.partners[row[0] - 1].related_id = row[2]
        yield row


def _hospital_facts(identity: int, one: Named, chance: Chance, _cities: list[int]) -> Row:
    registered = chance.happens(0.6)
    since = date(2018, 1, 1) + timedelta(days=chance.randint(0, 900)) if registered else None
    until = since and date(since.year + 3, since.month, min(since.day, 28))
    return identity, one.code, f"M-2020-{identity:06}" if registered else "", since, until


def _company_facts(identity: int, one: Named, chance: Chance, _cities: list[int]) -> Row:
    return identity, chance.of(("large", "middle", "small", "micro", "social", ""))


def _city_facts(identity: int, one: Named, chance: Chance, _cities: list[int]) -> Row:
    return (identity, {"JP": ["ja"], "CN": ["zh"], "VN": ["vi"], HOME: ["ko"]}.get(one.country, ["en"]))


def _institution_facts(identity: int, one: Named, chance: Chance, cities: list[int]) -> Row:
    return identity, one.code, chance.of(cities) if cities and chance.happens(0.2) else None


def _basis(chance: Chance) -> Row:
    return "consent", words()["basis"]["purpose"], words()["basis"]["from_person"], CONSENTED, KEPT_UNTIL


def _ambassador_facts(identity: int, one: Named, chance: Chance, _cities: list[int]) -> Row:
    return identity, one.country, date(2019, 4, 1), date(2021, 3, 31), *_basis(chance)


def _supporter_facts(identity: int, one: Named, chance: Chance, _cities: list[int]) -> Row:
    is_team = one.code == "team"
    return identity, is_team, chance.randint(2, 5) if is_team else None, *_basis(chance)


def _group_facts(identity: int, one: Named, chance: Chance, _cities: list[int]) -> Row:
    return identity, one.code, one.number, date(2020, 1, 1), date(2021, 12, 31)


def _post(chance: Chance) -> Row:
    since = date(2015, 1, 1) + timedelta(days=chance.randint(0, 1600))
    duty = chance.of(words()["duties"]) if chance.happens(0.5) else ""
    return chance.of(words()["departments"]), chance.of(words()["titles"]), duty, since


def _moment(chance: Chance) -> datetime:
    return BEGAN + timedelta(seconds=int(chance.random() * 1_500_000))


BASIS = ("legal_basis", "purpose", "collected_from", "consented_on", "retain_until")
PARTNER_COLUMNS = (
    "id", "kind", "section", "band", "name_ko", "name_key", "name_en", "name_native", "country", "region", "lat",
    "lon", "point_confidence", "source", "note", "owner_team_id", "search_text", "search_terms", "created_at",
    "updated_at",
)  # fmt: skip
CONTACT_COLUMNS = (
    "id", "name", "name_key", "phone", "mobile", "email", "legal_basis", "purpose", "collected_from", "retain_until",
    "search_text", "search_terms", "created_at", "updated_at",
)  # fmt: skip
POST_COLUMNS = ("contact_id", "partner_id", "department", "title", "duty", "starts_on", "ends_on", "is_current")
FACTS: dict[str, tuple[tuple[str, ...], Any]] = {
    "city": (("languages",), _city_facts),
    "hospital": (("hospital_type", "registration_no", "registration_from", "registration_until"), _hospital_facts),
    "company": (("size",), _company_facts),
    "institution": (("type", "related_partner_id"), _institution_facts),
    "ambassador": (("nationality", "term_from", "term_until", *BASIS), _ambassador_facts),
    "supporter": (("is_team", "member_count", *BASIS), _supporter_facts),
    "group": (("member_kind", "cohort_no", "starts_on", "ends_on"), _group_facts),
}
