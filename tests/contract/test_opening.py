"""A database is brought up to date and checked before anything is written to it."""

import subprocess
import sys
from datetime import date

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.crypto.keys import Keys, new_keys, with_new_key
from bot.crypto.sealer import KeySealer
from bot.service.ports import SealError, StoreError
from bot.store.address import parse_address
from bot.store.migrations.upgrade import configuration
from bot.store.opening import VERSION_TABLE, open_store, schema_revision
from bot.store.registry import REGISTRY
from bot.store.schema import HEAD, METADATA
from bot.store.sql_store import SqlStore
from tests.contract.conftest import Open
from tests.contract.units import TELEGRAM, settle

DAY = date(2026, 11, 23)


@pytest.fixture
def keys() -> Keys:
    return new_keys(DAY)


@pytest.fixture
def sealer(keys: Keys) -> KeySealer:
    return KeySealer(keys)


async def test_the_migrations_lead_to_the_very_tables_of_the_code(store: SqlStore):
    """Compared column by column, with types, keys and indexes, in the database they made."""

    def differences(connection: sa.Connection) -> object:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, METADATA)

    assert await store.database.read(differences) == []


async def test_every_primary_key_of_a_table_about_people_begins_with_the_person(store: SqlStore):
    def first_columns(connection: sa.Connection) -> set[str]:
        inspector = sa.inspect(connection)
        return {
            inspector.get_pk_constraint(kept.table.name)["constrained_columns"][0]
            for kept in REGISTRY
        }

    assert await store.database.read(first_columns) == {"person_id"}


def test_the_code_names_the_newest_migration():
    assert ScriptDirectory.from_config(configuration()).get_current_head() == HEAD


async def test_all_migrations_can_be_undone_and_done_again(store: SqlStore):
    def back_and_forth(connection: sa.Connection) -> tuple[set[str], str | None]:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        left = set(sa.inspect(connection).get_table_names())
        command.upgrade(config, "head")
        return left, schema_revision(connection)

    assert await store.database.write(back_and_forth) == ({VERSION_TABLE}, HEAD)


async def test_an_up_to_date_database_is_opened_without_loading_alembic(opened: Open, address: str):
    """Alembic takes longer to load than the rest of the start; a fresh process opens the database and tells."""
    store = await opened()
    await store.close()
    program = (
        "import asyncio, sys\n"
        "from datetime import date\n"
        "from bot.crypto.keys import new_keys\n"
        "from bot.crypto.sealer import KeySealer\n"
        "from bot.store.opening import open_store\n"
        "async def main():\n"
        "    store = await open_store(sys.argv[1], KeySealer(new_keys(date(2026, 1, 1))))\n"
        "    await store.ping()\n"
        "    await store.close()\n"
        "asyncio.run(main())\n"
        "print('alembic' in sys.modules)\n"
    )
    done = subprocess.run(  # noqa: ASYNC221 - nothing else runs in this test
        [sys.executable, "-c", program, address],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("False\n", "")


async def test_a_database_of_a_newer_merit_is_refused_and_left_alone(opened: Open, address: str):
    store = await opened()
    await store.database.write(
        lambda connection: connection.exec_driver_sql(
            f"UPDATE {VERSION_TABLE} SET version_num = '9999'"
        )
    )
    with pytest.raises(StoreError, match="newer Merit"):
        await opened()
    assert await store.database.read(schema_revision) == "9999"


@pytest.mark.parametrize("answered", [True, False])
async def test_messages_to_advisors_of_an_older_merit_must_be_closed_first(
    opened: Open, *, answered: bool
):
    def as_before(connection: sa.Connection) -> None:
        config = configuration()
        config.attributes["connection"] = connection
        command.downgrade(config, "0006")
        connection.execute(
            sa.text(
                "INSERT INTO ticket (person_id, number, topic, closed, note, at)"
                " VALUES ('p1', 1, 'work', :closed, :note, 1)"
            ),
            {"closed": answered, "note": b"sealed"},
        )

    store = await opened()
    await store.database.write(as_before)
    if answered:
        await (await opened()).ping()
    else:
        with pytest.raises(StoreError, match="nobody has closed"):
            await opened()
    revision = await store.database.read(schema_revision)
    assert revision == (HEAD if answered else "0006")


async def test_a_key_file_without_the_key_of_the_rows_is_refused(opened: Open, keys: Keys):
    await settle(await opened(), "1")
    stranger = new_keys(DAY)
    with pytest.raises(SealError, match=f"not in the key file: {keys.active.id}"):
        await opened(KeySealer(stranger))


async def test_a_key_file_with_another_index_key_is_refused(opened: Open, keys: Keys):
    """Otherwise nobody would be found, and everybody would be asked everything again."""
    await settle(await opened(), "1")
    other = Keys(operators=keys.operators, index=new_keys(DAY).index)
    with pytest.raises(SealError, match="index key"):
        await opened(KeySealer(other))


async def test_a_key_file_with_one_more_key_opens_what_was_sealed_before(opened: Open, keys: Keys):
    person = await settle(await opened(), "1")
    store = await opened(KeySealer(with_new_key(keys, DAY)))
    assert await store.load(TELEGRAM, "1") == person


async def test_a_server_that_is_not_there_is_named_without_its_password(sealer: KeySealer):
    with pytest.raises(StoreError, match="localhost") as caught:
        await open_store("postgresql://merit:s3cret@localhost:9/merit", sealer, patience=0)
    assert "s3cret" not in repr(caught.value)


def test_a_printed_address_holds_no_password():
    assert "s3cret" not in repr(parse_address("postgresql://merit:s3cret@db/merit"))
