"""Single interactions, to be shown or changed."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from partners.foundation.database import db
from partners.interactions.models import Interaction
from partners.interactions.queries.rows import InteractionRow, complete, rows_statement


def get_interaction(interaction_id: int) -> Interaction:
    """The record with its occurrences and named partners, to be changed. Raises NoResultFound."""
    statement = (
        select(Interaction)
        .where(Interaction.id == interaction_id)
        .options(selectinload(Interaction.occurrences), selectinload(Interaction.named))
    )
    return db.session.execute(statement).scalar_one()


def find_interaction(interaction_id: int) -> Interaction | None:
    """The record alone, or None."""
    return db.session.get(Interaction, interaction_id)


def view_of(interaction_id: int) -> InteractionRow:
    """Everything that the record's page shows. Raises NoResultFound."""
    row = db.session.execute(rows_statement(Interaction.body).where(Interaction.id == interaction_id)).one()
    return complete([row])[0]
