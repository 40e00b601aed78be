"""T4: a refusal leaves no trace. Every 4xx of the main forms keeps the records as they were, and what was typed."""

from typing import Any

import pytest
from sqlalchemy import select

from partners.agreements.models import Agreement
from partners.directory.models import Partner
from tests.support.office import Office
from tests.support.traces import fingerprint
from tests.support.visitor import Visitor

#: Who, which form, what is sent, the answer. Ids are those of the report: 2 is 영암군, case 1 is 나베현.
REFUSED: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "an interaction without anything": ("exchange", "/interactions/new", {}, 422),
    "an amount that is none": ("exchange", "/interactions/new", {"title": "x", "kind": "donation_received", "partners": "2", "date": "'20.3.24.", "amount": "많음"}, 422),
    "a day that is none": ("exchange", "/interactions/new", {"title": "x", "kind": "letter", "partners": "2", "date": "'20.3.44."}, 422),
    "a partner that is none": ("exchange", "/interactions/new", {"title": "x", "kind": "letter", "partners": "99999", "date": "'20.3.24."}, 422),
    "a kind that is none": ("exchange", "/interactions/new", {"title": "x", "kind": "party", "partners": "2", "date": "'20.3.24."}, 422),
    "thousand won, perhaps": ("exchange", "/interactions/new", {"title": "x", "kind": "aid_given", "partners": "2", "date": "'20.3.24.", "amount": "4,000", "amount_unit": "won"}, 422),
    "a viewer who writes": ("viewer", "/interactions/new", {"title": "x", "kind": "letter", "partners": "2", "date": "'20.3.24."}, 403),
    "another team's record": ("csr", "/interactions/2/edit", {"title": "x", "reason": "x"}, 403),
    "a void without a reason": ("exchange", "/interactions/2/void", {"reason": ""}, 422),
    "a partner without a name": ("exchange", "/partners/new/city", {"country": "KR", "region": "경남"}, 422),
    "a city that is known": ("exchange", "/partners/new/city", {"name_ko": "광주남구", "country": "KR", "region": "광주"}, 422),
    "half a position": ("exchange", "/partners/new/city", {"name_ko": "가나군", "country": "KR", "region": "경남", "lat": "35"}, 422),
    "nowhere on earth": ("exchange", "/partners/new/city", {"name_ko": "가나군", "country": "KR", "region": "경남", "lat": "95", "lon": "900"}, 422),
    "not a number": ("exchange", "/partners/new/city", {"name_ko": "가나군", "country": "KR", "region": "경남", "lat": "nan", "lon": "nan"}, 422),
    "a hospital of another team": ("csr", "/partners/11/edit", {"name_ko": "x", "version": "1"}, 403),
    "a tie that an officer takes over": ("exchange", "/partners/10/ties/take-over", {"tie_type": "sister"}, 403),
    "a tie without a source": ("manager", "/partners/10/ties/take-over", {"tie_type": "friendship", "reason": "x"}, 422),
    "a stage that is skipped": ("exchange", "/agreements/1/stage", {"stage": "sister_signed", "sister_signed": "2021-03-02"}, 422),
    "a stage whose gate is shut": ("exchange", "/agreements/1/stage", {"stage": "pre_exchange"}, 422),
    "another team's case": ("medical", "/agreements/1/stage", {"stage": "pre_exchange"}, 403),
    "the council before its turn": ("exchange", "/agreements/1/consent", {"session_no": "227", "session_kind": "regular", "bill_no": "1", "outcome": "passed_as_proposed", "resolved_on": "2020-12-01"}, 422),
    "a case without an aim": ("exchange", "/agreements/new", {"pipeline": "city_domestic"}, 422),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_is_kept(report: Office, what: str) -> None:
    who, path, data, status = REFUSED[what]
    visitor = Visitor(report, who)
    visitor.visit("accounts.account")
    before = fingerprint(report)
    sent = {**_versions(report, path), **data}
    page = visitor.post(path, sent, expect=(status, 400) if status == 422 else status)
    assert fingerprint(report) == before
    assert page.heading
    if status == 422 and "title" in data and page.all("[name=title]"):
        assert page.field("title") == data["title"], "What was typed stays."


@pytest.mark.parametrize("what", [name for name, refusal in REFUSED.items() if refusal[3] == 422])
def test_the_same_inside_htmx(report: Office, what: str) -> None:
    who, path, data, status = REFUSED[what]
    visitor = Visitor(report, who)
    visitor.visit("accounts.account")
    before = fingerprint(report)
    page = visitor.post(path, {**_versions(report, path), **data}, expect=(status, 400), htmx=True)
    assert page.text
    assert fingerprint(report) == before


@pytest.mark.parametrize("path", ["/partners/2/edit", "/agreements/1/stage", "/interactions/2/edit"])
def test_an_old_version_is_a_conflict_and_not_a_write(report: Office, path: str) -> None:
    manager = Visitor(report, "manager")
    page = manager.open(path)
    form = page.form(path if page.all("form[method=post]") else "")
    before = fingerprint(report)
    changes = {
        "version": "999",
        "name_ko": "다른 이름",
        "title": "다른 제목",
        "reason": "고침",
        "stage": "pre_exchange",
    }
    known = {name: value for name, value in changes.items() if name in form.values or name == "stage"}
    answer = manager.press(form, expect=409, **known)
    assert answer.heading
    assert fingerprint(report) == before


def _versions(office: Office, path: str) -> dict[str, str]:
    """The version on file, as an honest form carries it."""
    kind, number = path.split("/")[1], path.split("/")[2]
    model = {"partners": Partner, "agreements": Agreement}.get(kind)
    if model is None or not number.isdigit():
        return {"version": "1"}
    with office.reading() as session:
        version = session.scalar(select(model.version).where(model.id == int(number)))  # type: ignore[attr-defined]
        return {"version": str(version)}
