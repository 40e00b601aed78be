"""Counted tabs: what a partner counts as in lists, tallies of cases, and an index a column of the board."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

LIVING = "('active', 'dormant', 'suspended')"
COLUMNS = "partner_id, tab, section, kind, country, tie_id, at_rest"
PARTNER = "p.section, p.kind, p.country"
STANDING = "JOIN partner_standings s ON s.partner_id = p.id WHERE p.trashed_at IS NULL"
UNDER_WAY = f"{STANDING} AND s.pipeline IS NOT NULL AND s.agreement_id IS NOT NULL"
TIED = f"EXISTS (SELECT 1 FROM ties o WHERE o.partner_id = p.id AND o.status IN {LIVING}"
#: As `directory.queries.tabs` has it. A friendship beside a sister tie counts nowhere: that city stands further on.
TABS = (
    f"SELECT p.id, t.type, {PARTNER}, t.id, s.agreement_id IS NULL FROM ties t JOIN partners p ON p.id = t.partner_id"
    f" LEFT {STANDING} AND t.status IN {LIVING}"
    f" AND NOT (t.type = 'friendship' AND {TIED} AND o.type = 'sister'))",
    f"SELECT p.id, 'under_way', {PARTNER}, NULL, false FROM partners p {UNDER_WAY}",
    f"SELECT p.id, 'candidate', {PARTNER}, NULL, false FROM partners p {UNDER_WAY} AND p.kind = 'city' AND NOT {TIED})",
)
#: Which changes make the tabs of a partner be written anew: table, column that names it, what happens, under which condition.
FOLLOWED = (
    ("ties", "partner_id", "INSERT", ""),
    ("ties", "partner_id", "UPDATE OF partner_id, type, status", ""),
    ("ties", "partner_id", "DELETE", ""),
    ("partner_standings", "partner_id", "INSERT", "new.agreement_id IS NOT NULL"),
    (
        "partner_standings",
        "partner_id",
        "UPDATE OF agreement_id, pipeline",
        "(old.agreement_id IS NULL) <> (new.agreement_id IS NULL) OR (old.pipeline IS NULL) <> (new.pipeline IS NULL)",
    ),
    ("partner_standings", "partner_id", "DELETE", "old.agreement_id IS NOT NULL"),
    (
        "partners",
        "id",
        "UPDATE OF section, kind, country, trashed_at",
        "old.section <> new.section OR old.kind <> new.kind OR old.country <> new.country"
        " OR (old.trashed_at IS NULL) <> (new.trashed_at IS NULL)",
    ),
)

#: What a case counts for: its stage until it is completed, and the country of its partner while it is under way.
OF_STAGE = (
    "SELECT 'agreements.stage.' || {row}.pipeline || '.' || {row}.stage"
    " || CASE {row}.state WHEN 'open' THEN '.open' ELSE '.ended' END AS name, {sign}1 AS number"
    " WHERE {row}.state <> 'completed'"
)
OF_COUNTRY = (
    "SELECT 'agreements.country.' || {row}.pipeline || '.' || p.country AS name, {sign}1 AS number"
    " FROM partners p WHERE p.id = {row}.partner_id AND {row}.state = 'open'"
)
MOVED = (
    "SELECT 'agreements.country.' || a.pipeline || '.' || {row}.country AS name, {sign}1 AS number"
    " FROM agreements a WHERE a.partner_id = {row}.id AND a.state = 'open'"
)
#: Table, what happens, under which condition, what stands in the tallies for a row, and which rows there are.
TALLIED = (
    ("agreements", "INSERT", "", (OF_STAGE, OF_COUNTRY), ("new",)),
    ("agreements", "UPDATE OF pipeline, stage, state, partner_id", "", (OF_STAGE, OF_COUNTRY), ("old", "new")),
    ("agreements", "DELETE", "", (OF_STAGE, OF_COUNTRY), ("old",)),
    ("partners", "UPDATE OF country", "old.country <> new.country", (MOVED,), ("old", "new")),
)

#: A column of the board begins with whoever has waited longest. The models do not know it: its third is computed.
WAITING = "coalesce(stage_entered_on, as_of_date, '9999-12-31')"
ENDED = "state NOT IN ('open', 'completed')"


def upgrade() -> None:
    op.create_table(
        "partner_tabs",
        sa.Column("partner_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("tab", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("tie_id", sa.Integer(), nullable=True),
        sa.Column("at_rest", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("partner_id", "tab", name=op.f("pk_partner_tabs")),
    )
    for tabs in TABS:
        op.execute(f"INSERT INTO partner_tabs ({COLUMNS}) {tabs}")
    op.create_index("ix_partner_tabs_tab", "partner_tabs", ["tab", "section", "country", "kind"])
    op.create_index(
        "ix_partner_tabs_at_rest",
        "partner_tabs",
        ["tab", "kind", "country", "partner_id", "tie_id"],
        sqlite_where=sa.text("at_rest = 1"),
        postgresql_where=sa.text("at_rest"),
    )
    tally_what_is_there()
    if op.get_bind().dialect.name == "postgresql":
        follow_on_postgres()
    else:
        follow_on_sqlite()
    op.execute(f"CREATE INDEX ix_agreements_waiting ON agreements (pipeline, stage, ({WAITING}), id) WHERE state = 'open'")
    op.create_index(
        "ix_agreements_ended",
        "agreements",
        ["updated_at", "id", "pipeline"],
        sqlite_where=sa.text(ENDED),
        postgresql_where=sa.text(ENDED),
    )


def downgrade() -> None:
    op.drop_index("ix_agreements_ended", table_name="agreements")
    op.drop_index("ix_agreements_waiting", table_name="agreements")
    is_postgres = op.get_bind().dialect.name == "postgresql"
    for prefix, table, what in (
        *(("tabs", table, what) for table, _key, what, _when in FOLLOWED),
        *(("cases", table, what) for table, what, _when, _told, _rows in TALLIED),
    ):
        op.execute(f"DROP TRIGGER {name_of(prefix, table, what)}" + (f" ON {table}" if is_postgres else ""))
    if is_postgres:
        for name in ("partner_tabs_follow()", "partner_tabs_follow_partner()", "partner_tabs_anew(integer, integer)",
                     "tally_cases()", "tally_cases_moved()"):  # fmt: skip
            op.execute(f"DROP FUNCTION {name}")
    op.execute("DELETE FROM tallies WHERE name LIKE 'agreements.%'")
    op.drop_table("partner_tabs")


def tally_what_is_there() -> None:
    stages = OF_STAGE.format(row="a", sign="").replace(" WHERE", " FROM agreements a WHERE")
    countries = OF_COUNTRY.format(row="a", sign="").replace(" FROM", " FROM agreements a,")
    for told in (stages, countries):
        op.execute(f"INSERT INTO tallies (name, number) SELECT name, count(*) FROM ({told}) AS told GROUP BY name")


def name_of(prefix: str, table: str, what: str) -> str:
    return f"{prefix}_of_{table}_{what.split()[0].lower()}"


def follow_on_postgres() -> None:
    """Triggers that keep tabs and tallies, whoever writes.

    The standing is held first, as whoever writes it does: of two who change one partner at the same moment the second
    one sees what the first has committed.
    """
    op.execute(
        "CREATE FUNCTION partner_tabs_anew(one integer, other integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM 1 FROM partner_standings WHERE partner_id IN (one, other) ORDER BY partner_id FOR NO KEY UPDATE;"
        " DELETE FROM partner_tabs WHERE partner_id IN (one, other);"
        + "".join(f" INSERT INTO partner_tabs ({COLUMNS}) {tabs} AND p.id IN (one, other);" for tabs in TABS)
        + " END $$"
    )
    for name, key in (("partner_tabs_follow", "partner_id"), ("partner_tabs_follow_partner", "id")):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN PERFORM partner_tabs_anew(NEW.{key}, OLD.{key}); RETURN NULL; END $$"
        )
    for table, key, what, when in FOLLOWED:
        run = "partner_tabs_follow_partner" if key == "id" else "partner_tabs_follow"
        _make_on_postgres("tabs", table, what, when, run)
    for name, told in (("tally_cases", (OF_STAGE, OF_COUNTRY)), ("tally_cases_moved", (MOVED,))):
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {_lines(told, ('old', 'new'))}; RETURN NULL; END $$"
        )
    for table, what, when, _told, _rows in TALLIED:
        _make_on_postgres("cases", table, what, when, "tally_cases" if table == "agreements" else "tally_cases_moved")


def _make_on_postgres(prefix: str, table: str, what: str, when: str, run: str) -> None:
    condition = f" WHEN ({when})" if when else ""
    op.execute(
        f"CREATE TRIGGER {name_of(prefix, table, what)} AFTER {what} ON {table}"
        f" FOR EACH ROW{condition} EXECUTE FUNCTION {run}()"
    )


def follow_on_sqlite() -> None:
    """The same for SQLite. A later migration that lets it build one of these tables anew has to make them again."""
    for table, key, what, when in FOLLOWED:
        whom = {"INSERT": f"= new.{key}", "DELETE": f"= old.{key}"}.get(what, f"IN (old.{key}, new.{key})")
        anew = "".join(f" INSERT INTO partner_tabs ({COLUMNS}) {tabs} AND p.id {whom};" for tabs in TABS)
        _make_on_sqlite("tabs", table, what, when, f"DELETE FROM partner_tabs WHERE partner_id {whom};{anew}")
    for table, what, when, told, rows in TALLIED:
        _make_on_sqlite("cases", table, what, when, f"{_lines(told, rows)};")


def _make_on_sqlite(prefix: str, table: str, what: str, when: str, act: str) -> None:
    condition = f" WHEN {when}" if when else ""
    op.execute(f"CREATE TRIGGER {name_of(prefix, table, what)} AFTER {what} ON {table}{condition} BEGIN {act} END")


def _lines(told: tuple[str, ...], rows: tuple[str, ...]) -> str:
    """Add to the tallies what these rows count for: less what an old one did, and nothing for what stays."""
    lines = (one.format(row=row, sign="-" if row == "old" else "") for one in told for row in rows)
    return (
        "INSERT INTO tallies (name, number) SELECT name, sum(number) FROM"
        f" ({' UNION ALL '.join(lines)}) AS told GROUP BY name HAVING sum(number) <> 0"
    )
