"""Who is already known under a name or a number."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Select, select

from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, PartnerNameKey
from partners.directory.rules.names import Known
from partners.foundation.database import db

MOST = 10
#: The columns of `Known`, in its order.
KNOWN: tuple[Any, ...] = (
    Partner.id,
    Partner.kind,
    Partner.name_ko,
    Partner.country,
    Partner.region,
    Partner.trashed_at.is_not(None),
)
COMPANIES = TABLES["company"].__table__


def known_as(
    keys: Iterable[str], besides: int | None = None, kinds: Sequence[str] = (), section: str = ""
) -> list[Known]:
    """The first partners outside the trash that are recognised under one of the keys, except one's own record.

    Only of these kinds and of this section, where they are given.
    """
    statement = _known().where(
        Partner.id.in_(select(PartnerNameKey.partner_id).where(PartnerNameKey.key.in_(set(keys)))),
        Partner.trashed_at.is_(None),
    )
    if besides is not None:
        statement = statement.where(Partner.id != besides)
    if kinds:
        statement = statement.where(Partner.kind.in_(kinds))
    if section:
        statement = statement.where(Partner.section == section)
    return [Known(*row) for row in db.session.execute(statement.limit(MOST))]


def known_by_id(ids: Iterable[int]) -> list[Known]:
    """These partners."""
    wanted = set(ids)
    return [Known(*row) for row in db.session.execute(_known().where(Partner.id.in_(wanted)))] if wanted else []


def cities_named(keys: Iterable[str], country: str, besides: int | None = None) -> list[Known]:
    """The cities of a country whose own name is one of the keys, except one's own record: all, not the first few."""
    statement = _known().where(
        Partner.kind == "city",
        Partner.country == country,
        Partner.name_key.in_(set(keys)),
        Partner.trashed_at.is_(None),
    )
    if besides is not None:
        statement = statement.where(Partner.id != besides)
    return [Known(*row) for row in db.session.execute(statement)]


def company_numbered(business_no: str, besides: int | None = None) -> Known | None:
    """The company that has this business number, also an archived one, except one's own record."""
    statement = _known().join(COMPANIES, COMPANIES.c.id == Partner.id).where(COMPANIES.c.business_no == business_no)
    if besides is not None:
        statement = statement.where(Partner.id != besides)
    row = db.session.execute(statement).one_or_none()
    return Known(*row) if row else None


def _known() -> Select[*tuple[Any, ...]]:
    return select(*KNOWN).order_by(Partner.band, Partner.name_ko, Partner.id)
