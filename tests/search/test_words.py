"""What people type, and what they mean: a table of words with the hit that must stand first, on both databases."""

import csv
from pathlib import Path

import pytest

from partners.directory.actions import create_partner
from partners.search import queries
from partners.search.rules import Record, marked, read_asked
from tests.support.office import Office

with (Path(__file__).parent / "words.csv").open(encoding="utf-8", newline="") as file:
    WORDS = list(csv.DictReader(file))


def first_hit(office: Office, typed: str) -> tuple[str, str]:
    """The first of what is offered while typing; the page of results must begin with the same."""
    person = office.person("manager")
    asked = read_asked({"q": typed}, list(Record))
    offered = queries.offer(asked, person, []).shown
    found = queries.find(asked, person).shown
    assert [(hit.record, hit.id) for hit in offered[:1]] == [(hit.record, hit.id) for hit in found[:1]]
    return (offered[0].record, offered[0].name) if offered else ("", "")


def test_the_words_find_what_is_meant(report: Office) -> None:
    assert len(WORDS) >= 60
    with report.reading():
        found = {row["query"]: first_hit(report, row["query"]) for row in WORDS}
    meant = {row["query"]: (row["record"], row["first"]) for row in WORDS}
    assert {word: hit for word, hit in found.items() if hit != meant[word]} == {}


#: What finds which of two 남구; the bare name finds both, and the one that is called nothing else first.
OF_TWO = {
    "남구": ["부산 남구", "광주 남구"],
    "ㄴㄱ": ["부산 남구", "광주 남구"],
    "광주 남구": ["광주 남구"],
    "광주남구": ["광주 남구"],
    "광주광역시 남구": ["광주 남구"],
    "ㄱㅈㄴㄱ": ["광주 남구"],
    "부산 남구": ["부산 남구"],
    "부산남구": ["부산 남구"],
    "남구 부산": ["부산 남구"],
    "ㅂㅅㄴㄱ": ["부산 남구"],
}


def test_a_name_that_two_bear_finds_both_and_its_province_one(report: Office) -> None:
    with report.writing():
        told = {"name_ko": "남구", "country": "KR", "region": "부산"}
        create_partner("city", told, by=report.person("exchange"), confirmed=True)
    with report.reading():
        found = {typed: _cities(report, typed) for typed in OF_TWO}
    assert {typed: names for typed, names in found.items() if names != OF_TWO[typed]} == {}


def _cities(office: Office, typed: str) -> list[str]:
    """The places called 남구 among what is offered, in their order, each with its province."""
    hits = queries.offer(read_asked({"q": typed}, list(Record)), office.person("manager"), []).shown
    of_partners = [hit for hit in hits if hit.record == "partner" and hit.name.endswith("남구")]
    return [hit.name if hit.name.startswith(hit.region) else f"{hit.region} {hit.name}" for hit in of_partners]


@pytest.mark.parametrize("typed", ["암영", "zzzzzz", "ㅎㅎㅎㅎ", "영암군 병원", "가나다라마바사", "kiwi"])
def test_what_is_nowhere_is_not_found(report: Office, typed: str) -> None:
    with report.reading():
        assert first_hit(report, typed) == ("", "")


@pytest.mark.parametrize(
    ("name", "typed", "seen"),
    [
        ("영암군", "ㅇㄱ", "영[암군]"),
        ("광주 남구", "주남", "광[주 남]구"),
        ("씨엠(CM)병원", "cm병원", "씨엠([CM)병원]"),
        ("Huyện Nhà Bè", "nha", "Huyện [Nhà] Bè"),
        ("영암군", "나베", "영암군"),
        ("👩‍🌾 영암", "영암", "👩‍🌾 [영암]"),
        ("", "영암", ""),
    ],
)
def test_what_was_typed_is_marked_in_the_name(name: str, typed: str, seen: str) -> None:
    assert "".join(f"[{piece}]" if is_hit else piece for piece, is_hit in marked(name, typed)) == seen
