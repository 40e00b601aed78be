"""The menu, and the panels on a partner's page. Coupled by address, never by import."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_login import current_user

from partners.directory import queries as directory
from partners.directory.kinds import SECTIONS
from partners.foundation.words import _l
from partners.interactions import queries as interactions


@dataclass(frozen=True)
class Entry:
    """A line of the menu; `level` 1 stands under the line above it."""

    label: Any
    url: str
    icon: str | None = None
    kind: str | None = None
    count: int | None = None
    current: bool = False
    level: int = 0
    divider_before: bool = False


@dataclass(frozen=True)
class Panel:
    """A part of a partner's page that another capability draws; works as a page of its own."""

    title: Any
    endpoint: str


#: Over the whole width, in the wide column, in the narrow column.
HEAD_PANELS = (Panel(_l("Agreements"), "agreements.of_partner"),)
WIDE_PANELS = (Panel(_l("History"), "agreements.history"),)
SIDE_PANELS = (Panel(_l("Given and received"), "interactions.balance"),)


def prepare(app: Flask) -> None:
    app.context_processor(_menu)
    app.jinja_env.globals.update(head_panels=HEAD_PANELS, wide_panels=WIDE_PANELS, side_panels=SIDE_PANELS)


def _menu() -> dict[str, Any]:
    # Left out of blocks for htmx, which show no menu, and of pages for strangers.
    if not current_user.is_authenticated or request.headers.get("HX-Request"):
        return {"navigation": []}
    return {"navigation": entries()}


def entries() -> list[Entry]:
    """The menu of this request, with the counts that it shows."""
    counts = directory.counts_by_kind()
    endpoint = request.endpoint or ""
    kind = _kind_of_page()
    at_partners = endpoint.startswith("directory.")
    return [
        Entry(
            _l("Partners"),
            url_for("directory.index"),
            icon="users",
            count=sum(counts.values()),
            current=at_partners and kind is None,
        ),
        *(
            Entry(
                section.plural,
                url_for("directory.index", kind=section.code),
                kind=section.code,
                count=counts.get(section.code, 0),
                current=at_partners and kind == section.code,
                level=1,
            )
            for section in SECTIONS
        ),
        Entry(
            _l("Interactions"),
            url_for("interactions.index"),
            icon="list",
            count=interactions.count_standing(),
            current=endpoint.startswith("interactions."),
            divider_before=True,
        ),
        Entry(_l("Agreements"), url_for("agreements.index"), icon="signing", current=endpoint == "agreements.index"),
        Entry(_l("Board"), url_for("agreements.board"), current=endpoint == "agreements.board", level=1),
        Entry(_l("Map"), url_for("maps.index"), icon="map", current=endpoint.startswith("maps.")),
    ]


def _kind_of_page() -> str | None:
    return request.args.get("kind") or (request.view_args or {}).get("kind")
