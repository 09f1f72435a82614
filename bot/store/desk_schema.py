"""The tables of the desk: accounts of those who work there, ways in, the audit trail, teams, and counts.

Tokens and codes are kept as hashes only. `advisor.body` holds name, Telegram address and TOTP secrets, sealed with the
operator's key.
"""

import sqlalchemy as sa

from bot.store.schema import METADATA

ADVISOR = sa.Table(
    "advisor",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("key_id", sa.String(8), nullable=False),
    sa.Column("role", sa.String(16), nullable=False),
    sa.Column("languages", sa.Text, nullable=False),
    sa.Column("teams", sa.Text, nullable=False),
    sa.Column("address_index", sa.LargeBinary, nullable=True),
    sa.Column("totp_step", sa.BigInteger, nullable=False),
    sa.Column("settings", sa.Text, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("created_on", sa.String(10), nullable=False),
    sa.UniqueConstraint("address_index"),
)

ADVISOR_LINK = sa.Table(
    "advisor_link",
    METADATA,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("advisor_id", sa.String(32), nullable=False),
    sa.Column("purpose", sa.String(16), nullable=False),
    sa.Column("until", sa.BigInteger, nullable=False),
    sa.Column("used", sa.Boolean, nullable=False),
)

ADVISOR_SESSION = sa.Table(
    "advisor_session",
    METADATA,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("advisor_id", sa.String(32), nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column("agent_hash", sa.LargeBinary, nullable=False),
    # False until a second factor was shown: such a session opens nothing of the desk.
    sa.Column("second", sa.Boolean, nullable=False),
    sa.Index("ix_advisor_session_advisor_id", "advisor_id"),
)

PASSKEY = sa.Table(
    "passkey",
    METADATA,
    sa.Column("credential_id", sa.LargeBinary, primary_key=True),
    sa.Column("advisor_id", sa.String(32), nullable=False),
    sa.Column("public_key", sa.LargeBinary, nullable=False),
    sa.Column("sign_count", sa.BigInteger, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_on", sa.String(10), nullable=False),
    sa.Column("used_at", sa.BigInteger, nullable=True),
    sa.Index("ix_passkey_advisor_id", "advisor_id"),
)

RECOVERY_CODE = sa.Table(
    "recovery_code",
    METADATA,
    sa.Column("code_hash", sa.LargeBinary, primary_key=True),
    sa.Column("advisor_id", sa.String(32), nullable=False),
)

LOGIN_TRY = sa.Table(
    "login_try",
    METADATA,
    sa.Column("key_hash", sa.LargeBinary, primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
)

AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("who", sa.String(32), nullable=False),
    sa.Column("deed", sa.String(32), nullable=False),
    sa.Column("code", sa.String(5), nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("chain", sa.LargeBinary, nullable=False),
)
"""Triggers, made by migration 0008, refuse every change of a line, and its deletion within a year."""

TEAM = sa.Table(
    "team",
    METADATA,
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)

DESK_SETTING = sa.Table(
    "desk_setting",
    METADATA,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("content", sa.Text, nullable=False),
)

DESK_COUNT = sa.Table(
    "desk_count",
    METADATA,
    sa.Column("day", sa.String(10), primary_key=True),
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("topic", sa.String(40), primary_key=True),
    sa.Column("country", sa.String(16), primary_key=True),
    sa.Column("language", sa.String(16), primary_key=True),
    sa.Column("bucket", sa.String(16), primary_key=True),
    sa.Column("n", sa.BigInteger, nullable=False),
)
"""How often the same happened on a day; nothing in it says with whom."""
