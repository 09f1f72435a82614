"""The desk's accounts on a real store, with a clock that is set by hand."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pyotp

from bot.core.ticket import AdvisorId
from bot.factors.passkeys import WebAuthnJudge
from bot.factors.totp import AppCodes
from bot.service.desk.account_ports import Site
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.audit import Entry
from bot.service.desk.entering import Browser, Entering
from bot.service.desk.factors import Factors, NewTotp
from bot.service.desk.outcomes import Opened
from bot.service.desk.own_account import OwnAccount
from bot.service.desk.sessions import Known, Sessions
from bot.service.desk.staff import Invited, Staff, Wanted
from bot.store.advisors import SqlAccounts
from bot.store.audit import SqlAudit
from bot.store.sql_store import SqlStore
from tests.authenticator import Authenticator

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
SITE = Site(rp_id="merit.example.org", origin="https://merit.example.org")
FIREFOX = Browser(agent="Firefox", address="192.0.2.1")
ELSEWHERE = Browser(agent="Chrome", address="198.51.100.9")
"""Somebody else."""


@dataclass(kw_only=True)
class Office:
    """Every use case around accounts; `at` is the time of day."""

    store: SqlStore
    at: datetime = NOW
    secrets: dict[AdvisorId, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        accounts, sealer = SqlAccounts(store=self.store), self.store.sealer
        self.accounts = accounts
        self.audit = SqlAudit(store=self.store)
        self.staff = Staff(accounts=accounts, now=self.now)
        self.sessions = Sessions(accounts=accounts, sealer=sealer, now=self.now)
        self.own = OwnAccount(accounts=accounts, sealer=sealer, now=self.now)
        self.factors = Factors(
            accounts=accounts,
            sessions=self.sessions,
            sealer=sealer,
            codes=AppCodes(),
            judge=WebAuthnJudge(),
            now=self.now,
        )
        self.entering = Entering(
            accounts=accounts,
            sessions=self.sessions,
            sealer=sealer,
            codes=AppCodes(),
            judge=WebAuthnJudge(),
            now=self.now,
        )

    def now(self) -> datetime:
        return self.at

    def later(self, **by: float) -> None:
        self.at += timedelta(**by)

    async def invited(
        self, role: DeskRole = DeskRole.ADVISOR, name: str = "Noor", by: AdvisorId = OPERATOR
    ) -> Invited:
        wanted = Wanted(name=name, role=role, languages=("nl", "en"))
        invited = await self.staff.invite(by, wanted)
        assert isinstance(invited, Invited)
        return invited

    async def accepted(
        self, role: DeskRole = DeskRole.ADVISOR, name: str = "Noor"
    ) -> tuple[Invited, Known]:
        """Somebody who came by an invitation and has no second factor yet."""
        invited = await self.invited(role, name)
        opened = await self.entering.accept(invited.token, name, FIREFOX)
        assert isinstance(opened, Opened)
        return invited, known(opened)

    async def employed(self, role: DeskRole = DeskRole.ADVISOR, name: str = "Noor") -> Known:
        """Somebody with an authenticator app and an open desk."""
        _, half = await self.accepted(role, name)
        made = await self.factors.new_totp(half)
        assert isinstance(made, NewTotp)
        self.secrets[half.advisor.id] = made.secret
        opened = await self.factors.confirm_totp(half, self.code(half.advisor.id), FIREFOX.agent)
        assert isinstance(opened, Opened)
        return known(opened)

    def code(self, advisor_id: AdvisorId) -> str:
        """What the app of this advisor shows now."""
        return pyotp.TOTP(self.secrets[advisor_id]).at(self.at)

    async def linked(self, who: Known, telegram: str) -> None:
        code = await self.own.telegram_code(who)
        assert isinstance(code, str)
        await self.own.link_telegram(telegram, code)

    async def half(self, telegram: str) -> Known:
        """Somebody who came by a login link, before the second factor."""
        token = await self.entering.login_link(telegram)
        assert token is not None
        opened = await self.entering.enter(token, FIREFOX)
        assert isinstance(opened, Opened)
        return known(opened)

    async def with_passkey(self, who: Known, device: Authenticator) -> Known:
        options = await self.factors.passkey_options(who, SITE)
        assert isinstance(options, str)
        opened = await self.factors.add_passkey(
            who, SITE, device.create(options), "phone", FIREFOX.agent
        )
        assert isinstance(opened, Opened)
        return known(opened)

    async def trail(self) -> list[Entry]:
        """Every entry, the oldest first."""
        return [line.entry for line in reversed(await self.audit.lines(most=1000))]

    async def deeds(self) -> list[str]:
        return [entry.deed for entry in await self.trail()]


def known(opened: Opened) -> Known:
    return Known(session=opened.session, advisor=opened.advisor)
