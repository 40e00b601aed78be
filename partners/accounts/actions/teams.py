"""Looking after teams: made, renamed, merged; what one keeps goes to another."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update

from partners.accounts import queries
from partners.accounts.actions.grants import begin_grants, end_grants
from partners.accounts.actions.guards import ensure_fresh, ensure_may
from partners.accounts.actions.people import end_sessions
from partners.accounts.events import TEAM_HANDED_OVER
from partners.accounts.models import Team, User
from partners.accounts.permissions import AccountPermission
from partners.accounts.rules import SignedIn
from partners.accounts.rules.handing import HandOver
from partners.accounts.rules.usernames import is_team_code
from partners.audit.actions import record
from partners.foundation.database import db
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _l

MANAGE = AccountPermission.MANAGE_TEAMS
TAKEN = _l("There is a team of this name already. Choose another one.")


def create_team(code: str, name: str, by: SignedIn | None = None) -> Team:
    """Make a team. The code is what kinds and addresses refer to. Raises Refusal at `code` and `name`."""
    ensure_may(by, MANAGE)
    if not is_team_code(code):
        raise Refusal(_l("2 to 20 small letters, digits or hyphens; the first is a letter."), field="code")
    if queries.find_exact_team(code) is not None:
        raise Refusal(_l("There is a team with this short name already. Choose another one."), field="code")
    _ensure_free(name)
    team = Team(code=code, name=clean(name))
    db.session.add(team)
    record(by, "team:created", team, {"name": (None, team.name)})
    return team


def rename_team(team: Team, name: str, version: int | None, by: SignedIn) -> None:
    """Give a team another name. Raises Refusal at `name`, Stale when somebody else was first."""
    ensure_may(by, MANAGE)
    ensure_fresh(team, version)
    _ensure_free(name, besides=team.id)
    before, team.name = team.name, clean(name)
    record(by, "team:renamed", team, {"name": (before, team.name)})


def hand_over(team: Team, into: Team, *, reason: str, version: int | None, by: SignedIn) -> dict[str, int]:
    """Give everything that the team keeps to another team; its people stay. Returns the counts by their name.

    Also what a merged team got after all: a record that was being made for it while it was merged. One transaction. Raises Refusal without a reason or for a team that is no other, Stale when the team changed.
    """
    _ensure_two(team, into, reason, version, by)
    counts = _everything_of(team, into, clean(reason), by)
    record(by, "team:handed_over", team, _told(into, counts), reason=clean(reason))
    return counts


def merge_team(team: Team, into: Team, *, reason: str, version: int | None, by: SignedIn) -> dict[str, int]:
    """The same, and its people too: the team is closed, and its code leads to the other one from now on.

    The people's sessions end, since their rights reach elsewhere; their history of rights says so.
    """
    _ensure_two(team, into, reason, version, by)
    if team.merged_into_id is not None:
        raise Refusal(_l("This team was merged before. It only hands over what it got since."))
    counts = {"people": _move_people(team, into, clean(reason), by), **_everything_of(team, into, clean(reason), by)}
    team.merged_into_id = into.id
    # Whatever was merged into this one before goes on to the same place: a code leads on in one step.
    db.session.execute(update(Team).where(Team.merged_into_id == team.id).values(merged_into_id=into.id))
    record(by, "team:merged", team, _told(into, counts), reason=clean(reason))
    record(by, "team:enlarged", into, {"team": (None, team.name)})
    return counts


def _ensure_two(team: Team, into: Team, reason: str, version: int | None, by: SignedIn) -> None:
    ensure_may(by, MANAGE)
    _hold(team, into)
    ensure_fresh(team, version)
    if into.id == team.id or into.merged_into_id is not None:
        raise Refusal(_l("Choose another team, one that works."), field="into")
    if not clean(reason):
        raise Refusal(_l("Write why, for whoever asks later."), field="reason")


def _hold(*teams: Team) -> None:
    """Nobody renames or merges them meanwhile, nor makes a record for them: that waits for a team's row.

    Whoever waited makes the record for the team nevertheless; `hand_over` takes it from a merged team.
    """
    ids = [team.id for team in teams]
    held = select(Team).where(Team.id.in_(ids)).order_by(Team.id).with_for_update()
    db.session.scalars(held.execution_options(populate_existing=True)).all()


def _everything_of(team: Team, into: Team, reason: str, by: SignedIn) -> dict[str, int]:
    db.session.flush()
    answers: Iterable[tuple[Any, Mapping[str, int]]] = TEAM_HANDED_OVER.send(HandOver(team.id, into.id, by, reason))
    return {name: number for _listener, counts in answers for name, number in counts.items()}


def _move_people(team: Team, into: Team, reason: str, by: SignedIn) -> int:
    people = list(db.session.scalars(select(User.id).where(User.team_id == team.id)))
    if people:
        moved = update(User).where(User.id.in_(people)).values(team_id=into.id, version=User.version + 1)
        db.session.execute(moved, execution_options={"synchronize_session": False})
        end_grants(people, by)
        begin_grants(people, by, reason)
        end_sessions(*people)
    return len(people)


def _told(into: Team, counts: Mapping[str, int]) -> dict[str, tuple[Any, Any]]:
    return {"into": (None, into.name), **{name: (None, number) for name, number in counts.items()}}


def _ensure_free(name: str, besides: int | None = None) -> None:
    if not clean(name):
        raise Refusal(_l("Write the team's name."), field="name")
    taken = select(Team.id).where(Team.name == clean(name), Team.id != (besides or 0))
    if db.session.scalar(taken) is not None:
        raise Refusal(TAKEN, field="name")
