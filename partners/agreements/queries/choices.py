"""What forms of agreements offer to choose from."""

from collections.abc import Iterable

from sqlalchemy import exists, select

from partners.agreements.models import Agreement
from partners.agreements.pipelines.shape import Pipeline
from partners.agreements.queries.rows import PARTNER
from partners.agreements.vocabulary import OPEN, Scope
from partners.directory.models import Tie
from partners.directory.queries import related_institution_ids
from partners.directory.rules.names import formal_name
from partners.directory.rules.ties import LIVING
from partners.directory.rules.words import HOME
from partners.foundation.database import db
from partners.interactions import queries as interactions
from partners.interactions.queries import InteractionRow

MOST_PARTNERS = 300
MOST_INTERACTIONS = 30


def candidates(pipeline: Pipeline) -> list[tuple[int, str]]:
    """Partners with whom a case of this pipeline may begin: id and formal name.

    Of its kind and scope, without a case under way in it and without the tie at its end.
    """
    goal = pipeline.stages[-1].makes
    under_way = exists().where(
        Agreement.partner_id == PARTNER.c.id, Agreement.pipeline == pipeline.code, Agreement.state == OPEN
    )
    tied = exists().where(Tie.partner_id == PARTNER.c.id, Tie.type == goal, Tie.status.in_(LIVING))
    statement = (
        select(PARTNER.c.id, PARTNER.c.country, PARTNER.c.region, PARTNER.c.name_ko)
        .where(PARTNER.c.kind == pipeline.kind, PARTNER.c.trashed_at.is_(None), ~under_way, ~tied)
        .order_by(PARTNER.c.name_ko, PARTNER.c.id)
        .limit(MOST_PARTNERS)
    )
    if pipeline.scope is not None:
        at_home = PARTNER.c.country == HOME
        statement = statement.where(at_home if pipeline.scope is Scope.DOMESTIC else ~at_home)
    return [(row.id, formal_name(row.country, row.region, row.name_ko)) for row in db.session.execute(statement)]


def named(partner_id: int | None) -> list[tuple[int, str]]:
    """One partner as a choice; nobody when it is not known."""
    statement = select(PARTNER.c.id, PARTNER.c.country, PARTNER.c.region, PARTNER.c.name_ko)
    rows = db.session.execute(statement.where(PARTNER.c.id == partner_id)) if partner_id else ()
    return [(row.id, formal_name(row.country, row.region, row.name_ko)) for row in rows]


def evidence_for(partner_id: int | None, chosen: Iterable[int | None]) -> list[InteractionRow]:
    """Interactions that may bear a gate out: the latest with a partner and its institutions, void
    ones left out, and those that were chosen before.
    """
    ids = [] if partner_id is None else [partner_id, *related_institution_ids(partner_id)]
    rows = [row for row in interactions.timeline_of(ids, limit=MOST_INTERACTIONS) if not row.is_void]
    offered = {row.id for row in rows}
    return rows + [interactions.view_of(id) for id in set(chosen) if id is not None and id not in offered]
