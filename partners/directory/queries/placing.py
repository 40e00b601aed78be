"""Partners without coordinates."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, select

from partners.directory.models import Partner
from partners.directory.queries.partners import NOT_TRASHED
from partners.foundation.database import db
from partners.lists.keyset import Count, Page, SortKey, count_of, page_of

#: Of a row: what names the partner, and what it says of where it lies.
COLUMNS = (
    Partner.id,
    Partner.kind,
    Partner.section,
    Partner.name_ko,
    Partner.name_en,
    Partner.name_native,
    Partner.country,
    Partner.region,
    Partner.address,
)


def unplaced_page(team_id: int | None, page: str | None) -> Page:
    """A page of the partners without coordinates, of one team or of all (None), by name. Raises BadPage."""
    return page_of(_unplaced(team_id), (SortKey(Partner.name_ko), SortKey(Partner.id)), page)


def count_unplaced(team_id: int | None) -> Count:
    """How many there are, up to the cap."""
    return count_of(_unplaced(team_id))


def unplaced(ids: Collection[int]) -> Sequence[Partner]:
    """Those of these partners that still have no coordinates."""
    statement = select(Partner).where(Partner.id.in_(ids), *_conditions()).order_by(Partner.id)
    return db.session.scalars(statement).all()


def _unplaced(team_id: int | None) -> Select[*tuple[object, ...]]:
    statement = select(*COLUMNS).where(*_conditions())
    return statement if team_id is None else statement.where(Partner.owner_team_id == team_id)


def _conditions() -> tuple[ColumnElement[bool], ...]:
    return NOT_TRASHED, Partner.lat.is_(None)
