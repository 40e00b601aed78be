"""Merged contacts: the address that a contact leaves behind when it is merged into another."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "contact_forwardings",
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_contact_forwardings_contact_id")),
        sa.ForeignKeyConstraint(["into_id"], ["contacts.id"], name=op.f("fk_contact_forwardings_into_id")),
        sa.ForeignKeyConstraint(["merged_by_id"], ["users.id"], name=op.f("fk_contact_forwardings_merged_by_id")),
        sa.PrimaryKeyConstraint("contact_id", name=op.f("pk_contact_forwardings")),
    )
    op.create_index(op.f("ix_contact_forwardings_into_id"), "contact_forwardings", ["into_id"])


def downgrade() -> None:
    op.drop_table("contact_forwardings")
