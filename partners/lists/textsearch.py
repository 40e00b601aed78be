"""Korean text search: every bigram of the query must be in the index, then the words are rechecked.

Trigram indexes fail on words of two syllables, and most Korean words have two. Rows carry
`search_terms` (bigrams, single characters, 초성) and `search_text` (folded names). SQLite finds
terms by FTS5, PostgreSQL by a GIN index over the terms; both tables and triggers stand in the
migrations under the names that this module uses.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    true,
    union,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT

from partners.foundation.database import Model, db
from partners.foundation.hangul import (
    SEPARATOR,
    beginnings,
    fold,
    is_initials,
    query_terms,
    query_words,
    search_terms,
    search_text,
)
from partners.foundation.hangul_readings import Reading, loose_readings

#: So many hits of one character are compared with each other.
COMPARED = 1_000
#: A term that SQLite's tokenizer surely keeps whole: its tables know Unicode 6.1, these are of 3.2.
_KNOWN = unicodedata.ucd_3_2_0


def matches(model: type[Model], query: str) -> ColumnElement[bool]:
    """The condition that a row of the model matches all words of what was typed.

    What the index finds is rechecked: each word must be a part of `search_text`.
    A query of blanks and punctuation matches everything.
    """
    # One consonant nearly every record has: no index helps to find it.
    terms = [term for term in query_terms(query) if not is_initials(term) or len(term) > 1]
    return and_(_has_terms(model, [[terms]]), holds(model, query)) if terms else holds(model, query)


def holds(model: type[Model], query: str) -> ColumnElement[bool]:
    """The same without asking the index: for rows that were found otherwise, few enough to read each."""
    return and_(true(), *(_search_text(model).contains(word, autoescape=True) for word in query_words(query)))


def is_one_character(query: str) -> bool:
    """Whether one character is looked for, which a good part of all records has."""
    return len(fold(query)) == 1


def among_few(model: type[Model], key: Any, query: str, first: Collection[int] = ()) -> ColumnElement[bool]:
    """Of the hits of one character, half the office, so many only are compared to find the best of them: those whose
    folded name, the column `key`, begins with it, some others, and `first`, by id. Of longer words all.
    """
    if not is_one_character(query):
        return true()
    identity: Any = model.id  # type: ignore[attr-defined]
    begin, behind = beginnings(fold(query))
    begun = select(identity).where(key >= begin, key < behind).order_by(key).limit(COMPARED)
    others = select(identity).where(matches(model, query)).limit(COMPARED)
    few = union(*(select(some.correlate(None).subquery()) for some in (begun, others)))
    condition: ColumnElement[bool] = identity.in_(few)
    return or_(condition, identity.in_(first)) if first else condition


def among_first(model: type[Model], order: Sequence[Any], query: str, first: Collection[int] = ()) -> Any:
    """That a row is one of the first in an order, or one of `first`, by id, and has the words: read one by one."""
    identity: Any = model.id  # type: ignore[attr-defined]
    soonest = identity.in_(select(identity).order_by(*order).limit(COMPARED).correlate(None))
    return and_(or_(soonest, identity.in_(first)) if first else soonest, holds(model, query))


def resembles(model: type[Model], query: str) -> ColumnElement[bool]:
    """The condition for when nothing matches: each word may be read loosely (`loose_readings`).

    A query of blanks and punctuation matches everything.
    """
    words = loose_readings(query)
    if not words:
        return true()
    terms = [[list(reading.terms) for reading in readings] for readings in words]
    rechecked = (or_(*(_reads(model, reading) for reading in readings)) for readings in words)
    return and_(_has_terms(model, terms), *rechecked)


def has_any(model: type[Model], terms: Sequence[str]) -> ColumnElement[bool]:
    """The condition that the index has one of these terms (pairs of letters) for the row: for what is only alike."""
    return _has_terms(model, [[[term] for term in terms]])


def likeness(model: type[Model], query: str, key: Any) -> ColumnElement[int]:
    """How well a row that matches is meant; `key` is the column of its own folded name.

    0: a name of it is what was typed, 1: one begins with it, 2: it stands in its own name, 3: elsewhere.
    """
    lines, typed = literal(SEPARATOR) + _search_text(model) + SEPARATOR, fold(query)
    return case(
        (lines.contains(f"{SEPARATOR}{typed}{SEPARATOR}", autoescape=True), 0),
        (lines.contains(f"{SEPARATOR}{typed}", autoescape=True), 1),
        (key.contains(typed, autoescape=True), 2),
        else_=literal(3, Integer()),
    )


def rewrite(model: type[Model], texts: Mapping[int, Sequence[str]]) -> None:
    """Write the search columns of these rows anew, by id, without raising their versions."""
    rows = [
        {"row_id": one, "new_text": search_text(*names), "new_terms": search_terms(*names)}
        for one, names in texts.items()
    ]
    if rows:
        columns = model.__table__.c
        statement = update(model.__table__).where(columns.id == bindparam("row_id"))  # type: ignore[arg-type]
        new: dict[str, Any] = {"search_text": bindparam("new_text"), "search_terms": bindparam("new_terms")}
        db.session.connection().execute(statement.values(new), rows)


def rebuild_index(model: type[Model]) -> None:
    """Let the index forget everything and read the terms again: after they were written past its triggers."""
    if db.engine.dialect.name == "sqlite":
        name = f"{model.__tablename__}_terms"
        db.session.execute(insert(table(name, column(name))).values({name: "rebuild"}))


def _search_text(model: type[Model]) -> Any:
    return model.search_text  # type: ignore[attr-defined]


def _reads(model: type[Model], reading: Reading) -> ColumnElement[bool]:
    parts = [_search_text(model).contains(part, autoescape=True) for part in reading.parts]
    slips = [_search_text(model).like(f"%{pattern}%") for pattern in reading.patterns]
    return and_(*parts, *([or_(*slips)] if slips else []))


def _has_terms(model: type[Model], words: list[list[list[str]]]) -> ColumnElement[bool]:
    """That the index has, for each word, all terms of one of its readings."""
    if db.engine.dialect.name == "postgresql":
        array = _array(model)
        return and_(*(or_(*(array.contains(cast(terms, ARRAY(TEXT))) for terms in readings)) for readings in words))
    phrase = _phrase(words)
    if not phrase:
        return true()
    index = table(f"{model.__tablename__}_terms", column("rowid"))
    asked = text(f"{index.name} MATCH :terms").bindparams(bindparam("terms", phrase, unique=True))
    identity: ColumnElement[Any] = model.id  # type: ignore[attr-defined]
    return identity.in_(select(index.c.rowid).where(asked))


def _array(model: type[Model]) -> Any:
    terms = model.search_terms  # type: ignore[attr-defined]
    # The same expression as the index in the migration.
    return func.string_to_array(terms, literal_column("' '"), type_=ARRAY(TEXT))


def _phrase(words: list[list[list[str]]]) -> str:
    """The same for FTS5. A word that has a reading without safe terms is left to the recheck."""
    asked = [[" AND ".join(f'"{term}"' for term in terms if _is_one_token(term)) for terms in word] for word in words]
    return " AND ".join(f"({' OR '.join(f'({terms})' for terms in word)})" for word in asked if all(word))


def _is_one_token(term: str) -> bool:
    return all(_KNOWN.category(character)[0] in "LN" for character in term)
