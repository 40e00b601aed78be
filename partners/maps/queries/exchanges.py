"""Exchanges with cities, counted for the lines from the district office."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from partners.directory.models import Partner
from partners.directory.rules.words import Band
from partners.foundation.database import db
from partners.interactions.models import Interaction
from partners.interactions.queries.naming import named_or_related
from partners.maps.queries.conditions import IS_LOCATED, conditions_of, with_standing
from partners.maps.rules import MapFilter

#: More lines than these nobody tells apart.
MOST_LINES = 200


def exchanges_with_cities(asked: MapFilter, first: int, last: int) -> Sequence[Any]:
    """Cities that the filter lets through with their exchanges (own or of related bodies) of these budget years.

    Rows have id, name_ko, lat, lon and number, the most first; the years count those without a day, too.
    """
    cities = select(Partner.id).where(*conditions_of(asked), IS_LOCATED)
    cities = with_standing(cities.where(Partner.section == "city", Partner.band != Band.GROUPS), asked)
    pairs = named_or_related(cities).subquery()
    number = func.count(Interaction.id.distinct()).label("number")
    statement = (
        select(Partner.id, Partner.name_ko, Partner.lat, Partner.lon, number)
        .join(pairs, pairs.c.partner_id == Partner.id)
        .join(Interaction, Interaction.id == pairs.c.interaction_id)
        .where(Interaction.voided_at.is_(None), Interaction.fiscal_year.between(first, last))
        .group_by(Partner.id, Partner.name_ko, Partner.lat, Partner.lon)
        .order_by(number.desc(), Partner.name_ko)
    )
    return db.session.execute(statement.limit(MOST_LINES)).all()
