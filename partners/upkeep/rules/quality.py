"""자료 점검: what is looked for in the records, each with the list in which it is worked off. Pure.

A check asks what its list asks: the figure is the number of rows that one then sees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from partners.directory.rules.contact_filter import ContactFilter
from partners.directory.rules.contacts import Retention
from partners.directory.rules.filters import (
    ANY_TIE,
    ENDLESS,
    NEVER,
    PAST,
    UNCONFIRMED,
    UNREGISTERED,
    UNSIGNED,
    PartnerFilter,
    UnknownFilter,
)
from partners.foundation.hangul import clean
from partners.foundation.words import Words, _l
from partners.interactions.rules import InteractionFilter
from partners.interactions.rules.follow_ups import Due, FollowUpFilter, Whose
from partners.reports.rules.gaps import PARTNER_GAPS, RECORD_GAPS

#: No exchange for so many days: the partner has gone quiet.
QUIET_DAYS = "180"
EVERY_FOLLOW_UP = FollowUpFilter(whose=Whose.ALL)

Asked = PartnerFilter | InteractionFilter | ContactFilter | FollowUpFilter


@dataclass(frozen=True)
class Check:
    """Something that is missing or doubtful: what it is, what to do, the list of those, and the list of all."""

    code: str
    label: Words
    todo: Words
    asked: Asked
    whole: Asked

    def of_team(self, team: str) -> "Check":
        """The same among the records of one team."""
        return replace(self, asked=replace(self.asked, team=team), whole=replace(self.whole, team=team))


@dataclass(frozen=True)
class Group:
    """Checks that belong together."""

    code: str
    title: Words
    checks: Sequence[Check]


def _record(code: str, todo: Words) -> Check:
    label, asked = RECORD_GAPS[code]
    return Check(code, label, todo, asked, InteractionFilter())


def _partner(code: str, todo: Words, whole: PartnerFilter | None = None) -> Check:
    label, asked = PARTNER_GAPS[code]
    return Check(code, label, todo, asked, whole or PartnerFilter())


def _tie(code: str, label: Words, todo: Words, missing: str) -> Check:
    return Check(code, label, todo, PartnerFilter(missing=missing), PartnerFilter(tie=ANY_TIE))


def _contact(code: str, label: Words, todo: Words, retention: Retention) -> Check:
    return Check(code, label, todo, ContactFilter(retention=retention.value), ContactFilter())


GROUPS = (
    Group(
        "records",
        _l("Interactions"),
        (
            _record("undated", _l("Write the day, or the month where that is all one knows.")),
            _record("amount", _l("Ask for the amount, or write that it is an estimate.")),
            _record("recipients", _l("Name the partners to whom it went.")),
        ),
    ),
    Group(
        "partners",
        _l("Partners"),
        (
            _partner("owner", _l("Say who is in charge.")),
            _partner("contact", _l("Write down whom one speaks with there.")),
            _partner("sisters", _l("Sister cities come first."), PartnerFilter(kind="city", tie="sister")),
            _partner("place", _l("Find the place on the map.")),
            _partner("sure_place", _l("Confirm the place on the map, or move it.")),
            Check(
                "confirmation",
                _l("Partners with values that nobody confirmed"),
                _l("General knowledge stays marked until somebody of ours has checked it."),
                PartnerFilter(missing=UNCONFIRMED),
                PartnerFilter(),
            ),
            Check(
                "quiet",
                _l("Partners without exchange for half a year"),
                _l("Get in touch, or archive what has come to rest."),
                PartnerFilter(contact=QUIET_DAYS, sort="last"),
                PartnerFilter(),
            ),
            Check(
                "never",
                _l("Partners without any recorded exchange"),
                _l("Log what there was, or delete what should not be here."),
                PartnerFilter(contact=NEVER),
                PartnerFilter(),
            ),
        ),
    ),
    Group(
        "ties",
        _l("Ties and registrations"),
        (
            _tie("signed_on", _l("Ties without a day of signature"), _l("Write the day, with its source."), UNSIGNED),
            _tie("ends_on", _l("Ties for a term without its last day"), _l("Write until when it stands."), ENDLESS),
            Check(
                "past",
                _l("Terms and registrations that have ended"),
                _l("Renew them, or end what has ended."),
                PartnerFilter(expiring=PAST),
                PartnerFilter(),
            ),
            Check(
                "registration",
                _l("Hospitals without their registration"),
                _l("Write the number and until when it is valid."),
                PartnerFilter(kind="hospital", missing=UNREGISTERED),
                PartnerFilter(kind="hospital"),
            ),
        ),
    ),
    Group(
        "people",
        _l("Personal data and tasks"),
        (
            _contact(
                "retention_ended",
                _l("Contacts whose time to be kept has ended"),
                _l("The privacy officer destroys these, or somebody renews the ground."),
                Retention.ENDED,
            ),
            _contact(
                "retention_unknown",
                _l("Contacts without a last day of keeping"),
                _l("Write until when the data may be kept."),
                Retention.UNKNOWN,
            ),
            Check(
                "overdue",
                _l("Follow-ups that are overdue"),
                _l("Do it, move its day, or call it off."),
                replace(EVERY_FOLLOW_UP, due=Due.OVERDUE.value),
                EVERY_FOLLOW_UP,
            ),
            Check(
                "undue",
                _l("Follow-ups without a day"),
                _l("Set a day, or nobody will think of it."),
                replace(EVERY_FOLLOW_UP, due=Due.UNDATED.value),
                EVERY_FOLLOW_UP,
            ),
        ),
    ),
)


@dataclass(frozen=True, kw_only=True)
class QualityFilter:
    """What the page shows: the records of one team, or of all; counted to the end, or up to the cap."""

    team: str = ""
    exact: str = ""

    @property
    def address(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value}


def read_quality_filter(asked: Mapping[str, str], teams: Sequence[str]) -> QualityFilter:
    """What an address asks for. Raises UnknownFilter."""
    given = {name: clean(asked.get(name, "")) for name in QualityFilter.__dataclass_fields__}
    for name, label, known in (("team", _l("team"), teams), ("exact", _l("count"), ("y",))):
        if given[name] and given[name] not in known:
            raise UnknownFilter(label, given[name])
    return QualityFilter(**given)


def share_of(number: int, whole: int) -> int:
    """How much of the whole it is in percent, rounded so that little is never nothing, nor nearly all everything."""
    if not whole or not number:
        return 0
    percent = round(100 * number / whole)
    return 100 if number >= whole else min(max(percent, 1), 99)
