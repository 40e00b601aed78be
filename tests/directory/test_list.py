"""The list of partners: filters, search, sorting, paging, counts, and what it costs."""

import base64
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from partners.accounts.models import User
from partners.accounts.rules import SignedIn
from partners.audit.models import AccessEntry
from partners.directory import queries
from partners.directory.actions.standing import stand
from partners.directory.models import Partner
from partners.directory.rules.columns import PARTNER_COLUMNS
from partners.directory.rules.filters import PartnerFilter
from partners.foundation.database import db
from partners.lists.tallies import tallies
from tests.support.counting import QueryCounter
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor

STAGES = ("approach", "selection")


def _page_address(values: str) -> str:
    """A made-up address of a page behind these values."""
    return "a" + base64.urlsafe_b64encode(values.encode()).decode().rstrip("=")


def _names(page: Page) -> list[str]:
    return [node.text for node in page.all("tbody a.row-link")]


def test_the_cities_of_the_report(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("directory.index", kind="city")
    assert _names(page) == [
        "고성군", "광주 남구", "영암군", "청양군", "충주시", "기시와다시", "나베현", "몬테레이파크시", "문두구구", "황포구",
    ]  # fmt: skip
    assert [node.text for node in page.all("tr.group-row")] == ["국내 5", "국외 5"]
    assert "상호결연 8 (국내 5, 국외 3) · 우호 1 (국외 1) · 후보 1" in page.text
    assert "10곳" in page.text


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"tie": "sister", "country": "foreign"}, {"기시와다시", "몬테레이파크시", "문두구구"}),
        ({"tie": "friendship"}, {"황포구"}),
        ({"tie": "friendship", "tie_status": "active"}, {"황포구"}),
        ({"tie_status": "ended"}, set()),
        ({"tie": "candidate"}, {"나베현"}),
        ({"tie": "candidate", "tie_status": "ended"}, set()),
        ({"stage": "open"}, {"나베현"}),
        ({"stage": "approach"}, {"나베현"}),
        ({"silent": "y"}, {"고성군", "문두구구", "몬테레이파크시"}),
        ({"country": "CN"}, {"문두구구", "황포구"}),
        ({"country": "KR", "region": "전남"}, {"영암군"}),
        ({"q": "ㅇㅇㄱ"}, {"영암군"}),
        ({"q": "kishiwada"}, {"기시와다시"}),
        ({"q": "黄浦"}, {"황포구"}),
        ({"q": "황푸구"}, {"황포구"}),
        ({"q": "nha be"}, {"나베현"}),
        ({"q": "광주남구"}, {"광주 남구"}),
        ({"q": "전남 영암"}, {"영암군"}),
        ({"team": "medical"}, set()),
        ({"q": "%"}, None),
        ({"q": "없는도시"}, set()),
    ],
)
def test_filters(report: Office, exchange: Visitor, asked: dict[str, str], expected: set[str] | None) -> None:
    page = exchange.visit("directory.index", kind="city", **asked)
    assert expected is None or set(_names(page)) == expected
    if expected == set():
        assert "조건에 맞는 파트너가 없습니다" in page.text


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "castle"},
        {"country": "korea"},
        {"country": "kr"},
        {"tie": "cousin"},
        {"tie_status": "forever"},
        {"team": "nobody"},
        {"stage": "no_such_stage"},
        {"stage": "<script>"},
        {"silent": "yes"},
        {"sort": "color"},
        {"sort": "name desc"},
        {"page": "zzz"},
        {"page": "a!!!"},
        {"page": "aWzEsMl0"},
        {"page": "aWyLsIiwgMV0"},
        {"page": _page_address('["\\u0000", 1]')},
        {"page": _page_address('["\\ud800", 1]')},
        {"page": _page_address('["가", 1e400]')},
        {"page": _page_address(f'["가", {10**30}]')},
        {"page": _page_address('["가", {"d": "2020-01-01"}]')},
        {"page": _page_address('["가", null]')},
        {"q": "가" * 101},
    ],
)
def test_an_unknown_filter_is_a_clear_page(report: Office, exchange: Visitor, asked: dict[str, str]) -> None:
    page = exchange.visit("directory.index", expect=400, **asked)
    assert page.title
    assert page.all("a[href]")


def test_every_order_pages_through_everybody_once(at_work: Office, officer: SignedIn) -> None:
    regions = ["경남", "", "전남"]
    ids = {make.partner(officer, "institution", region=regions[number % 3]).id for number in range(120)}
    ids |= {make.partner(officer, "group", member_kind="institution", country="JP").id for _ in range(3)}
    _stand_differently(sorted(ids))
    for sort in sorted(PARTNER_COLUMNS.sorts):
        asked = PartnerFilter(kind="institution", sort=sort)
        shown = queries.list_page(asked, None, STAGES)
        pages = [[row.id for row in shown.rows]]
        while shown.next is not None:
            shown = queries.list_page(asked, shown.next, STAGES)
            pages.append([row.id for row in shown.rows])
        seen = [id for page in pages for id in page]
        assert len(seen) == len(set(seen)) == 123, sort
        assert set(seen) == ids, sort
        assert [row.id for row in queries.list_page(asked, shown.previous, STAGES).rows] == pages[-2], sort


def _stand_differently(ids: list[int]) -> None:
    """Some spoken with, some under way, some in nobody's charge: many alike, many without."""
    owner = db.session.scalars(select(User.id)).first()
    db.session.execute(update(Partner).where(Partner.id.in_(ids[::3])).values(owner_id=owner))
    for place, id in enumerate(ids[::2]):
        day = date(2020, 1, 1) + timedelta(days=place % 7)
        stage = STAGES[place % 2] if place % 3 else None
        stand(id, last_contact_on=day, interaction_count=place % 4, stage=stage)
    db.session.flush()


def test_columns_are_chosen_in_the_address_and_stay(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("directory.index", kind="city", columns="team,name,colour,tie", sort="-name")
    assert [head.text for head in page.all("thead th")][1:] == ["팀", "이름", "관계"]
    assert "이 목록에는 colour 열이 없어" in page.text
    assert not page.all("tbody .is-extra"), "what was chosen shows on narrow screens, too"
    turned = exchange.open(page.link("팀"))
    assert [head.text for head in turned.all("thead th")][1:] == ["팀", "이름", "관계"]
    chosen = exchange.visit("directory.index", columns=["region", "last"])
    assert [head.text for head in chosen.all("thead th")][1:] == ["이름", "국가·지역", "마지막 교류"]
    assert [box["value"] for box in chosen.all(".column-box input[checked]")] == ["name", "region", "last"]


def test_the_height_of_rows_is_remembered(report: Office, exchange: Visitor) -> None:
    assert exchange.visit("directory.index", density="roomy").all("table.is-roomy")
    assert exchange.visit("directory.index", density="huge").all("table.is-roomy")
    assert not exchange.visit("directory.index", density="compact").all("table.is-roomy")


def test_what_is_empty_comes_last_either_way(report: Office, exchange: Visitor) -> None:
    for sort in ("last", "-last"):
        page = exchange.visit("directory.index", sort=sort, columns="last")
        days = [bool(cell.all("time, .unknown")) for cell in page.all("tbody td[data-label]")]
        assert days == sorted(days, reverse=True), sort
    stages = _names(exchange.visit("directory.index", sort="-stage"))
    assert stages[0] == "나베현"


def test_counting_to_the_end_when_asked(report: Office, exchange: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partners.directory.queries.listing.COUNT_CAP", 7)
    monkeypatch.setattr("partners.directory.pages.listing.COUNT_CAP", 7)
    capped = exchange.visit("directory.index", country="KR")
    assert "7+곳 찾음" in capped.text
    exactly = exchange.open(capped.link("정확히 세기"))
    assert "37곳 찾음" in exactly.text
    assert "정확히 세기" not in exactly.text


def test_links_of_the_pager_keep_the_filters(at_work: Office, officer: SignedIn) -> None:
    for _ in range(51):
        make.partner(officer, "institution", region="경남")
    shown = queries.list_page(PartnerFilter(kind="institution", region="경남"), None)
    assert shown.next is not None
    assert len(shown.rows) == 50


def test_groups_stand_behind_and_are_counted_apart(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("directory.index", kind="ambassador")
    assert "0명" in page.text
    assert "집단 3" in page.text
    assert [node.text for node in page.all("tr.group-row")] == ["모임·집단 3"]
    assert "등록된 홍보대사 없음" in page.text


def test_no_company_is_a_valid_start(report: Office, csr: Visitor, exchange: Visitor) -> None:
    page = csr.visit("directory.index", kind="company")
    assert "등록된 기업 없음" in page.text
    assert page.link("사회공헌 기업 등록").endswith("/partners/new/company")
    assert "사회공헌 기업 등록" not in exchange.visit("directory.index", kind="company").text


def test_ten_hospitals_of_one_role(report: Office, medical: Visitor) -> None:
    page = medical.visit("directory.index", kind="hospital")
    at_home, groups = page.all("tbody")
    assert [len(band.all("a.row-link")) for band in (at_home, groups)] == [10, 1]
    assert page.text.count("특화사업자") >= 10
    assert "협력기관" not in at_home.text
    for typed in ("CM병원", "씨엠병원", "씨엠(CM)병원"):
        assert _names(medical.visit("directory.index", kind="hospital", q=typed)) == ["씨엠(CM)병원"]


def test_htmx_gets_the_table_and_the_tabs_only(report: Office, exchange: Visitor) -> None:
    page = exchange.fetch("directory.index", kind="city", tie="friendship")
    assert not page.is_whole
    assert _names(page) == ["황포구"]
    assert page.one("#views").get("hx-swap-oob") == "true"
    assert "Vary" in page.headers


def test_a_list_costs_at_most_eleven_queries(report: Office, manager: Visitor, request: pytest.FixtureRequest) -> None:
    counter: QueryCounter = request.getfixturevalue("queries")
    manager.visit("directory.index")
    for asked in ({}, {"kind": "city"}, {"kind": "hospital", "q": "병원"}, {"kind": "city", "sort": "-last"}):
        with counter.at_most(11):
            manager.visit("directory.index", **asked)


def test_looking_at_people_is_noted(office: Office, medical: Visitor) -> None:
    with office.writing():
        person = make.partner(office.person("medical"), "ambassador", "홍길동").id
        make.partner(office.person("medical"), "hospital", "우리병원")
    medical.visit("directory.index")
    medical.visit("directory.index", kind="hospital")
    medical.visit("directory.show", partner_id=person)
    with office.reading() as session:
        entries = session.scalars(select(AccessEntry).order_by(AccessEntry.id)).all()
        assert [(entry.purpose, entry.subject_ids) for entry in entries] == [
            ("partner:list", [person]),
            ("partner:page", [person]),
        ]


def test_typeahead_knows_every_script(report: Office) -> None:
    with report.reading():
        for typed, name in (
            ("ㅊㅇㄱ", "청양군"),
            ("Monterey", "몬테레이파크시"),
            ("门头沟", "문두구구"),
            ("영암", "영암군"),
        ):
            assert queries.typeahead(typed)[0].name_ko == name


def test_trashed_partners_are_nowhere(at_work: Office, officer: SignedIn) -> None:
    city = make.city(officer, "버린시")
    city.trashed_at = city.created_at
    make.city(officer, "남은시")
    assert [found.name_ko for found in queries.typeahead("시")] == ["남은시"]
    assert queries.find_partner(city.id) is None
    assert tallies()["partners.city"] == 1
    assert queries.known_as(["버린시"]) == []


def test_names_of_partners_come_in_one_query(report: Office) -> None:
    with report.reading() as session:
        ids = list(session.scalars(select(Partner.id).where(Partner.kind == "city")))
        named = queries.partners_named([*ids, 999_999])
    assert set(named) == set(ids)
    kishiwada = next(one for one in named.values() if one.name_ko == "기시와다시")
    assert (kishiwada.is_foreign, kishiwada.other_name) == (True, "岸和田市 Kishiwada City")
    assert queries.partners_named([]) == {}
