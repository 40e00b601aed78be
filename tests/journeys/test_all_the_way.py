"""나베현 all the way to the sister tie, with every gate properly filled; and a hospital to its appointment."""

import pytest
from playwright.sync_api import Page, expect

from partners.agreements import actions
from partners.agreements.pipelines import PIPELINES
from partners.directory.models import Partner
from tests.support.browser import sign_in
from tests.support.factories.agreements import BASE_DATE
from tests.support.factories.directory import partner
from tests.support.server import LiveServer

CASE = "/agreements/1"
DAY = "2020. 11. 20."


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"#gates [name={name}]").fill(value)


def go_on(page: Page, stage: str) -> None:
    """Press the button that moves the case, and see that it stands there."""
    page.locator("#gates").get_by_role("button", name=f"{stage} 단계로 옮기기").click()
    expect(page.locator("#messages")).to_contain_text(stage)
    page.goto(CASE)


def test_nha_be_all_the_way(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto(CASE)
    fill(page, counterpart_reply=DAY, counterpart_reply_document="나베현 인민위원회 회신")
    go_on(page, "사전교류")
    page.goto("/interactions/new?partner=10")
    page.locator("#date").fill(DAY)
    page.locator("#kinds label", has_text="업무협의").click()
    page.locator("#title").fill("나베현 인민위원회와 화상회의")
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("나베현 인민위원회와 화상회의")
    page.goto(CASE)
    fill(page, draft_agreed=DAY, friendship_signed=DAY, friendship_signed_document="우호교류 협정서")
    go_on(page, "우호결연 체결")
    go_on(page, "우호교류사업 추진")
    fill(page, committee_opinion=DAY)
    go_on(page, "상호결연 의회 동의")
    # Signing before the resolution is refused, and nothing is lost.
    fill(page, sister_signed=DAY, sister_signed_document="상호결연 협정서")
    page.locator("#gates").get_by_role("button", name="상호결연 체결 단계로 옮기기").click()
    expect(page.locator("main")).to_contain_text("아직 ‘상호결연 체결’ 단계로 옮길 수 없습니다")
    expect(page.locator("[name=sister_signed_document]")).to_have_value("상호결연 협정서")

    page.goto(f"{CASE}/motions/new")
    page.locator("[name=session]").select_option(label="제227회 제2차 정례회")
    page.locator("[name=bill_no]").fill("의안 227-3")
    page.locator("[name=submitted_on]").fill(DAY)
    page.locator("main").get_by_role("button", name="동의안 제출").click()
    expect(page.locator("#council")).to_contain_text("의안 227-3")
    page.goto(f"{CASE}/consent")
    page.locator("#consent label", has_text="원안가결").click()
    page.locator("[name=session_no]").fill("227")
    page.locator("[name=bill_no]").fill("의안 227-3")
    page.locator("[name=resolved_on]").fill(DAY)
    page.locator("form[action$='/consent'] button[type=submit]").last.click()
    page.goto(CASE)
    fill(page, sister_signed=DAY, sister_signed_document="상호결연 협정서")
    go_on(page, "상호결연 체결")
    expect(page.locator(".record-head")).to_contain_text("체결")
    page.goto("/agreements/review")
    expect(page.locator("main")).to_contain_text("상호결연도시 9")
    page.goto("/partners/10")
    expect(page.locator("#ties")).to_contain_text("상호결연")


@pytest.fixture
def hospital_before_its_appointment(live: LiveServer) -> int:
    """A hospital of the test's own before the medical tourism council; its registration ended on 2020-11-30."""
    with live.office.writing() as session:
        head = live.office.person("manager")
        team = live.office.person("medical").team_id
        hospital = partner(
            head, "hospital", "가온병원", registration_no="M-1", registration_until=BASE_DATE.replace(month=11, day=30)
        )
        council = partner(
            head,
            "institution",
            "가온협의회",
            type="committee",
            formed_on=BASE_DATE.replace(year=2018),
            owner_team_id=team,
        )
        case = actions.take_over_agreement(
            PIPELINES["partner_institution"], "council_review", by=head, owner_team_id=team,
            as_of_date=BASE_DATE, source="시험", partner=hospital,
        )  # fmt: skip
        session.flush()
        assert council.id
        number = case.id
    live.office.close()
    return number


def test_mt_2_no_appointment_with_a_lapsed_registration(
    page: Page, live: LiveServer, hospital_before_its_appointment: int
) -> None:
    address = f"/agreements/{hospital_before_its_appointment}"
    sign_in(page, "medical")
    page.goto(address)
    facts = {"council_review": "2020. 12. 1.", "appointed": "2020. 12. 15.", "appointed_document": "위촉장"}
    fill(page, **facts)
    page.locator("[name=council_review_body]").select_option(label="가온협의회")
    button = page.locator("main").get_by_role("button", name="위촉 단계로 옮기기")
    button.click()
    expect(page.locator("main")).to_contain_text("2020-11-30에 끝나 2020-12-15 현재 유효하지 않습니다")
    expect(page.locator("[name=appointed_document]")).to_have_value("위촉장")
    # Three years less a day are proposed, and may be changed.
    page.get_by_role("button", name="3년: 2023. 12. 14.").click()
    expect(page.locator("[name=appointed_until]")).to_have_value("2023-12-14")
    with live.office.writing() as session:
        hospital = session.query(Partner).filter_by(name_ko="가온병원").one()
        hospital.registration_until = BASE_DATE.replace(year=2023)
    live.office.close()
    button.click()
    expect(page.locator("#messages")).to_contain_text("위촉")
    page.goto(address)
    expect(page.locator("main")).to_contain_text("위촉")
