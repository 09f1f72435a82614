"""How advisors come in, as rows within one transaction: one-time tokens, sessions, passkeys, codes, failed tries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.core.ticket import AdvisorId
from bot.service.desk.account_ports import Failures, Link, Passkey, Purpose, Session
from bot.store.codec import from_microseconds, to_microseconds, to_plain
from bot.store.desk_schema import ADVISOR_LINK, ADVISOR_SESSION, LOGIN_TRY, PASSKEY, RECOVERY_CODE


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkTable:
    """Implements `LinkRows`."""

    connection: sa.Connection

    def keep(self, link: Link, now: datetime) -> None:
        """Keep a token; those whose time is over are forgotten."""
        old = ADVISOR_LINK.c.until < to_microseconds(now)
        self.connection.execute(sa.delete(ADVISOR_LINK).where(old))
        row = {
            "token_hash": link.token_hash,
            "advisor_id": link.advisor_id,
            "purpose": link.purpose.value,
            "until": to_microseconds(link.until),
            "used": link.used,
        }
        self.connection.execute(sa.insert(ADVISOR_LINK).values(row))

    def one(self, token_hash: bytes) -> Link | None:
        """Return a token, also one that was used or is too old."""
        query = sa.select(ADVISOR_LINK).where(ADVISOR_LINK.c.token_hash == token_hash)
        row = self.connection.execute(query).first()
        if row is None:
            return None
        return Link(
            token_hash=row.token_hash,
            advisor_id=AdvisorId(row.advisor_id),
            purpose=Purpose(row.purpose),
            until=from_microseconds(row.until),
            used=bool(row.used),
        )

    def use(self, token_hash: bytes) -> None:
        """Mark it as used."""
        one = sa.update(ADVISOR_LINK).where(ADVISOR_LINK.c.token_hash == token_hash)
        self.connection.execute(one.values(used=True))

    def drop(self, advisor_id: AdvisorId) -> None:
        """Forget all tokens of an advisor."""
        mine = ADVISOR_LINK.c.advisor_id == advisor_id
        self.connection.execute(sa.delete(ADVISOR_LINK).where(mine))


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTable:
    """Implements `SessionRows`."""

    connection: sa.Connection

    def keep(self, session: Session) -> None:
        """Keep a new session."""
        row = {
            "token_hash": session.token_hash,
            "advisor_id": session.advisor_id,
            "created_at": to_microseconds(session.created_at),
            "seen_at": to_microseconds(session.seen_at),
            "agent_hash": session.agent_hash,
            "second": session.second,
        }
        self.connection.execute(sa.insert(ADVISOR_SESSION).values(row))

    def one(self, token_hash: bytes) -> Session | None:
        """Return a session."""
        query = sa.select(ADVISOR_SESSION).where(ADVISOR_SESSION.c.token_hash == token_hash)
        row = self.connection.execute(query).first()
        return None if row is None else _session(row)

    def of(self, advisor_id: AdvisorId) -> Sequence[Session]:
        """Return the sessions of an advisor, the newest first."""
        query = (
            sa.select(ADVISOR_SESSION)
            .where(ADVISOR_SESSION.c.advisor_id == advisor_id)
            .order_by(ADVISOR_SESSION.c.created_at.desc(), ADVISOR_SESSION.c.token_hash)
        )
        return [_session(row) for row in self.connection.execute(query)]

    def seen(self, token_hash: bytes, at: datetime) -> None:
        """Note that it was used."""
        one = sa.update(ADVISOR_SESSION).where(ADVISOR_SESSION.c.token_hash == token_hash)
        self.connection.execute(one.values(seen_at=to_microseconds(at)))

    def end(self, token_hash: bytes) -> None:
        """End one."""
        self._delete(ADVISOR_SESSION.c.token_hash == token_hash)

    def end_all(self, advisor_id: AdvisorId) -> None:
        """End every one of an advisor."""
        self._delete(ADVISOR_SESSION.c.advisor_id == advisor_id)

    def end_older(self, created: datetime, seen: datetime) -> None:
        """Forget those made before the one moment, or last used before the other."""
        self._delete(
            (ADVISOR_SESSION.c.created_at < to_microseconds(created))
            | (ADVISOR_SESSION.c.seen_at < to_microseconds(seen))
        )

    def _delete(self, which: sa.ColumnElement[bool]) -> None:
        self.connection.execute(sa.delete(ADVISOR_SESSION).where(which))


def _session(row: Any) -> Session:
    return Session(
        token_hash=row.token_hash,
        advisor_id=AdvisorId(row.advisor_id),
        created_at=from_microseconds(row.created_at),
        seen_at=from_microseconds(row.seen_at),
        agent_hash=row.agent_hash,
        second=bool(row.second),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PasskeyTable:
    """Implements `PasskeyRows`."""

    connection: sa.Connection

    def one(self, credential_id: bytes) -> Passkey | None:
        """Return a passkey."""
        query = sa.select(PASSKEY).where(PASSKEY.c.credential_id == credential_id)
        row = self.connection.execute(query).first()
        return None if row is None else _passkey(row)

    def of(self, advisor_id: AdvisorId) -> Sequence[Passkey]:
        """Return those of an advisor, the oldest first."""
        query = (
            sa.select(PASSKEY)
            .where(PASSKEY.c.advisor_id == advisor_id)
            .order_by(PASSKEY.c.created_on, PASSKEY.c.credential_id)
        )
        return [_passkey(row) for row in self.connection.execute(query)]

    def put(self, passkey: Passkey) -> None:
        """Keep a passkey, new or used again."""
        used_at = None if passkey.used_at is None else to_microseconds(passkey.used_at)
        row: dict[str, Any] = {"sign_count": passkey.sign_count, "used_at": used_at}
        mine = PASSKEY.c.credential_id == passkey.credential_id
        if not self.connection.execute(sa.update(PASSKEY).where(mine).values(row)).rowcount:
            row |= {
                "credential_id": passkey.credential_id,
                "advisor_id": passkey.advisor_id,
                "public_key": passkey.public_key,
                "name": to_plain(passkey.name),
                "created_on": passkey.created_on.isoformat(),
            }
            self.connection.execute(sa.insert(PASSKEY).values(row))

    def drop(self, credential_id: bytes) -> None:
        """Forget one."""
        mine = PASSKEY.c.credential_id == credential_id
        self.connection.execute(sa.delete(PASSKEY).where(mine))


def _passkey(row: Any) -> Passkey:
    return Passkey(
        credential_id=row.credential_id,
        advisor_id=AdvisorId(row.advisor_id),
        public_key=row.public_key,
        name=row.name,
        created_on=date.fromisoformat(row.created_on),
        sign_count=row.sign_count,
        used_at=None if row.used_at is None else from_microseconds(row.used_at),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTable:
    """Implements `CodeRows`."""

    connection: sa.Connection

    def replace(self, advisor_id: AdvisorId, hashes: Sequence[bytes]) -> None:
        """Keep these in the place of all an advisor had."""
        mine = RECOVERY_CODE.c.advisor_id == advisor_id
        self.connection.execute(sa.delete(RECOVERY_CODE).where(mine))
        for each in hashes:
            row = {"code_hash": each, "advisor_id": advisor_id}
            self.connection.execute(sa.insert(RECOVERY_CODE).values(row))

    def spend(self, advisor_id: AdvisorId, code_hash: bytes) -> bool:
        """Forget this one; False if the advisor has no such code."""
        one = (RECOVERY_CODE.c.advisor_id == advisor_id) & (RECOVERY_CODE.c.code_hash == code_hash)
        return bool(self.connection.execute(sa.delete(RECOVERY_CODE).where(one)).rowcount)

    def left(self, advisor_id: AdvisorId) -> int:
        """Return how many there are."""
        mine = RECOVERY_CODE.c.advisor_id == advisor_id
        query = sa.select(sa.func.count()).select_from(RECOVERY_CODE).where(mine)
        return self.connection.execute(query).scalar_one()


@dataclass(frozen=True, slots=True, kw_only=True)
class TryTable:
    """Implements `TryRows`."""

    connection: sa.Connection

    def one(self, key: bytes) -> Failures | None:
        """Return the failures of a key."""
        query = sa.select(LOGIN_TRY).where(LOGIN_TRY.c.key_hash == key)
        row = self.connection.execute(query).first()
        return None if row is None else Failures(count=row.failures, at=from_microseconds(row.at))

    def put(self, key: bytes, failures: Failures, forget: datetime) -> None:
        """Keep them; those whose last moment is before `forget` are forgotten."""
        old = LOGIN_TRY.c.at < to_microseconds(forget)
        gone = sa.delete(LOGIN_TRY).where(old | (LOGIN_TRY.c.key_hash == key))
        self.connection.execute(gone)
        row = {"key_hash": key, "failures": failures.count, "at": to_microseconds(failures.at)}
        self.connection.execute(sa.insert(LOGIN_TRY).values(row))

    def drop(self, key: bytes) -> None:
        """Forget them."""
        self.connection.execute(sa.delete(LOGIN_TRY).where(LOGIN_TRY.c.key_hash == key))
