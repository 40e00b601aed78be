"""A zone as its page shows it: its places, and what lengthening it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from partners.accounts.rules import SignedIn
from partners.agreements.queries.zones import PlaceRow, Zone, places_of, zones_on_record
from partners.agreements.rules.zones import Extension, as_seen, objection_to_extension, obstacle
from partners.foundation.clock import today
from partners.foundation.refusals import Refusal
from partners.foundation.words import Words


@dataclass(frozen=True)
class Line:
    """A place with what keeps it back, as far as that is known."""

    row: PlaceRow
    obstacle: Words | None


@dataclass(frozen=True)
class ZonePage:
    """The zones on record, the one that was asked for, and its places; `told`: what a preview shows."""

    zones: Sequence[Zone]
    zone: str
    rows: Sequence[PlaceRow]
    told: Extension | None = None

    @property
    def lines(self) -> list[Line]:
        told = self.told or Extension(changed_on=None, ends_on=None, notice="")
        return [Line(row, obstacle(row.place, told)) for row in self.rows]

    @property
    def is_open(self) -> bool:
        """Nothing keeps any place back."""
        return bool(self.rows) and all(line.obstacle is None for line in self.lines)

    @property
    def seen(self) -> str:
        """What this preview shows, for the form to bring along; empty without a preview."""
        return as_seen([row.place for row in self.rows], self.told) if self.told else ""

    @property
    def tabs(self) -> list[dict[str, Any]]:
        return [
            {"label": one.name, "url": url_for("agreements.zones", zone=one.name), "current": one.name == self.zone}
            for one in self.zones
        ]


def zone_page(asked: str, reader: SignedIn) -> ZonePage:
    """The page of a zone, or of the first there is; it says which places the reader may not lengthen."""
    known = zones_on_record()
    zone = asked or (known[0].name if known else "")
    return ZonePage(known, zone, places_of(zone, reader) if zone else ())


def previewed(page: ZonePage, told: Extension) -> ZonePage:
    """The page with what would change. Raises Refusal at the field that is wrong."""
    if objection := objection_to_extension(told, today()):
        raise Refusal(objection[1], objection[0])
    return ZonePage(page.zones, page.zone, page.rows, told)
