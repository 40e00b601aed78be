"""Partners as tests need them, registered by the real action."""

from itertools import count
from typing import Any

from partners.accounts.rules import SignedIn
from partners.directory import actions
from partners.directory.kinds import KINDS
from partners.directory.models import Partner
from tests.support.factories.basis import BASIS

_numbers = count(1)


def city(by: SignedIn, name: str = "", region: str = "경남", country: str = "KR", **values: Any) -> Partner:
    """A city; in Korea unless said otherwise, of a name that nobody else has."""
    told = {"name_ko": name or f"시험시{next(_numbers)}", "country": country, "region": region, **values}
    return actions.create_partner("city", told, by=by)


def partner(by: SignedIn, kind: str, name: str = "", **values: Any) -> Partner:
    """A partner of any kind, in Korea unless said otherwise; a person with the ground on which it is kept."""
    ground = BASIS if KINDS[kind].is_person else {}
    told = {"name_ko": name or f"시험 파트너 {next(_numbers)}", "country": "KR", **ground, **values}
    return actions.create_partner(kind, told, by=by)


def typed(name: str, **values: Any) -> dict[str, Any]:
    """What somebody types to register a city."""
    return {"name_ko": name, "country": "KR", "region": "경남", **values}
