"""Korean search: two syllables, blanks, first consonants, other scripts; the same on both databases."""

import pytest
from sqlalchemy import select

from partners.directory.models import Partner
from partners.foundation.database import db
from partners.lists.textsearch import matches
from tests.support.office import Office


def found(query: str) -> set[str]:
    return set(db.session.scalars(select(Partner.name_ko).where(matches(Partner, query))))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("영암", "영암군"),
        ("영암군", "영암군"),
        ("전남 영암", "영암군"),
        ("ㅇㅇㄱ", "영암군"),
        ("광주남구", "광주 남구"),
        ("남구", "광주 남구"),
        ("CM병원", "씨엠(CM)병원"),
        ("cm", "씨엠(CM)병원"),
        ("씨엠병원", "씨엠(CM)병원"),
        ("kishiwada", "기시와다시"),
        ("岸和田", "기시와다시"),
        ("nha be", "나베현"),
        ("Nhà Bè", "나베현"),
        ("黄浦", "황포구"),
        ("황푸구", "황포구"),
        ("군", "고성군"),
    ],
)
def test_what_people_type_finds_what_they_mean(report: Office, query: str, name: str) -> None:
    with report.reading():
        assert name in found(query)


@pytest.mark.parametrize("query", ["암영", "영암시", "zzz", "ㅎㅎㅎㅎ", "영암군 병원"])
def test_what_is_not_there_is_not_found(report: Office, query: str) -> None:
    with report.reading():
        assert found(query) == set()


@pytest.mark.parametrize("query", ["", "   ", "…", "()", "'", '"', "\\", "🙂"])
def test_nothing_asked_is_everything(report: Office, query: str) -> None:
    with report.reading():
        assert len(found(query)) == 45


@pytest.mark.parametrize(
    "query",
    ['""" OR 1', "영암%", "영_군", "* NEAR(", "NOT 영암", "x" * 5000, "가" * 3000, "a\x00b", "{영암}"],
)
def test_hostile_queries_find_no_more_than_they_say(report: Office, query: str) -> None:
    """T17 in small."""
    with report.reading():
        assert len(found(query)) < 45


def test_a_changed_name_is_found_at_once(report: Office) -> None:
    with report.writing() as session:
        partner = session.execute(select(Partner).where(Partner.name_ko == "청양군")).scalar_one()
        partner.search_text, partner.search_terms = "새이름", "새이 이름"
    with report.reading():
        assert found("새이름") == {"청양군"}
        assert "청양군" not in found("청양")
