"""Sending a form of a case as whoever has just opened it: with the version on file."""

from collections.abc import Mapping
from typing import Any

from partners.agreements.models import Agreement
from tests.support.page import Page
from tests.support.visitor import Visitor


def post(who: Visitor, form: str, typed: Mapping[str, Any], *, agreement_id: int, **more: Any) -> Page:
    """Post to `agreements.<form>`: `post(exchange, "move", {"stage": "pre_exchange"}, agreement_id=1)`."""
    seen = {"version": str(version_of(who, agreement_id))}
    return who.send(f"agreements.{form}", {**seen, **typed}, agreement_id=agreement_id, **more)


def version_of(who: Visitor, agreement_id: int) -> int:
    """The version on file."""
    with who.office.reading() as session:
        return session.get_one(Agreement, agreement_id).version
