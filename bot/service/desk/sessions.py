"""Sessions at the desk: kept on the server, short, ended from wherever the advisor is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import TypeVar

from bot.core.ticket import AdvisorId
from bot.service.desk.account_ports import Accounts, Register, Session
from bot.service.desk.advisor import Account, Advisor
from bot.service.desk.audit import Deed, Entry
from bot.service.desk.outcomes import DONE, Denied, Done, Opened, Why
from bot.service.desk.tokens import new_token, token_hash
from bot.service.ports import Sealer

T = TypeVar("T")

IDLE = timedelta(minutes=30)
"""How long a session lasts that nobody uses."""
ABSOLUTE = timedelta(hours=12)
"""How long a session lasts at most."""
HALF = timedelta(minutes=15)
"""How long somebody may take to show a second factor, or to set one up."""
NOTED = timedelta(minutes=1)
"""So often the use of a session is written down."""

_AGENT = "desk/agent"
_FORM = "desk/form"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who sits before a page: `session.second` says whether the desk is open to them."""

    session: Session
    advisor: Advisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """The use cases around sessions; `agent` is what a browser says it is."""

    accounts: Accounts
    sealer: Sealer
    now: Callable[[], datetime]

    async def known(self, token: str, agent: str, *, by_hand: bool = True) -> Known | None:
        """Return who has this token, or None: unknown, over, from another browser, or of a closed account.

        With `by_hand` the session lasts longer by this; what a page asks for on its own does not count.
        """
        now, hashed = self.now(), token_hash(token)
        found = await self.accounts.read(lambda register: _known(register, hashed, now))
        if found is None or not compare_digest(found.session.agent_hash, self._agent(agent)):
            return None
        if by_hand and now - found.session.seen_at >= NOTED:
            await self.accounts.write(lambda register: register.sessions.seen(hashed, now))
        return found

    async def of(self, advisor_id: AdvisorId) -> Sequence[Session]:
        """Return the open sessions of an advisor, the newest first."""
        now = self.now()
        sessions = await self.accounts.read(lambda register: register.sessions.of(advisor_id))
        return [each for each in sessions if each.second and _lasts(each, now)]

    async def log_out(self, token: str) -> None:
        """End this session, if there is one."""
        now, hashed = self.now(), token_hash(token)

        def out(register: Register) -> None:
            session = register.sessions.one(hashed)
            if session is not None:
                register.sessions.end(hashed)
                register.audit.add(Entry(at=now, who=session.advisor_id, deed=Deed.LOGGED_OUT))

        await self.accounts.write(out)

    async def end(self, advisor_id: AdvisorId, session_id: str) -> Done | Denied:
        """End one session of this advisor's own, by the id a page shows."""
        now = self.now()

        def ended(register: Register) -> Done | Denied:
            mine = (each for each in register.sessions.of(advisor_id) if each.id == session_id)
            session = next(mine, None)
            if session is None:
                return Denied(why=Why.UNKNOWN)
            register.sessions.end(session.token_hash)
            register.audit.add(Entry(at=now, who=advisor_id, deed=Deed.SESSION_ENDED))
            return DONE

        return await self.accounts.write(ended)

    async def end_all(self, advisor_id: AdvisorId) -> None:
        """End every session of this advisor's own."""
        now = self.now()

        def ended(register: Register) -> None:
            register.sessions.end_all(advisor_id)
            entry = Entry(at=now, who=advisor_id, deed=Deed.SESSION_ENDED, about="all")
            register.audit.add(entry)

        await self.accounts.write(ended)

    def form_token(self, session: Session) -> str:
        """Return what every form of this session carries, so that no other site can send one."""
        return self.sealer.sign(_FORM, session.token_hash).hex()

    def is_form_token(self, session: Session, given: str) -> bool:
        """Whether a form came from a page of this session."""
        return compare_digest(self.form_token(session).encode(), given.encode("utf-8", "replace"))

    def opened(
        self, register: Register, account: Account, agent: str, *, second: bool, how: str
    ) -> Opened:
        """Begin a session within a transaction, with a fresh token; `how` the advisor came in goes into the trail."""
        now, token = self.now(), new_token()
        register.sessions.end_older(created=now - ABSOLUTE, seen=now - IDLE)
        session = Session(
            token_hash=token_hash(token),
            advisor_id=account.id,
            created_at=now,
            seen_at=now,
            agent_hash=self._agent(agent),
            second=second,
        )
        register.sessions.keep(session)
        if second:
            entry = Entry(at=now, who=account.id, deed=Deed.LOGGED_IN, about=how)
            register.audit.add(entry)
        advisor = account.shown(len(register.passkeys.of(account.id)))
        return Opened(token=token, session=session, advisor=advisor)

    def _agent(self, agent: str) -> bytes:
        return self.sealer.sign(_AGENT, agent.encode("utf-8", "replace"))


def held(register: Register, hashed: bytes, now: datetime) -> tuple[Session, Account] | None:
    """Return the session with this hash and whose it is, while it lasts and the account is active."""
    session = register.sessions.one(hashed)
    if session is None or not _lasts(session, now):
        return None
    account = register.accounts.one(session.advisor_id)
    return (session, account) if account is not None and account.active else None


async def as_holder(
    accounts: Accounts,
    known: Known,
    *,
    now: datetime,
    work: Callable[[Register, Account], T | Denied],
    first: bool = False,
) -> T | Denied:
    """Carry out `work` with the account of a whole session; with `first` also for who has no second factor yet."""

    def carried_out(register: Register) -> T | Denied:
        found = held(register, known.session.token_hash, now)
        if found is None:
            return Denied(why=Why.NOT_ALLOWED)
        session, account = found
        new = first and not account.shown(len(register.passkeys.of(account.id))).enrolled
        if not session.second and not new:
            return Denied(why=Why.NOT_ALLOWED)
        return work(register, account)

    return await accounts.write(carried_out)


def _known(register: Register, hashed: bytes, now: datetime) -> Known | None:
    found = held(register, hashed, now)
    if found is None:
        return None
    session, account = found
    return Known(session=session, advisor=account.shown(len(register.passkeys.of(account.id))))


def _lasts(session: Session, now: datetime) -> bool:
    longest = ABSOLUTE if session.second else HALF
    return now - session.created_at < longest and now - session.seen_at < IDLE
