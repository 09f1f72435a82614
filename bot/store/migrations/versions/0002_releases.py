"""Releases, their history, and invitations to a draft: content, nothing about people."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("structures", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_release"),
    )
    op.create_table(
        "publication",
        sa.Column("sequence", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("track", sa.String(16), nullable=False),
        sa.Column("release_id", sa.String(64), nullable=False),
        sa.Column("way", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("published_by", sa.Text, nullable=False),
        sa.Column("urgent", sa.Boolean, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("structures", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_publication"),
    )
    op.create_table(
        "invitation",
        sa.Column("code", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_invitation"),
    )


def downgrade() -> None:
    for table in ("invitation", "publication", "release"):
        op.drop_table(table)
