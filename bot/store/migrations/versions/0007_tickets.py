"""Tickets with a state, and the messages of both sides."""

import sqlalchemy as sa
from alembic import op

from bot.service.ports import StoreError

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = (
    "There are messages to the advisors that nobody has closed. This version keeps them in another form. Start the "
    "version before it once more, answer and close them (`merit tickets`, `merit tickets close`), then start this one."
)


def upgrade() -> None:
    waiting = sa.text("SELECT COUNT(*) FROM ticket WHERE closed = :closed").bindparams(closed=False)
    if op.get_bind().execute(waiting).scalar_one():
        raise StoreError(OPEN)
    op.drop_table("ticket")
    op.create_table(
        "ticket",
        sa.Column("person_id", _person_id(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("ticket", sa.LargeBinary, nullable=False),
        sa.Column("look_at", sa.BigInteger, nullable=True),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "number", name="pk_ticket"),
        sa.UniqueConstraint("code", name="uq_ticket_code"),
    )
    op.create_index("ix_ticket_look_at", "ticket", ["look_at"])
    op.create_index(
        "uq_ticket_open",
        "ticket",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("open"),
        postgresql_where=sa.text("open"),
    )
    op.create_table(
        "ticket_message",
        sa.Column("person_id", _person_id(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("nth", sa.Integer, nullable=False),
        sa.Column("message", sa.LargeBinary, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=True),
        sa.Column("ref", sa.Text, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "number", "nth", name="pk_ticket_message"),
    )
    op.create_index("ix_ticket_message_sequence", "ticket_message", ["person_id", "sequence"])
    op.create_table(
        "desk_place",
        sa.Column("person_id", _person_id(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("face", sa.String(16), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "number", "face", name="pk_desk_place"),
    )
    op.create_table(
        "desk_removal",
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("face", sa.String(16), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("face", "place", name="pk_desk_removal"),
    )


def downgrade() -> None:
    op.drop_table("desk_removal")
    op.drop_table("desk_place")
    op.drop_index("ix_ticket_message_sequence", "ticket_message")
    op.drop_table("ticket_message")
    op.drop_index("uq_ticket_open", "ticket")
    op.drop_index("ix_ticket_look_at", "ticket")
    op.drop_table("ticket")
    op.create_table(
        "ticket",
        sa.Column("person_id", _person_id(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("closed", sa.Boolean, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "number", name="pk_ticket"),
    )


def _person_id() -> sa.types.TypeEngine[str]:
    return sa.String(32, collation="C").with_variant(sa.String(32), "sqlite")
