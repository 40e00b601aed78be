"""폐지·통합: the last day of a body, who follows it, and what pages say of both."""

from datetime import date

import pytest

from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.directory.rules.succession import is_abolished
from partners.foundation.refusals import Refusal
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

TODAY = date(2020, 11, 20)


@pytest.mark.parametrize(
    ("valid_to", "successor", "gone"),
    [
        (None, None, False),
        (date(2020, 11, 19), None, True),
        (TODAY, None, False),
        (date(2021, 6, 30), 5, False),
        (None, 5, True),
    ],
)
def test_when_a_body_is_gone(valid_to: date | None, successor: int | None, gone: bool) -> None:
    assert is_abolished(valid_to, successor, TODAY) is gone


@pytest.fixture
def two(report: Office) -> tuple[int, int]:
    with report.writing():
        officer = report.person("exchange")
        return make.city(officer, "옛남군", "충북").id, make.city(officer, "새청시", "충북").id


def _merge(exchange: Visitor, old: int, **typed: str) -> None:
    form = exchange.visit("directory.edit", partner_id=old).form("/edit")
    exchange.press(form, **{"valid_to": "2014. 6. 30.", "successor_id": "새청시", **typed})


def test_both_pages_tell(report: Office, exchange: Visitor, two: tuple[int, int]) -> None:
    old, new = two
    _merge(exchange, old)
    page = exchange.visit("directory.show", partner_id=old)
    assert "폐지 2014. 6. 30." in page.text
    assert page.link("새청시") == f"/partners/{new}"
    assert exchange.visit("directory.show", partner_id=new).link("충북 옛남군") == f"/partners/{old}"
    row = next(row for row in exchange.visit("directory.index", q="옛남군").all("tbody tr") if "옛남군" in row.text)
    assert "is-over" in row.classes
    assert "폐지" in row.text
    gone = exchange.visit("directory.index", abolished="y")
    assert [node.text for node in gone.all("tbody a.row-link")] == ["옛남군"]


def test_saving_again_changes_nothing(report: Office, exchange: Visitor, two: tuple[int, int]) -> None:
    _merge(exchange, two[0])
    exchange.press(exchange.visit("directory.edit", partner_id=two[0]).form("/edit"), note="메모")
    with report.reading():
        partner = queries.get_partner(two[0])
        assert (partner.valid_to, partner.successor_id) == (date(2014, 6, 30), two[1])


@pytest.mark.parametrize("successor", ["옛남군", "없는시"])
def test_bad_successors(report: Office, exchange: Visitor, two: tuple[int, int], successor: str) -> None:
    form = exchange.visit("directory.edit", partner_id=two[0]).form("/edit")
    page = exchange.press(form, expect=422, valid_to="2014. 6. 30.", successor_id=successor, note="남는 메모")
    assert "successor_id" in page.errors
    assert page.field("successor_id") == successor
    assert page.field("note") == "남는 메모"


def test_no_circle(at_work: Office, officer: SignedIn) -> None:
    first, second, third = (make.city(officer) for _ in range(3))
    actions.edit_partner(first, {"successor_id": second.id}, first.version, officer)
    actions.edit_partner(second, {"successor_id": third.id}, second.version, officer)
    with pytest.raises(Refusal) as refused:
        actions.edit_partner(third, {"successor_id": first.id}, third.version, officer)
    assert refused.value.field == "successor_id"
    assert queries.followers_of(first.id) == {second.id, third.id}


def test_a_circle_made_behind_our_back_ends_the_walk(at_work: Office, officer: SignedIn) -> None:
    first, second = make.city(officer), make.city(officer)
    first.successor_id, second.successor_id = second.id, first.id
    assert queries.followers_of(first.id) == {first.id, second.id}


def test_an_archived_partner_succeeds_nobody(at_work: Office, officer: SignedIn, head: SignedIn) -> None:
    first, second = make.city(officer), make.city(officer)
    actions.archive_partner(second, "사유", second.version, head)
    with pytest.raises(Refusal):
        actions.edit_partner(first, {"successor_id": second.id}, first.version, officer)


def test_persons_are_not_abolished(report: Office, manager: Visitor) -> None:
    with report.writing():
        person = make.partner(report.person("manager"), "ambassador", "홍길동", owner_team_id=1).id
    page = manager.visit("directory.edit", partner_id=person)
    assert not page.all("#succession")
