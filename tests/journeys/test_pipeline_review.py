"""MG-1: the manager looks at the pipelines, in both languages, on a wide and on a narrow screen."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

WORDS = {
    "ko": {
        "days": "20일째",
        "wait": "가장 오래 20일",
        "goal": "목표 '21. 상반기",
        "next": "다음 할 일 미정",
        "due": "기한 미정",
        "missing": "상대측 서면 회신",
        "intent": "의향서만 체결",
        "letter": "2019. 2. 18.",
        "partner": "파트너 미정",
        "silent": "올해 기록 없음",
    },
    "en": {
        "days": "Day 20",
        "wait": "Longest wait 20 days",
        "goal": "Goal '21. 상반기",
        "next": "Next action not decided",
        "due": "No due date",
        "missing": "Written reply of the counterpart",
        "intent": "Letter of intent only",
        "letter": "18 Feb 2019",
        "partner": "Partner not chosen",
        "silent": "No record this year",
    },
}


def column(page: Page, stage: str) -> Locator:
    return page.locator(f".board-column[data-stage={stage}]")


@pytest.mark.parametrize(("language", "width"), [("ko", 1440), ("en", 390)])
def test_mg_1(browser: Browser, live: LiveServer, language: str, width: int) -> None:
    words = WORDS[language]
    page, watch = new_tab(browser, live, viewport={"width": width, "height": 900})
    sign_in(page, "manager")
    page.goto(f"/agreements/board?pipeline=city_foreign&lang={language}")

    nha_be = column(page, "approach").locator(".board-card", has_text="나베현")
    for said in ("days", "goal", "next", "due", "missing"):
        expect(nha_be).to_contain_text(words[said])
    expect(column(page, "approach")).to_contain_text(words["wait"])
    expect(nha_be).to_contain_text("교류 담당")
    dashed = nha_be.locator(".is-unknown > span").first
    assert dashed.evaluate("one => getComputedStyle(one).borderTopStyle") == "dashed"

    hwangpo = column(page, "friendship_signed").locator(".board-card.is-resting")
    for said in ("intent", "letter"):
        expect(hwangpo).to_contain_text(words[said])
    expect(column(page, "friendship_signed").locator(".column-count")).to_contain_text("0")
    abroad = column(page, "sister_signed").locator(".board-card.is-resting")
    expect(abroad).to_have_count(3)
    expect(abroad.filter(has_text=words["silent"])).to_have_count(2)
    fits = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert fits, "Nothing scrolls sideways."
    if width == 1440:
        board = page.locator(".board")
        assert board.evaluate("one => one.scrollWidth <= one.clientWidth"), "All seven stages without scrolling."

    page.goto("/agreements/board?pipeline=city_domestic")
    expect(column(page, "region_target").locator(".board-card")).to_contain_text(words["partner"])
    expect(column(page, "region_target").locator(".board-card")).to_contain_text("강원도 · 경기도")
    expect(column(page, "sister_signed").locator(".board-card.is-resting")).to_have_count(5)
    page.context.close()
    assert not watch.faults


def test_mg_1_filters(page: Page) -> None:
    sign_in(page, "manager")
    page.goto("/agreements/board?pipeline=city_foreign")
    page.locator("select[name=country]").select_option("CN")
    expect(page.locator(".board-card")).to_have_count(2)
    page.wait_for_url("**/agreements/board?pipeline=city_foreign&country=CN")
    page.locator("select[name=country]").select_option("")
    expect(page.locator(".board-card")).to_have_count(5)
    page.locator("select[name=team]").select_option("medical")
    expect(page.locator(".board-card")).to_have_count(0)
    page.locator("select[name=team]").select_option("")
    expect(page.locator(".board-card")).to_have_count(5)
    page.locator("select[name=stage]").select_option("approach")
    expect(page.locator(".board-column")).to_have_count(1)
    expect(page.locator(".board-card")).to_contain_text("나베현")
    page.reload()
    expect(page.locator(".board-column")).to_have_count(1)


def test_where_hwangpo_stands_reads_the_same_everywhere(page: Page) -> None:
    """A friendship that rests on a letter of intent: the stage is reached, its signature is still to come."""
    sign_in(page, "manager")
    page.goto("/partners/9")
    step = page.locator(".stage-steps li.is-current")
    expect(step).to_contain_text("우호결연 체결")
    expect(step).to_contain_text("의향서만 체결")
    expect(page.locator(".stage-steps li.is-done")).to_have_count(0)
    page.goto("/partners/?kind=city")
    row = page.locator("tbody tr", has_text="황포구")
    expect(row).to_contain_text("우호결연 체결")
    expect(row).to_contain_text("의향서만 체결")
    expect(row.locator(".stage-bar .is-current")).to_have_count(1)
    expect(row.locator(".stage-bar.is-signed")).to_have_count(0)
    page.goto("/agreements/board?pipeline=city_foreign")
    expect(column(page, "friendship_signed").locator(".board-card", has_text="황포구")).to_contain_text("의향서만 체결")
