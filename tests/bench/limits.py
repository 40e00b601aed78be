"""The limit of each row: the least SQL that brings what its page shows, past our own code."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from tests.bench.databases import BenchDatabase
from tests.bench.rows import PAGE, SEARCHED, SUBJECT, Row

Statement = tuple[str, tuple[Any, ...]]

LISTED = (
    "SELECT p.id, p.kind, p.name_ko, p.name_en, p.name_native, p.country, p.region, p.band, s.last_contact_on,"
    " s.last_contact_title, s.pipeline, s.stage, s.next_action, s.next_due_on FROM partners p"
    " LEFT JOIN partner_standings s ON s.partner_id = p.id"
)
TIMELINE = (
    "SELECT i.id, i.kind, i.title, i.date_text, i.amount_won, i.sort_on FROM interaction_partners l"
    " JOIN interactions i ON i.id = l.interaction_id WHERE l.partner_id = ? ORDER BY l.sort_on DESC,"
    " l.interaction_id DESC LIMIT 20"
)
CARDS = (
    "SELECT a.id, a.stage, p.name_ko, a.stage_entered_on, a.next_action, a.next_due_on FROM agreements a"
    " LEFT JOIN partners p ON p.id = a.partner_id WHERE a.pipeline = 'city_foreign' AND a.stage = ?"
    " AND a.state = 'open' ORDER BY a.stage_entered_on, a.id LIMIT 20"
)
STAGES = (
    "selection", "approach", "pre_exchange", "friendship_signed", "friendship_programme", "council_consent",
    "sister_signed",
)  # fmt: skip


class Limits:
    """The statements of each row, on one connection."""

    def __init__(self, database: BenchDatabase, statements: dict[str, Callable[[], int]], connection: Any) -> None:
        self.statements, self.connection = statements, connection

    def run(self, key: str) -> int:
        return self.statements[key]()

    def close(self) -> None:
        self.connection.close()


def of(database: BenchDatabase, asked: Sequence[Row]) -> Limits:
    connection: Any = database.connect()
    mark = "?" if database.kind == "sqlite" else "%s"

    def runs(statements: Sequence[Statement]) -> Callable[[], int]:
        told = [
            (sql.replace("%", "%%").replace("?", mark) if mark == "%s" else sql, values) for sql, values in statements
        ]
        return lambda: sum(len(connection.execute(sql, values).fetchall()) for sql, values in told)

    by_key = {row.key: _reads(database.kind, row) for row in asked if row.key != "e" and not row.brings_all}
    made = {key: runs(statements) for key, statements in by_key.items()}
    for row in asked:
        if row.brings_all:
            made[row.key] = _copying(connection, database.kind)
    writes = next((row for row in asked if row.key == "e"), None)
    if writes is not None:
        # One transaction that is taken back would wait for no disk: it is committed, as ours is.
        made["e"] = _logging(connection, mark, writes.number)
    return Limits(database, made, connection)


def _copying(connection: Any, kind: str) -> Callable[[], int]:
    """Every row of the list as the database itself writes it; SQLite has no COPY: its rows, read to the end."""
    sql = f"{LISTED} WHERE p.trashed_at IS NULL ORDER BY p.name_ko, p.id"
    if kind == "sqlite":
        return lambda: len(connection.execute(sql).fetchall())

    def run() -> int:
        with connection.cursor().copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as copied:
            return sum(len(block) for block in copied)

    return run


def _reads(kind: str, row: Row) -> list[Statement]:
    alive = " WHERE p.trashed_at IS NULL"
    by_name = " ORDER BY p.name_ko, p.id LIMIT 51"
    if row.key == "a":
        return [(LISTED + alive + by_name, ()), (_counted("partners p" + alive), ())]
    if row.key == "b":
        of = alive + " AND p.section = 'company' AND p.country = 'KR'"
        # A late join: the page's ids are walked in the index, and only they are joined.
        ids = f"SELECT p.id FROM partners p{of} ORDER BY p.band, p.name_ko, p.id LIMIT 51 OFFSET {(row.number - 1) * PAGE}"
        return [
            (f"{LISTED} WHERE p.id IN (SELECT id FROM ({ids}) found) ORDER BY p.band, p.name_ko, p.id", ()),
            (_counted("partners p" + of), ()),
        ]
    if row.key == "c":
        found = alive + " AND " + _found(kind, "partners", "p", SEARCHED)
        return [(LISTED + found + by_name, ()), (_counted("partners p" + found), ())]
    if row.key == "d":
        return _of_partner(row.number)
    if row.key == "f":
        counted = (
            "SELECT stage, count(*) FROM agreements WHERE pipeline = 'city_foreign' AND state = 'open' GROUP BY stage"
        )
        return [*((CARDS, (stage,)) for stage in STAGES), (counted, ())]
    listed = "SELECT i.id, i.kind, i.title, i.date_text, i.amount_won FROM interactions i"
    newest = " ORDER BY i.sort_on DESC, i.id DESC LIMIT 51"
    if row.key == "h":
        return [(f"{listed} WHERE i.voided_at IS NULL{newest}", ()), (_counted("interactions i"), ())]
    found = " WHERE i.voided_at IS NULL AND " + _found(kind, "interactions", "i", SUBJECT)
    return [(listed + found + newest, ()), (_counted("interactions i" + found), ())]


def _of_partner(partner_id: int) -> list[Statement]:
    one = (partner_id,)
    return [
        ("SELECT p.*, s.* FROM partners p LEFT JOIN partner_standings s ON s.partner_id = p.id WHERE p.id = ?", one),
        ("SELECT * FROM ties WHERE partner_id = ?", one),
        ("SELECT * FROM documents WHERE partner_id = ?", one),
        (TIMELINE, one),
        ("SELECT count(*) FROM interaction_partners WHERE partner_id = ?", one),
        ("SELECT * FROM agreements WHERE partner_id = ?", one),
        ("SELECT * FROM follow_ups WHERE partner_id = ? AND done_at IS NULL ORDER BY due_on LIMIT 10", one),
        (
            "SELECT c.id, c.name, t.title FROM contact_posts t JOIN contacts c ON c.id = t.contact_id"
            " WHERE t.partner_id = ? LIMIT 10",
            one,
        ),
        (
            "SELECT i.direction, count(*), sum(i.amount_won) FROM interaction_partners l JOIN interactions i"
            " ON i.id = l.interaction_id WHERE l.partner_id = ? AND i.voided_at IS NULL GROUP BY i.direction",
            one,
        ),
    ]


def _counted(what: str) -> str:
    """Counted as far as lists count: up to 10,000 and one."""
    return f"SELECT count(*) FROM (SELECT 1 FROM {what} LIMIT 10001) counted"


def _found(kind: str, table: str, short: str, word: str) -> str:
    recheck = f"{short}.search_text LIKE '%{word}%'"
    pairs = [first + second for first, second in pairwise(word)]
    if kind == "sqlite":
        match = " ".join(f'"{pair}"' for pair in pairs)
        return f"{short}.id IN (SELECT rowid FROM {table}_terms WHERE {table}_terms MATCH '{match}') AND {recheck}"
    listed = ", ".join(f"'{pair}'" for pair in pairs)
    return f"string_to_array({short}.search_terms, ' ') @> ARRAY[{listed}]::text[] AND {recheck}"


def _logging(connection: Any, mark: str, partner_id: int) -> Callable[[], int]:
    """The record, its day, its partner, the audit line and the standing: the rows that logging writes."""
    now = "2020-11-19 09:00:00+00:00"
    columns = (
        "kind, direction, title, item, amount_approx, amount_text, body, date_text, is_dated, fiscal_year, sort_on,"
        " recipients_unspecified, recipients_text, our_attendees, source, owner_team_id, created_at, updated_at,"
        " void_reason, search_text, search_terms, version"
    )
    values = (
        f"'letter', 'outbound', '측정용 서한', '', false, '', '', '2020. 11. 19.', true, 2020, '2020-11-19', false, '', '',"
        f" '', 1, '{now}', '{now}', '', '측정용서한', '측 정 측정 정용 용서 서한', 1"
    )

    def run() -> int:
        cursor = connection.cursor()
        cursor.execute("BEGIN")
        made = cursor.execute(f"INSERT INTO interactions ({columns}) VALUES ({values}) RETURNING id").fetchone()[0]
        cursor.execute(
            "INSERT INTO interaction_occurrences (interaction_id, position, starts_on, ends_on, precision, text, label,"
            f" year_implied) VALUES ({mark}, 0, '2020-11-19', '2020-11-19', 'day', '2020. 11. 19.', '', false)",
            (made,),
        )
        cursor.execute(f"INSERT INTO interaction_partners VALUES ({mark}, {mark}, '2020-11-19')", (made, partner_id))
        cursor.execute(
            "INSERT INTO audit_events (at, action, subject_type, subject_id, fields) VALUES"
            f" ('{now}', 'interaction:logged', 'interactions', {mark}, '[]')",
            (made,),
        )
        cursor.execute(
            f"UPDATE partner_standings SET interaction_count = interaction_count + 1 WHERE partner_id = {mark}",
            (partner_id,),
        )
        cursor.execute("COMMIT")
        return 1

    return run
