"""Coming in: by a one-time link and a second factor, or by a passkey, which is both.

Whatever is wrong, a stranger gets the same `Refused`. Failed tries are counted for the network they come from and, once
it is known, for the account. A link or a passkey that is right is never kept waiting: nobody guesses 256 bits, and a
whole office can be behind one address. Codes can be guessed, so with them the account waits.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.core.ticket import AdvisorId
from bot.service.desk import challenges, tries
from bot.service.desk.account_ports import (
    Accounts,
    Answered,
    Link,
    OneTimeCodes,
    Passkey,
    PasskeyJudge,
    Purpose,
    Register,
    Site,
)
from bot.service.desk.advisor import Account
from bot.service.desk.audit import Deed, Entry
from bot.service.desk.factors import recovery_hash
from bot.service.desk.names import name_of
from bot.service.desk.outcomes import Denied, Opened, Refused, Why
from bot.service.desk.sessions import Known, Sessions, held
from bot.service.desk.tokens import new_token, token_hash
from bot.service.ports import Sealer

T = TypeVar("T")

LOGIN = timedelta(minutes=10)
"""How long a login link is good for."""

Judge = Callable[[Register, Account], Account | None]
"""Returns the account as it is after a right second factor, or None for a wrong one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Who asks, as far as a server sees it: what the browser says it is, and the address it comes from."""

    agent: str
    address: str

    def __repr__(self) -> str:
        """Return nothing that tells who it is."""
        return "Browser()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entering:
    """The ways in."""

    accounts: Accounts
    sessions: Sessions
    sealer: Sealer
    codes: OneTimeCodes
    judge: PasskeyJudge
    now: Callable[[], datetime]

    async def login_link(self, telegram: str) -> str | None:
        """Return the token of a login link for the account this Telegram address is linked to.

        None if there is no such account; the bot then says what it says to everybody who writes such a command.
        """
        now, token = self.now(), new_token()

        def sent(register: Register) -> str | None:
            account = register.accounts.at_telegram(telegram)
            if account is None or not account.active:
                return None
            link = Link(
                token_hash=token_hash(token),
                advisor_id=account.id,
                purpose=Purpose.LOGIN,
                until=now + LOGIN,
            )
            register.links.keep(link, now)
            register.audit.add(Entry(at=now, who=account.id, deed=Deed.LINK_SENT))
            return token

        return await self.accounts.write(sent)

    async def purpose(self, token: str, browser: Browser) -> Purpose | Refused:
        """Return what a link is for, without using it up."""

        def looked(register: Register) -> Purpose | None:
            found = self._link(register, token, (Purpose.INVITE, Purpose.LOGIN))
            return None if found is None else found[0].purpose

        return await self._tried(browser, looked)

    async def accept(self, token: str, name: str, browser: Browser) -> Opened | Refused | Denied:
        """Use an invitation up: the session is open for setting up a second factor, and for nothing else."""
        shown = name_of(name)
        if not shown:
            return Denied(why=Why.NO_NAME)

        def accepted(register: Register) -> Opened | None:
            found = self._link(register, token, (Purpose.INVITE,))
            if found is None:
                return None
            link, account = found
            account = replace(account, name=shown)
            register.accounts.put(account)
            register.audit.add(Entry(at=self.now(), who=account.id, deed=Deed.JOINED))
            return self._half(register, link, account, browser)

        return await self._tried(browser, accepted)

    async def enter(self, token: str, browser: Browser) -> Opened | Refused:
        """Use a login link up: the session is open for showing a second factor, and for nothing else."""

        def entered(register: Register) -> Opened | None:
            found = self._link(register, token, (Purpose.LOGIN,))
            return None if found is None else self._half(register, *found, browser)

        return await self._tried(browser, entered)

    async def with_totp(self, known: Known, code: str, browser: Browser) -> Opened | Refused:
        """Open the desk to a session that a link began, with a code of the authenticator app; each is good once."""
        now = self.now()

        def judged(_register: Register, account: Account) -> Account | None:
            step = self.codes.step(account.totp, code, now) if account.totp else None
            late = step is None or step <= account.totp_step
            return None if step is None or late else replace(account, totp_step=step)

        return await self._second(known, "totp", browser, judged)

    async def with_recovery(self, known: Known, code: str, browser: Browser) -> Opened | Refused:
        """Open the desk to a session that a link began, with a recovery code, which is used up."""
        hashed = recovery_hash(self.sealer, known.advisor.id, code)

        def judged(register: Register, account: Account) -> Account | None:
            return account if register.codes.spend(account.id, hashed) else None

        return await self._second(known, "recovery", browser, judged)

    def passkey_options(self, site: Site) -> str:
        """Return what a page asks the browser for, as JSON: any passkey for this desk."""
        return self.judge.asked_to_show(site, challenges.challenge(self.sealer, b"", self.now()))

    async def with_passkey(self, site: Site, answer: str, browser: Browser) -> Opened | Refused:
        """Open the desk with a passkey alone: the device, and the finger, face or PIN that unlocks it."""
        answered = self.judge.read(answer)

        def shown(register: Register) -> Opened | None:
            found = None if answered is None else self._passkey(register, answered)
            if answered is None or found is None:
                return None
            passkey, account = found
            count = self.judge.shown(site, answered.challenge, answer, passkey)
            fresh = challenges.spend(register.links, answered.challenge, account.id, self.now())
            if count is None or not fresh:
                self._note_refusal(register, account, "passkey")
                return None
            register.passkeys.put(replace(passkey, sign_count=count, used_at=self.now()))
            return self.sessions.opened(
                register, account, browser.agent, second=True, how="passkey"
            )

        return await self._tried(browser, shown)

    def _passkey(self, register: Register, answered: Answered) -> tuple[Passkey, Account] | None:
        if not challenges.fits(self.sealer, answered.challenge, b"", self.now()):
            return None
        passkey = register.passkeys.one(answered.credential_id)
        if passkey is None or answered.user not in (b"", passkey.advisor_id.encode()):
            return None
        account = register.accounts.one(passkey.advisor_id)
        return (passkey, account) if account is not None and account.active else None

    def _link(
        self, register: Register, token: str, purposes: tuple[Purpose, ...]
    ) -> tuple[Link, Account] | None:
        link = register.links.one(token_hash(token))
        if link is None or link.used or link.until <= self.now() or link.purpose not in purposes:
            return None
        account = register.accounts.one(link.advisor_id)
        return (link, account) if account is not None and account.active else None

    def _half(self, register: Register, link: Link, account: Account, browser: Browser) -> Opened:
        register.links.use(link.token_hash)
        return self.sessions.opened(register, account, browser.agent, second=False, how="link")

    async def _second(
        self, known: Known, how: str, browser: Browser, judge: Judge
    ) -> Opened | Refused:
        """Judge a second factor; a right one ends the half session and begins a whole one."""
        hashed, account_key = known.session.token_hash, self._account_key(known.advisor.id)

        def judged(register: Register) -> Opened | None:
            found = held(register, hashed, self.now())
            if found is None:
                return None
            _session, account = found
            after = judge(register, account)
            if after is None:
                self._note_refusal(register, account, how)
                return None
            register.accounts.put(after)
            register.tries.drop(account_key)
            register.sessions.end(hashed)
            return self.sessions.opened(register, after, browser.agent, second=True, how=how)

        return await self._tried(browser, judged, account_key)

    async def _tried(
        self, browser: Browser, work: Callable[[Register], T | None], *more: bytes
    ) -> T | Refused:
        """Carry out `work` unless the next try under a key of `more` has to wait; None from it is a failed try."""
        keys = (tries.key(self.sealer, "network", tries.network(browser.address)), *more)

        def tried(register: Register) -> T | Refused:
            now = self.now()
            wait = tries.wait(register.tries, more, now)
            if wait:
                return Refused(wait=wait)
            found = work(register)
            if found is not None:
                return found
            wait = tries.wait(register.tries, keys, now)
            return Refused(wait=wait or tries.failed(register.tries, keys, now))

        return await self.accounts.write(tried)

    def _account_key(self, advisor_id: AdvisorId) -> bytes:
        return tries.key(self.sealer, "account", advisor_id)

    def _note_refusal(self, register: Register, account: Account, how: str) -> None:
        entry = Entry(at=self.now(), who=account.id, deed=Deed.REFUSED, about=how)
        register.audit.add(entry)
