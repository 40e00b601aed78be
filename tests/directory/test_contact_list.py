"""The list of all contacts: filters, pages, masks, whose retention ends."""

from datetime import date

import pytest

from tests.support.counting import QueryCounter
from tests.support.factories import contacts as make
from tests.support.office import Office
from tests.support.visitor import Visitor

#: 고성군 and 영암군 of the exchange team, a hospital of the medical team. The business day is 2020-11-20.
OTHER, CITY, HOSPITAL = 1, 2, 12


@pytest.fixture
def people(report: Office) -> Office:
    """김가 at 고성군, 이나 at 영암군 until next month, 박다 at a hospital until yesterday."""
    head = report.person("manager")
    with report.writing():
        make.contact(head, OTHER, "김가", retain_until=date(2024, 1, 1))
        make.contact(head, CITY, "이나", retain_until=date(2020, 12, 31))
        ended = make.contact(head, HOSPITAL, "박다")
        ended.retain_until = date(2020, 11, 19)
    return report


def names(visitor: Visitor, **asked: str) -> list[str]:
    page = visitor.visit("directory.all_contacts", **asked)
    return [node.text for node in page.main.all("tbody th a")]


@pytest.mark.usefixtures("people")
class TestFilters:
    def test_by_name(self, viewer: Visitor) -> None:
        assert names(viewer) == ["김가", "박다", "이나"]

    def test_by_kind_of_partner(self, viewer: Visitor) -> None:
        assert names(viewer, kind="city") == ["김가", "이나"]

    def test_by_team(self, viewer: Visitor) -> None:
        assert names(viewer, team="medical") == ["박다"]

    def test_by_retention(self, viewer: Visitor) -> None:
        assert names(viewer, retention="soon") == ["이나"]
        assert names(viewer, retention="ended") == ["박다"]
        assert names(viewer, retention="unknown") == []
        assert names(viewer, sort="retention") == ["박다", "이나", "김가"]

    def test_by_the_partners_name(self, viewer: Visitor) -> None:
        assert names(viewer, q="영암") == ["이나"]
        assert names(viewer, q="ㅇㅇㄱ") == ["이나"]

    @pytest.mark.parametrize(
        "asked",
        [{"kind": "castle"}, {"team": "x"}, {"retention": "kept"}, {"sort": "phone"}, {"q": "x" * 101}, {"page": "x"}],
    )
    def test_what_there_is_not(self, viewer: Visitor, asked: dict[str, str]) -> None:
        viewer.visit("directory.all_contacts", expect=400, **asked)


def test_retention_is_pointed_out(people: Office, exchange: Visitor) -> None:
    rows = exchange.visit("directory.all_contacts").rows()
    assert "보유기간 곧 종료" not in rows[0]
    assert "보유기간 지남" in rows[1]
    assert "보유기간 곧 종료" in rows[2]


def test_numbers_are_masked_for_everybody(people: Office, manager: Visitor) -> None:
    page = manager.visit("directory.all_contacts")
    assert "010-****-4321" in page.text
    assert "010-8765-4321" not in page.html


def test_pages(report: Office, viewer: Visitor, queries: QueryCounter) -> None:
    head = report.person("manager")
    with report.writing():
        for number in range(120):
            make.contact(head, CITY, f"담당{number:03d}")
    first = viewer.visit("directory.all_contacts")
    assert len(first.rows()) == 50
    with queries.at_most(16):
        second = viewer.open(first.link("다음"))
    third = viewer.open(second.link("다음"))
    assert [len(page.rows()) for page in (second, third)] == [50, 20]
    assert viewer.open(third.link("이전")).rows() == second.rows()
    assert len(viewer.visit("directory.contacts", partner_id=CITY).all("#contacts .rows li")) == 100


def test_nobody_yet(report: Office, viewer: Visitor) -> None:
    assert "아직 등록된 담당자가 없습니다" in viewer.visit("directory.all_contacts").text
    assert "담당자" in viewer.visit("directory.index").html
