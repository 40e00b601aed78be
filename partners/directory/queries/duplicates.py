"""Who is already known under a name."""

from collections.abc import Iterable

from sqlalchemy import select

from partners.directory.models import Partner, PartnerNameKey
from partners.directory.rules.names import Known
from partners.foundation.database import db

MOST = 10


def known_as(keys: Iterable[str], besides: int | None = None) -> list[Known]:
    """Partners outside the trash that are recognised under one of the keys, except one's own record."""
    statement = (
        select(Partner.id, Partner.kind, Partner.name_ko, Partner.country, Partner.region)
        .where(
            Partner.id.in_(select(PartnerNameKey.partner_id).where(PartnerNameKey.key.in_(set(keys)))),
            Partner.trashed_at.is_(None),
        )
        .order_by(Partner.band, Partner.name_ko, Partner.id)
        .limit(MOST)
    )
    if besides is not None:
        statement = statement.where(Partner.id != besides)
    return [Known(*row) for row in db.session.execute(statement)]
