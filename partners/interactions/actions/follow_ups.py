"""What people do with follow-ups: plan, finish (and go on), change, call off, take up again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.accounts.queries import find_enabled
from partners.accounts.rules import SignedIn
from partners.audit.actions import record
from partners.directory import queries as directory
from partners.directory.actions import keep_partners
from partners.foundation import clock
from partners.foundation.access import ensure, may
from partners.foundation.database import db
from partners.foundation.refusals import Refusal, Stale
from partners.foundation.words import _l
from partners.interactions import queries
from partners.interactions.actions.standings import refresh_standings
from partners.interactions.models import FollowUp, Interaction
from partners.interactions.permissions import FollowUpPermission, ensure_work_on
from partners.interactions.rules.follow_ups import check_title


@dataclass(frozen=True, kw_only=True)
class Step:
    """What is to be done, by when, by whom; an empty day or assignee is not known yet."""

    title: str
    due_on: date | None = None
    #: Id of an enabled user whose role may finish follow-ups.
    assignee: int | None = None
    body: str = ""


def plan_follow_up(
    step: Step,
    by: SignedIn,
    interaction: Interaction | None = None,
    partner: int | None = None,
    previous: FollowUp | None = None,
) -> FollowUp:
    """Plan what is to be done: after an interaction, with a partner, or neither.

    It belongs to its writer's team; a writer without one plans for the team of whoever is to do it,
    or of what it hangs on. Raises a Refusal at the field at fault.
    """
    ensure(by, FollowUpPermission.EDIT)
    _check(step)
    if partner is not None:
        _ensure_there(partner)
    moment = clock.now()
    follow_up = FollowUp(
        partner_id=partner,
        interaction_id=interaction.id if interaction else None,
        previous_id=previous.id if previous else None,
        owner_team_id=_team_for(step, by, interaction, previous, partner),
        created_at=moment,
        created_by_id=by.id,
    )
    _write(follow_up, step)
    db.session.add(follow_up)
    keep_partners(queries.partners_concerned(follow_up))
    told = {**_facts(follow_up), "interaction": follow_up.interaction_id, "previous": follow_up.previous_id}
    record(by, "follow_up:planned", follow_up, {name: (None, value) for name, value in told.items() if value})
    refresh_standings(queries.partners_concerned(follow_up))
    return follow_up


def finish(
    follow_up: FollowUp, by: SignedIn, version: int | None, outcome: str = "", following: Step | None = None
) -> FollowUp | None:
    """It is done. With `following` the next one is planned in the same transaction and chained to it."""
    ensure_work_on(by, follow_up)
    _ensure_open(follow_up, version)
    follow_up.done_at = follow_up.updated_at = clock.now()
    follow_up.done_by_id = by.id
    follow_up.outcome = outcome
    record(by, "follow_up:done", follow_up, {"outcome": (None, outcome or None)})
    refresh_standings(queries.partners_concerned(follow_up))
    return _go_on(follow_up, following, by) if following else None


def change(follow_up: FollowUp, step: Step, partner: int | None, version: int | None, by: SignedIn) -> None:
    """Write it down anew. Raises Stale when it changed since `version` was read."""
    ensure_work_on(by, follow_up)
    _ensure_open(follow_up, version)
    _check(step, keeps=follow_up.assignee_id)
    before, touched = _facts(follow_up), queries.partners_concerned(follow_up)
    if partner is not None and partner != follow_up.partner_id:
        _ensure_there(partner)
        keep_partners([partner])
    follow_up.partner_id = partner
    _write(follow_up, step)
    after = _facts(follow_up)
    record(by, "follow_up:changed", follow_up, {name: (before[name], after[name]) for name in after})
    refresh_standings(touched | queries.partners_concerned(follow_up))


def call_off(follow_up: FollowUp, reason: str, by: SignedIn, version: int | None) -> None:
    """It will not be done; the reason stays with it."""
    ensure_work_on(by, follow_up)
    _ensure_open(follow_up, version)
    if not reason:
        raise Refusal(_l("Write why it will not be done: the reason stays with it."), field="reason")
    follow_up.cancelled_at = follow_up.updated_at = clock.now()
    follow_up.cancelled_by_id = by.id
    follow_up.cancel_reason = reason
    record(by, "follow_up:called_off", follow_up, reason=reason)
    refresh_standings(queries.partners_concerned(follow_up))


def reopen(follow_up: FollowUp, by: SignedIn) -> None:
    """It is to be done after all: what closed it is taken back. The history keeps both."""
    ensure_work_on(by, follow_up)
    keep_partners(queries.partners_concerned(follow_up))
    before = {"outcome": (follow_up.outcome or None, None)}
    follow_up.done_at = follow_up.done_by_id = None
    follow_up.cancelled_at = follow_up.cancelled_by_id = None
    follow_up.outcome = follow_up.cancel_reason = ""
    follow_up.updated_at = clock.now()
    record(by, "follow_up:reopened", follow_up, before)
    refresh_standings(queries.partners_concerned(follow_up))


def _go_on(follow_up: FollowUp, following: Step, by: SignedIn) -> FollowUp:
    interaction = queries.find_interaction(follow_up.interaction_id) if follow_up.interaction_id else None
    return plan_follow_up(following, by, interaction, follow_up.partner_id, previous=follow_up)


def _write(follow_up: FollowUp, step: Step) -> None:
    follow_up.title = step.title
    follow_up.body = step.body
    follow_up.due_on = step.due_on
    follow_up.assignee_id = step.assignee
    follow_up.updated_at = clock.now()


def _check(step: Step, keeps: int | None = None) -> None:
    """`keeps`: who has it now may keep it, even with a closed account or another role."""
    check_title(step.title)
    if step.assignee is None or step.assignee == keeps:
        return
    assignee = find_enabled(step.assignee)
    if assignee is None:
        raise Refusal(_l("This account is closed. Choose who does it."), field="assignee")
    if not may(assignee, FollowUpPermission.EDIT):
        raise Refusal(_l("This person's role does not finish follow-ups. Choose somebody else."), field="assignee")


def _ensure_there(partner: int) -> None:
    if directory.find_partner(partner) is None:
        raise Refusal(_l("A partner that you chose does not exist any more. Choose again."), field="partner")


def _ensure_open(follow_up: FollowUp, version: int | None) -> None:
    if version != follow_up.version:
        raise Stale(_l("Somebody else changed this follow-up after you opened it. Look at it again, then save."))
    if follow_up.done_at is not None or follow_up.cancelled_at is not None:
        raise Refusal(_l("This follow-up is closed. Open it again first."))


def _team_for(
    step: Step, by: SignedIn, interaction: Interaction | None, previous: FollowUp | None, partner: int | None
) -> int:
    assignee = find_enabled(step.assignee) if step.assignee else None
    named = directory.partners_named([partner])[partner] if partner is not None else None
    teams = (
        by.team_id,
        assignee.team_id if assignee else None,
        *(origin.owner_team_id for origin in (previous, interaction, named) if origin is not None),
    )
    team = next((team for team in teams if team is not None), None)
    if team is None:
        raise Refusal(_l("Choose who does it: you belong to no team."), field="assignee")
    return team


def _facts(follow_up: FollowUp) -> Mapping[str, Any]:
    """It as the audit keeps it, under the names of the form."""
    return {
        "title": follow_up.title,
        "due_on": follow_up.due_on.isoformat() if follow_up.due_on else None,
        "assignee": follow_up.assignee_id,
        "partner": follow_up.partner_id,
        "body": follow_up.body,
    }
