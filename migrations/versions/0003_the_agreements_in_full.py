"""The agreements in full: settings of pipelines, rounds, papers of stages, sessions and motions, the history of ties."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    make_tables()
    for table, columns in added().items():
        for column in columns:
            op.add_column(table, column, inline_references=True)
    op.create_index("ix_agreements_round_id", "agreements", ["round_id"])
    with op.batch_alter_table("gate_facts") as batch:
        for column in of_facts():
            batch.add_column(column)
        batch.create_foreign_key("fk_gate_facts_body_id", "partners", ["body_id"], ["id"])
        batch.drop_constraint("uq_gate_facts_agreement_id_gate", type_="unique")
        batch.create_unique_constraint("uq_gate_facts_agreement_id_turn_gate", ["agreement_id", "turn", "gate"])
    write_history_of_ties()


def downgrade() -> None:
    # Facts of an earlier turn have no place in the older table: the latest one stays.
    op.execute(
        "DELETE FROM gate_facts WHERE EXISTS (SELECT 1 FROM gate_facts later WHERE later.gate = gate_facts.gate"
        " AND later.agreement_id = gate_facts.agreement_id AND later.turn > gate_facts.turn)"
    )
    with op.batch_alter_table("gate_facts") as batch:
        batch.drop_constraint("uq_gate_facts_agreement_id_turn_gate", type_="unique")
        batch.drop_constraint("fk_gate_facts_body_id", type_="foreignkey")
        for column in reversed(of_facts()):
            batch.drop_column(column.name)
        batch.create_unique_constraint("uq_gate_facts_agreement_id_gate", ["agreement_id", "gate"])
    op.drop_index("ix_agreements_round_id", table_name="agreements")
    for table, columns in added().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
    for table in NEW_TABLES:
        op.drop_table(table)


def write_history_of_ties() -> None:
    """What is known of the ties that stand or stood: how they came, and how they went."""
    op.execute(
        "INSERT INTO tie_events (tie_id, kind, status, effective_on, as_of_date, ends_on, partner_id, reason,"
        " recorded_at, by_id) SELECT id, CASE origin WHEN 'agreement' THEN 'made' ELSE 'taken_over' END, 'active',"
        " signed_on, base_date, ends_on, partner_id, reason, recorded_at, recorded_by_id FROM ties"
    )
    op.execute(
        "INSERT INTO tie_events (tie_id, kind, status, effective_on, ends_on, partner_id, reason, recorded_at, by_id)"
        " SELECT id, 'ended', 'ended', ended_on, ends_on, partner_id, end_reason, recorded_at, recorded_by_id"
        " FROM ties WHERE status = 'ended'"
    )
    op.execute("UPDATE ties SET ended_as = 'ended' WHERE status = 'ended'")


def text(name: str) -> sa.Column:
    """Text that is empty where nothing was said."""
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def body(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=True)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=True)


def one(name: str) -> sa.Column:
    """A number that is 1 at first."""
    return sa.Column(name, sa.Integer(), nullable=False, server_default="1")


def some(name: str) -> sa.Column:
    """A list, empty at first."""
    return sa.Column(name, JSON, nullable=False, server_default="[]")


def link(name: str, table: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=True)


def added() -> dict[str, Sequence[sa.Column]]:
    """The columns that tables of 0001 and 0002 get."""
    return {
        "agreements": [link("round_id", "recruitment_rounds"), one("turn")],
        "council_sessions": [day("submit_by"), body("note"), one("version")],
        "institutions": [day("formed_on")],
        "motions": [
            text("committee"),
            day("committee_on"),
            sa.Column("committee_outcome", sa.String(), nullable=True),
            some("enclosures"),
            body("enclosure_note"),
            moment("voided_at"),
            link("voided_by_id", "users"),
            body("void_reason"),
            one("version"),
        ],
        "stage_moves": [some("warned_gates")],
        "ties": [text("ended_as")],
    }


def of_facts() -> Sequence[sa.Column]:
    """The columns that facts of gates get: their table is built anew for its key."""
    return [one("turn"), number("score"), day("until"), number("body_id")]


#: In the order in which they can be dropped.
NEW_TABLES = ("pipeline_reviews", "tie_events", "stage_papers", "pipeline_settings", "recruitment_rounds")


def make_tables() -> None:
    op.create_table(
        "pipeline_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        number("held_by_id"),
        sa.ForeignKeyConstraint(["held_by_id"], ["users.id"], name=op.f("fk_pipeline_reviews_held_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipeline_reviews")),
    )
    op.create_index("ix_pipeline_reviews_as_of", "pipeline_reviews", ["as_of", "id"])
    op.create_table(
        "recruitment_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pipeline", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("notice_no", sa.String(), nullable=False),
        day("announced_on"),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        number("pass_mark"),
        sa.Column("owner_team_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        number("created_by_id"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_recruitment_rounds_owner_team_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_recruitment_rounds_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruitment_rounds")),
    )
    op.create_index("ix_recruitment_rounds_owner_team_id", "recruitment_rounds", ["owner_team_id"])
    op.create_table(
        "pipeline_settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pipeline", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", JSON, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        number("by_id"),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_pipeline_settings_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pipeline_settings")),
    )
    op.create_index("ix_pipeline_settings_key", "pipeline_settings", ["pipeline", "what", "key", "id"])
    op.create_table(
        "stage_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        number("by_id"),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_stage_papers_agreement_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_stage_papers_document_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_stage_papers_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_papers")),
        sa.UniqueConstraint(
            "agreement_id", "paper", "document_id", name=op.f("uq_stage_papers_agreement_id_paper_document_id")
        ),
    )
    op.create_index("ix_stage_papers_document_id", "stage_papers", ["document_id"])
    op.create_table(
        "tie_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tie_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        day("effective_on"),
        day("as_of_date"),
        day("ends_on"),
        day("ended_before"),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        number("from_partner_id"),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        number("by_id"),
        sa.ForeignKeyConstraint(["tie_id"], ["ties.id"], name=op.f("fk_tie_events_tie_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_tie_events_partner_id")),
        sa.ForeignKeyConstraint(["from_partner_id"], ["partners.id"], name=op.f("fk_tie_events_from_partner_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_tie_events_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tie_events")),
    )
    op.create_index("ix_tie_events_tie_id", "tie_events", ["tie_id"])
    op.create_index("ix_tie_events_partner_id", "tie_events", ["partner_id"])
