"""Handing a file out: only to be saved, never to be shown inside our pages."""

import logging
from urllib.parse import quote

from flask import Response
from werkzeug.exceptions import NotFound
from werkzeug.wsgi import FileWrapper

from partners.files.queries import FileRow
from partners.files.rules import ending_of
from partners.files.storage import store

#: Should a browser show it after all, it may load nothing, run nothing and reach nothing of ours.
POLICY = "default-src 'none'; sandbox"
UNKNOWN_TYPE = "application/octet-stream"
CHUNK_BYTES = 64 * 1024
log = logging.getLogger("partners.files")


def download(file: FileRow) -> Response:
    """The file as an attachment of the answer, streamed. Raises NotFound when its content is not in the store."""
    try:
        content = store().path_of(file.sha256).open("rb")
    except OSError as error:
        log.error("the content of attachment %s is missing in the store", file.id)
        raise NotFound() from error
    response = Response(FileWrapper(content, CHUNK_BYTES), direct_passthrough=True)
    response.call_on_close(content.close)
    response.content_length = file.size
    response.headers["Content-Type"] = file.type.content_type if file.type else UNKNOWN_TYPE
    response.headers["Content-Disposition"] = disposition(file.name)
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-store"
    return response


def disposition(name: str) -> str:
    """An attachment under this name: plain for old programs, in full as RFC 5987 writes it."""
    return f"attachment; filename=\"file.{ending_of(name)}\"; filename*=UTF-8''{quote(name, safe='')}"
