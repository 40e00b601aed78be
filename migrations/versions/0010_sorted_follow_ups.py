"""Sorted follow-ups: an index an order of their list, of what is to be done, was done and was called off."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

OPEN = "done_at IS NULL AND cancelled_at IS NULL"
DONE = "done_at IS NOT NULL AND cancelled_at IS NULL"
CALLED_OFF = "cancelled_at IS NOT NULL"

#: The name of an index, the column before the id, and which rows it holds.
INDEXES = (
    ("ix_follow_ups_open_assignee", "assignee_id", OPEN),
    ("ix_follow_ups_open_team", "owner_team_id", OPEN),
    ("ix_follow_ups_open_planned", "created_at", OPEN),
    ("ix_follow_ups_done_due", "due_on", DONE),
    ("ix_follow_ups_done_assignee", "assignee_id", DONE),
    ("ix_follow_ups_done_team", "owner_team_id", DONE),
    ("ix_follow_ups_done_planned", "created_at", DONE),
    ("ix_follow_ups_called_off", "cancelled_at", CALLED_OFF),
)


def upgrade() -> None:
    for name, column, condition in INDEXES:
        only = sa.text(condition)
        op.create_index(name, "follow_ups", [column, "id"], sqlite_where=only, postgresql_where=only)


def downgrade() -> None:
    for name, _column, _condition in reversed(INDEXES):
        op.drop_index(name, table_name="follow_ups")
