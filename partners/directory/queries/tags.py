"""Tags: those of a partner, of a page of rows, of the whole office."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import func, select

from partners.directory.models import Partner, PartnerTag, Tag
from partners.foundation.database import db
from partners.foundation.hangul import fold
from partners.lists.remembered import remembered

MOST_SUGGESTIONS = 30
MOST_OFFERED = 200


def tags_of(partner_id: int) -> Sequence[Any]:
    """The partner's tags by name: `id`, `name`."""
    return tags_of_rows([partner_id]).get(partner_id, [])


def tags_of_rows(partner_ids: Iterable[int]) -> dict[int, list[Any]]:
    """The tags of these partners by name: `id`, `name`. One query."""
    statement = (
        select(PartnerTag.partner_id, Tag.id, Tag.name)
        .join(Tag, Tag.id == PartnerTag.tag_id)
        .where(PartnerTag.partner_id.in_(set(partner_ids)))
        .order_by(Tag.name, Tag.id)
    )
    found: dict[int, list[Any]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.partner_id, []).append(row)
    return found


def get_tag(tag_id: int) -> Tag:
    """Raises NoResultFound."""
    return db.session.execute(select(Tag).where(Tag.id == tag_id)).scalar_one()


def find_tag(name: str) -> Tag | None:
    """The tag of this name in any spelling."""
    return db.session.scalar(select(Tag).where(Tag.name_key == fold(name)))


def tags_by_key(keys: Collection[str]) -> dict[str, Tag]:
    """The tags that have these folded names."""
    return {tag.name_key: tag for tag in db.session.scalars(select(Tag).where(Tag.name_key.in_(keys)))}


def suggested_tags(typed: str) -> list[str]:
    """Names of tags that contain what was typed, the shortest first; all of them while nothing is typed."""
    statement = select(Tag.name).order_by(func.length(Tag.name), Tag.name).limit(MOST_SUGGESTIONS)
    key = fold(typed)
    if key:
        statement = statement.where(Tag.name_key.contains(key, autoescape=True))
    return list(db.session.scalars(statement))


@remembered("tags")
def offered_tags() -> tuple[str, ...]:
    """Names of the tags that the list can be filtered by."""
    return tuple(db.session.scalars(select(Tag.name).order_by(Tag.name, Tag.id).limit(MOST_OFFERED)))


def tags_with_counts() -> Sequence[Any]:
    """Every tag with `version` and how many partners carry it (`carried`); of these, archived ones (`archived`)."""
    carried = func.count(Partner.id).label("carried")
    archived = func.count(Partner.trashed_at).label("archived")
    statement = (
        select(Tag.id, Tag.name, Tag.version, carried, archived)
        .outerjoin(PartnerTag, PartnerTag.tag_id == Tag.id)
        .outerjoin(Partner, Partner.id == PartnerTag.partner_id)
        .group_by(Tag.id, Tag.name, Tag.version)
        .order_by(Tag.name, Tag.id)
    )
    return db.session.execute(statement).all()


def carriers_of(tag_id: int) -> int:
    """How many partners carry the tag, archived ones too."""
    return db.session.scalar(select(func.count()).where(PartnerTag.tag_id == tag_id)) or 0
