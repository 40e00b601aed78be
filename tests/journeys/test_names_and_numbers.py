"""Stories EX-4 and CS-4 in a real browser: names that leave open who is meant, and numbers that cannot be."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import new_tab, sign_in
from tests.support.server import LiveServer

SAID = {
    "ko": {
        "registered": "이미 등록된 도시입니다",
        "which": "어느 ‘고성군’입니까?",
        "open": "만으로는 어느 곳인지 알 수 없습니다",
        "digits": "열 자리를 적으세요",
        "check": "검증번호 불일치",
        "taken": "이미 등록되어 있습니다",
        "early": "종료일이 체결일보다 이릅니다",
        "sisters": "상호결연 8",
        "basis": "수집 근거를 고르세요",
        "scheme": "https:// 또는 http:// 로 시작하는 주소만",
        "negative": "0보다 작을 수 없습니다",
    },
    "en": {
        "registered": "This city is already registered",
        "which": "Which 고성군 is meant?",
        "open": "leaves open which one is meant",
        "digits": "Write the ten digits",
        "check": "its check digit does not fit",
        "taken": "is already registered",
        "early": "The tie ends before it was signed",
        "sisters": "Sister tie 8",
        "basis": "Choose the legal basis",
        "scheme": "Only web addresses that begin with https:// or http://",
        "negative": "cannot be negative",
    },
}


class Desk:
    """A tab in a language and of a width, and what the house says in that language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.said = SAID[language]

    def sit_down(self, username: str) -> None:
        sign_in(self.page, username)
        self.page.goto(f"/partners/?lang={self.language}")

    def write(self, **values: str) -> None:
        for name, value in values.items():
            self.page.locator(f"main form.form [name={name}]").first.fill(value)

    def save(self) -> None:
        self.page.locator("main form.form [data-save]").click()

    def is_told(self, field: str, what: str) -> None:
        expect(self.page.locator(f'[id="{field}-error"]')).to_contain_text(self.said[what])

    def is_sound(self) -> None:
        """T43: axe finds nothing, and nothing stands beside the screen."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
        self.page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
        found = Axe().run(self.page).response["violations"]
        assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(params=[("ko", 1440), ("en", 390)], ids=lambda one: f"{one[0]}-{one[1]}")
def desk(request: pytest.FixtureRequest, browser: Browser, live: LiveServer) -> Iterator[Desk]:
    language, width = request.param
    page, watch = new_tab(browser, live, viewport={"width": width, "height": 900})
    yield Desk(page, language)
    page.context.close()
    assert not watch.faults, "\n".join(watch.faults)


def test_ex_4_two_dates_one_tie_and_which_city_is_meant(desk: Desk) -> None:
    page = desk.page
    desk.sit_down("exchange")
    page.goto("/partners/?kind=city")
    expect(page.locator("main")).to_contain_text(desk.said["sisters"])
    page.locator("main").get_by_role("link", name="광주 남구").first.click()
    ties = page.locator("#ties")
    expect(ties.locator("li")).to_have_count(1)
    for day in ("2020. 7. 7.", "2020. 10. 14.") if desk.language == "ko" else ("7 Jul 2020", "14 Oct 2020"):
        expect(ties).to_contain_text(day)

    # The same city, written otherwise.
    page.goto("/partners/new/city")
    desk.write(name_ko="광주남구", note="적은 것은 남는다")
    desk.save()
    desk.is_told("name_ko", "registered")
    expect(page.locator("main [name=note]")).to_have_value("적은 것은 남는다")
    expect(page.locator("main .notice").get_by_role("link", name="광주 남구")).to_be_visible()
    desk.is_sound()

    # 고성군 lies in two provinces: the one that is registered is a link, the other one an answer.
    page.goto("/partners/new/city")
    desk.write(name_ko="고성군")
    desk.save()
    expect(page.locator("main")).to_contain_text(desk.said["which"])
    expect(page.locator("main .notice").get_by_role("link", name="고성군")).to_be_visible()
    desk.is_sound()
    page.locator("button[name=region]").click()
    expect(page.locator("h1")).to_contain_text("고성군")
    expect(page.locator(".record-badges")).to_contain_text("강원" if desk.language == "ko" else "Gangwon")

    # 남구 alone, where another partner is named.
    page.goto("/partners/new/institution")
    desk.write(name_ko="남구 교류협의회", related_partner_id="남구")
    desk.save()
    desk.is_told("related_partner_id", "open")
    desk.is_sound()
    page.locator("label", has=page.locator("input[type=radio][name=related_partner_id]")).click()
    desk.save()
    expect(page.locator("#facts").get_by_role("link", name="남구")).to_be_visible()


def test_cs_4_a_company_with_bad_data(desk: Desk) -> None:
    page = desk.page
    desk.sit_down("csr")
    page.goto("/partners/new/company")
    desk.write(name_ko="가나다상사", business_no="123-45-6789", note="적은 것은 남는다")
    desk.save()
    desk.is_told("business_no", "digits")
    expect(page.locator("main [name=business_no]")).to_have_value("123-45-6789")
    expect(page.locator("main [name=note]")).to_have_value("적은 것은 남는다")
    desk.write(business_no="123-45-67890")
    desk.save()
    desk.is_told("business_no", "check")
    desk.is_sound()
    desk.write(business_no="1234567891")
    desk.save()
    expect(page.locator("#facts")).to_contain_text("123-45-67891")
    address = page.url

    page.goto("/partners/new/company")
    desk.write(name_ko="다른 이름", business_no="123-45-67891")
    desk.save()
    desk.is_told("business_no", "taken")
    desk.is_sound()
    page.locator("main .notice").get_by_role("link", name="가나다상사").click()
    expect(page).to_have_url(address)


def test_cs_4_an_agreement_does_not_end_before_it_begins(desk: Desk) -> None:
    page = desk.page
    desk.sit_down("manager")
    page.goto("/partners/new/company")
    desk.write(name_ko="가나다상사")
    page.locator("main [name=owner_team_id]").select_option(index=2)
    desk.save()
    expect(page.locator("h1")).to_contain_text("가나다상사")
    page.goto(f"{page.url}/ties/take-over")
    page.locator("main [name=tie_type]").select_option("csr_agreement")
    desk.write(reason="이전 협약", source="협약서", base_date="2020. 11. 1.")
    desk.write(signed_on="2020. 6. 1.", ends_on="2020. 5. 31.")
    desk.save()
    desk.is_told("ends_on", "early")
    expect(page.locator("main [name=ends_on]")).to_have_value("2020. 5. 31.")


def test_a_supporter_with_a_channel(desk: Desk) -> None:
    """Bad input: no legal ground, an address that is none, followers below zero."""
    page = desk.page
    desk.sit_down("medical")
    page.goto("/partners/new/supporter")
    desk.is_sound()
    desk.write(name_ko="하나팀")
    page.locator("[name=channels-0-platform]").select_option("youtube")
    desk.write(**{"channels-0-url": "javascript:alert(1)"})
    desk.save()
    desk.is_told("legal_basis", "basis")
    desk.is_told("channels-0-url", "scheme")
    desk.is_sound()
    page.locator("[name=legal_basis]").select_option("consent")
    desk.write(consented_on="2020. 11. 1.", purpose="홍보", collected_from="본인", retain_until="2023. 10. 31.")
    desk.write(**{"channels-0-url": "https://www.youtube.com/@hana", "channels-0-followers": "-1"})
    page.locator("[name=more_channels]").click()
    expect(page.locator(".channel-row")).to_have_count(4)
    expect(page.locator("[name=channels-0-followers]")).to_have_value("-1")
    desk.save()
    desk.is_told("channels-0-followers", "negative")
    desk.write(**{"channels-0-followers": "12,345", "channels-0-followers_on": "2020. 11. 1."})
    desk.save()
    expect(page.locator("#channels")).to_contain_text("12,345")
    expect(page.locator("#channels a")).to_have_attribute("rel", "noopener noreferrer")
    desk.is_sound()
