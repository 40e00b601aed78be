"""The terms of the vocabularies as they stand in the database."""

from sqlalchemy import select

from partners.directory.models import VocabularyTerm
from partners.directory.rules.vocabularies import Term
from partners.foundation.database import db

COLUMNS = (
    VocabularyTerm.vocabulary,
    VocabularyTerm.code,
    VocabularyTerm.label_ko,
    VocabularyTerm.label_en,
    VocabularyTerm.retired_at.is_not(None),
)


def terms_of(*vocabularies: str) -> dict[str, dict[str, Term]]:
    """By vocabulary, its terms by code in their order, retired ones too (`rules.vocabularies.offered` leaves
    them out). One query, however many vocabularies."""
    statement = (
        select(*COLUMNS)
        .where(VocabularyTerm.vocabulary.in_(vocabularies))
        .order_by(VocabularyTerm.vocabulary, VocabularyTerm.position, VocabularyTerm.id)
    )
    found: dict[str, dict[str, Term]] = {name: {} for name in vocabularies}
    for vocabulary, code, label_ko, label_en, is_retired in db.session.execute(statement):
        found[vocabulary][code] = Term(code, label_ko, label_en, is_retired)
    return found
