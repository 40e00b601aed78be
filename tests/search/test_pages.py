"""The page of results, what is offered while typing, pins, and what stays a clear page whatever is typed."""

import pytest
from sqlalchemy import select, text

from partners.audit.models import AccessEntry
from partners.directory.permissions import ContactPermission
from partners.foundation import patience as waiting
from partners.foundation.access import Scope
from partners.foundation.database import db
from partners.foundation.patience import TooSlow, patience
from partners.roles import GRANTS
from partners.search import queries as searching
from partners.search.models import SearchMark
from partners.search.rules import MOST_OPENED, MOST_PINNED
from tests.support.counting import QueryCounter
from tests.support.factories import contacts as people
from tests.support.factories import directory as partners
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def names(page: Page) -> list[str]:
    return [node.text for node in page.all("li.hit b" if not page.is_whole else "main .hit-name")]


@pytest.fixture
def person(report: Office) -> int:
    """A contact at 영암군."""
    with report.writing():
        return people.contact(report.person("exchange"), 2, "홍길동", name_other="Hong Gildong").id


def test_everything_of_a_partner_stands_under_its_name(report: Office, viewer: Visitor, person: int) -> None:
    page = viewer.visit("search.results", q="나베")
    facets = [node.text for node in page.main.all(".tabs a")]
    assert facets == ["모두 4", "파트너 2", "담당자 0", "협약 1", "교류 기록 1", "문서 0"]
    assert names(page)[0] == "나베현"
    one = viewer.open(page.link("교류 기록"))
    assert names(one) == ["호치민시 외무국의 교류 추천 도시: 나베현(Nha Be)"]
    assert "2020년, 날짜 미상" in one.text
    assert names(viewer.visit("search.results", q="의향서", record="document")) == ["우호협력의향서"]
    assert "다른 종류의 기록에는 있습니다" in viewer.visit("search.results", q="의향서", record="contact").text
    many = viewer.visit("search.results", q="ㅂㅇ", record="partner")
    assert len(names(many)) == len(set(names(many))) >= 10


def test_a_kind_with_many_hits_has_pages(report: Office, viewer: Visitor) -> None:
    with report.writing():
        for number in range(60):
            partners.city(report.person("exchange"), f"가나다시 {number:02}")
    first = viewer.visit("search.results", q="가나다", record="partner")
    second = viewer.open(next(node["href"] for node in first.main.all("a[rel=next]")))
    assert (len(names(first)), len(names(second))) == (50, 10)
    assert not set(names(first)) & set(names(second))
    viewer.visit("search.results", q="가나다", record="partner", page="aW10", expect=400)


def test_persons_who_are_found_are_noted(report: Office, viewer: Visitor, person: int) -> None:
    """T27: whoever sees a name in the hits is in the access log, once an answer."""
    with report.writing():
        ambassador = partners.partner(report.person("exchange"), "ambassador", "홍길순").id
    viewer.visit("search.results")
    for look in (viewer.visit, viewer.fetch):
        endpoint = "search.results" if look == viewer.visit else "search.suggestions"
        before = report.count(AccessEntry)
        assert {"홍길동", "홍길순"} <= set(names(look(endpoint, q="홍길")))
        with report.reading() as session:
            noted = session.scalars(select(AccessEntry).order_by(AccessEntry.id.desc()).limit(2)).all()
            assert {(row.subject_type, *row.subject_ids) for row in noted} == {
                ("contacts", person),
                ("partners", ambassador),
            }
        assert report.count(AccessEntry) == before + 2
    nobody = report.count(AccessEntry)
    viewer.visit("search.results", q="영암군", record="partner")
    viewer.visit("search.results", q="아무도 없음")
    assert report.count(AccessEntry) == nobody


def test_who_may_not_see_contacts_does_not_find_them(
    report: Office, viewer: Visitor, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GRANTS[ContactPermission.VIEW], "viewer", Scope.NONE)
    page = viewer.visit("search.results", q="홍길동")
    assert "담당자" not in [node.text.split()[0] for node in page.main.all(".tabs a")]
    assert "홍길동" not in names(page) + names(viewer.fetch("search.suggestions", q="홍길동"))
    viewer.post(f"/search/pins/contact/{person}", expect=404)


def test_what_is_gone_is_not_found(report: Office, viewer: Visitor, person: int) -> None:
    with report.writing() as session:
        session.execute(text("UPDATE contacts SET removed_at = created_at"))
        session.execute(text("UPDATE interactions SET voided_at = created_at WHERE id = 9"))
        session.execute(text("UPDATE documents SET removed_at = recorded_at"))
        session.execute(text("UPDATE partners SET trashed_at = created_at WHERE id = 22"))
    assert names(viewer.visit("search.results", q="홍길동")) == []
    assert names(viewer.visit("search.results", q="의향서")) == []
    assert names(viewer.visit("search.results", q="나베")) == ["나베현", "나베현"]


def test_pinned_and_opened_records_come_first(report: Office, manager: Visitor, viewer: Visitor) -> None:
    assert names(manager.fetch("search.suggestions")) == []
    manager.post("/search/opened/partner/20", expect=204)
    page = manager.visit("search.results", q="한강성심")
    manager.press(page.form("/search/pins/partner/19"), expect=303)
    assert names(manager.fetch("search.suggestions")) == ["한림대한강성심병원", "씨엠(CM)병원"]
    assert names(manager.fetch("search.suggestions", q="병원"))[:2] == ["한림대한강성심병원", "씨엠(CM)병원"]
    assert names(viewer.fetch("search.suggestions")) == [], "Each person has their own."
    manager.press(manager.visit("search.results", q="한강성심").form("/remove"), expect=200, htmx=True)
    assert names(manager.fetch("search.suggestions")) == ["씨엠(CM)병원"]


def test_only_so_many_are_kept(report: Office, manager: Visitor) -> None:
    for number in range(1, MOST_OPENED + 4):
        manager.post(f"/search/opened/partner/{number}", expect=204)
    assert report.count(SearchMark) == MOST_OPENED
    for number in range(1, MOST_PINNED + 1):
        manager.post(f"/search/pins/partner/{number}")
    manager.post("/search/pins/interaction/1", expect=422)
    for odd in ("partner/999", "partner/x", "user/1", "", "partner/99999999999999999999", "contact/1"):
        manager.post(f"/search/opened/{odd}", expect=404)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "한 글자면 됩니다"),
        ("   ", "한 글자면 됩니다"),
        ("%_*?%", "찾을 글자나 숫자가 없습니다"),
        ("👩‍🌾🙂", "찾을 글자나 숫자가 없습니다"),
        ("''\"\\--;", "찾을 글자나 숫자가 없습니다"),
        ("\x00", "한 글자면 됩니다"),
        ("없\x00는말\x1b[31m", "찾지 못했습니다"),
        ("a\u202egnuy\u202c", "찾지 못했습니다"),
        ("مرحبا بالعالم", "찾지 못했습니다"),
        ("कि थाई ไทย", "찾지 못했습니다"),
        ("𠀀𪜀㐀", "찾지 못했습니다"),
        ("ß" * 300, "200자보다 깁니다"),
        ("가" * 10_000, "200자보다 깁니다"),
        (" OR 1 ".join("ab" * 500), "200자보다 깁니다"),
        ('") OR ("영암', "찾지 못했습니다"),
        ("NEAR(영암, 2)", "찾지 못했습니다"),
    ],
)
def test_whatever_is_typed_gets_a_clear_page(report: Office, viewer: Visitor, typed: str, said: str) -> None:
    assert said in viewer.visit("search.results", q=typed).text
    viewer.visit("search.results", q=typed, record="interaction", lang="en")
    viewer.fetch("search.suggestions", q=typed)


def test_a_question_that_takes_too_long_is_stopped(
    report: Office, viewer: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with report.reading() as session:
        with pytest.raises(TooSlow), patience(0.05):
            session.execute(text(ENDLESS))
        assert session.scalar(text("SELECT 1")) == 1, "The connection is good for the next question."
    monkeypatch.setattr(searching, "PAGE_SECONDS", 0.05)
    monkeypatch.setattr(searching, "TYPING_SECONDS", 0.05)
    monkeypatch.setattr(searching, "count_hits", lambda _searches: db.session.execute(text(ENDLESS)))
    monkeypatch.setattr(searching, "first_hits", lambda *_: db.session.execute(text(ENDLESS)))
    page = viewer.visit("search.results", q="영암", expect=503)
    assert "너무 오래 걸려 멈췄습니다" in page.text
    assert page.main.one("input[type=search]")["value"] == "영암"
    assert "너무 오래 걸려" in viewer.fetch("search.suggestions", q="영암").html


@pytest.mark.parametrize("endpoint", ["directory.index", "interactions.index", "directory.all_contacts"])
def test_a_list_that_looks_too_long_for_words_says_so(
    report: Office, viewer: Visitor, monkeypatch: pytest.MonkeyPatch, endpoint: str
) -> None:
    monkeypatch.setattr(waiting, "LIST_SECONDS", 0.05)
    for room in ("directory.queries.listing", "directory.queries.contacts", "interactions.queries.listing"):
        monkeypatch.setattr(f"partners.{room}.page_of", lambda *_, **__: db.session.execute(text(ENDLESS)))
    assert "너무 오래 걸려 멈췄습니다" in viewer.visit(endpoint, q="영암", expect=503).text


def test_few_statements(report: Office, viewer: Visitor, queries: QueryCounter, person: int) -> None:
    viewer.visit("search.results")
    with queries.at_most(12):
        viewer.visit("search.results", q="영")
    with queries.at_most(8):
        viewer.fetch("search.suggestions", q="영")
