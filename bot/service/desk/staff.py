"""Who works at the desk, as an admin or the operator manages it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import TypeVar

from bot.core.language import LanguageCode
from bot.core.ticket import AdvisorId, TeamId
from bot.service.desk.account_ports import Accounts, Link, Purpose, Register
from bot.service.desk.advisor import OPERATOR, Account, Advisor, DeskRole
from bot.service.desk.audit import Deed, Entry
from bot.service.desk.names import name_of
from bot.service.desk.outcomes import DONE, Denied, Done, Why
from bot.service.desk.permissions import Permission, may
from bot.service.desk.tokens import new_token, token_hash

T = TypeVar("T")

INVITED = timedelta(hours=72)
"""How long an invitation is good for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A new account, or an old one that begins again; `token` is shown once (`tokens.entry_address`)."""

    id: AdvisorId
    token: str

    def __repr__(self) -> str:
        """Return nothing that opens anything."""
        return f"Invited(id={self.id!r})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an account is to be."""

    name: str
    role: DeskRole
    languages: tuple[LanguageCode, ...] = ()
    teams: frozenset[TeamId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """The use cases; `by` is an admin's id, or `OPERATOR` for a command."""

    accounts: Accounts
    now: Callable[[], datetime]

    async def all(self) -> Sequence[Advisor]:
        """Return every account, the oldest first."""
        return await self.accounts.read(
            lambda register: [_shown(register, account) for account in register.accounts.all()]
        )

    async def one(self, advisor_id: AdvisorId) -> Advisor | None:
        """Return an account, or None."""

        def found(register: Register) -> Advisor | None:
            account = register.accounts.one(advisor_id)
            return None if account is None else _shown(register, account)

        return await self.accounts.read(found)

    async def invite(self, by: AdvisorId, wanted: Wanted) -> Invited | Denied:
        """Make an account and a link that opens it once, within `INVITED`."""
        now, name = self.now(), name_of(wanted.name)
        if not name:
            return Denied(why=Why.NO_NAME)
        account = Account(
            id=AdvisorId(token_hex(8)),
            name=name,
            role=wanted.role,
            created_on=now.date(),
            languages=wanted.languages,
            teams=wanted.teams,
        )

        def invited(register: Register) -> Invited | Denied:
            if not _manages(register, by):
                return Denied(why=Why.NOT_ALLOWED)
            register.accounts.put(account)
            about = f"{account.id} {account.role}"
            register.audit.add(Entry(at=now, who=by, deed=Deed.INVITED, about=about))
            return _link(register, account, now)

        return await self.accounts.write(invited)

    async def invite_again(self, by: AdvisorId, advisor_id: AdvisorId) -> Invited | Denied:
        """Let somebody begin again who lost their phone, or left: all their ways in are deleted first."""
        now = self.now()

        def again(register: Register, account: Account) -> Invited | Denied:
            if by != OPERATOR and _is_last_admin(register, account):
                return Denied(why=Why.LAST_ADMIN)
            _close_ways_in(register, account)
            fresh = replace(account.without_ways_in(), active=True)
            register.accounts.put(fresh)
            entry = Entry(at=now, who=by, deed=Deed.INVITED_AGAIN, about=account.id)
            register.audit.add(entry)
            return _link(register, fresh, now)

        return await self._managed(by, advisor_id, again)

    async def change_role(
        self, by: AdvisorId, advisor_id: AdvisorId, role: DeskRole
    ) -> Done | Denied:
        """Give an advisor another role; their sessions end."""
        now = self.now()

        def changed(register: Register, account: Account) -> Done | Denied:
            if role is not DeskRole.ADMIN and _is_last_admin(register, account):
                return Denied(why=Why.LAST_ADMIN)
            register.accounts.put(replace(account, role=role))
            register.sessions.end_all(account.id)
            about = f"{account.id} {account.role} {role}"
            register.audit.add(Entry(at=now, who=by, deed=Deed.ROLE_CHANGED, about=about))
            return DONE

        return await self._managed(by, advisor_id, changed)

    async def change_teams(
        self, by: AdvisorId, advisor_id: AdvisorId, teams: frozenset[TeamId]
    ) -> Done | Denied:
        """Put an advisor into these teams."""
        now = self.now()

        def changed(register: Register, account: Account) -> Done:
            register.accounts.put(replace(account, teams=teams))
            entry = Entry(at=now, who=by, deed=Deed.TEAMS_CHANGED, about=account.id)
            register.audit.add(entry)
            return DONE

        return await self._managed(by, advisor_id, changed)

    async def deactivate(self, by: AdvisorId, advisor_id: AdvisorId) -> Done | Denied:
        """Close an account: sessions end, ways in are deleted; the name stays, for the audit trail."""
        now = self.now()

        def closed(register: Register, account: Account) -> Done | Denied:
            if _is_last_admin(register, account):
                return Denied(why=Why.LAST_ADMIN)
            _close_ways_in(register, account)
            register.accounts.put(replace(account.without_ways_in(), active=False))
            entry = Entry(at=now, who=by, deed=Deed.DEACTIVATED, about=account.id)
            register.audit.add(entry)
            return DONE

        return await self._managed(by, advisor_id, closed)

    async def _managed(
        self,
        by: AdvisorId,
        advisor_id: AdvisorId,
        work: Callable[[Register, Account], T | Denied],
    ) -> T | Denied:
        """Carry out `work` with an account, if `by` may manage it and it is there."""

        def carried_out(register: Register) -> T | Denied:
            if not _manages(register, by):
                return Denied(why=Why.NOT_ALLOWED)
            account = register.accounts.one(advisor_id)
            return Denied(why=Why.UNKNOWN) if account is None else work(register, account)

        return await self.accounts.write(carried_out)


def _shown(register: Register, account: Account) -> Advisor:
    return account.shown(len(register.passkeys.of(account.id)))


def _manages(register: Register, by: AdvisorId) -> bool:
    if by == OPERATOR:
        return True
    account = register.accounts.one(by)
    return account is not None and may(account.shown(0), Permission.MANAGE_ADVISORS)


def _is_last_admin(register: Register, account: Account) -> bool:
    """Whether nobody could manage the advisors without this one; who never came in yet does not count."""
    admins = {
        each.id
        for each in register.accounts.all()
        if each.active and each.role is DeskRole.ADMIN and _shown(register, each).enrolled
    }
    return admins == {account.id}


def _close_ways_in(register: Register, account: Account) -> None:
    register.sessions.end_all(account.id)
    register.links.drop(account.id)
    register.codes.replace(account.id, ())
    for passkey in register.passkeys.of(account.id):
        register.passkeys.drop(passkey.credential_id)


def _link(register: Register, account: Account, now: datetime) -> Invited:
    token = new_token()
    link = Link(
        token_hash=token_hash(token),
        advisor_id=account.id,
        purpose=Purpose.INVITE,
        until=now + INVITED,
    )
    register.links.keep(link, now)
    return Invited(id=account.id, token=token)
