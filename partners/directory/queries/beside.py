"""What is named beside a partner on its page: its tags, and the bodies that it follows."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Integer, bindparam, literal, select, union_all

from partners.directory.models import Partner, PartnerTag, Tag
from partners.directory.rules.names import formal_name
from partners.foundation.database import db

MOST = 50


@dataclass(frozen=True)
class NamedBeside:
    """A tag or a partner by name; a tag is of no place."""

    id: int
    name: str
    country: str
    region: str

    @property
    def formal_name(self) -> str:
        return formal_name(self.country, self.region, self.name)


def tags_and_predecessors(partner_id: int) -> tuple[list[NamedBeside], list[NamedBeside]]:
    """The partner's tags, and the partners whose successor it is, archived ones too; both by name. One query."""
    found: dict[str, list[NamedBeside]] = {"tag": [], "predecessor": []}
    for row in db.session.execute(_named(), {"partner": partner_id}):
        found[row.what].append(NamedBeside(row.id, row.name, row.country, row.region))
    return found["tag"], found["predecessor"]


@cache
def _named() -> CompoundSelect[Any]:
    partner = bindparam("partner", type_=Integer)
    tags = (
        select(
            literal("tag").label("what"), Tag.id, Tag.name, literal("").label("country"), literal("").label("region")
        )
        .join(PartnerTag, PartnerTag.tag_id == Tag.id)
        .where(PartnerTag.partner_id == partner)
    )
    columns = (Partner.id, Partner.name_ko.label("name"), Partner.country, Partner.region)
    before = select(literal("predecessor").label("what"), *columns).where(Partner.successor_id == partner)
    some = before.order_by(Partner.name_ko, Partner.id).limit(MOST).subquery()
    return union_all(tags, select(some)).order_by("what", "name", "id")
