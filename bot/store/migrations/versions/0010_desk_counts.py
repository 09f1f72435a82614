"""Counts of what happened at the desk, which stay when tickets are deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = ("day", "kind", "topic", "country", "language", "bucket")


def upgrade() -> None:
    op.create_table(
        "desk_count",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("topic", sa.String(40), nullable=False),
        sa.Column("country", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("bucket", sa.String(16), nullable=False),
        sa.Column("n", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name="pk_desk_count"),
    )


def downgrade() -> None:
    op.drop_table("desk_count")
