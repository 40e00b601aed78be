"""Changing many records together: one act, one transaction, the rules of the single change."""

from collections.abc import Collection

from sqlalchemy import Table, select

from partners.accounts.rules import SignedIn
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.upkeep.actions.journal import photographing
from partners.upkeep.changes.kind import Change, Records, Told
from partners.upkeep.models import Act
from partners.upkeep.queries.rows import batches
from partners.upkeep.rules.bulk import Moved, seen_as
from partners.upkeep.rules.images import packed


def change_together(records: Records, change: Change, told: Told, ids: Collection[int], seen: str, by: SignedIn) -> Act:
    """Do to these records what a preview showed; `seen` is its digest. What it left out stays as it is.

    Raises Moved when the preview does not hold any more, and Refusal when nothing is left to change.
    """
    _hold(records, ids)
    found = change.sort_out(told, ids, by)
    if seen_as(change.code, told, found) != seen:
        raise Moved()
    if not found.changes:
        raise Refusal(_l("Nothing is left to change."))
    chosen = sorted(found.changes)
    asked = {"records": records.code, "change": change.code, "told": _kept(told)}
    reason = told.get("reason", "")
    with photographing(
        "bulk", change.frames(told, chosen), by=by, about={records.model: chosen}, asked=asked, reason=reason
    ) as act:
        change.apply(told, chosen, by, {"act": (None, act.id)})
    return act


def _hold(records: Records, ids: Collection[int]) -> None:
    """Let nobody change these records until the end: what is decided of them is what is done."""
    table: Table = records.model.__table__  # type: ignore[assignment]
    for some in batches(sorted(ids)):
        db.session.execute(select(table.c.id).where(table.c.id.in_(some)).order_by(table.c.id).with_for_update())


def _kept(told: Told) -> dict[str, object]:
    # A reason is kept apart, where it can be erased.
    return {name: packed(value) for name, value in told.items() if name != "reason"}
