"""The trash: what waits to be destroyed, ids that are never given twice; and indexes of what is missing."""

import re

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
#: Rows that go into the trash and come back under their own ids.
NUMBERED = (
    "partners",
    "partner_aliases",
    "partner_channels",
    "contacts",
    "contact_posts",
    "documents",
    "follow_ups",
    "attachments",
    "search_marks",
    "duplicate_pairs",
)
PLACED = "trashed_at IS NULL AND lat IS NOT NULL AND lon IS NOT NULL"
UNCONFIRMED = "trashed_at IS NULL AND reference_fields <> '[]'"
#: Partners whose place or values nobody has confirmed, by team: as SQLite and as PostgreSQL say it.
GAPS = {
    "ix_partners_unsure": (
        f"{PLACED} AND point_confidence IS NOT 'high'",
        f"{PLACED} AND point_confidence IS DISTINCT FROM 'high'",
    ),
    "ix_partners_unconfirmed": (UNCONFIRMED, UNCONFIRMED),
}
OWN_KEY = re.compile(r"PRIMARY KEY \(id\)")
COUNTED_KEY = re.compile(r"PRIMARY KEY \(id AUTOINCREMENT\)")


def upgrade() -> None:
    op.create_table(
        "trash_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("is_person", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("owner_team_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_by_id", sa.Integer(), nullable=True),
        sa.Column("destroy_on", sa.Date(), nullable=False),
        sa.Column("taken", JSON, nullable=False),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_trash_entries_owner_team_id")),
        sa.ForeignKeyConstraint(["deleted_by_id"], ["users.id"], name=op.f("fk_trash_entries_deleted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trash_entries")),
    )
    op.create_index("ix_trash_entries_record", "trash_entries", ["record", "id"])
    op.create_index("ix_trash_entries_destroy_on", "trash_entries", ["destroy_on", "id"])
    op.create_index("ix_trash_entries_deleted_by_id", "trash_entries", ["deleted_by_id", "id"])
    op.create_index("ix_trash_entries_place_id", "trash_entries", ["place_id"])
    op.create_table(
        "trash_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("image", JSON, nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["trash_entries.id"], name=op.f("fk_trash_rows_entry_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trash_rows")),
    )
    op.create_index("ix_trash_rows_entry_id", "trash_rows", ["entry_id"])
    op.create_index("ix_trash_rows_table", "trash_rows", ["table_name", "row_id"])
    make_indexes()
    number(OWN_KEY, "PRIMARY KEY (id AUTOINCREMENT)")


def downgrade() -> None:
    number(COUNTED_KEY, "PRIMARY KEY (id)")
    for name in GAPS:
        op.drop_index(name, table_name="partners")
    op.drop_table("trash_rows")
    op.drop_table("trash_entries")


def make_indexes() -> None:
    """What the page of data quality counts and its lists show."""
    for name, (on_sqlite, on_postgres) in GAPS.items():
        op.create_index(
            name,
            "partners",
            ["owner_team_id", "id"],
            sqlite_where=sa.text(on_sqlite),
            postgresql_where=sa.text(on_postgres),
        )


def number(key: re.Pattern[str], instead: str) -> None:
    """SQLite gives the highest id anew once its row is gone; with AUTOINCREMENT it never does, as PostgreSQL.

    Otherwise a new partner would get the id of a deleted one, with its history, and the deleted one could not
    come back. The way is the one that SQLite describes for such changes: a table of the new shape takes the rows
    and the name; its indexes and triggers are made again as they were.
    """
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in NUMBERED:
        rebuild(table, key, instead)


def rebuild(table: str, key: re.Pattern[str], instead: str) -> None:
    found = op.get_bind().execute(
        sa.text("SELECT type, sql FROM sqlite_schema WHERE tbl_name = :table AND sql IS NOT NULL"), {"table": table}
    )
    made = found.all()
    shape = next(row.sql for row in made if row.type == "table")
    renewed, changes = key.subn(instead, shape.replace(table, f"new_{table}", 1), count=1)
    if changes != 1:
        raise RuntimeError(f"The key of {table} does not look as expected.")
    run = op.get_bind().exec_driver_sql
    run(renewed)
    run(f"INSERT INTO new_{table} SELECT * FROM {table}")  # noqa: S608  our own names
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE new_{table} RENAME TO {table}")
    for row in made:
        if row.type != "table":
            run(row.sql)
