"""Search: contacts, agreements and documents are found too; what each person opened last and pinned."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from alembic import op

from partners.foundation.hangul import SEPARATOR, search_terms, search_text

revision = "0004"
down_revision = "0003"

#: The table, and the columns whose text is looked for.
SEARCHED = {
    "contacts": ("name", "name_other"),
    "agreements": ("title", "target_regions", "target_text", "next_action"),
    "documents": ("title", "number"),
}
BATCH = 500
SEARCHED_OF_BODY = 200


def upgrade() -> None:
    op.create_table(
        "search_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_search_marks_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_marks")),
        sa.UniqueConstraint("user_id", "record", "record_id", name=op.f("uq_search_marks_user_id_record_record_id")),
    )
    for table, columns in SEARCHED.items():
        for name in ("search_text", "search_terms"):
            op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=""))
        fill(table, columns)
        add_search(table)
    fill_interactions()


def downgrade() -> None:
    for table in reversed(SEARCHED):
        remove_search(table)
        for name in ("search_terms", "search_text"):
            op.drop_column(table, name)
    op.drop_table("search_marks")


def fill(table: str, columns: tuple[str, ...]) -> None:
    """Write the search columns of what is there."""
    rows = sa.table(table, sa.column("id"), *(sa.column(name, type_of(name)) for name in columns))
    for batch in batches(sa.select(rows), rows.c.id):
        write(table, {row.id: [text for value in row[1:] for text in texts_in(value)] for row in batch})


def fill_interactions() -> None:
    """They are found by every name of their partners now, not only by those that they had when it was written."""
    told = sa.table("interactions", *(sa.column(name) for name in ("id", "title", "item", "recipients_text", "body")))
    for batch in batches(sa.select(told), told.c.id):
        names = names_between(batch[0].id, batch[-1].id)
        texts = {
            row.id: (row.title, row.item, row.recipients_text, *names.get(row.id, ()), row.body[:SEARCHED_OF_BODY])
            for row in batch
        }
        write("interactions", {one: [text for text in some if text] for one, some in texts.items()})


def names_between(first: int, last: int) -> dict[int, list[str]]:
    """Every name of the partners of the interactions with these ids."""
    links = op.get_bind().execute(
        sa.text(
            "SELECT l.interaction_id, p.search_text FROM interaction_partners l JOIN partners p ON p.id = l.partner_id"
            " WHERE l.interaction_id BETWEEN :first AND :last ORDER BY l.interaction_id, l.partner_id"
        ),
        {"first": first, "last": last},
    )
    names: dict[int, list[str]] = {}
    for link in links:
        names.setdefault(link.interaction_id, []).extend(link.search_text.split(SEPARATOR))
    return names


def batches(statement: sa.Select, identity: sa.ColumnElement) -> Iterator[Sequence[sa.Row]]:
    """The rows by id, some at a time: there may be a million."""
    last = 0
    while rows := op.get_bind().execute(statement.where(identity > last).order_by(identity).limit(BATCH)).all():
        yield rows
        last = rows[-1].id


def type_of(name: str) -> sa.types.TypeEngine:
    return sa.JSON() if name == "target_regions" else sa.String()


def texts_in(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and one]


def write(table: str, texts: dict[int, list[str]]) -> None:
    rows = [{"id": one, "text": search_text(*found), "terms": search_terms(*found)} for one, found in texts.items()]
    statement = sa.text(f"UPDATE {table} SET search_text = :text, search_terms = :terms WHERE id = :id")
    op.get_bind().execute(statement, rows)


def add_search(table: str) -> None:
    """An index over the terms: GIN on PostgreSQL, an FTS5 table kept by triggers on SQLite.

    A later migration that lets SQLite build one of these tables anew has to make the triggers again.
    """
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX ix_{table}_terms ON {table} USING gin (string_to_array(search_terms, ' '))")
        return
    index = f"{table}_terms"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5 (search_terms, content='{table}', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 0', detail='none')"
    )
    op.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    forget = f"INSERT INTO {index} ({index}, rowid, search_terms) VALUES ('delete', old.id, old.search_terms);"
    learn = f"INSERT INTO {index} (rowid, search_terms) VALUES (new.id, new.search_terms);"
    op.execute(f"CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {learn} END")
    op.execute(f"CREATE TRIGGER {index}_gone AFTER DELETE ON {table} BEGIN {forget} END")
    op.execute(f"CREATE TRIGGER {index}_changed AFTER UPDATE OF search_terms ON {table} BEGIN {forget} {learn} END")


def remove_search(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP INDEX ix_{table}_terms")
        return
    for trigger in ("added", "gone", "changed"):
        op.execute(f"DROP TRIGGER {table}_terms_{trigger}")
    op.execute(f"DROP TABLE {table}_terms")
