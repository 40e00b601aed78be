"""Registering partners: fields, teams, duplicates, double clicks."""

import pytest
from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.directory import queries
from partners.directory.actions import create_partner
from partners.directory.models import Partner, PartnerAlias, PartnerStanding
from partners.directory.queries.duplicates import MOST
from partners.lists.tallies import tallies
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.visitor import Visitor


def _named(office: Office, name: str) -> Partner:
    with office.reading() as session:
        partner = session.scalars(select(Partner).where(Partner.name_ko == name)).one()
        session.expunge(partner)
        return partner


def test_an_officer_registers_a_city(exchange: Visitor, office: Office) -> None:
    form = exchange.visit("directory.new", kind="city").form()
    page = exchange.press(
        form,
        name_ko="  강릉시 ",
        name_en="Gangneung",
        region="강원도",
        aliases="강릉, 하슬라\n강릉",
        lat="37.75",
        lon="128.88",
    )
    partner = _named(office, "강릉시")
    assert page.location.endswith(f"/partners/{partner.id}")
    assert (partner.region, partner.country, partner.kind) == ("강원", "KR", "city")
    assert partner.owner_team_id == office.person("exchange").team_id
    assert partner.point_confidence == "high"
    with office.reading() as session:
        names = session.scalars(select(PartnerAlias.name).where(PartnerAlias.partner_id == partner.id)).all()
        assert sorted(names) == ["강릉", "하슬라"]
        assert session.get(PartnerStanding, partner.id) is not None
    assert "강릉시" in exchange.follow(page).heading


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name_ko": "  "}, "name_ko"),
        ({"name_ko": "가" * 101}, "name_ko"),
        ({"country": "XX"}, "country"),
        ({"region": ""}, "region"),
        ({"lat": "37.5"}, "lon"),
        ({"lat": "많음", "lon": "126"}, "lat"),
        ({"lat": "nan", "lon": "126"}, "lat"),
        ({"lat": "91", "lon": "126"}, "lat"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_typed_stays(
    exchange: Visitor, office: Office, changes: dict[str, str], field: str
) -> None:
    typed = {"name_ko": "강릉시", "country": "KR", "region": "강원", "address": "강릉대로 33", "note": "두 줄\n메모"}
    page = exchange.send("directory.create", {**typed, **changes}, expect=422, kind="city")
    assert field in page.errors
    assert page.field("address") == "강릉대로 33"
    assert page.field("note") == "두 줄\n메모"
    for name, value in changes.items():
        if name != "country":
            assert page.field(name) == value.strip() if name in ("name_ko", "region") else value
    assert office.count(Partner) == 0


def test_a_double_click_registers_one(exchange: Visitor, office: Office) -> None:
    typed = {**make.typed("고성군"), "once": "the same key"}
    first = exchange.send("directory.create", typed, kind="city")
    second = exchange.send("directory.create", typed, kind="city")
    assert first.location == second.location
    assert office.count(Partner) == 1


def test_an_officer_registers_kinds_of_the_own_team_and_shared_ones(exchange: Visitor, medical: Visitor) -> None:
    exchange.visit("directory.new", kind="city")
    exchange.visit("directory.new", kind="institution")
    exchange.visit("directory.new", kind="group")
    exchange.visit("directory.new", expect=403, kind="hospital")
    exchange.send("directory.create", {"name_ko": "우리병원", "country": "KR"}, expect=403, kind="hospital")
    medical.visit("directory.new", kind="hospital")
    medical.visit("directory.new", expect=404, kind="castle")


def test_only_a_manager_says_to_whom_a_record_belongs(exchange: Visitor, manager: Visitor, office: Office) -> None:
    medical_team = office.person("medical").team_id
    form = manager.visit("directory.new", kind="institution").form()
    manager.press(form, name_ko="서울관광재단", owner_team_id=str(medical_team))
    assert _named(office, "서울관광재단").owner_team_id == medical_team
    exchange.send("directory.create", make.typed("강릉시", owner_team_id=medical_team), kind="city")
    assert _named(office, "강릉시").owner_team_id == office.person("exchange").team_id


def test_a_manager_of_no_team_has_to_say_to_whom(manager: Visitor) -> None:
    typed = {"name_ko": "서울관광재단", "country": "KR"}
    assert "owner_team_id" in manager.send("directory.create", typed, expect=422, kind="institution").errors


def test_a_viewer_registers_nothing(viewer: Visitor) -> None:
    viewer.visit("directory.new", expect=403, kind="institution")
    viewer.send("directory.create", make.typed("강릉시"), expect=403, kind="city")


def test_fields_that_nobody_offered_change_nothing(exchange: Visitor, office: Office) -> None:
    sneaked = {
        "id": "77",
        "version": "9",
        "created_by_id": "1",
        "successor_id": "2",
        "valid_to": "2020-01-01",
        "trashed_at": "2020-01-01",
        "member_kind": "city",
        "section": "x",
    }
    exchange.send("directory.create", make.typed("강릉시", **sneaked), kind="city")
    partner = _named(office, "강릉시")
    me = office.person("exchange").id
    assert (partner.id, partner.version, partner.created_by_id, partner.section) == (1, 1, me, "city")
    assert (partner.trashed_at, partner.successor_id, partner.valid_to) == (None, None, None)


class TestDuplicates:
    """광주남구 = 광주 남구 (EX-4)."""

    @pytest.mark.parametrize("typed", ["광주남구", "광주 남구", "남구"])
    def test_the_same_city_is_refused_and_offered(self, report: Office, exchange: Visitor, typed: str) -> None:
        page = exchange.send("directory.create", make.typed(typed, region="광주광역시"), expect=422, kind="city")
        known = _named(report, "광주 남구")
        assert page.link("광주 남구").endswith(f"/partners/{known.id}")
        assert page.field("name_ko") == typed
        again = make.typed(typed, region="광주", confirm_duplicate="y")
        exchange.send("directory.create", again, expect=422, kind="city")
        assert report.count(Partner) == 45

    def test_without_a_province_the_name_itself_may_tell_it(self, report: Office, exchange: Visitor) -> None:
        page = exchange.send("directory.create", make.typed("광주남구", region=""), expect=422, kind="city")
        assert page.link("광주 남구")

    @pytest.mark.parametrize("typed", ["남구", "고성군"])
    def test_a_name_that_several_cities_have_asks_for_the_province(
        self, report: Office, exchange: Visitor, typed: str
    ) -> None:
        page = exchange.send("directory.create", make.typed(typed, region=""), expect=422, kind="city")
        assert "시·도" in page.errors["region"]

    def test_the_other_goseong_is_only_asked_about(self, report: Office, exchange: Visitor) -> None:
        page = exchange.send("directory.create", make.typed("고성군", region="강원"), expect=422, kind="city")
        assert page.link("경남 고성군")
        exchange.press(page.form("/partners/new"), confirm_duplicate="y")
        assert report.count(Partner) == 46

    @pytest.mark.parametrize("typed", ["CM병원", "씨엠병원", "씨엠 (CM) 병원"])
    def test_a_hospital_is_known_by_all_its_names(self, report: Office, medical: Visitor, typed: str) -> None:
        page = medical.send("directory.create", {"name_ko": typed, "country": "KR"}, expect=422, kind="hospital")
        assert page.link("씨엠(CM)병원")
        assert "name_ko" in page.errors

    def test_an_alias_may_be_the_duplicate(self, report: Office, exchange: Visitor) -> None:
        typed = make.typed("상해 황푸", country="CN", region="", aliases="황포구")
        assert exchange.send("directory.create", typed, expect=422, kind="city").link("황포구")

    def test_the_same_city_is_found_among_many_of_its_name(self, report: Office, exchange: Visitor) -> None:
        with report.writing():
            by = report.person("exchange")
            for _number in range(MOST):
                values = {"name_ko": "붐비는시", "country": "KR", "type": "association"}
                create_partner("institution", values, by=by, confirmed=True)
            create_partner("city", make.typed("붐비는시"), by=by, confirmed=True)
        page = exchange.send(
            "directory.create", {**make.typed("붐비는시"), "confirm_duplicate": "y"}, expect=422, kind="city"
        )
        assert "이미 등록된 도시" in page.errors["name_ko"]
        assert page.link("경남 붐비는시")

    def test_renaming_asks_as_well_but_not_about_itself(self, report: Office, exchange: Visitor) -> None:
        partner = _named(report, "고성군")
        form = exchange.visit("directory.edit", partner_id=partner.id).form()
        exchange.press(form, name_ko="고성 군")
        form = exchange.visit("directory.edit", partner_id=partner.id).form()
        assert exchange.press(form, expect=422, name_ko="영암군").link("영암군")

    def test_a_race_for_the_same_city_ends_in_a_page(
        self, office: Office, exchange: Visitor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        exchange.send("directory.create", make.typed("고성군"), kind="city")
        for name in ("known_as", "cities_named"):
            monkeypatch.setattr(queries, name, lambda *_args, **_more: [])
        exchange.send("directory.create", {**make.typed("고성군"), "confirm_duplicate": "y"}, expect=409, kind="city")
        assert office.count(Partner) == 1


def test_a_group_stands_in_its_members_section(at_work: Office, officer: SignedIn) -> None:
    group = make.partner(officer, "group", member_kind="ambassador")
    assert (group.section, group.band) == ("ambassador", 2)
    assert tallies().get("partners.ambassador", 0) == 0


def test_an_institution_names_the_body_that_it_belongs_to(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("directory.new", kind="institution").form()
    page = exchange.press(form, expect=422, name_ko="문두구구 우호협회", related_partner_id="없는 도시")
    assert "없는 도시" in page.errors["related_partner_id"]
    page = exchange.press(form, name_ko="문두구구 우호협회", related_partner_id="중국 문두구구")
    assert "문두구구" in exchange.follow(page).link("문두구구") or exchange.follow(page).text
