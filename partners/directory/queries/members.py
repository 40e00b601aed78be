"""The supporters of a cohort: persons and teams, counted apart."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, case, func, select

from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner
from partners.directory.queries.partners import NAME_COLUMNS, NOT_TRASHED
from partners.foundation.database import db
from partners.lists.keyset import Page, SortKey, page_of

SUPPORTERS = TABLES["supporter"].__table__.c


@dataclass(frozen=True)
class Headcount:
    """How many teams there are, and how many people in all; of teams of unknown size nobody is counted."""

    teams: int = 0
    people: int = 0
    uncounted_teams: int = 0


def members_page(cohort_id: int, page: str | None) -> Page:
    """One page of the cohort's supporters, teams first, by name. Raises BadPage."""
    statement = (
        select(*NAME_COLUMNS, SUPPORTERS.is_team, SUPPORTERS.member_count)
        .join(SUPPORTERS.id.table, SUPPORTERS.id == Partner.id)
        .where(NOT_TRASHED, SUPPORTERS.cohort_id == cohort_id)
    )
    return page_of(statement, [SortKey(SUPPORTERS.is_team, True), SortKey(Partner.name_ko), SortKey(Partner.id)], page)


def headcount(cohort_id: int | None = None) -> Headcount:
    """Of a cohort's supporters, or of all."""
    people = case((SUPPORTERS.is_team, func.coalesce(SUPPORTERS.member_count, 0)), else_=1)
    statement = (
        select(
            _sum(case((SUPPORTERS.is_team, 1), else_=0)),
            _sum(people),
            _sum(case((SUPPORTERS.is_team & SUPPORTERS.member_count.is_(None), 1), else_=0)),
        )
        .join(Partner.__table__, Partner.__table__.c.id == SUPPORTERS.id)
        .where(Partner.__table__.c.trashed_at.is_(None))
    )
    if cohort_id is not None:
        statement = statement.where(SUPPORTERS.cohort_id == cohort_id)
    return Headcount(*db.session.execute(statement).one())


def cohorts() -> list[str]:
    """The names of the groups of supporters, latest first: what one chooses a cohort from."""
    groups = TABLES["group"].__table__.c
    statement = (
        select(Partner.__table__.c.name_ko)
        .join(groups.id.table, groups.id == Partner.__table__.c.id)
        .where(Partner.__table__.c.trashed_at.is_(None), groups.member_kind == "supporter")
        .order_by(groups.starts_on.desc().nulls_last(), Partner.__table__.c.id.desc())
        .limit(20)
    )
    return list(db.session.scalars(statement))


def cohort_name(cohort_id: int) -> str:
    """The name of a cohort, "" when there is none."""
    return db.session.scalar(select(Partner.name_ko).where(Partner.id == cohort_id)) or ""


def _sum(value: Any) -> Any:
    return func.coalesce(func.sum(value), 0, type_=Integer)
