"""Which interactions speak of which partner: those that name it, or an institution related to it.

A gift of 기시와다시 일한친선협회 is a contact with 기시와다시.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Select, select, union

from partners.directory.kinds.institution.model import Institution
from partners.interactions.models import InteractionPartner

INSTITUTIONS = Institution.__table__


def named_or_related(
    partner_ids: Collection[int] | Select[Any] | BindParameter[Any] | None = None,
    since: BindParameter[Any] | None = None,
) -> CompoundSelect[Any]:
    """Distinct pairs (partner_id, interaction_id) of these partners (ids, a parameter or a select of them), or of all.

    `since`: only of interactions whose sorting day is this one or later.
    """
    direct: Any = select(InteractionPartner.partner_id, InteractionPartner.interaction_id)
    related: Any = select(
        INSTITUTIONS.c.related_partner_id.label("partner_id"), InteractionPartner.interaction_id
    ).join(INSTITUTIONS, INSTITUTIONS.c.id == InteractionPartner.partner_id)
    if since is not None:
        direct, related = (one.where(InteractionPartner.sort_on >= since) for one in (direct, related))
    if partner_ids is None:
        return union(direct, related.where(INSTITUTIONS.c.related_partner_id.is_not(None)))
    return union(
        direct.where(InteractionPartner.partner_id.in_(partner_ids)),
        related.where(INSTITUTIONS.c.related_partner_id.in_(partner_ids)),
    )
