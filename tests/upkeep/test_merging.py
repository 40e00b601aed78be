"""Two records of one partner become one: nothing is lost, the old address leads on, and all of it can be taken back."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, text

from partners.agreements.models import Agreement
from partners.directory.actions import take_over
from partners.directory.models import (
    Contact,
    ContactPost,
    Document,
    Partner,
    PartnerForwarding,
    PartnerStanding,
    PartnerTag,
    Tie,
)
from partners.directory.queries import get_partner
from partners.interactions.models import FollowUp, InteractionPartner
from partners.lists.tallies import tallies
from partners.search.models import SearchMark
from partners.upkeep.actions.destroying import destroy_entries
from partners.upkeep.actions.merging import Decisions, merge_partners, objections_between
from partners.upkeep.actions.restoring import restore_entries
from partners.upkeep.actions.undoing import undo_act
from partners.upkeep.models import Act, TrashEntry
from partners.upkeep.queries.acts import get_act
from partners.upkeep.queries.merging import pointing_columns
from partners.upkeep.rules.acts import Obstructed
from partners.upkeep.rules.carrying import CARRYING, OF_CONTACTS
from partners.upkeep.rules.merging import NotOne
from tests.support.factories import directory as make
from tests.support.factories import doubles
from tests.support.factories.agreements import case_at_home
from tests.support.office import Office
from tests.support.traces import OF_ACTS, fingerprint
from tests.support.visitor import Visitor

NAMGU = 5
#: Of tallies the sums count, not the lines.
KEPT = OF_ACTS | {"tallies"}


@pytest.fixture
def double(report: Office) -> int:
    """The id of a second record of 광주 남구, on which hangs everything that may."""
    with report.writing():
        by = report.person("exchange")
        double = doubles.double_of(by)
        doubles.hang_on(double, NAMGU, by, report.person("manager"))
        return double.id


def test_every_column_that_points_at_partners_or_contacts_is_decided() -> None:
    assert pointing_columns(Contact) == OF_CONTACTS.keys(), "Say in upkeep/rules/carrying.py what merging does with it."
    assert pointing_columns(Partner) == CARRYING.keys(), "Say in upkeep/rules/carrying.py what merging does with it."


def test_nothing_is_lost_and_taken_back_every_row_is_as_it_was(report: Office, double: int) -> None:
    before, counted = fingerprint(report, KEPT), _tallies(report)
    hung = _hung_on(report, double)
    act_id = _merged(report, double)
    assert _hung_on(report, double) == dict.fromkeys(hung, 0)
    assert min(hung.values()) > 0
    with report.reading() as session:
        kept = get_partner(NAMGU)
        assert {"광주남구", "빛고을 남구"} <= {alias.name for alias in kept.aliases}
        assert (kept.name_ko, kept.region) == ("광주 남구", "광주")
        assert session.get_one(PartnerStanding, double).interaction_count == 0
        marks = session.scalars(select(SearchMark).where(SearchMark.record == "partner")).all()
        assert [(mark.record_id, mark.pinned_at is not None) for mark in marks] == [(NAMGU, True)]
    with report.writing() as session:
        undo_act(get_act(act_id), report.person("manager"))
        if report.database.name == "sqlite":
            for index in ("partners_terms", "interactions_terms"):
                session.execute(text(f"INSERT INTO {index} ({index}) VALUES ('integrity-check')"))
    after = fingerprint(report, KEPT)
    assert [table for table, digest in before.items() if after[table] != digest] == []
    assert _tallies(report) == counted


def test_the_old_address_leads_on_and_nothing_shows_it(report: Office, double: int, exchange: Visitor) -> None:
    page = exchange.visit("upkeep.merge_form", partner_id=double, into=NAMGU)
    assert page.form("/merge").values["side-country"] == ["kept"]
    exchange.press(page.form("/merge"), **{"side-name_en": "kept", "side-point": "kept"}, reason="옛 목록")
    led = exchange.visit("directory.show", 303, partner_id=double)
    assert led.location == f"/partners/{NAMGU}"
    assert "광주남구는 이 기록으로 합쳐졌습니다." in str(exchange.follow(led).notices)
    for endpoint in ("agreements.of_partner", "agreements.history", "interactions.balance", "directory.contacts"):
        assert str(NAMGU) in exchange.visit(endpoint, 303, partner_id=double).location
    assert exchange.send("directory.update", {}, 410, partner_id=double).status == 410
    listed = exchange.visit("directory.index", kind="city").text + exchange.visit("search.results", q="광주남구").text
    assert "광주남구" not in listed
    assert "광주 남구" in listed
    with report.reading() as session:
        kept = get_partner(NAMGU)
        assert (kept.name_en, kept.lat) == ("Nam-gu, Gwangju Metropolitan City", 35.133)
        gone = session.execute(select(Partner.__table__).where(Partner.__table__.c.id == double)).one()
        assert (gone.name_ko, gone.name_en, gone.address, gone.lat) == ("광주남구", "", "", None)


def test_who_may_not_correct_both_merges_nothing(
    report: Office, double: int, medical: Visitor, viewer: Visitor
) -> None:
    for visitor in (medical, viewer):
        visitor.visit("upkeep.merge_form", 403, partner_id=double, into=NAMGU)
        visitor.send("upkeep.merge", {"into": NAMGU}, 403, partner_id=double)


def test_what_changed_meanwhile_and_a_double_click(report: Office, double: int, exchange: Visitor) -> None:
    form = exchange.visit("upkeep.merge_form", partner_id=double, into=NAMGU).form("/merge")
    with report.writing() as session:
        session.get_one(Partner, NAMGU).note = "그 사이 적은 말"
    again = exchange.press(form, 409).form("/merge")
    exchange.press(again)
    assert exchange.press(again).location == f"/partners/{NAMGU}"
    with report.writing() as session:
        session.get_one(Partner, NAMGU).note = "합친 뒤에 적은 말"
    with report.writing() as session, pytest.raises(Obstructed):
        undo_act(get_act(session.scalars(select(Act.id)).one()), report.person("exchange"))


def test_a_tie_of_both_is_decided_by_a_manager(report: Office, double: int, exchange: Visitor) -> None:
    """The sister tie was taken over twice: one record of it stays, and with it what rested on the other."""
    with report.writing() as session:
        told = ("관계 확인", "옛 목록 4행", date(2020, 10, 31))
        second = take_over(get_partner(double), "sister", *told, report.person("manager")).id
        first = session.scalars(select(Tie.id).where(Tie.partner_id == NAMGU, Tie.type == "sister")).one()
    assert "관리자" in exchange.visit("upkeep.merge_form", partner_id=double, into=NAMGU).text
    with pytest.raises(NotOne):
        _merged(report, double, "exchange")
    before = fingerprint(report, KEPT)
    act_id = _merged(report, double, ties={"sister": second})
    with report.reading() as session:
        assert session.get(Tie, first) is None
        assert session.get_one(Tie, second).partner_id == NAMGU
    with report.writing():
        undo_act(get_act(act_id), report.person("manager"))
    assert fingerprint(report, KEPT) == before


def test_what_law_and_sense_keep_apart(report: Office, double: int) -> None:
    manager = report.person("manager")
    with report.writing():
        other = make.city(report.person("exchange")).id
        case_at_home(report.person("exchange"), partner=get_partner(other))
    with report.reading():
        hospital, association, abroad = get_partner(11), get_partner(24), get_partner(7)
        kept, gone = get_partner(NAMGU), get_partner(double)
        said = {
            "cases": objections_between(get_partner(other), gone, manager),
            "kinds": objections_between(kept, hospital, manager),
            "border": objections_between(kept, abroad, manager),
            "oneself": objections_between(association, association, manager),
        }
    assert {what: len(sentences) for what, sentences in said.items()} == dict.fromkeys(said, 1)


def test_a_persons_record_leaves_no_name_behind(report: Office, manager: Visitor) -> None:
    with report.writing():
        by = report.person("manager")
        told = {"owner_team_id": get_partner(NAMGU).owner_team_id}
        handle = {"platform": "instagram", "handle": "@minji", "url": ""}
        kept, gone = (
            make.partner(by, "supporter", name, channels=[{**handle, "handle": one}], **told).id
            for name, one in (("김민지", "@minji"), ("김민지 서포터", "minji"))
        )
    page = manager.visit("upkeep.merge_form", partner_id=gone, into=kept)
    manager.press(page.form("/merge"))
    led = manager.visit("directory.show", 303, partner_id=gone)
    assert "다른 기록이 이 기록으로 합쳐졌습니다." in str(manager.follow(led).notices)
    with report.reading() as session:
        row = session.execute(select(Partner.__table__).where(Partner.__table__.c.id == gone)).one()
        assert (row.name_ko, row.search_text) == ("", "")
        assert len(get_partner(kept).channels) == 1
    before = fingerprint(report, KEPT)
    form = manager.visit("upkeep.delete_partner_form", partner_id=kept).form("/delete")
    manager.press(form, reason="잘못 등록")
    with report.writing() as session:
        restore_entries(session.scalars(select(TrashEntry.id)).all(), report.person("manager"))
    after = fingerprint(report, KEPT)
    assert {table for table, digest in before.items() if after[table] != digest} <= {"audit_events", "change_values"}
    manager.press(form, reason="본인 요청")
    with report.writing() as session:
        destroy_entries(session.scalars(select(TrashEntry.id)).all(), "본인 요청", report.person("manager"))
    with report.reading() as session:
        ids = select(Partner.__table__.c.id).where(Partner.__table__.c.id.in_([kept, gone]))
        assert session.execute(ids).all() == session.scalars(select(PartnerForwarding)).all() == []


HANGS: dict[str, Any] = {
    "interactions": InteractionPartner.partner_id,
    "contacts": ContactPost.partner_id,
    "ties": Tie.partner_id,
    "agreements": Agreement.partner_id,
    "documents": Document.partner_id,
    "follow_ups": FollowUp.partner_id,
    "tags": PartnerTag.partner_id,
    "successors": Partner.successor_id,
}


def _tallies(office: Office) -> dict[str, int]:
    with office.reading():
        return tallies()


def _hung_on(office: Office, partner_id: int) -> dict[str, int]:
    with office.reading() as session:
        counts = {name: select(func.count()).where(column == partner_id) for name, column in HANGS.items()}
        return {name: session.scalar(statement) or 0 for name, statement in counts.items()}


def _merged(office: Office, gone_id: int, username: str = "manager", **decided: Any) -> int:
    with office.writing():
        gone, kept = get_partner(gone_id), get_partner(NAMGU)
        versions = (gone.version, kept.version)
        return merge_partners(gone, kept, versions, Decisions(**decided), office.person(username)).id
