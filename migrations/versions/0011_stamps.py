"""Stamps: every change of what lists offer again and again leaves a line in its tally, so that it need not be read anew."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

STAMPED = ("teams", "users", "tags", "pipeline_settings", "vocabulary_terms", "saved_views", "view_marks")
WAYS = ("INSERT", "UPDATE", "DELETE")
LARGEST = 1_000_000_000_000


def upgrade() -> None:
    if _on_postgres():
        # SQLite keeps numbers of eight bytes anyway.
        op.alter_column("tallies", "number", type_=sa.BigInteger(), existing_nullable=False)
        number = f"1 + floor(random() * {LARGEST})::bigint"
        op.execute(
            "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" INSERT INTO tallies (name, number) VALUES ('stamp.' || TG_TABLE_NAME, {number});"
            " RETURN NULL; END $$"
        )
    for table in STAMPED:
        add_stamp(table)


def downgrade() -> None:
    for table in reversed(STAMPED):
        remove_stamp(table)
    op.execute("DELETE FROM tallies WHERE name LIKE 'stamp.%'")
    if _on_postgres():
        op.execute("DROP FUNCTION stamp()")
        op.alter_column("tallies", "number", type_=sa.Integer(), existing_nullable=False)


def add_stamp(table: str) -> None:
    """Triggers that add a random number to the table's tally whenever a row came, changed or went.

    Random, so that a change that was taken back never looks like another one that was not.
    A later migration that lets SQLite build one of these tables anew has to make the triggers again.
    """
    if _on_postgres():
        op.execute(
            f"CREATE TRIGGER stamp_{table} AFTER {' OR '.join(WAYS)} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION stamp()"
        )
        return
    line = f"INSERT INTO tallies (name, number) VALUES ('stamp.{table}', 1 + abs(random() % {LARGEST}))"
    for way in WAYS:
        op.execute(f"CREATE TRIGGER stamp_{table}_{way.lower()} AFTER {way} ON {table} BEGIN {line}; END")


def remove_stamp(table: str) -> None:
    if _on_postgres():
        op.execute(f"DROP TRIGGER stamp_{table} ON {table}")
        return
    for way in WAYS:
        op.execute(f"DROP TRIGGER stamp_{table}_{way.lower()}")


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
