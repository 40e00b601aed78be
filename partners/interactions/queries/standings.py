"""How partners stand by their interactions, computed from the records."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from partners.directory.models import PartnerStanding
from partners.foundation.database import db
from partners.interactions.models import Interaction
from partners.interactions.queries.naming import named_or_related
from partners.interactions.queries.rows import OccurrenceRow, occurrences_of


@dataclass(frozen=True)
class Standing:
    """The interactions of a partner in short: how many, and the latest."""

    interaction_count: int
    interaction_id: int
    kind: str
    title: str
    sort_on: date
    is_dated: bool
    #: The latest fiscal year in which one counts: what silence is measured by.
    fiscal_year: int
    #: Of the latest time it took place; None when its day is unknown.
    latest: OccurrenceRow | None


def standings_of(partner_ids: Collection[int] | None = None) -> dict[int, Standing]:
    """The standing of each partner that has one; of all when none are given. Two queries."""
    pairs = named_or_related(partner_ids).subquery()
    latest_first = (Interaction.sort_on.desc(), Interaction.is_dated.desc(), Interaction.id.desc())
    ranked = (
        select(
            pairs.c.partner_id,
            func.count().over(partition_by=pairs.c.partner_id).label("interaction_count"),
            func.row_number().over(partition_by=pairs.c.partner_id, order_by=latest_first).label("place"),
            Interaction.id,
            Interaction.kind,
            Interaction.title,
            Interaction.sort_on,
            Interaction.is_dated,
            func.max(Interaction.fiscal_year).over(partition_by=pairs.c.partner_id).label("fiscal_year"),
        )
        .join(Interaction, Interaction.id == pairs.c.interaction_id)
        .where(Interaction.voided_at.is_(None))
        .subquery()
    )
    rows = db.session.execute(select(ranked).where(ranked.c.place == 1)).all()
    occurrences = occurrences_of(list({row.id for row in rows}))
    return {
        row.partner_id: Standing(
            interaction_count=row.interaction_count,
            interaction_id=row.id,
            kind=row.kind,
            title=row.title,
            sort_on=row.sort_on,
            is_dated=row.is_dated,
            fiscal_year=row.fiscal_year,
            latest=max(occurrences[row.id], key=lambda time: time.ends_on, default=None),
        )
        for row in rows
    }


def hold_standings(partner_ids: Collection[int]) -> None:
    """Lock the standing of these partners until the end of the transaction, and read it afresh.

    On PostgreSQL two people may log with one partner at the same moment: the second has to count
    what the first has committed. SQLite lets in one writer at a time anyway.
    """
    rows = (
        select(PartnerStanding).where(PartnerStanding.partner_id.in_(partner_ids)).order_by(PartnerStanding.partner_id)
    )
    db.session.scalars(rows.with_for_update(), execution_options={"populate_existing": True}).all()
