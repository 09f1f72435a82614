"""What accounts need from the outside: a register that changes as a whole, and two kinds of second factors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from bot.core.ticket import AdvisorId
from bot.service.desk.advisor import Account
from bot.service.desk.audit import Entry

T = TypeVar("T")


class Purpose(StrEnum):
    """What a one-time token is good for."""

    INVITE = "invite"
    LOGIN = "login"
    TELEGRAM = "telegram"
    PASSKEY = "passkey"
    """A challenge that was answered: kept so that it is answered once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A one-time token, as its hash."""

    token_hash: bytes
    advisor_id: AdvisorId
    purpose: Purpose
    until: datetime
    used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """An advisor in a browser; `second`: a second factor was shown, and the desk is open."""

    token_hash: bytes
    advisor_id: AdvisorId
    created_at: datetime
    seen_at: datetime
    agent_hash: bytes
    second: bool = False

    @property
    def id(self) -> str:
        """How pages name it; nobody can make the token of it."""
        return self.token_hash.hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passkey:
    """A passkey of an advisor, under the name they gave it."""

    credential_id: bytes
    advisor_id: AdvisorId
    public_key: bytes
    name: str
    created_on: date
    sign_count: int = 0
    used_at: datetime | None = None

    @property
    def id(self) -> str:
        """How pages name it."""
        return self.credential_id.hex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Tries that failed one after the other, and the moment of the last one."""

    count: int
    at: datetime


class AccountRows(Protocol):
    """The accounts, within one transaction."""

    def one(self, advisor_id: AdvisorId) -> Account | None:
        """Return an account."""

    def all(self) -> Sequence[Account]:
        """Return every account, the oldest first."""

    def at_telegram(self, address: str) -> Account | None:
        """Return the account a Telegram address is linked to."""

    def put(self, account: Account) -> None:
        """Keep an account, new or changed."""


class LinkRows(Protocol):
    """One-time tokens."""

    def keep(self, link: Link, now: datetime) -> None:
        """Keep a token; those whose time is over are forgotten."""

    def one(self, token_hash: bytes) -> Link | None:
        """Return a token, also one that was used or is too old."""

    def use(self, token_hash: bytes) -> None:
        """Mark it as used."""

    def drop(self, advisor_id: AdvisorId) -> None:
        """Forget all tokens of an advisor."""


class SessionRows(Protocol):
    """Sessions."""

    def keep(self, session: Session) -> None:
        """Keep a new session."""

    def one(self, token_hash: bytes) -> Session | None:
        """Return a session."""

    def of(self, advisor_id: AdvisorId) -> Sequence[Session]:
        """Return the sessions of an advisor, the newest first."""

    def seen(self, token_hash: bytes, at: datetime) -> None:
        """Note that it was used."""

    def end(self, token_hash: bytes) -> None:
        """End one."""

    def end_all(self, advisor_id: AdvisorId) -> None:
        """End every one of an advisor."""

    def end_older(self, created: datetime, seen: datetime) -> None:
        """Forget those made before the one moment, or last used before the other."""


class PasskeyRows(Protocol):
    """Passkeys."""

    def one(self, credential_id: bytes) -> Passkey | None:
        """Return a passkey."""

    def of(self, advisor_id: AdvisorId) -> Sequence[Passkey]:
        """Return those of an advisor, the oldest first."""

    def put(self, passkey: Passkey) -> None:
        """Keep a passkey, new or used again."""

    def drop(self, credential_id: bytes) -> None:
        """Forget one."""


class CodeRows(Protocol):
    """Recovery codes."""

    def replace(self, advisor_id: AdvisorId, hashes: Sequence[bytes]) -> None:
        """Keep these in the place of all an advisor had."""

    def spend(self, advisor_id: AdvisorId, code_hash: bytes) -> bool:
        """Forget this one; False if the advisor has no such code."""

    def left(self, advisor_id: AdvisorId) -> int:
        """Return how many there are."""


class TryRows(Protocol):
    """Failed tries, by the hash of whose they are."""

    def one(self, key: bytes) -> Failures | None:
        """Return the failures of a key."""

    def put(self, key: bytes, failures: Failures, forget: datetime) -> None:
        """Keep them; those whose last moment is before `forget` are forgotten."""

    def drop(self, key: bytes) -> None:
        """Forget them."""


class AuditRows(Protocol):
    """The end of the audit trail."""

    def add(self, entry: Entry) -> None:
        """Put an entry at the end."""


class Register(Protocol):
    """Everything about advisors, within one transaction."""

    @property
    def accounts(self) -> AccountRows:
        """The accounts."""

    @property
    def links(self) -> LinkRows:
        """One-time tokens."""

    @property
    def sessions(self) -> SessionRows:
        """Sessions."""

    @property
    def passkeys(self) -> PasskeyRows:
        """Passkeys."""

    @property
    def codes(self) -> CodeRows:
        """Recovery codes."""

    @property
    def tries(self) -> TryRows:
        """Failed tries."""

    @property
    def audit(self) -> AuditRows:
        """The audit trail."""


class Accounts(Protocol):
    """The register of advisors; raises StoreError.

    What `work` does is stored whole or not at all, one piece of work after the other, in whatever process. It may be
    carried out again when the database was lost in between, so it does nothing but read and write the register.
    """

    async def write(self, work: Callable[[Register], T]) -> T:
        """Carry out `work` and return its result once it is on disk."""

    async def read(self, work: Callable[[Register], T]) -> T:
        """Carry out `work`, which only reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the desk is, as browsers know it: `rp_id` is its host name, `origin` scheme, host and port."""

    rp_id: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPasskey:
    """What a browser made: to be kept."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a browser's answer says it is, before anything of it was judged."""

    credential_id: bytes
    challenge: bytes
    user: bytes = b""


class OneTimeCodes(Protocol):
    """Codes of an authenticator app (TOTP)."""

    def new_secret(self) -> str:
        """Return a fresh secret."""

    def uri(self, secret: str, name: str) -> str:
        """Return what the app reads from a picture: the secret, and `name` for people to know it by."""

    def step(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the time step this code belongs to, or None if it is no code of this moment."""


class PasskeyJudge(Protocol):
    """Asks browsers for passkeys, and judges what they answer; answers are JSON text from outside."""

    def asked_to_make(
        self, site: Site, challenge: bytes, account: Account, known: Sequence[bytes]
    ) -> str:
        """Return the options for `navigator.credentials.create`, as JSON."""

    def asked_to_show(self, site: Site, challenge: bytes) -> str:
        """Return the options for `navigator.credentials.get`, as JSON."""

    def read(self, answer: str) -> Answered | None:
        """Return what an answer claims, or None for what is none."""

    def made(self, site: Site, challenge: bytes, answer: str) -> NewPasskey | None:
        """Return the new passkey if its user was verified, None otherwise."""

    def shown(self, site: Site, challenge: bytes, answer: str, passkey: Passkey) -> int | None:
        """Return the new count of signatures if this passkey signed and its user was verified, None otherwise."""
