"""Many partners at once: only what their symbols show, as plain rows; a card reads the rest when it opens."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from partners.directory.models import Partner, Tie
from partners.directory.queries.silence import is_silent
from partners.directory.rules.ties import LIVING
from partners.foundation.database import db
from partners.maps.queries.conditions import IS_LOCATED, conditions_of, ties_at, with_standing
from partners.maps.rules import MapFilter

COLUMNS = (
    Partner.id,
    Partner.kind,
    Partner.section,
    Partner.band,
    Partner.name_ko,
    Partner.region,
    Partner.lat,
    Partner.lon,
    Partner.point_confidence,
)


def slim_rows(asked: MapFilter) -> Sequence[Any]:
    """Rows of COLUMNS of those that the filter lets through and that have coordinates, by id."""
    statement = select(*COLUMNS).where(*conditions_of(asked), IS_LOCATED).order_by(Partner.id)
    return db.session.execute(with_standing(statement, asked)).all()


def closest_ties(asked: MapFilter) -> dict[int, tuple[str, str]]:
    """The type and status of each partner's closest living tie: a sister tie first."""
    ties: Any = Tie.__table__.c if asked.year is None else ties_at(asked.year).c
    identity = ties.id if asked.year is None else ties.tie_id
    statement = (
        select(ties.partner_id, ties.type, ties.status)
        .join(Partner, Partner.id == ties.partner_id)
        .where(ties.status.in_(LIVING), *conditions_of(asked), IS_LOCATED)
        # The last one stays in the dictionary.
        .order_by(ties.type == "sister", identity.desc())
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(with_standing(statement, asked))}


def silent_ids() -> set[int]:
    """The partners that are silent this year."""
    return set(db.session.scalars(select(Partner.id).where(is_silent())))
