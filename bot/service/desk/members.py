"""Who writes in the advisors' group, known by the accounts of the desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.ticket import AdvisorId, TeamId
from bot.service.desk.account_ports import Accounts, Register
from bot.service.desk.advisor import Account, Advisor, DeskRole
from bot.service.desk.availability import absence_in
from bot.service.desk.colleagues import Colleague
from bot.service.desk.permissions import Permission, may

HINTS = "note_hints"
"""The setting that counts how often an advisor was told what a note is."""
MOST_HINTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMembers:
    """Implements `Members` and `Colleagues`; raises StoreError."""

    accounts: Accounts

    async def who(self, user: int) -> Advisor | None:
        """Return the advisor this account of Telegram's is linked to, if they may work with tickets."""
        account = await self._at(user)
        advisor = None if account is None else account.shown(passkeys=0)
        return advisor if advisor is not None and may(advisor, Permission.ACT) else None

    async def name(self, advisor_id: AdvisorId) -> str:
        """Return what people call an advisor, or nothing when there is no such one."""
        account = await self._one(advisor_id)
        return "" if account is None else account.name

    async def anybody(self, user: int) -> Colleague | None:
        """Return whose account of Telegram's this is, whatever they may do."""
        account = await self._at(user)
        return None if account is None else _colleague(account)

    async def present(self, advisor_id: AdvisorId, today: date) -> Colleague | None:
        """Return an advisor who works here and is not away."""
        account = await self._one(advisor_id)
        return _colleague(account) if account is not None and _there(account, today) else None

    async def leads(self, team: TeamId, today: date) -> Sequence[Colleague]:
        """Return the leads of a team; the other leads when none is there, the admins when there are no leads."""
        there = [each for each in await self._all() if _there(each, today)]
        circles: Sequence[Callable[[Account], bool]] = (
            lambda each: each.role is DeskRole.LEAD and team in each.teams,
            lambda each: each.role is DeskRole.LEAD,
            lambda each: each.role is DeskRole.ADMIN,
        )
        found = ([_colleague(each) for each in there if fits(each)] for fits in circles)
        return next((circle for circle in found if circle), [])

    async def working(self) -> frozenset[AdvisorId]:
        """Return everybody who may work with tickets now."""
        return frozenset(
            each.id for each in await self._all() if may(each.shown(passkeys=0), Permission.ACT)
        )

    async def to_hint(self, advisor_id: AdvisorId) -> bool:
        """Whether this advisor is still told what a note is; each call counts."""
        known = await self._one(advisor_id)
        if known is None or _hints(known) >= MOST_HINTS:
            return False

        def count(register: Register) -> bool:
            account = register.accounts.one(advisor_id) or known
            settings = {**account.settings, HINTS: _hints(account) + 1}
            register.accounts.put(replace(account, settings=settings))
            return True

        return await self.accounts.write(count)

    async def _at(self, user: int) -> Account | None:
        return await self.accounts.read(lambda register: register.accounts.at_telegram(str(user)))

    async def _one(self, advisor_id: AdvisorId) -> Account | None:
        return await self.accounts.read(lambda register: register.accounts.one(advisor_id))

    async def _all(self) -> Sequence[Account]:
        return await self.accounts.read(lambda register: register.accounts.all())


def _there(account: Account, today: date) -> bool:
    return account.active and absence_in(account.settings, today) is None


def _hints(account: Account) -> int:
    known = account.settings.get(HINTS, 0)
    return known if isinstance(known, int) else 0


def _colleague(account: Account) -> Colleague:
    user = account.telegram
    number = int(user) if user.isascii() and user.isdecimal() else 0
    return Colleague(id=account.id, name=account.name, user=number)
