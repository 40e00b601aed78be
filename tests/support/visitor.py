"""Whoever sits at the keyboard: opens pages, fills forms, presses buttons; every answer is inspected."""

from collections.abc import Mapping
from contextvars import Context
from typing import Any
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

from tests.support.inspector import inspect
from tests.support.office import PASSWORD, Office, WayIn
from tests.support.page import FormOnPage, Page

COOKIE = "partners"
HTMX = {"HX-Request": "true"}
#: The status that an answer must have, or one of several.
Statuses = int | tuple[int, ...]


class Visitor:
    """A browser without scripts. A person's visitor is signed in at the first visit.

    The first visitor of a person goes through the real form; those of later tests come back with its cookie.
    """

    def __init__(self, office: Office, username: str | None = None) -> None:
        self.office = office
        self.username = username
        self.client = office.app.test_client()
        self._token = ""
        self._is_in = username is None

    def visit(self, endpoint: str, expect: Statuses = 200, **values: Any) -> Page:
        """Open the page of an endpoint: `manager.visit("agreements.show", id=1)`."""
        return self.open(self.address(endpoint, **values), expect)

    def open(self, path: str, expect: Statuses = 200, headers: Mapping[str, str] | None = None) -> Page:
        """Open an address, as typed into the browser."""
        self._sign_in()
        return self._answer("GET", path, expect, headers=headers)

    def fetch(self, endpoint: str, expect: Statuses = 200, **values: Any) -> Page:
        """Get the block that htmx would get from an endpoint."""
        self._sign_in()
        return self._answer("GET", self.address(endpoint, **values), expect, headers=HTMX)

    def send(
        self,
        endpoint: str,
        data: Mapping[str, Any] | None = None,
        expect: Statuses = 303,
        htmx: bool = False,
        **values: Any,
    ) -> Page:
        """Post values to an endpoint with the session's CSRF token. Lists are sent as repeated fields."""
        return self.post(self.address(endpoint, **values), data, expect, htmx)

    def post(
        self, path: str, data: Mapping[str, Any] | None = None, expect: Statuses = 303, htmx: bool = False
    ) -> Page:
        """Post values to an address with the session's CSRF token."""
        self._sign_in()
        sent = {"csrf_token": self.token, **(data or {})}
        return self._answer("POST", path, expect, data=sent, headers=HTMX if htmx else None)

    def press(
        self,
        form: FormOnPage,
        expect: Statuses = 303,
        htmx: bool = False,
        without: tuple[str, ...] = (),
        **changes: Any,
    ) -> Page:
        """Fill in a form of a page, change what is named, and send it: what was there stays."""
        data = {name: value for name, value in {**form.values, **changes}.items() if name not in without}
        action = form.action or self._last
        if form.method == "get":
            return self._answer("GET", action, expect, query=data)
        return self._answer("POST", action, expect, data=data, headers=HTMX if htmx else None)

    def follow(self, page: Page, expect: Statuses = 200) -> Page:
        """Go where an answer sends its reader."""
        return self.open(page.location, expect)

    def address(self, endpoint: str, **values: Any) -> str:
        """The path of an endpoint; values that it does not know stand behind the question mark."""
        return self.office.app.url_map.bind("localhost").build(endpoint, values)

    @property
    def token(self) -> str:
        """The CSRF token of this session, as any form of it holds it."""
        if not self._token:
            self._sign_in()
            page = Page(self._request("GET", "/login" if self.username is None else "/account"))
            self._token = page.all("input[name=csrf_token]")[0]["value"]
        return self._token

    def sign_in(self, username: str, password: str = PASSWORD, expect: Statuses = 303, **more: str) -> Page:
        """Send the sign-in form."""
        self._is_in, self._token = True, ""
        form = Page(self._request("GET", "/login")).form()
        return self.press(form, expect, username=username, password=password, **more)

    def raw(self, method: str, path: str, **more: Any) -> TestResponse:
        """The answer as it comes, not inspected."""
        self._sign_in()
        return self._request(method, path, **more)

    def _sign_in(self) -> None:
        if self._is_in or self.username is None:
            return
        self._is_in = True
        known = self.office.ways_in.get(self.username)
        if known is not None and self.office.reopen(known):
            self.client.set_cookie(COOKIE, known.cookie)
            self._token = known.csrf_token
        else:
            self._sign_in_by_form(self.username)

    def _sign_in_by_form(self, username: str) -> None:
        is_new = self.client.get_cookie(COOKIE) is None
        self.sign_in(username)
        if is_new and self.office.has_always(username):
            cookie = self._cookie()
            kept = self.office.app.session_interface.get_signing_serializer(self.office.app).loads(cookie)
            self.office.ways_in[username] = WayIn(username, cookie, kept["_user_id"], self.token)

    def _cookie(self) -> str:
        cookie = self.client.get_cookie(COOKIE)
        assert cookie is not None, "Nobody is signed in."
        return cookie.decoded_value

    def _answer(self, method: str, path: str, expect: Statuses, query: Any = None, **more: Any) -> Page:
        if query is not None:
            more["query_string"] = query
        page = Page(self._request(method, path, **more))
        said = f"{method} {path} answers {page.status}, not {expect}: {page.location or page.text[:600]}"
        assert page.status == expect or (isinstance(expect, tuple) and page.status in expect), said
        if page.headers.get("Content-Type", "").startswith("text/html") or page.status == 204:
            inspect(page)
        return page

    def _request(self, method: str, path: str, **more: Any) -> TestResponse:
        self._last = urlsplit(path).path
        # A browser reads to the end, also an answer that is written while it leaves.
        more.setdefault("buffered", True)
        # In a context of its own, as on a server: what a test has open must not leak into the answer.
        return Context().run(self.client.open, path, method=method, **more)
