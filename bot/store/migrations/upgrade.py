"""Brings a database to the newest revision, in the transaction of the connection it is given."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError

from bot.service.ports import StoreError

ONE_AT_A_TIME = 7_270_118_331_540_019
"""The PostgreSQL lock that keeps two programs from migrating at once; SQLite's own write lock does."""


def configuration() -> Config:
    """Return Alembic's settings: the migrations beside this file."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: sa.Connection) -> None:
    """Run the migrations that are missing; raise StoreError if the database is newer than this Merit."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_AT_A_TIME)))
    config = configuration()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(
            "This database was written by a newer Merit. Install that version again, or restore the backup "
            "that was made before it."
        ) from error
