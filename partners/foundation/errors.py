"""Error pages: what happened, what to do, a way back. No 500 where a sentence would do."""

import errno
import logging

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from jinja2_fragments.flask import render_block
from sqlalchemy.exc import DataError, IntegrityError, NoResultFound
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from partners.foundation.hypermedia import is_htmx
from partners.foundation.languages import forget_the_person
from partners.foundation.refusals import Refusal

PAGES = frozenset({400, 403, 404, 405, 409, 410, 413, 422, 429, 500, 507})
#: The disk, or our share of it, is full.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
#: PostgreSQL's error code.
NUMBER_OUT_OF_RANGE = "22003"
log = logging.getLogger("partners.errors")


def prepare(app: Flask) -> None:
    app.register_error_handler(CSRFError, lambda error: page(400, reason=error.description))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NoResultFound, lambda _error: page(404))
    app.register_error_handler(Refusal, lambda refusal: page(refusal.status, sentence=refusal.message))
    app.register_error_handler(IntegrityError, _conflict)
    app.register_error_handler(StaleDataError, _conflict)
    app.register_error_handler(DataError, lambda error: page(404 if _is_too_large(error) else 400))
    # SQLite's driver says so of numbers beyond 64 bits: ids that never were.
    app.register_error_handler(OverflowError, lambda _error: page(404))
    app.register_error_handler(OSError, _disk)
    app.register_error_handler(Exception, _unexpected)


def page(status: int, sentence: object = None, reason: object = None) -> Response:
    """The page of a status. htmx gets only its notice, to show where it was asked from."""
    name = f"errors/{status if status in PAGES else 400}.html"
    # Whoever only opened an address has typed nothing that could be lost.
    is_sent = request.method not in ("GET", "HEAD")
    context = {"sentence": sentence, "reason": reason, "status": status, "is_sent": is_sent}
    if is_htmx():
        response = make_response(render_block(name, "notice", **context), status)
        response.headers["HX-Retarget"] = "#notices"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return make_response(render_template(name, **context), status)


def _is_too_large(error: Exception) -> bool:
    """PostgreSQL's word for the same, of numbers beyond the column."""
    return getattr(getattr(error, "orig", None), "sqlstate", None) == NUMBER_OUT_OF_RANGE


def _http(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response())
    answer = page(error.code)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            answer.headers[name] = value
    return answer


def _conflict(error: Exception) -> Response:
    log.info("conflict on %s: %s", request.endpoint, type(error).__name__)
    return page(409)


def _disk(error: OSError) -> Response:
    if error.errno not in NO_ROOM:
        return _unexpected(error)
    log.error("the disk is full: %s", request.endpoint)
    return page(507)


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected error on %s", request.endpoint)
    # The page must not ask the database for anything: perhaps that is what failed.
    forget_the_person()
    return page(500)
