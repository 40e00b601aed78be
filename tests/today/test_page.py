"""The first page: what is due, what ends, who is silent, how cases stand, what colleagues wrote."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from partners.audit.models import AccessEntry
from partners.directory.actions import archive_partner, create_partner, leave_post
from partners.directory.models import Contact, ContactPost, Tie
from partners.directory.queries.deadlines import MOST
from partners.foundation.clock import now, today
from partners.interactions.actions.follow_ups import Step, plan_follow_up
from partners.today.queries import MOST_DUE
from tests.support.counting import QueryCounter
from tests.support.factories import contacts as make_contact
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

CITY = 2


def plan(office: Office, who: str, title: str, days: int | None, partner: int | None = CITY) -> None:
    with office.writing():
        person = office.person(who)
        due = None if days is None else today() + timedelta(days=days)
        plan_follow_up(Step(title=title, due_on=due, assignee=person.id), person, None, partner)


def bands(page: object) -> list[str]:
    return [node.text for node in page.all("#due .band")]  # type: ignore[attr-defined]


def test_an_empty_house_says_what_belongs_where(office: Office, exchange: Visitor) -> None:
    page = exchange.visit("today.index")
    assert page.heading == "오늘"
    assert "2020. 11. 20. (금)" in page.text
    assert len(page.all(".empty-state")) == 3
    assert not page.all(".session-strip")
    assert exchange.visit("today.colleagues").all(".empty-state")
    assert exchange.visit("today.agreements").text


def test_the_report_on_its_day(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("today.index")
    assert "제227회 구의회 제2차 정례회가 오늘 시작합니다" in page.one(".session-strip").text
    assert "2020. 11. 20. ~ 12. 23." in page.one(".session-strip").text
    silent = [node.text for node in page.all("#silent li")]
    assert [name for name in ("고성군", "문두구구", "몬테레이파크시") if any(name in row for row in silent)] == [
        "고성군", "문두구구", "몬테레이파크시",
    ]  # fmt: skip
    assert len(silent) == 3
    assert page.one("#silent .silent-note").text.startswith("수신처를 지정하지 않은 기록 1건")
    assert "/interactions/new?partner=" in page.one("#silent").all("a[href]")[1]["href"]


def test_a_viewer_is_offered_nothing_to_write(report: Office, viewer: Visitor) -> None:
    page = viewer.visit("today.index")
    assert "기록하기" not in page.one("#silent").text
    assert not [link for link in page.main.all("a[href]") if link["href"].startswith("/follow-ups/new")]


def test_what_is_due_stands_in_its_group(report: Office, exchange: Visitor) -> None:
    for title, days in (
        ("늦은 일", -2),
        ("오늘 일", 0),
        ("내일 일", 1),
        ("이레 뒤", 7),
        ("여드레 뒤", 8),
        ("미정", None),
    ):
        plan(report, "exchange", title, days)
    page = exchange.visit("today.index")
    assert bands(page) == ["기한 지남 1", "오늘 1", "다음 7일 2"]
    assert "4건" in page.one("#due-title").text
    assert "여드레 뒤" not in page.text
    assert "2일 지남" in page.one("#due").text


def test_mine_and_my_teams(report: Office, exchange: Visitor, manager: Visitor) -> None:
    plan(report, "exchange", "교류 일", 0)
    plan(report, "manager", "과장 일", 0)
    plan(report, "medical", "의료 일", 0, partner=None)
    mine = exchange.visit("today.index")
    assert "교류 일" in mine.text
    assert "의료 일" not in mine.text
    team = exchange.visit("today.index", whose="team")
    assert "의료 일" not in team.text
    everybody = manager.visit("today.index", whose="team")
    assert {"교류 일", "과장 일", "의료 일"} <= {node.text for node in everybody.all(".follow-up-title")}
    assert exchange.visit("today.index", whose="<x>").status == 200


def test_a_busy_team_does_not_hide_how_much_is_mine(report: Office, exchange: Visitor, manager: Visitor) -> None:
    plan(report, "exchange", "내 일", 0)
    with report.writing():
        person = report.person("exchange")
        for number in range(MOST_DUE):
            plan_follow_up(Step(title=f"팀 일 {number}", due_on=today()), person)
    page = exchange.visit("today.index")
    assert [node.text.split()[-1] for node in page.all("#due .pill")] == ["1", f"{MOST_DUE}+"]
    assert "1건" in page.one("#due-title").text
    assert f"{MOST_DUE}+" in exchange.visit("today.index", whose="team").one("#due-title").text


def test_a_follow_up_is_done_from_here(report: Office, exchange: Visitor) -> None:
    plan(report, "exchange", "늦은 일", -2)
    page = exchange.visit("today.index")
    answer = exchange.press(page.form("/done"))
    assert answer.location
    assert "늦은 일" not in exchange.visit("today.index").text


def test_what_ends_within_ninety_days(report: Office, manager: Visitor) -> None:
    head = report.person("manager")
    with report.writing() as session:
        tie = session.scalars(select(Tie).where(Tie.type == "zone_operator")).first()
        assert tie is not None
        tie.ends_on = today() + timedelta(days=10)
        create_partner("hospital", {"name_ko": "등록병원", "country": "KR"}, by=head).registration_until = (  # type: ignore[attr-defined]
            today() + timedelta(days=90)
        )
        create_partner("hospital", {"name_ko": "먼 병원", "country": "KR"}, by=head).registration_until = (  # type: ignore[attr-defined]
            today() + timedelta(days=91)
        )
        person = Contact(name="숨은 사람", name_key="x", created_at=now(), updated_at=now(), retain_until=today())
        session.add(person)
        session.flush()
        session.add(ContactPost(contact_id=person.id, partner_id=CITY))
    page = manager.visit("today.index")
    rows = [node.text for node in page.all("#deadlines li")]
    assert [row.split()[0] for row in rows] == ["D-day", "D-10", "D-90"]
    assert "담당자 정보 보유기간" in rows[0]
    assert "특화사업자" in rows[1]
    assert "'21. 2. 18." in rows[2]
    assert "숨은 사람" not in page.text
    assert "먼 병원" not in page.text


def test_what_has_ended_and_still_stands_comes_first(report: Office, manager: Visitor) -> None:
    """Data whose time has passed must be destroyed, archived or not; a cohort whose period is over just is."""
    head = report.person("manager")
    with report.writing() as session:
        make.partner(head, "hospital", "지난 병원", registration_until=today() - timedelta(days=400))
        make.partner(head, "hospital", "곧 병원", registration_until=today() + timedelta(days=5))
        make.partner(
            head, "group", "지난 기수", member_kind="supporter", owner_team_id=1, ends_on=today() - timedelta(days=30)
        )
        person = make.partner(head, "ambassador", "홍길동")
        person.retain_until = today() - timedelta(days=3)  # type: ignore[attr-defined]
        closed = make.partner(head, "hospital", "닫은 병원")
        met = make_contact.contact(head, closed.id, "이나")
        met.retain_until = today() - timedelta(days=1)
        leave_post(met, session.scalars(select(ContactPost)).one(), None, met.version, by=head)
        for partner in (person, closed):
            archive_partner(partner, "정리", partner.version, by=head)
    page = manager.visit("today.index")
    rows = page.all("#deadlines li")
    assert [node.text.split(" ", 2)[:2] for node in rows] == [
        ["3일", "지남"],
        ["1일", "지남"],
        ["400일", "지남"],
        ["D-5", "곧"],
    ]
    for node, name in zip(rows, ("홍길동", "닫은 병원", "지난 병원", "곧 병원"), strict=True):
        assert name in node.text
        assert node.all(".badge-danger")
    listed = manager.visit("directory.all_contacts", retention="ended")
    assert "닫은 병원 보관" in listed.text
    assert "이나" not in manager.visit("directory.all_contacts").text
    contact = manager.open(listed.link("이나"))
    # A person may have the data corrected wherever it stands; nothing is added to a partner that was put away.
    assert contact.main.all(f"a[href={listed.link('이나')}/edit]")
    manager.open(f"{listed.link('이나').rpartition('/')[0]}/new", expect=410)


def test_more_ends_than_the_panel_holds(report: Office, manager: Visitor) -> None:
    with report.writing():
        for _number in range(MOST + 1):
            make.partner(report.person("manager"), "hospital", registration_until=today())
    panel = manager.visit("today.index").one("#deadlines")
    assert len(panel.all("li")) == MOST
    assert f"{MOST}+" in panel.text


def test_cases_at_a_glance(report: Office, manager: Visitor) -> None:
    page = manager.fetch("today.agreements")
    foreign, domestic = [node.text for node in page.all("li") if "진행 1" in node.text]
    assert "체결 3" in foreign
    assert "확인할 것 1" in foreign
    assert "체결 5" in domestic


def test_what_colleagues_wrote_last(report: Office, exchange: Visitor, manager: Visitor) -> None:
    assert len(exchange.visit("today.colleagues").all("#colleagues li")) == 6
    assert manager.visit("today.colleagues").all(".empty-state"), "The report was written down by the manager."


def test_a_person_shown_is_on_record(report: Office, exchange: Visitor) -> None:
    """T27."""
    with report.writing():
        values = {"name_ko": "홍보 대사", "country": "KR", "owner_team_id": report.person("exchange").team_id}
        person = create_partner("ambassador", {**values, **_basis()}, by=report.person("manager")).id
    plan(report, "exchange", "위촉장 보내기", 0, partner=person)
    exchange.visit("today.index")
    with report.reading() as session:
        shown = [
            entry.subject_ids for entry in session.scalars(select(AccessEntry).where(AccessEntry.purpose == "today"))
        ]
    assert shown == [[person]]


@pytest.mark.parametrize(
    ("endpoint", "most"), [("today.index", 10), ("today.agreements", 10), ("today.colleagues", 10)]
)
def test_the_page_asks_little(
    report: Office, exchange: Visitor, queries: QueryCounter, endpoint: str, most: int
) -> None:
    for number in range(12):
        plan(report, "exchange", f"일 {number}", number - 4)
    exchange.visit("today.index")
    with queries.at_most(most):
        exchange.visit(endpoint)


def _basis() -> dict[str, object]:
    return {
        "legal_basis": "public_task",
        "purpose": "위촉",
        "collected_from": "본인",
        "retain_until": today() + timedelta(days=400),
    }
