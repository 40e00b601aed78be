"""What is different in production: cookies bound to the host, HTTPS kept, hosts checked."""

from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import pytest
from flask import Flask

from partners.application import create_app
from partners.foundation.database import db
from tests.support.office import PASSWORD, Office, settings_of
from tests.support.page import Page

pytestmark = pytest.mark.one_database
HTTPS = "https://partners.example"


@pytest.fixture
def production(office: Office, tmp_path: Path) -> Iterator[Flask]:
    app = create_app(
        settings_of(
            tmp_path, office.database.url, PARTNERS_MODE="production", TRUSTED_HOSTS="partners.example",
            TRUSTED_PROXIES="1",
        )
    )  # fmt: skip
    yield app
    with app.app_context():
        db.engine.dispose()


def test_cookies_belong_to_this_host_over_https(production: Flask) -> None:
    client = production.test_client()
    form = Page(client.get("/login", base_url=HTTPS)).form()
    data = {**form.values, "username": "manager", "password": PASSWORD}
    answer = client.post("/login", data=data, base_url=HTTPS, headers={"Referer": f"{HTTPS}/login"})
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-partners=")
    for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert part in cookie
    assert "Domain" not in cookie


def test_a_form_of_another_site_is_refused(production: Flask) -> None:
    """Over HTTPS the token alone is not enough: the referrer must be ours."""
    client = production.test_client()
    form = Page(client.get("/login", base_url=HTTPS)).form()
    data = {**form.values, "username": "manager", "password": PASSWORD}
    answer = client.post("/login", data=data, base_url=HTTPS, headers={"Referer": "https://evil.example/"})
    assert answer.status_code == 400


def test_https_is_kept(production: Flask) -> None:
    answer = production.test_client().get("/login", base_url=HTTPS)
    assert answer.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"


@pytest.mark.parametrize(
    "host", ["evil.example", "partners.example.evil.example", "127.0.0.1", "partners.example:80@evil"]
)
def test_other_hosts_are_refused(production: Flask, host: str) -> None:
    """T15."""
    answer = Context().run(production.test_client().get, "/login", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text


def test_the_demo_day_and_accounts_are_not_spoken_of(production: Flask) -> None:
    text = production.test_client().get("/login", base_url=HTTPS).text
    assert "exchange" not in text
    assert "demo" not in text.lower()
