"""자료 점검: each figure is the number of rows of the list that it opens; unknown is not zero; few statements."""

import re
from datetime import date

import pytest

from partners.directory.models import Tie
from partners.foundation.clock import now
from partners.interactions.actions.follow_ups import Step, plan_follow_up
from partners.upkeep.pages import quality
from partners.upkeep.rules.quality import GROUPS, share_of
from tests.support.counting import QueryCounter
from tests.support.factories import contacts as people
from tests.support.factories import directory as make
from tests.support.office import Office
from tests.support.page import Page
from tests.support.visitor import Visitor

CODES = [check.code for group in GROUPS for check in group.checks]


def counted(page: Page) -> int:
    """How many rows a list says that it has."""
    said = page.main.all("p.list-count")
    return int(re.sub(r"[^0-9]", "", said[0].text)) if said else 0


def walk(who: Visitor, **asked: str) -> dict[str, int]:
    """Every figure of the page, after following it to its list."""
    page, found = who.visit("upkeep.quality", **asked), {}
    for figure in page.all("a[data-check]"):
        found[figure["data-check"]] = int(figure.text.replace(",", ""))
        assert counted(who.open(figure["href"])) == found[figure["data-check"]], (figure["data-check"], figure["href"])
    for whole in {node["href"]: node for node in page.all(".quality-of > a")}.values():
        assert counted(who.open(whole["href"])) == int(re.sub(r"[^0-9]", "", whole.text)), whole["href"]
    return found


@pytest.fixture
def full(report: Office) -> Office:
    """The report with something to find by every check."""
    officer, manager = report.person("exchange"), report.person("manager")
    with report.writing() as session:
        city = make.city(officer, "자료시", "강원").id
        for name in ("가", "나"):
            kept = people.contact(officer, city, f"보유{name}")
            kept.retain_until = date(2020, 1, 1) if name == "가" else None
        plan_follow_up(Step(title="늦은 일", due_on=date(2020, 11, 1)), officer, partner=city)
        plan_follow_up(Step(title="날 없는 일"), officer, partner=city)
        make.partner(report.person("medical"), "hospital", "등록미상의원")
        other = make.partner(manager, "company", "기한미상회사").id
        for partner_id, last in ((other, None), (city, date(2020, 1, 1))):
            session.add(Tie(partner_id=partner_id, type="mou", origin="take_over", ends_on=last, recorded_at=now()))
    return report


def test_each_figure_of_the_report_opens_its_list(report: Office, exchange: Visitor) -> None:
    found = walk(exchange)
    assert found["undated"] == 5
    assert found["owner"] == 45
    review = exchange.visit("reports.review")
    for code, list_address in (("place", "missing=place"), ("owner", "owner=none"), ("contact", "missing=contact")):
        told = [node.text for node in review.main.all("a[href]") if node["href"].endswith(f"/partners/?{list_address}")]
        assert str(found[code]) in told, code


def test_each_check_finds_what_it_looks_for(full: Office, exchange: Visitor, queries: QueryCounter) -> None:
    found = walk(exchange)
    assert set(CODES) == set(found), "A check finds nothing although there is something."
    own = walk(exchange, team="exchange")
    assert own["overdue"] == own["undue"] == own["retention_ended"] == own["retention_unknown"] == 1
    assert "registration" not in own
    with queries.at_most(8):
        exchange.visit("upkeep.quality")
    exchange.visit("upkeep.quality", 400, team="nobody")


def test_what_was_counted_to_the_cap_only_has_no_share(
    report: Office, exchange: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality, "COUNT_CAP", 20)
    page = exchange.visit("upkeep.quality")
    assert page.one("a[data-check=owner]").text == "20+"
    assert "비율 미상" in page.text
    exact = exchange.open(page.link("끝까지 세기"))
    assert exact.one("a[data-check=owner]").text == "45"
    assert "비율 미상" not in exact.text


def test_a_little_is_never_nothing() -> None:
    assert [share_of(*pair) for pair in ((0, 9), (1, 900), (899, 900), (9, 9), (3, 0), (1, 4))] == [
        0,
        1,
        99,
        100,
        0,
        25,
    ]
