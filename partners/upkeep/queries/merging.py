"""What hangs on two partners that are to become one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Select, and_, func, literal, or_, select, union_all

from partners.agreements.models import Agreement
from partners.agreements.vocabulary import OPEN
from partners.directory.models import Partner, PartnerStanding, Tie, TieEvent
from partners.directory.rules.ties import LIVING
from partners.foundation.database import Base, Model, db
from partners.interactions.models import InteractionContact, InteractionPartner
from partners.upkeep.queries.rows import Frame
from partners.upkeep.rules.carrying import CARRYING, NAMED, Way
from partners.upkeep.rules.merging import Twin

#: What the page counts, by the table whose rows move.
COUNTED = (
    "interaction_partners", "contact_posts", "ties", "agreements", "documents", "follow_ups", "partner_tags",
    "institutions", "supporters", "gate_facts", "search_marks", "attachments", "partners", "partner_forwardings",
)  # fmt: skip


def links(carrying: Mapping[str, Way] = CARRYING) -> Iterator[tuple[Column[Any], Way]]:
    """Every column that points at partners, or at what else is carried, and what becomes of it."""
    for name, way in carrying.items():
        table, _dot, column = name.partition(".")
        yield Base.metadata.tables[table].c[column], way


def named_links(named: Mapping[str, tuple[str, str]] = NAMED) -> Iterator[tuple[Column[Any], Any]]:
    """Every column that names a record by its kind and id, with the condition that it names such a one."""
    for name, (kind, called) in named.items():
        table, _dot, column = name.partition(".")
        columns = Base.metadata.tables[table].c
        yield columns[column], columns[kind] == called


def pointing_columns(model: type[Model]) -> set[str]:
    """Every column of every table that points at these records, as the tables themselves say."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.c
        if any(link.column.table is model.__table__ for link in column.foreign_keys)
    }


def frames_of(ids: Sequence[int], related: Sequence[int]) -> list[Frame]:
    """Which rows merging these two may touch. `related`: whose standing counts what passed with one of them."""
    frames = [Frame(column, ids) for column, _way in links()]
    frames += [Frame(column, ids) for column, _condition in named_links()]
    ties = select(Tie.id).where(Tie.partner_id.in_(ids))
    tied = list(db.session.scalars(ties))
    return [
        *frames,
        Frame(Partner.id, ids),
        Frame(PartnerStanding.partner_id, related),
        Frame(TieEvent.tie_id, tied),
        Frame(Agreement.tie_id, tied),
    ]


def carried_counts(kept_id: int, gone_id: int) -> dict[str, int]:
    """How many rows of each table move, and under `interactions_of_both` how many records name both. One query."""
    counts = [_count(table, gone_id) for table in COUNTED]
    ours = select(InteractionPartner.interaction_id).where(InteractionPartner.partner_id == kept_id)
    both = select(literal("interactions_of_both"), func.count()).where(
        InteractionPartner.partner_id == gone_id, InteractionPartner.interaction_id.in_(ours)
    )
    return {row[0]: row[1] for row in db.session.execute(union_all(*counts, both)) if row[1]}


def meetings_of(kept_id: int, gone_id: int) -> tuple[int, int]:
    """How many interactions say that the contact who goes took part, and how many of them name both contacts."""
    met = InteractionContact
    ours = select(met.interaction_id).where(met.contact_id == kept_id)
    theirs = select(func.count()).select_from(met).where(met.contact_id == gone_id)
    both = theirs.where(met.interaction_id.in_(ours))
    row = db.session.execute(select(theirs.scalar_subquery(), both.scalar_subquery())).one()
    return row[0], row[1]


def _count(table: str, gone_id: int) -> Select[*tuple[Any, ...]]:
    conditions = [
        column == gone_id for column, way in links() if column.table.name == table and way in (Way.MOVES, Way.UNITES)
    ]
    conditions += [and_(column == gone_id, named) for column, named in named_links() if column.table.name == table]
    return select(literal(table), func.count()).select_from(Base.metadata.tables[table]).where(or_(*conditions))


def twin_ties(kept_id: int, gone_id: int) -> list[Twin]:
    """The types of tie that stand with both."""
    columns = (Tie.id, Tie.partner_id, Tie.type, Tie.origin)
    statement = select(*columns).where(Tie.partner_id.in_([kept_id, gone_id]), Tie.status.in_(LIVING))
    found: dict[str, dict[int, Any]] = {}
    for tie in db.session.execute(statement):
        found.setdefault(tie.type, {})[tie.partner_id] = tie
    return [
        Twin(type, both[kept_id].id, both[kept_id].origin, both[gone_id].id, both[gone_id].origin)
        for type, both in sorted(found.items())
        if len(both) == 2
    ]


def twin_cases(kept_id: int, gone_id: int) -> list[str]:
    """The pipelines in which both have a case under way."""
    statement = (
        select(Agreement.pipeline)
        .where(Agreement.partner_id.in_([kept_id, gone_id]), Agreement.state == OPEN)
        .group_by(Agreement.pipeline)
        .having(func.count() > 1)
    )
    return sorted(db.session.scalars(statement))


def is_bound(ids: Sequence[int]) -> bool:
    """Whether one of them has or had a tie or an agreement."""
    ties = select(literal(1)).where(Tie.partner_id.in_(ids)).exists()
    cases = select(literal(1)).where(Agreement.partner_id.in_(ids)).exists()
    return bool(db.session.scalar(select(or_(ties, cases))))
