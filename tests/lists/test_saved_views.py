"""Saved views: filters of a list under a name, shared with a team, pinned, opened first; and what goes wrong with them."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from partners.accounts import actions as accounts
from partners.accounts import queries as people
from partners.accounts.models import Team
from partners.accounts.rules import Role
from partners.audit.models import AuditEvent
from partners.directory.models import Partner, Tie
from partners.foundation.clock import now
from partners.lists.models import SavedView, ViewMark
from tests.support.counting import QueryCounter
from tests.support.office import PASSWORD_HASH, Office
from tests.support.page import Page
from tests.support.visitor import Visitor

QUIET = {"kind": "city", "contact": "90", "country": "KR"}
NAME = "조용한 도시들"


@pytest.fixture
def mate(report: Office) -> Visitor:
    """A colleague in the exchange team."""
    with report.writing():
        accounts.create_user("mate", "교류 동료", Role.OFFICER, people.find_team("exchange"), PASSWORD_HASH)
    return Visitor(report, "mate")


def tabs(page: Page) -> dict[str, str]:
    """The tabs above a list: name and address."""
    return {node.one(".tab-name").text: node["href"] for node in page.all("#views li a") if node.all(".tab-name")}


def opened(page: Page) -> str:
    """The tab that is marked."""
    return next((node.one(".tab-name").text for node in page.all("#views a[aria-current=page]")), "")


def pinned(page: Page) -> list[str]:
    return [node.text for node in page.all("#navigation a") if "view=" in node["href"]]


def names(page: Page) -> list[str]:
    return [node.text for node in page.all("tbody a.row-link")]


def save(who: Visitor, expect: int = 303, name: str = NAME, **typed: str) -> Page:
    """Press "Save this view" on the list of quiet cities, and fill in the form."""
    form = who.open(who.visit("directory.index", **QUIET).link("이 보기를 저장")).form()
    return who.press(form, expect, name=name, **typed)


def team_of(office: Office, code: str) -> str:
    with office.reading() as session:
        return str(session.scalar(select(Team.id).where(Team.code == code)))


def test_a_view_is_saved_and_shared_with_the_team_alone(
    report: Office, exchange: Visitor, mate: Visitor, medical: Visitor, manager: Visitor
) -> None:
    page = exchange.follow(save(exchange, team=team_of(report, "exchange"), pinned="y"))
    assert opened(page) == NAME
    assert pinned(page) == [NAME]
    assert names(page) == ["고성군", "영암군", "청양군"]

    seen = mate.visit("directory.index")
    assert NAME in tabs(seen)
    assert pinned(seen) == []
    assert names(mate.open(tabs(seen)[NAME])) == names(page)
    # Colleagues make it their own, and leave it as it is.
    mate.send("lists.pin", key="1")
    mate.send("lists.open_first", key="1")
    assert pinned(mate.visit("today.index")) == [NAME]
    assert opened(mate.visit("directory.index")) == NAME
    mate.visit("lists.edit_view", view_id=1, expect=403)
    mate.send("lists.replace_view", {"query": "", "version": "1"}, view_id=1, expect=403)

    assert NAME not in tabs(medical.visit("directory.index"))
    for endpoint in ("lists.open_view", "lists.edit_view", "lists.delete_view_form"):
        medical.visit(endpoint, view_id=1, expect=404)
    medical.send("lists.pin", key="1", expect=404)
    # The address of the list shows whoever has it the same partners, and no view.
    assert opened(medical.open(tabs(seen)[NAME])) == ""

    form = manager.visit("lists.edit_view", view_id=1).form()
    manager.press(form, name="조용한 국내 도시", team="")
    assert NAME not in tabs(mate.visit("directory.index"))
    mate.visit("lists.open_view", view_id=1, expect=404)
    assert opened(mate.visit("directory.index")) == "전체"
    assert "조용한 국내 도시" in tabs(exchange.visit("directory.index"))


def test_what_is_changed_is_said_replaced_or_saved_anew(report: Office, exchange: Visitor) -> None:
    page = exchange.follow(save(exchange))
    assert "바뀜" not in page.one("#views").text
    wider = exchange.visit("directory.index", kind="city", contact="90", sort="-last", view="1")
    assert opened(wider) == NAME
    assert "바뀜" in wider.one("#views").text
    block = exchange.fetch("directory.index", kind="city", contact="180", view="1")
    assert "바뀜" in block.one("#views").text
    asked = parse_qs(urlsplit(wider.link("새 보기로 저장")).query)
    assert asked == {"query": ["kind=city&contact=90&sort=-last"]}

    after = exchange.follow(exchange.press(wider.form("/views/1/replace")))
    assert "바뀜" not in after.one("#views").text
    assert names(after) == names(wider)
    # Somebody who saw the old version does not overwrite it unseen.
    exchange.press(wider.form("/views/1/replace"), expect=409)
    with report.reading() as session:
        assert session.get_one(SavedView, 1).query == "kind=city&contact=90&sort=-last"
        told = select(AuditEvent.action).where(AuditEvent.subject_type == "saved_views").order_by(AuditEvent.id)
        assert list(session.scalars(told)) == ["view:saved", "view:replaced"]


def test_the_default_opens_without_parameters_and_everything_stays_near(report: Office, exchange: Visitor) -> None:
    exchange.send("lists.open_first", key="quiet")
    page = exchange.visit("directory.index")
    assert opened(page) == "조용한 파트너 90일"
    assert "광주 남구" not in names(page)
    everything = exchange.open(tabs(page)["전체"])
    assert opened(everything) == "전체"
    assert "광주 남구" in names(everything)
    # All filters taken away on the page: it does not jump back into the default.
    assert "광주 남구" in exchange.fetch("directory.index").html
    # One default a person and list; the contacts have their own.
    exchange.follow(save(exchange, opens_first="y"))
    assert opened(exchange.visit("directory.index")) == NAME
    exchange.send("lists.open_first", key="retention_ended")
    assert opened(exchange.visit("directory.all_contacts")) == "보유기간 지남"
    exchange.send("lists.open_no_more_first", key="1")
    assert opened(exchange.visit("directory.index")) == "전체"
    assert report.count(ViewMark) == 1


def test_a_view_that_cannot_be_saved(report: Office, exchange: Visitor, manager: Visitor) -> None:
    save(exchange)
    with report.writing():
        accounts.create_team("gone", "없어진 팀").merged_into_id = 1
    for name in (" ", "가" * 41, "조용한도시들", "이번 달  만료", "901231-1234567"):
        assert "name" in save(exchange, expect=422, name=name).errors, name
    for who, code in ((exchange, "medical"), (exchange, "gone"), (manager, "gone")):
        assert "team" in save(who, expect=422, name="다른 이름", team=team_of(report, code)).errors
    exchange.send("lists.save_view", {"name": "긴 보기", "query": "q=" + "가" * 3000}, expect=422, list_code="partners")
    exchange.send("lists.save_view", {"name": "x"}, expect=404, list_code="castles")
    assert report.count(SavedView) == 1


def test_a_query_that_the_list_no_longer_understands(report: Office, exchange: Visitor) -> None:
    with report.writing() as session:
        owner = report.person("exchange").id
        query = "kind=city&colour=red&team=gone&contact=90&page=7"
        for name, key in (("옛 보기", "옛보기"), ("다른 보기", "다른보기")):
            view = SavedView(list="partners", name=name, name_key=key, query=query, owner_id=owner, created_at=now())
            session.add(view)
    page = exchange.open(tabs(exchange.visit("directory.index"))["옛 보기"])
    assert "영암군" in names(page)
    assert "광주 남구" not in names(page)
    said = page.one("#views").text
    assert "colour=red, team=gone." in said
    after = exchange.follow(exchange.press(page.form("/views/1/replace")))
    assert "colour" not in after.text
    with report.reading() as session:
        assert session.get_one(SavedView, 1).query == "kind=city&contact=90"
    # As a default it opens too.
    exchange.send("lists.open_first", key="2")
    assert "영암군" in names(exchange.visit("directory.index"))
    # What somebody types is still told apart from what was stored.
    exchange.visit("directory.index", team="gone", view="2", expect=400)


def test_a_deleted_view_leaves_every_menu(report: Office, exchange: Visitor, mate: Visitor) -> None:
    exchange.follow(save(exchange, team=team_of(report, "exchange"), pinned="y"))
    mate.send("lists.pin", key="1")
    page = exchange.visit("lists.delete_view_form", view_id=1)
    assert "동료 1명" in page.text
    exchange.press(page.form())
    assert pinned(mate.visit("directory.index")) == []
    assert (report.count(SavedView), report.count(ViewMark)) == (0, 0)


def test_ready_made_views_let_through_what_they_say(report: Office, exchange: Visitor) -> None:
    with report.writing() as session:
        session.execute(update(Tie).where(Tie.partner_id == 2, Tie.type == "sister").values(ends_on=date(2020, 11, 30)))
        session.execute(update(Tie).where(Tie.partner_id == 1, Tie.type == "sister").values(ends_on=date(2020, 12, 1)))
        session.execute(update(Partner).where(Partner.id == 2).values(owner_id=report.person("exchange").id))
    assert names(exchange.visit("directory.index", expiring="month")) == ["영암군"]
    assert set(names(exchange.visit("directory.index", kind="city", expiring="soon"))) == {"영암군", "고성군"}
    assert "영암군" not in names(exchange.visit("directory.index", kind="city", owner="none"))
    assert len(exchange.visit("agreements.index", owner="none").rows()) == 2
    for year, same in (("this", "2020"), ("last", "2019")):
        shown = exchange.visit("interactions.index", year=year).rows()
        assert shown == exchange.visit("interactions.index", year=same).rows()


@pytest.mark.one_database
def test_every_ready_made_view_opens_as_what_it_is(report: Office, exchange: Visitor) -> None:
    for endpoint in ("directory.index", "directory.all_contacts", "interactions.index", "agreements.index",
                     "follow_ups.index"):  # fmt: skip
        ready = [url for url in tabs(exchange.visit(endpoint)).values() if "view=" in url and "view=all" not in url]
        assert len(ready) >= 2
        for address in ready:
            page = exchange.open(address)
            assert tabs(page)[opened(page)] == address
            assert "바뀜" not in page.one("#views").text
    # In a section they keep to it.
    page = exchange.open(tabs(exchange.visit("directory.index", kind="city"))["조용한 파트너 90일"])
    assert page.heading == "교류도시"
    assert opened(page) == "조용한 파트너 90일"


def test_views_are_read_once_and_anew_when_one_changed(
    report: Office, exchange: Visitor, queries: QueryCounter
) -> None:
    def asked() -> int:
        with queries.counted() as statements:
            exchange.visit("directory.index", view="1", kind="city")
        return sum("saved_views" in statement for statement in statements)

    save(exchange, pinned="y")
    assert [asked(), asked()] == [1, 0]
    save(exchange, name="또 하나", pinned="y")
    assert [asked(), asked()] == [1, 0]
