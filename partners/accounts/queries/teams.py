"""Teams, and what they own. Merged ones are kept, and lead to where they went."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import aliased

from partners.accounts.events import TEAM_COUNTED
from partners.accounts.models import Team, User
from partners.foundation.database import Model, db
from partners.lists.remembered import remembered

Target = aliased(Team)
WORKING = Team.merged_into_id.is_(None)


class WorkingTeam(NamedTuple):
    """A team as it is offered."""

    id: int
    code: str
    name: str


@remembered("teams")
def teams() -> tuple[WorkingTeam, ...]:
    """The teams that work, by their name; merged ones are not offered."""
    rows = db.session.execute(select(Team.id, Team.code, Team.name).where(WORKING).order_by(Team.name))
    return tuple(WorkingTeam(*row) for row in rows)


def teams_with_people() -> Sequence[Row[Any]]:
    """Every team with the number of its `people` and where it went (`target`); those that work first."""
    people = (
        select(func.count())
        .select_from(User)
        .where(User.team_id == Team.id, User.disabled_at.is_(None))
        .scalar_subquery()
    )
    statement = (
        select(Team.id, Team.code, Team.name, people.label("people"), Target.name.label("target"))
        .outerjoin(Target, Target.id == Team.merged_into_id)
        .order_by(Team.merged_into_id.is_not(None), Team.name)
    )
    return db.session.execute(statement).all()


@remembered("teams")
def team_names() -> Mapping[int, str]:
    """Names of all teams by id."""
    return MappingProxyType({row.id: row.name for row in db.session.execute(select(Team.id, Team.name))})


@remembered("teams")
def team_codes() -> Mapping[int, str]:
    """Codes of all teams by id."""
    return MappingProxyType({row.id: row.code for row in db.session.execute(select(Team.id, Team.code))})


def team_choices(besides: int | None = None) -> list[tuple[int, str]]:
    """The teams that work as (id, name), for a form."""
    return [(team.id, team.name) for team in teams() if team.id != besides]


def find_team(code: str) -> Team | None:
    """The team of this code; where it was merged, the team that it went into."""
    team = find_exact_team(code)
    return team if team is None or team.merged_into_id is None else get_team(team.merged_into_id)


def find_exact_team(code: str) -> Team | None:
    """The team of this code, merged or not."""
    return db.session.scalar(select(Team).where(Team.code == code))


def get_team(team_id: int) -> Team:
    """A team, merged or not. Raises NoResultFound."""
    return db.session.execute(select(Team).where(Team.id == team_id)).scalar_one()


def people_of_team(team_id: int) -> Sequence[Any]:
    """The team's people as (`id`, `name`, `username`, `role`, `disabled_at`), open accounts first."""
    statement = (
        select(User.id, User.name, User.username, User.role, User.disabled_at)
        .where(User.team_id == team_id)
        .order_by(User.disabled_at.is_not(None), User.name, User.id)
        .limit(200)
    )
    return db.session.execute(statement).all()


def count_rows(model: type[Model], team_id: int) -> int:
    """How many rows of a table the team owns, those put away too."""
    table = model.__table__
    return db.session.scalar(select(func.count()).select_from(table).where(table.c.owner_team_id == team_id)) or 0


def belongings_of(team_id: int) -> dict[str, int]:
    """What the team owns: counts by a name, as those who keep the records answer."""
    answers = TEAM_COUNTED.send(team_id)
    return {name: number for _listener, counts in answers for name, number in counts.items()}
