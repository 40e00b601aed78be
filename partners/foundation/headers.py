"""The security headers of every answer, and the nonce of its scripts."""

import secrets

from flask import Flask, Response, current_app, g

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'nonce-{nonce}'",
        "style-src 'self' 'nonce-{nonce}'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "manifest-src 'self'",
        "frame-ancestors {ancestors}",
    )
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # Never no-referrer: with it every POST over HTTPS fails its CSRF check.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def csp_nonce() -> str:
    """The nonce of this answer; scripts that carry it may run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def allow_framing_by_ourselves(response: Response) -> None:
    """Let our own pages show this answer in a frame (the map's document)."""
    response.headers["Content-Security-Policy"] = _policy("'self'")


def prepare(app: Flask) -> None:
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_add_headers)


def _policy(ancestors: str) -> str:
    policy = POLICY.format(nonce=csp_nonce(), ancestors=ancestors)
    tiles = current_app.config["PARTNERS"].map_tiles_url
    return policy.replace("img-src 'self' data:", f"img-src 'self' data: {_host(tiles)}") if tiles else policy


def _host(tiles_url: str) -> str:
    scheme, _, rest = tiles_url.partition("://")
    return f"{scheme}://{rest.split('/')[0].replace('{s}', '*')}"


def _add_headers(response: Response) -> Response:
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy("'none'"))
    response.headers.setdefault("Cache-Control", "no-store")
    if not current_app.config["PARTNERS"].is_demo:
        response.headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
    return response
