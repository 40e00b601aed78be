"""The interactions of partners, latest first, as a timeline shows them."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, select, tuple_, union

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
    ids = sorted(set(partner_ids))
    if not ids:
        return []
    asked = _page(len(ids), before is not None, None if kinds is None else tuple(sorted(kinds)), dated)
    told: dict[str, Any] = {"limit": limit, **{f"partner_{place}": one for place, one in enumerate(ids)}}
    if before is not None:
        told |= {"before_on": before[0], "before_id": before[1]}
    return complete(db.session.execute(asked, told).all())


@lru_cache(maxsize=64)
def _page(number: int, is_later: bool, kinds: tuple[str, ...] | None, dated: bool | None) -> Select[Any]:
    """A page of the timeline of so many partners: each one's is walked from where the page begins, and no further."""
    walks = [select(_walk(place, is_later, kinds, dated).subquery(f"walk_{place}")) for place in range(number)]
    # One that names several of them stands there once.
    found = (union(*walks) if number > 1 else walks[0]).subquery()
    page = _latest_first(select(found.c.interaction_id), found.c).limit(bindparam("limit", type_=Integer)).subquery()
    statement = rows_statement().join(page, page.c.interaction_id == Interaction.id)
    return statement.order_by(Interaction.sort_on.desc(), Interaction.id.desc())


def _walk(place: int, is_later: bool, kinds: tuple[str, ...] | None, dated: bool | None) -> Select[Any]:
    link = InteractionPartner.__table__.c
    walk = select(link.sort_on, link.interaction_id).where(
        link.partner_id == bindparam(f"partner_{place}", type_=Integer)
    )
    if is_later:
        before = tuple_(bindparam("before_on", type_=Date), bindparam("before_id", type_=Integer))
        walk = walk.where(tuple_(link.sort_on, link.interaction_id) < before)
    if kinds is not None or dated is not None:
        walk = walk.join(Interaction, Interaction.id == link.interaction_id)
    if kinds is not None:
        walk = walk.where(Interaction.kind.in_(kinds))
    if dated is not None:
        walk = walk.where(Interaction.is_dated.is_(dated))
    return _latest_first(walk, link).limit(bindparam("limit", type_=Integer))


def _latest_first(statement: Select[Any], of: Any) -> Select[Any]:
    return statement.order_by(of.sort_on.desc(), of.interaction_id.desc())
