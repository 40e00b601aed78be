"""One's own account: another password, open sessions, rights; T23 for each of them."""

import pytest
from sqlalchemy import select

from partners.accounts import queries
from partners.accounts.models import LoginAttempt
from partners.accounts.rules.browsers import browser_name
from partners.accounts.rules.passwords import weakness
from tests.support.office import PASSWORD, Office
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

CHOSEN = "바람 부는 언덕 위 감나무 한 그루"


def change(visitor: Visitor, expect: int = 303, **typed: str) -> object:
    form = visitor.visit("accounts.password").form()
    told = {"current_password": PASSWORD, "password": CHOSEN, "repeated": CHOSEN, **typed}
    return visitor.press(form, expect=expect, **told)


def cookie_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie("partners")
    assert cookie is not None
    return cookie.value


def opens(office: Office, cookie: str) -> bool:
    """Whether an old cookie still opens anything."""
    thief = Visitor(office)
    thief.client.set_cookie("partners", cookie)
    return thief.raw("GET", "/account").status_code == 200


def test_another_password_signs_out_everywhere_else_and_rotates_here(office: Office, viewer: Visitor) -> None:
    """T23."""
    elsewhere = Visitor(office, "viewer")
    elsewhere.visit("accounts.account")
    viewer.visit("accounts.account")
    before = cookie_of(viewer)
    change(viewer)
    assert "비밀번호를 바꿨습니다" in " ".join(viewer.visit("accounts.account").notices)
    assert cookie_of(viewer) != before
    assert not opens(office, before)
    assert not opens(office, cookie_of(elsewhere))
    Visitor(office).sign_in("viewer", PASSWORD, expect=422)
    Visitor(office).sign_in("viewer", CHOSEN)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"current_password": "not the one that I have"}, "current_password"),
        ({"current_password": ""}, "current_password"),
        ({"password": "", "repeated": ""}, "password"),
        ({"password": "fourteen chars", "repeated": "fourteen chars"}, "password"),
        ({"password": PASSWORD, "repeated": PASSWORD}, "password"),
        ({"password": "Correct-Horse-Battery-Staple", "repeated": "Correct-Horse-Battery-Staple"}, "password"),
        ({"password": "qwertyuiopasdfgh", "repeated": "qwertyuiopasdfgh"}, "password"),
        ({"password": "가나다라가나다라가나다라가나다라", "repeated": "가나다라가나다라가나다라가나다라"}, "password"),
        ({"password": "viewer파트너스2020!!", "repeated": "viewer파트너스2020!!"}, "password"),
        ({"password": "x" * 1001, "repeated": "x" * 1001}, "password"),
        ({"repeated": CHOSEN + "!"}, "repeated"),
    ],
)
def test_a_bad_password_is_refused_at_its_field(
    office: Office, viewer: Visitor, typed: dict[str, str], field: str
) -> None:
    viewer.visit("accounts.account")
    before = fingerprint(office)
    page = change(viewer, expect=422, **typed)
    assert field in page.errors  # type: ignore[attr-defined]
    for name in ("current_password", "password", "repeated"):
        assert not page.field(name), "A password never comes back."  # type: ignore[attr-defined]
    assert fingerprint(office) == before
    viewer.visit("accounts.account")


def test_guessing_the_current_password_closes_the_account(office: Office, viewer: Visitor) -> None:
    """A stolen session is no way to try passwords."""
    for _ in range(5):
        change(viewer, expect=422, current_password="a guess of some length")
    change(viewer, expect=429)
    with office.reading() as session:
        kept = session.scalars(select(LoginAttempt.succeeded).where(LoginAttempt.username == "viewer")).all()
    assert kept.count(False) == 5


def test_one_session_is_ended_and_no_other(office: Office, viewer: Visitor) -> None:
    other, third = Visitor(office, "viewer"), Visitor(office, "viewer")
    for visitor in (other, third, viewer):
        visitor.visit("accounts.account")
    page = viewer.visit("accounts.account")
    assert len(page.rows("#sessions tbody tr")) == 3
    assert "이 브라우저" in page.rows("#sessions tbody tr")[0]
    forms = [form for form in page.main.all("form") if form.get("action").endswith("/end")]
    assert len(forms) == 2, "The session in use has no button."
    viewer.post(forms[0]["action"])
    assert [opens(office, cookie_of(visitor)) for visitor in (viewer, other, third)].count(True) == 2
    assert opens(office, cookie_of(viewer))


def test_all_others_are_ended(office: Office, viewer: Visitor) -> None:
    others = [Visitor(office, "viewer") for _ in range(2)]
    for visitor in (*others, viewer):
        visitor.visit("accounts.account")
    viewer.press(viewer.visit("accounts.account").form("end-others"))
    assert opens(office, cookie_of(viewer))
    assert not any(opens(office, cookie_of(visitor)) for visitor in others)


def test_nobody_ends_somebody_elses_session(office: Office, viewer: Visitor, manager: Visitor) -> None:
    manager.visit("accounts.account")
    with office.reading():
        session_id = queries.open_sessions(office.person("manager").id, *_limits(office))[0].id
    viewer.send("accounts.end_session", expect=404, session_id=session_id)
    assert opens(office, cookie_of(manager))


def test_one_sees_the_own_rights(exchange: Visitor) -> None:
    rows = exchange.visit("accounts.account").rows("#grants tbody tr")
    assert len(rows) == 1
    assert "담당자" in rows[0]
    assert "교류 담당" in rows[0]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Whale/3.24 Safari/537.36", "Whale · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/23.0 Chrome/115 Mobile Safari/537.36", "Samsung Internet · Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", "Firefox · Linux"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_browser_is_called_by_its_name(agent: str, name: str) -> None:
    assert browser_name(agent) == name


@pytest.mark.parametrize(
    "password",
    ["", "a" * 14, "a" * 40, "123456789012345", "0123456789012345", "abcdefghijklmnop", "passwordpassword", "ababababababababab",
     "PASSWORD12345678", "correct horse battery staple", "password 12345678", "yeongdeungpo partners", "홍길동홍길동 파트너스 영등포"],
)  # fmt: skip
def test_what_everybody_would_try_is_refused(password: str) -> None:
    assert weakness(password, ("gildong", "홍길동")) is not None


@pytest.mark.parametrize(
    "password", [CHOSEN, "four words will do", "gildong likes blue umbrellas", "k7m2p-9xwq4-zzt3c-b8n5r"]
)
def test_what_only_its_owner_would_put_together_is_taken(password: str) -> None:
    assert weakness(password, ("gildong", "홍길동")) is None


@pytest.mark.parametrize("size", [1000, 50_000])
def test_a_hostile_length_costs_no_time(size: int) -> None:
    """T18."""
    for text in ("ab" * size, "가" * size, "a" * size + "b", "partners" * size):
        weakness(text, ("gildong", "홍길동"))


def _limits(office: Office) -> tuple[object, object]:
    return office.settings.session_idle, office.settings.session_length
