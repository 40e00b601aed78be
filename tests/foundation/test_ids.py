"""Ids that never were: both databases say the same."""

import pytest

from tests.support.visitor import Visitor


@pytest.mark.parametrize("path", ["/partners/", "/interactions/", "/agreements/"])
@pytest.mark.parametrize("number", [2**31, 2**63 - 1, 2**63, 10**30])
def test_a_number_beyond_the_column_is_not_found(viewer: Visitor, path: str, number: int) -> None:
    viewer.open(f"{path}{number}", expect=404)
