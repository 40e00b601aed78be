"""MG-4 in Chromium: what ends, renewal in one click, the zone's period, and who is silent.

The planned items of programs that MG-4 names as well do not exist yet.
"""

from datetime import date

from playwright.sync_api import Page, expect

from partners.directory.actions import take_over
from tests.support.browser import sign_in
from tests.support.factories.agreements import BASE_DATE
from tests.support.factories.directory import partner
from tests.support.server import LiveServer


def test_mg_4(page: Page, live: LiveServer) -> None:
    with live.office.writing():
        head = live.office.person("manager")
        partner(head, "hospital", "가온병원", registration_no="M-1", registration_until=date(2020, 12, 20))
        partner(head, "hospital", "나온병원", registration_no="M-2", registration_until=date(2021, 4, 20))
        ended = partner(head, "hospital", "다온병원")
        take_over(ended, "partner_institution", "전부터", "대장", BASE_DATE, by=head, ends_on=BASE_DATE)
    live.office.close()
    sign_in(page, "manager")
    page.goto("/agreements/terms")
    rows = page.locator("#results tbody tr")
    expect(rows).to_have_count(2)
    page.locator(".tabs").get_by_role("link", name="90일").click()
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("D-30")
    expect(rows.first).to_contain_text("가온병원")
    page.locator("select[name=what]").select_option("tie")
    expect(page.locator("#results")).not_to_contain_text("가온병원")

    # What has ended and still stands: the case on its next term opens in one click.
    page.goto("/agreements/terms?within=over")
    rows.filter(has_text="다온병원").get_by_role("button").click()
    expect(page.locator("h1")).to_have_text("다온병원")
    expect(page.locator(".record-head")).to_contain_text("9단계 가운데 9단계")

    # The zone ends for ten hospitals on one day, and is lengthened for all of them at once.
    page.goto("/agreements/terms")
    page.get_by_role("link", name="특구 기간").click()
    places = page.locator("#places tbody tr")
    expect(places).to_have_count(10)
    page.locator("[name=changed_on]").fill("2020. 11. 18.")
    page.locator("[name=ends_on]").fill("2027. 12. 31.")
    page.locator("[name=notice]").fill("중소벤처기업부 고시 제2020-90호")
    page.get_by_role("button", name="미리 보기").click()
    expect(places.filter(has_text="2027. 12. 31.")).to_have_count(10)
    expect(page.locator("[data-draft]")).to_have_count(0)
    page.get_by_role("button", name="10곳 모두 연장").click()
    expect(page.locator("#messages .toast-ok")).to_contain_text("10곳의 기간을 연장했습니다")
    expect(places.filter(has_text="2022. 12. 31.")).to_have_count(0)

    # Silent: the sister cities that no record of the year names.
    page.goto("/agreements/review")
    silent = page.locator("#silent")
    for name in ("고성군", "문두구구", "몬테레이파크시"):
        expect(silent).to_contain_text(name)
    silent.get_by_role("link", name="고성군").click()
    expect(page.locator("h1")).to_contain_text("고성군")
