"""Tallies: how many records there are, without counting them for every page.

The database itself notes which rows come and go, whoever writes them (triggers: migration 0009), in lines that are
only ever added: writers never wait for each other. What a tally says is the sum of its lines; by night they become one.
"""

from collections.abc import Iterable

from sqlalchemy import Select, delete, func, insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

from partners.foundation.database import Model, db


class Tally(Model):
    """How many rows came, less those that went."""

    __tablename__ = "tallies"

    id: Mapped[int] = mapped_column(primary_key=True)
    #: The table, and what its rows are told apart by: `partners.city`.
    name: Mapped[str]
    number: Mapped[int]


_SUMS = select(Tally.name, func.sum(Tally.number)).group_by(Tally.name)


def tallies() -> dict[str, int]:
    """How many records there are, by the name of their tally; one of which there never were any is missing."""
    return dict(db.session.execute(_SUMS).all())


def fold_tallies() -> None:
    """Make one line of all lines of each name; lines that others are writing meanwhile stay as they are."""
    sums: dict[str, int] = {}
    for name, number in db.session.execute(delete(Tally).returning(Tally.name, Tally.number)):
        sums[name] = sums.get(name, 0) + number
    _write(sums.items())


def count_anew(table: str, counted: Select[str, int]) -> None:
    """Put what was counted (name, number) in place of a table's tallies: after its rows were written past the triggers."""
    if db.engine.dialect.name == "postgresql":
        # Who has written rows and not committed comes first, and who writes after this waits.
        db.session.execute(text("LOCK TABLE tallies IN SHARE ROW EXCLUSIVE MODE"))
    db.session.execute(delete(Tally).where(Tally.name.startswith(table, autoescape=True)))
    _write(db.session.execute(counted).all())


def _write(sums: Iterable[tuple[str, int]]) -> None:
    rows = [{"name": name, "number": number} for name, number in sums if number]
    if rows:
        db.session.execute(insert(Tally), rows)
