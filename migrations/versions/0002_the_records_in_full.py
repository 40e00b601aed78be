"""The records in full: people, documents' files, tags, vocabularies, follow-ups, and what every kind knows."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from partners.directory.rules.vocabularies import DEFAULT_TERMS

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
NAME = sa.String().with_variant(sa.String(collation="C"), "postgresql")
OPEN = sa.text("done_at IS NULL AND cancelled_at IS NULL")
NUMBERED = sa.text("business_no <> ''")
STILL_OPEN = {"sqlite_where": OPEN, "postgresql_where": OPEN}
WHERE_NUMBERED = {"sqlite_where": NUMBERED, "postgresql_where": NUMBERED}


def upgrade() -> None:
    make_tables()
    for table, columns in added().items():
        for column in columns:
            # SQLite would rebuild the table for a constraint of its own, and lose the triggers of the search.
            op.add_column(table, column, inline_references=True)
    op.create_index("ix_ambassadors_retain_until", "ambassadors", ["retain_until"])
    op.create_index("uq_companies_business_no", "companies", ["business_no"], unique=True, **WHERE_NUMBERED)
    op.create_index("ix_partners_owner_id", "partners", ["owner_id"])
    op.create_index("ix_partners_successor_id", "partners", ["successor_id"])
    op.create_index("ix_partners_trashed", "partners", ["name_ko", "id"], **only("trashed_at IS NOT NULL"))
    op.create_index("ix_partners_valid_to", "partners", ["valid_to"], **only("valid_to IS NOT NULL"))
    op.create_index("ix_supporters_cohort_id", "supporters", ["cohort_id"])
    op.create_index("ix_supporters_retain_until", "supporters", ["retain_until"])
    write_default_terms()
    # What stood so far came from cases alone.
    op.execute("UPDATE partner_standings SET case_action = next_action, case_due_on = next_due_on")
    op.execute(
        "INSERT INTO role_grants (user_id, role, team_id, granted_at, reason)"
        " SELECT id, role, team_id, created_at, '' FROM users"
    )


def write_default_terms() -> None:
    """What the vocabularies begin with; from here on they are the office's own."""
    table = sa.table("vocabulary_terms", *(sa.column(name) for name in (
        "vocabulary", "code", "label_ko", "label_en", "position", "version")))
    op.bulk_insert(table, [
        {"vocabulary": name, "code": term.code, "label_ko": term.label_ko, "label_en": term.label_en,
         "position": position, "version": 1}
        for name, terms in DEFAULT_TERMS.items()
        for position, term in enumerate(terms, 1)
    ])


def downgrade() -> None:
    op.execute("UPDATE partner_standings SET next_action = case_action, next_due_on = case_due_on")
    op.drop_index("ix_ambassadors_retain_until", table_name="ambassadors")
    op.drop_index("uq_companies_business_no", table_name="companies")
    for name in ("owner_id", "successor_id", "trashed", "valid_to"):
        op.drop_index(f"ix_partners_{name}", table_name="partners")
    op.drop_index("ix_supporters_cohort_id", table_name="supporters")
    op.drop_index("ix_supporters_retain_until", table_name="supporters")
    for table, columns in added().items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
    for table in NEW_TABLES:
        op.drop_table(table)


def only(condition: str) -> dict[str, sa.TextClause]:
    """The rows that an index covers, on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def text(name: str) -> sa.Column:
    """Text that is empty where nothing was said."""
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def day(name: str) -> sa.Column:
    return sa.Column(name, sa.Date(), nullable=True)


def moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=True)


def some(name: str) -> sa.Column:
    """A list, empty at first."""
    return sa.Column(name, JSON, nullable=False, server_default="[]")


def no(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def link(name: str, table: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=True)


def basis() -> list[sa.Column]:
    """On what ground a person's data is kept."""
    return [text("legal_basis"), text("purpose"), text("collected_from"), day("consented_on"), day("retain_until")]


def added() -> dict[str, Sequence[sa.Column]]:
    """The columns that tables of 0001 get."""
    return {
        "ambassadors": [
            text("nationality"),
            some("languages"),
            text("field"),
            day("term_from"),
            day("term_until"),
            *basis(),
        ],
        "cities": [some("languages"), text("time_zone"), text("counterpart_office")],
        "companies": [text("business_no"), text("industry"), some("csr_fields"), text("size")],
        "documents": [moment("removed_at"), link("removed_by_id", "users"), text("remove_reason")],
        "groups": [number("cohort_no"), day("starts_on"), day("ends_on")],
        "hospitals": [
            text("hospital_type"),
            some("departments"),
            some("interpretation_languages"),
            day("registration_from"),
        ],
        "partner_standings": [
            text("case_action"),
            day("case_due_on"),
            text("follow_up_title"),
            day("follow_up_due_on"),
        ],
        "partners": [link("trashed_by_id", "users"), text("trash_reason")],
        "supporters": [
            no("is_team"),
            number("member_count"),
            link("cohort_id", "partners"),
            some("languages"),
            *basis(),
        ],
        "teams": [
            link("merged_into_id", "teams"),
            sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        ],
        "users": [no("must_change_password"), moment("password_changed_at")],
        "ties": [text("days_source"), sa.Column("note", sa.Text(), nullable=False, server_default="")],
    }


#: In the order in which they can be dropped.
NEW_TABLES = (
    "partner_tags",
    "partner_channels",
    "interaction_contacts",
    "follow_ups",
    "contact_posts",
    "role_grants",
    "contacts",
    "attachments",
    "vocabulary_terms",
    "tags",
    "stored_files",
)


def make_tables() -> None:
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0", name=op.f("ck_stored_files_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_files_sha256")),
    )
    op.create_table(
        "tags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name_key", name=op.f("uq_tags_name_key")),
    )
    op.create_table(
        "vocabulary_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vocabulary", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("label_ko", NAME, nullable=False),
        sa.Column("label_en", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_terms")),
        sa.UniqueConstraint("vocabulary", "code", name=op.f("uq_vocabulary_terms_vocabulary_code")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name=op.f("fk_attachments_added_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_attachments_file_id")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["users.id"], name=op.f("fk_attachments_removed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index("ix_attachments_file_id", "attachments", ["file_id"])
    op.create_index("ix_attachments_subject", "attachments", ["subject_type", "subject_id", "id"])
    op.create_table(
        "contacts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("name_other", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("mobile", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("languages", JSON, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("remove_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("collected_from", sa.String(), nullable=False),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_contacts_created_by_id")),
        sa.ForeignKeyConstraint(["removed_by_id"], ["users.id"], name=op.f("fk_contacts_removed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
    )
    op.create_index(
        "ix_contacts_name",
        "contacts",
        ["name", "id"],
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    op.create_index("ix_contacts_name_key", "contacts", ["name_key"])
    op.create_index("ix_contacts_retain_until", "contacts", ["retain_until"])
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ended_by_id"], ["users.id"], name=op.f("fk_role_grants_ended_by_id")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["users.id"], name=op.f("fk_role_grants_granted_by_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_role_grants_team_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_role_grants_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grants")),
    )
    op.create_index("ix_role_grants_ended_at", "role_grants", ["ended_at"])
    op.create_index("ix_role_grants_user_id", "role_grants", ["user_id"])
    op.create_table(
        "contact_posts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_contact_posts_contact_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_contact_posts_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_posts")),
    )
    op.create_index("ix_contact_posts_contact_id", "contact_posts", ["contact_id"])
    op.create_index("ix_contact_posts_partner", "contact_posts", ["partner_id", "ends_on", "contact_id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assignee_id", sa.Integer(), nullable=True),
        sa.Column("owner_team_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_by_id", sa.Integer(), nullable=True),
        sa.Column("cancel_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignee_id"], ["users.id"], name=op.f("fk_follow_ups_assignee_id")),
        sa.ForeignKeyConstraint(["cancelled_by_id"], ["users.id"], name=op.f("fk_follow_ups_cancelled_by_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_follow_ups_created_by_id")),
        sa.ForeignKeyConstraint(["done_by_id"], ["users.id"], name=op.f("fk_follow_ups_done_by_id")),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"], name=op.f("fk_follow_ups_interaction_id")),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_follow_ups_owner_team_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_follow_ups_partner_id")),
        sa.ForeignKeyConstraint(["previous_id"], ["follow_ups.id"], name=op.f("fk_follow_ups_previous_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_ups")),
    )
    op.create_index("ix_follow_ups_assignee", "follow_ups", ["assignee_id", "due_on", "id"], **STILL_OPEN)
    op.create_index("ix_follow_ups_due", "follow_ups", ["due_on", "id"])
    op.create_index("ix_follow_ups_interaction_id", "follow_ups", ["interaction_id"])
    op.create_index("ix_follow_ups_partner", "follow_ups", ["partner_id", "due_on", "id"], **STILL_OPEN)
    op.create_index("ix_follow_ups_previous_id", "follow_ups", ["previous_id"])
    op.create_index("ix_follow_ups_team", "follow_ups", ["owner_team_id", "due_on", "id"], **STILL_OPEN)
    op.create_table(
        "interaction_contacts",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contacts.id"], name=op.f("fk_interaction_contacts_contact_id")),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"], name=op.f("fk_interaction_contacts_interaction_id")),
        sa.PrimaryKeyConstraint("interaction_id", "contact_id", name=op.f("pk_interaction_contacts")),
    )
    op.create_index("ix_interaction_contacts_contact_id", "interaction_contacts", ["contact_id"])
    op.create_table(
        "partner_channels",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("followers", sa.Integer(), nullable=True),
        sa.Column("followers_on", sa.Date(), nullable=True),
        sa.CheckConstraint("followers >= 0", name=op.f("ck_partner_channels_followers")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_channels_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_channels")),
    )
    op.create_index("ix_partner_channels_partner_id", "partner_channels", ["partner_id"])
    op.create_table(
        "partner_tags",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_tags_partner_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_partner_tags_tag_id")),
        sa.PrimaryKeyConstraint("tag_id", "partner_id", name=op.f("pk_partner_tags")),
    )
    op.create_index("ix_partner_tags_partner_id", "partner_tags", ["partner_id"])
