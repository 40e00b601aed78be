"""Taking an act back: the difference that was kept is put back, if nothing there has changed since."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, and_, bindparam, delete, insert, select, update

from partners.accounts.rules import SignedIn
from partners.agreements.actions import rebuild_standing_of
from partners.audit.actions import record, record_many
from partners.foundation.clock import now
from partners.foundation.database import Base, db
from partners.foundation.progress import UNSEEN, Progress
from partners.interactions.actions import follow_names, refresh_standings
from partners.upkeep.models import Act, ActMember
from partners.upkeep.permissions import ensure_may_undo
from partners.upkeep.queries.acts import model_of, records_in
from partners.upkeep.queries.obstacles import DERIVED, Album, Image, album_of, is_as_left, obstacles_to
from partners.upkeep.queries.rows import batches, rows_with_keys
from partners.upkeep.rules.acts import NotToBeUndone, Obstructed, Standing, standing_of
from partners.upkeep.rules.progress import Step


def undo_act(act: Act, by: SignedIn, progress: Progress = UNSEEN) -> None:
    """Put every row back as it was before the act: values, keys and versions; each member's history says so.

    Raises Forbidden for somebody else's act, NotToBeUndone when it was taken back or too long ago, and Obstructed
    with every row that has changed since; nothing is then put back.
    """
    ensure_may_undo(by, act)
    db.session.refresh(act, with_for_update=True)
    standing = standing_of(act, now())
    if standing is not Standing.DONE:
        raise NotToBeUndone(standing)
    progress.tell(Step.LOOKING)
    album = album_of(act.id)
    obstacles = obstacles_to(album)
    if obstacles:
        raise Obstructed(obstacles)
    _put_back(album, _counting(album, progress))
    progress.tell(Step.FINISHING)
    act.undone_at, act.undone_by_id = now(), by.id
    record(by, "act:taken_back", act)
    for name in records_in(act.id):
        ids = select(ActMember.record_id).where(ActMember.act_id == act.id, ActMember.record == name)
        record_many(by, f"{name.removesuffix('s')}:taken_back", model_of(name), ids, {"act": (act.id, None)})


def _counting(album: Album, progress: Progress) -> Callable[[int], None]:
    """To be told of each lot of rows that is back; says how many of all are."""
    rows, done = sum(len(images) for images in album.values()), 0

    def back(number: int) -> None:
        nonlocal done
        done += number
        progress.tell(Step.PUTTING_BACK, done, rows)

    back(0)
    return back


def _put_back(album: Album, back: Callable[[int], None]) -> None:
    """In the order in which tables lean on each other: what was changed, what was taken away, at last what was made.

    What was changed comes first: it makes room for what comes back (of ties of one type one stands with a partner).
    """
    tables = [table for table in Base.metadata.sorted_tables if table in album]
    plain = [table for table in tables if table.name not in DERIVED]
    for table in plain:
        changed = [image for image in album[table] if image.before and image.after]
        gone = [image.before for image in album[table] if image.after is None and image.before]
        for some in batches(changed):
            _update(table, some, without=_own_links(table))
            back(len(some))
        _insert(table, gone)
        _update(table, changed, only=_own_links(table))
        back(len(gone))
    behind: set[Any] = set()
    for table in (table for table in tables if table.name in DERIVED):
        behind |= _put_back_derived(table, album[table])
        back(len(album[table]))
    for table in reversed(plain):
        made = [image.key for image in album[table] if image.before is None]
        _delete(table, made)
        back(len(made))
    db.session.expire_all()
    if behind:
        _stand_anew(behind)
    for partner_id in sorted(_found_otherwise(album)):
        follow_names(partner_id)


def _put_back_derived(table: Table, images: Sequence[Image]) -> set[Any]:
    """Those rows that are still as the act left them; the keys of the others, which are to be computed anew."""
    rows = rows_with_keys(table, [image.key for image in images])
    same = [image for image in images if is_as_left(image, rows.get(image.key))]
    _insert(table, [image.before for image in same if image.after is None and image.before])
    _update(table, [image for image in same if image.before and image.after])
    _delete(table, [image.key for image in same if image.before is None])
    return {image.key[0] for image in images} - {image.key[0] for image in same}


def _found_otherwise(album: Album) -> set[Any]:
    """The partners whose interactions are found by other names again: they are called otherwise, or others name them."""
    images = [(table.name, image) for table, some in album.items() for image in some]
    renamed = {image.key[0] for name, image in images if name == "partners" and "search_text" in image.changed}
    linked = [image.before or image.after or {} for name, image in images if name == "interaction_partners"]
    return renamed | {link["partner_id"] for link in linked}


def _stand_anew(partner_ids: Collection[int]) -> None:
    refresh_standings(partner_ids)
    for partner_id in sorted(partner_ids):
        rebuild_standing_of(partner_id)


def _insert(table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    # A row may lean on another of its table that comes later: such links are written when all are there.
    own = _own_links(table)
    for some in batches(rows):
        db.session.execute(insert(table), [{**row, **dict.fromkeys(own)} for row in some])
    key = [column.name for column in table.primary_key.columns]
    leaning = [row for row in rows if any(row[name] is not None for name in own)]
    _write(table, own, [(tuple(row[name] for name in key), row) for row in leaning])


def _own_links(table: Table) -> list[str]:
    """The columns that may point at another row of the same table."""
    return [
        column.name
        for column in table.c
        if column.nullable and any(link.column.table is table for link in column.foreign_keys)
    ]


def _update(
    table: Table, images: Sequence[Image], only: Collection[str] | None = None, without: Collection[str] = ()
) -> None:
    by_columns: dict[tuple[str, ...], list[tuple[Any, Mapping[str, Any]]]] = {}
    for image in images:
        names = (name for name in image.changed if name not in without and (only is None or name in only))
        by_columns.setdefault(tuple(names), []).append((image.key, image.before or {}))
    for columns, rows in by_columns.items():
        _write(table, columns, rows if columns else [])


def _write(table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, Mapping[str, Any]]]) -> None:
    key = list(table.primary_key.columns)
    found = and_(*(column == bindparam(f"key_{column.name}") for column in key))
    statement = update(table).where(found).values({name: bindparam(f"new_{name}") for name in columns})
    for some in batches(rows):
        told = [
            {f"key_{column.name}": value for column, value in zip(key, of, strict=True)}
            | {f"new_{name}": row[name] for name in columns}
            for of, row in some
        ]
        db.session.execute(statement, told, execution_options={"synchronize_session": False})


def _delete(table: Table, keys: Sequence[Any]) -> None:
    key = list(table.primary_key.columns)
    statement = delete(table).where(and_(*(column == bindparam(f"key_{column.name}") for column in key)))
    for some in batches(keys):
        told = [{f"key_{column.name}": value for column, value in zip(key, of, strict=True)} for of in some]
        db.session.execute(statement, told, execution_options={"synchronize_session": False})
