"""Pages and blocks of pages: htmx asks for a block, everybody else gets the whole page."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import (
    Response,
    current_app,
    flash,
    get_flashed_messages,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from jinja2_fragments.flask import render_block
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def is_htmx() -> bool:
    """Whether htmx asks for a part of a page (a boosted link or a history miss wants all of it)."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and "HX-Boosted" not in headers
        and "HX-History-Restore-Request" not in headers
    )


def show(template: str, block: str | None = None, status: int = 200, **context: Any) -> Response:
    """Answer with the page, or with the named block of it when htmx asks."""
    if block is not None and is_htmx():
        body = render_block(template, block, **context)
    else:
        body = render_template(template, **context)
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response


def see_other(endpoint: str, **values: Any) -> Response:
    """After a write: go and look at the result. htmx is told to change the page, not the block."""
    return go_to(url_for(endpoint, **values))


def go_to(address: str) -> Response:
    """Go to an address of ours: 303, or HX-Location for htmx; our script then loads the whole page."""
    if is_htmx():
        response = make_response("", 204)
        response.headers["HX-Location"] = address
        return response
    return make_response(redirect(address, 303))


def happened(event: str) -> Response:
    """Nothing to show: tell the page by an event what happened, so that its parts fetch themselves anew."""
    response = make_response("", 204)
    response.headers["HX-Trigger"] = event
    return response


def is_at(endpoint: str) -> bool:
    """Whether htmx asks from the page of this endpoint."""
    return is_htmx() and urlsplit(request.headers.get("HX-Current-URL", "")).path == url_for(endpoint)


def stay(events: Mapping[str, Any]) -> Response:
    """After a write by htmx that leaves its reader on the page: say what was flashed, swap nothing else.

    `events` are sent to the page by name, with their details; `records-changed` lets what shows records
    load anew, `dialog-done` closes the dialog from which the form came.
    """
    response = with_messages(make_response(""), events)
    response.headers["HX-Reswap"] = "none"
    return response


def with_messages(block: Response, events: Mapping[str, Any]) -> Response:
    """Add to a block for htmx what was flashed, and events for the page."""
    said = current_app.jinja_env.globals["flash_messages"]
    block.set_data(block.get_data(as_text=True) + str(said(get_flashed_messages(with_categories=True), oob=True)))  # type: ignore[operator]
    block.headers["HX-Trigger-After-Swap"] = json.dumps(events)
    return block


def flash_done(message: Any, undo: str = "", link: str = "", progress: str = "") -> None:
    """Say on the next page that something was done. `undo`: the address of a POST that takes it back, and where
    `progress` says how far that is; `link`: the page of what was made.
    """
    more = {"undo": undo, "link": link, "progress": progress}
    flash({"text": str(message), **more} if undo or link else str(message), "done")  # type: ignore[arg-type]


def page_behind() -> str:
    """The path of our page on which the button of this request was pressed; empty when nobody can tell.

    htmx says it itself; otherwise the browser does (Referer, sent to ourselves only).
    """
    address = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    path = f"{address.path}?{address.query}" if address.query else address.path
    if address.netloc != request.host or safe_next(path) != path:
        return ""
    try:
        current_app.create_url_adapter(request).match(address.path, "GET")  # type: ignore[union-attr]
    except (HTTPException, RequestRedirect):
        return ""
    return path


def safe_next(address: str | None) -> str:
    """The address to go to after signing in: a path of ours, or else the first page."""
    home = url_for("today.index")
    if not address or not address.startswith("/") or address.startswith("//"):
        return home
    if any(character in address for character in "\\\r\n\t") or not address.isprintable():
        return home
    parts = urlsplit(address)
    return home if parts.scheme or parts.netloc else address
