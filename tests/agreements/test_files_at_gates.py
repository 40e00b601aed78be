"""Files that come along in the gate dialog: on file with the move, or nothing at all."""

from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from partners.accounts.models import Team
from partners.agreements import actions
from partners.agreements.models import Agreement, StagePaper
from partners.agreements.pipelines import PIPELINES
from partners.audit.models import AuditEvent
from partners.directory.models import Document
from partners.files.models import Attachment
from tests.agreements.sending import post, version_of
from tests.support.factories.agreements import BASE_DATE, case_abroad
from tests.support.factories.directory import partner
from tests.support.office import Office
from tests.support.papers import png
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

#: 나베현 at 교섭추진.
NHA_BE = 1
REPLY, PROPOSAL = "files_gate_counterpart_reply", "files_paper_proposal_letter"


def files(*names: str) -> list[tuple[BytesIO, str]]:
    """Pictures, each a different one."""
    return [(BytesIO(png(name.encode())), name) for name in names]


def on_file(session: Session) -> dict[str, tuple[str, list[str]]]:
    """Title of each document of a case with its type and the names of its files."""
    named: dict[str, tuple[str, list[str]]] = {}
    for document in session.scalars(select(Document).where(Document.title != "우호협력의향서")):
        names = session.scalars(
            select(Attachment.name)
            .where(Attachment.subject_type == "documents", Attachment.subject_id == document.id)
            .order_by(Attachment.id)
        )
        named[document.title] = (document.type, list(names))
    return named


@pytest.fixture
def applicant(office: Office) -> int:
    """A company that has applied as partner institution: it needs two papers and no registration."""
    with office.writing() as session:
        team = session.scalar(select(Team.id).where(Team.code == "medical"))
        head = office.person("manager")
        case = actions.take_over_agreement(
            PIPELINES["partner_institution"], "applied", by=head, owner_team_id=team, as_of_date=BASE_DATE,
            source="시험", partner=partner(head, "company", "가온관광", owner_team_id=team),
        )  # fmt: skip
        return case.id


def test_they_go_on_file_with_the_move(report: Office, exchange: Visitor) -> None:
    dialog = exchange.visit("agreements.stage", agreement_id=NHA_BE)
    assert "회신일 적고 사전교류 단계로 옮기기" in dialog.text
    assert "이 단계의 문서 3건이 없습니다" in dialog.text
    form = dialog.form("/stage")
    exchange.press(
        form, stage="pre_exchange", counterpart_reply="'20. 11. 18.", expect=303,
        **{REPLY: files("회신.png", "번역.png"), PROPOSAL: files("제안.png")},
    )  # fmt: skip
    with report.reading() as session:
        assert session.get_one(Agreement, NHA_BE).stage == "pre_exchange"
        # Nobody typed a title: the document is called as the gate calls it.
        assert on_file(session) == {
            "회신문": ("reply", ["회신.png", "번역.png"]),
            "교류 제안 서한": ("other", ["제안.png"]),
        }
        assert session.scalars(select(StagePaper.paper)).all() == ["proposal_letter"]
        told = set(session.scalars(select(AuditEvent.action)))
    assert {"document:file:attached", "agreement:paper:filed", "agreement:moved"} <= told


def test_whatever_is_refused_leaves_nothing_and_keeps_what_was_typed(report: Office, exchange: Visitor) -> None:
    exchange.visit("accounts.account")
    before = fingerprint(report)
    typed = {"stage": "pre_exchange", "counterpart_reply_document_no": "VN-7", "reason": "", "back": "board"}
    # The gate lacks its day: the files that came along are not kept either, and it says so.
    page = post(exchange, "move", {**typed, REPLY: files("회신.png")}, agreement_id=NHA_BE, expect=422)
    assert list(page.errors) == ["counterpart_reply"]
    assert page.field("counterpart_reply_document_no") == "VN-7"
    assert page.field("counterpart_reply_document") == "회신문"
    assert "파일은 다시 선택하세요" in page.text
    # A file of another kind than it says, in a field that is folded away.
    given = {**typed, "counterpart_reply": "2020-11-18", PROPOSAL: files("제안.pdf")}
    page = post(exchange, "move", given, agreement_id=NHA_BE, expect=422, htmx=True)
    assert "제안.pdf" in page.errors[PROPOSAL]
    assert page.field("counterpart_reply") == "2020-11-18"
    assert [fold.text for fold in page.all("details") if fold.get("open", "no") != "no"]
    # The same file twice in one field.
    twice = {**typed, "counterpart_reply": "2020-11-18", REPLY: [*files("회신.png"), *files("회신.png")]}
    assert REPLY in post(exchange, "move", twice, agreement_id=NHA_BE, expect=422).errors
    assert fingerprint(report) == before


def test_a_paper_that_a_gate_wants_opens_it(office: Office, medical: Visitor, applicant: int) -> None:
    dialog = medical.visit("agreements.stage", agreement_id=applicant)
    assert "2가지 채우고 자격확인 단계로 옮기기" in dialog.text
    one, other = "files_paper_application_form", "files_paper_business_registration"
    typed = {"stage": "eligibility"}
    page = post(medical, "move", {**typed, one: files("신청서.png")}, agreement_id=applicant, expect=422)
    assert list(page.errors) == [other]
    assert "파일은 다시 선택하세요" in page.text
    # What is at hand may be kept without moving.
    post(medical, "move", {"save": "facts", one: files("신청서.png")}, agreement_id=applicant)
    dialog = medical.visit("agreements.stage", agreement_id=applicant)
    assert "사업자등록증 붙이고" in dialog.text
    assert dialog.all(f"[name={one}]") == []
    post(medical, "move", {**typed, other: files("등록증.png")}, agreement_id=applicant)
    with office.reading() as session:
        assert session.get_one(Agreement, applicant).stage == "eligibility"
        assert len(on_file(session)) == 2


def test_the_signed_copy_is_the_paper_of_its_stage(office: Office, exchange: Visitor) -> None:
    with office.writing():
        case = case_abroad(office.person("exchange"), "pre_exchange").id
    signed = {
        "save": "facts", "friendship_signed": "2020-11-19", "friendship_signed_document_no": "VN-9",
        "files_gate_friendship_signed": files("협정서.png"), "version": str(version_of(exchange, case)),
    }  # fmt: skip
    exchange.send("agreements.move", signed, agreement_id=case)
    with office.reading() as session:
        assert on_file(session) == {"서명본": ("agreement", ["협정서.png"])}
        assert session.scalars(select(StagePaper.paper)).all() == ["friendship_agreement"]
