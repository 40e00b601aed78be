"""What the list of partners may be asked, read from an address. Pure."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from typing import Any

from partners.directory.rules.columns import PARTNER_COLUMNS
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.hangul import clean
from partners.foundation.refusals import Refusal
from partners.foundation.words import _, _l

DOMESTIC, FOREIGN = "domestic", "foreign"
#: Beside the types of tie: on its way to one, none at all, and any.
CANDIDATE, WITHOUT, ANY_TIE = "candidate", "none", "any"
#: Beside the codes of stages: any agreement under way.
UNDER_WAY = "open"
#: What may be missing of a partner, as the address has it: its place, a place that is sure, somebody to speak with,
#: a confirmation of values, the days of a living tie, a hospital's registration.
NO_PLACE, UNSURE_PLACE, NO_CONTACT = "place", "sure_place", "contact"
UNCONFIRMED, UNSIGNED, ENDLESS, UNREGISTERED = "confirmation", "signed_on", "ends_on", "registration"
MISSING = (NO_PLACE, UNSURE_PLACE, NO_CONTACT, UNCONFIRMED, UNSIGNED, ENDLESS, UNREGISTERED)
#: Beside the ids of people: whoever asks, and nobody.
MINE, NOBODY = "me", "none"
#: No exchange for so many days, or none ever.
NEVER = "never"
CONTACTS = ("30", "90", "180", "365", NEVER)
#: When something of a partner ends: within this month, within 90 days, or it has and still stands.
THIS_MONTH, SOON, PAST = "month", "soon", "past"
EXPIRIES = (THIS_MONTH, SOON, PAST)

LONGEST_QUERY = 100
NOT_NARROWING = ("kind", "sort", "view")
COUNTRY_CODE = re.compile(r"[A-Z]{2}")
OWNER_ID = re.compile(r"[1-9][0-9]{0,8}")
STAGE_CODE = re.compile(r"[a-z][a-z_]{0,39}")


class UnknownFilter(Refusal):
    """The address asks for something that does not exist."""

    status = 400

    def __init__(self, name: Any, value: str) -> None:
        shown = clean(value)[:40]
        super().__init__(_("The list cannot be filtered by %(name)s “%(value)s”.", name=name, value=shown))


@dataclass(frozen=True, kw_only=True)
class PartnerFilter:
    """What a list shows. Empty is everything; `silent` is sister cities without a record this year.

    `tie_status` is that of a tie of the type asked for, or of any: 종료 finds who had one.
    `owner` is an id, MINE or NOBODY. `abolished` are bodies that have come to an end; `archived` those that
    were put away, which no other list shows.
    """

    kind: str = ""
    country: str = ""
    region: str = ""
    team: str = ""
    tie: str = ""
    tie_status: str = ""
    stage: str = ""
    q: str = ""
    silent: str = ""
    tag: str = ""
    owner: str = ""
    #: One of MISSING.
    missing: str = ""
    abolished: str = ""
    archived: str = ""
    #: One of CONTACTS and of EXPIRIES: counted from the day on which somebody looks.
    contact: str = ""
    expiring: str = ""
    sort: str = "name"
    #: The saved view that is open; it asks nothing by itself.
    view: str = ""

    @property
    def narrowing(self) -> dict[str, str]:
        """What is asked beside the kind, as it stands in the address."""
        asked = {name: getattr(self, name) for name in self.__dataclass_fields__ if name not in NOT_NARROWING}
        return {name: value for name, value in asked.items() if value}

    @property
    def address(self) -> dict[str, str]:
        """Everything that the address of this list needs."""
        sort = "" if self.sort == "name" else self.sort
        kept = {"kind": self.kind, **self.narrowing, "sort": sort, "view": self.view}
        return {name: value for name, value in kept.items() if value}

    def for_person(self, person_id: int) -> "PartnerFilter":
        """The filter with the asker's id where it says "mine"."""
        return replace(self, owner=str(person_id)) if self.owner == MINE else self

    def sorted_by(self, sort: str) -> "PartnerFilter":
        return replace(self, sort=sort)


def read_filter(
    asked: Mapping[str, str], kinds: Container[str], teams: Container[str], stages: Container[str] | None
) -> PartnerFilter:
    """The filter that an address asks for. Raises UnknownFilter.

    `stages` None: which stages there are is not known here; then any code passes.
    """
    given = {name: clean(asked.get(name, "")) for name in PartnerFilter.__dataclass_fields__}
    _check(_l("kind"), given["kind"], given["kind"] in kinds)
    _check(_l("country"), given["country"], is_country(given["country"]))
    _check(_l("region"), given["region"], len(given["region"]) <= LONGEST_QUERY)
    _check(_l("team"), given["team"], given["team"] in teams)
    _check(_l("tie"), given["tie"], given["tie"] in {*TIE_LABELS, CANDIDATE, WITHOUT, ANY_TIE})
    _check(_l("status of the tie"), given["tie_status"], given["tie_status"] in STATUS_LABELS)
    _check(_l("stage"), given["stage"], _is_stage(given["stage"], stages))
    _check(_l("text"), given["q"], len(given["q"]) <= LONGEST_QUERY)
    _check(_l("tag"), given["tag"], len(given["tag"]) <= LONGEST_QUERY)
    _check(_l("officer in charge"), given["owner"], _is_owner(given["owner"]))
    _check(_l("what is missing"), given["missing"], given["missing"] in MISSING)
    _check(_l("last exchange"), given["contact"], given["contact"] in CONTACTS)
    _check(_l("end"), given["expiring"], given["expiring"] in EXPIRIES)
    _check(_l("view"), given["view"], len(given["view"]) <= LONGEST_QUERY)
    for name, label in (("silent", _l("exchange")), ("abolished", _l("existence")), ("archived", _l("archive"))):
        _check(label, given[name], given[name] == "y")
    given["sort"] = given["sort"] or "name"
    _check(_l("order"), given["sort"], given["sort"] in PARTNER_COLUMNS.sorts)
    return PartnerFilter(**given)


def _check(name: Any, value: str, is_known: bool) -> None:
    if value and not is_known:
        raise UnknownFilter(name, value)


def is_country(value: str) -> bool:
    """Whether a value means a country, or all at home or abroad."""
    return value in (DOMESTIC, FOREIGN) or bool(COUNTRY_CODE.fullmatch(value))


def _is_owner(value: str) -> bool:
    return value in (MINE, NOBODY) or bool(OWNER_ID.fullmatch(value))


def _is_stage(value: str, stages: Container[str] | None) -> bool:
    if value == UNDER_WAY:
        return True
    return bool(STAGE_CODE.fullmatch(value)) if stages is None else value in stages
