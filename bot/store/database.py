"""The two databases behind one small port: a connection that writes, one that reads, and how rows are handed over."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa

from bot.service.ports import StoreError
from bot.store.statements import Row, Statement

T = TypeVar("T")
Work = Callable[[sa.Connection], T]
"""What is done with a connection, inside a transaction that is not its business."""


class ConnectionLost(StoreError):
    """The connection broke; whether a commit under way was carried out is not known."""


class Database(Protocol):
    """One database, opened by this process."""

    async def write(self, work: Work[T]) -> T:
        """Carry out `work` in a transaction and return its result once it is on disk.

        Raises what `work` raises, with nothing stored, or ConnectionLost.
        """

    async def read(self, work: Work[T]) -> T:
        """Carry out `work`, which sees everything that was committed; raises ConnectionLost as `write` does."""

    def run(self, connection: sa.Connection, statement: Statement, rows: Sequence[Row]) -> int:
        """Carry out a statement for all rows and return how many rows of the table it changed."""

    def find(self, connection: sa.Connection, indexes: Sequence[bytes]) -> Sequence[Any]:
        """Return the people whose contact has one of these address indexes, as `bot.store.reader` reads them."""

    def blames(self, error: Exception) -> bool:
        """Whether the error may be the fault of one unit, so that the others can be stored without it."""

    async def scrub(self) -> bool:
        """Remove what was deleted from the files; False when somebody reading the database prevents it for now."""

    async def close(self) -> None:
        """Close every connection."""
