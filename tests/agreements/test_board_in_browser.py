"""EX-3 and the board in a real browser: drag, long press, keys and the form are one way of moving."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from partners.agreements import actions
from partners.agreements.pipelines import PIPELINES
from partners.agreements.queries.board import CARDS
from tests.support.browser import Watch, new_tab, sign_in
from tests.support.factories.agreements import BASE_DATE, case_at_home
from tests.support.factories.directory import partner
from tests.support.server import LiveServer

pytestmark = pytest.mark.one_database

BOARD = "/agreements/board?pipeline=city_foreign"
NHA_BE, DOMESTIC = "case-1", "case-2"
STAGES = ["selection", "approach", "pre_exchange", "friendship_signed", "friendship_programme", "council_consent"]
Way = Callable[[Page, str, str], None]


@pytest.fixture
def officer(page: Page) -> Page:
    sign_in(page, "exchange")
    page.goto(BOARD)
    return page


@pytest.fixture
def colleague(browser: Browser, live: LiveServer) -> Iterator[Page]:
    """Another person at another machine."""
    tab, watch = new_tab(browser, live)
    sign_in(tab, "manager")
    yield tab
    tab.context.close()
    assert not watch.faults


def card(page: Page, case: str = NHA_BE) -> Locator:
    return page.locator(f"#{case}")


def column(page: Page, stage: str) -> Locator:
    return page.locator(f".board-column[data-stage={stage}]")


def stage_of(page: Page, case: str = NHA_BE) -> str:
    return str(card(page, case).evaluate("card => card.closest('.board-column').dataset.stage"))


def dialog(page: Page) -> Locator:
    return page.locator("dialog:modal")


def drag(page: Page, case: str, stage: str) -> None:
    """Take a card by its name and let it go in a column."""
    card(page, case).scroll_into_view_if_needed()
    start = card(page, case).locator(".board-card-name").bounding_box()
    goal = column(page, stage).locator(".column-cards").bounding_box()
    assert start
    assert goal
    # At the top of the column, or, where that lies above the window, across from where the card was.
    y = goal["y"] + 20 if goal["y"] > 0 else start["y"]
    page.mouse.move(start["x"] + 40, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 30, steps=4)
    page.mouse.move(goal["x"] + 50, y, steps=12)
    page.wait_for_timeout(250)
    page.mouse.move(goal["x"] + 52, y + 2)
    page.mouse.up()


def press(page: Page, case: str, stage: str) -> None:
    """Carry a card with the arrow keys, and press Enter."""
    card(page, case).focus()
    names = [one.get_attribute("data-stage") for one in page.locator(".board-column").all()]
    steps = names.index(stage) - names.index(stage_of(page, case))
    for _step in range(abs(steps)):
        page.keyboard.press("ArrowRight" if steps > 0 else "ArrowLeft")
    page.keyboard.press("Enter")


def fill_in(page: Page, case: str, stage: str) -> None:
    """The plain form: the same dialog at its own address, as a page without scripts shows it."""
    page.goto(f"/agreements/{case.removeprefix('case-')}/stage?stage={stage}&back=board")


WAYS = pytest.mark.parametrize("move", [drag, press, fill_in], ids=["drag", "keys", "form"])


def log_meeting(page: Page) -> None:
    page.goto("/interactions/new?partner=10")
    page.locator("#date").fill("2020. 11. 17.")
    page.locator("#kinds label", has_text="업무협의").click()
    page.locator("#title").fill("나베현 인민위원회와 화상회의")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("나베현 인민위원회와 화상회의")


@WAYS
def test_ex_3_a_skipped_stage_is_refused_and_the_next_one_is_not(officer: Page, move: Way) -> None:
    move(officer, NHA_BE, "sister_signed")
    refused = dialog(officer)
    expect(refused.locator("h2")).to_have_text("아직 ‘상호결연 체결’ 단계로 옮길 수 없습니다")
    for gate in ("상대측 서면 회신", "사전교류 실적", "우호결연 협정서", "의회 동의 의결", "상호결연 협정서"):
        expect(refused).to_contain_text(gate)
    refused.locator("a[data-close]").first.click()
    log_meeting(officer)
    officer.goto(BOARD)
    assert stage_of(officer) == "approach"

    move(officer, NHA_BE, "pre_exchange")
    dialog(officer).locator("[name=counterpart_reply]").fill("'20. 11. 18.")
    dialog(officer).locator("[name=counterpart_reply_interaction]").select_option(index=1)
    dialog(officer).get_by_role("button", name="사전교류 단계로 옮기기").click()
    expect(officer.locator("#messages")).to_contain_text("사전교류")
    expect(column(officer, "pre_exchange").locator(f"#{NHA_BE}")).to_contain_text("'21. 상반기")
    expect(column(officer, "pre_exchange").locator(".column-count")).to_contain_text("1")
    expect(column(officer, "approach").locator(".column-count")).to_contain_text("0")
    expect(column(officer, "approach").locator(".column-note")).to_have_count(0)
    officer.goto("/agreements/1")
    history = officer.locator("#history")
    expect(history).to_contain_text("교섭추진 → 사전교류")
    expect(history).to_contain_text("교류 담당자 적음")


@pytest.mark.parametrize("stage", ["pre_exchange", "sister_signed", "selection"])
def test_every_way_refuses_in_the_same_words(officer: Page, stage: str) -> None:
    said, then = [], []
    for move in (drag, press, fill_in):
        officer.goto(BOARD)
        move(officer, NHA_BE, stage)
        expect(dialog(officer).locator("h2")).to_be_visible()
        said.append(dialog(officer).inner_text())
        dialog(officer).locator(".dialog-foot .button-primary").click()
        expect(dialog(officer).locator(".field-error").first).to_be_visible()
        then.append(dialog(officer).inner_text())
        officer.on("dialog", lambda asked: asked.accept())
        officer.keyboard.press("Escape")
    assert len(set(said)) == 1
    assert len(set(then)) == 1


def on_the_way(live: LiveServer, pipeline: str, stage: str, kind: str, team: str, **values: object) -> str:
    """A case of a partner of the test's own, as the board names it."""
    with live.office.writing() as session:
        head, team_id = live.office.person("manager"), live.office.person(team).team_id
        whom = partner(head, kind, owner_team_id=team_id, **values)
        case = actions.take_over_agreement(
            PIPELINES[pipeline],
            stage,
            by=head,
            owner_team_id=team_id,
            as_of_date=BASE_DATE,
            source="시험",
            partner=whom,
        )
        session.flush()
        return f"case-{case.id}"


def test_every_way_refuses_alike_in_other_pipelines(page: Page, live: LiveServer) -> None:
    """A hospital whose registration has lapsed, and a company before its agreement: drag, keys and form."""
    lapsed = {"registration_no": "M-1", "registration_until": BASE_DATE}
    hospital = on_the_way(live, "partner_institution", "council_review", "hospital", "medical", **lapsed)
    company = on_the_way(live, "csr_company", "negotiating", "company", "csr")
    live.office.close()
    sign_in(page, "manager")
    page.on("dialog", lambda asked: asked.accept())
    for pipeline, case, stage, why in (
        ("partner_institution", hospital, "appointed", "외국인환자 유치등록이 2020-10-31에 끝나"),
        ("csr_company", company, "agreement", "서명본"),
    ):
        said, then = set(), set()
        for move in (drag, press, fill_in):
            page.goto(f"/agreements/board?pipeline={pipeline}")
            move(page, case, stage)
            expect(dialog(page)).to_contain_text(why)
            said.add(dialog(page).inner_text())
            dialog(page).locator(".dialog-foot .button-primary").click()
            expect(dialog(page).locator(".field-error").first).to_be_visible()
            then.add(dialog(page).inner_text())
            page.keyboard.press("Escape")
        assert (len(said), len(then)) == (1, 1), pipeline
        page.goto(f"/agreements/board?pipeline={pipeline}")
        assert stage_of(page, case) != stage


def test_a_refused_card_stands_at_home_again_and_has_the_focus(officer: Page) -> None:
    drag(officer, NHA_BE, "council_consent")
    expect(dialog(officer)).to_be_visible()
    assert stage_of(officer) == "approach"
    officer.keyboard.press("Escape")
    expect(dialog(officer)).to_have_count(0)
    expect(card(officer)).to_be_focused()


@pytest.mark.parametrize("move", [drag, press], ids=["drag", "keys"])
def test_an_open_gate_needs_no_dialog(page: Page, move: Way) -> None:
    sign_in(page, "exchange")
    page.goto("/agreements/board?pipeline=city_domestic")
    move(page, DOMESTIC, "selection")
    expect(column(page, "selection").locator(".column-count")).to_contain_text("1")
    expect(column(page, "region_target").locator(".column-count")).to_contain_text("0")
    expect(page.locator("#messages")).to_contain_text("대상선정")
    expect(card(page, DOMESTIC)).to_be_focused()
    expect(dialog(page)).to_have_count(0)
    page.reload()
    assert stage_of(page, DOMESTIC) == "selection"


def test_the_keys_say_what_they_do(officer: Page) -> None:
    says = officer.locator("#board-status")
    card(officer).focus()
    officer.keyboard.press("ArrowRight")
    expect(says).to_have_text("나베현: Enter를 누르면 ‘사전교류’ 단계로 옮깁니다. Esc를 누르면 되돌립니다.")
    assert stage_of(officer) == "pre_exchange"
    expect(card(officer)).to_be_focused()
    officer.keyboard.press("Escape")
    expect(says).to_have_text("나베현: 제자리로 되돌렸습니다.")
    assert stage_of(officer) == "approach"
    officer.keyboard.press("ArrowLeft")
    officer.keyboard.press("ArrowLeft")
    expect(says).to_have_text("나베현: 이쪽에는 단계가 더 없습니다.")
    officer.keyboard.press("Tab")
    assert stage_of(officer) == "approach", "Whoever goes elsewhere leaves the card where it was."
    officer.goto(f"{BOARD}&lang=en")
    card(officer).focus()
    officer.keyboard.press("ArrowRight")
    expect(says).to_contain_text("Enter moves it to “Pre-exchange”, Esc puts it back.")


def test_enter_alone_opens_the_next_stage(officer: Page) -> None:
    card(officer).focus()
    officer.keyboard.press("Enter")
    expect(dialog(officer).locator("h2")).to_contain_text("사전교류")


def test_a_resting_tie_and_another_teams_card_stay(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto(BOARD)
    resting = page.locator(".board-card.is-resting").first
    start = resting.bounding_box()
    goal = column(page, "selection").bounding_box()
    assert start
    assert goal
    page.mouse.move(start["x"] + 90, start["y"] + 60)
    page.mouse.down()
    page.mouse.move(goal["x"] + 50, goal["y"] + 200, steps=10)
    page.mouse.up()
    expect(column(page, "selection").locator(".board-card")).to_have_count(0)
    page.context.clear_cookies()
    sign_in(page, "medical")
    page.goto(BOARD)
    drag(page, NHA_BE, "pre_exchange")
    assert stage_of(page) == "approach"
    expect(dialog(page)).to_have_count(0)
    expect(page.locator(".board-card[tabindex]")).to_have_count(0)


@pytest.mark.parametrize("move", [drag, press], ids=["drag", "keys"])
def test_of_two_people_the_second_is_told_who_moved_it(officer: Page, colleague: Page, move: Way) -> None:
    colleague.goto("/agreements/1/stage?stage=pre_exchange")
    colleague.locator("[name=counterpart_reply]").fill("2020-11-17")
    colleague.get_by_role("button", name="사전교류 단계로 옮기기").click()
    expect(colleague.locator("h1")).to_contain_text("나베현")
    move(officer, NHA_BE, "friendship_signed")
    told = dialog(officer).locator(".conflict")
    expect(told).to_contain_text("과장 님이")
    expect(told).to_contain_text("‘교섭추진’ 단계에서 ‘사전교류’ 단계로 옮겼습니다")
    expect(column(officer, "pre_exchange").locator(f"#{NHA_BE}")).to_be_attached()


def test_a_move_that_was_open_when_the_board_was_drawn(page: Page, colleague: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/agreements/board?pipeline=city_domestic")
    colleague.goto("/agreements/2")
    colleague.locator("summary", has_text="다음 할 일 고치기").click()
    colleague.locator("#plan-next_action").fill("후보지 검토")
    colleague.locator("form[action$='/plan'] button").click()
    expect(colleague.locator("main")).to_contain_text("후보지 검토")
    drag(page, DOMESTIC, "selection")
    expect(dialog(page).locator(".conflict")).to_contain_text("후보지 검토")
    assert stage_of(page, DOMESTIC) == "region_target"
    expect(card(page, DOMESTIC)).to_contain_text("후보지 검토")
    dialog(page).get_by_role("button", name="대상선정 단계로 옮기기").click()
    expect(column(page, "selection").locator(f"#{DOMESTIC}")).to_be_visible()


def test_a_filter_stays_after_a_move(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/agreements/board?pipeline=city_domestic&team=exchange")
    drag(page, DOMESTIC, "selection")
    expect(column(page, "selection").locator(f"#{DOMESTIC}")).to_be_visible()
    assert page.url.endswith("pipeline=city_domestic&team=exchange")
    expect(page.locator("select[name=team]")).to_have_value("exchange")


def test_further_cards_come_by_key_and_move_like_the_first(page: Page, live: LiveServer) -> None:
    with live.office.writing():
        cases = [case_at_home(live.office.person("exchange"), "region_target") for _ in range(CARDS + 5)]
        latest = f"case-{cases[-1].id}"
    live.office.close()
    sign_in(page, "exchange")
    page.goto("/agreements/board?pipeline=city_domestic&team=exchange")
    waiting = column(page, "region_target").locator("[data-case]")
    expect(waiting).to_have_count(CARDS)
    page.locator(".board-more a").focus()
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(CARDS + 6)
    expect(waiting.nth(CARDS)).to_be_focused()
    drag(page, latest, "selection")
    expect(column(page, "selection").locator(f"#{latest}")).to_be_focused()
    # The board came anew, as long as its reader had made it.
    expect(waiting).to_have_count(CARDS + 5)
    press(page, latest, "intent_exchange")
    expect(dialog(page).locator("h2")).to_contain_text("아직")
    page.keyboard.press("Escape")
    page.goto("/agreements/board?pipeline=all&team=exchange")
    lane = page.locator(".lane", has=page.locator(f"#{latest}"))
    card(page, latest).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#board-status")).to_contain_text("더 없습니다")
    page.keyboard.press("Enter")
    expect(dialog(page).locator("h2")).to_have_text("아직 ‘권역 설정’ 단계로 옮길 수 없습니다")
    page.keyboard.press("Escape")
    expect(lane.locator(f"#{latest}")).to_be_focused()
    assert stage_of(page, latest) == "selection"


def test_a_long_press_lifts_a_card(browser: Browser, live: LiveServer) -> None:
    tab, watch = new_tab(browser, live, has_touch=True, viewport={"width": 1024, "height": 900})
    sign_in(tab, "exchange")
    tab.goto("/agreements/board?pipeline=city_domestic")
    finger = tab.context.new_cdp_session(tab)
    start = card(tab, DOMESTIC).locator(".board-card-name").bounding_box()
    goal = column(tab, "selection").locator(".column-cards").bounding_box()
    assert start
    assert goal

    def touch(kind: str, x: float = 0, y: float = 0) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = start["x"] + 30, start["y"] + 10
    touch("touchStart", x, y)
    tab.wait_for_timeout(450)
    for step in range(1, 13):
        touch("touchMove", x + (goal["x"] + 40 - x) * step / 12, y + (goal["y"] + 30 - y) * step / 12)
        tab.wait_for_timeout(20)
    tab.wait_for_timeout(250)
    touch("touchMove", goal["x"] + 42, goal["y"] + 32)
    touch("touchEnd")
    expect(column(tab, "selection").locator(f"#{DOMESTIC}")).to_be_visible()
    expect(column(tab, "selection").locator(".column-count")).to_contain_text("1")
    tab.context.close()
    assert not watch.faults


@pytest.mark.parametrize(("language", "width"), [("ko", 1440), ("en", 390)])
def test_axe_finds_nothing(browser: Browser, live: LiveServer, width: int, language: str) -> None:
    tab, watch = new_tab(browser, live, viewport={"width": width, "height": 900})
    sign_in(tab, "exchange")
    tab.goto(f"{BOARD}&lang={language}")
    found = violations(tab, watch)
    card(tab).locator(".board-move a").click()
    expect(dialog(tab)).to_be_visible()
    found += violations(tab, watch)
    dialog(tab).locator(".dialog-foot .button-primary").click()
    expect(dialog(tab).locator(".field-error").first).to_be_visible()
    found += violations(tab, watch)
    tab.context.close()
    assert not found


def violations(page: Page, watch: Watch) -> list[str]:
    page.wait_for_timeout(300)
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]] + watch.faults
