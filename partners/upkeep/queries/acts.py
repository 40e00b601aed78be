"""Acts and their members."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from partners.accounts.models import User
from partners.foundation.database import Model, db
from partners.lists.keyset import Page, SortKey, page_of
from partners.upkeep.models import Act, ActImage, ActMember

MEMBERS_ON_A_PAGE = 50
UNDOER = User.__table__.alias("undoer")


def get_act(act_id: int) -> Act:
    """The record, to be taken back. Raises NoResultFound."""
    return db.session.execute(select(Act).where(Act.id == act_id)).scalar_one()


def act_page(kind: str, by_id: int | None, page: str | None) -> Page:
    """A page of the acts, latest first: of one kind or all (""), of one person or all (None). Raises BadPage."""
    statement = _acts()
    if kind:
        statement = statement.where(Act.kind == kind)
    if by_id is not None:
        statement = statement.where(Act.by_id == by_id)
    return page_of(statement, [SortKey(Act.id, descending=True)], page)


def act_view(act_id: int) -> Any:
    """The act with the names of those who did it and took it back. Raises NoResultFound."""
    return db.session.execute(_acts().where(Act.id == act_id)).one()


def members_page(act_id: int, page: str | None) -> Page:
    """A page of the records that an act is about: `record`, `record_id`, `event_id`. Raises BadPage."""
    statement = select(ActMember.record, ActMember.record_id, ActMember.event_id).where(ActMember.act_id == act_id)
    return page_of(statement, [SortKey(ActMember.record), SortKey(ActMember.record_id)], page, MEMBERS_ON_A_PAGE)


def records_in(act_id: int) -> Sequence[str]:
    """The kinds of records that an act is about, as the audit names them."""
    statement = select(ActMember.record).where(ActMember.act_id == act_id).distinct().order_by(ActMember.record)
    return db.session.scalars(statement).all()


def rows_changed(act_id: int) -> dict[str, int]:
    """How many rows of each table an act changed, made or took away; empty once they are no longer kept."""
    statement = select(ActImage.table_name, func.count()).where(ActImage.act_id == act_id)
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(ActImage.table_name))}


def model_of(record: str) -> type[Model]:
    """The model whose base table the audit calls so."""
    mappers = Model.registry.mappers
    found: type[Model] = next(one.class_ for one in mappers if one.local_table.name == record and one.inherits is None)  # type: ignore[attr-defined]
    return found


def _acts() -> Any:
    told = (Act.id, Act.kind, Act.at, Act.by_id, Act.reason, Act.asked, Act.members, Act.undone_at, Act.forgotten_at)
    return (
        select(*told, User.name.label("by_name"), UNDOER.c.name.label("undone_by_name"))
        .join(User, User.id == Act.by_id)
        .outerjoin(UNDOER, UNDOER.c.id == Act.undone_by_id)
    )
