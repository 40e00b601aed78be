"""Contacts as tests need them, registered by the real action."""

from datetime import date
from typing import Any

from partners.accounts.rules import SignedIn
from partners.directory import actions
from partners.directory.models import Contact
from partners.directory.queries import get_partner

#: On what ground the data is kept; the business day of the tests is 2020-11-20.
BASIS = {
    "legal_basis": "public_task",
    "purpose": "교류 업무 연락",
    "collected_from": "명함",
    "retain_until": date(2023, 12, 31),
}
PHONE, MOBILE, MAIL = "061-470-2114", "010-8765-4321", "hong@yeongam.go.kr"


def contact(by: SignedIn, partner_id: int, name: str = "홍길동", **values: Any) -> Contact:
    """A person at a partner, with phones, a mail address and a note."""
    told = {
        "name": name, "department": "총무과", "title": "주무관", "phone": PHONE, "mobile": MOBILE, "email": MAIL,
        "note": "오후에 통화 가능", **BASIS, **values,
    }  # fmt: skip
    return actions.register_contact(get_partner(partner_id), told, by=by, confirmed=True)


def typed(name: str = "홍길동", **values: Any) -> dict[str, Any]:
    """What somebody types to register a person."""
    return {
        "name": name, "department": "총무과", "title": "주무관", "phone": PHONE, "mobile": MOBILE, "email": MAIL,
        **BASIS, "retain_until": "2023. 12. 31.", **values,
    }  # fmt: skip
