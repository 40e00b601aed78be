"""T21 to T25: signing in, signing out, and sessions that live and die on the server."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from partners.accounts import actions
from partners.accounts.models import LoginAttempt, UserSession
from partners.accounts.queries import get_user
from partners.accounts.rules import Role
from partners.foundation.clock import now
from tests.support.office import PASSWORD, PASSWORD_HASH, Office
from tests.support.visitor import Visitor


def age(office: Office, **columns: timedelta) -> None:
    """Let the sessions look as if they had begun, or been used, that long ago."""
    with office.writing() as session:
        session.execute(update(UserSession).values({name: now() - since for name, since in columns.items()}))


def test_a_person_signs_in_and_sees_the_own_account(manager: Visitor) -> None:
    page = manager.visit("accounts.account")
    assert "과장" in page.text


def test_the_form_leads_back_to_the_page_that_was_wanted(office: Office, stranger: Visitor) -> None:
    asked = stranger.open("/account?lang=en", expect=303)
    form = stranger.follow(asked).form()
    answer = stranger.press(form, username="viewer", password=PASSWORD)
    assert answer.location == "/account?lang=en"


@pytest.mark.parametrize("username", ["manager", "nobody-by-this-name", "' OR 1=1 --", "관리자"])
def test_unknown_and_wrong_get_the_same_answer(stranger: Visitor, username: str) -> None:
    page = stranger.sign_in(username, "not the password", expect=422, lang="en")
    other = stranger.sign_in("somebody", "not the password", expect=422)
    assert _without_secrets(page.html) == _without_secrets(other.html)
    assert page.field("username") == username, "What was typed stays."
    assert not page.field("password"), "But for the password."


def test_five_failures_close_the_account_and_no_other(office: Office, stranger: Visitor) -> None:
    for _ in range(5):
        stranger.sign_in("manager", "wrong", expect=422)
    stranger.sign_in("manager", PASSWORD, expect=429)
    assert stranger.sign_in("exchange", PASSWORD).location == "/"


def test_a_locked_account_opens_again(office: Office, stranger: Visitor) -> None:
    for _ in range(5):
        stranger.sign_in("manager", "wrong", expect=422)
    with office.writing() as session:
        session.execute(update(LoginAttempt).values(at=now() - timedelta(seconds=61)))
    stranger.sign_in("manager", PASSWORD)


def test_a_success_forgives_failures(stranger: Visitor) -> None:
    for _ in range(4):
        stranger.sign_in("manager", "wrong", expect=422)
    stranger.sign_in("manager", PASSWORD)
    stranger.client.delete_cookie("partners")
    stranger.sign_in("manager", "wrong", expect=422)
    stranger.sign_in("manager", PASSWORD)


def test_attempts_are_kept_whatever_the_outcome(office: Office, stranger: Visitor) -> None:
    stranger.sign_in("manager", "wrong", expect=422)
    stranger.sign_in("manager", PASSWORD)
    with office.reading() as session:
        kept = session.execute(select(LoginAttempt.username, LoginAttempt.succeeded).order_by(LoginAttempt.id)).all()
    assert [tuple(row) for row in kept] == [("manager", False), ("manager", True)]


def test_the_session_changes_at_sign_in(office: Office, stranger: Visitor) -> None:
    stranger.open("/login")
    before = _cookie(stranger)
    stranger.sign_in("viewer")
    assert _cookie(stranger) != before


def test_the_cookie_is_closed_to_scripts_and_other_sites(stranger: Visitor) -> None:
    cookie = stranger.sign_in("viewer").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_an_old_cookie_opens_nothing_after_signing_out(manager: Visitor, stranger: Visitor) -> None:
    manager.visit("accounts.account")
    old = _cookie(manager)
    manager.send("accounts.logout")
    _replay(stranger, old)
    stranger.visit("accounts.account", expect=303)


def test_an_old_cookie_opens_nothing_after_a_new_password(office: Office, manager: Visitor) -> None:
    manager.visit("accounts.account")
    with office.writing():
        actions.reset_password(get_user("manager"), PASSWORD_HASH)
    manager.visit("accounts.account", expect=303)


def test_a_closed_account_is_out_at_once_and_stays_out(office: Office, manager: Visitor, stranger: Visitor) -> None:
    manager.visit("accounts.account")
    with office.writing():
        actions.disable_user(get_user("manager"))
    manager.visit("accounts.account", expect=303)
    stranger.sign_in("manager", PASSWORD, expect=422)


def test_signing_in_again_ends_the_session_before(office: Office, stranger: Visitor) -> None:
    """From the same browser, as oneself or as somebody else: the first cookie opens nothing from then on."""
    form = stranger.open("/login").form()
    stranger.press(form, username="manager", password=PASSWORD)
    old = _cookie(stranger)
    stranger.press(form, username="exchange", password=PASSWORD, csrf_token=_token(stranger))
    stranger.visit("accounts.account")
    _replay(stranger, old)
    stranger.visit("accounts.account", expect=303)


def test_a_wrong_password_leaves_the_session_before(office: Office, stranger: Visitor) -> None:
    form = stranger.open("/login").form()
    stranger.press(form, username="manager", password=PASSWORD)
    stranger.press(form, expect=422, username="exchange", password="wrong", csrf_token=_token(stranger))
    stranger.visit("accounts.account")


SECOND = timedelta(seconds=1)
HALF_AN_HOUR, WORKING_DAY = timedelta(minutes=30), timedelta(hours=8)


@pytest.mark.parametrize(("idle", "status"), [(HALF_AN_HOUR - 5 * SECOND, 200), (HALF_AN_HOUR + SECOND, 303)])
def test_an_idle_session_ends_after_half_an_hour(
    office: Office, manager: Visitor, idle: timedelta, status: int
) -> None:
    manager.visit("accounts.account")
    age(office, last_seen_at=idle)
    manager.visit("accounts.account", expect=status)


@pytest.mark.parametrize(("old", "status"), [(WORKING_DAY - 5 * SECOND, 200), (WORKING_DAY + SECOND, 303)])
def test_a_session_ends_after_a_working_day(office: Office, manager: Visitor, old: timedelta, status: int) -> None:
    manager.visit("accounts.account")
    age(office, created_at=old)
    manager.visit("accounts.account", expect=status)


def test_use_keeps_a_session_alive(office: Office, manager: Visitor) -> None:
    manager.visit("accounts.account")
    age(office, last_seen_at=timedelta(minutes=20))
    manager.visit("accounts.account")
    with office.reading() as session:
        assert now() - session.scalars(select(UserSession.last_seen_at)).one() < timedelta(minutes=1)


def test_an_ended_session_inside_htmx_changes_the_page_and_not_the_block(office: Office, manager: Visitor) -> None:
    manager.visit("accounts.account")
    age(office, last_seen_at=timedelta(hours=1))
    answer = manager.fetch("accounts.account", expect=401)
    assert answer.headers["HX-Redirect"].startswith("/login")
    assert answer.html == ""


@pytest.mark.parametrize(
    "next_page",
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "http:evil.example", "javascript:alert(1)", "data:text/html,x", "/\tevil.example", "/\n/evil.example",
        "/%0d%0aLocation:https://evil.example\r\n", "https:/evil.example", "evil.example", " //evil.example",
        "/\x00/evil", "//%5cevil.example", "////", "/\u2028/evil", "http://127.0.0.1@evil.example", "?x=1",
        "/\\/evil.example", "\\/evil.example", "/\\\\evil.example", "//evil.example/..", "//evil.example?/", "//evil.example#/",
        "//user@evil.example", "//evil.example:80", "//[::1]", "//0x7f000001", "//evil%2eexample", "//evil。example",
        "HTTPS://evil.example", "hTTp://evil.example", "ftp://evil.example", "file:///etc/passwd", "vbscript:x",
        "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", " javascript:alert(1)", "data:,x",
        "blob:https://evil.example/x", "mailto:x@evil.example", "tel:1", "about:blank", "http://", "https:evil.example",
        "https:///evil.example", "http:/\\evil.example", "/\r/evil.example", "\r\n//evil.example", "/%\n2f", "/x\r\nSet-Cookie: a=b",
        "/\u00a0/evil.example", "\u3000//evil.example", "//\u0000evil", "/\x7f/evil", "/\u202e/evil", "\ufeff//evil.example",
        "./evil", "../evil", ".", "#", "", "evil.example/login",
    ],
)  # fmt: skip
def test_sign_in_leads_to_our_own_pages_only(stranger: Visitor, next_page: str) -> None:
    """T14."""
    answer = stranger.sign_in("viewer", next=next_page)
    assert answer.location == "/"


@pytest.mark.parametrize(
    "next_page", ["/partners/?kind=city", "/partners/1", "/agreements/board?pipeline=city_foreign"]
)
def test_sign_in_leads_on_to_our_pages(stranger: Visitor, next_page: str) -> None:
    assert stranger.sign_in("viewer", next=next_page).location == next_page


def test_whoever_is_in_is_led_on(manager: Visitor) -> None:
    manager.visit("accounts.account")
    assert manager.open("/login?next=/account", expect=303).location == "/account"


@pytest.mark.parametrize("missing", ["username", "password"])
def test_both_fields_are_asked_for(stranger: Visitor, missing: str) -> None:
    given = {"username": "manager", "password": PASSWORD, missing: ""}
    page = stranger.sign_in(given["username"], given["password"], expect=422)
    assert missing in page.errors


def _cookie(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("partners")
    assert cookie is not None
    return cookie.value


def _token(visitor: Visitor) -> str:
    return str(visitor.visit("accounts.account").all("input[name=csrf_token]")[0]["value"])


def _replay(visitor: Visitor, cookie: str) -> None:
    visitor.client.set_cookie("partners", cookie)


def _without_secrets(html: str) -> list[str]:
    secret = ("csrf_token", "nonce=", 'name="username"')
    return [line for line in html.splitlines() if not any(word in line for word in secret)]


def test_a_role_that_is_taken_away_ends_with_the_next_request(report: Office, manager: Visitor) -> None:
    """T26."""
    manager.visit("directory.edit", partner_id=2)
    with report.writing():
        get_user("manager").role = Role.VIEWER.value
    manager.visit("directory.edit", partner_id=2, expect=403)
    manager.visit("directory.show", partner_id=2)


def test_pages_opened_side_by_side_share_one_token(office: Office, stranger: Visitor) -> None:
    """Whatever page answers last, the forms of the others can be sent."""
    stranger.sign_in("exchange", PASSWORD)
    with stranger.client.session_transaction() as session:
        first = session["csrf_token"]
    stranger.visit("interactions.new")
    with stranger.client.session_transaction() as session:
        assert session["csrf_token"] == first


def test_sixty_addresses_were_tried() -> None:
    """T14: the figure that trust.md asks for."""
    marker = next(mark for mark in test_sign_in_leads_to_our_own_pages_only.pytestmark if mark.name == "parametrize")
    assert len(set(marker.args[1])) >= 60


@pytest.mark.parametrize("what", ["logout", "disabled", "own password", "reset", "role", "ended", "idle", "old"])
def test_an_old_cookie_is_never_accepted(office: Office, viewer: Visitor, stranger: Visitor, what: str) -> None:
    """T23: whatever ends a session, its cookie opens nothing from then on, nor for htmx."""
    viewer.visit("accounts.account")
    old = _cookie(viewer)
    _end(office, viewer, what)
    _replay(stranger, old)
    stranger.visit("accounts.account", expect=303)
    assert stranger.raw("GET", "/account", headers={"HX-Request": "true"}).status_code == 401


def _end(office: Office, viewer: Visitor, what: str) -> None:
    admin = office.person("admin")
    if what == "logout":
        viewer.send("accounts.logout")
    elif what == "own password":
        new = "네 낱말로 만든 아주 긴 비밀번호"
        form = viewer.visit("accounts.password").form()
        viewer.press(form, current_password=PASSWORD, password=new, repeated=new)
    elif what in {"idle", "old"}:
        age(office, **({"last_seen_at": HALF_AN_HOUR} if what == "idle" else {"created_at": WORKING_DAY}))
    else:
        with office.writing():
            user = get_user("viewer")
            if what == "role":
                actions.change_role(user, Role.MANAGER, None, reason="인사발령", version=user.version, by=admin)
            else:
                act = {"disabled": actions.disable_user, "ended": actions.end_sessions_of}.get(what)
                act(user, admin) if act else actions.reset_password(user, PASSWORD_HASH, admin)


def test_the_language_of_the_sign_in_page_stays(stranger: Visitor) -> None:
    stranger.open("/login?lang=en")
    stranger.sign_in("viewer")
    assert stranger.visit("accounts.account").language == "en"
