"""People, as an administrator looks after them: accounts, roles with their history, sessions."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from partners.accounts import actions, queries
from partners.accounts.jobs import tidy_the_desk
from partners.accounts.models import RoleGrant, User, UserSession
from partners.accounts.rules import GRANTS_KEPT, Role
from partners.audit.models import AuditEvent, ChangeValue
from partners.directory.models import Partner
from partners.foundation.clock import now
from partners.foundation.database import db
from partners.foundation.refusals import Refusal
from partners.interactions.actions import finish, plan_follow_up
from partners.interactions.actions.follow_ups import Step
from tests.support.office import PASSWORD, PASSWORD_HASH, Office
from tests.support.page import Page
from tests.support.pages import paths_of
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

NEW = {"name": "이지원", "username": "jiwon", "role": "officer"}


def id_of(office: Office, username: str) -> int:
    return office.person(username).id


def team_of(office: Office, username: str) -> str:
    return str(office.person(username).team_id)


def made(admin: Visitor, **changes: str) -> tuple[Page, str]:
    """Make an account by the form; returns the page and the password that it shows."""
    form = admin.visit("accounts.new_user").form()
    page = admin.press(form, expect=200, **{**NEW, "team": team_of(admin.office, "csr"), **changes})
    return page, page.one("#first-password").text


def test_the_list_names_everybody(office: Office, admin: Visitor) -> None:
    page = admin.visit("accounts.users")
    assert len(page.rows()) == 8
    assert "8명" in page.text
    row = next(row for row in page.rows() if "medical" in row)
    assert "의료관광 담당" in row
    assert "담당자" in row
    assert "접속한 적 없음" in row


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "과장"}, ["manager"]),
        ({"q": "FINAN"}, ["finance"]),
        ({"role": "officer", "team": "csr"}, ["csr"]),
        ({"state": "closed"}, ["viewer"]),
        ({"state": "waiting"}, ["csr"]),
        ({"q": "%"}, []),
        ({"role": "king", "team": "nowhere", "state": "x"}, None),
    ],
)
def test_the_list_is_filtered(office: Office, admin: Visitor, asked: dict[str, str], found: list[str] | None) -> None:
    with office.writing() as session:
        session.execute(update(User).where(User.username == "csr").values(must_change_password=True))
        session.execute(update(User).where(User.username == "viewer").values(disabled_at=now()))
    rows = admin.visit("accounts.users", **asked).rows()
    assert len(rows) == (8 if found is None else len(found))
    assert all(name in row for name, row in zip(found or [], rows, strict=False))


def test_a_long_list_is_paged(office: Office, admin: Visitor) -> None:
    with office.writing():
        for number in range(60):
            actions.create_user(f"person{number:02}", f"직원 {number:02}", Role.VIEWER, None, PASSWORD_HASH)
    first = admin.visit("accounts.users")
    assert len(first.rows()) == 50
    second = admin.open(first.link("다음"))
    assert len(second.rows()) == 18
    assert not set(first.rows()) & set(second.rows())
    assert admin.open(second.link("이전")).rows() == first.rows()


def test_the_list_asks_little(office: Office, admin: Visitor, queries: object) -> None:
    admin.visit("accounts.users")
    with queries.at_most(6):  # type: ignore[attr-defined]
        admin.visit("accounts.users")


def test_a_first_password_is_shown_once_and_changed_at_the_first_sign_in(
    office: Office, admin: Visitor, stranger: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    page, password = made(admin)
    assert "이지원" in page.heading
    assert len(password) >= 15
    assert page.headers["Cache-Control"] == "no-store"
    with office.reading() as session:
        user = queries.get_user("jiwon")
        user_id = user.id
        assert user.must_change_password
        for column in (ChangeValue.before, ChangeValue.after):
            assert session.scalar(select(func.count()).where(column.contains(password))) == 0
    assert password not in admin.visit("accounts.user", user_id=user_id).html
    assert password not in caplog.text
    assert stranger.sign_in("jiwon", password).location == "/"
    assert stranger.open("/", expect=303).location == "/account/password"
    form = stranger.visit("accounts.password").form("password")
    chosen = "바람 부는 언덕 위 감나무 한 그루"
    answer = stranger.press(form, current_password=password, password=chosen, repeated=chosen)
    assert answer.location == "/account"
    assert "이지원" in stranger.follow(answer).text
    stranger.client.delete_cookie("partners")
    stranger.sign_in("jiwon", password, expect=422)
    stranger.sign_in("jiwon", chosen)


def test_sending_the_form_twice_makes_one_account_and_shows_no_password_again(office: Office, admin: Visitor) -> None:
    form = admin.visit("accounts.new_user").form()
    typed = {**NEW, "team": team_of(office, "csr")}
    admin.press(form, expect=200, **typed)
    again = admin.press(form, expect=303, **typed)
    assert "first-password" not in admin.follow(again).html
    assert office.count(User) == 9


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "ab"}, "username"),
        ({"username": "Jiwon"}, "username"),
        ({"username": "지원"}, "username"),
        ({"username": "1jiwon"}, "username"),
        ({"username": "ji won"}, "username"),
        ({"username": "a" * 31}, "username"),
        ({"username": "viewer"}, "username"),
        ({"name": ""}, "name"),
        ({"name": "가" * 61}, "name"),
        ({"role": "king"}, "role"),
        ({"role": ""}, "role"),
        ({"team": ""}, "team"),
        ({"team": "999"}, "team"),
        ({"team": "x"}, "team"),
    ],
)
def test_bad_accounts_are_refused_at_the_field(
    office: Office, admin: Visitor, changes: dict[str, str], field: str
) -> None:
    form = admin.visit("accounts.new_user").form()
    before = fingerprint(office)
    page = admin.press(form, expect=422, **{**NEW, "team": team_of(office, "csr"), **changes})
    assert field in page.errors
    assert page.field("name") == changes.get("name", NEW["name"])
    assert fingerprint(office) == before


def test_a_user_name_taken_in_the_same_moment_is_said_at_the_field(office: Office) -> None:
    """Two administrators make the same account: one is made, the other is told at the field."""
    with office.writing():
        actions.create_user("second", "다른 관리자", Role.ADMINISTRATOR, None, PASSWORD_HASH)
    one, other = Visitor(office, "admin"), Visitor(office, "second")
    forms = [visitor.visit("accounts.new_user").form() for visitor in (one, other)]
    pages: list[Page] = []

    def press(visitor: Visitor, form: object) -> None:
        typed = {**NEW, "team": team_of(office, "csr")}
        pages.append(visitor.press(form, expect=(200, 422), **typed))  # type: ignore[arg-type]

    threads = [threading.Thread(target=press, args=pair) for pair in zip((one, other), forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(page.status for page in pages) == [200, 422]
    refused = next(page for page in pages if page.status == 422)
    assert "이미 있는 아이디" in refused.errors["username"]


def test_an_administrator_corrects_a_name(office: Office, admin: Visitor) -> None:
    user_id = id_of(office, "csr")
    form = admin.visit("accounts.edit_user", user_id=user_id).form()
    admin.press(form, name="사회공헌 주무관")
    page = admin.visit("accounts.user", user_id=user_id)
    assert page.heading == "사회공헌 주무관"
    changes = admin.visit("accounts.user_changes", user_id=user_id).text
    assert "이름 고침 " in changes
    assert "시스템 관리자" in changes
    assert "사회공헌 주무관" in changes


@pytest.mark.parametrize("name", ["007", "²", "2020"])
def test_a_name_of_digits_is_a_name(office: Office, admin: Visitor, name: str) -> None:
    user_id = id_of(office, "csr")
    admin.press(admin.visit("accounts.edit_user", user_id=user_id).form("/edit"), name=name)
    assert f"→ {name}" in admin.visit("accounts.user_changes", user_id=user_id).rows()[0]


def test_two_administrators_meet_the_conflict_page(office: Office, admin: Visitor) -> None:
    """T35."""
    user_id = id_of(office, "csr")
    form = admin.visit("accounts.edit_user", user_id=user_id).form()
    admin.press(form, name="첫 번째")
    page = admin.press(form, expect=409, name="두 번째")
    assert "첫 번째" in page.text
    assert page.field("name") == "두 번째"
    admin.press(page.form(), name="두 번째")
    assert admin.visit("accounts.user", user_id=user_id).heading == "두 번째"


def test_another_role_holds_at_once_and_leaves_its_history(office: Office, admin: Visitor, csr: Visitor) -> None:
    """T26 and 고시 제5조 ③: the next request is refused, the history is kept."""
    csr.visit("accounts.account")
    user_id = id_of(office, "csr")
    form = admin.visit("accounts.role", user_id=user_id).form()
    admin.press(form, role="viewer", team=team_of(office, "medical"), reason="인사발령 2020-11호")
    csr.visit("accounts.account", expect=303)
    with office.reading():
        grants = queries.grants_of(user_id)
    assert [(grant.role, grant.team, grant.ended_at is None) for grant in grants] == [
        (Role.VIEWER, "의료관광 담당", True),
        (Role.OFFICER, "대외협력팀", False),
    ]
    assert (grants[0].granted_by, grants[0].reason, grants[1].ended_by) == (
        "시스템 관리자", "인사발령 2020-11호", "시스템 관리자",
    )  # fmt: skip
    page = admin.visit("accounts.user", user_id=user_id)
    assert "인사발령 2020-11호" in page.text
    again = Visitor(office, "csr")
    assert "인사발령 2020-11호" in again.visit("accounts.account").text
    again.visit("interactions.new", expect=403)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"role": "viewer", "reason": ""}, "reason"),
        ({"role": "officer", "reason": "그대로"}, "role"),
        ({"role": "officer", "team": "", "reason": "소속 없음"}, "team"),
        ({"role": "emperor", "reason": "즉위"}, "role"),
    ],
)
def test_a_change_that_says_nothing_is_refused(
    office: Office, admin: Visitor, typed: dict[str, str], field: str
) -> None:
    form = admin.visit("accounts.role", user_id=id_of(office, "csr")).form()
    before = fingerprint(office)
    assert field in admin.press(form, expect=422, **typed).errors
    assert fingerprint(office) == before


def test_nobody_gives_oneself_rights_or_closes_the_own_account(office: Office, admin: Visitor) -> None:
    me = id_of(office, "admin")
    page = admin.visit("accounts.user", user_id=me)
    assert not [form for form in page.main.all("form") if "disable" in form.get("action")]
    version = admin.visit("accounts.role", user_id=me).field("version")
    before = fingerprint(office)
    typed = {"role": "viewer", "team": "", "reason": "x", "version": version}
    admin.send("accounts.change_role", typed, expect=422, user_id=me)
    admin.send("accounts.disable_user", {"reason": "x"}, expect=422, user_id=me)
    admin.send("accounts.reset_password", expect=422, user_id=me)
    assert fingerprint(office) == before


def test_the_last_administrator_stays(at_work: Office) -> None:
    user = queries.get_user("admin")
    with pytest.raises(Refusal):
        actions.disable_user(user)
    second = actions.create_user("second", "다른 관리자", Role.ADMINISTRATOR, None, PASSWORD_HASH)
    db.session.flush()
    actions.disable_user(second)
    with pytest.raises(Refusal):
        actions.disable_user(user)


def test_two_administrators_who_close_each_other_leave_one(office: Office) -> None:
    """Both press the button at the same moment; whoever is second is told that one must stay."""
    with office.writing():
        actions.create_user("second", "다른 관리자", Role.ADMINISTRATOR, None, PASSWORD_HASH)
        second = queries.get_actor("second")
    visitors = {"admin": Visitor(office, "admin"), "second": Visitor(office, "second")}
    tokens = {name: visitor.token for name, visitor in visitors.items()}
    victims = {"admin": second.id, "second": id_of(office, "admin")}

    def close(name: str) -> None:
        path = f"/admin/users/{victims[name]}/disable"
        visitors[name].raw("POST", path, data={"csrf_token": tokens[name], "reason": "같은 순간"})

    threads = [threading.Thread(target=close, args=(name,)) for name in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.reading() as session:
        left = session.scalars(
            select(User.username).where(User.role == "administrator", User.disabled_at.is_(None))
        ).all()
    assert len(left) == 1


def test_a_closed_account_is_out_and_can_be_opened_again(office: Office, admin: Visitor, viewer: Visitor) -> None:
    viewer.visit("accounts.account")
    user_id = id_of(office, "viewer")
    admin.press(admin.visit("accounts.user", user_id=user_id).form("disable"), reason="휴직")
    viewer.visit("accounts.account", expect=303)
    Visitor(office).sign_in("viewer", PASSWORD, expect=422)
    page = admin.visit("accounts.user", user_id=user_id)
    assert "사용 중지" in page.text
    assert "휴직" in admin.visit("accounts.user_changes", user_id=user_id).text
    admin.press(page.form("enable"), reason="복직")
    Visitor(office).sign_in("viewer", PASSWORD)
    with office.reading():
        grants = queries.grants_of(user_id)
    assert [(grant.reason, grant.ended_at is None) for grant in grants] == [("복직", True), ("", False)]


def test_closing_an_account_shows_what_still_waits_for_the_person(report: Office, admin: Visitor) -> None:
    """With links to both lists; what is done or put away does not count."""
    person = report.person("exchange")
    page = admin.visit("accounts.user", user_id=person.id)
    assert "담당 파트너" not in page.text
    with report.writing() as session:
        for title in ("회신 확인", "일정 확인", "끝난 일"):
            step = plan_follow_up(Step(title=title, assignee=person.id), by=person)
        finish(step, person, step.version)
        session.get_one(Partner, 1).owner_id = person.id
    page = admin.visit("accounts.user", user_id=person.id)
    assert "남은 후속 조치 2" in page.text
    assert "담당 파트너 1" in page.text
    assert "일정 확인" in admin.open(page.link("남은 후속 조치")).text
    assert admin.open(page.link("담당 파트너")).rows()


@pytest.mark.parametrize("act", ["disable", "enable"])
def test_closing_and_opening_ask_why(office: Office, admin: Visitor, act: str) -> None:
    user_id = id_of(office, "viewer")
    if act == "enable":
        with office.writing():
            actions.disable_user(queries.get_user("viewer"))
    form = admin.visit("accounts.user", user_id=user_id).form(act)
    before = fingerprint(office)
    assert "reason" in admin.press(form, expect=422, reason=" ").errors
    assert fingerprint(office) == before


def test_a_new_password_ends_sessions_and_must_be_changed(office: Office, admin: Visitor, viewer: Visitor) -> None:
    viewer.visit("accounts.account")
    page = admin.press(admin.visit("accounts.user", user_id=id_of(office, "viewer")).form("password"), expect=200)
    viewer.visit("accounts.account", expect=303)
    again = Visitor(office)
    again.sign_in("viewer", PASSWORD, expect=422)
    again.sign_in("viewer", page.one("#first-password").text)
    assert again.open("/account", expect=303).location == "/account/password"


def test_sessions_are_listed_and_ended(office: Office, admin: Visitor, viewer: Visitor) -> None:
    viewer.client.environ_base["HTTP_USER_AGENT"] = "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36"
    viewer.sign_in("viewer")
    page = admin.visit("accounts.user", user_id=id_of(office, "viewer"))
    assert "Chrome · Windows" in page.text
    admin.press(page.form("sessions"))
    viewer.visit("accounts.account", expect=303)
    assert "접속 끝냄" in admin.visit("accounts.user_changes", user_id=id_of(office, "viewer")).text


def test_whoever_has_an_administrators_password_sees_nothing_else(report: Office, viewer: Visitor) -> None:
    """Tested for every route: pages lead to the one page, writes write nothing."""
    viewer.visit("accounts.account")
    token = viewer.token
    with report.writing() as session:
        session.execute(update(User).where(User.username == "viewer").values(must_change_password=True))
    before = fingerprint(report)
    open_to_them = {"accounts.password", "accounts.change_password", "accounts.logout", "accounts.login",
                    "accounts.sign_in", "healthz", "readyz"}  # fmt: skip
    walked = 0
    for rule in report.app.url_map.iter_rules():
        if rule.endpoint in open_to_them:
            continue
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            answer = viewer.raw(method, next(paths_of(rule)), data={"csrf_token": token} if method != "GET" else None)
            assert (answer.status_code, answer.headers.get("Location")) == (303, "/account/password"), rule
            walked += 1
    assert walked > 60
    assert fingerprint(report) == before
    page = viewer.visit("accounts.password")
    assert not page.all("nav a"), "No menu leads elsewhere."
    inside = viewer.raw("GET", "/partners/", headers={"HX-Request": "true"})
    assert inside.headers["HX-Location"] == "/account/password"


def test_grants_are_kept_three_years_after_they_ended(office: Office) -> None:
    with office.writing() as session:
        actions.disable_user(queries.get_user("viewer"))
        actions.disable_user(queries.get_user("csr"))
        session.flush()
        old = select(User.id).where(User.username == "viewer").scalar_subquery()
        recent = select(User.id).where(User.username == "csr").scalar_subquery()
        session.execute(update(RoleGrant).where(RoleGrant.user_id == old).values(ended_at=now() - GRANTS_KEPT * 1.01))
        session.execute(
            update(RoleGrant)
            .where(RoleGrant.user_id == recent)
            .values(ended_at=now() - GRANTS_KEPT + timedelta(days=1), granted_at=now() - GRANTS_KEPT * 3)
        )
    with office.writing():
        tidy_the_desk()
    with office.reading() as session:
        names = set(session.scalars(select(User.username).join(RoleGrant, RoleGrant.user_id == User.id)))
    assert "viewer" not in names
    assert {"csr", "exchange"} <= names


def test_every_account_of_the_demo_has_its_rights_on_record(office: Office) -> None:
    with office.reading() as session:
        open_grants = select(func.count()).select_from(RoleGrant).where(RoleGrant.ended_at.is_(None))
        assert session.scalar(open_grants) == 8


def test_everything_is_on_record_with_who_did_it(office: Office, admin: Visitor) -> None:
    made(admin)
    with office.reading() as session:
        user = queries.get_user("jiwon")
        events = session.execute(
            select(AuditEvent.action, AuditEvent.actor_id).where(
                AuditEvent.subject_type == "users", AuditEvent.subject_id == user.id
            )
        ).all()
        assert [tuple(event) for event in events] == [("user:created", id_of(office, "admin"))]
        assert session.scalar(select(func.count()).select_from(UserSession).where(UserSession.user_id == user.id)) == 0
