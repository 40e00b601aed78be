"""MG-2 in Chromium, and what the council has to say where the office's matrix asks for less than consent."""

from datetime import date

from playwright.sync_api import Page, expect

from partners.agreements import actions
from partners.agreements.queries.cases import get_agreement
from partners.agreements.rules.case import Fact
from partners.directory.models import Tie
from partners.directory.queries import get_partner
from tests.support.browser import sign_in
from tests.support.factories.agreements import case_abroad, case_at_home, exchange_with
from tests.support.office import Office
from tests.support.server import LiveServer
from tests.support.visitor import Visitor

DAY = "2020. 11. 20."
SIGNED = {"stage": "sister_signed", "sister_signed": DAY, "sister_signed_document": "상호결연 협정서"}


def decide(page: Page, case: int, outcome: str, resolved_on: str = "") -> None:
    """Record the word of the 227th session."""
    page.goto(f"/agreements/{case}/consent")
    page.locator("#consent label", has_text=outcome).click()
    page.locator("[name=session_no]").fill("227")
    page.locator("[name=session_kind]").select_option("regular")
    page.locator("[name=bill_no]").fill("의안 227-3")
    page.locator("[name=resolved_on]").fill(resolved_on)
    page.locator("form[action$='/consent'] button[type=submit]").last.click()
    expect(page.locator("#messages .toast-ok")).to_be_visible()


def sign(page: Page, case: int, day: str) -> None:
    """Write the signature down and press the button that signs."""
    page.goto(f"/agreements/{case}")
    page.locator("#gates [name=sister_signed]").fill(day)
    page.locator("#gates [name=sister_signed_document]").fill("상호결연 협정서")
    page.locator("#gates").get_by_role("button", name="상호결연 체결 단계로 옮기기").click()


def test_mg_2_held_back_rejected_and_dated_too_late(page: Page, live: LiveServer) -> None:
    with live.office.writing():
        head = live.office.person("manager")
        held, other = (case_abroad(head, "council_consent").id for _number in range(2))
    live.office.close()
    sign_in(page, "manager")
    page.goto("/agreements/council")
    expect(page.locator("main")).to_contain_text("제227회 제2차 정례회")
    expect(page.locator("main")).to_contain_text("필요 동의안 제출")

    # 보류: the case stays, and nobody signs.
    decide(page, held, "보류")
    sign(page, held, DAY)
    expect(page.locator("main")).to_contain_text("의회가 동의안을 보류했습니다. 의결될 때까지 체결할 수 없습니다.")
    expect(page.locator("[name=sister_signed_document]")).to_have_value("상호결연 협정서")
    page.goto(f"/agreements/{held}")
    expect(page.locator(".stage-steps .is-current")).to_contain_text("상호결연 의회 동의")

    # 부결: back to the programme, and the same session does not hear it again.
    decide(page, held, "부결", DAY)
    page.goto(f"/agreements/{held}")
    expect(page.locator(".stage-steps .is-current")).to_contain_text("우호교류사업 추진")
    with live.office.writing():
        case = get_agreement(held, lock=True)
        exchange_with(get_partner(case.partner_id or 0), head, "2020-11-20")
        opinion = {"committee_opinion": Fact(given_on=date(2020, 11, 20))}
        actions.move_to(case, "council_consent", opinion, by=head)
    live.office.close()
    page.goto(f"/agreements/{held}/motions/new")
    page.locator("[name=session]").select_option(label="제227회 제2차 정례회")
    page.locator("[name=bill_no]").fill("의안 227-9")
    page.locator("[name=submitted_on]").fill(DAY)
    page.locator("main").get_by_role("button", name="동의안 제출").click()
    expect(page.locator("main")).to_contain_text("일사부재의")
    expect(page.locator("[name=bill_no]")).to_have_value("의안 227-9")

    # A resolution of the day after the signature is an error; of the same day it is consent.
    decide(page, other, "원안가결", DAY)
    sign(page, other, "2020. 11. 19.")
    expect(page.locator("main")).to_contain_text("의결일이 체결일보다 늦습니다. 의결일을 확인하세요.")
    sign(page, other, DAY)
    expect(page.locator("#messages")).to_contain_text("상호결연 체결")


def test_a_report_suffices_where_the_ordinance_says_so(report: Office, admin: Visitor, exchange: Visitor) -> None:
    """국외 우호결연, 보고: the signature waits for the day of the report, not for a resolution."""
    settings = {"consent_foreign_friendship": "report_only", "basis_foreign_friendship": "조례 제5조"}
    admin.press(admin.visit("agreements.consent_settings").form("/admin/consent"), reason="조례 개정", **settings)
    with report.writing():
        head = report.person("manager")
        opened = case_abroad(head, "pre_exchange")
        exchange_with(get_partner(opened.partner_id or 0), head)
        case = opened.id
    told = {
        "stage": "friendship_signed",
        "draft_agreed": DAY,
        "friendship_signed": DAY,
        "friendship_signed_document": "우호교류 협정서",
    }
    page = exchange.visit("agreements.show", agreement_id=case)
    page = exchange.press(page.form("/stage"), expect=422, **told)
    assert "의회 보고일을 적으세요" in page.text
    assert page.field("friendship_signed_document") == "우호교류 협정서"
    page = exchange.press(
        page.form("/stage"),
        expect=422,
        stage="friendship_signed",
        friendship_signed="2020. 11. 18.",
        friendship_consent=DAY,
    )
    exchange.press(
        page.form("/stage"), stage="friendship_signed", friendship_signed=DAY, friendship_consent="2020. 11. 19."
    )
    assert "우호결연 체결" in exchange.visit("agreements.show", agreement_id=case).text
    assert report.count(Tie) == 20


def test_where_the_ordinance_is_open_the_reason_is_written_down(report: Office, exchange: Visitor) -> None:
    """국내 상호결연, 확인 필요: a resolution, or in words why none is needed; one of both."""
    with report.writing():
        case = case_at_home(report.person("manager"), "council_consent").id
    page = exchange.visit("agreements.show", agreement_id=case)
    page = exchange.press(page.form("/stage"), expect=422, **SIGNED)
    assert "해당 없는 사유를 적으세요" in page.text
    why = "조례에 국내 상호결연 동의 조항 없음"
    exchange.press(page.form("/stage"), stage="sister_signed", council_consent_text=why)
    page = exchange.visit("agreements.show", agreement_id=case)
    assert "체결" in page.text
    assert why in exchange.visit("agreements.changes", agreement_id=case).text
