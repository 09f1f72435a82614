"""Who works at the desk, how they come in, and what was done; the audit trail only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = (
    "advisor",
    "advisor_link",
    "advisor_session",
    "passkey",
    "recovery_code",
    "login_try",
    "audit",
)

CHANGED = "a line of the audit trail is never changed"
DELETED = "a line of the audit trail is kept for a year"

SQLITE_TRIGGERS = (
    f"CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, '{CHANGED}'); END",
    # INSERT OR REPLACE would delete a line without asking the last trigger.
    """
    CREATE TRIGGER audit_unreplaced BEFORE INSERT ON audit WHEN NEW.number IN (SELECT number FROM audit)
    BEGIN SELECT RAISE(ABORT, 'a line of the audit trail is never changed'); END
    """,
    f"""
    CREATE TRIGGER audit_undeleted BEFORE DELETE ON audit
    WHEN OLD.at > (CAST(strftime('%s', 'now') AS INTEGER) - 31536000) * 1000000
    BEGIN SELECT RAISE(ABORT, '{DELETED}'); END
    """,
)

POSTGRES_TRIGGERS = (
    f"""
    CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' THEN
            IF OLD.at <= (extract(epoch FROM now()) - 31536000) * 1000000 THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION '{DELETED}';
        END IF;
        RAISE EXCEPTION '{CHANGED}';
    END
    $$
    """,
    "CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_stays()",
    "CREATE TRIGGER audit_not_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()",
)


def upgrade() -> None:
    op.create_table(
        "advisor",
        sa.Column("id", sa.String(32), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name="pk_advisor"),
        sa.UniqueConstraint("address_index", name="uq_advisor_address_index"),
    )
    op.create_table(
        "advisor_link",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("advisor_id", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_advisor_link"),
    )
    op.create_table(
        "advisor_session",
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("advisor_id", sa.String(32), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("agent_hash", sa.LargeBinary, nullable=False),
        sa.Column("second", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_advisor_session"),
    )
    op.create_index("ix_advisor_session_advisor_id", "advisor_session", ["advisor_id"])
    op.create_table(
        "passkey",
        sa.Column("credential_id", sa.LargeBinary, nullable=False),
        sa.Column("advisor_id", sa.String(32), nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_on", sa.String(10), nullable=False),
        sa.Column("used_at", sa.BigInteger, nullable=True),
        sa.PrimaryKeyConstraint("credential_id", name="pk_passkey"),
    )
    op.create_index("ix_passkey_advisor_id", "passkey", ["advisor_id"])
    op.create_table(
        "recovery_code",
        sa.Column("code_hash", sa.LargeBinary, nullable=False),
        sa.Column("advisor_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_code"),
    )
    op.create_table(
        "login_try",
        sa.Column("key_hash", sa.LargeBinary, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_login_try"),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("who", sa.String(32), nullable=False),
        sa.Column("deed", sa.String(32), nullable=False),
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("chain", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    for statement in POSTGRES_TRIGGERS if _on_postgres() else SQLITE_TRIGGERS:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if _on_postgres():
        op.execute("DROP FUNCTION audit_stays()")


def _on_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"
