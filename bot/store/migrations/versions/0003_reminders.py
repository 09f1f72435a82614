"""When a person wants to be reminded next."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("session", sa.Column("remind_at", sa.BigInteger, nullable=True))
    op.create_index("ix_session_remind_at", "session", ["remind_at"])


def downgrade() -> None:
    op.drop_index("ix_session_remind_at", "session")
    op.drop_column("session", "remind_at")
