"""휴지통: what goes along, what keeps a record, coming back to the letter, and that nothing is left after the night."""

import io
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import String, cast, func, select, update

from partners.audit.models import AccessEntry, AuditEvent
from partners.directory.models import Contact, ContactPost, Document, Partner
from partners.files.jobs import tidy_the_store
from partners.foundation.clock import now
from partners.foundation.database import Base
from partners.interactions.actions.follow_ups import Step, plan_follow_up
from partners.interactions.models import FollowUp, InteractionContact
from partners.search.models import SearchMark
from partners.upkeep.jobs import empty_the_trash
from partners.upkeep.models import TrashEntry
from partners.upkeep.rules.trash import GO_ALONG, KEEP, RECORD_OF, destroyed_on
from tests.support.counting import QueryCounter
from tests.support.factories import contacts as people
from tests.support.factories import directory as make
from tests.support.factories import interactions as make_record
from tests.support.office import Office
from tests.support.papers import PDF
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

#: A name that nobody else bears, so that every trace of it is this partner's.
NAME, PERSON, PAPER = "휴지통시험시", "지움보람", "잘못올린의향서"


@pytest.fixture
def mistake(report: Office, exchange: Visitor) -> int:
    """A city with everything that can stand with one: names, tags, contacts, a paper with its file, a follow-up."""
    officer = report.person("exchange")
    with report.writing() as session:
        city = make.city(officer, NAME, "강원", aliases=["휴지통별칭"], tags=["잘못 등록"]).id
        people.contact(officer, city, PERSON)
        other = make.city(officer, "남는시", "강원").id
        stays = people.contact(officer, other, "남는사람", phone="", mobile="", email="").id
        session.add(ContactPost(contact_id=stays, partner_id=city, is_current=False))
        plan_follow_up(Step(title="휴지통 회신 확인"), officer, partner=city)
        session.add(SearchMark(user_id=officer.id, record="partner", record_id=city))
    paper = {"type": "loi", "title": PAPER, "date": "2020. 3. 2.", "files": [(io.BytesIO(PDF), "의향서-휴지통.pdf")]}
    exchange.send("directory.add_document", paper, partner_id=city)
    return city


def delete(who: Visitor, endpoint: str, reason: str = "중복 등록", expect: int = 303, **ids: int) -> Any:
    form = who.visit(f"upkeep.{endpoint}_form", **ids).form("/delete")
    return who.press(form, reason=reason, expect=expect)


def business_rows(office: Office) -> dict[str, str]:
    """Digests of every table that tells of records; what was done, and tallies, are lines that are only added."""
    beside = {"audit_events", "change_values", "used_keys", "tallies"}
    return {name: digest for name, digest in fingerprint(office).items() if name not in beside}


def traces_of(office: Office, *words: str) -> list[str]:
    """Every column of every table in which one of the words stands."""
    found = []
    with office.reading() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                text = cast(column, String)
                if any(session.scalar(select(func.count()).where(text.contains(word))) for word in words):
                    found.append(f"{table.name}.{column.name}")
    return found


@pytest.fixture
def later(report: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """`later(30)`: what the night of the business day so many days on does."""

    def go(days: int) -> None:
        day = (report.settings.demo_day or date.today()) + timedelta(days=days)
        monkeypatch.setitem(report.app.config, "PARTNERS", replace(report.settings, demo_day=day))
        for path in contents(report):
            os.utime(path, (0, 0))
        for job in (empty_the_trash, tidy_the_store):
            with report.writing():
                job()

    return go


def contents(office: Office) -> list[Path]:
    """The files of the store."""
    return [path for path in office.settings.attachments_dir.glob("*/*/*") if path.is_file()]


def id_of(office: Office, column: Any, value: Any) -> int:
    """The id of the record in whose column the value stands."""
    with office.reading() as session:
        found: int = session.scalars(select(column.class_.id).where(column == value)).one()
        return found


def entry_of(office: Office, name: str) -> int:
    return id_of(office, TrashEntry.name, name)


def test_what_is_deleted_comes_back_to_the_letter(report: Office, exchange: Visitor, mistake: int) -> None:
    before = business_rows(report)
    page = exchange.visit("upkeep.delete_partner_form", partner_id=mistake)
    for along in ("담당자 1명", "문서 1건", "파일 1개", "후속 조치 1건", "다른 이름 1개", "태그 1개"):
        assert along in page.text, along
    after = exchange.follow(delete(exchange, "delete_partner", partner_id=mistake))
    exchange.visit("directory.show", 404, partner_id=mistake)
    for endpoint, asked in (("directory.index", NAME), ("search.results", NAME), ("search.results", PERSON)):
        assert not exchange.visit(endpoint, q=asked).all("a.row-link"), endpoint
    assert PERSON not in exchange.visit("directory.all_contacts").text
    assert "휴지통 회신 확인" not in exchange.visit("follow_ups.index", whose="team").text
    with report.writing() as session:
        # The id of what is deleted is not given again.
        assert make.city(report.person("exchange"), "그사이시", "강원").id > mistake
        session.rollback()
    back = exchange.post(after.one("form.toast-action")["action"], {})
    assert business_rows(report) == before
    assert NAME in exchange.follow(back).heading


def test_after_its_time_no_table_knows_it(
    report: Office, exchange: Visitor, mistake: int, later: Callable[[int], None]
) -> None:
    delete(exchange, "delete_partner", partner_id=mistake)
    later(29)
    assert "trash_entries.name" in traces_of(report, NAME)
    later(30)
    words = (NAME, PERSON, PAPER, "휴지통별칭", "의향서-휴지통", "휴지통 회신 확인", people.MAIL)
    assert traces_of(report, *words) == []
    assert contents(report) == []
    destroyed = select(AuditEvent.actor_id).where(
        AuditEvent.action == "partner:destroyed", AuditEvent.subject_id == mistake
    )
    with report.reading() as session:
        assert session.scalars(destroyed).all() == [None]


def test_each_record_goes_and_comes_by_itself(report: Office, exchange: Visitor, mistake: int) -> None:
    """A contact, a document and a follow-up; what lists show of their partner follows."""
    ids = {
        "contact": id_of(report, Contact.name, PERSON),
        "document": id_of(report, Document.title, PAPER),
        "follow_up": id_of(report, FollowUp.partner_id, mistake),
    }
    before = business_rows(report)
    for record, record_id in ids.items():
        delete(exchange, f"delete_{record}", **{f"{record}_id": record_id})
    page = exchange.visit("directory.show", partner_id=mistake)
    assert PAPER not in page.text
    assert "휴지통 회신 확인" not in exchange.visit("directory.index", q=NAME).text
    chosen = exchange.visit("upkeep.trash")
    with report.reading() as session:
        looked = select(AccessEntry.subject_ids).where(AccessEntry.purpose == "trash:list")
        assert session.scalars(looked).all() == [[ids["contact"]]], "Whoever looks at a person is noted."
    entries = [node["value"] for node in chosen.all("input[name=entry]")]
    assert len(entries) == 3
    form = exchange.open(f"/upkeep/trash/chosen?{'&'.join(f'entry={one}' for one in entries)}").form("/restore")
    exchange.press(form)
    assert business_rows(report) == before


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ("interaction", "교류 기록에 이 파트너가 적혀 있습니다"),
        ("met", "교류 기록에 참석자로 적혀 있습니다"),
        ("institution", "소속 기관이 있습니다"),
        ("done", "완료한 후속 조치가 있습니다"),
    ],
)
def test_what_others_rest_on_stays(report: Office, exchange: Visitor, mistake: int, rest: str, sentence: str) -> None:
    officer = report.person("exchange")
    form = exchange.visit("upkeep.delete_partner_form", partner_id=mistake).form("/delete")
    person = id_of(report, Contact.name, PERSON)
    with report.writing() as session:
        if rest == "interaction":
            make_record.gift([mistake], by=officer)
        elif rest == "met":
            gift = make_record.gift([make.city(officer, "만난시", "강원").id], by=officer)
            session.add(InteractionContact(interaction_id=gift.id, contact_id=person))
        elif rest == "institution":
            make_record.association_of(session.get_one(Partner, mistake), officer)
        else:
            session.execute(update(FollowUp).values(done_at=now()))
    before = business_rows(report)
    refused = exchange.press(form, reason="잘못 등록", expect=422)
    assert sentence in refused.text
    assert "보관" in refused.text
    assert business_rows(report) == before


def test_a_name_taken_meanwhile_is_told(report: Office, exchange: Visitor, mistake: int) -> None:
    delete(exchange, "delete_partner", partner_id=mistake)
    officer = report.person("exchange")
    with report.writing():
        second = make.city(officer, NAME, "강원").id
    before = business_rows(report)
    refused = exchange.send("upkeep.restore", {}, 422, entry_id=entry_of(report, NAME))
    assert refused.main.one(f"a[href=/partners/{second}]")
    assert "방법:" in refused.text
    assert business_rows(report) == before


def test_a_business_number_is_free_while_its_company_is_in_the_trash(report: Office, csr: Visitor) -> None:
    with report.writing():
        first = make.partner(report.person("csr"), "company", "첫회사", business_no="1234567891").id
    delete(csr, "delete_partner", partner_id=first)
    with report.writing():
        second = make.partner(report.person("csr"), "company", "둘째회사", business_no="1234567891").id
    refused = csr.send("upkeep.restore", {}, 422, entry_id=entry_of(report, "첫회사"))
    assert refused.main.one(f"a[href=/partners/{second}]")


def test_what_belongs_to_a_deleted_partner_waits_for_it_and_goes_with_it(
    report: Office, exchange: Visitor, manager: Visitor, mistake: int
) -> None:
    paper = id_of(report, Document.title, PAPER)
    delete(exchange, "delete_document", document_id=paper)
    delete(exchange, "delete_partner", partner_id=mistake)
    alone, whole = entry_of(report, PAPER), entry_of(report, NAME)
    assert "부터 복원하세요" in exchange.send("upkeep.restore", {}, 422, entry_id=alone).text
    manager.send("upkeep.destroy", {"entry": [whole], "reason": ""}, 422)
    manager.send("upkeep.destroy", {"entry": [whole], "reason": "개인정보 삭제 요구"})
    assert traces_of(report, NAME, PAPER, PERSON) == []


def test_who_may(report: Office, exchange: Visitor, medical: Visitor, viewer: Visitor, mistake: int) -> None:
    viewer.visit("upkeep.trash", 403)
    medical.visit("upkeep.delete_partner_form", 403, partner_id=mistake)
    delete(exchange, "delete_partner", partner_id=mistake)
    entry = entry_of(report, NAME)
    assert not medical.visit("upkeep.trash").all("button[form]")
    medical.send("upkeep.restore", {}, 403, entry_id=entry)
    exchange.send("upkeep.destroy", {"entry": [entry], "reason": "급함"}, 403)


def test_the_list_is_filtered_and_light(report: Office, exchange: Visitor, mistake: int, queries: QueryCounter) -> None:
    empty = exchange.visit("upkeep.trash")
    assert "휴지통이 비어 있습니다" in empty.text
    delete(exchange, "delete_partner", partner_id=mistake)
    with queries.at_most(8):
        full = exchange.visit("upkeep.trash")
    assert "30일 남음" in full.text
    assert not exchange.visit("upkeep.trash", record="contact").all("tbody tr")
    assert exchange.visit("upkeep.trash", record="partner", by="me", q="시험시", since="1").all("tbody tr")
    exchange.visit("upkeep.trash", 400, record="nothing")


def test_every_link_to_a_record_goes_along_or_keeps_it() -> None:
    """A table that names partners, contacts, documents or follow-ups says what becomes of it."""
    decided = {(one.table, one.column) for one in (*GO_ALONG, *KEEP)}
    links = {
        (table.name, key.parent.name)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name in RECORD_OF
    }
    assert links == decided, "Say in partners/upkeep/rules/trash.py what becomes of these when a record is deleted."


@pytest.mark.parametrize(
    ("kept_until", "day"),
    [
        ([], date(2020, 12, 20)),
        ([date(2020, 11, 25), None], date(2020, 11, 26)),
        ([date(2020, 1, 1)], date(2020, 11, 20)),
    ],
)
def test_the_last_day_of_keeping_comes_first(kept_until: list[date | None], day: date) -> None:
    assert destroyed_on(date(2020, 11, 20), 30, kept_until) == day
