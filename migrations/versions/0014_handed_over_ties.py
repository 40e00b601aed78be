"""Ties that were handed over: a partner's page finds those that went from it without reading every event."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

NAME = "ix_tie_events_from_partner"
GONE = sa.text("from_partner_id IS NOT NULL")


def upgrade() -> None:
    op.create_index(NAME, "tie_events", ["from_partner_id", "id"], sqlite_where=GONE, postgresql_where=GONE)


def downgrade() -> None:
    op.drop_index(NAME, table_name="tie_events")
