"""Pairs of records that may be one, and the addresses that merged partners leave behind."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "duplicate_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dismissed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dismissed_by_id", sa.Integer(), nullable=True),
        sa.Column("dismiss_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dismissed_by_id"], ["users.id"], name=op.f("fk_duplicate_pairs_dismissed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicate_pairs")),
        sa.UniqueConstraint(
            "record", "first_id", "second_id", name=op.f("uq_duplicate_pairs_record_first_id_second_id")
        ),
    )
    op.create_index("ix_duplicate_pairs_queue", "duplicate_pairs", ["record", "points", "id"])
    op.create_index("ix_duplicate_pairs_second", "duplicate_pairs", ["record", "second_id"])
    op.create_table(
        "partner_forwardings",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("merged_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["into_id"], ["partners.id"], name=op.f("fk_partner_forwardings_into_id")),
        sa.ForeignKeyConstraint(["merged_by_id"], ["users.id"], name=op.f("fk_partner_forwardings_merged_by_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_forwardings_partner_id")),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_partner_forwardings")),
    )
    op.create_index("ix_partner_forwardings_into_id", "partner_forwardings", ["into_id"])


def downgrade() -> None:
    # Who was merged stays archived: only its address leads nowhere any more.
    op.drop_table("partner_forwardings")
    op.drop_table("duplicate_pairs")
