"""파기: what was deleted is destroyed, so that no table knows its name any more. The audit keeps that it was."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from partners.accounts.rules import SignedIn
from partners.audit.actions import erase_values, record_at
from partners.files.models import Attachment, StoredFile
from partners.foundation.access import ensure
from partners.foundation.clock import today
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.upkeep.actions.forgetting import forget
from partners.upkeep.models import TrashRow
from partners.upkeep.permissions import TrashPermission
from partners.upkeep.queries.images import Rows, ids_in
from partners.upkeep.queries.trash import (
    due_entries,
    entries_about,
    entries_of,
    file_ids_in_trash,
    find_entry_to_change,
    rows_of,
)
from partners.upkeep.rules.trash import NEEDED, RECORD_OF, TABLE_OF, Record


def destroy_entries(ids: Iterable[int], reason: str, by: SignedIn) -> int:
    """Destroy these at once, for a written reason; how many were still there. Raises Forbidden and Refusal."""
    ensure(by, TrashPermission.DESTROY)
    if not clean(reason):
        raise Refusal(_l("Write why it cannot wait. Name no person: the reason stays."), field="reason")
    entries = entries_of(list(ids))
    for entry in entries:
        _destroy(entry.id, clean(reason), by)
    return len(entries)


def destroy_due() -> int:
    """Destroy what has been in the trash for its time; how many entries that were."""
    due = due_entries(today())
    for entry in due:
        _destroy(entry.id, None, None)
    return len(due)


def _destroy(entry_id: int, reason: str | None, by: SignedIn | None) -> None:
    entry = find_entry_to_change(entry_id)
    if entry is None:
        return
    rows = rows_of(entry)
    for table in RECORD_OF:
        erase_values(table, ids_in(rows, table))
        forget(table, ids_in(rows, table))
    _erase_beside(rows)
    db.session.execute(delete(TrashRow).where(TrashRow.entry_id == entry.id))
    db.session.delete(entry)
    db.session.flush()
    _forget_contents({row["file_id"] for row in rows.get("attachments", ())})
    for table in RECORD_OF:
        for row in rows.get(table, ()):
            record_at(by, f"{RECORD_OF[table]}:destroyed", table, row["id"], reason)
    _let_go_of_those_at(ids_in(rows, "partners"), reason, by)


def _erase_beside(rows: Rows) -> None:
    """What records that stay say of it in their history: of a person where it stood, of a partner its papers."""
    erase_values(
        "contacts",
        {row["contact_id"] for row in rows.get("contact_posts", ())} - set(ids_in(rows, "contacts")),
        {"partner": _names(rows)},
    )
    for row in rows.get("documents", ()):
        if row["partner_id"] not in ids_in(rows, "partners"):
            erase_values("partners", [row["partner_id"]], {"title": [row["title"]]})


def _names(rows: Rows) -> list[str]:
    return [row["name_ko"] for row in rows.get("partners", ())]


def _forget_contents(file_ids: Iterable[int]) -> None:
    """Contents that no other record names, in its place or in the trash; the store tidies them in the same night."""
    wanted = set(file_ids)
    named = set(db.session.scalars(select(Attachment.file_id).where(Attachment.file_id.in_(wanted))))
    forgotten = wanted - named - file_ids_in_trash(wanted)
    db.session.execute(delete(StoredFile).where(StoredFile.id.in_(forgotten)))


def _let_go_of_those_at(partner_ids: list[int], reason: str | None, by: SignedIn | None) -> None:
    """What was deleted from a partner before it cannot come back without it; a person may have other posts."""
    for entry in entries_about(partner_ids):
        if any(table == TABLE_OF[Record(entry.record)] for table, _column in NEEDED):
            _destroy(entry.id, reason, by)
        else:
            entry.place, entry.place_id = "", None
