"""Two records of one person become one: masked, logged, on the stricter ground, and all of it can be taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from partners.audit.models import AccessEntry, AuditEvent, ChangeValue
from partners.directory.jobs import find_duplicates
from partners.directory.models import Contact, ContactForwarding, ContactPost
from partners.directory.queries import posts_of
from partners.interactions.models import InteractionContact
from partners.search import actions as search
from partners.upkeep.actions.destroying import destroy_entries
from partners.upkeep.actions.restoring import restore_entries
from partners.upkeep.actions.undoing import undo_act
from partners.upkeep.models import Act, TrashEntry
from partners.upkeep.queries.acts import get_act
from tests.support.factories import contacts as make
from tests.support.factories import interactions
from tests.support.office import Office
from tests.support.traces import OF_ACTS, fingerprint
from tests.support.visitor import Visitor

ONE, OTHER = 1, 2
STRICTER = {"retain_until": date(2021, 6, 30), "legal_basis": "consent", "consented_on": date(2020, 6, 30)}
KEPT = OF_ACTS | {"tallies"}


@pytest.fixture
def pair(report: Office) -> tuple[int, int]:
    """A person twice at one partner, and once more in a post elsewhere: the ids of the record that stays, and goes."""
    with report.writing() as session:
        by = report.person("exchange")
        kept = make.contact(by, ONE, mobile="", note="")
        gone = make.contact(by, ONE, name_other="Hong Gil-dong", mobile=make.MOBILE, **STRICTER)
        session.flush()
        session.add(ContactPost(contact_id=gone.id, partner_id=OTHER, department="기획실", is_current=False))
        both, alone = (
            interactions.gift([ONE], by, title=title).id for title in ("둘 다 만난 자리", "한쪽만 만난 자리")
        )
        for interaction_id, contact_id in ((both, kept.id), (both, gone.id), (alone, gone.id)):
            session.add(InteractionContact(interaction_id=interaction_id, contact_id=contact_id))
        for contact_id in (kept.id, gone.id):
            search.note_opened("contact", contact_id, by)
        return kept.id, gone.id


def test_found_by_night_compared_merged_and_taken_back(
    report: Office, pair: tuple[int, int], exchange: Visitor
) -> None:
    kept, gone = pair
    with report.writing():
        assert find_duplicates()["contacts"] == 1
    before = fingerprint(report, KEPT)
    queue = exchange.visit("upkeep.duplicates", record="contacts")
    assert any("/contacts/" in link.get("href", "") and "merge?into=" in link["href"] for link in queue.all("main a"))
    assert "같은 메일 주소" in exchange.visit("upkeep.merge_contact_form", contact_id=gone).text
    page = exchange.visit("upkeep.merge_contact_form", contact_id=gone, into=kept)
    assert "교류 기록 2건" in page.text
    form = page.form("/merge")
    assert all(form.values[f"side-{name}"] == ["gone"] for name in ("legal_basis", "mobile", "name_other"))
    exchange.press(form)
    with report.reading() as session:
        one = session.get_one(Contact, kept)
        assert (one.mobile, one.name_other, one.retain_until) == ("+821087654321", "Hong Gil-dong", date(2021, 6, 30))
        assert [post.partner_id for post in posts_of(kept)] == [ONE, OTHER]
        met = session.scalars(select(InteractionContact.contact_id)).all()
        assert list(met) == [kept, kept]
        away = session.execute(select(Contact.__table__).where(Contact.__table__.c.id == gone)).one()
        assert (away.name, away.email, away.search_text, away.retain_until, away.at_partner_id) == (
            "",
            "",
            "",
            None,
            None,
        )
        act_id = session.scalars(select(Act.id)).one()
        logged = session.scalars(select(AccessEntry).where(AccessEntry.purpose == "contact:merge")).all()
        assert logged
    led = exchange.visit("directory.contact", 303, partner_id=ONE, contact_id=gone)
    assert led.location == f"/partners/{ONE}/contacts/{kept}"
    assert exchange.send("directory.update_contact", {}, 410, partner_id=ONE, contact_id=gone).status == 410
    exchange.visit("directory.contact_changes", partner_id=ONE, contact_id=kept)
    with report.writing():
        undo_act(get_act(act_id), report.person("manager"))
    after = fingerprint(report, KEPT)
    assert [table for table, digest in before.items() if after[table] != digest] == []


def test_the_longer_ground_needs_a_reason_and_ended_data_is_not_carried(
    report: Office, pair: tuple[int, int], exchange: Visitor, manager: Visitor
) -> None:
    kept, gone = pair
    form = exchange.visit("upkeep.merge_contact_form", contact_id=gone, into=kept).form("/merge")
    longer = {"side-legal_basis": "kept"}
    assert set(exchange.press(form, expect=422, **longer).errors) == {"reason"}
    exchange.press(form, **longer, reason="새 담당 업무로 다시 안내함")
    with report.reading() as session:
        assert session.get_one(Contact, kept).retain_until == make.BASIS["retain_until"]
    with report.writing() as session:
        third = make.contact(report.person("exchange"), ONE, "홍길동")
        session.flush()
        third.retain_until = date(2020, 1, 1)
        ended = third.id
    page = manager.visit("upkeep.merge_contact_form", contact_id=ended, into=kept)
    assert "파기해야 합니다" in page.text
    assert manager.send("upkeep.merge_contact", {"into": str(kept)}, contact_id=ended, expect=409)


def test_who_may_not_correct_both_merges_nothing(
    report: Office, pair: tuple[int, int], medical: Visitor, viewer: Visitor
) -> None:
    kept, gone = pair
    for visitor in (medical, viewer):
        visitor.visit("upkeep.merge_contact_form", 403, contact_id=gone)
        visitor.send("upkeep.merge_contact", {"into": str(kept)}, 403, contact_id=gone)
    assert "홍길동" not in medical.visit("upkeep.duplicates", record="contacts").text


def test_destroyed_with_every_record_that_was_merged_into_it(
    report: Office, pair: tuple[int, int], manager: Visitor
) -> None:
    """Deleted, brought back to the letter, then destroyed: no table knows the person or the old address any more."""
    kept, gone = pair
    with report.writing() as session:
        session.query(InteractionContact).delete()
    form = manager.visit("upkeep.merge_contact_form", contact_id=gone, into=kept).form("/merge")
    manager.press(form, reason="홍길동 명함이 두 장")
    before = fingerprint(report, KEPT)
    _delete(manager, kept)
    with report.writing() as session:
        restore_entries(session.scalars(select(TrashEntry.id)).all(), report.person("manager"))
    after = fingerprint(report, KEPT)
    assert {table for table, digest in before.items() if after[table] != digest} <= {"audit_events", "change_values"}
    _delete(manager, kept)
    with report.writing() as session:
        destroy_entries(session.scalars(select(TrashEntry.id)).all(), "본인 요청", report.person("manager"))
    with report.reading() as session:
        assert session.scalars(select(ContactForwarding)).all() == []
        assert session.scalars(select(Contact.id).where(Contact.id.in_(pair))).all() == []
        assert session.scalars(select(Act.reason)).all() == [""]
        events = select(AuditEvent.id).where(AuditEvent.subject_type == "contacts", AuditEvent.subject_id.in_(pair))
        told = session.scalars(select(ChangeValue.after).where(ChangeValue.event_id.in_(events))).all()
        assert not [value for value in told if value and "홍길동" in value]


def test_out_of_use_and_back(report: Office, pair: tuple[int, int], exchange: Visitor, medical: Visitor) -> None:
    kept, gone = pair
    for contact_id in pair:
        form = exchange.visit("directory.remove_form", partner_id=ONE, contact_id=contact_id).form("/remove")
        exchange.press(form, reason="퇴직")
    with report.writing() as session:
        session.get_one(Contact, gone).retain_until = date(2020, 1, 1)
    medical.visit("directory.removed_contacts", 403, partner_id=ONE)
    page = exchange.visit("directory.removed_contacts", partner_id=ONE)
    assert "퇴직" in page.text
    assert [form["action"] for form in page.all("main form") if "bring-back" in form["action"]] == [
        f"/partners/{ONE}/contacts/{kept}/bring-back"
    ]
    form = page.form("/bring-back")
    medical.send("directory.bring_back_contact", {"version": "2"}, 403, partner_id=ONE, contact_id=kept)
    exchange.press(form)
    assert "홍길동" in exchange.visit("directory.contact", partner_id=ONE, contact_id=kept).text
    late: Mapping[str, Any] = {"version": str(_version(report, gone))}
    told = exchange.send("directory.bring_back_contact", late, 422, partner_id=ONE, contact_id=gone)
    assert "보유 기한이 지나" in told.text
    assert "다시 사용" in exchange.visit("directory.contact_changes", partner_id=ONE, contact_id=kept).text


def _delete(visitor: Visitor, contact_id: int) -> None:
    form = visitor.visit("upkeep.delete_contact_form", contact_id=contact_id).form("/delete")
    visitor.press(form, reason="잘못 등록")


def _version(office: Office, contact_id: int) -> int:
    with office.reading() as session:
        return session.get_one(Contact, contact_id).version
