"""자료의 빈 곳: what the records do not say, each with the list in which it can be mended."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for

from partners.directory.queries.listing import count_each as count_partners
from partners.foundation.clock import today
from partners.foundation.words import Words
from partners.interactions.queries import count_each as count_interactions
from partners.lists.keyset import Count
from partners.reports.rules.gaps import PARTNER_GAPS, RECORD_GAPS


@dataclass(frozen=True)
class Gap:
    """Something that is not known, how often, and where those are."""

    label: Words
    count: Count
    url: str


def gaps_on(day: date) -> Sequence[Gap]:
    """Of the records of the day's fiscal year by that day, and of the partners as they are now. Two statements."""
    period = {"year": str(day.year), "as_of": day.isoformat() if day < today() else ""}
    records = {name: (label, replace(one, **period)) for name, (label, one) in RECORD_GAPS.items()}
    return [
        *_gaps("interactions.index", records, count_interactions({name: one for name, (_, one) in records.items()})),
        *_gaps("directory.index", PARTNER_GAPS, count_partners({name: one for name, (_, one) in PARTNER_GAPS.items()})),
    ]


def _gaps(endpoint: str, asked: dict[str, Any], counts: dict[str, Count]) -> list[Gap]:
    return [Gap(label, counts[name], url_for(endpoint, **one.address)) for name, (label, one) in asked.items()]
