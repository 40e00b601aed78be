"""A day of the exchange team, in a real browser: stories EX-1, EX-2 and EX-3."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import sign_in_by_hand

YEONGAM, CHEONGYANG, CHUNGJU, NHA_BE = "영암군", "청양군", "충주시", "나베현"


def find(page: Page, name: str) -> None:
    """Find a partner by its name and open its page."""
    page.locator("#search").fill(name)
    page.locator("#search").press("Enter")
    page.locator("main").get_by_role("link", name=name).first.click()
    expect(page.locator("h1")).to_contain_text(name)


def log_for_partner(page: Page, name: str) -> None:
    """Begin to log an interaction from a partner's page."""
    find(page, name)
    page.locator("main").get_by_role("link", name=re.compile("교류 기록하기")).first.click()
    expect(page.locator("#partners")).to_contain_text(name)


def also(page: Page, name: str) -> None:
    """Name another partner of the same interaction."""
    page.locator("#partners input[name=q]").fill(name)
    page.get_by_role("option", name=re.compile(name)).first.click()
    expect(page.locator("#partners .token", has_text=name)).to_be_visible()


def choose_kind(page: Page, kind: str) -> None:
    page.locator("#kind label", has_text=kind).first.click()


def fill(page: Page, name: str, value: str) -> None:
    page.locator(f"#interaction-form [name={name}]").fill(value)


def save(page: Page) -> None:
    page.locator("#interaction-form button[data-save]").click()


def open_saved(page: Page) -> None:
    """From the page behind the drawer to what was just saved."""
    page.locator("#messages").get_by_role("link", name="열기").click()


@pytest.fixture
def officer(page: Page) -> Page:
    sign_in_by_hand(page, "exchange")
    return page


def test_ex_1_one_donation_of_two_cities(officer: Page) -> None:
    log_for_partner(officer, YEONGAM)
    also(officer, CHEONGYANG)
    fill(officer, "date", "'20.3.24.")
    choose_kind(officer, "기부 받음")
    fill(officer, "title", "감염병 극복 농산물 기탁")
    fill(officer, "item", "농특산물")
    save(officer)
    expect(officer.locator("main")).to_contain_text("감염병 극복 농산물 기탁")
    for name in (YEONGAM, CHEONGYANG):
        find(officer, name)
        item = officer.locator(".timeline-item", has_text="감염병 극복 농산물 기탁")
        expect(item).to_contain_text("금액 미상")
        expect(item).not_to_contain_text("0원")
        expect(item).to_contain_text("농특산물")
        expect(item).to_contain_text(CHEONGYANG if name == YEONGAM else YEONGAM)


@pytest.mark.parametrize(
    ("field", "bad", "good"),
    [("amount", "많음", "4,000천원"), ("date", "'20.3.44.", "'20.3.24.")],
)
def test_ex_1_what_cannot_be_understood_is_asked_again(officer: Page, field: str, bad: str, good: str) -> None:
    log_for_partner(officer, YEONGAM)
    choose_kind(officer, "기부 받음")
    typed = {"date": "'20.3.24.", "title": "농특산물 제공", "item": "농특산물", "amount": "", field: bad}
    for name, value in typed.items():
        fill(officer, name, value)
    save(officer)
    expect(officer.locator(f"#{field}-error")).to_be_visible()
    for name, value in typed.items():
        expect(officer.locator(f"#interaction-form [name={name}]")).to_have_value(value)
    expect(officer.locator("#partners .token", has_text=YEONGAM)).to_be_visible()
    fill(officer, field, good)
    save(officer)
    open_saved(officer)
    expect(officer.locator("h1")).to_contain_text("농특산물 제공")


def test_ex_2_undated_aid_does_not_vanish(officer: Page) -> None:
    log_for_partner(officer, CHUNGJU)
    choose_kind(officer, "지원 보냄")
    fill(officer, "title", "수해 구호물품 추가 지원")
    officer.locator("#interaction-form label.unknown-toggle", has_text="날짜 미상").click()
    fill(officer, "item", "구호물품")
    fill(officer, "amount", "4,000천원")
    save(officer)
    expect(officer.locator("main")).to_contain_text("4,000")
    find(officer, CHUNGJU)
    unknown = officer.locator(".timeline-item", has_text="수해 구호물품 추가 지원")
    expect(unknown).to_contain_text("4,000천원")
    expect(officer.locator("main")).to_contain_text("날짜 미상")


def test_ex_2_four_thousand_won_is_asked_about(officer: Page) -> None:
    log_for_partner(officer, CHUNGJU)
    choose_kind(officer, "지원 보냄")
    fill(officer, "date", "2020. 9. 1.")
    fill(officer, "title", "구호물품")
    fill(officer, "amount", "4,000")
    officer.locator("#interaction-form [name=amount_unit]").select_option("won")
    save(officer)
    question = officer.locator("[role=alert]", has_text="천원")
    expect(question.first).to_be_visible()
    expect(officer.locator("#interaction-form [name=amount]")).to_have_value("4,000")
    officer.get_by_role("button", name=re.compile("4,000,000원")).click()
    open_saved(officer)
    expect(officer.locator("h1")).to_contain_text("구호물품")
    expect(officer.locator("main")).to_contain_text(re.compile("4,000천원|4,000,000원"))


def test_ex_3_no_stage_is_skipped_and_the_next_one_has_its_gate(officer: Page) -> None:
    officer.goto("/agreements/board?pipeline=city_foreign")
    officer.locator(".board-card", has_text=NHA_BE).get_by_role("link", name=NHA_BE).first.click()
    expect(officer.locator("h1")).to_contain_text(NHA_BE)
    case = officer.url
    officer.locator(".stage-steps li", has_text="상호결연 체결").get_by_role("link").click()
    dialog = officer.locator("dialog")
    for gate in ("상대측 서면 회신", "사전교류 실적 1건 이상", "우호결연 협정서", "의회 동의 의결"):
        expect(dialog).to_contain_text(gate)
    expect(dialog.get_by_role("button", name=re.compile("상호결연 체결"))).to_have_count(0)

    officer.goto(f"{case}/stage")
    with officer.expect_response(re.compile("/stage$")) as refused:
        officer.locator("dialog button[name=stage]").click()
    assert refused.value.status == 422
    expect(officer.locator("dialog [aria-invalid=true]").first).to_be_visible()
    officer.locator("dialog [name=counterpart_reply]").fill("2020. 11. 18.")
    officer.locator("dialog [name=counterpart_reply_document]").fill("나베현 인민위원회 회신")
    officer.locator("dialog button[name=stage]").click()

    expect(officer).to_have_url(case)
    main = officer.locator("main")
    expect(main.locator("[aria-current=step]")).to_contain_text("사전교류")
    expect(main).to_contain_text("'21. 상반기")
    expect(main).to_contain_text("교류 담당자")
    find(officer, NHA_BE)
    expect(main).to_contain_text("나베현 인민위원회 회신")


def test_ex_3_a_forged_skip_is_refused_with_every_gate(officer: Page) -> None:
    """Whoever sends another target than the page offers gets the list, and keeps what was typed."""
    officer.goto("/agreements/1/stage?stage=sister_signed")
    officer.locator("dialog [name=sister_signed]").fill("2021-03-02")
    officer.locator("dialog button[name=stage]").evaluate("button => { button.value = 'sister_signed'; }")
    officer.locator("dialog button[name=stage]").click()
    dialog = officer.locator("dialog")
    expect(dialog).to_contain_text("사전교류 실적 1건 이상")
    expect(dialog).to_contain_text("우호결연 협정서")
    expect(dialog).to_contain_text("의회 동의 의결")
    expect(dialog.locator("[name=sister_signed]")).to_have_value("2021-03-02")
    officer.goto("/agreements/1")
    expect(officer.locator("main [aria-current=step]")).to_contain_text("교섭추진")
