"""Undoing what was logged a moment ago, the people met, what is alike, and the drawer's answers."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from partners.audit.models import AccessEntry
from partners.foundation import clock
from partners.interactions import queries
from partners.interactions.models import FollowUp, Interaction, InteractionContact
from tests.support.factories.contacts import contact
from tests.support.factories.interactions import partner_id
from tests.support.office import Office
from tests.support.page import Page
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

LETTER = {"kind": "letter", "title": "감사 서한", "date": "'20. 11. 2."}


def logged(office: Office, visitor: Visitor, name: str = "영암군", **more: str) -> int:
    """The id of a record that somebody has just logged."""
    with office.reading():
        number = partner_id(name)
    page = visitor.send("interactions.create", {**LETTER, "partners": [str(number)], **more})
    return int(page.location.rsplit("/", 1)[1])


def record(office: Office, number: int) -> Interaction:
    with office.reading():
        return queries.get_interaction(number)


def contact_at(office: Office, name: str, person: str = "홍길동") -> int:
    """The id of somebody who holds a post at a partner."""
    with office.writing():
        return contact(office.person("exchange"), partner_id(name), person).id


def test_from_the_message_the_record_goes_with_its_follow_up(report: Office, exchange: Visitor) -> None:
    number = logged(report, exchange, follow_up_title="회신 확인", follow_up_due_on="'20. 11. 24.")
    page = exchange.visit("interactions.show", interaction_id=number)
    undo = next(node for node in page.all("form.toast-action"))
    exchange.post(undo["action"])
    with report.reading() as session:
        assert queries.get_interaction(number).void_reason == "저장 직후 되돌림"
        planned = session.scalars(select(FollowUp).where(FollowUp.interaction_id == number)).one()
        assert planned.cancel_reason == "저장 직후 되돌림"
        assert queries.next_follow_ups([partner_id("영암군")]) == {}


def test_only_its_writer_and_only_for_ten_minutes(report: Office, exchange: Visitor, manager: Visitor) -> None:
    number = logged(report, exchange)
    before = fingerprint(report)
    manager.send("interactions.undo", expect=403, interaction_id=number)
    assert fingerprint(report) == before
    with report.writing() as session:
        long_ago = clock.now() - timedelta(minutes=11)
        session.execute(update(Interaction).where(Interaction.id == number).values(created_at=long_ago))
    before = fingerprint(report)
    exchange.send("interactions.undo", expect=422, interaction_id=number)
    assert fingerprint(report) == before


def test_twice_it_is_undone_once(report: Office, exchange: Visitor) -> None:
    number = logged(report, exchange)
    exchange.send("interactions.undo", interaction_id=number)
    exchange.send("interactions.undo", expect=422, interaction_id=number)


def test_making_it_void_keeps_its_follow_ups(report: Office, exchange: Visitor) -> None:
    number = logged(report, exchange, follow_up_title="회신 확인")
    page = exchange.visit("interactions.show", interaction_id=number)
    assert "후속 조치는 그대로 남습니다" in page.one("#void").text
    exchange.press(page.form("/void"), reason="잘못 적음")
    with report.reading() as session:
        planned = session.scalars(select(FollowUp).where(FollowUp.interaction_id == number)).one()
        assert planned.cancelled_at is None


def test_a_follow_up_that_cannot_be_understood_saves_nothing(report: Office, exchange: Visitor) -> None:
    before = fingerprint(report)
    typed = {**LETTER, "recipients_unspecified": "y"}
    wrong = exchange.send("interactions.create", {**typed, "follow_up_due_on": "'20. 12. 1."}, expect=422)
    assert set(wrong.errors) == {"follow_up_title"}
    unknown = exchange.send(
        "interactions.create", {**typed, "follow_up_title": "x", "follow_up_assignee": "99999"}, expect=422
    )
    assert set(unknown.errors) == {"follow_up_assignee"}
    assert fingerprint(report) == before


def test_one_alike_is_named_before_saving(report: Office, exchange: Visitor) -> None:
    number = logged(report, exchange)
    with report.reading():
        who = partner_id("영암군")

    def said(**asked: object) -> Page:
        return exchange.fetch("interactions.part", part="alike", **{"partners": who, **LETTER, **asked})

    assert said().all("a[href]")[0]["href"] == f"/interactions/{number}"
    assert said(kind="meeting").text == "같은 날 같은 종류의 기록은 없습니다."
    assert said(date="'20. 11. 3.").all("a") == []
    assert said(date="").text == ""
    exchange.send("interactions.undo", interaction_id=number)
    assert said().all("a") == []


def test_the_drawer_is_the_same_form(report: Office, exchange: Visitor) -> None:
    """htmx gets the dialog alone; a refusal the form alone; saving leaves the reader on the page."""
    drawer = exchange.fetch("interactions.new")
    assert not drawer.is_whole
    assert drawer.one("dialog h2").text == "교류 기록하기"
    refused = exchange.send("interactions.create", {**LETTER, "date": "'20. 3. 44."}, expect=422, htmx=True)
    assert refused.all("dialog") == []
    assert refused.field("title") == LETTER["title"]
    saved = exchange.send("interactions.create", {**LETTER, "recipients_unspecified": "y"}, expect=200, htmx=True)
    assert saved.headers["HX-Reswap"] == "none"
    assert "records-changed" in saved.headers["HX-Trigger-After-Swap"]
    assert "저장했습니다" in saved.one("#messages").text


def test_the_people_met_are_ticked_kept_and_noted(report: Office, exchange: Visitor) -> None:
    person = contact_at(report, "영암군")
    with report.reading():
        who = partner_id("영암군")
    people = exchange.fetch("interactions.part", part="people", partners=who)
    assert [node["value"] for node in people.all("input[name=contacts]")] == [str(person)]
    number = logged(report, exchange, contacts=str(person))
    before = report.count(AccessEntry)
    page = exchange.visit("interactions.show", interaction_id=number)
    assert "홍길동" in page.one("#facts").text
    assert report.count(AccessEntry) == before + 1
    form = exchange.visit("interactions.edit", interaction_id=number).form("/edit")
    exchange.press(form, reason="사람을 잘못 골랐음", without=("contacts",))
    with report.reading() as session:
        assert session.scalars(select(InteractionContact)).all() == []
    assert "홍길동" in exchange.visit("interactions.show", interaction_id=number).one("#record-history").text


def test_nobody_of_another_partner_is_taken(report: Office, exchange: Visitor) -> None:
    """T3: an id in the form opens nothing."""
    person = contact_at(report, "청양군")
    with report.reading():
        who = str(partner_id("영암군"))
    before = fingerprint(report)
    for forged in (str(person), "99999"):
        refused = exchange.send("interactions.create", {**LETTER, "partners": [who], "contacts": [forged]}, expect=422)
        assert "contacts" in refused.errors
    assert fingerprint(report) == before


@pytest.mark.parametrize("address", ["https://evil.example/x", "//evil.example", "/\\evil", "javascript:alert(1)"])
def test_the_way_back_is_our_own(report: Office, stranger: Visitor, address: str) -> None:
    """T14: HX-Current-URL and Referer are the reader's to forge."""
    for headers in ({"HX-Request": "true", "HX-Current-URL": address}, {"Referer": address}):
        answer = stranger.raw("POST", "/interactions/new", data={"csrf_token": stranger.token}, headers=headers)
        where = answer.headers.get("HX-Redirect") or answer.headers["Location"]
        assert where == "/login"


def test_a_dead_session_leads_back_to_the_page(report: Office, stranger: Visitor) -> None:
    """T25: htmx is told to go as a whole, with nothing to swap in."""
    here = "http://localhost/partners/2?lang=ko"
    answer = stranger.raw("GET", "/interactions/new", headers={"HX-Request": "true", "HX-Current-URL": here})
    assert (answer.status_code, answer.get_data()) == (401, b"")
    assert answer.headers["HX-Redirect"] == "/login?next=/partners/2?lang%3Dko"
    plain = stranger.raw(
        "POST",
        "/partners/2/edit",
        data={"csrf_token": stranger.token},
        headers={"Referer": "http://localhost/partners/2/edit"},
    )
    assert plain.headers["Location"] == "/login?next=/partners/2/edit"
