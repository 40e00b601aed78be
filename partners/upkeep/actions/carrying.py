"""Letting everything that points at one record point at another (rules.carrying)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, and_, delete, select, update

from partners.foundation.database import db
from partners.search.models import SearchMark
from partners.upkeep.rules.carrying import Way


def carry(
    links: Iterable[tuple[Column[Any], Way]],
    named: Iterable[tuple[Column[Any], Any]],
    record: str,
    kept_id: int,
    gone_id: int,
) -> None:
    """Carry what hangs on the one over to the other. `record` is what the search calls them: partner, contact."""
    for column, way in links:
        if way is Way.UNITES:
            _drop_what_is_there(column, kept_id, gone_id)
        if way in (Way.MOVES, Way.UNITES):
            _point(column, column == gone_id, kept_id)
    _unite_marks(record, kept_id, gone_id)
    for column, is_such in named:
        _point(column, and_(column == gone_id, is_such), kept_id)


def _drop_what_is_there(column: Any, kept_id: int, gone_id: int) -> None:
    """Of rows that would be there twice (an interaction that names both), those of the record that goes."""
    (rest,) = (one for one in column.table.primary_key.columns if one is not column)
    ours = select(rest).where(column == kept_id)
    db.session.execute(delete(column.table).where(column == gone_id, rest.in_(ours)))


def _unite_marks(record: str, kept_id: int, gone_id: int) -> None:
    """Whoever opened or pinned both has one of them: the pin stays."""
    marks = select(SearchMark).where(SearchMark.record == record, SearchMark.record_id.in_([kept_id, gone_id]))
    by_person: dict[int, dict[int, SearchMark]] = {}
    for mark in db.session.scalars(marks):
        by_person.setdefault(mark.user_id, {})[mark.record_id] = mark
    for both in (each for each in by_person.values() if len(each) == 2):
        both[kept_id].pinned_at = both[kept_id].pinned_at or both[gone_id].pinned_at
        db.session.delete(both[gone_id])
    db.session.flush()


def _point(column: Any, condition: Any, kept_id: int) -> None:
    statement = update(column.table).where(condition).values({column.name: kept_id})
    db.session.execute(statement, execution_options={"synchronize_session": False})
