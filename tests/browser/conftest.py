"""A tab that only looks: signed in once for a module, on a database that nobody changes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser import Watch, new_tab, sign_in
from tests.support.server import LiveServer


@pytest.fixture(scope="module")
def looking(browser: Browser, live_server: LiveServer) -> Iterator[tuple[Page, Watch]]:
    live_server.restore()
    tab, watch = new_tab(browser, live_server)
    sign_in(tab, "manager")
    yield tab, watch
    tab.context.close()
