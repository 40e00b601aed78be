"""The officer in charge: somebody of the team in charge, and what becomes of it when the team changes."""

import pytest

from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.foundation.refusals import Refusal
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor

GOSEONG = 1


def _owner(office: Office, partner_id: int = GOSEONG) -> int | None:
    with office.reading():
        return queries.get_partner(partner_id).owner_id


def test_an_officer_is_offered_colleagues_only(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("directory.edit", partner_id=GOSEONG)
    offered = [option.text for option in page.all("#owner_id option")]
    assert "교류 담당자" in offered
    assert not any("의료" in name for name in offered)


def test_an_officer_takes_charge_and_lists_show_it(report: Office, exchange: Visitor) -> None:
    me = report.person("exchange")
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    exchange.press(form, owner_id=str(me.id))
    assert _owner(report) == me.id
    assert me.name in exchange.visit("directory.show", partner_id=GOSEONG).text
    assert me.name in exchange.visit("directory.index", kind="city", q="고성군").text


def test_whoever_registers_is_in_charge_unless_they_say_otherwise(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("directory.new", kind="city").form("/partners/new/city")
    assert form.values["owner_id"] == [str(report.person("exchange").id)]


@pytest.mark.parametrize("who", ["medical", "admin"])
def test_nobody_of_another_team(report: Office, exchange: Visitor, manager: Visitor, who: str) -> None:
    other = report.person(who).id
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    page = exchange.press(form, expect=422, owner_id=str(other), note="남는 메모")
    assert "owner_id" in page.errors
    assert page.field("note") == "남는 메모"
    manager_form = manager.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    assert "owner_id" in manager.press(manager_form, expect=422, owner_id=str(other)).errors
    assert _owner(report) is None


@pytest.mark.parametrize("value", ["x", "99999999999999999999", "-1"])
def test_what_is_nobody(report: Office, exchange: Visitor, value: str) -> None:
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    assert "owner_id" in exchange.press(form, expect=422, owner_id=value).errors


def test_a_new_team_leaves_the_old_owner_behind_and_says_so(report: Office, manager: Visitor) -> None:
    exchange, medical = report.person("exchange"), report.person("medical")
    form = manager.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    manager.press(form, owner_id=str(exchange.id))
    form = manager.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    page = manager.follow(manager.press(form, owner_team_id=str(medical.team_id)))
    assert "담당자를 비웠습니다" in page.html
    assert _owner(report) is None


def test_a_new_team_with_its_own_officer(report: Office, manager: Visitor) -> None:
    medical = report.person("medical")
    form = manager.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    manager.press(form, owner_team_id=str(medical.team_id), owner_id=str(medical.id))
    assert _owner(report) == medical.id


def test_an_owner_of_a_closed_account_stays_until_somebody_chooses(
    report: Office, exchange: Visitor, manager: Visitor
) -> None:
    finance, me = report.person("finance"), report.person("exchange")
    with report.writing() as session:
        partner = queries.get_partner(GOSEONG)
        partner.owner_id = finance.id
        session.flush()
    form = exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit")
    assert form.values["owner_id"] == [str(finance.id)]
    exchange.press(form, note="메모")
    assert _owner(report) == finance.id
    exchange.press(exchange.visit("directory.edit", partner_id=GOSEONG).form("/edit"), owner_id=str(me.id))
    assert _owner(report) == me.id


def test_a_disabled_account_takes_no_charge(at_work: Office, officer: SignedIn) -> None:
    with pytest.raises(Refusal):
        make.city(officer, owner_id=999_999)


def test_the_action_asks_too(at_work: Office, head: SignedIn, office: Office) -> None:
    city = make.city(head, owner_team_id=office.person("exchange").team_id)
    with pytest.raises(Refusal):
        actions.edit_partner(city, {"owner_id": office.person("medical").id}, city.version, head)
