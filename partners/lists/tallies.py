"""Tallies: how many records there are, uncounted; and stamps, which say whether a table changed.

The database itself notes which rows come and go, whoever writes them (triggers: migrations 0009 and 0012), in lines
that are only ever added: writers never wait for each other. What a tally says is the sum of its lines; by night they
become one.

A stamp is a tally to which every change of its table adds a random number (migration 0011): as long as the sum is the
same, so is the table.
"""

from collections.abc import Iterable

from sqlalchemy import BigInteger, Executable, Integer, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.database import Model, db, hold_table, is_writing, memory

KEPT = "lists.tallies"


class Tally(Model):
    """How many rows came, less those that went."""

    __tablename__ = "tallies"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The table, and what its rows are told apart by: `partners.city`, `agreements.country.city_foreign.CN`.
    #: A table's stamp: `stamp.teams`.
    name: Mapped[str]
    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"))


STAMP = "stamp."
_SUMS = select(Tally.name, func.sum(Tally.number)).group_by(Tally.name)


def tallies() -> dict[str, int]:
    """How many records there are, by the name of their tally; one of which there never were any is missing."""
    return {name: number for name, number in _sums().items() if not name.startswith(STAMP)}


def tally(table: str) -> int:
    """How many rows of a table count, of all kinds."""
    return sum(number for name, number in _sums().items() if name == table or name.startswith(f"{table}."))


def stamps(*tables: str) -> tuple[int, ...]:
    """What says whether any of these tables changed. Ask before reading them: what is read then is at least as new."""
    sums = _sums()
    return tuple(sums.get(STAMP + table, 0) for table in tables)


def _sums() -> dict[str, int]:
    """The sum of every tally: one statement, and one for a transaction that only reads."""
    kept = {} if is_writing() else memory()
    if KEPT not in kept:
        # An integer also where the database sums up as a decimal.
        kept[KEPT] = {name: int(number) for name, number in db.session.execute(_SUMS)}
    sums: dict[str, int] = kept[KEPT]
    return sums


def fold_tallies() -> None:
    """Make one line of all lines of each name; lines that others are writing meanwhile stay as they are."""
    sums: dict[str, int] = {}
    for name, number in db.session.execute(delete(Tally).returning(Tally.name, Tally.number)):
        sums[name] = sums.get(name, 0) + number
    _write(sums.items())


def count_anew(table: str, counted: Executable) -> None:
    """Put what was counted (name, number) in place of a table's tallies: after its rows were written past the triggers."""
    hold_table(Tally.__tablename__)
    db.session.execute(delete(Tally).where(Tally.name.startswith(table, autoescape=True)))
    _write(db.session.execute(counted).all())


def _write(sums: Iterable[tuple[str, int]]) -> None:
    rows = [{"name": name, "number": number} for name, number in sums if number]
    if rows:
        db.session.execute(insert(Tally), rows)
