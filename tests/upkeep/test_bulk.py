"""Changing many together: who may, what is left out and why, what happened between looking and confirming."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select, update

from partners.audit.models import AccessEntry, AuditEvent
from partners.directory import actions, queries
from partners.directory.models import Contact, Partner, PartnerTag
from partners.interactions.actions.follow_ups import Step, plan_follow_up
from partners.interactions.models import FollowUp
from partners.upkeep.models import Act
from partners.upkeep.rules.bulk import MOST_CHOSEN
from tests.support.factories import contacts
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.page import Page
from tests.support.races import meeting_at
from tests.support.traces import OF_ACTS, fingerprint
from tests.support.visitor import Visitor

GOSEONG, YEONGAM, CHEONGYANG, HOSPITAL = 1, 2, 3, 11
CITIES = [GOSEONG, YEONGAM, CHEONGYANG]


def look(visitor: Visitor, change: str, told: dict[str, Any], records: str = "partners", **chosen: Any) -> Page:
    """Come from the list, say what to change, look at what that would do."""
    page = visitor.visit("upkeep.change_form", list_code=records, change=change, **chosen)
    return visitor.press(page.form("/upkeep/change"), expect=200, **told)


def confirm(visitor: Visitor, preview: Page, expect: int | tuple[int, ...] = 303) -> Page:
    return visitor.press(preview.form("/upkeep/change"), expect=expect, confirm="y")


def act_of(office: Office) -> int:
    with office.reading() as session:
        return session.scalars(select(Act.id)).one()


@pytest.mark.parametrize(
    ("records", "change", "told"),
    [
        ("partners", "follow_up", {"title": "안부 전화", "due_on": "2020-12-01"}),
        ("partners", "team", {"team": "medical"}),
        ("partners", "archive", {"reason": "통폐합"}),
        ("follow_ups", "done", {"outcome": "회신 받음"}),
        ("agreements", "owner", {"owner": "exchange"}),
        ("contacts", "remove", {"reason": "정보 삭제 요청"}),
    ],
)
def test_every_change_is_taken_back_as_a_whole(
    report: Office, manager: Visitor, records: str, change: str, told: dict[str, str]
) -> None:
    with report.writing():
        for city in CITIES:
            plan_follow_up(Step(title="답신 확인"), report.person("manager"), partner=city)
        make.partner(report.person("exchange"), "institution", "빈 기관")
        contacts.contact(report.person("manager"), GOSEONG, "김가")
    before = fingerprint(report, OF_ACTS)
    asked = {"q": "빈 기관"} if change == "archive" else {"whose": "all"} if records == "follow_ups" else {}
    preview = look(manager, change, _ids(report, told), records, all="y", **asked)
    page = manager.follow(confirm(manager, preview))
    assert fingerprint(report, OF_ACTS) != before
    assert "되돌릴 수 있는 기한" in page.text
    manager.send("upkeep.undo", act_id=act_of(report))
    assert fingerprint(report, OF_ACTS) == before


def test_what_is_left_out_is_said_and_stays(report: Office, exchange: Visitor, medical: Visitor) -> None:
    """Another team's, forged into the address; what is so already; what does not exist."""
    with report.writing() as session:
        actions.tag_partner(session.get_one(Partner, GOSEONG), ["문화"], report.person("exchange"))
    preview = look(exchange, "tags", {"add": "문화"}, partner=[GOSEONG, YEONGAM, HOSPITAL, 999_999])
    assert "1곳 바꾸기" in preview.text
    for why in ("다른 팀이 담당합니다", "이미 그렇게", "이제 없습니다"):
        assert why in preview.text
    confirm(exchange, preview)
    with report.reading():
        assert [tag.name for tag in queries.tags_of(YEONGAM)] == ["문화"]
        assert queries.tags_of(HOSPITAL) == []
    assert "작업 1번" in exchange.visit("directory.changes", partner_id=YEONGAM).text
    medical.visit("upkeep.undo_form", act_id=act_of(report), expect=403)
    exchange.send("upkeep.undo", act_id=act_of(report))
    assert "되돌림" in exchange.visit("directory.changes", partner_id=YEONGAM).text


def test_archiving_many_follows_the_rule_of_one(report: Office, manager: Visitor, exchange: Visitor) -> None:
    with report.writing():
        free = make.partner(report.person("exchange"), "institution", "빈 기관").id
    preview = look(manager, "archive", {"reason": "통폐합"}, partner=[GOSEONG, free])
    assert "먼저 관계를" in preview.text
    confirm(manager, preview)
    with report.reading() as session:
        assert session.get_one(Partner, free).trash_reason == "통폐합"
        assert session.get_one(Partner, GOSEONG).trashed_at is None
    exchange.visit("upkeep.change_form", list_code="partners", change="archive", partner=[free], expect=403)


def test_contacts_go_out_of_use_as_far_as_their_teams_reach(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    """Who stands in the preview or on the act's page stands in the access log, and no number on either."""
    with report.writing():
        ours = contacts.contact(report.person("exchange"), GOSEONG, "김가").id
        theirs = contacts.contact(report.person("manager"), HOSPITAL, "박다").id
    preview = look(exchange, "remove", {"reason": "담당자 교체"}, "contacts", contact=[ours, theirs])
    assert "1명 바꾸기" in preview.text
    assert "다른 팀이 담당합니다" in preview.text
    page = exchange.follow(confirm(exchange, preview))
    assert "김가" in page.text
    assert contacts.PHONE[-4:] not in preview.text + page.text
    assert [node.text for node in manager.visit("directory.all_contacts").main.all("tbody th a")] == ["박다"]
    with report.reading() as session:
        assert session.get_one(Contact, ours).remove_reason == "담당자 교체"
        noted = session.scalars(
            select(AccessEntry).where(AccessEntry.subject_type == "contacts").order_by(AccessEntry.id)
        )
        seen = {entry.purpose: entry.subject_ids for entry in noted}
    assert (sorted(seen["upkeep:preview"]), seen["act:page"]) == ([ours, theirs], [ours])
    exchange.send("upkeep.undo", act_id=act_of(report))
    assert "되돌림" in exchange.visit("directory.contact_changes", partner_id=GOSEONG, contact_id=ours).text


def test_what_changed_after_the_preview_is_looked_at_again(report: Office, manager: Visitor) -> None:
    preview = look(manager, "team", _ids(report, {"team": "medical"}), all="y", kind="city")
    with report.writing() as session:
        session.execute(update(Partner).where(Partner.id == GOSEONG).values(owner_team_id=_team(report, "csr")))
    again = confirm(manager, preview, expect=409)
    assert "미리 보기 뒤에 내용이 바뀌었습니다" in again.text
    assert report.count(Act) == 0
    with report.writing():
        make.city(report.person("exchange"), "새로운시")
    more = confirm(manager, again, expect=409)
    assert "11곳 바꾸기" in more.text
    confirm(manager, more)
    assert report.count(Act) == 1


def test_two_presses_are_one_act(report: Office, manager: Visitor) -> None:
    preview = look(manager, "follow_up", {"title": "안부 전화"}, partner=CITIES)
    first, second = confirm(manager, preview), confirm(manager, preview)
    assert first.location == second.location
    assert report.count(Act) == 1
    assert report.count(FollowUp) == len(CITIES)


@pytest.mark.parametrize("same_form", [True, False])
def test_two_at_the_same_moment_do_it_once(
    report: Office, manager: Visitor, exchange: Visitor, same_form: bool
) -> None:
    """Two presses of one button, or two people over the same partners: the second one sees what the first did."""
    preview = look(manager, "tags", {"add": "문화"}, partner=CITIES)
    other = manager if same_form else exchange
    theirs = preview if same_form else look(exchange, "tags", {"add": "문화"}, partner=CITIES)
    expected = 303 if same_form else (303, 409)
    with meeting_at(report, "SELECT partners.id"), ThreadPoolExecutor(2) as pool:
        pressed = [pool.submit(confirm, who, page, expected) for who, page in ((manager, preview), (other, theirs))]
        answers = [one.result() for one in pressed]
    assert sorted(answer.status for answer in answers) == ([303, 303] if same_form else [303, 409])
    assert report.count(Act) == 1
    assert report.count(PartnerTag) == len(CITIES)


def test_an_edit_after_it_keeps_it_from_being_taken_back_and_is_named(report: Office, manager: Visitor) -> None:
    confirm(manager, look(manager, "tags", {"add": "문화"}, partner=CITIES))
    with report.writing() as session:
        actions.tag_partner(session.get_one(Partner, YEONGAM), ["청소년"], report.person("exchange"))
    page = manager.visit("upkeep.undo_form", act_id=act_of(report))
    assert "영암군" in page.text
    assert "고성군" not in page.text
    assert "통째로만 되돌립니다" in page.text
    before = fingerprint(report)
    manager.send("upkeep.undo", act_id=act_of(report), expect=409)
    assert fingerprint(report) == before


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/upkeep/change/partners", "먼저 목록에서"),
        ("/upkeep/change/partners?partner=x", "주소가 온전하지"),
        ("/upkeep/change/partners?partner=1&change=explode", "그런 변경은 없습니다"),
        ("/upkeep/change/partners?" + "&".join(["partner=1"] * (MOST_CHOSEN + 1)), f"{MOST_CHOSEN}건까지"),
    ],
)
@pytest.mark.one_database
def test_bad_addresses_are_answered_in_words(report: Office, manager: Visitor, address: str, said: str) -> None:
    assert said in manager.open(address, expect=422).text


@pytest.mark.one_database
def test_ten_thousand_ids_in_a_form_are_refused_in_words(report: Office, manager: Visitor) -> None:
    form = {"change": "tags", "ids": ",".join(map(str, range(10_000))), "add": "문화", "confirm": "y"}
    page = manager.send("upkeep.change", form, expect=422, list_code="partners")
    assert "조건에 맞는 것을 모두" in page.text
    unknown = {"change": "tags", "whole": "y", "where": "kind=zeppelin", "add": "문화"}
    manager.send("upkeep.change", unknown, expect=400, list_code="partners")
    with report.reading() as session:
        assert not session.scalar(select(func.count()).where(AuditEvent.action == "partner:tagged"))


def _ids(office: Office, told: dict[str, str]) -> dict[str, str]:
    """Names of accounts and teams as the ids that forms send."""
    people = {name: str(office.person(told[name]).id) for name in ("owner", "assignee") if name in told}
    return {**told, **people, **({"team": str(_team(office, told["team"]))} if "team" in told else {})}


def _team(office: Office, code: str) -> int:
    return office.person(code).team_id or 0


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        ("directory.index", "partner"),
        ("follow_ups.index", "follow_up"),
        ("agreements.index", "agreement"),
        ("directory.all_contacts", "contact"),
    ],
)
@pytest.mark.one_database
def test_lists_offer_it_for_the_rows_chosen(report: Office, manager: Visitor, endpoint: str, name: str) -> None:
    with report.writing():
        plan_follow_up(Step(title="답신 확인"), report.person("manager"), partner=GOSEONG)
        contacts.contact(report.person("manager"), GOSEONG, "김가")
    page = manager.visit(endpoint, **({"whose": "all"} if name == "follow_up" else {}))
    assert page.all(f"input[name={name}]")
    assert "일괄 변경" in page.text
    assert "모두 바꾸기" in page.text
