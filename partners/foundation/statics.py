"""Static files: served by WhiteNoise under an address that changes with their content, so cached for ever."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise

from partners.foundation.headers import FIXED

YEAR_SECONDS = 31_536_000


def prepare(app: Flask, folder: Path) -> None:
    """Serve the folder and give templates `static_url('styles/app.css')`."""
    build = _build(folder)
    prefix = f"/static/{build}/"

    def static_url(name: str) -> str:
        return prefix + name

    app.jinja_env.globals["static_url"] = static_url
    app.extensions["partners.static_url"] = static_url
    files = WhiteNoise(
        app.wsgi_app,
        max_age=YEAR_SECONDS,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
        add_headers_function=_add_headers,
    )
    app.wsgi_app = files  # type: ignore[method-assign]
    app.extensions["partners.look_again"] = lambda: files.add_files(str(folder), prefix=prefix)
    look_again(app)


def look_again(app: Flask) -> None:
    """Take in the sizes of all files. Needed after compressing: a stale size would cut a file short."""
    app.extensions["partners.look_again"]()


def _build(folder: Path) -> str:
    # One name for the whole set: relative addresses inside style sheets stay true.
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".br", ".gz"}:
            stat = path.stat()
            digest.update(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]


def _add_headers(headers: Any, _path: str, _url: str) -> None:
    for name, value in FIXED.items():
        headers[name] = value
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
