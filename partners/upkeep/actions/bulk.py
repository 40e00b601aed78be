"""Changing many records together: one act, one transaction, the rules of the single change."""

from collections.abc import Collection, Sequence

from sqlalchemy import Table, select

from partners.accounts.rules import SignedIn
from partners.foundation.database import db
from partners.foundation.progress import UNSEEN, Progress
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l
from partners.upkeep.actions.journal import photographing
from partners.upkeep.changes.kind import Change, Records, Told
from partners.upkeep.models import Act
from partners.upkeep.queries.rows import batches
from partners.upkeep.rules.bulk import Moved, seen_as
from partners.upkeep.rules.images import packed
from partners.upkeep.rules.progress import Step

#: So many are changed before whoever waits is told.
AT_ONCE = 500


def change_together(
    records: Records,
    change: Change,
    told: Told,
    ids: Collection[int],
    seen: str,
    by: SignedIn,
    progress: Progress = UNSEEN,
) -> Act:
    """Do to these records what a preview showed; `seen` is its digest. What it left out stays as it is.

    Raises Moved when the preview does not hold any more, and Refusal when nothing is left to change.
    """
    progress.tell(Step.LOOKING)
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
        _apply(change, told, chosen, act, by, progress)
        progress.tell(Step.FINISHING)
    return act


def _apply(change: Change, told: Told, chosen: Sequence[int], act: Act, by: SignedIn, progress: Progress) -> None:
    done = 0
    for some in batches(chosen, AT_ONCE):
        progress.tell(Step.CHANGING, done, len(chosen))
        change.apply(told, some, by, {"act": (None, act.id)})
        done += len(some)


def _hold(records: Records, ids: Collection[int]) -> None:
    """Let nobody change these records until the end: what is decided of them is what is done."""
    table: Table = records.model.__table__  # type: ignore[assignment]
    for some in batches(sorted(ids)):
        db.session.execute(select(table.c.id).where(table.c.id.in_(some)).order_by(table.c.id).with_for_update())


def _kept(told: Told) -> dict[str, object]:
    # A reason is kept apart, where it can be erased.
    return {name: packed(value) for name, value in told.items() if name != "reason"}
