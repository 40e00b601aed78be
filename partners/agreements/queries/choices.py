"""What forms of agreements offer to choose from."""

from collections.abc import Iterable

from partners.directory.queries import related_institution_ids
from partners.interactions import queries as interactions
from partners.interactions.queries import InteractionRow

MOST_INTERACTIONS = 30


def evidence_for(partner_id: int | None, chosen: Iterable[int | None]) -> list[InteractionRow]:
    """Interactions that may bear a gate out: the latest with a partner and its institutions, void
    ones left out, and those that were chosen before.
    """
    ids = [] if partner_id is None else [partner_id, *related_institution_ids(partner_id)]
    rows = [row for row in interactions.timeline_of(ids, limit=MOST_INTERACTIONS) if not row.is_void]
    offered = {row.id for row in rows}
    return rows + [interactions.view_of(id) for id in set(chosen) if id is not None and id not in offered]
