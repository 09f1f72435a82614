"""What an operator writes as the address of the database."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.service.ports import StoreError
from bot.store.address import parse_address, shown


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("data/merit.sqlite3", "data/merit.sqlite3"),
        ("sqlite:///data/merit.sqlite3", "data/merit.sqlite3"),
        ("sqlite:////srv/merit.sqlite3", "/srv/merit.sqlite3"),
        ("sqlite+aiosqlite:///x.db", "x.db"),
    ],
)
def test_a_path_or_a_sqlite_url_is_a_file(written: str, path: str):
    assert parse_address(written) == Path(path)
    assert shown(parse_address(written)) == path


@pytest.mark.parametrize(
    "written", ["postgres://m:p%40w@db:5/merit", "postgresql://m:p%40w@db:5/merit"]
)
def test_a_postgresql_url_keeps_its_parts(written: str):
    url = parse_address(written)
    assert isinstance(url, sa.URL)
    assert (url.drivername, url.username, url.password) == ("postgresql+asyncpg", "m", "p@w")
    assert (url.host, url.port, url.database) == ("db", 5, "merit")
    assert shown(url) == "db/merit"


def test_sslmode_is_understood_as_other_programs_write_it():
    url = parse_address("postgresql://db/merit?sslmode=require")
    assert isinstance(url, sa.URL)
    assert dict(url.query) == {"ssl": "require"}


def test_a_socket_is_shown_as_one():
    assert shown(parse_address("postgresql:///merit?host=/run/postgresql")) == "local socket/merit"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("mysql://db/merit", "names mysql"),
        ("sqlite://", "must name a file"),
        (":memory:", "must name a file"),
        ("", "must name a file"),
        ("postgresql://m:p@db:port/merit", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained(written: str, said: str):
    with pytest.raises(StoreError, match=said):
        parse_address(written)
