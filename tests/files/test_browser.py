"""The way of a paper in a real Chromium: on file with its PDF, downloaded again, refused when it is something else."""

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import new_tab, sign_in
from tests.support.papers import PDF, SOUND
from tests.support.server import LiveServer

MEGABYTE = 1024 * 1024
VIEWS = [("ko", 1440), ("en", 390)]


def chosen(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).first.click()
    assert download.value.suggested_filename == name
    return Path(download.value.path()).read_bytes()


def no_faults_for_axe(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], node["html"][:120]) for rule in found for node in rule["nodes"]] == []


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_a_paper_on_file_and_back(browser: Browser, live: LiveServer, language: str, width: int) -> None:
    page, watch = new_tab(browser, live, viewport={"width": width, "height": 900})
    sign_in(page, "exchange")
    page.goto(f"/partners/9/documents/new?lang={language}")
    page.select_option("#type", "agreement")
    page.fill("#title", "우호결연 협정서")
    page.fill("#number", "비전협력과-1234")
    page.fill("#date", "'20. 3. 24.")

    page.set_input_files("#files", [chosen("a.pdf", b"<!doctype html><script>alert(1)</script>")])
    page.locator("[data-save]").click()
    expect(page.locator("#files-error")).to_contain_text("a.pdf")
    expect(page.locator("#title")).to_have_value("우호결연 협정서")
    no_faults_for_axe(page)

    page.set_input_files("#files", [chosen("협정서 서명본.pdf", PDF)])
    expect(page.locator(".chosen-files")).to_contain_text("협정서 서명본.pdf")
    page.locator("[data-save]").click()
    page.wait_for_url(re.compile(r"/documents/\d+"))
    assert downloaded(page, "협정서 서명본.pdf") == PDF
    no_faults_for_axe(page)

    # A further file through the panel, without leaving the page for an error.
    page.set_input_files("#attach-files", [chosen("초안.hwpx", PDF)])
    page.locator(".file-form button").click()
    expect(page.locator("#attach-files-error")).to_contain_text("초안.hwpx")
    page.set_input_files("#attach-files", [chosen("초안.hwpx", SOUND["hwpx"])])
    page.locator(".file-form button").click()
    expect(page.locator(".file-list")).to_contain_text("초안.hwpx")
    assert downloaded(page, "초안.hwpx") == SOUND["hwpx"]

    page.locator(".file-list summary").last.click()
    page.locator(".file-list .menu-item:visible").click()
    expect(page.locator(".file-list")).not_to_contain_text("초안.hwpx")
    page.goto("/partners/9")
    assert downloaded(page, "협정서 서명본.pdf") == PDF
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.context.close()
    assert watch.faults == []


def test_too_much_at_once_is_a_clear_page(browser: Browser, live: LiveServer, tmp_path: Path) -> None:
    """60 MB: the script says so at once; sent all the same, the server answers with words and not with silence."""
    page, _watch = new_tab(browser, live)
    sign_in(page, "exchange")
    page.goto("/partners/9/documents/new")
    files = []
    for number in range(4):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(PDF + bytes(15 * MEGABYTE))
    page.set_input_files("#files", files)
    expect(page.locator(".chosen-files .is-wrong")).to_contain_text("50 MB")
    page.locator("[data-save]").click()
    expect(page.locator("h1")).to_contain_text("너무 큽니다", timeout=30_000)
    page.context.close()


def test_logging_with_a_file(page: Page) -> None:
    sign_in(page, "exchange")
    page.goto("/interactions/2")
    page.set_input_files("#attach-files", [chosen("사진.png", SOUND["png"])])
    page.locator(".file-form button").click()
    expect(page.locator("#attachments")).to_contain_text("사진.png")
    expect(page.locator("#messages")).to_contain_text("첨부했습니다")
    assert downloaded(page, "사진.png") == SOUND["png"]
