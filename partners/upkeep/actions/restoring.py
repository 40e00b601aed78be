"""되살리기: a record comes back from the trash as it was, to the letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert
from werkzeug.exceptions import Forbidden

from partners.accounts.rules import SignedIn
from partners.audit.actions import record_at
from partners.directory import queries as directory
from partners.directory.actions.duplicates import ensure_new
from partners.directory.actions.facts import NumberTaken
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l
from partners.upkeep.actions.standings import refresh_after
from partners.upkeep.models import TrashEntry, TrashRow
from partners.upkeep.queries.images import Rows, in_order_of_need
from partners.upkeep.queries.rights import may_restore
from partners.upkeep.queries.rows import table_named
from partners.upkeep.queries.trash import Missing, entries_of, find_entry_to_change, missing_for, rows_of
from partners.upkeep.rules.trash import NEEDED, RECORD_OF, TABLE_OF, Record


@dataclass(frozen=True)
class Refused:
    """One of the chosen entries that cannot come back, and why."""

    entry_id: int
    name: str
    refusal: Refusal


class NotTogether(Refusal):
    """Some of the chosen entries cannot come back; `refused` are they. Nothing has changed."""

    def __init__(self, refused: Sequence[Refused]) -> None:
        super().__init__(_l("Nothing was brought back: see what stands in the way."))
        self.refused = refused


def restore_entries(ids: Iterable[int], by: SignedIn) -> list[TrashEntry]:
    """Bring these back together; those that are gone are left out. Raises NotTogether, Forbidden."""
    done, refused = [], []
    # Partners first: what was deleted from them before belongs to them.
    for chosen in sorted(entries_of(list(ids)), key=lambda one: one.record != Record.PARTNER):
        entry = find_entry_to_change(chosen.id)
        if entry is not None:
            try:
                _restore(entry, by)
                done.append(entry)
            except Refusal as refusal:
                refused.append(Refused(entry.id, entry.name, refusal))
    if refused:
        raise NotTogether(refused)
    return done


def _restore(entry: TrashEntry, by: SignedIn) -> None:
    """Put everything back where it stood.

    Raises Forbidden; AlreadyKnown and NumberTaken when its
    name or number was taken meanwhile, Refusal when what it belongs to is not there. Then nothing has changed.
    """
    if not may_restore(by, entry):
        raise Forbidden()
    rows = rows_of(entry)
    if entry.record == Record.PARTNER:
        _ensure_free(rows)
    _do_without(rows, missing_for(rows), TABLE_OF[Record(entry.record)])
    for name in in_order_of_need(rows):
        for row in rows[name]:
            db.session.execute(insert(table_named(name)).values(row))
    db.session.execute(delete(TrashRow).where(TrashRow.entry_id == entry.id))
    db.session.delete(entry)
    db.session.flush()
    for table in RECORD_OF:
        for row in rows.get(table, ()):
            record_at(by, f"{RECORD_OF[table]}:undeleted", table, row["id"])
    refresh_after(rows)


def _ensure_free(rows: Rows) -> None:
    """Raise a refusal that knows who took the city's name or the company's number meanwhile."""
    partner = rows["partners"][0]
    aliases = [row["name"] for row in rows.get("partner_aliases", ())]
    if partner["trashed_at"] is None:
        ensure_new(partner["kind"], {**partner, "aliases": aliases}, confirmed=True)
    number = next((row["business_no"] for row in rows.get("companies", ())), "")
    known = directory.company_numbered(number) if number else None
    if known:
        raise NumberTaken(known)


def _do_without(rows: Rows, missing: list[Missing], root: str) -> None:
    """Leave out what cannot come back since the other end of it is destroyed; refuse where it is the whole."""
    for one in missing:
        if one.entry is not None:
            raise Refusal(_("Bring back “%(name)s” first: this belongs to it.", name=one.entry))
        column = table_named(one.table).c[one.column]
        if (one.table, one.column) in NEEDED:
            raise Refusal(_l("What it belonged to was destroyed. It cannot come back."))
        if column.nullable:
            for row in rows[one.table]:
                row[one.column] = None if row[one.column] == one.id else row[one.column]
        else:
            rows[one.table] = [row for row in rows[one.table] if row[one.column] != one.id]
    if root == "contacts" and not rows.get("contact_posts"):
        raise Refusal(_l("The partners at which the person stood were destroyed. It cannot come back."))
