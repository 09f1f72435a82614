"""Photos and documents people sent where a flow asked for one."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    kind = sa.String(32, collation="C").with_variant(sa.String(32), "sqlite")
    op.create_table(
        "file",
        sa.Column("person_id", kind, nullable=False),
        sa.Column("file_id", sa.String(32), nullable=False),
        sa.Column("media_type", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "file_id", name="pk_file"),
    )


def downgrade() -> None:
    op.drop_table("file")
