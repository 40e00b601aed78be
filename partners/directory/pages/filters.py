"""What the filters of the list offer."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partners.accounts import queries as accounts
from partners.directory import queries
from partners.directory.pages.stages import stage_choices
from partners.directory.rules.filters import (
    ANY_TIE,
    CANDIDATE,
    DOMESTIC,
    ENDLESS,
    FOREIGN,
    MINE,
    NEVER,
    NO_CONTACT,
    NO_PLACE,
    NOBODY,
    PAST,
    SOON,
    THIS_MONTH,
    UNCONFIRMED,
    UNDER_WAY,
    UNREGISTERED,
    UNSIGNED,
    UNSURE_PLACE,
    WITHOUT,
    PartnerFilter,
)
from partners.directory.rules.places import PROVINCE_NAMES
from partners.directory.rules.ties import ties_for
from partners.directory.rules.words import STATUS_LABELS, TIE_LABELS
from partners.foundation.pages import country_name
from partners.foundation.words import _, _n


@dataclass(frozen=True)
class Offer:
    """The choices of each filter; those that the database knows are read when they are drawn."""

    asked: PartnerFilter

    @property
    def countries(self) -> list[tuple[str, str]]:
        choices = [(DOMESTIC, _("Domestic")), (FOREIGN, _("Foreign"))]
        asked = self.asked.country
        return choices if not asked or asked in (DOMESTIC, FOREIGN) else [*choices, (asked, country_name(asked))]

    @property
    def regions(self) -> list[tuple[str, str]]:
        """The provinces; a region abroad has come from a link, and stands as it is written there."""
        provinces = [(province, str(name)) for province, name in PROVINCE_NAMES.items()]
        asked = self.asked.region
        return provinces if not asked or asked in PROVINCE_NAMES else [*provinces, (asked, asked)]

    @property
    def ties(self) -> list[tuple[str, Any]]:
        types = ties_for(self.asked.kind) if self.asked.kind else tuple(TIE_LABELS)
        on_the_way = [(CANDIDATE, _("Candidate city"))] if self.asked.kind in ("", "city") else []
        beside = [(ANY_TIE, _("Any tie")), (WITHOUT, _("No tie"))]
        return [*((tie, TIE_LABELS[tie]) for tie in types), *on_the_way, *beside]

    @property
    def tie_statuses(self) -> list[tuple[str, Any]]:
        return list(STATUS_LABELS.items())

    @property
    def stages(self) -> list[tuple[str, Any]]:
        return [(UNDER_WAY, _("Any, under way")), *stage_choices(self.asked.kind)]

    @cached_property
    def owners(self) -> list[tuple[str, str]]:
        """Mine, nobody's, and everybody who could be in charge; somebody whose account is closed, if asked for."""
        people = [(str(one.id), one.name) for one in accounts.officers()]
        asked = self.asked.owner
        if asked.isdigit() and asked not in dict(people):
            people.append((asked, accounts.user_names([int(asked)]).get(int(asked), _("Unknown"))))
        return [(MINE, _("Mine")), (NOBODY, _("Nobody in charge")), *people]

    @cached_property
    def tags(self) -> list[tuple[str, str]]:
        """Every tag by name; the one asked for even if nobody carries it any more."""
        names = queries.offered_tags()
        rest = [self.asked.tag] if self.asked.tag and self.asked.tag not in names else []
        return [(name, name) for name in [*names, *rest]]

    @property
    def missing(self) -> list[tuple[str, str]]:
        return [
            (NO_PLACE, _("No coordinates")),
            (UNSURE_PLACE, _("Coordinates to confirm")),
            (NO_CONTACT, _("No contact person")),
            (UNCONFIRMED, _("Values to confirm")),
            (UNSIGNED, _("Day of signature unknown")),
            (ENDLESS, _("End of the term unknown")),
            (UNREGISTERED, _("Registration unknown")),
        ]

    @property
    def contacts(self) -> list[tuple[str, str]]:
        days = [(str(number), _n("None for %(num)s day", "None for %(num)s days", number)) for number in (30, 90, 180)]
        return [*days, ("365", _("None for a year")), (NEVER, _("Nothing recorded yet"))]

    @property
    def expiries(self) -> list[tuple[str, str]]:
        return [(THIS_MONTH, _("Ends this month")), (SOON, _("Ends within 90 days")), (PAST, _("Has ended"))]

    @property
    def folded(self) -> bool:
        """Whether one of the seldom filters is in use."""
        asked = self.asked
        seldom = (asked.tie_status, asked.region, asked.tag, asked.missing, asked.contact, asked.expiring)
        return any((*seldom, asked.abolished, asked.archived))
