"""A partner's page: head, facts, ties, documents, panels; its history."""

import pytest
from sqlalchemy import select

from partners.directory.models import Partner
from tests.support.counting import QueryCounter
from tests.support.office import Office
from tests.support.visitor import Visitor


def _id_of(office: Office, name: str) -> int:
    with office.reading() as session:
        return session.scalars(select(Partner.id).where(Partner.name_ko == name)).one()


def test_the_page_of_a_sister_city(report: Office, exchange: Visitor) -> None:
    city = _id_of(report, "영암군")
    page = exchange.visit("directory.show", partner_id=city)
    assert page.heading == "영암군"
    for expected in (
        "Yeongam-gun, Jeollanam-do",
        "전남 영암군",
        "상호결연",
        "마지막 교류 241일 전",
        "인계",
        "2020. 10. 31. 기준",
    ):
        assert expected in page.text
    assert page.one("svg.small-map").get("aria-label")
    first, history = page.all("[hx-trigger=load]")
    assert history.get("hx-get") == f"/partners/{city}/history"
    assert first.get("hx-get") == f"/partners/{city}/panels"
    # The first panel brings those beside it: each as its own address gives it, to the place that waits for it.
    brought = exchange.fetch("small_panels", partner_id=city)
    for place in (first.get("hx-select"), *first.get("hx-select-oob").split(",")):
        assert page.one(place).get("id") == brought.one(place).get("id")
    alone = ("agreements.of_partner", "follow_ups.of_partner", "interactions.balance", "directory.contacts")
    assert brought.html == "".join(exchange.fetch(endpoint, partner_id=city).html for endpoint in alone)


def test_a_letter_of_intent_is_no_agreement(report: Office, viewer: Visitor) -> None:
    page = viewer.visit("directory.show", partner_id=_id_of(report, "황포구"))
    assert "의향서만 체결" in page.text
    assert "교류의향서" in page.text
    assert "2019. 2. 18." in page.text


def test_doubtful_places_say_so(report: Office, medical: Visitor) -> None:
    assert "좌표 확인 필요" in medical.visit("directory.show", partner_id=_id_of(report, "김안과병원")).text
    assert "좌표 확인 필요" not in medical.visit("directory.show", partner_id=_id_of(report, "여의도성모병원")).text


def test_what_the_report_does_not_say_is_unknown(report: Office, medical: Visitor) -> None:
    page = medical.visit("directory.show", partner_id=_id_of(report, "성애병원"))
    facts = page.one("dl.facts").text
    assert "외국인환자 유치등록 번호 미상" in facts


def test_buttons_follow_rights(
    report: Office, exchange: Visitor, medical: Visitor, viewer: Visitor, manager: Visitor
) -> None:
    yeongam = _id_of(report, "영암군")
    shown = {
        person.username: [
            any(word in link.text for link in person.visit("directory.show", partner_id=yeongam).main.all("a[href]"))
            for word in ("고치기", "교류 기록하기", "기존 관계 인계", "변경 이력 보기")
        ]
        for person in (exchange, medical, viewer, manager)
    }
    assert shown == {
        "exchange": [True, True, False, True],
        "medical": [False, True, False, True],
        "viewer": [False, False, False, False],
        "manager": [True, True, True, True],
    }
    viewer.visit("directory.changes", expect=403, partner_id=yeongam)


def test_both_languages(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("directory.show", partner_id=_id_of(report, "기시와다시"), lang="en")
    assert "Sister tie" in page.text
    assert "岸和田市" in page.text


@pytest.mark.parametrize("partner_id", [0, 99_999, 10**18, 10**30])
def test_nobody_has_this_number(report: Office, exchange: Visitor, partner_id: int) -> None:
    exchange.visit("directory.show", expect=(400, 404), partner_id=partner_id)
    exchange.visit("directory.edit", expect=(400, 404), partner_id=partner_id)


def test_a_page_costs_at_most_eleven_queries(report: Office, exchange: Visitor, queries: QueryCounter) -> None:
    for name in ("영암군", "씨엠(CM)병원", "기시와다시 일한친선협회"):
        partner_id = _id_of(report, name)
        exchange.visit("directory.show", partner_id=partner_id)
        with queries.at_most(11):
            exchange.visit("directory.show", partner_id=partner_id)


def test_the_history_of_a_record_pages_back(report: Office, manager: Visitor) -> None:
    page = manager.visit("directory.changes", partner_id=_id_of(report, "황포구"))
    assert len(page.rows()) == 3
    assert "기존 관계 인계" in page.text
    assert "우호협력의향서" in page.text
    manager.visit("directory.changes", partner_id=_id_of(report, "황포구"), before="1")


@pytest.mark.parametrize(("language", "province", "country"), [("ko", "전남", "일본"), ("en", "Jeonnam", "Japan")])
def test_places_are_called_as_the_reader_calls_them(
    report: Office, viewer: Visitor, language: str, province: str, country: str
) -> None:
    rows = viewer.open(f"/partners/?kind=city&lang={language}").rows()
    assert any("영암군" in row and province in row for row in rows)
    assert any("기시와다시" in row and country in row for row in rows)


@pytest.mark.parametrize(("city", "asked"), [("영암군", False), ("나베현", True)])
def test_only_a_city_abroad_asks_for_its_language_and_time(
    report: Office, viewer: Visitor, city: str, asked: bool
) -> None:
    facts = viewer.visit("directory.show", partner_id=_id_of(report, city)).one("#facts").text
    assert ("시간대" in facts) is asked
    assert ("언어" in facts) is asked
    assert "상대 부서" in facts
