"""A special zone is lengthened for all who operate in it at once, or for nobody."""

from datetime import date

from sqlalchemy import select

from partners.agreements import actions
from partners.agreements.queries.terms import get_tie
from partners.audit.models import AuditEvent
from partners.directory.models import Tie, TieEvent
from partners.directory.queries import get_partner
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor

ZONE = "영등포 스마트메디컬특구"
TOLD = {"changed_on": "'20. 11. 18.", "ends_on": "2027. 12. 31.", "notice": "중소벤처기업부 고시 제2020-90호"}


def last_days(report: Office) -> set[date | None]:
    with report.reading() as session:
        return set(session.scalars(select(Tie.ends_on).where(Tie.frame == ZONE)))


def hidden(page: Page, name: str) -> str:
    return page.all(f"input[name={name}]")[0]["value"]


def test_ten_places_are_lengthened_by_one_decision(report: Office, manager: Visitor, medical: Visitor) -> None:
    page = medical.visit("agreements.zones")
    assert page.text.count("2022. 12. 31.") == 10
    form = page.form("/zones")
    for field, value in (("changed_on", "2020. 11. 21."), ("ends_on", "2020. 11. 17."), ("notice", " ")):
        refused = medical.press(form, expect=422, do="preview", **{**TOLD, field: value})
        assert list(refused.errors) == [field]
        assert refused.field("ends_on") == {**TOLD, field: value}["ends_on"]
    page = medical.press(form, expect=200, do="preview", **TOLD)
    assert page.text.count("2027. 12. 31.") >= 10
    assert last_days(report) == {date(2022, 12, 31)}, "A preview changes nothing."

    # A hospital whose own change is being decided keeps the whole zone back.
    with report.writing() as session:
        first = session.scalars(select(Tie).where(Tie.frame == ZONE).order_by(Tie.id)).first()
        assert first is not None
        case = actions.start_renewal(get_tie(first.id), get_partner(first.partner_id), by=report.person("manager")).id
    seen = hidden(page, "seen")
    refused = medical.press(page.form("/zones"), expect=422, do="extend", seen=seen, **TOLD)
    assert "먼저 그 건을 진행하거나 종료하세요" in refused.text
    assert refused.all(f"a[href=/agreements/{case}]")
    assert not refused.all("button[value=extend]")
    assert last_days(report) == {date(2022, 12, 31)}
    form = medical.visit("agreements.show", agreement_id=case).form("/ending")
    medical.press(form, ending="terminated", reason="특구계획에서 제외")

    # Its tie ended with the case: nine are left, which the old preview did not show.
    stale = medical.press(page.form("/zones"), expect=409, do="extend", seen=seen, **TOLD)
    assert stale.text.count("2022. 12. 31.") == 9
    medical.follow(medical.press(stale.form("/zones"), do="extend", seen=hidden(stale, "seen"), **TOLD))
    with report.reading() as session:
        ties = session.scalars(select(Tie).where(Tie.frame == ZONE, Tie.status != "ended")).all()
        assert [tie.ends_on for tie in ties] == [date(2027, 12, 31)] * 9
        told = session.scalars(select(TieEvent).where(TieEvent.kind == "extended")).all()
        assert {(one.ended_before, one.ends_on, one.effective_on, one.reason) for one in told} == {
            (date(2022, 12, 31), date(2027, 12, 31), date(2020, 11, 18), TOLD["notice"])
        }
        audited = select(AuditEvent.subject_id).where(AuditEvent.action == "partner:tie:extended")
        assert set(session.scalars(audited)) == {tie.partner_id for tie in ties}
        one = ties[0].partner_id
    assert TOLD["notice"] in manager.visit("directory.show", partner_id=one).text
    again = medical.press(medical.visit("agreements.zones").form("/zones"), expect=200, do="preview", **TOLD)
    assert "이미 그날 또는 그 뒤에" in again.text, "Nothing is left to lengthen."


def test_another_team_reads_why_it_may_not(report: Office, exchange: Visitor, viewer: Visitor) -> None:
    page = exchange.visit("agreements.zones")
    assert page.text.count("다른 팀 소관입니다") == 10
    exchange.press(page.form("/zones"), expect=403, do="extend", **TOLD)
    viewer.visit("agreements.zones", expect=403)
    assert last_days(report) == {date(2022, 12, 31)}
