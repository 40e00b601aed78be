"""EX-4 and MT-1: a bare name that leaves open which place is meant is asked about, spellings are not."""

import pytest
from sqlalchemy import select

from partners.directory import queries
from partners.directory.kinds.institution.model import Institution
from partners.directory.models import Partner
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor


def _region_of(office: Office, name: str) -> list[str]:
    with office.reading() as session:
        return list(session.scalars(select(Partner.region).where(Partner.name_ko == name).order_by(Partner.region)))


class TestRegistering:
    def test_a_name_of_several_provinces_asks_which(self, exchange: Visitor, report: Office) -> None:
        page = exchange.send("directory.create", make.typed("고성군", region="", note="메모"), expect=422, kind="city")
        assert "어느 시·도" in page.errors["region"]
        assert page.field("note") == "메모"
        # 경남 고성군 is registered: it is offered as it stands, the other one as an answer.
        assert page.link("경남 고성군").startswith("/partners/")
        assert [node["value"] for node in page.all("button[name=region]")] == ["강원"]
        exchange.press(page.form("/new/city"), region=["", "강원"])
        assert _region_of(report, "고성군") == ["강원", "경남"]

    def test_the_south_asks_for_one_of_five(self, exchange: Visitor, report: Office) -> None:
        page = exchange.send("directory.create", make.typed("남구", region=""), expect=422, kind="city")
        assert [node["value"] for node in page.all("button[name=region]")] == ["부산", "대구", "울산", "경북"]
        assert page.link("광주 남구")

    def test_its_province_in_the_name_answers(self, exchange: Visitor, report: Office) -> None:
        typed = make.typed("강원 고성군", region="")
        # 경남 고성군 is registered: whoever has not been shown it is asked.
        page = exchange.send("directory.create", typed, expect=422, kind="city")
        assert page.link("경남 고성군")
        exchange.send("directory.create", {**typed, "confirm_duplicate": "y"}, kind="city")
        assert _region_of(report, "강원 고성군") == ["강원"]

    def test_abroad_nobody_is_asked(self, exchange: Visitor, office: Office) -> None:
        exchange.send("directory.create", make.typed("남구", region="", country="CN"), kind="city")
        assert _region_of(office, "남구") == [""]

    def test_taking_the_province_away_asks_again(self, exchange: Visitor, report: Office) -> None:
        form = exchange.visit("directory.edit", partner_id=1).form()
        assert "region" in exchange.press(form, expect=422, region="").errors


class TestNamingAnother:
    def _send(self, who: Visitor, written: str | list[str], expect: int = 303) -> object:
        typed = {"name_ko": "고성 교류회", "country": "KR", "type": "association", "related_partner_id": written}
        return who.send("directory.create", typed, expect=expect, kind="institution")

    def _related(self, office: Office) -> str:
        with office.reading() as session:
            related = session.scalars(select(Institution.related_partner_id).order_by(Institution.id.desc())).first()
            return queries.partners_named([related])[related].formal_name if related else ""

    @pytest.mark.parametrize(("bare", "formal"), [("남구", "광주 남구"), ("고성군", "경남 고성군")])
    def test_a_bare_name_asks_even_if_one_only_is_registered(
        self, exchange: Visitor, report: Office, bare: str, formal: str
    ) -> None:
        page = exchange.send(
            "directory.create",
            {"name_ko": "교류회", "country": "KR", "type": "association", "related_partner_id": bare},
            expect=422,
            kind="institution",
        )
        assert "고르세요" in page.errors["related_partner_id"]
        answers = page.all("input[type=radio]")
        labels = {node["value"]: node.parent.text for node in answers if node.parent}
        assert list(labels.values()) == [formal]
        exchange.press(page.form("/new/institution"), related_partner_id=[bare, next(iter(labels))])
        assert self._related(report) == formal

    @pytest.mark.parametrize("written", ["광주남구", "광주 남구"])
    def test_the_full_name_asks_nobody(self, exchange: Visitor, report: Office, written: str) -> None:
        self._send(exchange, written)
        assert self._related(report) == "광주 남구"

    @pytest.mark.parametrize("answer", ["1", "999999", "x", "-1"])
    def test_an_answer_that_was_not_offered_is_none(self, exchange: Visitor, report: Office, answer: str) -> None:
        # 1 is 고성군: registered, but nobody of this name.
        assert answer != "1" or _region_of(report, "고성군") == ["경남"]
        self._send(exchange, ["남구", answer], expect=422)

    def test_nothing_belongs_to_a_person(self, exchange: Visitor, office: Office) -> None:
        with office.writing():
            make.partner(office.person("medical"), "ambassador", "홍길동")
        self._send(exchange, "홍길동", expect=422)


class TestSpellings:
    @pytest.mark.parametrize("written", ["CM병원", "씨엠병원", "씨엠(CM)병원", "cm 병원", "ㅆㅇㅂㅇ"])
    def test_search_and_typeahead_know_every_spelling(self, report: Office, medical: Visitor, written: str) -> None:
        with report.reading():
            assert [one.name_ko for one in queries.typeahead(written)] == ["씨엠(CM)병원"]
        assert "씨엠(CM)병원" in medical.visit("directory.index", q=written).text

    @pytest.mark.parametrize("written", ["CM병원", "씨엠병원", "씨엠(CM)병원"])
    def test_so_does_the_warning(self, report: Office, medical: Visitor, written: str) -> None:
        page = medical.send("directory.create", {"name_ko": written, "country": "KR"}, expect=422, kind="hospital")
        assert page.link("씨엠(CM)병원")
