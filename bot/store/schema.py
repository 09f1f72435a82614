"""The tables. A primary key of data about people begins with the person, so that it can be spread over machines.

Columns named in `bot.store.registry` as sealed hold ciphertext. Moments are whole microseconds since 1970 in UTC:
exact, the same in both databases, and no driver turns them into something else.
"""

import sqlalchemy as sa

HEAD = "0010"
"""The migration these tables belong to; a database at this revision is opened without loading Alembic."""

METADATA = sa.MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s"}
)

NOBODY = "0" * 32
"""The person of rows that belong to no known person."""


def _person_id() -> sa.Column[str]:
    # PostgreSQL compares in byte order with "C": faster, and the same order as SQLite's.
    kind = sa.String(32, collation="C").with_variant(sa.String(32), "sqlite")
    return sa.Column("person_id", kind, primary_key=True)


PERSON = sa.Table(
    "person",
    METADATA,
    _person_id(),
    sa.Column("wrapped_key", sa.LargeBinary, nullable=False),
    sa.Column("key_id", sa.String(8), nullable=False),
    sa.Column("created_on", sa.String(10), nullable=False),
    sa.Column("closing", sa.Boolean, nullable=False),
    sa.Index("ix_person_key_id", "key_id"),
)

CONTACT = sa.Table(
    "contact",
    METADATA,
    _person_id(),
    sa.Column("channel", sa.String(16), primary_key=True),
    sa.Column("address_index", sa.LargeBinary, nullable=False),
    sa.Column("address", sa.LargeBinary, nullable=False),
    sa.Column("reachable", sa.Boolean, nullable=False),
    sa.UniqueConstraint("address_index", "channel"),
)

SESSION = sa.Table(
    "session",
    METADATA,
    _person_id(),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("sequence", sa.BigInteger, nullable=False),
    sa.Column("session", sa.LargeBinary, nullable=True),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.Column("remind_at", sa.BigInteger, nullable=True),
    sa.Index("ix_session_remind_at", "remind_at"),
)

OUTBOX = sa.Table(
    "outbox",
    METADATA,
    _person_id(),
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("message", sa.LargeBinary, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
)

TRANSCRIPT = sa.Table(
    "transcript",
    METADATA,
    _person_id(),
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("speaker", sa.String(16), nullable=False),
    sa.Column("message", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

FILE = sa.Table(
    "file",
    METADATA,
    _person_id(),
    sa.Column("file_id", sa.String(32), primary_key=True),
    sa.Column("media_type", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

TICKET = sa.Table(
    "ticket",
    METADATA,
    _person_id(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("code", sa.String(5), nullable=False),
    sa.Column("open", sa.Boolean, nullable=False),
    sa.Column("ticket", sa.LargeBinary, nullable=False),
    sa.Column("look_at", sa.BigInteger, nullable=True),
    sa.Column("changed_at", sa.BigInteger, nullable=False),
    sa.UniqueConstraint("code"),
    sa.Index("ix_ticket_look_at", "look_at"),
    # One open ticket for each person, whatever any program does.
    sa.Index(
        "uq_ticket_open",
        "person_id",
        unique=True,
        sqlite_where=sa.text("open"),
        postgresql_where=sa.text("open"),
    ),
)

TICKET_MESSAGE = sa.Table(
    "ticket_message",
    METADATA,
    _person_id(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("nth", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("message", sa.LargeBinary, nullable=False),
    # Its number in the outbox or the transcript, and how the channel calls it: what was sent can be taken back.
    sa.Column("sequence", sa.BigInteger, nullable=True),
    sa.Column("ref", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Index("ix_ticket_message_sequence", "person_id", "sequence"),
)

DESK_PLACE = sa.Table(
    "desk_place",
    METADATA,
    _person_id(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("face", sa.String(16), primary_key=True),
    sa.Column("place", sa.Text, nullable=False),
)

DESK_REMOVAL = sa.Table(
    "desk_removal",
    METADATA,
    sa.Column("face", sa.String(16), primary_key=True),
    sa.Column("place", sa.Text, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
)

QUARANTINE = sa.Table(
    "quarantine",
    METADATA,
    _person_id(),
    sa.Column("channel", sa.String(16), primary_key=True),
    sa.Column("update_id", sa.Text, primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("key_id", sa.String(8), nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

RELEASE = sa.Table(
    "release",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("structures", sa.Text, nullable=False),
)

PUBLICATION = sa.Table(
    "publication",
    METADATA,
    sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("track", sa.String(16), nullable=False),
    sa.Column("release_id", sa.String(64), nullable=False),
    sa.Column("way", sa.String(16), nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("published_by", sa.Text, nullable=False),
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("folder", sa.Text, nullable=False),
    sa.Column("structures", sa.Text, nullable=False),
)

INVITATION = sa.Table(
    "invitation",
    METADATA,
    sa.Column("code", sa.LargeBinary, primary_key=True),
    sa.Column("until", sa.BigInteger, nullable=False),
)

SEARCH_INDEX = sa.Table(
    "search_index",
    METADATA,
    sa.Column("name", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

QUESTION = sa.Table(
    "question",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
    sa.Column("unhelpful", sa.Boolean, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("key_id", sa.String(8), nullable=False),
    sa.Column("day", sa.String(10), nullable=False),
    sa.Index("ix_question_day", "day"),
)

TAXONOMY = sa.Table(
    "taxonomy",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("language", sa.String(16), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("version", sa.String(32), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("concepts", sa.Integer, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

CONCEPT = sa.Table(
    "concept",
    METADATA,
    sa.Column("taxonomy", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("id", sa.String(36), nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("isco", sa.String(4), nullable=False),
    sa.UniqueConstraint("taxonomy", "id"),
)

CONCEPT_TERM = sa.Table(
    "concept_term",
    METADATA,
    sa.Column("taxonomy", sa.Integer, primary_key=True, autoincrement=False),
    # Byte order, as above: beginnings of words are looked up as a range.
    sa.Column(
        "term",
        sa.String(60, collation="C").with_variant(sa.String(60), "sqlite"),
        primary_key=True,
    ),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sqlite_with_rowid=False,  # the key is nearly all there is
)

CONCEPT_WORD = sa.Table(
    "concept_word",
    METADATA,
    sa.Column("taxonomy", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column(
        "word",
        sa.String(60, collation="C").with_variant(sa.String(60), "sqlite"),
        primary_key=True,
    ),
    sqlite_with_rowid=False,
)
