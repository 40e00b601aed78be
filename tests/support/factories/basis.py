"""On what ground the persons of tests are kept."""

from datetime import date
from typing import Any

#: What an action needs of a natural person; forms send the same as text.
BASIS: dict[str, Any] = {
    "legal_basis": "consent",
    "consented_on": date(2020, 11, 1),
    "purpose": "홍보 활동 운영",
    "collected_from": "본인",
    "retain_until": date(2023, 10, 31),
}
TYPED_BASIS = {name: value.isoformat() if isinstance(value, date) else value for name, value in BASIS.items()}
