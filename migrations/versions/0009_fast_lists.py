"""Fast lists: indexes of lists, counts and the board at a million records; tallies instead of counting."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

#: What is tallied: the table, the name of a row's tally, the column that is empty while the row counts.
TALLIED = (
    ("partners", "'partners.' || {row}kind", "trashed_at"),
    ("interactions", "'interactions'", "voided_at"),
)


def upgrade() -> None:
    op.create_table(
        "tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tallies")),
    )
    for table, name, ended in TALLIED:
        add_tally(table, name, ended)


def downgrade() -> None:
    for table, _name, _ended in reversed(TALLIED):
        remove_tally(table)
    op.drop_table("tallies")


def add_tally(table: str, name: str, ended: str) -> None:
    """Triggers that note how many rows came and went. A line is only ever added: nobody waits for anybody.

    A later migration that lets SQLite build one of these tables anew has to make the triggers again.
    """
    counted = f"SELECT {name.format(row='')}, {{sign}}count(*) FROM {{rows}} WHERE {ended} IS NULL GROUP BY 1"
    op.execute(f"INSERT INTO tallies (name, number) {counted.format(sign='', rows=table)}")
    if op.get_bind().dialect.name == "postgresql":
        _on_postgres(table, name, ended, counted)
    else:
        _on_sqlite(table, name, ended)


def _on_postgres(table: str, name: str, ended: str, counted: str) -> None:
    # A statement that writes many rows leaves one line a name; one that ends or revives them, a line for each.
    changed = f"CASE WHEN NEW.{ended} IS NULL THEN 1 ELSE -1 END"
    op.execute(
        f"CREATE FUNCTION tally_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CASE TG_OP"
        f" WHEN 'INSERT' THEN INSERT INTO tallies (name, number) {counted.format(sign='', rows='written')};"
        f" WHEN 'DELETE' THEN INSERT INTO tallies (name, number) {counted.format(sign='-', rows='written')};"
        f" ELSE INSERT INTO tallies (name, number) VALUES ({name.format(row='NEW.')}, {changed});"
        " END CASE; RETURN NULL; END $$"
    )
    run = f"EXECUTE FUNCTION tally_{table}()"
    for word, which in (("INSERT", "NEW"), ("DELETE", "OLD")):
        op.execute(
            f"CREATE TRIGGER tally_{table}_{word.lower()} AFTER {word} ON {table}"
            f" REFERENCING {which} TABLE AS written FOR EACH STATEMENT {run}"
        )
    op.execute(
        f"CREATE TRIGGER tally_{table}_update AFTER UPDATE OF {ended} ON {table} FOR EACH ROW"
        f" WHEN ((OLD.{ended} IS NULL) <> (NEW.{ended} IS NULL)) {run}"
    )


def _on_sqlite(table: str, name: str, ended: str) -> None:
    written = "INSERT INTO tallies (name, number) VALUES ({name}, {number});"
    come = written.format(name=name.format(row="new."), number="1")
    gone = written.format(name=name.format(row="old."), number="-1")
    changed = written.format(name=name.format(row="new."), number=f"CASE WHEN new.{ended} IS NULL THEN 1 ELSE -1 END")
    differs = f"(old.{ended} IS NULL) <> (new.{ended} IS NULL)"
    op.execute(f"CREATE TRIGGER tally_{table}_insert AFTER INSERT ON {table} WHEN new.{ended} IS NULL BEGIN {come} END")
    op.execute(f"CREATE TRIGGER tally_{table}_delete AFTER DELETE ON {table} WHEN old.{ended} IS NULL BEGIN {gone} END")
    op.execute(f"CREATE TRIGGER tally_{table}_update AFTER UPDATE OF {ended} ON {table} WHEN {differs} BEGIN {changed} END")


def remove_tally(table: str) -> None:
    on = f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""
    for word in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER tally_{table}_{word}{on}")
    if on:
        op.execute(f"DROP FUNCTION tally_{table}()")
