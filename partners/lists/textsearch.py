"""Korean text search: every bigram of the query must be in the index, then the words are rechecked.

Trigram indexes fail on words of two syllables, and most Korean words have two. Rows carry
`search_terms` (bigrams, single characters, 초성) and `search_text` (folded names). SQLite finds
terms by FTS5, PostgreSQL by a GIN index over the terms; both tables and triggers stand in the
migrations under the names that this module uses.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, cast, column, func, literal_column, select, table, text, true
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import InstrumentedAttribute

from partners.foundation.database import Model, db
from partners.foundation.hangul import query_terms, query_words


def matches(model: type[Model], query: str) -> ColumnElement[bool]:
    """The condition that a row of the model matches all words of what was typed.

    What the index finds is rechecked: each word must be a part of `search_text`.
    A query of blanks and punctuation matches everything.
    """
    terms = query_terms(query)
    if not terms:
        return true()
    search_text: InstrumentedAttribute[str] = model.search_text  # type: ignore[attr-defined]
    return and_(_has_terms(model, terms), *(search_text.contains(word, autoescape=True) for word in query_words(query)))


def _has_terms(model: type[Model], terms: list[str]) -> ColumnElement[bool]:
    if db.engine.dialect.name == "postgresql":
        found: ColumnElement[bool] = _array(model).contains(cast(terms, ARRAY(TEXT)))
        return found
    index = table(f"{model.__tablename__}_terms", column("rowid"))
    rows = select(index.c.rowid).where(text(f"{index.name} MATCH :fts_terms").bindparams(fts_terms=_phrase(terms)))
    identity: ColumnElement[Any] = model.id  # type: ignore[attr-defined]
    return identity.in_(rows)


def _array(model: type[Model]) -> Any:
    terms = model.search_terms  # type: ignore[attr-defined]
    # The same expression as the index in the migration.
    return func.string_to_array(terms, literal_column("' '"), type_=ARRAY(TEXT))


def _phrase(terms: list[str]) -> str:
    return " ".join('"' + term.replace('"', "") + '"' for term in terms)
