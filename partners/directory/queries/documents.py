"""Reading documents."""

from collections.abc import Sequence

from sqlalchemy import select

from partners.directory.models import Document
from partners.foundation.database import db

MOST_OF_A_PARTNER = 50


def get_document(document_id: int) -> Document:
    """A document of a partner, also one that was taken off the file. Raises NoResultFound."""
    statement = select(Document).where(Document.id == document_id, Document.partner_id.is_not(None))
    return db.session.execute(statement).scalar_one()


def documents_of(partner_id: int, limit: int = MOST_OF_A_PARTNER) -> Sequence[Document]:
    """The partner's documents on file, latest first, undated ones last."""
    statement = (
        select(Document)
        .where(Document.partner_id == partner_id, Document.removed_at.is_(None))
        .order_by(Document.dated_on.is_(None), Document.dated_on.desc(), Document.id)
        .limit(limit)
    )
    return db.session.scalars(statement).all()


def types_beside(document: Document) -> set[str]:
    """The types of the partner's other documents on file."""
    statement = select(Document.type).where(
        Document.partner_id == document.partner_id, Document.id != document.id, Document.removed_at.is_(None)
    )
    return set(db.session.scalars(statement.distinct()))
