"""The house: accounts, audit, directory, interactions, agreements, and their search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

SEARCHED = ("partners", "interactions")


def upgrade() -> None:
    op.create_table(
        "council_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_sessions")),
        sa.UniqueConstraint("number", "kind", name=op.f("uq_council_sessions_number_kind")),
    )
    op.create_table(
        "login_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempts")),
    )
    op.create_index("ix_login_attempts_username_at", "login_attempts", ["username", "at"], unique=False)
    op.create_table(
        "teams",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_teams")),
        sa.UniqueConstraint("code", name=op.f("uq_teams_code")),
        sa.UniqueConstraint("name", name=op.f("uq_teams_name")),
    )
    op.create_table(
        "used_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_used_keys")),
    )
    op.create_index(op.f("ix_used_keys_used_at"), "used_keys", ["used_at"], unique=False)
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_users_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("username", name=op.f("uq_users_username")),
    )
    op.create_table(
        "access_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("page", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_ids", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_access_log_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_log")),
    )
    op.create_index(op.f("ix_access_log_at"), "access_log", ["at"], unique=False)
    op.create_index(op.f("ix_access_log_user_id"), "access_log", ["user_id"], unique=False)
    op.create_table(
        "audit_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_audit_events_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    op.create_index(op.f("ix_audit_events_at"), "audit_events", ["at"], unique=False)
    op.create_index("ix_audit_events_subject", "audit_events", ["subject_type", "subject_id", "id"], unique=False)
    op.create_table(
        "interactions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("amount_won", sa.BigInteger(), nullable=True),
        sa.Column("amount_approx", sa.Boolean(), nullable=False),
        sa.Column("amount_text", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("date_text", sa.String(), nullable=False),
        sa.Column("is_dated", sa.Boolean(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.Column("recipients_unspecified", sa.Boolean(), nullable=False),
        sa.Column("recipients_text", sa.String(), nullable=False),
        sa.Column("our_attendees", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("owner_team_id", sa.Integer(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("search_terms", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount_won >= 0", name=op.f("ck_interactions_amount")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_interactions_created_by_id")),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_interactions_owner_team_id")),
        sa.ForeignKeyConstraint(["voided_by_id"], ["users.id"], name=op.f("fk_interactions_voided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interactions")),
    )
    op.create_index(op.f("ix_interactions_created_at"), "interactions", ["created_at"], unique=False)
    op.create_index("ix_interactions_kind_sort", "interactions", ["kind", "sort_on", "id"], unique=False)
    op.create_index("ix_interactions_sort", "interactions", ["sort_on", "id"], unique=False)
    op.create_index("ix_interactions_team_sort", "interactions", ["owner_team_id", "sort_on", "id"], unique=False)
    op.create_index(
        "ix_interactions_year_kind",
        "interactions",
        ["fiscal_year", "kind"],
        unique=False,
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.create_index("ix_interactions_year_sort", "interactions", ["fiscal_year", "sort_on", "id"], unique=False)
    op.create_table(
        "partners",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("band", sa.SmallInteger(), nullable=False),
        sa.Column("name_ko", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_native", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("region", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("point_confidence", sa.String(), nullable=True),
        sa.Column("reference_fields", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("owner_team_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("search_terms", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trashed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_partners_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_partners_lon")),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_partners_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_partners_owner_id")),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_partners_owner_team_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["partners.id"], name=op.f("fk_partners_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
    )
    op.create_index(
        "ix_partners_kind",
        "partners",
        ["kind", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_partners_name",
        "partners",
        ["name_ko", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(op.f("ix_partners_name_key"), "partners", ["name_key"], unique=False)
    op.create_index(op.f("ix_partners_owner_team_id"), "partners", ["owner_team_id"], unique=False)
    op.create_index(
        "ix_partners_section_country_name",
        "partners",
        ["section", "country", "band", "name_ko", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_partners_section_name",
        "partners",
        ["section", "band", "name_ko", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "ix_partners_section_region",
        "partners",
        ["section", "band", "region", "name_ko", "id"],
        unique=False,
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.create_index(
        "uq_partners_city",
        "partners",
        ["country", "region", "name_key"],
        unique=True,
        sqlite_where=sa.text("kind = 'city' AND trashed_at IS NULL"),
        postgresql_where=sa.text("kind = 'city' AND trashed_at IS NULL"),
    )
    op.create_table(
        "user_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("agent", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_user_sessions_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_sessions")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_user_sessions_token_digest")),
    )
    op.create_index(op.f("ix_user_sessions_user_id"), "user_sessions", ["user_id"], unique=False)
    op.create_table(
        "ambassadors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_ambassadors_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ambassadors")),
    )
    op.create_table(
        "change_values",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["audit_events.id"], name=op.f("fk_change_values_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_values")),
    )
    op.create_index(op.f("ix_change_values_event_id"), "change_values", ["event_id"], unique=False)
    op.create_table(
        "cities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_cities_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cities")),
    )
    op.create_table(
        "companies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_companies_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_companies")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("date_text", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_documents_partner_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_documents_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_partner_id"), "documents", ["partner_id"], unique=False)
    op.create_table(
        "groups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_groups_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
    )
    op.create_table(
        "hospitals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_no", sa.String(), nullable=False),
        sa.Column("registration_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_hospitals_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hospitals")),
    )
    op.create_table(
        "institutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("related_partner_id", sa.Integer(), nullable=True),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_institutions_id")),
        sa.ForeignKeyConstraint(
            ["related_partner_id"], ["partners.id"], name=op.f("fk_institutions_related_partner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institutions")),
    )
    op.create_index(op.f("ix_institutions_related_partner_id"), "institutions", ["related_partner_id"], unique=False)
    op.create_table(
        "interaction_occurrences",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("year_implied", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interactions.id"], name=op.f("fk_interaction_occurrences_interaction_id")
        ),
        sa.PrimaryKeyConstraint("interaction_id", "position", name=op.f("pk_interaction_occurrences")),
    )
    op.create_table(
        "interaction_partners",
        sa.Column("interaction_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("sort_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["interaction_id"], ["interactions.id"], name=op.f("fk_interaction_partners_interaction_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_interaction_partners_partner_id")),
        sa.PrimaryKeyConstraint("interaction_id", "partner_id", name=op.f("pk_interaction_partners")),
    )
    op.create_index(
        "ix_interaction_partners_timeline",
        "interaction_partners",
        ["partner_id", "sort_on", "interaction_id"],
        unique=False,
    )
    op.create_table(
        "partner_aliases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("is_reference", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_aliases_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_aliases")),
    )
    op.create_index(op.f("ix_partner_aliases_name_key"), "partner_aliases", ["name_key"], unique=False)
    op.create_index(op.f("ix_partner_aliases_partner_id"), "partner_aliases", ["partner_id"], unique=False)
    op.create_table(
        "partner_name_keys",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_name_keys_partner_id")),
        sa.PrimaryKeyConstraint("key", "partner_id", name=op.f("pk_partner_name_keys")),
    )
    op.create_index(op.f("ix_partner_name_keys_partner_id"), "partner_name_keys", ["partner_id"], unique=False)
    op.create_table(
        "partner_standings",
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("interaction_count", sa.Integer(), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=True),
        sa.Column("last_contact_dated", sa.Boolean(), nullable=False),
        sa.Column("last_contact_year", sa.Integer(), nullable=True),
        sa.Column("last_contact_kind", sa.String(), nullable=True),
        sa.Column("last_contact_title", sa.String(), nullable=False),
        sa.Column("last_contact_text", sa.String(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("pipeline", sa.String(), nullable=True),
        sa.Column("stage", sa.String(), nullable=True),
        sa.Column("stage_entered_on", sa.Date(), nullable=True),
        sa.Column("next_action", sa.String(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_standings_partner_id")),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_partner_standings")),
    )
    op.create_index(
        "ix_partner_standings_last_contact", "partner_standings", ["last_contact_on", "partner_id"], unique=False
    )
    op.create_index("ix_partner_standings_next_due", "partner_standings", ["next_due_on", "partner_id"], unique=False)
    op.create_index(
        "ix_partner_standings_stage", "partner_standings", ["pipeline", "stage", "partner_id"], unique=False
    )
    op.create_table(
        "supporters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["partners.id"], name=op.f("fk_supporters_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supporters")),
    )
    op.create_table(
        "ties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("ceremony_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("frame", sa.String(), nullable=False),
        sa.Column("reference_date", sa.String(), nullable=False),
        sa.Column("reference_source", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("base_date", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("origin IN ('agreement', 'take_over')", name=op.f("ck_ties_origin")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_ties_partner_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["users.id"], name=op.f("fk_ties_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ties")),
    )
    op.create_index(op.f("ix_ties_partner_id"), "ties", ["partner_id"], unique=False)
    op.create_index("ix_ties_type_status", "ties", ["type", "status"], unique=False)
    op.create_index(
        "uq_ties_living",
        "ties",
        ["partner_id", "type"],
        unique=True,
        sqlite_where=sa.text("status IN ('active', 'dormant', 'suspended')"),
        postgresql_where=sa.text("status IN ('active', 'dormant', 'suspended')"),
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pipeline", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("target_regions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("stage_entered_on", sa.Date(), nullable=True),
        sa.Column("as_of_date", sa.Date(), nullable=True),
        sa.Column("target_text", sa.String(), nullable=False),
        sa.Column("target_start", sa.Date(), nullable=True),
        sa.Column("target_end", sa.Date(), nullable=True),
        sa.Column("next_action", sa.String(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("owner_team_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("tie_id", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["users.id"], name=op.f("fk_agreements_created_by_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_agreements_owner_id")),
        sa.ForeignKeyConstraint(["owner_team_id"], ["teams.id"], name=op.f("fk_agreements_owner_team_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_agreements_partner_id")),
        sa.ForeignKeyConstraint(["tie_id"], ["ties.id"], name=op.f("fk_agreements_tie_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
    )
    op.create_index("ix_agreements_board", "agreements", ["pipeline", "stage", "stage_entered_on", "id"], unique=False)
    op.create_index(op.f("ix_agreements_owner_team_id"), "agreements", ["owner_team_id"], unique=False)
    op.create_index(op.f("ix_agreements_partner_id"), "agreements", ["partner_id"], unique=False)
    op.create_index("ix_agreements_state", "agreements", ["state", "pipeline", "id"], unique=False)
    op.create_index(
        "uq_agreements_open",
        "agreements",
        ["partner_id", "pipeline"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "gate_facts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("ceremony_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_title", sa.String(), nullable=False),
        sa.Column("document_no", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("interaction_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_gate_facts_agreement_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_gate_facts_by_id")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_gate_facts_document_id")),
        sa.ForeignKeyConstraint(["interaction_id"], ["interactions.id"], name=op.f("fk_gate_facts_interaction_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_facts")),
        sa.UniqueConstraint("agreement_id", "gate", name=op.f("uq_gate_facts_agreement_id_gate")),
    )
    op.create_table(
        "motions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("bill_no", sa.String(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_motions_agreement_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_motions_by_id")),
        sa.ForeignKeyConstraint(["session_id"], ["council_sessions.id"], name=op.f("fk_motions_session_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_motions")),
    )
    op.create_index(op.f("ix_motions_agreement_id"), "motions", ["agreement_id"], unique=False)
    op.create_table(
        "stage_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_stage", sa.String(), nullable=True),
        sa.Column("to_stage", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("as_of_date", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("overridden_gates", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_stage_moves_agreement_id")),
        sa.ForeignKeyConstraint(["by_id"], ["users.id"], name=op.f("fk_stage_moves_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_moves")),
    )
    op.create_index(op.f("ix_stage_moves_agreement_id"), "stage_moves", ["agreement_id"], unique=False)

    for table in SEARCHED:
        add_search(table)


def downgrade() -> None:
    for table in SEARCHED:
        remove_search(table)
    op.drop_index(op.f("ix_stage_moves_agreement_id"), table_name="stage_moves")
    op.drop_table("stage_moves")
    op.drop_index(op.f("ix_motions_agreement_id"), table_name="motions")
    op.drop_table("motions")
    op.drop_table("gate_facts")
    op.drop_index(
        "uq_agreements_open",
        table_name="agreements",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index("ix_agreements_state", table_name="agreements")
    op.drop_index(op.f("ix_agreements_partner_id"), table_name="agreements")
    op.drop_index(op.f("ix_agreements_owner_team_id"), table_name="agreements")
    op.drop_index("ix_agreements_board", table_name="agreements")
    op.drop_table("agreements")
    op.drop_index(
        "uq_ties_living",
        table_name="ties",
        sqlite_where=sa.text("status IN ('active', 'dormant', 'suspended')"),
        postgresql_where=sa.text("status IN ('active', 'dormant', 'suspended')"),
    )
    op.drop_index("ix_ties_type_status", table_name="ties")
    op.drop_index(op.f("ix_ties_partner_id"), table_name="ties")
    op.drop_table("ties")
    op.drop_table("supporters")
    op.drop_index("ix_partner_standings_stage", table_name="partner_standings")
    op.drop_index("ix_partner_standings_next_due", table_name="partner_standings")
    op.drop_index("ix_partner_standings_last_contact", table_name="partner_standings")
    op.drop_table("partner_standings")
    op.drop_index(op.f("ix_partner_name_keys_partner_id"), table_name="partner_name_keys")
    op.drop_table("partner_name_keys")
    op.drop_index(op.f("ix_partner_aliases_partner_id"), table_name="partner_aliases")
    op.drop_index(op.f("ix_partner_aliases_name_key"), table_name="partner_aliases")
    op.drop_table("partner_aliases")
    op.drop_index("ix_interaction_partners_timeline", table_name="interaction_partners")
    op.drop_table("interaction_partners")
    op.drop_table("interaction_occurrences")
    op.drop_index(op.f("ix_institutions_related_partner_id"), table_name="institutions")
    op.drop_table("institutions")
    op.drop_table("hospitals")
    op.drop_table("groups")
    op.drop_index(op.f("ix_documents_partner_id"), table_name="documents")
    op.drop_table("documents")
    op.drop_table("companies")
    op.drop_table("cities")
    op.drop_index(op.f("ix_change_values_event_id"), table_name="change_values")
    op.drop_table("change_values")
    op.drop_table("ambassadors")
    op.drop_index(op.f("ix_user_sessions_user_id"), table_name="user_sessions")
    op.drop_table("user_sessions")
    op.drop_index(
        "uq_partners_city",
        table_name="partners",
        sqlite_where=sa.text("kind = 'city' AND trashed_at IS NULL"),
        postgresql_where=sa.text("kind = 'city' AND trashed_at IS NULL"),
    )
    op.drop_index(
        "ix_partners_section_region",
        table_name="partners",
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.drop_index(
        "ix_partners_section_name",
        table_name="partners",
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.drop_index(
        "ix_partners_section_country_name",
        table_name="partners",
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.drop_index(op.f("ix_partners_owner_team_id"), table_name="partners")
    op.drop_index(op.f("ix_partners_name_key"), table_name="partners")
    op.drop_index(
        "ix_partners_name",
        table_name="partners",
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.drop_index(
        "ix_partners_kind",
        table_name="partners",
        sqlite_where=sa.text("trashed_at IS NULL"),
        postgresql_where=sa.text("trashed_at IS NULL"),
    )
    op.drop_table("partners")
    op.drop_index(
        "ix_interactions_year_kind",
        table_name="interactions",
        sqlite_where=sa.text("voided_at IS NULL"),
        postgresql_where=sa.text("voided_at IS NULL"),
    )
    op.drop_index("ix_interactions_year_sort", table_name="interactions")
    op.drop_index("ix_interactions_team_sort", table_name="interactions")
    op.drop_index("ix_interactions_sort", table_name="interactions")
    op.drop_index("ix_interactions_kind_sort", table_name="interactions")
    op.drop_index(op.f("ix_interactions_created_at"), table_name="interactions")
    op.drop_table("interactions")
    op.drop_index("ix_audit_events_subject", table_name="audit_events")
    op.drop_index(op.f("ix_audit_events_at"), table_name="audit_events")
    op.drop_table("audit_events")
    op.drop_index(op.f("ix_access_log_user_id"), table_name="access_log")
    op.drop_index(op.f("ix_access_log_at"), table_name="access_log")
    op.drop_table("access_log")
    op.drop_table("users")
    op.drop_index(op.f("ix_used_keys_used_at"), table_name="used_keys")
    op.drop_table("used_keys")
    op.drop_table("teams")
    op.drop_index("ix_login_attempts_username_at", table_name="login_attempts")
    op.drop_table("login_attempts")
    op.drop_table("council_sessions")


def add_search(table: str) -> None:
    """An index over the terms: GIN on PostgreSQL, an FTS5 table kept by triggers on SQLite."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX ix_{table}_terms ON {table} USING gin (string_to_array(search_terms, ' '))")
        return
    index = f"{table}_terms"
    op.execute(
        f"CREATE VIRTUAL TABLE {index} USING fts5 (search_terms, content='{table}', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 0', detail='none')"
    )
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
