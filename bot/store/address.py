"""Where the database is: a SQLite file or a PostgreSQL server, from what the operator wrote."""

from pathlib import Path

import sqlalchemy as sa

from bot.service.ports import StoreError

_SQLITE = "sqlite"
_POSTGRES = frozenset({"postgresql", "postgres"})


def parse_address(address: str) -> Path | sa.URL:
    """Return the file of a path or `sqlite:///` URL, or the URL of a `postgresql://` server."""
    if "://" not in address:
        return _file(address)
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError):
        raise StoreError(
            "MERIT_DATABASE cannot be read. Write postgresql://user:password@host/database, with signs "
            "like @ and / in the password written as %40 and %2F."
        ) from None
    backend = url.get_backend_name()
    if backend == _SQLITE:
        return _file(url.database or "")
    if backend not in _POSTGRES:
        raise StoreError(
            f"MERIT_DATABASE names {backend}, which Merit cannot use. Write the path of a SQLite file, "
            "or postgresql://user:password@host/database."
        )
    query = {"ssl" if name == "sslmode" else name: value for name, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)


def _file(path: str) -> Path:
    if path in ("", ":memory:"):
        raise StoreError(
            "MERIT_DATABASE must name a file: a database in memory would be lost at every restart."
        )
    return Path(path).expanduser()


def shown(address: Path | sa.URL) -> str:
    """Return the address as it may be shown: without user and password."""
    if isinstance(address, Path):
        return str(address)
    return f"{address.host or 'local socket'}/{address.database or ''}"
