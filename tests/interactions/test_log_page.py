"""Logging as an officer does it, on the page, without scripts: EX-1, EX-2, EX-5 and what goes wrong."""

import pytest
from sqlalchemy import func, select

from partners.directory.queries import silent_cities
from partners.interactions import queries
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries import InteractionRow
from tests.support.counting import QueryCounter
from tests.support.factories.interactions import partner_id
from tests.support.office import Office
from tests.support.page import Page
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

MASKS = {
    "kind": "donation_received",
    "title": "우리 구에 코로나19 극복 농특산물 제공",
    "date": "'20.3.24.",
    "item": "농특산물",
}


def ids(office: Office, *names: str) -> list[str]:
    with office.reading():
        return [str(partner_id(name)) for name in names]


def latest(office: Office) -> InteractionRow:
    with office.reading() as session:
        found = session.execute(select(func.max(Interaction.id))).scalar_one()
        return queries.view_of(found)


def chosen(page: Page) -> list[str]:
    return [node["value"] for node in page.all("input[name=partners]")]


def test_two_cities_one_entry(report: Office, exchange: Visitor) -> None:
    """EX-1: on both timelines, counted once, the amount unknown and not 0."""
    both = ids(report, "영암군", "청양군")
    page = exchange.visit("interactions.new", partner=both)
    assert chosen(page) == both
    answer = exchange.follow(exchange.press(page.form("/interactions/new"), **MASKS))
    assert "금액 미상" in answer.text
    assert "2020. 3. 24. (화)" in answer.text
    assert any("2020. 3. 24. (화)로 저장했습니다." in notice for notice in answer.notices)
    with report.reading():
        assert queries.donations_received(2020).number == 4
        for one in both:
            assert MASKS["title"] == queries.timeline_of([int(one)])[0].title


def test_what_cannot_be_understood_is_told_at_its_field(report: Office, exchange: Visitor) -> None:
    """EX-1, bad input: every typed value stays, nothing is stored."""
    before = fingerprint(report)
    both = ids(report, "영암군", "청양군")
    page = exchange.visit("interactions.new", partner=both)
    typed = {**MASKS, "date": "'20.3.44.", "amount": "많음", "body": "메모"}
    refused = exchange.press(page.form("/interactions/new"), expect=422, **typed)
    assert set(refused.errors) == {"date", "amount"}
    assert "44" in refused.errors["date"]
    assert chosen(refused) == both
    assert {name: refused.field(name) for name in typed} == typed
    assert fingerprint(report) == before


def test_undated_aid(report: Office, exchange: Visitor) -> None:
    """EX-2: no date, 4,000천원 상당."""
    page = exchange.visit("interactions.new", partner=ids(report, "충주시"))
    answer = exchange.follow(
        exchange.press(
            page.form("/interactions/new"),
            kind="aid_given",
            title="구호물품 지원",
            date="",
            undated="y",
            fiscal_year="2020",
            item="구호물품",
            amount="총 4,000천원 상당",
        )
    )
    assert "날짜 미상" in answer.text
    assert "약 4,000천원" in answer.text
    row = latest(report)
    assert (row.amount_won, row.amount_approx, row.is_dated, row.fiscal_year) == (4_000_000, True, False, 2020)
    with report.reading():
        assert queries.aid_given_won(2020) == 8_000_000


def test_four_thousand_won_is_asked_about(report: Office, exchange: Visitor) -> None:
    """EX-2, conflict: "4,000" with the unit 원."""
    page = exchange.visit("interactions.new", partner=ids(report, "충주시"))
    typed = {"kind": "aid_given", "title": "구호물품 지원", "amount": "4,000", "amount_unit": "won"}
    asked = exchange.press(page.form("/interactions/new"), expect=422, **typed)
    assert "천원 단위가 아닌지 확인" in asked.errors["amount"]
    assert "4,000,000원으로 저장" in asked.text
    as_typed = exchange.press(asked.form("/interactions/new"), confirm_amount="y")
    assert "4,000원" in exchange.follow(as_typed).text
    assert latest(report).amount_won == 4_000
    # A new form, and the other button: its value comes after that of the list of units.
    again = exchange.press(page.form("/interactions/new"), expect=422, **{**typed, "once": "another"})
    exchange.press(again.form("/interactions/new"), amount_unit=["won", "kkrw"])
    assert latest(report).amount_won == 4_000_000


def test_a_letter_to_cities_that_are_not_named(report: Office, exchange: Visitor) -> None:
    """EX-5."""
    page = exchange.visit("interactions.new")
    letter = {"kind": "letter", "title": "위로 서한문 발송", "date": "", "undated": "y"}
    refused = exchange.press(page.form("/interactions/new"), expect=422, **letter)
    assert set(refused.errors) == {"partners"}
    unnamed = {"recipients_unspecified": "y", "recipients_text": "국외 교류도시"}
    answer = exchange.follow(exchange.press(refused.form("/interactions/new"), **unnamed))
    assert "수신처 미지정" in answer.text
    assert "국외 교류도시" in answer.text
    with report.reading():
        assert len(silent_cities()) == 3


def test_two_days_in_one_line(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("interactions.new", partner=ids(report, "광주 남구"))
    signing = {"kind": "signing", "title": "체결", "date": "'20.7.7. / 10.14.", "occurrence_labels": "체결 / 협정식"}
    answer = exchange.follow(exchange.press(page.form("/interactions/new"), **signing))
    assert "체결 2020. 7. 7. (화)" in answer.text
    assert "협정식 2020. 10. 14. (수)" in answer.text


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ㅇㅇㄱ", "영암군"), ("Yeongam", "영암군"), ("门头", "문두구구"), ("광주남구", "광주 남구"), ("황푸", "황포구")],
)
def test_finding_a_partner_without_scripts(report: Office, exchange: Visitor, typed: str, found: str) -> None:
    page = exchange.visit("interactions.new")
    kept = {"title": "아직 다 적지 않음", "date": "'20. 3.", "amount": "많음"}
    looking = exchange.press(page.form("/interactions/new"), expect=200, q=typed, find="y", **kept)
    offered = next(node for node in looking.all(".picker-answers button") if found in node.text)
    assert looking.errors == {}
    assert {name: looking.field(name) for name in kept} == kept
    added = exchange.press(looking.form("/interactions/new"), expect=200, add=offered["value"])
    assert (chosen(added), added.field("q")) == ([offered["value"]], "")
    assert added.field("title") == kept["title"]
    taken = exchange.press(added.form("/interactions/new"), expect=200, remove=offered["value"])
    assert chosen(taken) == []


def test_a_name_left_in_the_search_box_is_not_lost(report: Office, exchange: Visitor) -> None:
    """Saving with a name that was typed but not chosen looks for it instead."""
    before = fingerprint(report)
    page = exchange.visit("interactions.new")
    looking = exchange.press(page.form("/interactions/new"), expect=200, q="없는도시", **MASKS)
    assert "없는도시" in looking.one(".picker-answers").text
    assert fingerprint(report) == before


def test_who_is_often_beside_by_htmx(report: Office, exchange: Visitor) -> None:
    yeongam = ids(report, "영암군")
    beside = exchange.fetch("interactions.part", part="companions", partners=yeongam)
    assert not beside.is_whole
    assert [node.text for node in beside.all("button[name=add]")] == ["청양군"]


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"date": "'20. 3. 24."}, "2020. 3. 24. (화)로 저장합니다."),
        ({"date": "'20.7.7. / 10.14."}, "2020. 7. 7. (화) / 2020. 10. 14. (수)로 저장합니다."),
        ({"date": "'20. 2. ~ 12."}, "2020. 2. ~ 12.로 저장합니다."),
        ({"date": "'20.3.44."}, "44일은 없습니다"),
        ({"date": ""}, "적던 대로"),
        ({"undated": "y", "date": "'20.3.44."}, "날짜 미상"),
        ({"date": "미정"}, "날짜를 모른다는 뜻"),
    ],
)
def test_the_answer_while_a_date_is_typed(report: Office, exchange: Visitor, values: dict[str, str], said: str) -> None:
    answer = exchange.fetch("interactions.date_check", **values)
    assert said in answer.text
    assert answer.one("#date-hint")


@pytest.mark.one_database
def test_gifts_unfold_item_and_amount(report: Office, exchange: Visitor) -> None:
    unfolded = exchange.fetch("interactions.part", part="worth", kind="donation_received", item="마스크")
    assert "open" in unfolded.one("#worth").element.attrib
    assert unfolded.field("item") == "마스크"
    folded = exchange.fetch("interactions.part", part="worth", kind="letter")
    assert "open" not in folded.one("#worth").element.attrib


def test_sent_twice_it_is_logged_once(report: Office, exchange: Visitor) -> None:
    form = exchange.visit("interactions.new", partner=ids(report, "영암군")).form("/interactions/new")
    first, second = (exchange.press(form, **MASKS).location for _ in range(2))
    assert first == second
    assert report.count(Interaction) == 26


def test_one_more_with_the_same_partners(report: Office, exchange: Visitor) -> None:
    both = ids(report, "영암군", "청양군")
    form = exchange.visit("interactions.new", partner=both).form("/interactions/new")
    assert chosen(exchange.follow(exchange.press(form, again="y", **MASKS))) == both


def test_another_teams_officer_may_log_with_any_partner(report: Office, medical: Visitor) -> None:
    form = medical.visit("interactions.new", partner=ids(report, "영암군")).form("/interactions/new")
    medical.press(form, **MASKS)
    assert latest(report).owner_team_id == report.person("medical").team_id


def test_a_manager_without_a_team_says_whose_record_it_is(report: Office, manager: Visitor) -> None:
    form = manager.visit("interactions.new", partner=ids(report, "영암군")).form("/interactions/new")
    refused = manager.press(form, expect=422, **MASKS)
    assert set(refused.errors) == {"team"}
    team_id = report.person("csr").team_id
    manager.press(refused.form("/interactions/new"), team=str(team_id))
    assert latest(report).owner_team_id == team_id


@pytest.mark.one_database
def test_who_may_not_log(report: Office, viewer: Visitor, privacy: Visitor) -> None:
    for person in (viewer, privacy):
        person.visit("interactions.new", expect=403)
        person.send("interactions.create", {**MASKS, "partners": ids(report, "영암군")}, expect=403)
    assert report.count(Interaction) == 25


@pytest.mark.one_database
@pytest.mark.parametrize("wrong", ["0", "999999", "-1", "abc", "9" * 30, "1e3"])
def test_partners_that_do_not_exist(report: Office, exchange: Visitor, wrong: str) -> None:
    assert chosen(exchange.visit("interactions.new", partner=wrong)) == []
    refused = exchange.send("interactions.create", {**MASKS, "partners": [wrong]}, expect=422)
    assert "partners" in refused.errors
    assert report.count(Interaction) == 25


def test_fields_that_are_not_asked_for_are_not_taken(report: Office, exchange: Visitor) -> None:
    extra = {
        "owner_team_id": "4",
        "team": "4",
        "source": "지어낸 출처",
        "voided_at": "2020-01-01",
        "id": "1",
        "version": "9",
    }
    before = report.count(InteractionPartner)
    exchange.send("interactions.create", {**MASKS, **extra, "partners": ids(report, "영암군", "영암군")})
    made = latest(report)
    assert made.id == 26
    assert (made.source, made.voided_at, made.owner_team_id) == ("", None, report.person("exchange").team_id)
    assert report.count(InteractionPartner) == before + 1


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("field", "length"), [("title", 201), ("item", 201), ("body", 5001), ("date", 201), ("amount", 61)]
)
def test_too_much_text(report: Office, exchange: Visitor, field: str, length: int) -> None:
    typed = {**MASKS, "partners": ids(report, "영암군"), field: "가" * length}
    refused = exchange.send("interactions.create", typed, expect=422)
    assert field in refused.errors
    assert refused.field(field) == "가" * length


@pytest.mark.one_database
def test_the_form_in_english(report: Office, exchange: Visitor) -> None:
    page = exchange.visit("interactions.new", lang="en", partner=ids(report, "영암군"))
    assert page.heading == "Log an interaction"
    assert "Will be saved as 20 Nov 2020 (Fri)." in page.text


def test_few_queries(report: Office, exchange: Visitor, queries: QueryCounter) -> None:
    two = ids(report, "영암군", "청양군")
    exchange.visit("interactions.new")
    with queries.at_most(8):
        exchange.visit("interactions.new", partner=two)


@pytest.mark.parametrize(
    "odd", ["\x00", "가\x00나", "'; DROP TABLE interactions; --", "%", "\u202e", "👍" * 50, "9" * 100, "[[[[("]
)
def test_odd_text_is_stored_or_refused_and_never_an_error(report: Office, exchange: Visitor, odd: str) -> None:
    names = (
        "title",
        "item",
        "body",
        "date",
        "amount",
        "recipients_text",
        "our_attendees",
        "occurrence_labels",
        "fiscal_year",
    )
    base = {**MASKS, "partners": ids(report, "영암군")}
    for name in names:
        exchange.send("interactions.create", {**base, name: odd}, expect=(303, 422))
    for address in ("interactions.date_check", "directory.options"):
        exchange.fetch(address, date=odd, q=odd, fiscal_year=odd, kind=odd, amount_unit=odd, without=odd)
    exchange.visit("interactions.index", expect=(200, 400), q=odd)


@pytest.mark.one_database
@pytest.mark.parametrize("number", ["99999999999999999999", "0"])
def test_ids_out_of_range(report: Office, exchange: Visitor, number: str) -> None:
    for path in (f"/interactions/{number}", f"/interactions/{number}/edit", f"/partners/{number}/balance"):
        exchange.open(path, expect=404)
