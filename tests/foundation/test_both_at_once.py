"""Two people at the same moment: whoever comes second is told what the first one did, with everything typed."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select

from partners.agreements.models import Agreement
from partners.directory.models import Partner, PartnerStanding
from partners.interactions.models import Interaction
from tests.support.factories.directory import city
from tests.support.office import Office
from tests.support.races import meeting_at
from tests.support.visitor import Visitor

CITY = {"name_ko": "세종시", "country": "KR", "region": "세종", "note": "두 사람이 함께 적은 도시"}


def cities(office: Office) -> int:
    with office.reading() as session:
        return session.scalar(select(func.count()).where(Partner.name_ko == CITY["name_ko"])) or 0


def test_the_same_form_sent_twice_at_once_makes_one_record(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("directory.new", kind="city").form("/partners/new/city")
    other = Visitor(report, "exchange")
    other.client, other._is_in = exchange.client, True
    with meeting_at(report, "INSERT INTO partners "), ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.press(form, **CITY), (exchange, other)))
    assert len({answer.location for answer in answers}) == 1
    assert cities(report) == 1


def test_two_people_who_register_the_same_city_at_once_meet(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    forms = {who: who.visit("directory.new", kind="city").form("/partners/new/city") for who in (exchange, manager)}
    with meeting_at(report, "INSERT INTO partners "), ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: who.press(forms[who], expect=(303, 422), **CITY), forms))
    assert sorted(answer.status for answer in answers) == [303, 422]
    refused = next(answer for answer in answers if answer.status == 422)
    assert "이미 등록된 도시" in refused.errors["name_ko"]
    assert refused.field("note") == CITY["note"]
    assert refused.notices == [] or "등록했습니다" not in " ".join(refused.notices)
    assert cities(report) == 1


def test_what_was_not_saved_is_not_told(report: Office, exchange: Visitor) -> None:
    """The drawer's answer holds its message; the one whose key was used meanwhile must not tell of a lost record."""
    form = exchange.visit("interactions.new").form("/interactions/new")
    other = Visitor(report, "exchange")
    other.client, other._is_in = exchange.client, True
    typed = {"kind": "letter", "title": "서한", "recipients_unspecified": "y", "date": "'20. 11. 2."}

    def save(who: Visitor) -> str:
        return who.raw("POST", "/interactions/new", data={**form.values, **typed}, headers={"HX-Request": "true"}).text

    with meeting_at(report, "INSERT INTO used_keys"), ThreadPoolExecutor(2) as both:
        answers = list(both.map(save, (exchange, other)))
    told = {int(number) for answer in answers for number in re.findall(r"/interactions/(\d+)", answer)}
    with report.reading() as session:
        assert told == set(session.scalars(select(Interaction.id).where(Interaction.title == "서한")))


def test_a_plan_and_a_follow_up_at_once_leave_the_earlier_one_as_next(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    with report.reading() as session:
        case = session.execute(
            select(Agreement.id, Agreement.partner_id).join(Partner).where(Partner.name_ko == "나베현")
        ).one()
    plan = exchange.visit("agreements.show", agreement_id=case.id).form("/plan")
    step = manager.visit("follow_ups.new", partner=case.partner_id).form("/follow-ups/new")
    with meeting_at(report, "UPDATE partner_standings"), ThreadPoolExecutor(2) as both:
        sent = (
            both.submit(exchange.press, plan, next_due_on="2020-12-24"),
            both.submit(manager.press, step, title="회신 확인", due_on="2020-11-25"),
        )
        assert [one.result().status for one in sent] == [303, 303]
    with report.reading() as session:
        assert session.get_one(PartnerStanding, case.partner_id).next_due_on == date(2020, 11, 25)


def test_two_who_wait_for_each_other_come_one_after_the_other(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    """Each names the other's city as successor: each holds its own and wants the other's."""
    with report.writing():
        by = report.person("manager")
        pair = [city(by, name, owner_team_id=report.person("exchange").team_id).id for name in ("갑자군", "을축군")]
    forms = {
        exchange: (exchange.visit("directory.edit", partner_id=pair[0]).form("/edit"), "을축군"),
        manager: (manager.visit("directory.edit", partner_id=pair[1]).form("/edit"), "갑자군"),
    }

    def save(who: Visitor) -> int:
        form, successor = forms[who]
        return who.press(form, expect=(303, 422), successor_id=successor).status

    with meeting_at(report, "SELECT partners.id, partners.trashed_at"), ThreadPoolExecutor(2) as both:
        assert sorted(both.map(save, forms)) == [303, 422]
