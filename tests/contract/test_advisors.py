"""The register of advisors on both databases: sealed, whole or not at all, one change after the other."""

import asyncio
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from bot.core.message import ChannelName
from bot.core.ticket import AdvisorId, TeamId
from bot.crypto.keys import new_keys, with_new_key, without_key
from bot.crypto.sealer import KeySealer
from bot.service.desk.account_ports import Failures, Link, Passkey, Purpose, Register, Session
from bot.service.desk.advisor import OPERATOR, Account, DeskRole
from bot.service.desk.audit import Deed
from bot.service.desk.outcomes import DONE, Opened, Refused
from bot.service.ports import SealError, StoreError
from bot.store.advisors import SqlAccounts
from bot.store.registry import ABOUT_ADVISORS
from bot.store.rotation import keys_in_use, rewrap
from bot.store.sql_store import SqlStore
from tests.authenticator import Authenticator
from tests.contract.conftest import Open
from tests.contract.units import everything
from tests.office import FIREFOX, NOW, SITE, Office

NOOR = AdvisorId("0123456789abcdef")
ACCOUNT = Account(
    id=NOOR,
    name="نور de Wit",
    role=DeskRole.LEAD,
    created_on=date(2026, 11, 27),
    languages=("ar", "nl"),
    teams=frozenset({TeamId("north"), TeamId("south")}),
    telegram="1001",
    totp="SECRETSECRET",
    totp_new="NEWSECRET",
    totp_step=58_000_000,
    settings={"reply_language": "nl", "dark": True},
)
SECOND = timedelta(seconds=1)


async def put(store: SqlStore, account: Account = ACCOUNT) -> SqlAccounts:
    accounts = SqlAccounts(store=store)
    await accounts.write(lambda register: register.accounts.put(account))
    return accounts


async def test_an_account_comes_back_as_it_was_kept_and_is_found_by_its_telegram_address(
    store: SqlStore,
):
    accounts = await put(store)
    assert await accounts.read(lambda register: register.accounts.one(NOOR)) == ACCOUNT
    assert await accounts.read(lambda register: register.accounts.at_telegram("1001")) == ACCOUNT
    assert await accounts.read(lambda register: register.accounts.at_telegram("1002")) is None
    assert await accounts.read(lambda register: register.accounts.one(AdvisorId("x"))) is None
    assert await accounts.read(lambda register: register.accounts.all()) == [ACCOUNT]


async def test_names_addresses_and_secrets_are_sealed_and_an_address_is_no_contact(
    store: SqlStore, sealer: KeySealer
):
    await put(store)
    written = repr((await everything(store))["advisor"])
    for secret in ("نور", "Wit", "1001", "SECRETSECRET", "NEWSECRET"):
        assert secret not in written
    contact = sealer.index(ChannelName.TELEGRAM, "1001")
    assert repr(contact)[2:-1] not in written


async def test_no_table_about_advisors_knows_a_person():
    for table in ABOUT_ADVISORS:
        assert "person_id" not in table.c
        assert not table.foreign_keys


async def test_one_telegram_address_belongs_to_one_account_whatever_a_program_does(
    store: SqlStore,
):
    accounts = await put(store)
    other = Account(
        id=AdvisorId("other"),
        name="Anna",
        role=DeskRole.ADVISOR,
        created_on=date(2026, 11, 27),
        telegram="1001",
    )
    with pytest.raises(StoreError):
        await accounts.write(lambda register: register.accounts.put(other))
    assert len(await accounts.read(lambda register: register.accounts.all())) == 1


async def test_what_fails_in_the_middle_leaves_nothing_behind(store: SqlStore):
    accounts = SqlAccounts(store=store)

    def fails(register: Register) -> None:
        register.accounts.put(ACCOUNT)
        raise StoreError("no")

    with pytest.raises(StoreError):
        await accounts.write(fails)
    assert await accounts.read(lambda register: register.accounts.all()) == []


async def test_links_are_kept_used_and_forgotten_when_their_time_is_over(store: SqlStore):
    accounts = SqlAccounts(store=store)
    old, new = (
        Link(token_hash=bytes([n]) * 32, advisor_id=NOOR, purpose=Purpose.LOGIN, until=NOW + n * SECOND)
        for n in (1, 2)
    )  # fmt: skip

    def keep(register: Register) -> list[Link | None]:
        register.links.keep(old, NOW)
        register.links.use(old.token_hash)
        found = [register.links.one(old.token_hash)]
        register.links.keep(new, NOW + 2 * SECOND)
        return [*found, register.links.one(old.token_hash), register.links.one(new.token_hash)]

    used, gone, kept = await accounts.write(keep)
    assert used is not None
    assert used.used
    assert (gone, kept) == (None, new)
    await accounts.write(lambda register: register.links.drop(NOOR))
    assert await accounts.read(lambda register: register.links.one(new.token_hash)) is None


async def test_sessions_are_listed_newest_first_noted_and_ended(store: SqlStore):
    accounts = SqlAccounts(store=store)
    first, second, third = (
        Session(
            token_hash=bytes([n]) * 32,
            advisor_id=NOOR,
            created_at=NOW + n * SECOND,
            seen_at=NOW + n * SECOND,
            agent_hash=b"a",
            second=n > 1,
        )
        for n in (1, 2, 3)
    )

    def work(register: Register) -> list[object]:
        sessions = register.sessions
        for each in (first, second, third):
            sessions.keep(each)
        listed = sessions.of(NOOR)
        sessions.seen(first.token_hash, NOW + 9 * SECOND)
        seen = sessions.one(first.token_hash)
        sessions.end(third.token_hash)
        sessions.end_older(created=NOW, seen=NOW + 5 * SECOND)
        return [listed, seen, sessions.of(NOOR)]

    listed, seen, left = await accounts.write(work)
    assert listed == [third, second, first]
    assert isinstance(seen, Session)
    assert seen.seen_at == NOW + 9 * SECOND
    assert left == [seen]
    await accounts.write(lambda register: register.sessions.end_all(NOOR))
    assert await accounts.read(lambda register: register.sessions.of(NOOR)) == []


async def test_passkeys_codes_and_failures_come_back(store: SqlStore):
    accounts = SqlAccounts(store=store)
    passkey = Passkey(
        credential_id=b"id", advisor_id=NOOR, public_key=b"key", name="phone", created_on=NOW.date()
    )
    failures = Failures(count=3, at=NOW)

    def work(register: Register) -> list[object]:
        register.passkeys.put(passkey)
        register.codes.replace(NOOR, [b"1", b"2"])
        register.tries.put(b"k", failures, forget=NOW)
        return [
            register.passkeys.of(NOOR),
            register.passkeys.one(b"id"),
            register.codes.spend(NOOR, b"1"),
            register.codes.spend(NOOR, b"1"),
            register.codes.spend(AdvisorId("other"), b"2"),
            register.codes.left(NOOR),
            register.tries.one(b"k"),
        ]

    assert await accounts.write(work) == [[passkey], passkey, True, False, False, 1, failures]

    def undo(register: Register) -> list[object]:
        register.passkeys.drop(b"id")
        register.tries.put(b"other", failures, forget=NOW + SECOND)
        register.tries.drop(b"other")
        rows = register.tries
        return [register.passkeys.one(b"id"), rows.one(b"k"), rows.one(b"other")]

    assert await accounts.write(undo) == [None, None, None]


async def test_a_day_at_the_desk(store: SqlStore):
    """Invited, an app, a passkey, Telegram, a link and a code, out again, closed: every way, on this database."""
    office, device = Office(store=store), Authenticator()
    noor = await office.with_passkey(await office.employed(), device)
    await office.linked(noor, "1001")
    office.later(minutes=1)
    half = await office.half("1001")
    opened = await office.entering.with_totp(half, office.code(noor.advisor.id), FIREFOX)
    assert isinstance(opened, Opened)
    answer = device.get(office.entering.passkey_options(SITE))
    assert isinstance(await office.entering.with_passkey(SITE, answer, FIREFOX), Opened)
    assert await office.entering.with_passkey(SITE, answer, FIREFOX) == Refused()
    await office.sessions.log_out(opened.token)
    assert await office.sessions.known(opened.token, FIREFOX.agent) is None
    assert await office.staff.deactivate(OPERATOR, noor.advisor.id) == DONE
    assert (await office.deeds())[-1] == Deed.DEACTIVATED
    assert (await office.audit.verify()).broken is None


async def test_a_link_that_is_used_twice_in_the_same_moment_opens_once(opened: Open):
    """Also by two programs on one database."""
    offices = [Office(store=await opened()) for _ in range(2)]
    for _ in range(5):
        invited = await offices[0].invited()
        outcomes = await asyncio.gather(
            *(offices[n % 2].entering.accept(invited.token, "Noor", FIREFOX) for n in range(6))
        )
        assert sum(isinstance(each, Opened) for each in outcomes) == 1
        for office in offices:
            office.later(hours=2)


async def test_two_admins_who_close_each_other_in_the_same_moment_leave_one(opened: Open):
    offices = [Office(store=await opened()) for _ in range(2)]
    ada, ben = [
        (await offices[0].employed(DeskRole.ADMIN, name)).advisor.id for name in ("Ada", "Ben")
    ]
    outcomes = await asyncio.gather(
        offices[0].staff.deactivate(ada, ben), offices[1].staff.deactivate(ben, ada)
    )
    assert [each == DONE for each in outcomes].count(True) == 1
    active = [each for each in await offices[0].staff.all() if each.active]
    assert len(active) == 1


async def test_a_key_rotation_reseals_accounts_and_the_old_key_is_needed_no_more(opened: Open):
    keys = new_keys(date(2026, 11, 27))
    store = await opened(KeySealer(keys))
    await put(store)
    await store.close()
    both = with_new_key(keys, date(2026, 11, 28))
    store = await opened(KeySealer(both))
    assert await keys_in_use(store) == {keys.active.id}
    steps = [progress async for progress in rewrap(store)]
    assert (steps[-1].done, steps[-1].total) == (1, 1)
    assert await keys_in_use(store) == {both.active.id}
    await store.close()
    store = await opened(KeySealer(without_key(both, keys.active.id)))
    accounts = SqlAccounts(store=store)
    assert await accounts.read(lambda register: register.accounts.one(NOOR)) == ACCOUNT


async def test_a_database_with_advisors_needs_the_key_they_are_sealed_with(opened: Open):
    store = await opened()
    await put(store)
    with pytest.raises(SealError, match="not in the key file"):
        await opened(KeySealer(new_keys(date(2026, 11, 27))))


async def test_advisors_are_no_rows_about_people(store: SqlStore):
    """Erasing a person touches none of them."""
    names = {table.name for table in ABOUT_ADVISORS}
    found = await store.database.read(lambda connection: sa.inspect(connection).get_table_names())
    assert names <= set(found)
