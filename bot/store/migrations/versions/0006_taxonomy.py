"""Occupations and skills of ESCO, and the words they are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taxonomy",
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("version", sa.String(32), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("concepts", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_taxonomy"),
    )
    op.create_table(
        "concept",
        sa.Column("taxonomy", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("isco", sa.String(4), nullable=False),
        sa.PrimaryKeyConstraint("taxonomy", "number", name="pk_concept"),
        sa.UniqueConstraint("taxonomy", "id", name="uq_concept_taxonomy"),
    )
    term = sa.String(60, collation="C").with_variant(sa.String(60), "sqlite")
    op.create_table(
        "concept_term",
        sa.Column("taxonomy", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("term", term, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("taxonomy", "term", "number", name="pk_concept_term"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concept_word",
        sa.Column("taxonomy", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("word", term.copy(), nullable=False),
        sa.PrimaryKeyConstraint("taxonomy", "word", name="pk_concept_word"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("concept_word")
    op.drop_table("concept_term")
    op.drop_table("concept")
    op.drop_table("taxonomy")
