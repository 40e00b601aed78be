"""Contacts: registering, correcting, what a reader sees of them, and who looked."""

from typing import Any

import pytest
from sqlalchemy import select

from partners.audit.models import AccessEntry
from partners.directory.models import Contact, ContactPost
from tests.support.factories import contacts as make
from tests.support.factories import directory
from tests.support.office import Office
from tests.support.visitor import Visitor

#: 영암군 of the exchange team; a hospital of the medical team; an ambassador, who is a person.
CITY, HOSPITAL = 2, 12
FULL = ("061-470-2114", "010-8765-4321", "hong@yeongam.go.kr", "+82614702114", "+821087654321", "오후에 통화 가능")


@pytest.fixture
def hong(report: Office) -> int:
    """홍길동 at 영암군: the id."""
    with report.writing():
        return make.contact(report.person("exchange"), CITY).id


def row_of(office: Office, contact_id: int) -> Contact:
    with office.reading() as session:
        contact = session.get_one(Contact, contact_id)
        session.expunge(contact)
        return contact


def entries(office: Office, contact_id: int) -> list[str]:
    """The purposes for which somebody looked at the contact, in order."""
    with office.reading() as session:
        rows = session.scalars(
            select(AccessEntry).where(AccessEntry.subject_type == "contacts").order_by(AccessEntry.id)
        )
        return [row.purpose for row in rows if contact_id in row.subject_ids]


def test_an_officer_registers_a_person(exchange: Visitor, report: Office) -> None:
    form = exchange.visit("directory.new_contact", partner_id=CITY).form()
    page = exchange.press(form, **make.typed("  홍길동 ", languages=["ko", "en"], starts_on="'19. 3. 1."))
    contact = row_of(report, 1)
    assert page.location == f"/partners/{CITY}/contacts/1"
    assert (contact.name, contact.phone, contact.mobile, contact.email) == (
        "홍길동", "+82614702114", "+821087654321", "hong@yeongam.go.kr"
    )  # fmt: skip
    assert contact.languages == ["ko", "en"]
    assert contact.legal_basis == "public_task"
    shown = exchange.follow(page)
    assert shown.heading == "홍길동"
    assert "2019. 3. 1.부터" in shown.text
    assert "010-8765-4321" in shown.text
    assert "총무과 · 주무관" in exchange.visit("directory.contacts", partner_id=CITY).text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"phone": "전화 없음"}, "phone"),
        ({"mobile": "010-12"}, "mobile"),
        ({"email": "hong@"}, "email"),
        ({"starts_on": "2021-01-01"}, "starts_on"),
        ({"starts_on": "봄"}, "starts_on"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"legal_basis": "consent"}, "consented_on"),
        ({"purpose": ""}, "purpose"),
        ({"collected_from": ""}, "collected_from"),
        ({"retain_until": ""}, "retain_until"),
        ({"retain_until": "2020-01-01"}, "retain_until"),
        ({"note": "900101-1234567"}, "note"),
        ({"phone": "900101-1234567"}, "phone"),
        ({"languages": ["xx"]}, "languages"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    exchange: Visitor, report: Office, changes: dict[str, Any], field: str
) -> None:
    """T31 among them: nobody is saved without legal basis, purpose, source and last day."""
    typed = make.typed(duty="실무", **changes)
    page = exchange.send("directory.register_contact", typed, expect=422, partner_id=CITY)
    assert field in page.errors
    assert page.field("duty") == "실무"
    if field != "languages":
        assert page.field(field) == next(iter(changes.values())).strip() or field == "consented_on"
    assert report.count(Contact) == 0


def test_a_number_is_read_in_the_partners_country(exchange: Visitor, report: Office) -> None:
    # 10 is 나베현 in Vietnam.
    exchange.send(
        "directory.register_contact", make.typed(phone="028 3781 1234", mobile="+82 10-8765-4321"), partner_id=10
    )
    contact = row_of(report, 1)
    assert (contact.phone, contact.mobile) == ("+842837811234", "+821087654321")
    form = exchange.visit("directory.edit_contact", partner_id=10, contact_id=1).form()
    assert form.values["phone"] == ["028 3781 1234"]
    assert form.values["mobile"] == ["+82 10-8765-4321"]
    exchange.press(form, title="과장")
    assert (row_of(report, 1).phone, row_of(report, 1).mobile) == ("+842837811234", "+821087654321")


def test_a_double_click_registers_one(exchange: Visitor, report: Office) -> None:
    for _ in range(2):
        page = exchange.send("directory.register_contact", make.typed(once="one key"), partner_id=CITY)
        assert page.location.endswith("/contacts/1")
    assert report.count(Contact) == 1


def test_the_same_name_is_asked_about(exchange: Visitor, report: Office, hong: int) -> None:
    typed = make.typed("홍 길동")
    page = exchange.send("directory.register_contact", typed, expect=422, partner_id=CITY)
    assert "이미" in page.errors["name"]
    assert page.link("홍길동") == f"/partners/{CITY}/contacts/{hong}"
    exchange.press(page.form(), confirm_namesake="y")
    assert report.count(Contact) == 2


def test_a_person_has_no_contacts(exchange: Visitor, report: Office) -> None:
    with report.writing():
        person = directory.partner(report.person("exchange"), "ambassador", "김홍보", **make.BASIS).id
    for endpoint in ("contacts", "new_contact"):
        exchange.visit(f"directory.{endpoint}", expect=404, partner_id=person)
    exchange.send("directory.register_contact", make.typed(), expect=404, partner_id=person)
    page = exchange.visit("directory.show", partner_id=person)
    assert f"/partners/{person}/contacts/" not in page.html


@pytest.mark.parametrize("who", ["viewer", "medical", "admin"])
def test_others_see_a_mask(report: Office, hong: int, who: str) -> None:
    """MG-5: what a reader may not see is not in the page at all."""
    reader = Visitor(report, who)
    where = {"partner_id": CITY, "contact_id": hong}
    pages = [reader.visit("directory.contact", **where), reader.visit("directory.contacts", partner_id=CITY)]
    pages += [reader.visit("directory.all_contacts"), reader.visit("directory.show", partner_id=CITY)]
    if who != "viewer":
        pages.append(reader.visit("directory.contact_changes", **where))
    for page in pages:
        assert not [value for value in FULL if value in page.html]
    assert "010-****-4321" in pages[0].text
    assert "061-****-2114" in pages[0].text
    assert "h***@yeongam.go.kr" in pages[0].text
    assert "010-****-4321" in pages[1].text
    assert "홍길동" in pages[2].text


@pytest.mark.parametrize("who", ["exchange", "manager", "privacy"])
def test_who_works_with_the_person_sees_everything(report: Office, hong: int, who: str) -> None:
    page = Visitor(report, who).visit("directory.contact", partner_id=CITY, contact_id=hong)
    assert "010-8765-4321" in page.text
    assert "hong@yeongam.go.kr" in page.text
    assert "오후에 통화 가능" in page.text


def test_an_officer_corrects(exchange: Visitor, report: Office, hong: int) -> None:
    where = {"partner_id": CITY, "contact_id": hong}
    form = exchange.visit("directory.edit_contact", **where).form()
    exchange.press(form, mobile="010-1111-2222", title="팀장", email="")
    contact = row_of(report, hong)
    assert (contact.mobile, contact.email, contact.version) == ("+821011112222", "", 2)
    text = exchange.visit("directory.contact_changes", **where).text
    assert "010-8765-4321" in text
    assert "010-1111-2222" in text
    assert "주무관" in text
    assert "팀장" in text


def test_two_editors_see_both_values(exchange: Visitor, manager: Visitor, report: Office, hong: int) -> None:
    where = {"partner_id": CITY, "contact_id": hong}
    form = exchange.visit("directory.edit_contact", **where).form()
    manager.press(manager.visit("directory.edit_contact", **where).form(), title="과장")
    page = exchange.press(form, expect=409, title="팀장")
    assert "과장" in page.text
    assert page.field("title") == "팀장"
    exchange.press(page.form())
    with report.reading() as session:
        assert session.scalars(select(ContactPost.title)).all() == ["팀장"]


def test_rights(report: Office, viewer: Visitor, medical: Visitor, admin: Visitor, hong: int) -> None:
    where = {"partner_id": CITY, "contact_id": hong}
    for visitor in (viewer, medical, admin):
        for name in ("edit_contact", "move_contact", "leave_form", "remove_form"):
            visitor.visit(f"directory.{name}", expect=403, **where)
        visitor.visit("directory.new_contact", expect=403, partner_id=CITY)
        visitor.send("directory.register_contact", make.typed(), expect=403, partner_id=CITY)
        visitor.send("directory.update_contact", make.typed(version=1), expect=403, **where)
        visitor.send("directory.remove_contact", {"version": 1, "reason": "x"}, expect=403, **where)
    assert row_of(report, hong).version == 1


def test_a_contact_under_another_partner_is_not_there(exchange: Visitor, hong: int) -> None:
    """T3: the same answer as for a contact that never was."""
    for name in ("contact", "contact_changes", "edit_contact", "move_contact", "leave_form", "remove_form"):
        elsewhere = exchange.visit(f"directory.{name}", expect=404, partner_id=HOSPITAL, contact_id=hong)
        nowhere = exchange.visit(f"directory.{name}", expect=404, partner_id=HOSPITAL, contact_id=99_999)
        assert elsewhere.text == nowhere.text


def test_a_removed_contact_is_gone_from_every_page(exchange: Visitor, report: Office, hong: int) -> None:
    where = {"partner_id": CITY, "contact_id": hong}
    form = exchange.visit("directory.remove_form", **where).form()
    assert "reason" in exchange.press(form, expect=422, reason=" ").errors
    exchange.press(form, reason="담당 업무가 없어짐")
    exchange.visit("directory.contact", expect=404, **where)
    assert "홍길동" not in exchange.visit("directory.contacts", partner_id=CITY).text
    assert "홍길동" not in exchange.visit("directory.all_contacts").text
    assert row_of(report, hong).remove_reason == "담당 업무가 없어짐"


def test_each_look_is_noted_once(exchange: Visitor, viewer: Visitor, report: Office, hong: int) -> None:
    """T27: who, when, from where, whose, what; exactly one entry an answer."""
    where = {"partner_id": CITY, "contact_id": hong}
    looks = {
        "contact": "contact:page", "contact_changes": "contact:history", "edit_contact": "contact:edit",
        "move_contact": "contact:move", "leave_form": "contact:leave", "remove_form": "contact:remove",
    }  # fmt: skip
    for endpoint in looks:
        exchange.visit(f"directory.{endpoint}", **where)
    viewer.visit("directory.contacts", partner_id=CITY)
    viewer.visit("directory.all_contacts")
    exchange.press(exchange.visit("directory.edit_contact", **where).form(), title="팀장")
    exchange.send("directory.register_contact", make.typed(), expect=422, partner_id=CITY)
    expected = [*looks.values(), "contact:panel", "contact:list", "contact:edit", "contact:edit", "contact:namesakes"]
    assert entries(report, hong) == expected
    with report.reading() as session:
        for entry in session.scalars(select(AccessEntry).where(AccessEntry.subject_type == "contacts")):
            assert all((entry.at, entry.user_id, entry.address, entry.page, entry.purpose, entry.subject_ids))


def test_registering_is_noted(exchange: Visitor, report: Office) -> None:
    exchange.send("directory.register_contact", make.typed(), partner_id=CITY)
    assert entries(report, 1) == ["contact:register"]
