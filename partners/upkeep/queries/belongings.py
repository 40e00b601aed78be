"""What goes with a record when it is deleted, and what rests on it."""

from collections import Counter
from typing import Any

from sqlalchemy import func, select

from partners.directory import queries as directory
from partners.directory.kinds.tables import TABLES
from partners.directory.rules.documents import is_the_last_paper
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db
from partners.upkeep.queries.images import Rows, ids_in, key_of, rows_where
from partners.upkeep.queries.rows import table_named
from partners.upkeep.rules.trash import (
    GO_ALONG,
    KEEP,
    LEADING,
    POINTING,
    TABLE_OF,
    Hold,
    Holding,
    Pointing,
    Record,
    Reference,
)


def belongings_of(record: Record, record_id: int) -> Rows:
    """The rows of a record and of all that stands with it alone; none when it is not there."""
    root = TABLE_OF[record]
    rows: Rows = {root: rows_where(root, "id", [record_id])}
    for reference in GO_ALONG:
        if _is_for(reference, rows):
            _add(rows, reference.table, rows_where(reference.table, reference.column, ids_in(rows, reference.of)))
        if reference == Reference("contact_posts", "partner_id", "partners"):
            _add(rows, "contacts", _only_here(rows))
        if reference in LEADING:
            merged = [row[LEADING[reference]] for row in rows.get(reference.table, ())]
            _add(rows, reference.of, rows_where(reference.of, "id", merged))
    for one in POINTING:
        _add_pointing(rows, one)
    return {name: found for name, found in rows.items() if found}


def holdings_of(rows: Rows) -> list[Holding]:
    """What rests on these rows and does not go with them; empty when they may go."""
    counted = [(hold, _resting(reference, rows)) for reference, hold in KEEP.items() if ids_in(rows, reference.of)]
    numbers: Counter[Hold] = Counter()
    if counted:
        row = db.session.execute(select(*(number.label(f"n{i}") for i, (_hold, number) in enumerate(counted)))).one()
        for (hold, _number), found in zip(counted, row, strict=True):
            # A tie and what happened to it are one thing that rests.
            numbers[hold] = max(numbers[hold], found)
    numbers[Hold.DONE] = sum(one["done_at"] is not None for one in rows.get("follow_ups", ()))
    numbers[Hold.LAST_PAPER] = int(_is_last_paper(rows))
    return [Holding(hold, numbers[hold]) for hold in Hold if numbers[hold]]


def _is_for(reference: Reference, rows: Rows) -> bool:
    """Whether rows of that table can stand with these: of the tables of kinds only one does."""
    if reference.column != "id":
        return bool(rows.get(reference.of))
    return any(TABLES[row["kind"]].__tablename__ == reference.table for row in rows.get("partners", ()))


def _add(rows: Rows, name: str, found: list[dict[str, Any]]) -> None:
    known = {key_of(name, row) for row in rows.get(name, ())}
    rows.setdefault(name, []).extend(row for row in found if key_of(name, row) not in known)


def _only_here(rows: Rows) -> list[dict[str, Any]]:
    """The persons who have no post anywhere else."""
    met = {row["contact_id"] for row in rows.get("contact_posts", ())}
    here = {row["id"] for row in rows.get("contact_posts", ())}
    elsewhere = {row["contact_id"] for row in rows_where("contact_posts", "contact_id", met) if row["id"] not in here}
    return rows_where("contacts", "id", met - elsewhere)


def _add_pointing(rows: Rows, one: Pointing) -> None:
    for table, called in one.called.items():
        if table in rows:
            _add(rows, one.table, rows_where(one.table, one.identity, ids_in(rows, table), **{one.kind: called}))


def _resting(reference: Reference, rows: Rows) -> Any:
    table = table_named(reference.table)
    statement = select(func.count()).where(table.c[reference.column].in_(ids_in(rows, reference.of)))
    if gone := ids_in(rows, reference.table) if "id" in table.c else []:
        statement = statement.where(table.c.id.not_in(gone))
    return statement.scalar_subquery()


def _is_last_paper(rows: Rows) -> bool:
    """Whether a living tie rests on the paper alone; of a partner that goes along the ties keep it anyway."""
    if "partners" in rows or "documents" not in rows:
        return False
    document = directory.get_document(rows["documents"][0]["id"])
    living = [tie.type for tie in directory.ties_of(document.partner_id or 0) if tie.status in LIVING]
    is_on_file = document.removed_at is None
    return is_on_file and is_the_last_paper(document.type, directory.types_beside(document), living)
