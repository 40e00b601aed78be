"""자료의 빈 곳: what the records do not say, each with the list in which it can be mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from partners.directory.queries.listing import count_each as count_partners
from partners.directory.rules.filters import NO_CONTACT, NO_PLACE, NOBODY, UNSURE_PLACE, PartnerFilter
from partners.foundation.clock import today
from partners.foundation.words import Words, _l
from partners.interactions.queries import count_each as count_interactions
from partners.interactions.rules import InteractionFilter
from partners.lists.keyset import Count


@dataclass(frozen=True)
class Gap:
    """Something that is not known, how often, and where those are."""

    label: Words
    count: Count
    url: str


def gaps_on(day: date) -> Sequence[Gap]:
    """Of the records of the day's fiscal year by that day, and of the partners as they are now. Two statements."""
    period = {"year": str(day.year), "as_of": day.isoformat() if day < today() else ""}
    records: dict[str, tuple[Words, InteractionFilter]] = {
        "undated": (_l("Records without a date"), InteractionFilter(undated="y", **period)),
        "amount": (_l("Records whose amount is unknown"), InteractionFilter(amount_unknown="y", **period)),
        "recipients": (_l("Records whose recipients are not named"), InteractionFilter(unspecified="y", **period)),
    }
    partners: dict[str, tuple[Words, PartnerFilter]] = {
        "place": (_l("Partners without coordinates"), PartnerFilter(missing=NO_PLACE)),
        "sure_place": (_l("Partners whose coordinates are to be confirmed"), PartnerFilter(missing=UNSURE_PLACE)),
        "owner": (_l("Partners without an officer in charge"), PartnerFilter(owner=NOBODY)),
        "contact": (_l("Partners without a contact person"), PartnerFilter(missing=NO_CONTACT)),
        "sisters": (_l("Sister cities among them"), PartnerFilter(kind="city", tie="sister", missing=NO_CONTACT)),
    }
    return [
        *_gaps("interactions.index", records, count_interactions({name: one[1] for name, one in records.items()})),
        *_gaps("directory.index", partners, count_partners({name: one[1] for name, one in partners.items()})),
    ]


def _gaps(endpoint: str, asked: dict[str, Any], counts: dict[str, Count]) -> list[Gap]:
    return [Gap(label, counts[name], url_for(endpoint, **one.address)) for name, (label, one) in asked.items()]
