"""The first tables: people, their contacts and sessions, outbox, transcript, tickets, quarantine."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def person_id() -> sa.Column[str]:
    kind = sa.String(32, collation="C").with_variant(sa.String(32), "sqlite")
    return sa.Column("person_id", kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "person",
        person_id(),
        sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(8), nullable=False),
        sa.Column("created_on", sa.String(10), nullable=False),
        sa.Column("closing", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_person"),
    )
    op.create_index("ix_person_key_id", "person", ["key_id"])
    op.create_table(
        "contact",
        person_id(),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("address_index", sa.LargeBinary, nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("reachable", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "channel", name="pk_contact"),
        sa.UniqueConstraint("address_index", "channel", name="uq_contact_address_index"),
    )
    op.create_table(
        "session",
        person_id(),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("session", sa.LargeBinary, nullable=True),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_session"),
    )
    op.create_table(
        "outbox",
        person_id(),
        sa.Column("sequence", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("message", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "sequence", name="pk_outbox"),
    )
    _create_conversation_tables()


def _create_conversation_tables() -> None:
    op.create_table(
        "transcript",
        person_id(),
        sa.Column("sequence", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("speaker", sa.String(16), nullable=False),
        sa.Column("message", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "sequence", name="pk_transcript"),
    )
    op.create_table(
        "ticket",
        person_id(),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "number", name="pk_ticket"),
    )
    op.create_table(
        "quarantine",
        person_id(),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("update_id", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(8), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "channel", "update_id", name="pk_quarantine"),
    )


def downgrade() -> None:
    for table in ("quarantine", "ticket", "transcript", "outbox", "session", "contact", "person"):
        op.drop_table(table)
