"""Keyset paging: every row once, in order, forwards and backwards, whatever the sort."""

import base64
import json
from typing import Any

import pytest
from sqlalchemy import Select, Subquery, select

from partners.agreements.rules.columns import CASE_COLUMNS
from partners.directory.models import Partner, PartnerStanding
from partners.directory.rules.columns import CONTACT_COLUMNS, PARTNER_COLUMNS
from partners.foundation.database import db
from partners.interactions.actions import plan_follow_up
from partners.interactions.actions.follow_ups import Step
from partners.interactions.rules.columns import FOLLOW_UP_COLUMNS, INTERACTION_COLUMNS
from partners.lists.columns import Columns
from partners.lists.keyset import BadPage, NoSuchPage, SortKey, count_of, page_of
from tests.support.factories import contacts as people
from tests.support.office import Office
from tests.support.visitor import Visitor

SIZE = 7
SORTS = {
    "by name": [SortKey(Partner.name_ko), SortKey(Partner.id)],
    "by name, from the end": [SortKey(Partner.name_ko, descending=True), SortKey(Partner.id, descending=True)],
    "by a day that may be missing": [SortKey(PartnerStanding.last_contact_on, nullable=True), SortKey(Partner.id)],
    "the latest first, the missing last": [
        SortKey(PartnerStanding.last_contact_on, descending=True, nullable=True),
        SortKey(Partner.id, descending=True),
    ],
    "by a moment": [SortKey(Partner.created_at, descending=True), SortKey(Partner.id)],
    "by few values that may be missing": [
        SortKey(PartnerStanding.last_contact_kind, descending=True, nullable=True, coarse=True),
        SortKey(Partner.name_ko),
        SortKey(Partner.id),
    ],
    "by few values": [SortKey(Partner.kind, coarse=True), SortKey(Partner.name_ko, True), SortKey(Partner.id, True)],
    "by many equal values": [SortKey(Partner.kind), SortKey(Partner.country, descending=True), SortKey(Partner.id)],
}
ROWS = select(Partner.id, Partner.name_ko).outerjoin(PartnerStanding, PartnerStanding.partner_id == Partner.id)


def walk(keys: list[SortKey]) -> list[list[int]]:
    pages, page = [], page_of(ROWS, keys, None, SIZE)
    pages.append([row.id for row in page.rows])
    while page.next:
        page = page_of(ROWS, keys, page.next, SIZE)
        pages.append([row.id for row in page.rows])
    return pages


@pytest.mark.parametrize("sort", SORTS)
def test_every_row_stands_on_one_page(report: Office, sort: str) -> None:
    with report.reading():
        pages = walk(SORTS[sort])
        ids = [number for page in pages for number in page]
        assert len(ids) == len(set(ids)) == 45
        assert {len(page) for page in pages[:-1]} == {SIZE}


@pytest.mark.parametrize("sort", SORTS)
def test_the_way_back_shows_the_same_pages(report: Office, sort: str) -> None:
    keys = SORTS[sort]
    with report.reading():
        pages = walk(keys)
        page = page_of(ROWS, keys, None, SIZE)
        while page.next:
            page = page_of(ROWS, keys, page.next, SIZE)
        back = [[row.id for row in page.rows]]
        while page.previous:
            page = page_of(ROWS, keys, page.previous, SIZE)
            back.append([row.id for row in page.rows])
        assert [number for one in reversed(back) for number in one] == [number for one in pages for number in one]
        assert page.previous is None


def test_missing_values_come_last_either_way(report: Office) -> None:
    with report.reading():
        for sort in ("by a day that may be missing", "the latest first, the missing last"):
            ids = [number for page in walk(SORTS[sort]) for number in page]
            standings = dict(
                db.session.execute(select(PartnerStanding.partner_id, PartnerStanding.last_contact_on)).all()
            )
            missing = [standings.get(number) is None for number in ids]
            assert missing == sorted(missing), sort


def test_a_new_row_moves_nobody_to_another_page(report: Office) -> None:
    keys = SORTS["by name"]
    with report.reading():
        first = page_of(ROWS, keys, None, SIZE)
        second = [row.id for row in page_of(ROWS, keys, first.next, SIZE).rows]
    with report.writing() as session:
        early = session.get_one(Partner, second[-1])
        early.name_ko = "가"
    with report.reading():
        after = [row.id for row in page_of(ROWS, keys, first.next, SIZE).rows]
    assert after[: SIZE - 1] == second[: SIZE - 1]


@pytest.mark.parametrize("sort", SORTS)
def test_a_late_join_shows_the_same_pages(report: Office, sort: str) -> None:
    keys = SORTS[sort]

    def shown(found: Subquery) -> Select[Any]:
        return select(Partner.id, Partner.name_ko).join(found, found.c.id == Partner.id)

    only_ids = ROWS.with_only_columns(Partner.id)
    with report.reading():
        page = None
        for ids in walk(keys):
            late = page_of(only_ids, keys, page, SIZE, shown=shown)
            assert [row.id for row in late.rows] == ids
            back = page_of(only_ids, keys, late.previous, SIZE, shown=shown) if late.previous else None
            assert back is None or len(back.rows) == SIZE
            page = late.next
        assert page is None


def _packed(values: object) -> str:
    return "a" + base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "page",
    [
        "a", "zzz", "a!!!", "x" * 5000, _packed([]), _packed(["only one"]), _packed({"a": 1}), _packed([["x"], 1]),
        _packed([{"d": "yesterday"}, 1]), _packed([{"d": 5}, 1]), _packed(7), "a\x00", "b" + "A" * 40,
    ],
)  # fmt: skip
def test_a_page_that_we_did_not_give_out(report: Office, page: str) -> None:
    with report.reading(), pytest.raises(BadPage):
        page_of(ROWS, SORTS["by name"], page, SIZE)


def test_a_moment_without_its_zone_is_none_of_ours(report: Office) -> None:
    keys = [SortKey(Partner.created_at), SortKey(Partner.id)]
    with report.reading(), pytest.raises(BadPage):
        page_of(ROWS, keys, _packed([{"t": "2020-11-20T09:00:00"}, 1]), SIZE)


def test_counting_stops_at_the_cap(report: Office) -> None:
    with report.reading():
        assert count_of(ROWS) == count_of(ROWS, cap=45)
        counted = count_of(ROWS, cap=44)
        assert (counted.number, counted.capped) == (44, True)
        assert (count_of(ROWS).number, count_of(ROWS).capped) == (45, False)


def test_days_travel_in_an_address(report: Office) -> None:
    keys = SORTS["the latest first, the missing last"]
    with report.reading():
        page = page_of(ROWS, keys, None, 2)
        assert page.next is not None
        assert page.next[1:].replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("sort", SORTS)
def test_a_page_by_its_number_is_the_one_that_turning_reaches(report: Office, sort: str) -> None:
    keys = SORTS[sort]
    with report.reading():
        for number, ids in enumerate(walk(keys), 1):
            page = page_of(ROWS, keys, str(number), SIZE)
            assert [row.id for row in page.rows] == ids
            assert (page.previous is None, page.next is None) == (number == 1, number == 7)


@pytest.mark.parametrize("page", ["0", "00", "8", "999999999", "9" * 5000, "٣"])
def test_a_page_number_that_the_list_does_not_have(report: Office, page: str) -> None:
    with report.reading(), pytest.raises(NoSuchPage):
        page_of(ROWS, SORTS["by name"], page, SIZE)


LISTS: dict[str, Columns] = {
    "directory.index": PARTNER_COLUMNS,
    "directory.all_contacts": CONTACT_COLUMNS,
    "interactions.index": INTERACTION_COLUMNS,
    "agreements.index": CASE_COLUMNS,
    "follow_ups.index": FOLLOW_UP_COLUMNS,
}


@pytest.mark.parametrize("endpoint", LISTS)
def test_every_list_says_so(report: Office, manager: Visitor, endpoint: str) -> None:
    """Page 999999999, a cursor of another list, an order that there is not: a page in words, never an error."""
    assert "999999999페이지가 없습니다" in manager.visit(endpoint, expect=404, page="999999999").text
    manager.visit(endpoint, expect=404, page="9000")
    manager.visit(endpoint, page="1")
    elsewhere = _packed([3, "다른 목록", None, {"d": "2020-11-20"}])
    for page in ("aWyJvdGhlciIsMSwyLDNd", elsewhere, "b" + elsewhere[1:], "-1", "1.5", "\x00"):
        manager.visit(endpoint, expect=400, page=page)
    for sort in ("no_such_order", "--name", "name desc", "\u202eeman", "가" * 10_000):
        manager.visit(endpoint, expect=400, sort=sort)
    manager.visit(endpoint, density="as high as a house", count="everything", columns="%,\x00,<b>,,," + "x" * 10_000)


@pytest.mark.parametrize("endpoint", LISTS)
def test_every_list_is_sorted_by_what_it_shows(report: Office, manager: Visitor, endpoint: str) -> None:
    with report.writing() as session:
        city = session.scalars(select(Partner.id).where(Partner.name_ko == "영암군")).one()
        people.contact(report.person("manager"), city, "김가")
        plan_follow_up(Step(title="회신", assignee=report.person("manager").id), report.person("manager"), partner=city)
    offered = LISTS[endpoint]
    every = ",".join(column.code for column in offered)
    for sort in sorted(offered.sorts):
        page = manager.visit(endpoint, sort=sort, columns=every)
        assert page.all("tbody a.row-link"), sort
        assert page.one("thead [aria-sort]")["aria-sort"] == ("descending" if sort.startswith("-") else "ascending")
        manager.visit(endpoint, expect=404, sort=sort, page="500")
