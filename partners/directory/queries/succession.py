"""Who follows an abolished body, and whom a body follows."""

from sqlalchemy import literal_column, select

from partners.directory.models import Partner
from partners.directory.queries.partners import NAME_COLUMNS, PartnerName
from partners.foundation.database import db

MOST = 50


def followers_of(partner_id: int) -> set[int]:
    """The ids of its successor, of the successor's successor and so on; ends even in a circle."""
    base = Partner.__table__.c
    chain = select(base.successor_id.label("id")).where(base.id == partner_id).cte("chain", recursive=True)
    # UNION without ALL: a row that is there already ends the walk.
    chain = chain.union(select(base.successor_id).join(chain, base.id == chain.c.id))
    return set(db.session.scalars(select(chain.c.id).where(literal_column("chain.id").is_not(None))))


def predecessors_of(partner_id: int) -> list[PartnerName]:
    """The partners whose successor this one is, by name; archived ones too."""
    statement = select(*NAME_COLUMNS).where(Partner.successor_id == partner_id)
    rows = db.session.execute(statement.order_by(Partner.name_ko, Partner.id).limit(MOST))
    return [PartnerName(**row._mapping) for row in rows]
