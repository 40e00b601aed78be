"""The queue of records that may be one: found by night, shown to who may correct both, told apart for good."""

import pytest
from sqlalchemy import select, update

from partners.directory.jobs import find_duplicates
from partners.directory.models import DuplicatePair, Partner
from tests.support.counting import QueryCounter
from tests.support.factories import contacts, doubles
from tests.support.office import Office
from tests.support.visitor import Visitor

NAMGU = 5


@pytest.fixture
def double(report: Office) -> int:
    """The id of a second record of 광주 남구, found by the night."""
    with report.writing():
        double = doubles.double_of(report.person("exchange")).id
    assert _found(report)["partners"] == 1
    return double


def test_a_pair_stands_in_the_queue_with_its_reasons(
    report: Office, double: int, exchange: Visitor, medical: Visitor, viewer: Visitor, queries: QueryCounter
) -> None:
    exchange.visit("today.index")
    with queries.at_most(8):
        page = exchange.visit("upkeep.duplicates")
    assert "같은 이름 · 같은 지역 · 같은 주소" in page.text
    assert f"/partners/{double}/merge?into={NAMGU}" in [link.get("href") for link in page.all("main a")]
    assert "광주남구" not in medical.visit("upkeep.duplicates").text
    viewer.visit("upkeep.duplicates", 403)
    assert "광주남구" not in exchange.visit("upkeep.duplicates", kind="hospital").text


def test_two_that_are_two_stay_two_until_one_is_called_otherwise(
    report: Office, double: int, exchange: Visitor, medical: Visitor
) -> None:
    with report.reading() as session:
        pair_id = session.scalars(select(DuplicatePair.id)).one()
    medical.visit("upkeep.dismiss_form", 403, pair_id=pair_id)
    assert exchange.send("upkeep.dismiss", {"reason": " "}, 422, pair_id=pair_id).errors["reason"]
    exchange.send("upkeep.dismiss", {"reason": "구청과 구의회"}, pair_id=pair_id)
    assert _found(report)["partners"] == 0
    assert "광주남구" not in exchange.visit("upkeep.duplicates").text
    assert "구청과 구의회" in exchange.visit("upkeep.duplicates", dismissed="y").text
    with report.writing() as session:
        session.execute(update(Partner.__table__).where(Partner.__table__.c.id == double).values(name_en="Nam-gu"))
    assert _found(report)["partners"] == 1
    assert "광주남구" in exchange.visit("upkeep.duplicates").text


def test_a_person_twice_is_shown_without_number_or_address(report: Office, exchange: Visitor, medical: Visitor) -> None:
    with report.writing():
        by = report.person("exchange")
        contacts.contact(by, 1, "홍길동")
        contacts.contact(by, 2, "홍길동", department="기획실")
        contacts.contact(by, 2, "이순신", phone="", mobile="", email="")
    assert _found(report)["contacts"] == 1
    page = exchange.visit("upkeep.duplicates", record="contacts")
    assert "같은 메일 주소" in page.text
    assert contacts.MAIL not in page.text
    assert contacts.PHONE not in page.text
    assert "홍길동" not in medical.visit("upkeep.duplicates", record="contacts").text


def _found(office: Office) -> dict[str, int]:
    with office.writing():
        return find_duplicates()
