"""What two records hold that are to become one, and where a merged record leads."""

from typing import Any

from sqlalchemy import select

from partners.directory.kinds import KINDS
from partners.directory.kinds.tables import TABLES
from partners.directory.models import Partner, PartnerForwarding
from partners.directory.queries.tags import tags_of
from partners.directory.rules.channels import Channel
from partners.foundation.database import db

#: Columns of the base table that a person writes.
COLUMNS = (
    "name_ko", "name_en", "name_native", "country", "region", "address", "lat", "lon", "point_confidence", "note",
    "source", "valid_to", "successor_id", "owner_team_id", "owner_id", "reference_fields",
)  # fmt: skip


def columns_of(kind: str) -> list[str]:
    """What a record of this kind says of itself, in the order of its tables."""
    return [*COLUMNS, *(column.name for column in TABLES[kind].__table__.c if column.name != "id")]


def state_of(partner: Partner) -> dict[str, Any]:
    """Everything that a record says: its columns by name, and `aliases`, `channels` and `tags`."""
    state = {name: getattr(partner, name) for name in columns_of(partner.kind)}
    if KINDS[partner.kind].has_channels:
        state["channels"] = [Channel.of(row).as_values() for row in partner.channels]
    state["aliases"] = [alias.name for alias in partner.aliases]
    return {**state, "tags": [tag.name for tag in tags_of(partner.id)]}


def merged_ids(partner_id: int) -> list[int]:
    """The records that were merged into this one."""
    statement = select(PartnerForwarding.partner_id).where(PartnerForwarding.into_id == partner_id)
    return list(db.session.scalars(statement.order_by(PartnerForwarding.partner_id)))
