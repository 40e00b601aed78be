"""What people do with follow-ups: plan, finish (and go on), change, call off, take up again."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from partners.accounts.queries import find_enabled
from partners.accounts.rules import SignedIn
from partners.audit.actions import Changes, record, record_each
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

NOTHING: Changes = {}


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
    named = directory.partners_named([partner])[partner] if partner is not None else None
    team = _team_for(step, by, previous, interaction, named)
    follow_up = _planned(step, by, team, partner)
    follow_up.interaction_id = interaction.id if interaction else None
    follow_up.previous_id = previous.id if previous else None
    db.session.add(follow_up)
    keep_partners(queries.partners_concerned([follow_up]))
    _put_down([follow_up], by)
    return follow_up


def plan_follow_ups(step: Step, partners: Collection[int], by: SignedIn, beside: Changes = NOTHING) -> list[FollowUp]:
    """The same with each of these partners, all or none; `beside` stands with each in the audit."""
    ensure(by, FollowUpPermission.EDIT)
    _check(step)
    keep_partners(partners)
    named = directory.partners_named(partners)
    if len(named) < len(set(partners)):
        _ensure_there(min(set(partners) - named.keys()))
    planned = [_planned(step, by, _team_for(step, by, named[one]), one) for one in sorted(named)]
    db.session.add_all(planned)
    _put_down(planned, by, beside)
    return planned


def finish(
    follow_up: FollowUp, by: SignedIn, version: int | None, outcome: str = "", following: Step | None = None
) -> FollowUp | None:
    """It is done. With `following` the next one is planned in the same transaction and chained to it."""
    _ensure_current(follow_up, version)
    finish_many([follow_up], by, outcome)
    return _go_on(follow_up, following, by) if following else None


def finish_many(follow_ups: Sequence[FollowUp], by: SignedIn, outcome: str = "", beside: Changes = NOTHING) -> None:
    """These are done, all or none; `beside` stands with each in the audit."""
    for follow_up in follow_ups:
        ensure_work_on(by, follow_up)
        _ensure_open(follow_up)
        follow_up.done_at = follow_up.updated_at = clock.now()
        follow_up.done_by_id = by.id
        follow_up.outcome = outcome
    changes = {"outcome": (None, outcome or None), **beside}
    record_each(by, "follow_up:done", FollowUp, {follow_up.id: changes for follow_up in follow_ups})
    refresh_standings(queries.partners_concerned(follow_ups))


def change(follow_up: FollowUp, step: Step, partner: int | None, version: int | None, by: SignedIn) -> None:
    """Write it down anew. Raises Stale when it changed since `version` was read."""
    ensure_work_on(by, follow_up)
    _ensure_current(follow_up, version)
    _check(step, keeps=follow_up.assignee_id)
    before, touched = _facts(follow_up), queries.partners_concerned([follow_up])
    if partner is not None and partner != follow_up.partner_id:
        _ensure_there(partner)
        keep_partners([partner])
    follow_up.partner_id = partner
    _write(follow_up, step)
    record_each(by, "follow_up:changed", FollowUp, {follow_up.id: _changes(before, follow_up)})
    refresh_standings(touched | queries.partners_concerned([follow_up]))


def change_many(
    follow_ups: Sequence[FollowUp], told: Mapping[str, Any], by: SignedIn, beside: Changes = NOTHING
) -> None:
    """Give these another `assignee` (an id or None) or another day (`due_on`), all or none, as changing one does.

    `beside` stands with each in the audit.
    """
    changes = {}
    for follow_up in follow_ups:
        ensure_work_on(by, follow_up)
        _ensure_open(follow_up)
        before = _facts(follow_up)
        _write(follow_up, replace(_step_of(follow_up), **told))
        changes[follow_up.id] = {**_changes(before, follow_up), **beside}
    if told.get("assignee") is not None:
        check_assignee(told["assignee"])
    record_each(by, "follow_up:changed", FollowUp, changes)
    refresh_standings(queries.partners_concerned(follow_ups))


def call_off(follow_up: FollowUp, reason: str, by: SignedIn, version: int | None) -> None:
    """It will not be done; the reason stays with it."""
    ensure_work_on(by, follow_up)
    _ensure_current(follow_up, version)
    if not reason:
        raise Refusal(_l("Write why it will not be done: the reason stays with it."), field="reason")
    follow_up.cancelled_at = follow_up.updated_at = clock.now()
    follow_up.cancelled_by_id = by.id
    follow_up.cancel_reason = reason
    record(by, "follow_up:called_off", follow_up, reason=reason)
    refresh_standings(queries.partners_concerned([follow_up]))


def reopen(follow_up: FollowUp, by: SignedIn) -> None:
    """It is to be done after all: what closed it is taken back. The history keeps both."""
    ensure_work_on(by, follow_up)
    keep_partners(queries.partners_concerned([follow_up]))
    before = {"outcome": (follow_up.outcome or None, None)}
    follow_up.done_at = follow_up.done_by_id = None
    follow_up.cancelled_at = follow_up.cancelled_by_id = None
    follow_up.outcome = follow_up.cancel_reason = ""
    follow_up.updated_at = clock.now()
    record(by, "follow_up:reopened", follow_up, before)
    refresh_standings(queries.partners_concerned([follow_up]))


def _go_on(follow_up: FollowUp, following: Step, by: SignedIn) -> FollowUp:
    interaction = queries.find_interaction(follow_up.interaction_id) if follow_up.interaction_id else None
    return plan_follow_up(following, by, interaction, follow_up.partner_id, previous=follow_up)


def _write(follow_up: FollowUp, step: Step) -> None:
    follow_up.title = step.title
    follow_up.body = step.body
    follow_up.due_on = step.due_on
    follow_up.assignee_id = step.assignee
    follow_up.updated_at = clock.now()


def _planned(step: Step, by: SignedIn, team_id: int, partner: int | None) -> FollowUp:
    planned = FollowUp(partner_id=partner, owner_team_id=team_id, created_at=clock.now(), created_by_id=by.id)
    _write(planned, step)
    return planned


def _put_down(planned: Sequence[FollowUp], by: SignedIn, beside: Changes = NOTHING) -> None:
    """Record what was planned, and let lists show it."""
    db.session.flush()
    changes = {}
    for one in planned:
        told = {**_facts(one), "interaction": one.interaction_id, "previous": one.previous_id}
        changes[one.id] = {**{name: (None, value) for name, value in told.items() if value}, **beside}
    record_each(by, "follow_up:planned", FollowUp, changes)
    refresh_standings(queries.partners_concerned(planned))


def _check(step: Step, keeps: int | None = None) -> None:
    """`keeps`: who has it now may keep it, even with a closed account or another role."""
    check_title(step.title)
    if step.assignee is not None and step.assignee != keeps:
        check_assignee(step.assignee)


def check_assignee(user_id: int) -> None:
    """Raise Refusal unless this person finishes follow-ups."""
    assignee = find_enabled(user_id)
    if assignee is None:
        raise Refusal(_l("This account is closed. Choose who does it."), field="assignee")
    if not may(assignee, FollowUpPermission.EDIT):
        raise Refusal(_l("This person's role does not finish follow-ups. Choose somebody else."), field="assignee")


def _ensure_there(partner: int) -> None:
    if directory.find_partner(partner) is None:
        raise Refusal(_l("A partner that you chose does not exist any more. Choose again."), field="partner")


def _ensure_current(follow_up: FollowUp, version: int | None) -> None:
    if version != follow_up.version:
        raise Stale(_l("Somebody else changed this follow-up after you opened it. Look at it again, then save."))
    _ensure_open(follow_up)


def _ensure_open(follow_up: FollowUp) -> None:
    if follow_up.done_at is not None or follow_up.cancelled_at is not None:
        raise Refusal(_l("This follow-up is closed. Open it again first."))


def _team_for(step: Step, by: SignedIn, *origins: Any) -> int:
    """The team that it belongs to; `origins` are records on which it hangs, the closest first."""
    teams: Iterable[int | None] = (
        by.team_id,
        _team_of(step.assignee),
        *(origin.owner_team_id for origin in origins if origin is not None),
    )
    team: int | None = next((team for team in teams if team is not None), None)
    if team is None:
        raise Refusal(_l("Choose who does it: you belong to no team."), field="assignee")
    return team


def _team_of(user_id: int | None) -> int | None:
    assignee = find_enabled(user_id) if user_id else None
    return assignee.team_id if assignee else None


def _step_of(follow_up: FollowUp) -> Step:
    return Step(title=follow_up.title, due_on=follow_up.due_on, assignee=follow_up.assignee_id, body=follow_up.body)


def _changes(before: Mapping[str, Any], follow_up: FollowUp) -> Changes:
    return {name: (before[name], value) for name, value in _facts(follow_up).items()}


def _facts(follow_up: FollowUp) -> Mapping[str, Any]:
    """It as the audit keeps it, under the names of the form."""
    return {
        "title": follow_up.title,
        "due_on": follow_up.due_on.isoformat() if follow_up.due_on else None,
        "assignee": follow_up.assignee_id,
        "partner": follow_up.partner_id,
        "body": follow_up.body,
    }
