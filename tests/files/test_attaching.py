"""Files at records: put there, handed out again byte by byte, taken off; refused in words, without a trace."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from partners.audit.models import AuditEvent
from partners.files.models import Attachment, StoredFile
from partners.files.rules import MEGABYTE, MOST_AT_A_RECORD
from tests.support.office import Office
from tests.support.papers import PDF, SOUND, jpeg, png
from tests.support.races import meeting_at
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

#: 영암군's record of the exchange team, in the report.
TALK = 1


def file(name: str, content: bytes = PDF) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def contents_of(office: Office) -> set[Path]:
    return {path for path in office.settings.attachments_dir.rglob("*") if path.is_file() and path.name != ".lock"}


def attach(who: Visitor, *files: Any, expect: int = 303, htmx: bool = False, **more: Any) -> Any:
    data = {"files": list(files), **more}
    return who.send("interactions.attach", data, expect, htmx, interaction_id=TALK)


@pytest.mark.parametrize("ending", SOUND)
def test_every_type_comes_back_as_it_went(report: Office, exchange: Visitor, ending: str) -> None:
    attach(exchange, file(f"우호 협력.{ending}", SOUND[ending]))
    page = exchange.visit("interactions.attachments", interaction_id=TALK)
    answer = exchange.raw("GET", page.link("우호 협력"))
    assert answer.status_code == 200
    assert answer.get_data() == SOUND[ending]
    assert answer.headers["Content-Disposition"].startswith(
        f"attachment; filename=\"file.{ending}\"; filename*=UTF-8''"
    )


def test_the_headers_of_a_download(report: Office, exchange: Visitor) -> None:
    """T9: saved, never shown; and should it be shown after all, it can do nothing."""
    attach(exchange, file("보고 %22최종%22.pdf"))
    page = exchange.visit("interactions.attachments", interaction_id=TALK)
    answer = exchange.raw("GET", page.link("최종"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(PDF))
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%EB%B3%B4%EA%B3%A0%20_%EC%B5%9C%EC%A2%85_.pdf"
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_content_is_stored_once(report: Office, exchange: Visitor) -> None:
    before = contents_of(report)
    attach(exchange, file("하나.pdf", PDF + b"\n"))
    exchange.send("interactions.attach", {"files": [file("둘.pdf", PDF + b"\n")]}, interaction_id=2)
    assert report.count(StoredFile) == 1
    assert report.count(Attachment) == 2
    new = contents_of(report) - before
    assert len(new) <= 1
    for path in new:
        assert path.stat().st_mode & 0o777 == 0o600
        assert (
            path.relative_to(report.settings.attachments_dir).as_posix()
            == f"{path.name[:2]}/{path.name[2:4]}/{path.name}"
        )


def test_the_page_says_who_and_how_large(report: Office, exchange: Visitor) -> None:
    attach(exchange, file("계획.pdf"), file("사진.jpg", jpeg()))
    page = exchange.visit("interactions.attachments", interaction_id=TALK)
    assert "계획.pdf" in page.text
    assert "1 KB" in page.text
    record = exchange.visit("interactions.show", interaction_id=TALK)
    assert "파일 첨부" in record.text, "The history of the record names it."
    assert "계획.pdf" in record.text


def test_taking_a_file_off(report: Office, exchange: Visitor) -> None:
    attach(exchange, file("계획.pdf"))
    page = exchange.visit("interactions.attachments", interaction_id=TALK)
    address = page.link("계획.pdf")
    exchange.press(page.form("/remove"))
    assert "계획.pdf" not in exchange.visit("interactions.attachments", interaction_id=TALK).text
    assert exchange.raw("GET", address).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"<!doctype html><script>alert(1)</script>", "확장자와 맞지 않습니다"),
        ("a.exe", b"MZ", "올릴 수 있는 파일"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "압축을 풀고"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic", "JPG나 PNG"),
        ("a.pdf", b"", "빈 파일"),
        ("큰 파일.pdf", PDF + b"\n" * (20 * MEGABYTE), "20 MB를 넘습니다"),
        ("900101-1234567.pdf", PDF, "주민등록번호"),
        ("명단.txt", "홍길동 900101-1234567".encode(), "주민등록번호"),
        ("명단.csv", "이름,번호\n홍길동,900101-1234567\n".encode("cp949"), "주민등록번호"),
    ],
)
def test_a_refused_file_says_why_at_the_field_and_leaves_nothing(
    report: Office, exchange: Visitor, name: str, content: bytes, says: str
) -> None:
    exchange.visit("accounts.account")
    before, stored = fingerprint(report), contents_of(report)
    for htmx in (False, True):
        page = attach(exchange, file(name, content), expect=422, htmx=htmx)
        assert says in page.errors["attach-files"]
        assert "1234567" not in page.html
    assert fingerprint(report) == before
    assert contents_of(report) == stored


def test_one_bad_file_stops_the_good_one(report: Office, exchange: Visitor) -> None:
    exchange.visit("accounts.account")
    before = fingerprint(report)
    page = attach(exchange, file("좋은.pdf"), file("나쁜.pdf", b"no"), expect=422)
    assert "나쁜.pdf" in page.errors["attach-files"]
    assert "좋은.pdf" not in page.errors["attach-files"]
    assert fingerprint(report) == before


def test_no_file_is_no_answer(report: Office, exchange: Visitor) -> None:
    assert attach(exchange, expect=422).errors["attach-files"]
    assert attach(exchange, files="text and no file", expect=422).errors["attach-files"]


def test_at_most_ten(report: Office, exchange: Visitor) -> None:
    pictures = [file(f"{number}.png", png(b"%d" % number)) for number in range(MOST_AT_A_RECORD)]
    attach(exchange, *pictures)
    before = fingerprint(report)
    page = attach(exchange, file("열한째.pdf"), expect=422)
    assert "10개까지" in page.errors["attach-files"]
    attach(exchange, *[file(f"x{number}.png", png(b"x%d" % number)) for number in range(11)], expect=422)
    assert fingerprint(report) == before


def test_the_same_content_twice_at_one_record(report: Office, exchange: Visitor) -> None:
    attach(exchange, file("하나.pdf"))
    page = attach(exchange, file("둘.pdf"), expect=422)
    assert "하나.pdf" in page.errors["attach-files"]
    assert report.count(Attachment) == 1


def test_sending_twice_attaches_once(report: Office, exchange: Visitor) -> None:
    """T39: the form's key leads the second sending to what the first one made."""
    form = exchange.visit("interactions.attachments", interaction_id=TALK).form("/attachments")
    for _ in range(2):
        exchange.press(form, files=[file("하나.pdf")])
    assert report.count(Attachment) == 1


def test_readers_and_other_teams(report: Office, exchange: Visitor, viewer: Visitor, medical: Visitor) -> None:
    attach(exchange, file("계획.pdf"))
    page = viewer.visit("interactions.attachments", interaction_id=TALK)
    assert viewer.raw("GET", page.link("계획.pdf")).status_code == 200
    assert page.main.all("form") == []
    viewer.visit("accounts.account")
    medical.visit("accounts.account")
    before = fingerprint(report)
    attach(viewer, file("x.pdf"), expect=403)
    attach(medical, file("x.pdf"), expect=403)
    medical.post(f"/interactions/{TALK}/attachments/1/remove", expect=403)
    assert fingerprint(report) == before


def test_a_file_under_another_records_address(report: Office, exchange: Visitor) -> None:
    """T3: the same answer as for what does not exist."""
    attach(exchange, file("계획.pdf"))
    for address in ("/interactions/2/attachments/1", "/interactions/999999/attachments/1"):
        wrong = exchange.open(address, expect=404)
        none = exchange.open("/interactions/2/attachments/999999", expect=404)
        assert wrong.text == none.text
    exchange.post("/interactions/2/attachments/1/remove", expect=404)
    assert report.count(Attachment) == 1


def test_a_void_record_takes_no_more_files(report: Office, exchange: Visitor) -> None:
    exchange.send("interactions.void", {"reason": "중복", "version": "1"}, interaction_id=TALK)
    before = fingerprint(report)
    attach(exchange, file("x.pdf"), expect=422)
    assert fingerprint(report) == before


class TestLoggingWithFiles:
    """A file beside a new record."""

    TYPED = {"title": "자매도시 방문", "kind": "letter", "partners": "2", "date": "'20. 3. 24."}

    def test_both_are_kept(self, report: Office, exchange: Visitor) -> None:
        page = exchange.send("interactions.create", {**self.TYPED, "files": [file("서한.hwpx", SOUND["hwpx"])]})
        assert "서한.hwpx" in exchange.open(f"{page.location}/attachments").text

    def test_without_a_file(self, report: Office, exchange: Visitor) -> None:
        """A browser sends an empty part for a field in which nothing was chosen."""
        exchange.send("interactions.create", {**self.TYPED, "files": [(io.BytesIO(), "")]})
        assert report.count(Attachment) == 0

    def test_a_wrong_file_keeps_what_was_typed(self, report: Office, exchange: Visitor) -> None:
        exchange.visit("accounts.account")
        before = fingerprint(report)
        page = exchange.send("interactions.create", {**self.TYPED, "files": [file("a.pdf", b"<html>")]}, expect=422)
        assert "a.pdf" in page.errors["files"]
        assert page.field("title") == "자매도시 방문"
        assert "다시 선택하세요" in page.text
        assert fingerprint(report) == before

    def test_another_mistake_says_that_the_file_is_gone(self, report: Office, exchange: Visitor) -> None:
        page = exchange.send("interactions.create", {**self.TYPED, "title": "", "files": [file("a.pdf")]}, expect=422)
        assert "다시 선택하세요" in page.text
        assert report.count(Attachment) == 0


def test_larger_requests_only_where_files_are_expected(report: Office, exchange: Visitor) -> None:
    """5 MB pass at a door for files and nowhere else; 50 MB pass nowhere."""
    attach(exchange, file("5MB.pdf", PDF + b"%" * 0 + b"\n" * 4000))
    five = PDF.replace(b"endobj\n", b"endobj\n" + b"% " + b"x" * (5 * MEGABYTE) + b"\n", 1)
    attach(exchange, file("그림.pdf", five))
    exchange.visit("accounts.account")
    before = fingerprint(report)
    page = exchange.post("/account/language", {"locale": "en", "files": [file("x.pdf", five)]}, expect=413)
    assert page.heading
    big = [file(f"{number}.pdf", five * 2 + bytes([number])) for number in range(6)]
    page = attach(exchange, *big, expect=413)
    assert "50 MB" in page.text
    assert fingerprint(report) == before


def test_text_stays_small_beside_files(report: Office, exchange: Visitor) -> None:
    """3 MB of text pass at no door, whichever way they are sent."""
    exchange.visit("accounts.account")
    before = fingerprint(report)
    for more in ({}, {"files": [file("x.pdf")]}):
        exchange.post("/interactions/new", {"title": "x" * (3 * MEGABYTE), **more}, expect=413)
    assert fingerprint(report) == before


def test_strangers_bring_nothing_large(report: Office, stranger: Visitor) -> None:
    five = [file("x.pdf", PDF + bytes(5 * MEGABYTE))]
    stranger.post(f"/interactions/{TALK}/attachments", {"files": five}, expect=413)


def test_of_a_thousand_files_nobody_looks_into_more_than_may_come(report: Office, exchange: Visitor) -> None:
    before = len(contents_of(report))
    attach(exchange, *[file(f"{number}.png", png(b"y%d" % number)) for number in range(40)], expect=422)
    assert len(contents_of(report)) - before <= MOST_AT_A_RECORD + 1


def test_nobody_reads_large_files_of_those_who_may_not_attach_any(report: Office, viewer: Visitor) -> None:
    attach(viewer, file("큰 파일.pdf", bytes(3 * MEGABYTE)), expect=413)


def test_two_who_take_the_same_file_off_at_once(report: Office, exchange: Visitor, manager: Visitor) -> None:
    """The second finds it gone; the history says it once."""
    attach(exchange, file("우호 협력.pdf"))
    manager.visit("interactions.attachments", interaction_id=TALK)
    told = {"interaction_id": TALK, "attachment_id": 1}
    with meeting_at(report, "SELECT attachments."), ThreadPoolExecutor(2) as both:
        sent = [both.submit(who.send, "interactions.detach", {}, (303, 404), **told) for who in (exchange, manager)]
        assert sorted(one.result().status for one in sent) == [303, 404]
    with report.reading() as session:
        said = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "interaction:file:removed")
        assert session.scalar(said) == 1
