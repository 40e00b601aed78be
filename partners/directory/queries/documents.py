"""Reading documents."""

from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select, text

from partners.directory.models import Document
from partners.files.queries import FileRow, file_in, with_files
from partners.foundation.database import db

MOST_OF_A_PARTNER = 50


def get_document(document_id: int) -> Document:
    """A document of a partner, also one that was taken off the file. Raises NoResultFound."""
    statement = select(Document).where(Document.id == document_id, Document.partner_id.is_not(None))
    return db.session.execute(statement).scalar_one()


def documents_of(partner_id: int) -> dict[Document, list[FileRow]]:
    """The partner's documents on file, latest first, undated ones last, each with its files. One query."""
    documents: dict[Document, list[FileRow]] = {}
    for row in db.session.execute(_documents(), {"partner": partner_id}):
        files = documents.setdefault(row[0], [])
        if (file := file_in(row)) is not None:
            files.append(file)
    return documents


@cache
def _documents() -> Select[Any]:
    latest = (Document.dated_on.is_(None), Document.dated_on.desc(), Document.id)
    shown = (
        select(Document.id)
        .where(Document.partner_id == bindparam("partner", type_=Integer), Document.removed_at.is_(None))
        .order_by(*latest)
        .limit(MOST_OF_A_PARTNER)
    )
    statement = with_files(select(Document).where(Document.id.in_(shown)), "documents", Document.id)
    return statement.order_by(*latest, text("file_id"))


def types_beside(document: Document) -> set[str]:
    """The types of the partner's other documents on file."""
    statement = select(Document.type).where(
        Document.partner_id == document.partner_id, Document.id != document.id, Document.removed_at.is_(None)
    )
    return set(db.session.scalars(statement.distinct()))
