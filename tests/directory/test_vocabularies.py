"""The words that records choose from: an empty house has the usual ones, and nobody loses a retired one."""

from sqlalchemy import update

from partners.directory import queries
from partners.directory.models import VocabularyTerm
from partners.directory.rules.vocabularies import DEFAULT_TERMS, VOCABULARIES, Term, offered
from partners.foundation.clock import now
from partners.foundation.database import db
from tests.support.office import Office


def test_every_vocabulary_begins_with_the_usual_terms(at_work: Office) -> None:
    found = queries.terms_of(*VOCABULARIES)
    assert {name: list(terms.values()) for name, terms in found.items()} == {
        name: list(terms) for name, terms in DEFAULT_TERMS.items()
    }


def test_codes_are_not_given_twice_and_every_term_reads_in_both_languages() -> None:
    for name, terms in DEFAULT_TERMS.items():
        assert len({term.code for term in terms}) == len(terms), name
        assert len({term.label_ko for term in terms}) == len(terms), name
        assert all(term.label_ko and term.label_en for term in terms), name


def test_a_retired_term_is_offered_only_to_whoever_has_it(at_work: Office) -> None:
    db.session.execute(update(VocabularyTerm).where(VocabularyTerm.code == "midwifery").values(retired_at=now()))
    terms = queries.terms_of("hospital_type")["hospital_type"]
    assert terms["midwifery"].label("ko") == "조산원"
    assert "midwifery" not in {term.code for term in offered(terms.values())}
    assert "midwifery" in {term.code for term in offered(terms.values(), kept=["midwifery"])}


def test_a_term_without_english_reads_in_korean() -> None:
    assert Term("x", "새 분야").label("en") == "새 분야"
    assert Term("x", "새 분야", "New field").label("en") == "New field"
