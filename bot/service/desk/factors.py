"""Second factors of an advisor's own: setting them up, and taking them away, never the last one.

`known` is who sits before the page. Somebody who came by an invitation sets up the first factor with it; later this
needs a session that was opened with a second factor.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.ticket import AdvisorId
from bot.service.desk import challenges
from bot.service.desk.account_ports import (
    Accounts,
    OneTimeCodes,
    Passkey,
    PasskeyJudge,
    Register,
    Site,
)
from bot.service.desk.advisor import Account
from bot.service.desk.audit import Deed, Entry
from bot.service.desk.names import name_of
from bot.service.desk.outcomes import DONE, Denied, Done, Opened, Why
from bot.service.desk.sessions import Known, Sessions, as_holder
from bot.service.desk.tokens import RECOVERY_CODE, bare, new_code
from bot.service.ports import Sealer

CODES = 10
"""Recovery codes an advisor gets."""

_PURPOSE = "desk/recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTotp:
    """What an authenticator app needs: `uri` as a picture, `secret` for typing it in."""

    secret: str = field(repr=False)
    uri: str = field(repr=False)


def recovery_hash(sealer: Sealer, advisor_id: AdvisorId, code: str) -> bytes:
    """Return what is kept of a recovery code."""
    return sealer.sign(_PURPOSE, f"{advisor_id}\0{bare(code)}".encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Factors:
    """The use cases around second factors."""

    accounts: Accounts
    sessions: Sessions
    sealer: Sealer
    codes: OneTimeCodes
    judge: PasskeyJudge
    now: Callable[[], datetime]

    async def new_totp(self, known: Known) -> NewTotp | Denied:
        """Return a fresh secret; it counts once a code made with it was typed in."""
        secret = self.codes.new_secret()

        def made(register: Register, account: Account) -> NewTotp:
            register.accounts.put(replace(account, totp_new=secret))
            return NewTotp(secret=secret, uri=self.codes.uri(secret, account.name))

        return await as_holder(self.accounts, known, now=self.now(), work=made, first=True)

    async def confirm_totp(self, known: Known, code: str, agent: str) -> Opened | Denied:
        """Let the app with the fresh secret be a second factor if it made this code; the desk is open then."""

        def confirmed(register: Register, account: Account) -> Opened | Denied:
            secret = account.totp_new
            step = self.codes.step(secret, code, self.now()) if secret else None
            if step is None:
                return Denied(why=Why.WRONG)
            after = replace(account, totp=secret, totp_new="", totp_step=step)
            register.accounts.put(after)
            self._note(register, account, Deed.TOTP_SET)
            return self._again(register, known, after, agent, "totp")

        return await as_holder(self.accounts, known, now=self.now(), work=confirmed, first=True)

    async def remove_totp(self, known: Known) -> Done | Denied:
        """Let the authenticator app be no second factor any more."""

        def removed(register: Register, account: Account) -> Done | Denied:
            if not register.passkeys.of(account.id):
                return Denied(why=Why.LAST_FACTOR)
            register.accounts.put(replace(account, totp="", totp_new="", totp_step=0))
            self._note(register, account, Deed.TOTP_REMOVED)
            _end_others(register, known)
            return DONE

        return await as_holder(self.accounts, known, now=self.now(), work=removed)

    async def passkey_options(self, known: Known, site: Site) -> str | Denied:
        """Return what a page asks the browser to make a passkey with, as JSON."""
        made = challenges.challenge(self.sealer, known.session.token_hash, self.now())

        def asked(register: Register, account: Account) -> str:
            have = [each.credential_id for each in register.passkeys.of(account.id)]
            return self.judge.asked_to_make(site, made, account, have)

        return await as_holder(self.accounts, known, now=self.now(), work=asked, first=True)

    async def add_passkey(
        self, known: Known, site: Site, answer: str, name: str, agent: str
    ) -> Opened | Denied:
        """Keep the passkey a browser made; the desk is open then."""

        def added(register: Register, account: Account) -> Opened | Denied:
            passkey = self._made(register, known, site, answer, name)
            if passkey is None:
                return Denied(why=Why.WRONG)
            register.passkeys.put(passkey)
            self._note(register, account, Deed.PASSKEY_ADDED)
            return self._again(register, known, account, agent, "passkey")

        return await as_holder(self.accounts, known, now=self.now(), work=added, first=True)

    async def passkeys(self, advisor_id: AdvisorId) -> tuple[Passkey, ...]:
        """Return the passkeys of an advisor, the oldest first."""
        return await self.accounts.read(lambda register: tuple(register.passkeys.of(advisor_id)))

    async def remove_passkey(self, known: Known, passkey_id: str) -> Done | Denied:
        """Forget one of the advisor's own passkeys, by the id a page shows."""

        def removed(register: Register, account: Account) -> Done | Denied:
            mine = register.passkeys.of(account.id)
            passkey = next((each for each in mine if each.id == passkey_id), None)
            if passkey is None:
                return Denied(why=Why.UNKNOWN)
            if len(mine) == 1 and not account.totp:
                return Denied(why=Why.LAST_FACTOR)
            register.passkeys.drop(passkey.credential_id)
            self._note(register, account, Deed.PASSKEY_REMOVED)
            _end_others(register, known)
            return DONE

        return await as_holder(self.accounts, known, now=self.now(), work=removed)

    async def new_codes(self, known: Known) -> tuple[str, ...] | Denied:
        """Return fresh recovery codes, shown once; the ones before are worth nothing any more."""
        codes = tuple(new_code(RECOVERY_CODE) for _ in range(CODES))

        def made(register: Register, account: Account) -> tuple[str, ...]:
            hashes = [recovery_hash(self.sealer, account.id, code) for code in codes]
            register.codes.replace(account.id, hashes)
            self._note(register, account, Deed.CODES_MADE)
            return codes

        return await as_holder(self.accounts, known, now=self.now(), work=made)

    async def codes_left(self, advisor_id: AdvisorId) -> int:
        """Return how many recovery codes an advisor has left."""
        return await self.accounts.read(lambda register: register.codes.left(advisor_id))

    def _made(
        self, register: Register, known: Known, site: Site, answer: str, name: str
    ) -> Passkey | None:
        """Return the passkey of an answer to our challenge, or None; a challenge ends with the session it was for."""
        now, read = self.now(), self.judge.read(answer)
        about = known.session.token_hash
        if read is None or not challenges.fits(self.sealer, read.challenge, about, now):
            return None
        made = self.judge.made(site, read.challenge, answer)
        if made is None or register.passkeys.one(made.credential_id) is not None:
            return None
        return Passkey(
            credential_id=made.credential_id,
            advisor_id=known.advisor.id,
            public_key=made.public_key,
            name=name_of(name) or now.date().isoformat(),
            created_on=now.date(),
            sign_count=made.sign_count,
        )

    def _again(
        self, register: Register, known: Known, account: Account, agent: str, how: str
    ) -> Opened:
        """Begin a whole session in the place of the one at hand."""
        register.sessions.end(known.session.token_hash)
        return self.sessions.opened(register, account, agent, second=True, how=how)

    def _note(self, register: Register, account: Account, deed: Deed) -> None:
        register.audit.add(Entry(at=self.now(), who=account.id, deed=deed))


def _end_others(register: Register, known: Known) -> None:
    for session in register.sessions.of(known.advisor.id):
        if session.token_hash != known.session.token_hash:
            register.sessions.end(session.token_hash)
