"""T35 and MT-5: the second of two editors sees both values, and nothing that either wrote is lost."""

import threading
from datetime import date

import pytest
from sqlalchemy import select

from partners.directory import queries
from partners.directory.models import Partner
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor


@pytest.fixture
def supporter(office: Office) -> int:
    channels = [
        {"platform": "youtube", "handle": "@hana", "url": "", "followers": 100, "followers_on": date(2020, 11, 1)}
    ]
    with office.writing():
        by = office.person("medical")
        made = make.partner(by, "supporter", "하나팀", languages=["vi"], aliases=["하나"], channels=channels)
        return made.id


def test_a_hospital_with_both_values_of_lists_days_and_names(
    medical: Visitor, manager: Visitor, report: Office
) -> None:
    with report.reading() as session:
        hospital = session.scalars(select(Partner.id).where(Partner.kind == "hospital")).first()
    first = medical.visit("directory.edit", partner_id=hospital).form()
    second = manager.visit("directory.edit", partner_id=hospital).form()
    theirs = {"departments": ["surgery"], "interpretation_languages": ["en"], "registration_until": "2021. 1. 14."}
    mine = {"departments": ["ophthalmology"], "interpretation_languages": ["zh"], "aliases": "다른 이름"}
    medical.press(first, **theirs)
    page = manager.press(second, expect=409, **mine)
    rows = {row.all("th")[0].text: row.text for row in page.all(".conflict-values tbody tr")}
    assert "외과" in rows["진료과목"]
    assert "안과" in rows["진료과목"]
    assert "영어" in rows["통역 가능 언어"]
    assert "중국어" in rows["통역 가능 언어"]
    assert "다른 이름" in rows["다른 이름"]
    assert "2021. 1. 14." in rows["유치등록 만료일"]
    assert page.field("departments") == ["ophthalmology"]
    assert "의료관광 담당자" in page.one(".conflict-who").text
    manager.press(page.form("/edit"), registration_until="2021. 1. 14.", departments=["surgery", "ophthalmology"])
    with report.reading():
        kept = queries.get_partner(hospital)
        assert kept.departments == ["ophthalmology", "surgery"]
        assert kept.interpretation_languages == ["zh"]
        assert kept.registration_until == date(2021, 1, 14)


def test_channels_are_compared_cell_by_cell(medical: Visitor, manager: Visitor, office: Office, supporter: int) -> None:
    first = medical.visit("directory.edit", partner_id=supporter).form()
    second = manager.visit("directory.edit", partner_id=supporter).form()
    theirs = {"channels-1-platform": "blog", "channels-1-handle": "hana-blog", "languages": ["vi", "en"]}
    medical.press(first, **{"channels-0-followers": "200"}, **theirs)
    page = manager.press(second, expect=409, **{"channels-0-followers": "300"})
    rows = {row.all("th")[0].text: row.text for row in page.all(".conflict-values tbody tr")}
    assert "200" in rows["채널 1: 구독자 수"]
    assert "300" in rows["채널 1: 구독자 수"]
    assert "hana-blog" in rows["채널 2: 채널 이름"]
    assert "블로그" in rows["채널 2: 플랫폼"]
    assert "영어, 베트남어" in rows["언어"]
    # The row that only the other one wrote has its place in the form.
    taken = {"channels-1-platform": "blog", "channels-1-handle": "hana-blog"}
    manager.press(page.form("/edit"), **taken)
    with office.reading():
        kept = queries.get_partner(supporter)
        assert [(row.handle, row.followers) for row in kept.channels] == [("@hana", 300), ("hana-blog", None)]


def test_two_who_save_at_once_lose_nothing(office: Office, supporter: int) -> None:
    visitors = [Visitor(office, "medical"), Visitor(office, "manager")]
    forms = [visitor.visit("directory.edit", partner_id=supporter).form() for visitor in visitors]
    ready = threading.Barrier(2)
    answers: dict[int, Page] = {}

    def save(number: int) -> None:
        ready.wait()
        changes = {"channels-0-followers": str(1000 + number), "note": f"{number}번째 메모"}
        answers[number] = visitors[number].press(forms[number], expect=(303, 409), **changes)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers.values()) == [303, 409]
    second, page = next((number, answer) for number, answer in answers.items() if answer.status == 409)
    assert f"{1 - second}번째 메모" in page.text
    assert page.field("note") == f"{second}번째 메모"


def test_what_the_second_editor_left_alone_keeps_what_the_first_wrote(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    """Saving again must not put back what somebody else has just corrected elsewhere in the record."""
    with report.reading() as session:
        city = session.scalars(select(Partner.id).where(Partner.name_ko == "영암군")).one()
    first = exchange.visit("directory.edit", partner_id=city).form()
    second = manager.visit("directory.edit", partner_id=city).form()
    exchange.press(first, note="면담은 화요일에만", languages=["ko"])
    page = manager.press(second, expect=409, address="영암읍 군청로 1")
    assert page.field("note") == "면담은 화요일에만"
    assert page.field("languages") == ["ko"]
    assert page.field("address") == "영암읍 군청로 1"
    rows = {row.all("th")[0].text: row.text for row in page.all(".conflict-values tbody tr")}
    assert "고치지 않은 칸" in rows["메모"]
    assert "고치지 않은 칸" not in rows["주소"]
    manager.press(page.form("/edit"))
    with report.reading():
        kept = queries.get_partner(city)
        assert (kept.note, kept.languages, kept.address) == ("면담은 화요일에만", ["ko"], "영암읍 군청로 1")
