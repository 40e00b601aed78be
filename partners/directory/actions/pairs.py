"""Finding records that may be one: all of them by night, and what somebody says of a pair."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from partners.directory.kinds import KINDS
from partners.directory.models import DuplicatePair
from partners.directory.queries.matching import of_kind, partner_profiles, person_profiles
from partners.directory.rules.matching import Likeness, compared, compared_persons
from partners.directory.rules.pairing import Pair, pairs_worth_comparing, persons_worth_comparing
from partners.foundation.clock import now
from partners.foundation.database import db

#: Of a record so many pairs are kept at most, the likeliest: more is no help.
MOST_OF_ONE = 10
BATCH = 500


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that somebody is to look at."""

    likeness: Likeness
    fingerprint: str


Finds = Mapping[Pair, Found]


def find_partner_pairs() -> Finds:
    """Every pair of partners that may be one. Reads much and writes nothing: call it before the write gate is taken."""
    finds: dict[Pair, Found] = {}
    for kind in KINDS:
        # One kind at a time is held in memory.
        profiles = partner_profiles(of_kind(kind))
        pairs = pairs_worth_comparing(profiles)
        finds |= _proposed(pairs, profiles, compared, lambda one: [core.text for core in one.cores])
    return finds


def find_contact_pairs() -> Finds:
    """The same of contacts."""
    profiles = person_profiles()
    return _proposed(persons_worth_comparing(profiles), profiles, compared_persons, lambda one: one.names)


def keep_pairs(record: str, finds: Finds) -> int:
    """Bring the stored pairs of partners or contacts in step with what was found; how many wait to be looked at.

    A pair that somebody said is none stays so, until one of both is called otherwise.
    """
    stored = {(row.first_id, row.second_id): row for row in _stored(record)}
    _insert(record, {pair: found for pair, found in finds.items() if pair not in stored})
    _update(
        {stored[pair].id: found for pair, found in finds.items() if pair in stored and _differs(stored[pair], found)}
    )
    _reopen([stored[pair].id for pair, found in finds.items() if pair in stored and _is_outdated(stored[pair], found)])
    _delete([row.id for pair, row in stored.items() if pair not in finds and row.dismissed_at is None])
    dismissed = {pair for pair, row in stored.items() if row.dismissed_at is not None}
    return sum(pair not in dismissed or _is_outdated(stored[pair], found) for pair, found in finds.items())


def _proposed(
    pairs: set[Pair], profiles: Mapping[int, Any], compare: Callable[[Any, Any], Likeness], names: Callable[[Any], Any]
) -> Finds:
    likely = ((compare(profiles[one], profiles[other]), (one, other)) for one, other in pairs)
    best = sorted(((one, pair) for one, pair in likely if one.is_proposed), key=lambda each: (-each[0].points, each[1]))
    number: dict[int, int] = {}
    finds: dict[Pair, Found] = {}
    for likeness, pair in best:
        if all(number.get(one, 0) < MOST_OF_ONE for one in pair):
            number.update({one: number.get(one, 0) + 1 for one in pair})
            finds[pair] = Found(likeness, _fingerprint(*(names(profiles[one]) for one in pair)))
    return finds


def _fingerprint(*names: Any) -> str:
    return sha256("\n".join("\t".join(sorted(each)) for each in names).encode()).hexdigest()[:32]


def _stored(record: str) -> Any:
    columns = DuplicatePair.__table__.c
    return db.session.execute(select(*columns).where(columns.record == record)).all()


def _differs(row: Any, found: Found) -> bool:
    told = (row.points, row.reasons, row.fingerprint)
    return told != (found.likeness.points, found.likeness.stored(), found.fingerprint)


def _is_outdated(row: Any, found: Found) -> bool:
    return row.dismissed_at is not None and row.fingerprint != found.fingerprint


def _insert(record: str, finds: Finds) -> None:
    moment = now()
    rows = [
        {
            "record": record,
            "first_id": first,
            "second_id": second,
            "found_at": moment,
            "dismiss_reason": "",
            **_told(one),
        }
        for (first, second), one in finds.items()
    ]
    if rows:
        db.session.execute(insert(DuplicatePair), rows)


def _update(finds: Mapping[int, Found]) -> None:
    rows = [
        {"pair_id": id, **{f"new_{name}": value for name, value in _told(one).items()}} for id, one in finds.items()
    ]
    if rows:
        columns = DuplicatePair.__table__.c
        new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("points", "reasons", "fingerprint")}
        statement = update(DuplicatePair.__table__).where(columns.id == bindparam("pair_id")).values(new)  # type: ignore[arg-type]
        db.session.connection().execute(statement, rows)


def _told(found: Found) -> dict[str, Any]:
    return {
        "points": found.likeness.points,
        "reasons": found.likeness.stored(),
        "fingerprint": found.fingerprint,
    }


def _reopen(ids: list[int]) -> None:
    anew = {"dismissed_at": None, "dismissed_by_id": None, "dismiss_reason": "", "found_at": now()}
    for start in range(0, len(ids), BATCH):
        db.session.execute(update(DuplicatePair).where(DuplicatePair.id.in_(ids[start : start + BATCH])).values(anew))


def _delete(ids: list[int]) -> None:
    for start in range(0, len(ids), BATCH):
        db.session.execute(delete(DuplicatePair).where(DuplicatePair.id.in_(ids[start : start + BATCH])))
