"""Ambassadors and supporters: the legal ground, channels, cohorts; teams and people counted apart."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from partners.audit.models import AccessEntry
from partners.directory.kinds.supporter.model import Supporter
from partners.directory.models import Partner, PartnerChannel
from partners.foundation.clock import now
from partners.foundation.refusals import Refusal
from tests.support.factories import directory as make
from tests.support.factories.basis import BASIS, TYPED_BASIS
from tests.support.office import Office
from tests.support.visitor import Visitor

CHANNEL = {
    "channels-0-platform": "youtube",
    "channels-0-handle": "@hana",
    "channels-0-url": "https://www.youtube.com/@hana",
    "channels-0-followers": "12,345",
    "channels-0-followers_on": "2020. 11. 1.",
}


def _typed(name: str = "하나팀", **values: Any) -> dict[str, Any]:
    return {"name_ko": name, "country": "KR", **TYPED_BASIS, **values}


def _channels(office: Office) -> list[PartnerChannel]:
    with office.reading() as session:
        rows = session.scalars(select(PartnerChannel).order_by(PartnerChannel.position, PartnerChannel.id)).all()
        session.expunge_all()
        return list(rows)


@pytest.fixture
def cohort(office: Office) -> int:
    with office.writing():
        by = office.person("medical")
        return make.partner(by, "group", "SNS 서포터즈 1기", member_kind="supporter", cohort_no=1).id


class TestLegalGround:
    """T31: nobody is saved without it."""

    @pytest.mark.parametrize("kind", ["ambassador", "supporter"])
    @pytest.mark.parametrize("missing", ["legal_basis", "purpose", "collected_from", "retain_until", "consented_on"])
    def test_what_is_missing_is_said_at_its_field(
        self, medical: Visitor, office: Office, kind: str, missing: str
    ) -> None:
        page = medical.send("directory.create", _typed(**{missing: ""}), expect=422, kind=kind)
        assert missing in page.errors
        assert page.field("name_ko") == "하나팀"
        assert office.count(Partner) == 0

    def test_everything_that_is_missing_is_said_at_once(self, medical: Visitor) -> None:
        page = medical.send("directory.create", {"name_ko": "하나팀", "country": "KR"}, expect=422, kind="ambassador")
        assert {"legal_basis", "purpose", "collected_from", "retain_until"} <= page.errors.keys()

    def test_nothing_is_kept_beyond_a_day_that_has_passed(self, medical: Visitor) -> None:
        page = medical.send("directory.create", _typed(retain_until="2020. 11. 19."), expect=422, kind="supporter")
        assert "이미 지난" in page.errors["retain_until"]

    def test_a_day_that_passed_meanwhile_hinders_no_correction(self, medical: Visitor, office: Office) -> None:
        with office.writing() as session:
            person = make.partner(office.person("medical"), "ambassador", "홍길동")
            person.retain_until = date(2020, 11, 1)
            session.flush()
        form = medical.visit("directory.edit", partner_id=1).form()
        medical.press(form, note="연락처 확인")
        later = medical.visit("directory.edit", partner_id=1).form()
        assert "retain_until" in medical.press(later, expect=422, retain_until="2020. 11. 2.").errors

    def test_no_other_door_leads_past_it(self, at_work: Office) -> None:
        for name in ("legal_basis", "purpose", "collected_from", "retain_until", "consented_on"):
            with pytest.raises(Refusal) as refused:
                make.partner(at_work.person("medical"), "supporter", **{name: None})
            assert refused.value.field == name

    def test_a_body_named_without_its_members_needs_none(self, at_work: Office) -> None:
        assert make.partner(at_work.person("medical"), "group", "홍보대사", member_kind="ambassador").id


class TestChannels:
    def test_a_supporter_with_a_channel_is_registered_and_shown(self, medical: Visitor, office: Office) -> None:
        form = medical.visit("directory.new", kind="supporter").form()
        page = medical.follow(medical.press(form, **_typed(is_team="y", member_count="3", languages=["vi"]), **CHANNEL))
        for words in ("팀 · 3명", "베트남어", "유튜브", "@hana", "12,345"):
            assert words in page.text
        link = next(node for node in page.all("a") if node["href"] == "https://www.youtube.com/@hana")
        assert link["rel"] == "noopener noreferrer"
        assert len(_channels(office)) == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"channels-0-url": "javascript:alert(1)"}, "channels-0-url"),
            ({"channels-0-url": "data:text/html,x"}, "channels-0-url"),
            ({"channels-0-url": "ftp://example.com/x"}, "channels-0-url"),
            ({"channels-0-platform": ""}, "channels-0-platform"),
            ({"channels-0-platform": "myspace"}, "channels-0-platform"),
            ({"channels-0-followers": "-1"}, "channels-0-followers"),
            ({"channels-0-followers": "1.5"}, "channels-0-followers"),
            ({"channels-0-followers": "만 명"}, "channels-0-followers"),
            ({"channels-0-followers": "9" * 5000}, "channels-0-followers"),
            ({"channels-0-followers_on": ""}, "channels-0-followers_on"),
            ({"channels-0-followers_on": "2020. 13. 1."}, "channels-0-followers_on"),
            ({"channels-0-followers_on": "2020. 11. 21."}, "channels-0-followers_on"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_cell_and_everything_stays(
        self, medical: Visitor, office: Office, changes: dict[str, str], field: str
    ) -> None:
        page = medical.send("directory.create", _typed(**{**CHANNEL, **changes}), expect=422, kind="supporter")
        assert field in page.errors
        assert page.field("channels-0-handle") == "@hana"
        assert page.field(field) == (changes[field] if changes[field] != "myspace" else "")
        assert office.count(Partner) == 0

    @pytest.mark.parametrize("number", ["²", "٣", "20", "999999999999", "-1", "x", ""])
    def test_a_row_that_no_form_holds_is_no_row(self, medical: Visitor, office: Office, number: str) -> None:
        medical.send("directory.create", _typed(**{f"channels-{number}-handle": "x"}), kind="supporter")
        assert _channels(office) == []

    def test_more_rows_lose_nothing_that_was_typed(self, medical: Visitor, office: Office) -> None:
        form = medical.visit("directory.new", kind="supporter").form()
        typed = {**_typed(), **CHANNEL, "channels-1-handle": "아직 플랫폼 없음", "retain_until": "언젠가"}
        page = medical.press(form, expect=200, more_channels="y", **typed)
        assert not page.errors
        for name, value in {**typed, "channels-3-handle": ""}.items():
            assert page.field(name) == value
        assert office.count(Partner) == 0

    def test_rows_are_taken_away_and_put_in_order(self, medical: Visitor, office: Office) -> None:
        medical.send(
            "directory.create",
            _typed(**CHANNEL, **{"channels-1-platform": "blog", "channels-1-handle": "hana"}),
            kind="supporter",
        )
        form = medical.visit("directory.edit", partner_id=1).form()
        medical.press(form, **{"channels-0-remove": "y"})
        assert [(row.platform, row.handle) for row in _channels(office)] == [("blog", "hana")]
        form = medical.visit("directory.edit", partner_id=1).form()
        medical.press(form, **{"channels-0-platform": "", "channels-0-handle": ""})
        assert _channels(office) == []

    def test_an_archived_person_still_shows_them(self, medical: Visitor, office: Office) -> None:
        medical.send("directory.create", _typed(**CHANNEL), kind="supporter")
        with office.writing() as session:
            session.execute(update(Partner).values(trashed_at=now(), trash_reason="활동 종료"))
        assert "@hana" in medical.visit("directory.show", partner_id=1).text

    def test_saving_without_a_change_changes_nothing(self, medical: Visitor) -> None:
        medical.send("directory.create", _typed(**CHANNEL, languages=["vi", "en"]), kind="supporter")
        before = medical.visit("directory.edit", partner_id=1)
        medical.press(before.form())
        assert medical.visit("directory.edit", partner_id=1).field("version") == before.field("version")

    def test_a_change_of_a_channel_alone_raises_the_version(self, medical: Visitor) -> None:
        medical.send("directory.create", _typed(**CHANNEL), kind="supporter")
        before = medical.visit("directory.edit", partner_id=1)
        medical.press(before.form(), **{"channels-0-followers": "12,346"})
        assert medical.visit("directory.edit", partner_id=1).field("version") != before.field("version")


class TestCohorts:
    def test_teams_and_people_are_counted_apart(self, medical: Visitor, office: Office, cohort: int) -> None:
        medical.send(
            "directory.create",
            _typed("하나팀", is_team="y", member_count="3", cohort_id="SNS 서포터즈 1기"),
            kind="supporter",
        )
        medical.send(
            "directory.create",
            _typed("두리팀", is_team="y", member_count="1", cohort_id="sns서포터즈1기"),
            kind="supporter",
        )
        medical.send("directory.create", _typed("응우옌 란", cohort_id="SNS 서포터즈 1기"), kind="supporter")
        assert "팀 2 · 5명" in medical.visit("directory.show", partner_id=cohort).text
        assert "팀 2 · 5명" in medical.visit("directory.members", partner_id=cohort).text
        assert "팀 2 · 5명" in medical.visit("directory.index", kind="supporter").text
        medical.send("directory.create", _typed("세리팀", is_team="y", cohort_id="SNS 서포터즈 1기"), kind="supporter")
        assert "팀 3 · 5명 · 인원 미상 팀 1" in medical.visit("directory.show", partner_id=cohort).text

    def test_who_looks_at_the_members_is_written_down(
        self, medical: Visitor, viewer: Visitor, office: Office, cohort: int
    ) -> None:
        medical.send("directory.create", _typed("하나팀", cohort_id="SNS 서포터즈 1기"), kind="supporter")
        for endpoint in ("directory.show", "directory.members"):
            with office.reading() as session:
                before = session.scalars(select(AccessEntry.id)).all()
            viewer.visit(endpoint, partner_id=cohort)
            with office.reading() as session:
                entries = session.scalars(select(AccessEntry).where(AccessEntry.id.not_in(before))).all()
                assert [entry.subject_ids for entry in entries] == [[2]], endpoint

    def test_a_cohort_is_a_group_of_supporters(self, medical: Visitor, office: Office, cohort: int) -> None:
        with office.writing():
            make.partner(office.person("medical"), "group", "홍보대사 1기", member_kind="ambassador")
        page = medical.send("directory.create", _typed(cohort_id="홍보대사 1기"), expect=422, kind="supporter")
        assert "cohort_id" in page.errors
        assert page.field("cohort_id") == "홍보대사 1기"
        with pytest.raises(Refusal), office.writing():
            make.partner(office.person("medical"), "supporter", cohort_id=cohort + 1)

    def test_one_person_has_no_number_of_members(self, medical: Visitor) -> None:
        assert (
            "member_count"
            in medical.send("directory.create", _typed(member_count="3"), expect=422, kind="supporter").errors
        )
        for number in ("0", "-1", "x", "1.5"):
            page = medical.send(
                "directory.create", _typed(is_team="y", member_count=number), expect=422, kind="supporter"
            )
            assert page.field("member_count") == number
            assert "member_count" in page.errors


def test_an_ambassador_has_all_facts(medical: Visitor, office: Office) -> None:
    form = medical.visit("directory.new", kind="ambassador").form()
    page = medical.press(
        form,
        **_typed("시험 대사", nationality="MN", languages=["mn", "ko"], field="medical_tourism"),
        term_from="2019. 1. 1.",
        term_until="2020. 12. 31.",
    )
    shown = medical.follow(page).text
    for words in (
        "몽골",
        "한국어, 몽골어",
        "의료관광",
        "2019. 1. 1. ~ 2020. 12. 31.",
        "임기 곧 끝남",
        "정보주체의 동의",
    ):
        assert words in shown
    english = medical.open("/partners/1?lang=en").text
    for words in ("Mongolia", "Korean, Mongolian", "Medical tourism", "Term ends soon", "Consent of the person"):
        assert words in english


def test_a_term_does_not_end_before_it_begins(medical: Visitor) -> None:
    days = {"term_from": "2020. 12. 31.", "term_until": "2020. 1. 1."}
    page = medical.send("directory.create", _typed(**days), expect=422, kind="ambassador")
    assert "앞섭니다" in page.errors["term_until"]
    assert page.field("term_from") == "2020. 12. 31."


def test_a_supporter_keeps_what_was_typed_in_the_database(medical: Visitor, office: Office) -> None:
    medical.send(
        "directory.create", _typed(is_team="y", member_count="3", languages=["vi", "en", "vi"]), kind="supporter"
    )
    with office.reading() as session:
        supporter = session.scalars(select(Supporter)).one()
        assert (supporter.is_team, supporter.member_count, supporter.languages) == (True, 3, ["en", "vi"])
        assert {name: getattr(supporter, name) for name in BASIS} == BASIS
