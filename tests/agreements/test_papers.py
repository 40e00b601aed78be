"""Papers of a case: drawn up with the right facts, and documents of its stages on file."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote

import docx
import pytest
from hwpx import HwpxDocument
from sqlalchemy import select

from partners.agreements import actions
from partners.agreements.actions.papers import file_paper
from partners.agreements.models import StagePaper
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries.cases import get_agreement
from partners.agreements.queries.papers import missing_papers
from partners.agreements.queries.rows import as_row, rows_statement
from partners.agreements.rules.case import Fact
from partners.audit.models import AccessEntry
from partners.directory.models import Document
from partners.files.models import Attachment
from partners.foundation.database import db
from tests.support.factories.agreements import BASE_DATE, case_abroad
from tests.support.factories.directory import partner
from tests.support.office import Office
from tests.support.papers import PDF
from tests.support.visitor import Visitor

NHABE_CASE = 1
ASKED = {
    "number": "비전협력과-1234",
    "dated_on": "2020-11-20",
    "reason": "우호 증진\n지역 발전",
    "points": "청소년 교류",
}


def words_of(answer, ending: str) -> str:  # type: ignore[no-untyped-def]
    assert answer.status_code == 200
    if ending == "docx":
        document = docx.Document(BytesIO(answer.get_data()))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return str(HwpxDocument.open(BytesIO(answer.get_data())).text.plain())


@pytest.fixture
def at_council(report: Office) -> int:
    """나베현 before the council."""
    with report.writing():
        head = report.person("manager")
        case = get_agreement(NHABE_CASE)
        facts = {"friendship_signed": Fact(given_on=date(2020, 11, 2), document_title="우호교류 협정서")}
        actions.move_to(case, "council_consent", facts, by=head, override=True, reason="시험")
        return case.id


@pytest.mark.parametrize("ending", ["hwpx", "docx"])
def test_the_motion_for_consent_holds_the_facts(exchange: Visitor, at_council: int, ending: str) -> None:
    answer = exchange.raw("GET", f"/agreements/{at_council}/papers/consent_motion.{ending}", query_string=ASKED)
    said = words_of(answer, ending)
    for fact in (
        "베트남 호치민시 나베현와의 상호결연 체결 동의안",
        "비전협력과-1234",
        "2020. 11. 20.",
        "○ 우호 증진",
        "○ 청소년 교류",
        "나베현 인민위원회",
        "날짜 미상 호치민시 외무국의 교류 추천 도시: 나베현(Nha Be)",
        "지방자치법 제39조제1항제10호",
        "상호결연 협정서(안)",
        "2020. 11. 2.",
    ):
        assert fact in said, fact
    assert "지방자치법 제47조" not in said
    name = unquote(answer.headers["Content-Disposition"])
    assert "동의안." + ending in name
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_certificate_names_the_person_and_is_logged(report: Office, medical: Visitor) -> None:
    with report.writing():
        head = report.person("manager")
        person = partner(head, "ambassador", "홍길동", owner_team_id=report.person("medical").team_id)
        case = actions.take_over_agreement(
            PIPELINES["ambassador"], "approved", by=head, owner_team_id=person.owner_team_id,
            as_of_date=BASE_DATE, source="시험", partner=person,
        )  # fmt: skip
        facts = {"appointed": Fact(given_on=date(2020, 12, 15), until=date(2022, 12, 14), document_title="위촉장")}
        actions.record_gate_facts(case, facts, by=head)
        number = case.id
    answer = medical.raw(
        "GET", f"/agreements/{number}/papers/appointment_certificate.docx", query_string={"role": "홍보대사"}
    )
    said = words_of(answer, "docx")
    for fact in ("위 촉 장", "홍길동", "홍보대사", "2020. 12. 15. ~ 2022. 12. 14.", "영등포구청장"):
        assert fact in said
    with report.reading() as session:
        purposes = session.scalars(select(AccessEntry.purpose)).all()
    assert "partner:paper" in purposes


def test_what_makes_no_sense_at_a_stage_is_not_there(report: Office, exchange: Visitor, medical: Visitor) -> None:
    exchange.visit("agreements.draft", agreement_id=NHABE_CASE, draft_code="consent_motion", expect=404)
    exchange.visit("agreements.draft", agreement_id=NHABE_CASE, draft_code="appointment_certificate", expect=404)
    assert (
        "추진상황 보고" in exchange.visit("agreements.draft", agreement_id=NHABE_CASE, draft_code="stage_report").text
    )
    medical.visit("agreements.draft", agreement_id=NHABE_CASE, draft_code="stage_report", expect=403)


def test_a_report_is_filed_with_its_three_files(report: Office, exchange: Visitor) -> None:
    page = exchange.visit(
        "agreements.draft",
        agreement_id=NHABE_CASE,
        draft_code="stage_report",
        number="비전협력과-77",
        dated_on="2020-11-19",
    )
    page = exchange.follow(exchange.press(page.form()))
    with report.reading() as session:
        document = session.scalars(select(Document).where(Document.number == "비전협력과-77")).one()
        names = session.scalars(
            select(Attachment.name).where(Attachment.subject_id == document.id, Attachment.subject_type == "documents")
        ).all()
        told = (document.title, document.dated_on)
    assert told == ("베트남 호치민시 나베현 추진상황 보고", date(2020, 11, 19))
    assert sorted(name.rpartition(".")[2] for name in names) == ["docx", "hwpx", "pdf"]


def test_a_bad_day_is_said_at_its_field(report: Office, exchange: Visitor) -> None:
    page = exchange.visit(
        "agreements.draft", agreement_id=NHABE_CASE, draft_code="stage_report", dated_on="'20. 3. 44."
    )
    assert "dated_on" in page.errors
    assert page.field("dated_on") == "'20. 3. 44."


def test_a_document_of_a_stage_goes_on_file(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("agreements.show", agreement_id=NHABE_CASE)
    assert "단계별 문서 0/5" in page.text
    form = exchange.visit("agreements.stage_paper", agreement_id=NHABE_CASE, paper="proposal_letter").form(
        "/stage-papers"
    )
    page = exchange.press(form, expect=422, dated_on="2020. 11. 21.", files=[(BytesIO(PDF), "서한.pdf")])
    assert list(page.errors) == ["dated_on"]
    page = exchange.press(
        page.form("/stage-papers"), dated_on="2020. 11. 9.", number="비전협력과-5", files=[(BytesIO(PDF), "서한.pdf")]
    )
    assert "단계별 문서 1/5" in exchange.follow(page).text
    with report.reading() as session:
        assert session.scalars(select(StagePaper.paper)).all() == ["proposal_letter"]
    exchange.visit("agreements.stage_paper", agreement_id=NHABE_CASE, paper="nonsense", expect=404)


def test_without_a_partner_nothing_is_filed(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("agreements.stage_paper", agreement_id=2, paper="candidate_review").form("/stage-papers")
    assert "파트너" in exchange.press(form, expect=422).text


def test_cases_know_their_missing_papers(at_work: Office, head) -> None:  # type: ignore[no-untyped-def]
    case = case_abroad(head, "approach")
    file_paper(case, "letter_of_intent", "교류의향서", dated_on=date(2020, 11, 2), by=head)
    rows = [as_row(row) for row in db.session.execute(rows_statement())]
    assert [paper.code for paper in missing_papers(rows)[case.id]] == ["proposal_letter", "consultation_report"]
