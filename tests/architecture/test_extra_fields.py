"""T16: what no form asks for is not taken, whoever sends it along; a field sent twice counts once.

Every form that a page shows is sent twice from the same state of the house: as it is, and with more. Both must
leave the same rows behind. Forms that begin empty are filled in first (FILLED); a new page is covered by itself.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from partners.accounts.models import User
from tests.support.office import PASSWORD, REPORT, Office
from tests.support.page import FormOnPage, Page
from tests.support.pages import every_page
from tests.support.traces import content
from tests.support.visitor import Visitor

pytestmark = pytest.mark.one_database
#: What somebody would like to decide without being asked.
EXTRA = {
    "id": "987", "role": "administrator", "is_admin": "1", "admin": "true", "user_id": "1", "actor_id": "1",
    "owner_id": "1", "owner_team_id": "3", "team_id": "3", "team": "3", "created_by": "1", "created_by_id": "1",
    "created_at": "2001-01-01", "updated_at": "2001-01-01", "version": "1", "kind": "hospital", "origin": "agreement",
    "status": "active", "state": "completed", "tie_id": "1", "password_hash": "x", "password": "x",
    "must_change_password": "", "disabled_at": "", "merged_into_id": "1", "trashed_at": "2001-01-01",
    "voided_at": "2001-01-01", "done_at": "2001-01-01", "fiscal_year": "1999", "is_dated": "", "sort_on": "2001-01-01",
    "search_text": "x", "name_key": "x", "section": "hospital", "band": "2", "by": "1", "confirmed": "y",
    "username": "root", "locale": "en", "_method": "DELETE", "granted_by_id": "1", "overridden_gates": "x",
}  # fmt: skip
#: Forms that begin empty: who sends them, the page, the form's address, and what is typed.
FILLED: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "a city": ("exchange", "/partners/new/city", "/partners/new/city", {"name_ko": "가나군", "country": "KR", "region": "경남"}),
    "a hospital": ("medical", "/partners/new/hospital", "/partners/new/hospital", {"name_ko": "가나병원", "country": "KR"}),
    "a tie": ("manager", "/partners/10/ties/take-over", "", {"tie_type": "friendship", "reason": "이전 기록", "source": "대장", "base_date": "2020-10-31"}),
    "an interaction": ("exchange", "/interactions/new", "/interactions/new", {"partners": ["2"], "date": "2020-11-10", "kind": "meeting", "title": "화상회의"}),
    "an interaction made void": ("exchange", "/interactions/2", "/void", {"reason": "두 번 적음"}),
    "a case": ("exchange", "/agreements/new?pipeline=city_domestic", "", {"title": "새 도시", "target_regions": "강원도"}),
    "a person": ("admin", "/admin/users/new", "", {"name": "지원", "username": "jiwon", "role": "viewer"}),
    "a role": ("admin", "/admin/users/6/role", "", {"role": "officer", "team": "2", "reason": "인사발령"}),
    "an account closed": ("admin", "/admin/users/6", "/disable", {"reason": "퇴직"}),
    "a team": ("admin", "/admin/teams/new", "", {"name": "문화 담당", "code": "culture"}),
    "a hand-over": ("admin", "/admin/teams/3/hand-over", "", {"into": "2", "reason": "조직개편", "confirmed": "y"}),
    "a merger": ("admin", "/admin/teams/3/hand-over", "", {"into": "2", "reason": "조직개편", "merge": "y", "confirmed": "y"}),
    "a password": ("viewer", "/account/password", "", {"current_password": PASSWORD, "password": "네 낱말로 만든 아주 긴 비밀번호", "repeated": "네 낱말로 만든 아주 긴 비밀번호"}),
}  # fmt: skip
#: A button may answer the field as well as its line: what is sent last holds.
LAST_HOLDS = {"region"}
#: Files that are written anew each time carry the moment of their making.
DRAWN_UP = ("/agreements/1/papers/stage_report", "/agreements/2/papers/stage_report")
#: They leave, or end what the comparison needs.
NOT_SENT = ("/logout", *DRAWN_UP)


@pytest.mark.parametrize("what", FILLED)
def test_more_than_is_asked_changes_nothing_more(report: Office, what: str) -> None:
    who, path, action, typed = FILLED[what]
    before, plain = content(report), _sent(report, who, path, action, typed)
    assert plain[0] < 400, f"{what}: the honest form answers {plain[0]}"
    assert plain[1] != before, f"{what}: the honest form changes nothing"
    assert _sent(report, who, path, action, typed, EXTRA) == plain, what


@pytest.mark.parametrize("what", FILLED)
def test_a_field_sent_twice_counts_once(report: Office, what: str) -> None:
    who, path, action, typed = FILLED[what]
    plain, before = _sent(report, who, path, action, typed), content_of(report)
    single = {
        name: [value, "987"] for name, value in typed.items() if isinstance(value, str) and name not in LAST_HOLDS
    }
    status, rows = _sent(report, who, path, action, {**typed, **single})
    assert (status, rows) == plain or (status >= 400 and rows == before), what


@pytest.mark.parametrize(("who", "role"), [("manager", "manager"), ("exchange", "officer"), ("admin", "administrator")])
def test_no_form_on_any_page_takes_more_than_it_shows(report: Office, who: str, role: str) -> None:
    forms = list(_forms(report, who, role))
    faults = [
        f"{path}: form {number}"
        for path, number in forms
        if _pressed(report, who, path, number, EXTRA) != _pressed(report, who, path, number, {})
    ]
    assert len(forms) > 4, "Hardly any form was found."
    assert faults == []


def test_nobody_became_an_administrator(report: Office) -> None:
    for what in ("a person", "a role", "a password"):
        who, path, action, typed = FILLED[what]
        _sent(report, who, path, action, typed, {"role": "administrator"} if what == "a password" else EXTRA)
        with report.reading() as session:
            found = session.scalars(select(User.username).where(User.role == "administrator")).all()
        assert found == ["admin"], what


def content_of(office: Office) -> dict[str, Any]:
    office.restore(REPORT)
    return content(office)


def _sent(
    office: Office, who: str, path: str, action: str, typed: dict[str, Any], extra: dict[str, str] | None = None
) -> tuple[int, dict[str, Any]]:
    """The answer and the rows after the form was filled in and sent, from the report's state."""
    office.restore(REPORT)
    visitor = Visitor(office, who)
    form = visitor.open(path).form(action)
    return _outcome(office, visitor, form, path, typed, extra or {})


def _pressed(office: Office, who: str, path: str, number: int, extra: dict[str, str]) -> tuple[int, dict[str, Any]]:
    office.restore(REPORT)
    visitor = Visitor(office, who)
    form = _posting(visitor.open(path, expect=(200, 302, 303)))[number]
    return _outcome(office, visitor, form, path, {}, extra)


def _outcome(
    office: Office, visitor: Visitor, form: FormOnPage, path: str, typed: dict[str, Any], extra: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    more = {name: value for name, value in extra.items() if name not in form.values and name not in typed}
    known = {name for node in form.node.walk() for name in [node.get("name")] if name}
    data = {**form.values, **{name: value for name, value in more.items() if name not in known}, **typed}
    answer = visitor.raw("POST", form.action or path, data=data)
    assert answer.status_code < 500, f"{path}: {answer.status_code}"
    return answer.status_code, content(office)


def _forms(office: Office, who: str, role: str) -> Iterator[tuple[str, int]]:
    """Every form that posts, once for each view that takes it and each set of fields: a kind's form is its own."""
    visitor, seen = Visitor(office, who), set()
    adapter = office.app.url_map.bind("localhost")
    for path in every_page(office, role):
        answer = visitor.raw("GET", path)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for number, form in enumerate(_posting(Page(answer))):
            address = (form.action or path).partition("?")[0]
            sort = (adapter.match(address, "POST")[0], frozenset(form.values))
            if sort not in seen and address not in NOT_SENT:
                seen.add(sort)
                yield path, number


def _posting(page: Page) -> list[FormOnPage]:
    return [FormOnPage(node) for node in page.main.all("form") if node.get("method").lower() == "post"]
