"""What forms of agreements offer to choose from."""

from collections.abc import Iterable

from sqlalchemy import select

from partners.directory.kinds.institution.model import Institution
from partners.directory.models import Partner
from partners.directory.queries import related_institution_ids
from partners.foundation.database import db
from partners.interactions import queries as interactions
from partners.interactions.queries import InteractionRow

MOST_INTERACTIONS = 30
MOST_COMMITTEES = 50


def evidence_for(partner_id: int | None, chosen: Iterable[int | None]) -> list[InteractionRow]:
    """Interactions that may bear a gate out: the latest with a partner and its institutions, void
    ones left out, and those that were chosen before.
    """
    ids = [] if partner_id is None else [partner_id, *related_institution_ids(partner_id)]
    rows = [row for row in interactions.timeline_of(ids, limit=MOST_INTERACTIONS) if not row.is_void]
    offered = {row.id for row in rows}
    return rows + [interactions.view_of(id) for id in set(chosen) if id is not None and id not in offered]


def committees() -> list[tuple[int, str]]:
    """The committees that may have decided: institutions of that type, by name."""
    institutions = Institution.__table__
    statement = (
        select(Partner.id, Partner.name_ko)
        .join(institutions, institutions.c.id == Partner.id)
        .where(institutions.c.type == "committee", Partner.trashed_at.is_(None))
        .order_by(Partner.name_ko, Partner.id)
        .limit(MOST_COMMITTEES)
    )
    return [(row.id, row.name_ko) for row in db.session.execute(statement)]
