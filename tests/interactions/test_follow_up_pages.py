"""Follow-ups on their pages: planned, ticked, chained, called off; whose they are; what lists show of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from partners.accounts.models import User
from partners.directory.models import PartnerStanding
from partners.foundation import clock
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.interactions import actions
from partners.interactions.actions.follow_ups import Step
from partners.interactions.models import FollowUp
from tests.support.counting import QueryCounter
from tests.support.factories.interactions import city, partner_id
from tests.support.office import Office
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

TODAY = date(2020, 11, 20)
REPLY = "회신 확인"


def planned(office: Office, title: str = REPLY, who: str = "exchange", partner: str = "", **more: Any) -> int:
    """The id of a follow-up that somebody planned for themselves."""
    with office.writing():
        person = office.person(who)
        step = Step(title=title, **{"due_on": TODAY, "assignee": person.id, **more})
        named = partner_id(partner) if partner else None
        return actions.plan_follow_up(step, by=person, partner=named).id


def stored(office: Office, number: int) -> FollowUp:
    with office.reading() as session:
        found = session.get(FollowUp, number)
        assert found is not None
        session.expunge(found)
        return found


def standing(office: Office, name: str) -> tuple[str, date | None]:
    with office.reading() as session:
        columns = (PartnerStanding.follow_up_title, PartnerStanding.follow_up_due_on)
        row = session.execute(select(*columns).where(PartnerStanding.partner_id == partner_id(name))).one()
        return row[0], row[1]


def test_planned_with_a_partner_it_stands_in_the_list_and_on_the_page(report: Office, exchange: Visitor) -> None:
    with report.reading():
        number = partner_id("나베현")
    form = exchange.visit("follow_ups.new", partner=number).form("/follow-ups/new")
    page = exchange.follow(exchange.press(form, title=REPLY, due_on="'20. 11. 24."))
    assert page.heading == REPLY
    assert "2020. 11. 24. (화)" in page.text
    assert standing(report, "나베현") == (REPLY, date(2020, 11, 24))
    assert REPLY in exchange.visit("follow_ups.of_partner", partner_id=number).text
    listed = exchange.visit("directory.index", q="나베현", kind="city")
    assert REPLY in listed.text


def test_the_list_has_bands(report: Office, exchange: Visitor) -> None:
    days = {"지난 것": -2, "오늘 것": 0, "이번 주": 7, "나중": 8}
    for title, ahead in days.items():
        planned(report, title, due_on=TODAY + timedelta(days=ahead))
    planned(report, "기한 없음", due_on=None)
    page = exchange.visit("follow_ups.index")
    bands = [node.text.split(" ")[0] for node in page.all("tr.group-row")]
    assert bands == ["기한", "오늘", "다음", "이후", "기한"]
    assert "2일 지남" in page.text
    titles = [node.text for node in page.all("a.follow-up-title")]
    assert titles == [*days, "기한 없음"]
    for due, title in zip(("overdue", "today", "week", "later", "undated"), titles, strict=True):
        assert [node.text for node in exchange.visit("follow_ups.index", due=due).all("a.follow-up-title")] == [title]


def test_closed_ones_in_the_order_of_their_days(report: Office, exchange: Visitor) -> None:
    """What was done, and what was called off, each by the day of that, with what came of it; and as a file."""
    with report.writing():
        by = report.person("exchange")
        for title in ("가", "나", "다", "라"):
            one = actions.plan_follow_up(Step(title=title, assignee=by.id), by=by)
            actions.finish(one, by, one.version, f"{title} 결과") if title < "다" else actions.call_off(
                one, f"{title} 까닭", by, one.version
            )
    for state, titles in (("done", "나가"), ("called_off", "라다")):
        for asked, expected in (({}, titles), ({"sort": "closed"}, titles[::-1]), ({"sort": "-planned"}, titles)):
            page = exchange.visit("follow_ups.index", state=state, **asked)
            assert "".join(node.text for node in page.all("a.follow-up-title")) == expected, (state, asked)
    page = exchange.visit("follow_ups.index", state="called_off", columns="outcome,state", count="exact")
    assert [node.text for node in page.all('td[data-label="결과"]')] == ["라 까닭", "다 까닭"]
    assert "2" in page.one(".list-count").text


def test_what_was_done_early_in_the_morning_was_done_on_that_day(report: Office, exchange: Visitor) -> None:
    number = planned(report)
    with report.writing() as session:
        early = datetime(2020, 11, 19, 23, 30, tzinfo=UTC)
        session.execute(update(FollowUp).where(FollowUp.id == number).values(done_at=early))
    page = exchange.visit("follow_ups.index", state="done")
    assert page.one("tbody time").text == "2020. 11. 20."


def test_mine_my_teams_and_all(report: Office, exchange: Visitor, medical: Visitor) -> None:
    planned(report, "교류팀 일")
    planned(report, "의료팀 일", "medical")
    planned(report, "누구든", assignee=None)

    def titles(visitor: Visitor, **asked: str) -> set[str]:
        return {node.text for node in visitor.visit("follow_ups.index", **asked).all("a.follow-up-title")}

    assert titles(exchange) == {"교류팀 일"}
    assert titles(exchange, whose="team") == {"교류팀 일", "누구든"}
    assert titles(medical, whose="all") == {"교류팀 일", "의료팀 일", "누구든"}
    assert titles(medical, whose="all", team="exchange") == {"교류팀 일", "누구든"}


def test_paged_in_the_database(report: Office, exchange: Visitor, queries: QueryCounter) -> None:
    with report.writing():
        person = report.person("exchange")
        for number in range(120):
            day = TODAY + timedelta(days=number // 2) if number % 10 else None
            actions.plan_follow_up(Step(title=f"일 {number}", due_on=day, assignee=person.id), by=person)
    seen: list[str] = []
    page = exchange.visit("follow_ups.index")
    with queries.at_most(15):
        page = exchange.visit("follow_ups.index")
    while True:
        seen += [node.text for node in page.all("a.follow-up-title")]
        forward = [node["href"] for node in page.all("a[rel=next]")]
        if not forward:
            break
        page = exchange.open(forward[0])
    assert len(seen) == len(set(seen)) == 120


def test_ticked_and_undone(report: Office, exchange: Visitor) -> None:
    number = planned(report, partner="나베현")
    page = exchange.visit("follow_ups.index")
    after = exchange.follow(exchange.press(page.form(f"/follow-ups/{number}/done")))
    assert f"완료: {REPLY}" in " ".join(node.text for node in after.all(".toast"))
    assert standing(report, "나베현") == ("", None)
    undo = next(node for node in after.all("form.toast-action"))["action"]
    exchange.post(undo)
    assert stored(report, number).done_at is None
    assert standing(report, "나베현") == (REPLY, TODAY)


def test_done_and_on_to_the_next(report: Office, exchange: Visitor) -> None:
    """완료하고 다음 조치: one transaction, chained."""
    number = planned(report, partner="나베현")
    form = exchange.visit("follow_ups.show", follow_up_id=number).form("/done")
    exchange.press(form, outcome="회신 받음", next_title="화상회의 날짜 정하기", next_due_on="'20. 12. 1.")
    first = stored(report, number)
    assert (first.outcome, first.done_by_id) == ("회신 받음", report.person("exchange").id)
    with report.reading() as session:
        following = session.scalars(select(FollowUp).where(FollowUp.previous_id == number)).one()
        assert (following.title, following.partner_id) == ("화상회의 날짜 정하기", first.partner_id)
        second = following.id
    assert standing(report, "나베현") == ("화상회의 날짜 정하기", date(2020, 12, 1))
    page = exchange.visit("follow_ups.show", follow_up_id=second)
    assert REPLY in page.one("#chain").text


def test_a_wrong_next_day_finishes_nothing(report: Office, exchange: Visitor) -> None:
    number = planned(report)
    before = fingerprint(report)
    form = exchange.visit("follow_ups.show", follow_up_id=number).form("/done")
    refused = exchange.press(form, expect=422, outcome="회신 받음", next_title="다음", next_due_on="'20. 12. 44.")
    assert set(refused.errors) == {"next_due_on"}
    assert refused.field("outcome") == "회신 받음"
    without = exchange.press(form, expect=422, next_due_on="'20. 12. 1.")
    assert set(without.errors) == {"next_title"}
    assert fingerprint(report) == before


def test_called_off_with_a_reason(report: Office, exchange: Visitor) -> None:
    number = planned(report, partner="나베현")
    form = exchange.visit("follow_ups.show", follow_up_id=number).form("/call-off")
    refused = exchange.press(form, expect=422)
    assert "reason" in refused.errors
    exchange.press(form, reason="방문이 취소됨")
    page = exchange.visit("follow_ups.show", follow_up_id=number)
    assert "방문이 취소됨" in page.text
    assert standing(report, "나베현") == ("", None)
    exchange.press(page.form("/reopen"))
    assert stored(report, number).cancelled_at is None


def test_written_anew(report: Office, exchange: Visitor) -> None:
    number = planned(report, partner="나베현")
    form = exchange.visit("follow_ups.edit", follow_up_id=number).form("/edit")
    with report.reading():
        other = partner_id("황포구")
    exchange.press(form, title="두 번째 서한", due_on="", partner=str(other))
    assert stored(report, number).due_on is None
    assert standing(report, "나베현") == ("", None)
    assert standing(report, "황포구") == ("두 번째 서한", None)


def test_two_people_change_it(report: Office, exchange: Visitor, manager: Visitor) -> None:
    number = planned(report)
    mine = exchange.visit("follow_ups.edit", follow_up_id=number).form("/edit")
    manager.press(manager.visit("follow_ups.edit", follow_up_id=number).form("/edit"), title="과장이 고침")
    conflict = exchange.press(mine, expect=409, title="내가 고침")
    both = conflict.one(".conflict").text
    assert "과장이 고침" in both
    assert "내가 고침" in both
    exchange.press(conflict.form("/edit"))
    assert stored(report, number).title == "내가 고침"


def test_who_may_finish_it(report: Office, exchange: Visitor, medical: Visitor, viewer: Visitor, csr: Visitor) -> None:
    """Its team, whoever is to do it, or a manager (T3)."""
    number = planned(report, assignee=report.person("medical").id)
    for person in (csr, viewer):
        for action in ("done", "call_off", "reopen", "update"):
            person.send(f"follow_ups.{action}", {"version": "1", "title": "x"}, expect=403, follow_up_id=number)
        person.visit("follow_ups.show", follow_up_id=number)
    medical.send("follow_ups.done", {"version": "1"}, follow_up_id=number)
    exchange.send("follow_ups.reopen", follow_up_id=number)
    assert stored(report, number).done_at is None


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"title": ""}, "title"),
        ({"title": "가" * 201}, "title"),
        ({"title": "x", "due_on": "'20. 2. 30."}, "due_on"),
        ({"title": "x", "assignee": "99999"}, "assignee"),
        ({"title": "x", "partner": "99999"}, "partner"),
        ({"title": "x", "partner": "abc"}, "partner"),
    ],
)
def test_bad_input_is_told_and_leaves_no_trace(
    report: Office, exchange: Visitor, typed: dict[str, str], wrong: str
) -> None:
    """T4."""
    before = fingerprint(report)
    refused = exchange.send("follow_ups.create", typed, expect=422)
    assert set(refused.errors) == {wrong}
    assert fingerprint(report) == before


def test_fields_that_nobody_asked_for(report: Office, exchange: Visitor) -> None:
    """T16."""
    extra = {"owner_team_id": "4", "created_by_id": "1", "done_at": "2020-01-01", "previous_id": "1", "version": "9"}
    exchange.send("follow_ups.create", {"title": REPLY, **extra})
    with report.reading() as session:
        made = session.scalars(select(FollowUp)).one()
        person = report.person("exchange")
        assert (made.owner_team_id, made.created_by_id, made.done_at) == (person.team_id, person.id, None)
        assert (made.previous_id, made.version) == (None, 1)


def test_sent_twice_it_is_planned_once(report: Office, exchange: Visitor) -> None:
    """T39."""
    form = exchange.visit("follow_ups.new").form("/follow-ups/new")
    first, second = (exchange.press(form, title=REPLY).location for _ in range(2))
    assert first == second
    assert report.count(FollowUp) == 1
    number = int(first.rsplit("/", 1)[1])
    done = exchange.visit("follow_ups.show", follow_up_id=number).form("/done")
    exchange.press(done, next_title="다음")
    exchange.press(done, expect=409, next_title="다음")
    assert report.count(FollowUp) == 2


def test_a_closed_account_is_not_named(report: Office, exchange: Visitor) -> None:
    number = report.person("medical").id
    with report.writing() as session:
        session.execute(update(User).where(User.id == number).values(disabled_at=clock.now()))
    refused = exchange.send("follow_ups.create", {"title": "x", "assignee": str(number)}, expect=422)
    assert set(refused.errors) == {"assignee"}


def test_only_those_who_may_finish_it_are_offered_and_taken(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("follow_ups.new").form("/follow-ups/new")
    number = report.person("viewer").id
    offered = {node.get("value") for node in exchange.visit("follow_ups.new").all("select[name=assignee] option")}
    assert offered >= {str(report.person(name).id) for name in ("exchange", "medical", "csr", "manager")}
    assert not offered & {str(report.person(name).id) for name in ("viewer", "admin")}
    before = fingerprint(report)
    assert set(exchange.press(form, expect=422, title="x", assignee=str(number)).errors) == {"assignee"}
    assert fingerprint(report) == before
    logging = exchange.visit("interactions.new").all("select[name=follow_up_assignee] option")
    assert str(number) not in {node.get("value") for node in logging}


@pytest.mark.parametrize("who", ["viewer", "admin"])
def test_the_action_names_nobody_who_may_not_finish_it(at_work: Office, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.plan_follow_up(Step(title="x", assignee=at_work.person(who).id), by=at_work.person("exchange"))
    assert refused.value.field == "assignee"


def test_whoever_has_it_keeps_it_with_another_role(report: Office, exchange: Visitor) -> None:
    number = planned(report, assignee=report.person("exchange").id)
    with report.writing() as session:
        session.execute(update(User).where(User.username == "exchange").values(role="viewer"))
    form = Visitor(report, "manager").visit("follow_ups.edit", follow_up_id=number).form("/edit")
    assert form.values["assignee"] == [str(report.person("exchange").id)]


def test_the_rebuilt_standing_is_the_kept_one(at_work: Office) -> None:
    """Every write path keeps `follow_up_title` and `follow_up_due_on`; the command finds nothing to change."""
    officer = at_work.person("exchange")
    a, b = city(officer), city(officer)
    letter = actions.log(
        {"kind": "letter", "title": "서한", "partners": [a.id, b.id], "date": "2020. 11. 2."},
        by=officer,
        follow_up=Step(title=REPLY, due_on=TODAY),
    )
    own = actions.plan_follow_up(Step(title="먼저", due_on=TODAY - timedelta(days=3)), by=officer, partner=b.id)
    assert (
        _kept(a.id, b.id) == {a.id: (REPLY, TODAY), b.id: ("먼저", TODAY - timedelta(days=3))} == _rebuilt(a.id, b.id)
    )
    actions.finish(own, officer, own.version)
    assert _kept(a.id, b.id) == {a.id: (REPLY, TODAY), b.id: (REPLY, TODAY)} == _rebuilt(a.id, b.id)
    values = {"kind": "letter", "title": "서한", "partners": [a.id], "date": "2020. 11. 2."}
    actions.correct(letter, values, "한 곳만 받음", letter.version, officer)
    assert _kept(a.id, b.id) == {a.id: (REPLY, TODAY), b.id: ("", None)} == _rebuilt(a.id, b.id)
    actions.void(letter, "잘못 적음", officer)
    assert _kept(a.id, b.id) == {a.id: (REPLY, TODAY), b.id: ("", None)} == _rebuilt(a.id, b.id)


def _kept(*ids: int) -> dict[int, tuple[str, date | None]]:
    columns = (PartnerStanding.partner_id, PartnerStanding.follow_up_title, PartnerStanding.follow_up_due_on)
    db.session.flush()
    rows = db.session.execute(select(*columns).where(PartnerStanding.partner_id.in_(ids)))
    return {row.partner_id: (row.follow_up_title, row.follow_up_due_on) for row in rows}


def _rebuilt(*ids: int) -> dict[int, tuple[str, date | None]]:
    actions.rebuild_standings()
    return _kept(*ids)
