"""What stands around the rows of any list: heads, ways to other pages, tools, how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from flask import url_for

from partners.lists.columns import Look, heads
from partners.lists.keyset import Count, Page


class Sorted(Protocol):
    """A list's filter that knows its order, as it stands in the address; `order` is the one in force."""

    @property
    def address(self) -> Mapping[str, Any]: ...
    @property
    def order(self) -> str: ...


@dataclass(frozen=True)
class ShownList:
    """One page of a list, as `list_tools`, `data_table`, `row_drawing` and `pager` take it."""

    endpoint: str
    asked: Sorted
    look: Look
    page: Page
    count: Count

    @property
    def address(self) -> dict[str, Any]:
        """What the address of this list holds, but for its page."""
        return {**self.asked.address, **self.look.address}

    @cached_property
    def heads(self) -> list[dict[str, Any]]:
        return heads(self.look, self.asked.order, lambda sort: self._url(sort=sort))

    @property
    def kept(self) -> dict[str, Any]:
        """What stays when a filter changes."""
        return {name: value for name, value in self.address.items() if name in ("sort", "columns", "view")}

    @property
    def previous_url(self) -> str | None:
        return self._url(page=self.page.previous) if self.page.previous else None

    @property
    def next_url(self) -> str | None:
        return self._url(page=self.page.next) if self.page.next else None

    def _url(self, **more: str) -> str:
        return url_for(self.endpoint, **{**self.address, **more})
