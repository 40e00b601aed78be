"""Follow-ups: what is due for whom, one of them, what is next with a partner."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, bindparam, func, or_, select, union_all

from partners.directory.queries import PartnerName
from partners.foundation.database import db
from partners.interactions.models import FollowUp, Interaction, InteractionPartner
from partners.interactions.queries.follow_up_rows import FollowUpRow, complete, rows_statement
from partners.interactions.rules.follow_ups import DUE_LABELS, Due

OPEN = (FollowUp.done_at.is_(None), FollowUp.cancelled_at.is_(None))
MOST_DUE = 50


@dataclass(frozen=True)
class DueGroup:
    """Follow-ups that are due in the same span, earliest first."""

    due: Due
    rows: Sequence[FollowUpRow]

    @property
    def label(self) -> Any:
        return DUE_LABELS[self.due]


def grouped(rows: Iterable[FollowUpRow], today: date) -> list[DueGroup]:
    """Rows in the order of their days, under their groups."""
    groups: defaultdict[Due, list[FollowUpRow]] = defaultdict(list)
    for row in rows:
        groups[row.due(today)].append(row)
    return [DueGroup(one, groups[one]) for one in Due if groups[one]]


def get_follow_up(follow_up_id: int) -> FollowUp:
    """The record, to be changed. Raises NoResultFound."""
    return db.session.execute(select(FollowUp).where(FollowUp.id == follow_up_id)).scalar_one()


def follow_up_view(follow_up_id: int) -> FollowUpRow:
    """Everything that its page shows. Raises NoResultFound."""
    return complete([db.session.execute(rows_statement().where(FollowUp.id == follow_up_id)).one()])[0]


def chain_of(row: FollowUpRow) -> list[FollowUpRow]:
    """What it continues and what continues it, next to it in the chain."""
    beside = or_(FollowUp.id == row.previous_id, FollowUp.previous_id == row.id)
    return complete(db.session.execute(rows_statement().where(beside).order_by(FollowUp.id).limit(MOST_DUE)).all())


def follow_ups_of_interaction(interaction_id: int) -> list[FollowUpRow]:
    """What follows from an interaction, open ones first."""
    statement = rows_statement().where(FollowUp.interaction_id == interaction_id)
    closed = (FollowUp.done_at.is_not(None), FollowUp.cancelled_at.is_not(None))
    order = (*closed, FollowUp.due_on.nulls_last(), FollowUp.id)
    return complete(db.session.execute(statement.order_by(*order).limit(MOST_DUE)).all())


def follow_ups_with(
    partner_ids: Collection[int], done: bool = False, limit: int = MOST_DUE, known: Iterable[PartnerName] = ()
) -> list[FollowUpRow]:
    """The open follow-ups that concern one of the partners, earliest first; or those done, latest first.

    `known`: partners whose names are at hand, and are not read again.
    """
    told = {"partners": list(partner_ids), "limit": limit}
    return complete(db.session.execute(_with_partners(done), told).all(), known)


@cache
def _with_partners(done: bool) -> Select[Any]:
    which = (FollowUp.done_at.is_not(None),) if done else OPEN
    partners = bindparam("partners", type_=Integer, expanding=True)
    ids = select(concerning(partners, *which).subquery().c.id)
    statement = rows_statement().where(FollowUp.id.in_(ids)).limit(bindparam("limit", type_=Integer))
    if done:
        return statement.order_by(FollowUp.done_at.desc(), FollowUp.id.desc())
    return statement.order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)


def open_ids_with(partner_ids: Collection[int] | BindParameter[Any]) -> Select[int]:
    """Selects the ids of the open follow-ups that concern one of the partners, each once; to be counted."""
    return select(concerning(partner_ids, *OPEN).subquery().c.id).distinct()


def next_follow_ups(partner_ids: Collection[int]) -> dict[int, tuple[str, date | None]]:
    """Title and day of the open follow-up that is due first with each partner; one without a day comes last."""
    pairs = concerning(partner_ids, *OPEN).subquery()
    first = (FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
    ranked = (
        select(
            pairs.c.partner_id,
            FollowUp.title,
            FollowUp.due_on,
            func.row_number().over(partition_by=pairs.c.partner_id, order_by=first).label("place"),
        )
        .join(pairs, pairs.c.id == FollowUp.id)
        .subquery()
    )
    rows = db.session.execute(select(ranked).where(ranked.c.place == 1))
    return {row.partner_id: (row.title, row.due_on) for row in rows}


def planned_with(interaction: Interaction) -> Sequence[FollowUp]:
    """The open follow-ups that the interaction's writer planned after it, to be changed."""
    by_its_writer = FollowUp.created_by_id == interaction.created_by_id
    statement = select(FollowUp).where(*OPEN, FollowUp.interaction_id == interaction.id, by_its_writer)
    return db.session.scalars(statement).all()


def partners_concerned(follow_ups: Collection[FollowUp]) -> set[int]:
    """The partners that they name, or else those whom their interactions name."""
    named = {one.partner_id for one in follow_ups if one.partner_id is not None}
    records = {one.interaction_id for one in follow_ups if one.partner_id is None and one.interaction_id is not None}
    if not records:
        return named
    links = select(InteractionPartner.partner_id).where(InteractionPartner.interaction_id.in_(records))
    return named | set(db.session.scalars(links))


def titles_of_follow_ups(ids: Collection[int]) -> dict[int, str]:
    """What is to be done, by id."""
    rows = db.session.execute(select(FollowUp.id, FollowUp.title).where(FollowUp.id.in_(ids)))
    return {row.id: row.title for row in rows}


def follow_ups_with_ids(ids: Collection[int]) -> Sequence[FollowUp]:
    """Those of these records that exist, to decide what may be done to them."""
    return db.session.scalars(select(FollowUp).where(FollowUp.id.in_(ids)).order_by(FollowUp.id)).all()


def hold_follow_ups(ids: Collection[int]) -> list[FollowUp]:
    """Those of these records that exist, to be changed together: held until the end of the transaction."""
    statement = select(FollowUp).where(FollowUp.id.in_(ids)).order_by(FollowUp.id).with_for_update()
    return list(db.session.scalars(statement, execution_options={"populate_existing": True}))


def concerning(partner_ids: Collection[int] | BindParameter[Any], *which: ColumnElement[bool]) -> Any:
    """Pairs (partner_id, id): named by the follow-up itself, or by the interaction from which it follows.

    `which`: only of such follow-ups. Said here, the few open ones are found by their own index.
    """
    own = select(FollowUp.partner_id, FollowUp.id).where(FollowUp.partner_id.in_(partner_ids), *which)
    by_interaction = (
        select(InteractionPartner.partner_id, FollowUp.id)
        .join(FollowUp, FollowUp.interaction_id == InteractionPartner.interaction_id)
        .where(InteractionPartner.partner_id.in_(partner_ids), FollowUp.partner_id.is_(None), *which)
    )
    return union_all(own, by_interaction)
