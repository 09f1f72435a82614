"""What advisors change about themselves: name, languages, settings, whether they are there, their Telegram account."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.core.language import LanguageCode
from bot.service.desk import tries
from bot.service.desk.account_ports import Accounts, Link, Purpose, Register
from bot.service.desk.advisor import Account, Advisor
from bot.service.desk.audit import Deed, Entry
from bot.service.desk.availability import AWAY, NOT_KNOWN
from bot.service.desk.names import name_of
from bot.service.desk.outcomes import DONE, Denied, Done, Refused, Why
from bot.service.desk.sessions import Known, as_holder
from bot.service.desk.tokens import LINK_CODE, bare, new_code
from bot.service.ports import Sealer

GOOD_FOR = timedelta(minutes=10)
"""How long a code for linking Telegram is good for."""

_PURPOSE = "desk/telegram"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """The use cases; each needs a session that was opened with a second factor."""

    accounts: Accounts
    sealer: Sealer
    now: Callable[[], datetime]

    async def change(
        self,
        known: Known,
        *,
        name: str,
        languages: tuple[LanguageCode, ...],
        settings: Mapping[str, Any],
    ) -> Done | Denied:
        """Change name and languages; `settings` are laid over the ones there are."""
        shown = name_of(name)
        if not shown:
            return Denied(why=Why.NO_NAME)

        def changed(register: Register, account: Account) -> Done:
            merged = {**account.settings, **settings}
            after = replace(account, name=shown, languages=languages, settings=merged)
            register.accounts.put(after)
            self._note(register, account, Deed.SETTINGS_CHANGED)
            return DONE

        return await as_holder(self.accounts, known, now=self.now(), work=changed)

    async def be_away(self, known: Known, back: date | None) -> Done | Denied:
        """Be away until the day `back` (None: until they say so); tickets stay with who has them."""
        written = NOT_KNOWN if back is None else back.isoformat()
        return await self._say(known, written, Deed.AWAY)

    async def be_here(self, known: Known) -> Done | Denied:
        """Be there again."""
        return await self._say(known, "", Deed.HERE)

    async def _say(self, known: Known, written: str, deed: Deed) -> Done | Denied:
        def said(register: Register, account: Account) -> Done:
            register.accounts.put(replace(account, settings={**account.settings, AWAY: written}))
            self._note(register, account, deed)
            return DONE

        return await as_holder(self.accounts, known, now=self.now(), work=said)

    async def telegram_code(self, known: Known) -> str | Denied:
        """Return a code the advisor sends to the bot, from the Telegram account that is to get login links."""
        now, code = self.now(), new_code(LINK_CODE)

        def made(register: Register, account: Account) -> str:
            link = Link(
                token_hash=self._hash(code),
                advisor_id=account.id,
                purpose=Purpose.TELEGRAM,
                until=now + GOOD_FOR,
            )
            register.links.keep(link, now)
            return code

        return await as_holder(self.accounts, known, now=self.now(), work=made)

    async def link_telegram(self, telegram: str, code: str) -> Advisor | Refused:
        """Link the Telegram address a code was sent from; wrong codes have to wait longer and longer.

        An address that belongs to another account is refused like a wrong code.
        """
        now = self.now()
        keys = (tries.key(self.sealer, "telegram", telegram),)

        def linked(register: Register) -> Advisor | Refused:
            wait = tries.wait(register.tries, keys, now)
            if wait:
                return Refused(wait=wait)
            account = self._account_of(register, telegram, code)
            if account is None:
                return Refused(wait=tries.failed(register.tries, keys, now))
            after = replace(account, telegram=telegram)
            register.accounts.put(after)
            register.links.use(self._hash(code))
            self._note(register, account, Deed.TELEGRAM_LINKED)
            return after.shown(len(register.passkeys.of(account.id)))

        return await self.accounts.write(linked)

    async def unlink_telegram(self, known: Known) -> Done | Denied:
        """Forget the Telegram account; no login link is sent to it any more."""

        def unlinked(register: Register, account: Account) -> Done:
            register.accounts.put(replace(account, telegram=""))
            self._note(register, account, Deed.TELEGRAM_UNLINKED)
            return DONE

        return await as_holder(self.accounts, known, now=self.now(), work=unlinked)

    async def advisor_at(self, telegram: str) -> Advisor | None:
        """Return the active advisor a Telegram address is linked to."""

        def found(register: Register) -> Advisor | None:
            account = register.accounts.at_telegram(telegram)
            if account is None or not account.active:
                return None
            return account.shown(len(register.passkeys.of(account.id)))

        return await self.accounts.read(found)

    def _account_of(self, register: Register, telegram: str, code: str) -> Account | None:
        link = register.links.one(self._hash(code))
        if link is None or link.used or link.until <= self.now():
            return None
        account = register.accounts.one(link.advisor_id)
        other = register.accounts.at_telegram(telegram)
        if account is None or not account.active:
            return None
        return account if other is None or other.id == account.id else None

    def _hash(self, code: str) -> bytes:
        return self.sealer.sign(_PURPOSE, bare(code).encode())

    def _note(self, register: Register, account: Account, deed: Deed) -> None:
        register.audit.add(Entry(at=self.now(), who=account.id, deed=deed))
