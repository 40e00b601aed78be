"""A contact changes posts, moves to another partner, leaves."""

from datetime import date

import pytest
from sqlalchemy import delete, insert, select, update

from partners.directory.actions import place_contacts_anew
from partners.directory.models import Contact, ContactPost
from partners.directory.queries import contacts_of
from partners.directory.rules.contacts import Retention, objection_to_change, objection_to_days, retention_of
from tests.support.factories import contacts as make
from tests.support.office import Office
from tests.support.visitor import Visitor

#: 고성군 and 영암군 of the exchange team, a hospital of the medical team.
OTHER, CITY, HOSPITAL = 1, 2, 12
TODAY = date(2020, 11, 20)


@pytest.fixture
def hong(report: Office) -> dict[str, int]:
    """홍길동 at 영암군 since 2018: the address."""
    with report.writing():
        contact = make.contact(report.person("exchange"), CITY, starts_on=date(2018, 1, 1))
        return {"partner_id": CITY, "contact_id": contact.id}


def posts(office: Office) -> list[tuple[int, str, date | None, date | None, bool]]:
    columns = (
        ContactPost.partner_id,
        ContactPost.title,
        ContactPost.starts_on,
        ContactPost.ends_on,
        ContactPost.is_current,
    )
    with office.reading() as session:
        return [tuple(row) for row in session.execute(select(*columns).order_by(ContactPost.id))]


def test_another_post_at_the_same_partner(exchange: Visitor, report: Office, hong: dict[str, int]) -> None:
    form = exchange.visit("directory.move_contact", **hong).form()
    assert form.values["title"] == ["주무관"]
    page = exchange.press(form, title="팀장", ends_on="2020-06-30", starts_on="2020-07-01")
    assert posts(report) == [
        (CITY, "주무관", date(2018, 1, 1), date(2020, 6, 30), False),
        (CITY, "팀장", date(2020, 7, 1), None, True),
    ]
    text = exchange.follow(page).text
    assert "2018. 1. 1. ~ 2020. 6. 30." in text
    assert "2020. 7. 1.부터" in text


def test_a_move_stays_in_both_histories(exchange: Visitor, report: Office, hong: dict[str, int]) -> None:
    form = exchange.visit("directory.move_contact", **hong).form()
    page = exchange.press(form, partner=str(OTHER), title="과장", ends_on="2020-03-31", starts_on="")
    assert page.location == f"/partners/{OTHER}/contacts/{hong['contact_id']}"
    assert posts(report)[1] == (OTHER, "과장", None, None, True)
    old = exchange.visit("directory.contacts", partner_id=CITY)
    assert "이전 담당자" in old.text
    assert "홍길동" in old.text
    assert "2020. 3. 31." in old.text
    assert "010-8765-4321" not in old.html
    assert "010-8765-4321" in exchange.visit("directory.contacts", partner_id=OTHER).text
    assert "고성군" in exchange.visit("directory.contact", **hong).text
    with report.reading():
        assert [one.title for one in contacts_of([CITY, OTHER])[OTHER]] == ["과장"]
        assert CITY not in contacts_of([CITY, OTHER])


def test_a_contact_is_where_its_posts_say(report: Office, hong: dict[str, int]) -> None:
    """Whoever writes them: the post held now counts, then the one that ended last, an unknown end last of all."""
    mine = ContactPost.contact_id == hong["contact_id"]

    def at() -> int | None:
        with report.reading() as session:
            return session.scalar(select(Contact.at_partner_id).where(Contact.id == hong["contact_id"]))

    assert at() == CITY
    with report.writing() as session:
        told = {"contact_id": hong["contact_id"], "department": "", "title": "", "duty": ""}
        session.execute(insert(ContactPost).values(partner_id=OTHER, is_current=False, **told))
    assert at() == CITY
    with report.writing() as session:
        session.execute(update(ContactPost).where(mine).values(is_current=False, ends_on=None))
    assert at() == OTHER
    with report.writing() as session:
        session.execute(update(ContactPost).where(mine, ContactPost.partner_id == CITY).values(ends_on=TODAY))
    assert at() == CITY
    with report.writing() as session:
        session.execute(update(ContactPost).where(mine, ContactPost.partner_id == CITY).values(partner_id=HOSPITAL))
    assert at() == HOSPITAL
    with report.writing() as session:
        session.execute(delete(ContactPost).where(mine, ContactPost.partner_id == HOSPITAL))
    assert at() == OTHER
    with report.writing() as session:
        session.execute(update(Contact).values(at_partner_id=None))
        place_contacts_anew()
    assert at() == OTHER


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"partner": ""}, "partner"),
        ({"partner": "99999"}, "partner"),
        ({"partner": "없는 곳"}, "partner"),
        ({"ends_on": "2020-12-24"}, "ends_on"),
        ({"ends_on": "2017-12-31"}, "ends_on"),
        ({"starts_on": "2020-12-24"}, "starts_on"),
        ({"ends_on": "2020-07-01", "starts_on": "2020-06-30"}, "starts_on"),
        ({"starts_on": "2017-01-01"}, "starts_on"),
        ({"duty": "900101-1234567"}, "duty"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    exchange: Visitor, report: Office, hong: dict[str, int], changes: dict[str, str], field: str
) -> None:
    form = exchange.visit("directory.move_contact", **hong).form()
    page = exchange.press(form, expect=422, title="팀장", **changes)
    assert field in page.errors
    assert page.field("title") == "팀장"
    assert len(posts(report)) == 1


def test_only_a_manager_moves_to_another_teams_partner(
    exchange: Visitor, manager: Visitor, medical: Visitor, report: Office, hong: dict[str, int]
) -> None:
    form = exchange.visit("directory.move_contact", **hong).form()
    assert "다른 팀" in exchange.press(form, expect=422, partner=str(HOSPITAL)).errors["partner"]
    manager.press(manager.visit("directory.move_contact", **hong).form(), partner=str(HOSPITAL))
    # The team where the person works now decides: it sees and writes, the old one no longer.
    there = {**hong, "partner_id": HOSPITAL}
    assert "010-8765-4321" in medical.visit("directory.contact", **there).text
    medical.visit("directory.edit_contact", **there)
    assert "010-8765-4321" not in exchange.visit("directory.contact", **hong).html
    exchange.visit("directory.edit_contact", expect=403, **hong)


def test_leaving_on_an_unknown_day(exchange: Visitor, report: Office, hong: dict[str, int]) -> None:
    exchange.press(exchange.visit("directory.leave_form", **hong).form())
    assert posts(report) == [(CITY, "주무관", date(2018, 1, 1), None, False)]
    page = exchange.visit("directory.contacts", partner_id=CITY)
    assert "지금은 담당자가 없습니다." in page.text
    assert "마지막 날 미상" in page.text
    assert "이미 끝난 보직" in exchange.send("directory.leave_post", {"version": 2}, expect=422, **hong).text


def test_a_leave_that_came_second_is_a_conflict(exchange: Visitor, report: Office, hong: dict[str, int]) -> None:
    form = exchange.visit("directory.leave_form", **hong).form()
    exchange.press(exchange.visit("directory.edit_contact", **hong).form(), title="팀장")
    page = exchange.press(form, expect=409, ends_on="2020-11-01")
    assert page.field("ends_on") == "2020-11-01"
    exchange.press(page.form())
    assert posts(report)[0][3] == date(2020, 11, 1)


def test_the_days_of_posts() -> None:
    day = date(2020, 1, 1)
    assert objection_to_days(None, None, TODAY) is None
    assert objection_to_days(day, day, TODAY) is None
    assert objection_to_change(None, None, None, TODAY) is None
    assert objection_to_change(day, day, day, TODAY) is None


def test_how_long_data_may_be_kept() -> None:
    assert retention_of(None, TODAY) is Retention.UNKNOWN
    assert retention_of(TODAY, TODAY) is Retention.SOON
    assert retention_of(date(2020, 11, 19), TODAY) is Retention.ENDED
    assert retention_of(date(2021, 2, 18), TODAY) is Retention.SOON
    assert retention_of(date(2021, 2, 19), TODAY) is Retention.KEPT
