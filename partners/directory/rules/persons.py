"""On what ground a natural person's data may be kept. Pure.

Nobody is saved without legal basis, purpose, source and the day until which the data is kept.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from partners.directory.rules.places import Objection
from partners.foundation.words import _l

CONSENT = "consent"

#: 개인정보 보호법 제15조 ①: its 1st, 2nd, 3rd and 4th ground.
LEGAL_BASES: dict[str, Any] = {
    CONSENT: _l("Consent of the person"),
    "law": _l("Provision of law or legal duty"),
    "public_task": _l("Task of the office laid down by law"),
    "contract": _l("Contract with the person"),
}

#: What is said where something is missing.
MISSING: dict[str, Any] = {
    "legal_basis": _l("Choose the legal basis. Without one, nobody's data may be kept."),
    "consented_on": _l("Write the day on which the person consented."),
    "purpose": _l("Write what the data is needed for."),
    "collected_from": _l("Write where the data comes from, such as the person or a business card."),
    "retain_until": _l("Write the last day on which the data may be kept."),
}

#: The columns of `models.PersonalBasis`, in the order in which one is asked.
BASIS_COLUMNS = ("legal_basis", "consented_on", "purpose", "collected_from", "retain_until")


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What was said of the ground on which a person's data is kept; days that nobody named are None."""

    legal_basis: str
    purpose: str
    collected_from: str
    consented_on: date | None
    retain_until: date | None


def objection_to_basis(told: Basis, today: date, kept_until: date | None = None) -> Objection:
    """Why a person's data may not be kept: the field at fault and the sentence, or None.

    `kept_until` is the last day that stands on record already: leaving an old one untouched is no fault
    of whoever corrects a phone number, setting one in the past is. Source: 개인정보 보호법 제15조, 제21조.
    """
    return _missing(told) or _wrong_day(told, today, kept_until)


def _missing(told: Basis) -> Objection:
    if told.legal_basis not in LEGAL_BASES:
        return "legal_basis", MISSING["legal_basis"]
    if told.legal_basis == CONSENT and told.consented_on is None:
        return "consented_on", MISSING["consented_on"]
    for name in ("purpose", "collected_from", "retain_until"):
        if not getattr(told, name):
            return name, MISSING[name]
    return None


def _wrong_day(told: Basis, today: date, kept_until: date | None) -> Objection:
    if told.consented_on is not None and told.consented_on > today:
        return "consented_on", _l("The day of consent lies in the future.")
    if told.retain_until is not None and told.retain_until < today and told.retain_until != kept_until:
        return "retain_until", _l("This day has passed already. Write a day from today on.")
    return None
