"""삭제: a record that should not be there goes to the trash, with all that stands with it alone."""

from datetime import timedelta

from sqlalchemy import delete, select
from werkzeug.exceptions import Forbidden

from partners.accounts.rules import SignedIn
from partners.audit.actions import record_at
from partners.directory.actions import lock_partners
from partners.foundation.clock import office_now, today
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l
from partners.upkeep.actions.standings import refresh_after
from partners.upkeep.models import TrashEntry, TrashRow
from partners.upkeep.queries.belongings import belongings_of, holdings_of
from partners.upkeep.queries.images import Rows, in_order_of_need, written
from partners.upkeep.queries.records import Deletable
from partners.upkeep.queries.rights import may_delete
from partners.upkeep.queries.rows import table_named
from partners.upkeep.rules.trash import RECORD_OF, TABLE_OF, Record, Rested, destroyed_on


def delete_record(one: Deletable, reason: str, version: int | None, by: SignedIn, days: int) -> TrashEntry:
    """Put a record into the trash, for so many business days, with a reason.

    Raises Forbidden, Rested when others rest on it, Stale when it changed since `version` was read.
    """
    if not may_delete(by, one):
        raise Forbidden()
    if not clean(reason):
        raise Refusal(_l("Write why it is deleted."), field="reason")
    _hold(one)
    rows = belongings_of(one.record, one.id)
    root = rows.get(TABLE_OF[one.record], [])
    if not root or version != root[0]["version"]:
        raise Stale(_l("Somebody else changed this record after you opened it. Look at it again before you delete it."))
    if holdings := holdings_of(rows):
        raise Rested(holdings)
    entry = _entry(one, rows, clean(reason), by, timedelta(days=days))
    _take(rows, entry)
    for table in RECORD_OF:
        for row in rows.get(table, ()):
            record_at(by, f"{RECORD_OF[table]}:deleted", table, row["id"], entry.reason)
    refresh_after(rows)
    return entry


def _hold(one: Deletable) -> None:
    """Let nobody begin something with the record meanwhile."""
    partner_id = one.id if one.record is Record.PARTNER else one.place_id
    if partner_id is not None:
        lock_partners({partner_id}, also_archived=one.record is Record.CONTACT)
    table = table_named(TABLE_OF[one.record])
    db.session.execute(select(table.c.id).where(table.c.id == one.id).with_for_update())


def _entry(one: Deletable, rows: Rows, reason: str, by: SignedIn, keeping: timedelta) -> TrashEntry:
    kept_until = [row.get("retain_until") for found in rows.values() for row in found]
    entry = TrashEntry(
        record=one.record.value,
        record_id=one.id,
        name=one.name,
        section=one.section,
        is_person=one.is_person,
        place=one.place,
        place_id=one.place_id,
        owner_team_id=by.team_id if by.team_id in one.team_ids else one.team_ids[0],
        reason=reason,
        deleted_at=office_now(),
        deleted_by_id=by.id,
        destroy_on=destroyed_on(today(), keeping.days, kept_until),
        taken={name: len(found) for name, found in rows.items()},
    )
    db.session.add(entry)
    db.session.flush()
    return entry


def _take(rows: Rows, entry: TrashEntry) -> None:
    """Write the rows down and take them out of their tables: what names comes before what is named."""
    for name in reversed(in_order_of_need(rows)):
        table = table_named(name)
        db.session.add_all(
            TrashRow(entry_id=entry.id, table_name=name, row_id=row.get("id"), image=written(row)) for row in rows[name]
        )
        for row in reversed(rows[name]):
            own = [column == row[column.name] for column in table.primary_key.columns]
            db.session.execute(delete(table).where(*own))
    db.session.flush()
    # Nobody goes on with records that are not there any more.
    db.session.expire_all()
