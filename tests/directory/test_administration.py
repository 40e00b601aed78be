"""Tags and vocabularies in the hands of an administrator: names, order, versions, who may, what the history tells."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.directory import actions, queries
from partners.directory.models import PartnerTag, Tag, VocabularyTerm
from partners.directory.rules.vocabularies import Term
from partners.directory.rules.vocabulary_terms import code_for, moved, objection_to_label
from partners.foundation.refusals import Refusal
from tests.support.office import Office
from tests.support.visitor import Visitor

GOSEONG, YEONGAM = 1, 2
INDUSTRY = "industry"


@pytest.fixture
def tagged(report: Office, manager: Visitor) -> int:
    """A tag that 고성군 and 영암군 carry."""
    for partner in (GOSEONG, YEONGAM):
        manager.send("directory.tag", {"name": "문화 교류"}, partner_id=partner)
    with report.reading():
        tag = queries.find_tag("문화교류")
        assert tag
        return tag.id


def _labels(office: Office, vocabulary: str = INDUSTRY) -> list[str]:
    with office.reading():
        return [term.label_ko for term in queries.terms_in_order(vocabulary)]


def _first(office: Office, vocabulary: str = INDUSTRY) -> VocabularyTerm:
    with office.reading() as session:
        term = queries.terms_in_order(vocabulary)[0]
        session.expunge(term)
        return term


class TestTags:
    def test_renaming(self, report: Office, admin: Visitor, exchange: Visitor, tagged: int) -> None:
        page = admin.visit("directory.tags")
        assert page.link("문화 교류") == f"/admin/tags/{tagged}"
        form = admin.visit("directory.tag_page", tag_id=tagged).form("/rename")
        for bad in ("", "★", "가" * 31):
            assert "name" in admin.press(form, expect=422, name=bad).errors
        admin.press(form, name="문화·예술")
        assert "문화·예술" in exchange.visit("directory.show", partner_id=GOSEONG).text
        text = admin.visit("directory.tags").text
        assert "태그 이름 변경" in text
        assert "문화 교류" in text

    @pytest.mark.parametrize("name", ["true", "2021-01-01", "null"])
    def test_its_history_tells_every_name_as_it_was_written(
        self, report: Office, admin: Visitor, tagged: int, name: str
    ) -> None:
        admin.press(admin.visit("directory.tag_page", tag_id=tagged).form("/rename"), name=name)
        told = next(row for row in admin.visit("directory.tags").rows() if "태그 이름 변경" in row)
        assert f"문화 교류 → {name}" in told

    def test_merging_asks_first(self, report: Office, admin: Visitor, exchange: Visitor, tagged: int) -> None:
        exchange.send("directory.tag", {"name": "문화"}, partner_id=GOSEONG)
        page = admin.visit("directory.merge_tag_page", tag_id=tagged)
        assert "파트너 2곳에 붙어 있음" in page.text
        form = page.form("/merge")
        other = next(option["value"] for option in page.all("#into option") if option.text.startswith("문화 (1)"))
        assert "confirmed" in admin.press(form, expect=422, into=other).errors
        assert "into" in admin.press(form, expect=422, confirmed="y").errors
        assert "into" in admin.press(form, expect=422, confirmed="y", into=str(tagged)).errors
        admin.press(form, confirmed="y", into=other)
        with report.reading() as session:
            assert session.scalars(select(Tag.name)).all() == ["문화"]
        assert report.count(PartnerTag) == 2

    def test_deleting_asks_first(self, report: Office, admin: Visitor, tagged: int) -> None:
        page = admin.visit("directory.delete_tag_page", tag_id=tagged)
        assert "confirmed" in admin.press(page.form("/delete"), expect=422).errors
        admin.press(page.form("/delete"), confirmed="y")
        assert report.count(Tag) == 0
        assert report.count(PartnerTag) == 0
        assert "태그 삭제" in admin.visit("directory.tags").text
        admin.visit("directory.tag_page", expect=404, tag_id=tagged)

    @pytest.mark.parametrize("what", ["rename", "merge", "delete"])
    def test_the_second_of_two_is_told(self, report: Office, admin: Visitor, tagged: int, what: str) -> None:
        admin.visit("directory.tag_page", tag_id=tagged)
        with report.writing():
            other = queries.find_tag("문화교류")
            assert other
            actions.rename_tag(other, "먼저 바꾼 이름", other.version, report.person("admin"))
            actions.tag_partner(queries.get_partner(GOSEONG), ["다른 태그"], report.person("manager"))
            into = queries.find_tag("다른태그")
            assert into
            number = into.id
        typed = {"name": "나중 이름", "into": str(number), "confirmed": "y", "version": "1"}
        page = admin.send(f"directory.{what}_tag", typed, expect=409, tag_id=tagged)
        assert "먼저 바꾼 이름" in page.text
        with report.reading() as session:
            assert session.get_one(Tag, tagged).name == "먼저 바꾼 이름"
        admin.press(page.form(f"/{what}"), confirmed="y", into=str(number))

    @pytest.mark.parametrize("who", ["exchange", "manager", "viewer", "privacy"])
    def test_nobody_else(self, report: Office, tagged: int, who: str) -> None:
        visitor = Visitor(report, who)
        for endpoint in ("tags", "vocabularies"):
            visitor.visit(f"directory.{endpoint}", expect=403)
        visitor.send("directory.delete_tag", {"confirmed": "y", "version": "1"}, expect=403, tag_id=tagged)
        visitor.send("directory.add_term", {"label_ko": "x"}, expect=403, vocabulary=INDUSTRY)
        assert report.count(Tag) == 1


@pytest.mark.parametrize(
    ("label", "taken", "code"),
    [
        ("Green energy", set(), "green_energy"),
        ("Green energy", {"green_energy"}, "green_energy_2"),
        ("", {"term"}, "term_2"),
        ("한글", set(), "term"),
        ("a" * 90, set(), "a" * 40),
    ],
)
def test_codes(label: str, taken: set[str], code: str) -> None:
    assert code_for(label, taken) == code


@pytest.mark.parametrize(
    ("label_ko", "label_en", "field"),
    [
        ("", "", "label_ko"),
        ("제 조 업", "", "label_ko"),
        ("새말", "MANUFACTURING", "label_en"),
        ("광업", "", "label_ko"),
    ],
)
def test_what_is_here_already(label_ko: str, label_en: str, field: str) -> None:
    there = [Term("C", "제조업", "Manufacturing"), Term("B", "광업", "", is_retired=True)]
    objection = objection_to_label(label_ko, label_en, there)
    assert objection
    assert objection[0] == field


def test_moving_stays_inside() -> None:
    assert moved([1, 2, 3], 2, -1) == [2, 1, 3]
    assert moved([1, 2, 3], 1, -1) == [1, 2, 3]
    assert moved([1, 2, 3], 3, 1) == [1, 2, 3]


class TestVocabularies:
    def test_a_term_is_added_and_offered_at_once(self, report: Office, admin: Visitor, csr: Visitor) -> None:
        form = admin.visit("directory.vocabulary", vocabulary=INDUSTRY).form("/terms")
        assert "label_ko" in admin.press(form, expect=422, label_ko="", label_en="Games").errors
        assert "label_ko" in admin.press(form, expect=422, label_ko="제조업").errors
        admin.press(form, label_ko="게임업", label_en="Games")
        admin.press(form, label_ko="게임업", label_en="Games")
        assert _labels(report).count("게임업") == 1, "Sent twice, added once."
        assert _labels(report)[-1] == "게임업"
        assert "게임업" in csr.visit("directory.new", kind="company").text

    def test_a_new_name_shows_everywhere_and_the_code_stays(self, report: Office, admin: Visitor) -> None:
        term = _first(report)
        form = admin.visit("directory.edit_term", vocabulary=INDUSTRY, term_id=term.id).form("/edit")
        admin.press(form, label_ko="농림어업", label_en="Farming", code="X", position="99", vocabulary="department")
        after = _first(report)
        assert (after.label_ko, after.label_en, after.code, after.vocabulary) == (
            "농림어업",
            "Farming",
            term.code,
            INDUSTRY,
        )
        text = admin.visit("directory.vocabulary", vocabulary=INDUSTRY).text
        assert "항목 이름 변경" in text

    def test_the_second_of_two_sees_both(self, report: Office, admin: Visitor) -> None:
        term = _first(report)
        form = admin.visit("directory.edit_term", vocabulary=INDUSTRY, term_id=term.id).form("/edit")
        admin.press(form, label_ko="먼저 바꾼 이름")
        page = admin.press(form, expect=409, label_ko="나중 이름")
        assert "먼저 바꾼 이름" in page.text
        assert page.field("label_ko") == "나중 이름"
        admin.press(page.form("/edit"))
        assert _first(report).label_ko == "나중 이름"

    def test_order_without_scripts(self, report: Office, admin: Visitor) -> None:
        before, term = _labels(report), _first(report)
        page = admin.visit("directory.vocabulary", vocabulary=INDUSTRY)
        admin.press(page.form(f"/{term.id}/down"))
        assert _labels(report)[:2] == before[1::-1]
        admin.send("directory.move_term", vocabulary=INDUSTRY, term_id=term.id, direction="up")
        admin.send("directory.move_term", vocabulary=INDUSTRY, term_id=term.id, direction="up")
        assert _labels(report) == before
        assert _first(report).version == term.version, "Its words did not change."

    def test_a_retired_term_is_not_offered_but_kept(self, report: Office, admin: Visitor, csr: Visitor) -> None:
        term = _first(report)
        with report.writing():
            csr_officer = report.person("csr")
            company = actions.create_partner(
                "company", {"name_ko": "농업회사", "country": "KR", "industry": term.code}, by=csr_officer
            ).id
        admin.press(admin.visit("directory.vocabulary", vocabulary=INDUSTRY).form(f"/{term.id}/retire"))
        assert term.label_ko not in csr.visit("directory.new", kind="company").text
        assert term.label_ko in csr.visit("directory.show", partner_id=company).text
        csr.press(csr.visit("directory.edit", partner_id=company).form("/edit"), note="메모")
        with report.reading():
            assert queries.get_partner(company).industry == term.code  # type: ignore[attr-defined]
        form = admin.visit("directory.vocabulary", vocabulary=INDUSTRY).form("/terms")
        assert "다시 사용" in admin.press(form, expect=422, label_ko=term.label_ko).errors["label_ko"]
        admin.press(admin.visit("directory.vocabulary", vocabulary=INDUSTRY).form(f"/{term.id}/bring-back"))
        assert term.label_ko in csr.visit("directory.new", kind="company").text

    def test_an_old_version_retires_nothing(self, report: Office, admin: Visitor) -> None:
        term = _first(report)
        where = {"vocabulary": INDUSTRY, "term_id": term.id}
        for version in ("", "99", "x"):
            admin.send("directory.change_term", {"version": version}, expect=409, change="retire", **where)
        assert _first(report).retired_at is None

    def test_what_is_not_there(self, report: Office, admin: Visitor) -> None:
        admin.visit("directory.vocabulary", expect=404, vocabulary="castles")
        admin.visit("directory.edit_term", expect=404, vocabulary="department", term_id=_first(report).id)
        admin.send("directory.add_term", {"label_ko": "x"}, expect=404, vocabulary="castles")

    def test_the_action_asks_too(self, at_work: Office, head: SignedIn, office: Office) -> None:
        with pytest.raises(Exception, match="403"):
            actions.add_term(INDUSTRY, "새말", "", head)
        with pytest.raises(Refusal):
            actions.add_term(INDUSTRY, " ", "", office.person("admin"))

    def test_two_who_add_the_same_at_once(self, report: Office) -> None:
        def add(_number: int) -> int:
            visitor = Visitor(report, "admin")
            return visitor.send(
                "directory.add_term", {"label_ko": "동시에"}, expect=(303, 422), vocabulary=INDUSTRY
            ).status

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(pool.map(add, range(2)))
        assert answers == [303, 422]
        assert _labels(report).count("동시에") == 1
