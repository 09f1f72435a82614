"""The register of advisors in the database: changed in one transaction after the other, sealed for the operator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.core.ticket import AdvisorId, TeamId
from bot.json_bytes import from_json, to_json
from bot.service.desk.account_ports import Register
from bot.service.desk.advisor import Account, DeskRole
from bot.store.advisor_ways_in import CodeTable, LinkTable, PasskeyTable, SessionTable, TryTable
from bot.store.audit import AuditEnd, alone
from bot.store.desk_schema import ADVISOR
from bot.store.keyed import KeyedSealer
from bot.store.sql_store import SqlStore

T = TypeVar("T")

ADVISOR_PLACE = "advisor.body"
"""What name, Telegram address and secrets are sealed as."""

ADDRESS_PURPOSE = "advisor/telegram"
"""Not the index of people's contacts: nobody can tell that an advisor has asked for help as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlAccounts:
    """Implements `Accounts`; raises StoreError."""

    store: SqlStore

    async def write(self, work: Callable[[Register], T]) -> T:
        """Carry out `work` and return its result once it is on disk."""

        def carry_out(connection: sa.Connection) -> T:
            alone(connection)
            return work(self._register(connection, lock=True))

        return await self.store.writer.run(carry_out)

    async def read(self, work: Callable[[Register], T]) -> T:
        """Carry out `work`, which only reads."""
        return await self.store.read(
            lambda connection: work(self._register(connection, lock=False))
        )

    def _register(self, connection: sa.Connection, *, lock: bool) -> Register:
        return SqlRegister(
            accounts=AccountTable(connection=connection, sealer=self.store.sealer, lock=lock),
            links=LinkTable(connection=connection),
            sessions=SessionTable(connection=connection),
            passkeys=PasskeyTable(connection=connection),
            codes=CodeTable(connection=connection),
            tries=TryTable(connection=connection),
            audit=AuditEnd(connection=connection),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTable:
    """Implements `AccountRows`; with `lock`, a key rotation in another program waits until the transaction is over."""

    connection: sa.Connection
    sealer: KeyedSealer
    lock: bool = False

    def one(self, advisor_id: AdvisorId) -> Account | None:
        """Return an account."""
        return self._first(ADVISOR.c.id == advisor_id)

    def all(self) -> Sequence[Account]:
        """Return every account, the oldest first."""
        query = sa.select(ADVISOR).order_by(ADVISOR.c.created_on, ADVISOR.c.id)
        return [self._account(row) for row in self.connection.execute(query)]

    def at_telegram(self, address: str) -> Account | None:
        """Return the account a Telegram address is linked to."""
        return self._first(ADVISOR.c.address_index == self._index(address))

    def put(self, account: Account) -> None:
        """Keep an account, new or changed."""
        row = self._row(account)
        change = sa.update(ADVISOR).where(ADVISOR.c.id == account.id).values(row)
        if not self.connection.execute(change).rowcount:
            row = {**row, "id": account.id, "created_on": account.created_on.isoformat()}
            self.connection.execute(sa.insert(ADVISOR).values(row))

    def _first(self, condition: sa.ColumnElement[bool]) -> Account | None:
        query = sa.select(ADVISOR).where(condition)
        if self.lock:
            query = query.with_for_update()
        row = self.connection.execute(query).first()
        return None if row is None else self._account(row)

    def _row(self, account: Account) -> dict[str, Any]:
        body = {
            "name": account.name,
            "telegram": account.telegram,
            "totp": account.totp,
            "totp_new": account.totp_new,
        }
        sealed = self.sealer.seal_for_operator(ADVISOR_PLACE, to_json(body))
        return {
            "body": sealed,
            "key_id": self.sealer.key_id(sealed),
            "role": account.role.value,
            "languages": to_json(list(account.languages)).decode(),
            "teams": to_json(sorted(account.teams)).decode(),
            "address_index": self._index(account.telegram) if account.telegram else None,
            "totp_step": account.totp_step,
            "settings": to_json(dict(account.settings)).decode(),
            "active": account.active,
        }

    def _account(self, row: Any) -> Account:
        body = from_json(self.sealer.unseal_for_operator(ADVISOR_PLACE, row.body))
        return Account(
            id=AdvisorId(row.id),
            role=DeskRole(row.role),
            created_on=date.fromisoformat(row.created_on),
            languages=tuple(from_json(row.languages.encode())),
            teams=frozenset(map(TeamId, from_json(row.teams.encode()))),
            active=bool(row.active),
            totp_step=row.totp_step,
            settings=from_json(row.settings.encode()),
            **body,
        )

    def _index(self, address: str) -> bytes:
        return self.sealer.sign(ADDRESS_PURPOSE, address.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlRegister:
    """Implements `Register` within one transaction."""

    accounts: AccountTable
    links: LinkTable
    sessions: SessionTable
    passkeys: PasskeyTable
    codes: CodeTable
    tries: TryTable
    audit: AuditEnd
