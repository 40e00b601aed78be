"""Correcting a record: rights, versions, reference marks, and what may not change."""

from datetime import date

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.directory.models import Partner
from partners.foundation.refusals import Refusal
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor


@pytest.fixture
def yeongam(report: Office) -> int:
    with report.reading() as session:
        return session.scalars(select(Partner.id).where(Partner.name_ko == "영암군")).one()


def test_another_teams_form_is_closed_but_its_page_is_open(report: Office, medical: Visitor, yeongam: int) -> None:
    medical.visit("directory.show", partner_id=yeongam)
    medical.visit("directory.edit", expect=403, partner_id=yeongam)
    medical.send("directory.update", {"name_ko": "다른 이름", "version": "1"}, expect=403, partner_id=yeongam)
    assert "directory/edit" not in medical.visit("directory.show", partner_id=yeongam).html


def test_an_officer_corrects_and_the_history_tells(exchange: Visitor, report: Office, yeongam: int) -> None:
    form = exchange.visit("directory.edit", partner_id=yeongam).form()
    exchange.press(form, address="전라남도 영암군 영암읍 군청로 2", reason="번지 확인")
    history = exchange.visit("directory.changes", partner_id=yeongam).text
    assert "군청로 2" in history
    assert "번지 확인" in history


def test_saving_nothing_changes_nothing(exchange: Visitor, report: Office, yeongam: int) -> None:
    before = exchange.visit("directory.edit", partner_id=yeongam)
    exchange.press(before.form())
    after = exchange.visit("directory.edit", partner_id=yeongam)
    assert after.field("version") == before.field("version")


def test_a_changed_or_confirmed_value_loses_its_reference_mark(exchange: Visitor, report: Office, yeongam: int) -> None:
    form = exchange.visit("directory.edit", partner_id=yeongam).form()
    exchange.press(form, address="전라남도 영암군 영암읍 군청로 2", confirmed=["lat", "lon"])
    with report.reading():
        assert queries.get_partner(yeongam).reference_fields == ["name_en"]


def test_the_second_of_two_editors_sees_both_values(
    exchange: Visitor, manager: Visitor, report: Office, yeongam: int
) -> None:
    first = exchange.visit("directory.edit", partner_id=yeongam).form()
    second = manager.visit("directory.edit", partner_id=yeongam).form()
    exchange.press(first, note="먼저 저장한 메모")
    page = manager.press(second, expect=409, note="나중에 적은 메모")
    assert "먼저 저장한 메모" in page.text
    assert page.field("note") == "나중에 적은 메모"
    manager.press(page.form("/edit"))
    with report.reading():
        assert queries.get_partner(yeongam).note == "나중에 적은 메모"


def test_without_a_version_nothing_is_saved(exchange: Visitor, report: Office, yeongam: int) -> None:
    form = exchange.visit("directory.edit", partner_id=yeongam).form()
    exchange.press(form, expect=409, without=("version",), note="판 없이")


@pytest.mark.parametrize("version", ["", "x", "99", "-1"])
def test_a_strange_version_is_no_error_of_ours(exchange: Visitor, report: Office, yeongam: int, version: str) -> None:
    form = exchange.visit("directory.edit", partner_id=yeongam).form()
    page = exchange.press(form, expect=422 if version == "x" else 409, version=version)
    assert page.status < 500


def test_a_city_with_a_tie_stays_domestic(exchange: Visitor, report: Office, yeongam: int) -> None:
    form = exchange.visit("directory.edit", partner_id=yeongam).form()
    page = exchange.press(form, expect=422, country="CN", region="상해시")
    assert "country" in page.errors
    assert page.field("country") == "CN"


def test_a_city_on_its_way_stays_foreign(exchange: Visitor, report: Office) -> None:
    with report.reading() as session:
        nhabe = session.scalars(select(Partner.id).where(Partner.name_ko == "나베현")).one()
    form = exchange.visit("directory.edit", partner_id=nhabe).form()
    assert "country" in exchange.press(form, expect=422, country="KR", region="경남").errors


def test_a_city_that_once_had_a_tie_stays_too(at_work: Office, head: SignedIn) -> None:
    city = make.city(head)
    tie = actions.take_over(city, "sister", "보고서에 있음", "보고", date(2020, 10, 31), head)
    actions.end_tie(tie, date(2020, 11, 1), "종료", head)
    with pytest.raises(Refusal):
        actions.edit_partner(city, {"country": "CN"}, city.version, head)


def test_a_free_city_may_move(at_work: Office, head: SignedIn) -> None:
    city = make.city(head)
    actions.edit_partner(city, {"country": "CN", "region": "상해시"}, city.version, head)
    assert (city.country, city.band) == ("CN", 1)


def test_the_kind_of_a_record_never_changes(exchange: Visitor, report: Office, yeongam: int) -> None:
    form = exchange.visit("directory.edit", partner_id=yeongam).form()
    exchange.press(form, kind="hospital", note="종류 바꾸기")
    with report.reading():
        assert queries.get_partner(yeongam).kind == "city"


def test_a_renamed_partner_is_found_by_its_new_names_only(at_work: Office, head: SignedIn) -> None:
    city = make.city(head, "옛이름시", aliases=["별명시"])
    actions.edit_partner(city, {"name_ko": "새이름시", "aliases": ["애칭시"]}, city.version, head)
    assert [found.id for found in queries.typeahead("새이름")] == [city.id]
    assert [found.id for found in queries.typeahead("애칭시")] == [city.id]
    assert queries.typeahead("옛이름") == []
    assert queries.typeahead("별명시") == []
    assert queries.known_as(["옛이름시", "별명시"]) == []
