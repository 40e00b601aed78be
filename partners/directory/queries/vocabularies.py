"""The terms of the vocabularies as they stand in the database."""

from sqlalchemy import select

from partners.directory.models import VocabularyTerm
from partners.directory.rules.vocabularies import Term
from partners.foundation.database import db


def terms_of(*vocabularies: str) -> dict[str, dict[str, Term]]:
    """By vocabulary, its terms by code in their order, retired ones too (`rules.vocabularies.offered` leaves
    them out). One query, however many vocabularies."""
    statement = (
        select(VocabularyTerm)
        .where(VocabularyTerm.vocabulary.in_(vocabularies))
        .order_by(VocabularyTerm.vocabulary, VocabularyTerm.position, VocabularyTerm.id)
    )
    found: dict[str, dict[str, Term]] = {name: {} for name in vocabularies}
    for row in db.session.scalars(statement):
        found[row.vocabulary][row.code] = Term(row.code, row.label_ko, row.label_en, row.retired_at is not None)
    return found
