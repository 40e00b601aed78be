"""Single interactions, to be shown or changed."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from partners.directory.queries import ContactName, contacts_named
from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionContact, InteractionPartner, Occurrence
from partners.interactions.queries.rows import InteractionRow, complete, rows_statement


def get_interaction(interaction_id: int) -> Interaction:
    """The record with its occurrences and named partners, to be changed. Raises NoResultFound."""
    statement = (
        select(Interaction)
        .where(Interaction.id == interaction_id)
        .options(selectinload(Interaction.occurrences), selectinload(Interaction.named), selectinload(Interaction.met))
    )
    return db.session.execute(statement).scalar_one()


def find_interaction(interaction_id: int) -> Interaction | None:
    """The record alone, or None."""
    return db.session.get(Interaction, interaction_id)


def find_alike(partner_ids: Collection[int], kind: str, days: Collection[date]) -> InteractionRow | None:
    """The latest record of this kind that names one of these partners on one of these days: perhaps the same."""
    if not partner_ids or not kind or not days:
        return None
    named = select(InteractionPartner.interaction_id).where(InteractionPartner.partner_id.in_(partner_ids))
    that_day = select(Occurrence.interaction_id).where(
        Occurrence.interaction_id == Interaction.id, Occurrence.starts_on.in_(days)
    )
    statement = (
        rows_statement()
        .where(Interaction.kind == kind, Interaction.voided_at.is_(None))
        .where(Interaction.id.in_(named), that_day.exists())
        .order_by(Interaction.id.desc())
        .limit(1)
    )
    return next(iter(complete(db.session.execute(statement).all())), None)


def contacts_met(interaction_id: int) -> list[ContactName]:
    """The people at the partners who took part, by name."""
    met = select(InteractionContact.contact_id).where(InteractionContact.interaction_id == interaction_id)
    return contacts_named(db.session.scalars(met))


def view_of(interaction_id: int) -> InteractionRow:
    """Everything that the record's page shows. Raises NoResultFound."""
    row = db.session.execute(rows_statement(Interaction.body).where(Interaction.id == interaction_id)).one()
    return complete([row])[0]
