"""What the map may be asked, and when a sister city counts as silent."""

from collections import Counter

import pytest
from werkzeug.datastructures import MultiDict

from partners.directory.rules.filters import PartnerFilter, UnknownFilter
from partners.maps.grid import Crowd, crowds, grid
from partners.maps.rules import MapFilter, View, read_filter, read_view

KINDS = ["city", "hospital", "institution"]


def asked(address: list[tuple[str, str]]) -> MapFilter:
    return read_filter(MultiDict(address), KINDS)


def test_an_empty_address_asks_for_everything() -> None:
    assert asked([]) == MapFilter(kinds=("city", "hospital", "institution"))


def test_kinds_repeat_and_keep_the_order_of_the_sections() -> None:
    assert asked([("kind", "institution"), ("kind", "city")]).kinds == ("city", "institution")


def test_an_empty_kind_is_no_kind() -> None:
    assert asked([("kind", "")]).kinds == ("city", "hospital", "institution")


def test_a_form_with_every_box_empty_asks_for_nothing() -> None:
    assert asked([("chosen", "y")]).kinds == ()


def test_the_address_of_a_filter_asks_for_the_same() -> None:
    shared = PartnerFilter(country="foreign", stage="approach", team="exchange", tag="a", q="b", owner="me", silent="y")
    filtered = MapFilter(
        kinds=("city",), ties=("sister", "mou", "none"), unsure=True, contact="90", year=2005, shared=shared
    )
    assert asked(filtered.address) == filtered
    assert asked(MapFilter(kinds=()).address).kinds == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "planet"),
        ("kind", "group"),
        ("tie", "marriage"),
        ("contact", "91"),
        ("year", "20205"),
        ("year", "1066"),
        ("country", "Korea"),
        ("stage", "x y"),
        ("q", "a" * 101),
        ("silent", "maybe"),
        ("unsure", "1"),
        ("chosen", "x"),
        ("partner", "one"),
        ("partner", "-1"),
        ("partner", "1e3"),
        ("partner", "٣"),
        ("partner", "99999999999999999999"),
    ],
)  # fmt: skip
def test_what_does_not_exist_cannot_be_asked(name: str, value: str) -> None:
    with pytest.raises(UnknownFilter):
        asked([(name, value)])


def test_an_address_of_the_list_is_an_address_of_the_map() -> None:
    listed = {"kind": "city", "country": "foreign", "tie": "sister", "q": "x", "sort": "-last"}
    found = asked(list(listed.items()))
    assert (found.kinds, found.ties, found.shared.country, found.shared.q) == (("city",), ("sister",), "foreign", "x")


@pytest.mark.parametrize("view", ["1,2,3", "a,b,c,d", "5,1,4,2", "1,9,2,8", "1e3,0,2,2", "nan,0,1,1", "99999,0,1,1"])
def test_a_part_of_the_world_that_is_none(view: str) -> None:
    with pytest.raises(UnknownFilter):
        read_view(MultiDict([("in", view)]))


def test_crowds_that_would_overlap_are_one_and_nobody_is_lost() -> None:
    cells = [
        ((1, 1), Crowd(Counter(city=3), 37.0, 127.0, 36.9, 126.9, 37.1, 127.1)),
        ((1, 1), Crowd(Counter(hospital=2), 37.0, 127.0, 37.0, 127.0, 37.0, 127.2)),
        ((2, 1), Crowd(Counter(city=1), 37.0, 127.3, 37.0, 127.3, 37.0, 127.3, partner_id=9)),
        ((9, 1), Crowd(Counter(city=1), 37.0, 150.0, 37.0, 150.0, 37.0, 150.0, partner_id=7)),
    ]
    near, far = crowds(cells, zoom=5)
    assert (near.kinds, near.east, far.number, far.partner_id) == (Counter(city=4, hospital=2), 127.3, 1, 7)
    assert [crowd.number for crowd in crowds(cells, zoom=12)] == [5, 1, 1]


def test_the_cells_lie_still_and_never_grow_without_end() -> None:
    here, moved = grid(View(33, 124, 39, 132), 7), grid(View(33, 125, 39, 133), 7)
    assert set(here.longitudes) & set(moved.longitudes)
    assert len(grid(View(-90, -999, 90, 999), 20).longitudes) < 100
