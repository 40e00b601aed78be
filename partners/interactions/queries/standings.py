"""How partners stand by their interactions, computed from the records."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from partners.foundation.database import db
from partners.interactions.models import Interaction, Occurrence
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
    latest: OccurrenceRow | Occurrence | None

    @classmethod
    def by(cls, interaction: Interaction) -> "Standing":
        """The standing of a partner by this one alone."""
        return cls(
            interaction_count=1,
            interaction_id=interaction.id,
            kind=interaction.kind,
            title=interaction.title,
            sort_on=interaction.sort_on,
            is_dated=interaction.is_dated,
            fiscal_year=interaction.fiscal_year,
            latest=max(interaction.occurrences, key=lambda time: time.ends_on, default=None),
        )


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
