"""Taking in what a form sends: looked at and stored before the view begins, and so before the write gate."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from partners.files import rules
from partners.files.scanning import scanner
from partners.files.sniffing import Unfit, examine
from partners.files.storage import store
from partners.foundation import errors
from partners.foundation.access import may
from partners.foundation.identifiers import REFUSALS, find_identifier
from partners.foundation.words import _, _l

P = ParamSpec("P")
R = TypeVar("R")
#: The name of the field for files; a form with several of them puts a word behind it: files_minutes.
FIELD = "files"
log = logging.getLogger("partners.files")


@dataclass(frozen=True)
class Received:
    """A file as it came: its shown name, and either where its content lies or what is wrong with it."""

    name: str
    size: int = 0
    sha256: str = ""
    content_type: str = ""
    problem: Any = None
    #: The field of the form in which it came.
    field: str = FIELD


def prepare(app: Flask) -> None:
    """Call before anything that reads forms: it is here that views with files are allowed larger requests."""
    app.before_request(_allow_large_uploads)
    app.register_error_handler(RequestEntityTooLarge, _too_large)


def receives_files(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view whose form sends files in the field `files`, or in several called `files_…`. Stands under
    `@requires`.
    """

    @wraps(view)
    def with_files(*args: P.args, **kwargs: P.kwargs) -> R:
        if "received_files" not in g:
            # Once a request: the view may run twice, the content is stored the first time. One more than may come
            # says that there are too many: nobody looks into a thousand.
            sent = [(name, file) for name, file in request.files.items(multi=True) if file.filename and _is_field(name)]
            g.received_files = [
                replace(_receive(file), field=name) for name, file in sent[: rules.MOST_AT_A_RECORD + 1]
            ]
        return view(*args, **kwargs)

    with_files.receives_files = True  # type: ignore[attr-defined]
    return with_files


def received(field: str = "") -> list[Received]:
    """The files of this request, or of one field of it, good and bad, in the order in which they came."""
    found: list[Received] = g.get("received_files", [])
    return [file for file in found if field in ("", file.field)]


def _is_field(name: str) -> bool:
    return name == FIELD or name.startswith(f"{FIELD}_")


def _allow_large_uploads() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    # A form without files stays as small as any. Strangers are sent to sign in and others away, whatever they
    # bring: nobody reads 50 MB for that.
    has_files = request.mimetype == "multipart/form-data" and hasattr(view, "receives_files")
    if has_files and current_user.is_authenticated and may(current_user, view.guarded_by):  # type: ignore[union-attr]
        request.max_content_length = rules.MOST_BYTES_A_REQUEST


def _too_large(_error: RequestEntityTooLarge) -> Response:
    most = rules.MOST_BYTES_A_REQUEST // rules.MEGABYTE
    if request.max_content_length == rules.MOST_BYTES_A_REQUEST:
        return errors.page(413, _("All files together are larger than %(most)s MB. Nothing was saved.", most=most))
    return errors.page(413)


def _receive(file: FileStorage) -> Received:
    name = rules.shown_name(file.filename or "")
    if found := find_identifier(name):
        # The answer must not repeat the number.
        return Received(rules.shown_name(f"file.{rules.ending_of(name)}"), problem=REFUSALS[found])
    try:
        return _kept(name, file)
    except Unfit as unfit:
        return Received(name, problem=unfit.message)
    except OSError as error:
        log.exception("an upload could not be stored")
        return Received(name, problem=_sentence_on(error))


def _sentence_on(error: OSError) -> Any:
    if error.errno in errors.NO_ROOM:
        return _l("The disk is full, so it could not be stored. Tell the administrator and send it again later.")
    return _l("It could not be stored. Send it again; if that does not help, tell the administrator.")


def _kept(name: str, file: FileStorage) -> Received:
    claimed = rules.type_by_name(name)
    if claimed is None:
        raise Unfit(rules.advice_on(name))
    content = file.stream.read(rules.MOST_BYTES + 1)
    if len(content) > rules.MOST_BYTES:
        most = rules.MOST_BYTES // rules.MEGABYTE
        raise Unfit(_l("It is larger than %(most)s MB. Make it smaller or split it.", most=most))
    examine(content, claimed)
    sha256 = store().put(content, check=scanner())
    return Received(name, len(content), sha256, claimed.content_type)
