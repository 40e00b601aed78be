"""Where a request comes from, for rooms that do not know the web."""

from dataclasses import dataclass

from flask import has_request_context, request


@dataclass(frozen=True)
class Origin:
    """The caller's address and program, and the page asked for. Outside a request all are empty."""

    address: str = ""
    agent: str = ""
    page: str = ""


def current() -> Origin:
    """The origin of the request under way."""
    if not has_request_context():
        return Origin()
    return Origin(
        address=request.remote_addr or "",
        agent=(request.user_agent.string or "")[:200],
        page=f"{request.method} {request.endpoint or request.path[:100]}",
    )
