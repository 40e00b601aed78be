"""Interactions for tests, logged as officers log them."""

from itertools import count
from typing import Any

from sqlalchemy import select

from partners.accounts.rules import SignedIn
from partners.directory.actions import create_partner
from partners.directory.models import Partner
from partners.foundation.database import db
from partners.interactions import actions
from partners.interactions.models import Interaction

_numbers = count(1)


def partner_id(name: str) -> int:
    """The id of the partner with this Korean name."""
    return db.session.execute(select(Partner.id).where(Partner.name_ko == name)).scalar_one()


def city(by: SignedIn, name: str = "", country: str = "KR", region: str = "강원") -> Partner:
    """A city without any tie."""
    return create_partner(
        "city", {"name_ko": name or f"시험군 {next(_numbers)}", "country": country, "region": region}, by=by
    )


def association_of(partner: Partner, by: SignedIn, name: str = "") -> Partner:
    """An institution that belongs to a city."""
    values = {
        "name_ko": name or f"친선협회 {next(_numbers)}",
        "country": partner.country,
        "type": "foreign_civic_group",
        "related_partner_id": partner.id,
    }
    return create_partner("institution", values, by=by)


def gift(partners: list[int], by: SignedIn, **changes: Any) -> Interaction:
    """A donation of 24 March 2020 from these partners; its amount is unknown."""
    values = {
        "kind": "donation_received",
        "title": "우리 구에 코로나19 극복 농특산물 제공",
        "partners": partners,
        "date": "'20.3.24.",
        "item": "농특산물",
    }
    return actions.log({**values, **changes}, by=by)


def typed(interaction: Interaction, **changes: Any) -> dict[str, Any]:
    """The values of a record as somebody would type them again, with changes."""
    values = {
        "kind": interaction.kind,
        "title": interaction.title,
        "partners": [link.partner_id for link in interaction.named],
        "date": interaction.date_text,
        "undated": not interaction.is_dated,
        "item": interaction.item,
        "amount": interaction.amount_text,
    }
    return {**values, **changes}
