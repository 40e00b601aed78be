"""Saved views of lists."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KOREAN_NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
IS_DEFAULT = sa.text("is_default")


def upgrade() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("name", KOREAN_NAME, nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("owner_team_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_saved_views_owner_id")),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_saved_views_owner_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("owner_id", "list", "name_key", name=op.f("uq_saved_views_owner_id_list_name_key")),
    )
    op.create_index("ix_saved_views_owner_team_id", "saved_views", ["owner_team_id"])
    op.create_table(
        "view_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("list", sa.String(), nullable=False),
        sa.Column("view_id", sa.Integer(), nullable=True),
        sa.Column("ready_made", sa.String(), nullable=False),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(view_id IS NULL) = (ready_made <> '')", name=op.f("ck_view_marks_one_view")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_view_marks_user_id")),
        sa.ForeignKeyConstraint(["view_id"], ["saved_views.id"], name=op.f("fk_view_marks_view_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view_marks")),
        sa.UniqueConstraint("user_id", "view_id", name=op.f("uq_view_marks_user_id_view_id")),
    )
    op.create_index("ix_view_marks_view_id", "view_marks", ["view_id"])
    op.create_index(
        "uq_view_marks_default",
        "view_marks",
        ["user_id", "list"],
        unique=True,
        sqlite_where=IS_DEFAULT,
        postgresql_where=IS_DEFAULT,
    )


def downgrade() -> None:
    op.drop_table("view_marks")
    op.drop_table("saved_views")
