"""Follow-ups together: who does them, by when, and that they are done."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from partners.accounts import queries as accounts
from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes
from partners.directory.models import PartnerStanding
from partners.foundation.clock import today
from partners.foundation.words import _l
from partners.interactions import actions, queries
from partners.interactions.models import FollowUp
from partners.interactions.permissions import FollowUpPermission, may_work_on
from partners.interactions.rules.follow_ups import read_follow_up_filter
from partners.upkeep.changes import forms
from partners.upkeep.changes.kind import Change, Records, Told
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.bulk import Effect, Left, Sorted, sort_out


def matching(where: Mapping[str, str], by: SignedIn, most: int) -> list[int]:
    """The follow-ups that the list shows at this address."""
    asked = read_follow_up_filter(where, {team.code for team in accounts.teams()})
    return queries.follow_up_ids(asked, today(), by.id, by.team_id, most)


def _sorted(ids: Collection[int], by: SignedIn, effect: Callable[[FollowUp], Effect]) -> Sorted:
    def decide(row: FollowUp) -> Left | Effect:
        if row.done_at is not None or row.cancelled_at is not None:
            return Left.CLOSED
        if not may_work_on(by, row):
            return Left.NOT_YOURS
        changed = {name: pair for name, pair in effect(row).items() if pair[0] != pair[1]}
        return changed or Left.ALREADY

    return sort_out(ids, {row.id: row for row in queries.follow_ups_with_ids(ids)}, decide)


def _sort_assignee(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    return _sorted(ids, by, lambda row: {"assignee": (row.assignee_id, told["assignee"])})


def _sort_day(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    return _sorted(ids, by, lambda row: {"due_on": (row.due_on, told["due_on"])})


def _sort_done(told: Told, ids: Collection[int], by: SignedIn) -> Sorted:
    return _sorted(ids, by, lambda _row: {"done": (None, told["outcome"] or "y")})


def _change(told: Told, ids: Collection[int], by: SignedIn, beside: Changes) -> None:
    actions.change_many(queries.hold_follow_ups(ids), told, by, beside)


def _finish(told: Told, ids: Collection[int], by: SignedIn, beside: Changes) -> None:
    actions.finish_many(queries.hold_follow_ups(ids), by, told["outcome"], beside)


def _rows(_told: Told, ids: Collection[int]) -> Sequence[Frame]:
    concerned = queries.partners_concerned(queries.hold_follow_ups(ids))
    return [Frame(FollowUp.id, ids), Frame(PartnerStanding.partner_id, concerned)]


def _words(*names: str) -> Callable[[Told], Sequence[tuple[str, Any]]]:
    return lambda told: [(name, told[name]) for name in names if told.get(name)]


FOLLOW_UPS = Records(
    "follow_ups",
    FollowUp,
    "follow_up",
    "follow_ups.index",
    matching,
    (
        Change(
            "done",
            _l("Mark as done"),
            "check",
            FollowUpPermission.EDIT,
            forms.DoneForm,
            _sort_done,
            _finish,
            _rows,
            _words("outcome"),
        ),
        Change(
            "assignee",
            _l("Assignee"),
            "user",
            FollowUpPermission.EDIT,
            forms.AssigneeForm,
            _sort_assignee,
            _change,
            _rows,
            _words("assignee"),
        ),
        Change(
            "due",
            _l("Due"),
            "calendar",
            FollowUpPermission.EDIT,
            forms.DueForm,
            _sort_day,
            _change,
            _rows,
            _words("due_on"),
        ),
    ),
)
