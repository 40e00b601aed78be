"""Counted on the map: what its boxes count is read from an index, an eighth of the table."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NAME = "ix_partners_on_the_map"
KEPT = sa.text("trashed_at IS NULL")


def upgrade() -> None:
    columns = ["section", "id", "lat", "lon", "point_confidence"]
    op.create_index(NAME, "partners", columns, sqlite_where=KEPT, postgresql_where=KEPT)


def downgrade() -> None:
    op.drop_index(NAME, table_name="partners")
