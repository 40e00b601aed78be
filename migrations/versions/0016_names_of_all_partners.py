"""Names of all partners: lists of cases and contacts in the order of their partners walk these, archived ones included."""

from alembic import op

revision = "0016"
down_revision = "0015"

INDEXES = (("ix_partners_name_of_all", "name_ko"), ("ix_partners_country_of_all", "country"))


def upgrade() -> None:
    for name, column in INDEXES:
        op.create_index(name, "partners", [column])


def downgrade() -> None:
    for name, _column in reversed(INDEXES):
        op.drop_index(name, table_name="partners")
