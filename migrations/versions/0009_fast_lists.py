"""Fast lists: an index a sort and a filter; tallies instead of counting; a contact knows at which partner it is."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

#: What is tallied: the table, the name of a row's tally, the column that is empty while the row counts.
TALLIED = (
    ("partners", "'partners.' || {row}kind", "trashed_at"),
    ("interactions", "'interactions'", "voided_at"),
)
KEPT, STANDS = "trashed_at IS NULL", "voided_at IS NULL"
UNDER_WAY = "pipeline IS NOT NULL AND agreement_id IS NOT NULL"
STILL_OPEN = "done_at IS NULL AND cancelled_at IS NULL"

#: The name of an index, its table, its columns, and which rows it holds; SQLite writes booleans as numbers.
INDEXES = (
    ("ix_partners_country_name", "partners", ("country", "name_ko", "id"), KEPT),
    ("ix_partners_region", "partners", ("country", "region", "name_ko", "id"), KEPT),
    ("ix_partners_section_region", "partners", ("section", "band", "country", "region", "name_ko", "id"), KEPT),
    ("ix_partners_section", "partners", ("section", "name_ko", "id"), KEPT),
    ("ix_partners_team_name", "partners", ("owner_team_id", "name_ko", "id"), KEPT),
    ("ix_partners_ownerless", "partners", ("name_ko", "id"), f"{KEPT} AND owner_id IS NULL"),
    ("ix_partners_placeless", "partners", ("name_ko", "id"), f"{KEPT} AND (lat IS NULL OR lon IS NULL)"),
    ("ix_partner_standings_under_way", "partner_standings", ("partner_id",), UNDER_WAY),
    ("ix_partner_standings_count", "partner_standings", ("interaction_count", "partner_id"), None),
    ("ix_interactions_standing", "interactions", ("sort_on", "id"), STANDS),
    ("ix_interactions_kind_sort", "interactions", ("kind", "sort_on", "id"), STANDS),
    ("ix_interactions_year_sort", "interactions", ("fiscal_year", "sort_on", "id"), STANDS),
    ("ix_interactions_team_sort", "interactions", ("owner_team_id", "sort_on", "id"), STANDS),
    ("ix_interactions_direction_sort", "interactions", ("direction", "sort_on", "id"), STANDS),
    ("ix_interactions_unpriced", "interactions", ("kind", "sort_on", "id"), f"{STANDS} AND amount_won IS NULL"),
    ("ix_interactions_undated", "interactions", ("sort_on", "id"), f"{STANDS} AND is_dated IS false"),
    ("ix_interactions_unspecified", "interactions", ("sort_on", "id"), f"{STANDS} AND recipients_unspecified"),
    ("ix_interactions_unspecified_year", "interactions", ("fiscal_year",), f"{STANDS} AND recipients_unspecified"),
    ("ix_interactions_void", "interactions", ("sort_on", "id"), "voided_at IS NOT NULL"),
    ("ix_interactions_written", "interactions", ("created_at", "id"), f"{STANDS} AND created_by_id IS NOT NULL"),
    ("ix_interactions_amount", "interactions", ("amount_won", "id"), STANDS),
    ("ix_agreements_entered", "agreements", ("stage_entered_on", "id"), None),
    ("ix_agreements_due", "agreements", ("next_due_on", "id"), None),
    ("ix_agreements_state_due", "agreements", ("state", "next_due_on", "id"), None),
    ("ix_follow_ups_open", "follow_ups", ("due_on", "id"), STILL_OPEN),
    ("ix_contacts_name", "contacts", ("name", "id", "at_partner_id"), "removed_at IS NULL"),
    ("ix_contacts_retention", "contacts", ("retain_until", "name", "id", "at_partner_id"), "removed_at IS NULL"),
    ("ix_contacts_at_partner", "contacts", ("at_partner_id", "name", "id"), "removed_at IS NULL"),
    ("ix_follow_ups_done", "follow_ups", ("done_at", "id"), "done_at IS NOT NULL AND cancelled_at IS NULL"),
)
#: Where a contact is: the post held now counts, or else the last.
AT_PARTNER = (
    "SELECT partner_id FROM contact_posts WHERE contact_id = contacts.id"
    " ORDER BY is_current DESC, ends_on DESC NULLS LAST, id DESC LIMIT 1"
)
FOLLOWED = "contact_id, partner_id, is_current, ends_on"
#: As they were before: those of interactions held void records too, which no list walks in this order.
BEFORE = (
    ("ix_interactions_kind_sort", "interactions", ("kind", "sort_on", "id"), None),
    ("ix_interactions_year_sort", "interactions", ("fiscal_year", "sort_on", "id"), None),
    ("ix_interactions_team_sort", "interactions", ("owner_team_id", "sort_on", "id"), None),
    ("ix_contacts_name", "contacts", ("name", "id"), "removed_at IS NULL"),
    ("ix_partners_section_region", "partners", ("section", "band", "region", "name_ko", "id"), KEPT),
)
WRITTEN_BY_SQLITE = {"is_dated IS false": "is_dated IS 0", "recipients_unspecified": "recipients_unspecified = 1"}


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
    op.add_column("contacts", sa.Column("at_partner_id", sa.Integer(), nullable=True))
    op.execute(f"UPDATE contacts SET at_partner_id = ({AT_PARTNER})")
    follow_posts()
    for name, table, _columns, _condition in BEFORE:
        op.drop_index(name, table_name=table)
    for name, table, columns, condition in INDEXES:
        op.create_index(name, table, list(columns), **only(condition))


def downgrade() -> None:
    for name, table, _columns, _condition in reversed(INDEXES):
        op.drop_index(name, table_name=table)
    for name, table, columns, condition in BEFORE:
        op.create_index(name, table, list(columns), **only(condition))
    leave_posts()
    op.drop_column("contacts", "at_partner_id")
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


def follow_posts() -> None:
    """Triggers that let a contact follow its posts, whoever writes them.

    A later migration that lets SQLite build this table anew has to make the triggers again.
    """
    follow = "UPDATE contacts SET at_partner_id = ({}) WHERE id {}"
    if op.get_bind().dialect.name == "postgresql":
        moved = follow.format(AT_PARTNER, "IN (NEW.contact_id, OLD.contact_id)")
        op.execute(
            "CREATE FUNCTION contact_follows_posts() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {moved}; RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER contact_follows_posts AFTER INSERT OR DELETE OR UPDATE OF {FOLLOWED} ON contact_posts"
            " FOR EACH ROW EXECUTE FUNCTION contact_follows_posts()"
        )
        return
    for word, which in (("INSERT", "= new.contact_id"), ("DELETE", "= old.contact_id"),
                        (f"UPDATE OF {FOLLOWED}", "IN (new.contact_id, old.contact_id)")):  # fmt: skip
        name = f"contact_follows_posts_{word.split()[0].lower()}"
        moved = follow.format(AT_PARTNER, which)
        op.execute(f"CREATE TRIGGER {name} AFTER {word} ON contact_posts BEGIN {moved}; END")


def leave_posts() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER contact_follows_posts ON contact_posts")
        op.execute("DROP FUNCTION contact_follows_posts()")
        return
    for word in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER contact_follows_posts_{word}")


def only(condition: str | None) -> dict[str, sa.TextClause]:
    """The rows that an index holds, as each database writes it."""
    if condition is None:
        return {}
    of_sqlite = condition
    for words, written in WRITTEN_BY_SQLITE.items():
        of_sqlite = of_sqlite.replace(words, written)
    return {"sqlite_where": sa.text(of_sqlite), "postgresql_where": sa.text(condition)}
