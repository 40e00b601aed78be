"""A city is registered and placed in a real browser: proposed by its name, moved by keys and pointer, mended."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_pages import violations
from tests.support.browser import sign_in


def test_a_city_is_placed_by_its_name_by_keys_and_by_the_pointer(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    sign_in(page, "exchange")
    page.goto("/partners/new/city")
    lat, lon, region = (page.locator(f"[name={name}]") for name in ("lat", "lon", "region"))
    where = page.locator(".place-map-foot [role=status]")
    page.locator("[name=name_ko]").fill("남해")
    page.locator("[name=name_ko]").fill("강서구")
    offers = page.locator("[data-point-takes]")
    expect(offers).to_have_count(2)
    expect(page.locator(".small-map-number")).to_have_count(2)
    offers.filter(has_text="부산").click()
    expect(region).to_have_value("부산")
    expect(page.locator("[name=point_confidence]")).to_have_value("medium")
    expect(where).to_have_text("부산 강서구")
    # By keys: the pin keeps the focus over each answer.
    before = float(lat.input_value())
    page.locator("[data-place-pin]").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-place-pin]")).to_have_attribute(
        "aria-label", re.compile(re.escape(lat.input_value()[:6]))
    )
    assert float(lat.input_value()) > before
    expect(page.locator("[data-place-pin]")).to_be_focused()
    # By the pointer, from where it stands to the west.
    pin = page.locator("[data-place-pin] path").bounding_box()
    assert pin
    west = float(lon.input_value())
    x, y = pin["x"] + pin["width"] / 2, pin["y"] + pin["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=3)
    page.mouse.up()
    expect(lon).not_to_have_value(str(west))
    assert float(lon.input_value()) < west
    # Swapped numbers: said while they are typed, mended by one click.
    page.locator("[data-place-km]").last.click()
    lat.fill("128.8752")
    lon.fill("35.1279")
    page.locator(".is-mend").click()
    expect(lat).to_have_value("35.1279")
    expect(where).to_have_text("부산 강서구")
    assert violations(page) == []
    page.locator("[name=name_en]").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("강서구")
    assert said == []
