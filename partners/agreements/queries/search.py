"""How cases are looked for."""

from collections.abc import Collection

from sqlalchemy import Integer, select

from partners.agreements.models import Agreement
from partners.agreements.vocabulary import OPEN
from partners.directory.models import Partner
from partners.directory.queries.search import OF_PARTNER, ahead, by_own_or_partner
from partners.lists.hits import Search, hit_columns
from partners.lists.keyset import SortKey
from partners.lists.order import in_order
from partners.lists.textsearch import among_first, is_one_character


def search_agreements(q: str, loosely: bool = False, first: Collection[int] = ()) -> Search:
    """Cases by what they are after, and by any name of their partner; open ones first, then the latest."""
    columns = hit_columns(
        "agreement",
        id=Agreement.id,
        name=Agreement.title,
        code=Agreement.pipeline,
        stage=Agreement.stage,
        state=Agreement.state,
        **OF_PARTNER,
    )
    statement = (
        select(*columns)
        .select_from(Agreement)
        .outerjoin(Partner, Partner.id == Agreement.partner_id)
        .where(Partner.trashed_at.is_(None))
    )
    is_open = (Agreement.state == OPEN).cast(Integer)
    keys = [SortKey(is_open, descending=True), SortKey(Agreement.id, descending=True)]
    soon = among_first(Agreement, in_order(keys), q, first) if is_one_character(q) and not loosely else None
    return Search(
        "agreement",
        statement.where(by_own_or_partner(Agreement, q, loosely)),
        [*ahead(Agreement.id, first), *keys],
        None if soon is None else statement.where(soon),
    )
