"""The interactions of partners, latest first, as a timeline shows them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select, tuple_

from partners.foundation.database import db
from partners.interactions.models import Interaction, InteractionPartner
from partners.interactions.queries.rows import InteractionRow, complete, rows_statement

TIMELINE_PAGE = 50


def timeline_of(
    partner_ids: Collection[int],
    before: tuple[date, int] | None = None,
    kinds: Collection[str] | None = None,
    limit: int = TIMELINE_PAGE,
    dated: bool | None = None,
) -> list[InteractionRow]:
    """Interactions that name one of the partners, latest first; three queries however many.

    Void ones are among them, marked. `before` is the `cursor` of the last row seen; `dated`
    picks those with (True) or without (False) a date. One without a date stands at the first
    day of its fiscal year.
    """
    page = (
        select(InteractionPartner.sort_on, InteractionPartner.interaction_id)
        .distinct()
        .where(InteractionPartner.partner_id.in_(partner_ids))
        .order_by(InteractionPartner.sort_on.desc(), InteractionPartner.interaction_id.desc())
        .limit(limit)
    )
    if before is not None:
        page = page.where(tuple_(InteractionPartner.sort_on, InteractionPartner.interaction_id) < before)
    if kinds is not None or dated is not None:
        page = page.join(Interaction, Interaction.id == InteractionPartner.interaction_id)
    if kinds is not None:
        page = page.where(Interaction.kind.in_(kinds))
    if dated is not None:
        page = page.where(Interaction.is_dated.is_(dated))
    shown = page.subquery()
    statement = (
        rows_statement()
        .join(shown, shown.c.interaction_id == Interaction.id)
        .order_by(Interaction.sort_on.desc(), Interaction.id.desc())
    )
    return complete(db.session.execute(statement).all())
