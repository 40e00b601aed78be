"""Papers in three formats: what is written is what somebody reads, whatever they typed."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
from hwpx import HwpxDocument, validate_package

from partners.foundation.refusals import Refusal
from partners.papers.rules.markup import NoTitle, read
from partners.papers.rules.paper import Centred, Gap, Line, PageBreak, Paper, Right, Table, printable
from partners.papers.templates import fill
from partners.papers.writing import FORMATS, write
from tests.support.office import Office

NOWHERE = Path("/nonexistent")
HOSTILE = [
    "#set page(width: 1pt) $x$ \\ `raw` @label <b>",
    "<script>alert(1)</script> & \"'",
    "{{ 7*7 }} {% raw %} ${x}",
    "\x00\x01\x0b\x1f\ud800 bell",
    "‮txt.exe ⁦x⁩",
    "😀 岸和田市 门头沟 Huyện Nhà Bè",
    "가" * 5000,
]
TEXT = """# 상호결연 체결 동의안
> 비전협력과-1234

□ 제안이유
○ 상호 호혜적 관계
- 세부

| 구분 | 내용 |
| 도시 | 나베현 |
---
= 가운데
== 영등포구청장
"""


def words_of(ending: str, content: bytes) -> str:
    """Everything that a reader of the file finds in it."""
    if ending == "docx":
        document = docx.Document(BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return str(HwpxDocument.open(BytesIO(content)).text.plain())


class TestMarkup:
    def test_every_mark_is_a_block(self) -> None:
        assert read(TEXT) == Paper(
            "상호결연 체결 동의안",
            (
                Right("비전협력과-1234"),
                Gap(),
                Line("제안이유", 1),
                Line("상호 호혜적 관계", 2),
                Line("세부", 3),
                Gap(),
                Table((("구분", "내용"), ("도시", "나베현"))),
                PageBreak(),
                Centred("가운데"),
                Centred("영등포구청장", is_large=True),
            ),
        )

    def test_a_paper_has_a_title(self) -> None:
        with pytest.raises(NoTitle):
            read("□ 제안이유")

    @pytest.mark.parametrize("text", HOSTILE)
    def test_what_no_paper_can_carry_is_dropped(self, text: str) -> None:
        ElementTree.fromstring(f"<a>{printable(text).replace('&', '').replace('<', '')}</a>")  # noqa: S314


class TestFormats:
    @pytest.mark.parametrize("ending", ["hwpx", "docx"])
    def test_a_reader_finds_every_word(self, ending: str) -> None:
        found = words_of(ending, write(read(TEXT), ending, NOWHERE))
        for said in (
            "상호결연 체결 동의안",
            "비전협력과-1234",
            "□ 제안이유",
            "○ 상호 호혜적 관계",
            "나베현",
            "영등포구청장",
        ):
            assert said in found

    def test_hwpx_is_a_sound_package(self, tmp_path: Path) -> None:
        (tmp_path / "a.hwpx").write_bytes(write(read(TEXT), "hwpx", NOWHERE))
        report = validate_package(tmp_path / "a.hwpx")
        assert [issue for issue in report.issues if issue.level == "error"] == []
        with zipfile.ZipFile(tmp_path / "a.hwpx") as package:
            first = package.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
            assert package.read("mimetype") == b"application/hwp+zip"

    def test_pdf_is_a_pdf_of_two_pages(self) -> None:
        content = write(read(TEXT), "pdf", NOWHERE)
        assert content.startswith(b"%PDF-1.")
        assert content.count(b"/Type /Page\n") + content.count(b"/Type /Page ") + content.count(
            b"/Type/Page/"
        ) == 2 or (b"/Count 2" in content)

    @pytest.mark.parametrize("ending", FORMATS)
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_whatever_is_typed_is_text(self, ending: str, text: str) -> None:
        typed = printable(" ".join(text.split()))
        content = write(Paper("제목", (Line(typed, 2), Table(((typed, typed),)), Centred(typed))), ending, NOWHERE)
        if ending != "pdf":
            assert typed[:200] in words_of(ending, content)

    def test_a_letterhead_of_the_office_is_kept(self, tmp_path: Path) -> None:
        base = docx.Document()
        base.sections[0].header.paragraphs[0].text = "영등포구 비전협력과"
        base.save(str(tmp_path / "base.docx"))
        document = docx.Document(BytesIO(write(read(TEXT), "docx", tmp_path)))
        assert document.sections[0].header.paragraphs[0].text == "영등포구 비전협력과"


@pytest.mark.one_database
class TestTemplates:
    FACTS = {
        "number": "",
        "name": "나베현",
        "whom": "나베현",
        "role": "홍보대사",
        "term_from": "",
        "term_until": "",
        "dated_on": "",
    }

    def test_ours_stands_where_the_office_has_none(self, at_work: Office, tmp_path: Path) -> None:
        assert fill("appointment_certificate", self.FACTS, tmp_path).title == "위 촉 장"

    def test_the_office_s_own_goes_first(self, at_work: Office, tmp_path: Path) -> None:
        (tmp_path / "appointment_certificate.txt").write_text("# 위촉증서\n== {{ name }}", encoding="utf-8")
        assert fill("appointment_certificate", self.FACTS, tmp_path).text == "위촉증서\n나베현"

    @pytest.mark.parametrize(
        ("template", "said"),
        [
            ("# 위촉\n\n{{ nam }}", "3째 줄"),
            ("# 위촉\n{% if %}", "2째 줄"),
            ("{{ name }}", "제목이 없습니다"),
            ("# a\n{{ ().__class__.__bases__ }}", "채울 수 없습니다"),
        ],
    )
    def test_a_broken_one_says_where(self, at_work: Office, tmp_path: Path, template: str, said: str) -> None:
        (tmp_path / "appointment_certificate.txt").write_text(template, encoding="utf-8")
        with pytest.raises(Refusal) as refused:
            fill("appointment_certificate", self.FACTS, tmp_path)
        assert "appointment_certificate.txt" in str(refused.value.message)
        assert said in str(refused.value.message)

    def test_what_is_typed_opens_no_block(self, at_work: Office, tmp_path: Path) -> None:
        paper = fill("appointment_certificate", {**self.FACTS, "name": "나\n# 다른 제목\n---"}, tmp_path)
        assert paper.title == "위 촉 장"
        assert not any(isinstance(block, PageBreak) for block in paper.blocks)
        assert json.dumps(paper.text, ensure_ascii=False).count("다른 제목") == 1
