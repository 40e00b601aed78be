"""Which ties there are, with whom, and when an existing one may be taken over. Pure."""

from dataclasses import dataclass
from datetime import date

from partners.directory.rules.places import Objection
from partners.directory.rules.words import HOME
from partners.foundation.words import _l

LIVING = ("active", "dormant", "suspended")

#: The kinds of partner with which a tie of each type may stand.
KINDS_OF_TIE: dict[str, tuple[str, ...]] = {
    "sister": ("city",),
    "friendship": ("city",),
    "zone_operator": ("hospital",),
    "partner_institution": ("hospital", "company", "institution"),
    "ambassador": ("ambassador",),
    "supporter": ("supporter", "group"),
    "csr_agreement": ("company",),
    "mou": ("city", "hospital", "company", "institution"),
}

#: Ties that stand for a term; the others stand until somebody ends them.
TERMED = ("zone_operator", "partner_institution", "ambassador", "supporter", "csr_agreement", "mou")

#: Documents that make a friendship more than an intention.
BINDING_DOCUMENTS = ("agreement", "mou")
INTENTION = "loi"


def ties_for(kind: str) -> tuple[str, ...]:
    """The types of tie that a partner of this kind may have."""
    return tuple(tie for tie, kinds in KINDS_OF_TIE.items() if kind in kinds)


def holds_only_an_intention(tie_type: str, document_types: set[str]) -> bool:
    """황포구: a friendship city whose only paper is a letter of intent."""
    return tie_type == "friendship" and INTENTION in document_types and not document_types & set(BINDING_DOCUMENTS)


def objection_to_tie(kind: str, tie_type: str) -> Objection:
    """A tie of this type does not stand with a partner of this kind."""
    if kind not in KINDS_OF_TIE.get(tie_type, ()):
        return "tie_type", _l("A partner of this kind cannot have such a tie. Choose another.")
    return None


@dataclass(frozen=True, kw_only=True)
class TakeOver:
    """What a manager says of a tie that stood before this system. Unknown days are None."""

    kind: str
    country: str
    tie_type: str
    reason: str
    source: str
    base_date: date | None
    signed_on: date | None = None
    ceremony_on: date | None = None
    ends_on: date | None = None

    @property
    def last_known_day(self) -> date | None:
        """The day by which the tie certainly stood: its signature or ceremony, or its source's base date."""
        return self.signed_on or self.ceremony_on or self.base_date


def objection_to_take_over(told: TakeOver, today: date, go_live: date | None) -> Objection:
    """Why an existing tie cannot be taken over: the field at fault and the sentence, or None.

    `go_live` is the day on which the office began to work with Partners; None is not set. From
    that day on a foreign sister tie arises only by an agreement with the council's consent.
    """
    return (
        objection_to_tie(told.kind, told.tie_type)
        or _incomplete(told)
        or _impossible(told, today)
        or _too_late(told, go_live)
    )


def _incomplete(told: TakeOver) -> Objection:
    if not told.reason:
        return "reason", _l("Write why the tie is brought in without an agreement.")
    if not told.source:
        return "source", _l("Write where this is known from, such as the work report.")
    if told.base_date is None:
        return "base_date", _l("Write the day for which the source speaks.")
    return None


def _impossible(told: TakeOver, today: date) -> Objection:
    if told.base_date is not None and told.base_date > today:
        return "base_date", _l("The base date lies in the future.")
    if told.signed_on is not None and told.base_date is not None and told.signed_on > told.base_date:
        return "signed_on", _l("The tie was signed after the base date of its source. Check both dates.")
    if told.signed_on is not None and told.ceremony_on is not None and told.ceremony_on < told.signed_on:
        return "ceremony_on", _l("The ceremony lies before the signature. Check both dates.")
    if told.signed_on is not None and told.ends_on is not None and told.ends_on < told.signed_on:
        return "ends_on", _l("The tie ends before it was signed. Check both dates.")
    return None


def _too_late(told: TakeOver, go_live: date | None) -> Objection:
    if told.tie_type != "sister" or told.country == HOME:
        return None
    at_fault = "signed_on" if told.signed_on else "base_date"
    if go_live is None:
        return "tie_type", _l(
            "The day on which the office began with this system is not set (PARTNERS_GO_LIVE). "
            "Until then no foreign sister tie can be taken over."
        )
    if told.last_known_day is not None and told.last_known_day > go_live:
        return at_fault, _l(
            "A foreign sister tie of this date needs the council's consent. Lead it through an agreement instead."
        )
    return None
