"""Documents of a partner: on file, corrected, off the file again, and what may not go."""

import io
from typing import Any

import pytest
from sqlalchemy import select

from partners.agreements.models import Agreement, GateFact
from partners.directory.actions import add_document
from partners.directory.models import Document, Partner
from partners.directory.queries import documents_of, get_partner, ties_at_rest
from tests.support.office import Office
from tests.support.papers import PDF, SOUND
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

#: Of the report: 황포구's letter of intent.
LETTER = 1
TYPED = {
    "type": "agreement", "title": "우호결연 협정서", "number": "비전협력과-1234", "date": "'20. 3. 24.",
    "languages": ["ko", "zh"], "source": "서고 3-2",
}  # fmt: skip


def partner_of_letter(office: Office) -> int:
    with office.reading() as session:
        return session.scalars(select(Document.partner_id).where(Document.id == LETTER)).one() or 0


def add(who: Visitor, whose: int, expect: int = 303, **changes: Any) -> Any:
    data = {name: value() if callable(value) else value for name, value in {**TYPED, **changes}.items()}
    return who.send("directory.add_document", data, expect, partner_id=whose)


@pytest.fixture
def huangpu(report: Office) -> int:
    return partner_of_letter(report)


def test_a_document_with_its_file_goes_on_file(huangpu: int, exchange: Visitor) -> None:
    page = exchange.follow(add(exchange, huangpu, files=[(io.BytesIO(PDF), "협정서.pdf")]))
    for text in ("우호결연 협정서", "비전협력과-1234", "2020. 3. 24.", "한국어, 중국어", "서고 3-2", "협정서.pdf"):
        assert text in page.text
    panel = exchange.visit("directory.show", partner_id=huangpu)
    assert "협정서.pdf" in panel.text
    assert exchange.raw("GET", panel.link("협정서.pdf")).get_data() == PDF
    history = exchange.visit("agreements.history", partner_id=huangpu)
    assert "우호결연 협정서" in history.text
    assert history.main.all(".file-count"), "A paperclip in the timeline."


@pytest.mark.parametrize(
    ("written", "shown"),
    [("", "미상"), ("2019. 2.", "2019. 2."), ("'19.2.18.", "2019. 2. 18."), ("미상", "미상")],
)
def test_dates_as_officials_write_them(huangpu: int, exchange: Visitor, written: str, shown: str) -> None:
    assert shown in exchange.follow(add(exchange, huangpu, date=written)).text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"type": ""}, "type"),
        ({"type": "treaty"}, "type"),
        ({"title": " "}, "title"),
        ({"title": "가" * 201}, "title"),
        ({"date": "'20. 3. 44."}, "date"),
        ({"date": "2021. 1. 1."}, "date"),
        ({"date": "'20.7.7. / 10.14."}, "date"),
        ({"languages": ["xx"]}, "languages"),
        ({"source": "900101-1234567"}, "source"),
        ({"files": lambda: [(io.BytesIO(b"<html>"), "협정서.pdf")]}, "files"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    report: Office, huangpu: int, exchange: Visitor, changes: dict[str, Any], field: str
) -> None:
    exchange.visit("accounts.account")
    before = fingerprint(report)
    page = add(exchange, huangpu, 422, **changes)
    assert page.errors[field]
    if field != "title":
        assert page.field("title") == "우호결연 협정서"
    assert fingerprint(report) == before


def test_sending_twice_files_once(report: Office, huangpu: int, exchange: Visitor) -> None:
    form = exchange.visit("directory.new_document", partner_id=huangpu).form("")
    before = report.count(Document)
    for _ in range(2):
        exchange.press(form, **TYPED)
    assert report.count(Document) == before + 1


def test_correcting_is_told_in_the_history(huangpu: int, exchange: Visitor) -> None:
    page = exchange.visit("directory.edit_document", document_id=LETTER)
    assert page.field("date") == "'19.2.18."
    done = exchange.press(page.form(), number="비전협력과-77", reason="번호 확인")
    shown = exchange.follow(done)
    assert "비전협력과-77" in shown.text
    assert "번호 확인" in shown.text


def test_two_editors(huangpu: int, exchange: Visitor, manager: Visitor) -> None:
    """T35: the second sees both values, and nothing is lost."""
    first = exchange.visit("directory.edit_document", document_id=LETTER).form()
    second = manager.visit("directory.edit_document", document_id=LETTER).form()
    exchange.press(first, number="비전협력과-1")
    page = manager.press(second, expect=409, number="비전협력과-2")
    assert "비전협력과-1" in page.text
    assert page.field("number") == "비전협력과-2"
    manager.press(page.form())
    assert "비전협력과-2" in manager.visit("directory.document", document_id=LETTER).text


def test_an_old_version_removes_nothing(report: Office, huangpu: int, exchange: Visitor) -> None:
    exchange.visit("accounts.account")
    before = fingerprint(report)
    exchange.send("directory.remove_document", {"reason": "x", "version": "9"}, 409, document_id=LETTER)
    exchange.send("directory.remove_document", {"reason": "", "version": "1"}, 422, document_id=LETTER)
    exchange.send("directory.remove_document", {"reason": "x"}, 409, document_id=LETTER)
    assert fingerprint(report) == before


def test_a_removed_document_stays_to_be_read_and_counts_nowhere(
    report: Office, huangpu: int, exchange: Visitor
) -> None:
    assert "의향서만 체결" in exchange.visit("directory.show", partner_id=huangpu).text
    exchange.send("directory.remove_document", {"reason": "잘못 등록", "version": "1"}, document_id=LETTER)
    page = exchange.visit("directory.document", document_id=LETTER)
    assert "잘못 등록" in page.text
    assert page.main.all("form") == []
    partner = exchange.visit("directory.show", partner_id=huangpu)
    assert "의향서만 체결" not in partner.text
    assert "잘못 등록" in exchange.visit("agreements.history", partner_id=huangpu).text
    with report.reading():
        assert not documents_of(huangpu)
        assert not any(row.only_intention for row in ties_at_rest(["friendship"], foreign=True))
    exchange.visit("directory.edit_document", 422, document_id=LETTER)
    exchange.send("directory.document_attach", {"files": [(io.BytesIO(PDF), "a.pdf")]}, 422, document_id=LETTER)


def test_the_only_paper_of_a_tie_stays(report: Office, huangpu: int, exchange: Visitor) -> None:
    paper = int(add(exchange, huangpu).location.rsplit("/", 1)[-1])
    before = fingerprint(report)
    page = exchange.send("directory.remove_document", {"reason": "x", "version": "1"}, 422, document_id=paper)
    assert "이것뿐이라" in page.text
    other = {**TYPED, "type": "other", "version": "1"}
    page = exchange.send("directory.update_document", other, 422, document_id=paper)
    assert "이것뿐이라" in page.text, "Nor may it become another type."
    assert fingerprint(report) == before
    add(exchange, huangpu, title="새 협정서")
    exchange.send("directory.remove_document", {"reason": "사본", "version": "1"}, document_id=paper)


def test_a_paper_on_which_a_gate_rests_stays(report: Office, exchange: Visitor) -> None:
    """The case's record would no longer be true."""
    with report.writing() as session:
        case = session.scalars(select(Agreement).where(Agreement.partner_id.is_not(None))).first()
        assert case is not None
        reply = add_document(get_partner(case.partner_id or 0), "reply", "회신", by=report.person("exchange"))
        session.flush()
        fact = GateFact(
            agreement_id=case.id, gate="counterpart_reply", document_id=reply.id, recorded_at=reply.recorded_at
        )
        session.add(fact)
        session.flush()
        number = reply.id
    before = fingerprint(report)
    page = exchange.send("directory.remove_document", {"reason": "x", "version": "1"}, 422, document_id=number)
    assert "통과한 협약 추진 건" in page.text
    assert fingerprint(report) == before


def test_another_team_reads_only(report: Office, huangpu: int, medical: Visitor) -> None:
    page = medical.visit("directory.document", document_id=LETTER)
    assert page.main.all("form") == []
    before = fingerprint(report)
    add(medical, huangpu, 403)
    medical.send("directory.remove_document", {"reason": "x", "version": "1"}, 403, document_id=LETTER)
    medical.send("directory.update_document", {**TYPED, "version": "1"}, 403, document_id=LETTER)
    assert fingerprint(report) == before


def test_further_fields_change_nothing(report: Office, huangpu: int, exchange: Visitor) -> None:
    """T16: what the form does not ask for is not taken."""
    more = {"partner_id": "1", "recorded_by_id": "1", "removed_at": "2020-01-01", "id": "77", "owner_team_id": "3"}
    paper = int(add(exchange, huangpu, **more).location.rsplit("/", 1)[-1])
    with report.reading() as session:
        document = session.get_one(Document, paper)
        assert (document.partner_id, document.removed_at) == (huangpu, None)
        assert document.recorded_by_id == report.person("exchange").id
        assert session.get_one(Partner, huangpu).owner_team_id == report.person("exchange").team_id


@pytest.mark.parametrize("language", ["ko", "en"])
def test_in_both_languages(huangpu: int, exchange: Visitor, language: str) -> None:
    for address in (f"/documents/{LETTER}", f"/documents/{LETTER}/edit", f"/partners/{huangpu}/documents/new"):
        assert exchange.open(f"{address}?lang={language}").language == language


def test_a_hwpx_with_its_agreement(report: Office, exchange: Visitor) -> None:
    """Files of a case, in the panel of its page."""
    exchange.send("agreements.attach", {"files": [(io.BytesIO(SOUND["hwpx"]), "초안.hwpx")]}, agreement_id=1)
    panel = exchange.fetch("agreements.attachments", agreement_id=1)
    assert "초안.hwpx" in panel.text
    assert "초안.hwpx" in exchange.visit("agreements.changes", agreement_id=1).text
