"""What stands against taking an act back: rows that are not as the act left them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from partners.foundation.database import Base, db
from partners.upkeep.models import ActImage
from partners.upkeep.queries.rows import Key, batches, links_of, rows_with_keys, table_named
from partners.upkeep.rules.acts import Obstacle, Since
from partners.upkeep.rules.images import changed_columns, key_values, unpacked

#: Rows that follow from others: they are computed anew where they have moved on.
DERIVED = frozenset({"partner_standings"})


@dataclass(frozen=True)
class Image:
    """One kept row, its values as the database takes them."""

    key: Key
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def changed(self) -> list[str]:
        """The columns that the act changed, of a row that it neither made nor took away."""
        return changed_columns(self.before or {}, self.after or {})


Album = Mapping[Table, Sequence[Image]]


def album_of(act_id: int) -> Album:
    """Every row that the act changed, by table."""
    album: dict[Table, list[Image]] = {}
    statement = select(ActImage.table_name, ActImage.key, ActImage.before, ActImage.after)
    for row in db.session.execute(statement.where(ActImage.act_id == act_id).order_by(ActImage.id)):
        table = table_named(row.table_name)
        columns = table.primary_key.columns
        key = tuple(_value(column, one) for column, one in zip(columns, key_values(row.key), strict=True))
        album.setdefault(table, []).append(Image(key, _values(table, row.before), _values(table, row.after)))
    return album


def obstacles_to(album: Album, hold: bool = True) -> list[Obstacle]:
    """The rows that keep it from being taken back; none means that it can be. `hold`: nobody changes them any more."""
    found: list[Obstacle] = []
    for table, images in album.items():
        if table.name not in DERIVED:
            found += _moved_on(table, images, hold)
            found += _rested_on(album, table, images)
            found += _left_alone(album, table, images)
    return found


def is_as_left(image: Image, row: Mapping[str, Any] | None) -> bool:
    """Whether the row is what the act made of it, as far as the act changed it."""
    if image.after is None or row is None:
        return image.after is None and row is None
    columns = image.changed if image.before else image.after
    return all(row[name] == image.after[name] for name in columns)


def _moved_on(table: Table, images: Sequence[Image], hold: bool) -> Iterator[Obstacle]:
    rows = rows_with_keys(table, [image.key for image in images], hold)
    for image in images:
        row = rows.get(image.key)
        if not is_as_left(image, row):
            yield _obstacle(table, image, _since(image, row), _changed_since(image, row))


def _since(image: Image, row: Mapping[str, Any] | None) -> Since:
    if row is None:
        return Since.GONE
    return Since.THERE_AGAIN if image.after is None else Since.CHANGED


def _changed_since(image: Image, row: Mapping[str, Any] | None) -> list[str]:
    if row is None or image.after is None:
        return []
    columns = image.changed if image.before else list(image.after)
    return [name for name in columns if row[name] != image.after[name]]


def _rested_on(album: Album, table: Table, images: Sequence[Image]) -> Iterator[Obstacle]:
    """Rows that the act made and that others point at by now."""
    made = {image.key[0]: image for image in images if image.before is None}
    if not made or len(table.primary_key.columns) != 1:
        return
    for column in _pointers_to(table):
        ours = {image.key for image in album.get(column.table, ())}
        for one in _pointing(column, made.keys(), ours):
            yield _obstacle(table, made[one], Since.IN_USE)


def _pointers_to(table: Table) -> list[Any]:
    """The columns of other tables that point at this one."""
    (key,) = table.primary_key.columns
    return [column for other in Base.metadata.sorted_tables for column in other.c if column.references(key)]


def _pointing(column: Any, ids: Collection[Any], ours: Collection[Key]) -> set[Any]:
    """Those of the ids at which a row that is not ours points."""
    found: set[Any] = set()
    for some in batches(sorted(ids)):
        rows = db.session.execute(select(column, *column.table.primary_key.columns).where(column.in_(some)))
        found |= {row[0] for row in rows if tuple(row[1:]) not in ours}
    return found


def _left_alone(album: Album, table: Table, images: Sequence[Image]) -> Iterator[Obstacle]:
    """Rows that would point again at something that does not exist any more."""
    for column in (one for one in table.c if one.foreign_keys):
        target = next(iter(column.foreign_keys)).column
        wanted = [(image, image.before.get(column.name)) for image in images if image.before]
        wanted = [(image, one) for image, one in wanted if one is not None and _goes_back(image, column)]
        there = _existing(target, {one for _image, one in wanted})
        there |= {image.key[0] for image in album.get(target.table, ()) if image.before is not None}
        for image in (image for image, one in wanted if one not in there):
            yield _obstacle(table, image, Since.LEFT_ALONE)


def _goes_back(image: Image, column: Any) -> bool:
    return image.after is None or column.name in image.changed


def _existing(target: Any, ids: Collection[Any]) -> set[Any]:
    found: set[Any] = set()
    for some in batches(sorted(ids)):
        found |= set(db.session.scalars(select(target).where(target.in_(some))))
    return found


def _obstacle(table: Table, image: Image, since: Since, columns: Sequence[str] = ()) -> Obstacle:
    row = {**(image.before or {}), **(image.after or {})}
    links = {name: row.get(name) for name in links_of(table)}
    return Obstacle(table.name, image.key, since, links, columns)


def _values(table: Table, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {name: _value(table.c[name], value) for name, value in row.items()}


def _value(column: Any, value: Any) -> Any:
    return unpacked(value, column.type.python_type)
