"""The terms of the vocabularies as they stand in the database."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import func, select

from partners.directory.models import VocabularyTerm
from partners.directory.rules.vocabularies import Term
from partners.foundation.database import db
from partners.lists.remembered import remembered

COLUMNS = (
    VocabularyTerm.vocabulary,
    VocabularyTerm.code,
    VocabularyTerm.label_ko,
    VocabularyTerm.label_en,
    VocabularyTerm.retired_at.is_not(None),
)


@remembered("vocabulary_terms")
def terms_of(*vocabularies: str) -> Mapping[str, Mapping[str, Term]]:
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
    return MappingProxyType({name: MappingProxyType(terms) for name, terms in found.items()})


def terms_in_order(vocabulary: str) -> Sequence[VocabularyTerm]:
    """The terms of a vocabulary in their order, retired ones too."""
    statement = select(VocabularyTerm).where(VocabularyTerm.vocabulary == vocabulary)
    return db.session.scalars(statement.order_by(VocabularyTerm.position, VocabularyTerm.id)).all()


def get_term(vocabulary: str, term_id: int) -> VocabularyTerm:
    """A term of this vocabulary. Raises NoResultFound, alike for another's."""
    statement = select(VocabularyTerm).where(VocabularyTerm.id == term_id, VocabularyTerm.vocabulary == vocabulary)
    return db.session.execute(statement).scalar_one()


def count_terms() -> dict[str, int]:
    """How many terms of each vocabulary are offered."""
    statement = select(VocabularyTerm.vocabulary, func.count()).where(VocabularyTerm.retired_at.is_(None))
    return {row[0]: row[1] for row in db.session.execute(statement.group_by(VocabularyTerm.vocabulary))}
