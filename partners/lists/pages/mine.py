"""The views of the person at the keyboard: read once a request, for the menu and for the tabs alike."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, current_app, g, url_for
from flask_login import current_user
from werkzeug.exceptions import NotFound

from partners.lists import queries
from partners.lists.models import SavedView
from partners.lists.rules import ReadyMade, SavedList, View, in_order, read_query

KEY = "partners.lists"


def install(app: Flask, lists: Iterable[SavedList]) -> None:
    """Give the app the lists of which views are saved."""
    app.extensions[KEY] = {of.code: replace(of, ready_made=_in_order(of)) for of in lists}


def known_lists() -> Mapping[str, SavedList]:
    lists: Mapping[str, SavedList] = current_app.extensions[KEY]
    return lists


def find_list(code: str) -> SavedList:
    """The list of this code. Raises NotFound."""
    of = known_lists().get(code)
    if of is None:
        raise NotFound()
    return of


def my_views() -> list[View]:
    """Every view that the reader has, in every list: their own and their team's, then the ready-made ones."""
    if "my_views" not in g:
        rows = queries.views_of(current_user.id, current_user.team_id)
        marks = {row.ready_made: row for row in rows if row.view_id is None}
        saved = [saved_view(row) for row in rows if row.view_id is not None and row.list in known_lists()]
        g.my_views = [*saved, *(_ready(of, one, marks) for of in known_lists().values() for one in of.ready_made)]
    views: list[View] = g.my_views
    return views


def views_in(of: SavedList) -> list[View]:
    return [view for view in my_views() if view.list == of.code]


def pinned_in(code: str) -> list[View]:
    """What the reader pinned to the menu, under this list."""
    return [view for view in my_views() if view.list == code and view.is_pinned]


def my_view(key: str) -> View:
    """The view of this key, if the reader has it. Raises NotFound: another's private view is none."""
    view = next((one for one in my_views() if one.key == key), None)
    if view is None:
        raise NotFound()
    return view


def address_of(view: View, **more: str) -> str:
    """Where it opens: the address of its list, with everything that it asks, so that it can be handed on."""
    return list_address(find_list(view.list), {**view.query, **more, "view": view.key})


def list_address(of: SavedList, query: Mapping[str, Any]) -> str:
    """The list, asked this."""
    return url_for(of.endpoint, **query)


def saved_view(row: Any) -> View:
    """A view as a row of `queries.views_of` tells it."""
    return View(
        key=str(row.view_id),
        list=row.list,
        name=row.name,
        query=read_query(row.query),
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        owner_team_id=row.owner_team_id,
        team_name=row.team_name or "",
        version=row.version,
        is_pinned=row.pinned_at is not None,
        is_default=row.is_default,
    )


def view_of(record: SavedView, owner_name: str = "", team_name: str = "") -> View:
    """A view as its record tells it."""
    return View(
        key=str(record.id),
        list=record.list,
        name=record.name,
        query=read_query(record.query),
        owner_id=record.owner_id,
        owner_name=owner_name,
        owner_team_id=record.owner_team_id,
        team_name=team_name,
        version=record.version,
    )


def _in_order(of: SavedList) -> tuple[ReadyMade, ...]:
    """The ready-made views of a list, asking as an address of it does."""
    return tuple(replace(one, query=in_order(one.query, of.names)) for one in of.ready_made)


def _ready(of: SavedList, one: ReadyMade, marks: Mapping[str, Any]) -> View:
    mark = marks.get(one.code)
    return View(
        key=one.code,
        list=of.code,
        name=one.name,
        query=one.query,
        is_pinned=mark is not None and mark.pinned_at is not None,
        is_default=mark is not None and mark.is_default,
    )
