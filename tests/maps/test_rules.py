"""What the map may be asked, and when a sister city counts as silent."""

import pytest
from werkzeug.datastructures import MultiDict

from partners.directory.rules.filters import UnknownFilter
from partners.maps.rules import MapFilter, read_filter

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
    filtered = MapFilter(kinds=("city",), ties=("sister", "mou"), silent=True, unsure=True)
    assert asked(filtered.address) == filtered
    assert asked(MapFilter(kinds=()).address).kinds == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("kind", "planet"),
        ("kind", "group"),
        ("tie", "marriage"),
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
