"""What was given and received, as the review shows it: every figure opens the records that it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from partners.foundation import money
from partners.foundation.clock import today
from partners.foundation.words import _
from partners.interactions.queries.exchange import WAYS, Exchange, ExchangeLine, Way
from partners.interactions.rules.filters import NAMES_NOBODY


@dataclass(frozen=True)
class ExchangeTable:
    """The exchange of a fiscal year by a day, with the addresses of its figures."""

    exchange: Exchange
    day: date

    @property
    def lines(self) -> Sequence[ExchangeLine]:
        return self.exchange.lines

    @property
    def ways(self) -> tuple[str, ...]:
        return WAYS

    @property
    def most(self) -> int:
        """The longest bar."""
        return max((way.number for line in self.lines for way in line.ways.values()), default=1) or 1

    def url(self, way: str, line: ExchangeLine | None = None, **more: Any) -> str:
        """The records of a figure; without a line those of the sum."""
        whose: dict[str, Any] = {}
        if line is self.exchange.unnamed:
            whose["partner"] = NAMES_NOBODY
        elif line is not None:
            whose = {"partner": line.partner.id if line.partner else None, "country": line.country}
        return url_for("interactions.index", **self._period, direction=way, **whose, **more)

    @property
    def _period(self) -> dict[str, Any]:
        as_of = self.day.isoformat() if self.day < today() else None
        return {"year": self.day.year, "as_of": as_of}

    def worth(self, way: Way) -> str:
        """The won that are known; empty when no amount is."""
        if way.won is None:
            return ""
        text = money.in_kkrw(way.won)
        return str(_("about %(amount)s", amount=text)) if way.is_approx else text
