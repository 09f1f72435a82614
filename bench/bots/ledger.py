"""What the durable limit bot writes: inbox, state and outbox, many updates in one commit."""

import asyncio
import json
import queue
import sqlite3
import threading
from dataclasses import dataclass, field
from pathlib import Path

MOST_IN_ONE_COMMIT = 512
SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (update_id INTEGER PRIMARY KEY, chat INTEGER, body BLOB);
CREATE TABLE IF NOT EXISTS state (chat INTEGER PRIMARY KEY, answers TEXT);
CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY, chat INTEGER, body BLOB, sent INTEGER);
CREATE INDEX IF NOT EXISTS unsent ON outbox (id) WHERE sent = 0;
"""
PUT_INBOX = "INSERT INTO inbox VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
PUT_STATE = "INSERT INTO state VALUES (?, ?) ON CONFLICT DO UPDATE SET answers = excluded.answers"
PUT_OUTBOX = "INSERT INTO outbox VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING"
PUT_SENT = "UPDATE outbox SET sent = 1 WHERE id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """All that one update changes; `kept` is resolved once it is on disk."""

    update_id: int
    chat: int
    heard: bytes
    answers: str
    reply: bytes
    kept: asyncio.Future[None]


@dataclass(slots=True)
class Batch:
    """What goes into one commit."""

    units: list[Unit] = field(default_factory=list)
    sent: list[tuple[int]] = field(default_factory=list)

    def add(self, item: Unit | int) -> None:
        """Add a unit, or the id of a reply that was sent."""
        if isinstance(item, Unit):
            self.units.append(item)
        else:
            self.sent.append((item,))


def connect(path: Path) -> sqlite3.Connection:
    """Return a connection whose commits survive a power cut."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.executescript(SCHEMA)
    return connection


class Ledger:
    """One file and the one thread that writes it."""

    def __init__(self, path: Path) -> None:
        """Open the file and start the thread; call from the event loop that will wait."""
        self._loop = asyncio.get_running_loop()
        self._waiting: queue.SimpleQueue[Unit | int | None] = queue.SimpleQueue()
        self._writing, self._reading = connect(path), connect(path)
        self._thread = threading.Thread(target=self._write_all, name="ledger", daemon=True)
        self._thread.start()

    def answers(self, chat: int) -> list[str]:
        """Return the answers on disk of one chat."""
        statement = "SELECT answers FROM state WHERE chat = ?"
        row = self._reading.execute(statement, (chat,)).fetchone()
        known: list[str] = [] if row is None else json.loads(row[0])
        return known

    def unsent(self) -> list[tuple[int, int, bytes]]:
        """Return id, chat and body of each reply that may not have been sent, oldest first."""
        statement = "SELECT id, chat, body FROM outbox WHERE sent = 0 ORDER BY id"
        return self._reading.execute(statement).fetchall()

    def put(self, item: Unit | int) -> None:
        """Queue a unit, or the id of a reply that was sent, for the next commit."""
        self._waiting.put(item)

    def close(self) -> None:
        """Write what waits and stop the thread."""
        self._waiting.put(None)
        self._thread.join(timeout=10)

    def _write_all(self) -> None:
        while (item := self._waiting.get()) is not None:
            batch = Batch()
            batch.add(item)
            while len(batch.units) < MOST_IN_ONE_COMMIT and not self._waiting.empty():
                if (more := self._waiting.get()) is None:
                    self._waiting.put(None)
                    break
                batch.add(more)
            self._write(batch)

    def _write(self, batch: Batch) -> None:
        units, write = batch.units, self._writing
        write.execute("BEGIN IMMEDIATE")
        write.executemany(PUT_INBOX, [(u.update_id, u.chat, u.heard) for u in units])
        write.executemany(PUT_STATE, [(u.chat, u.answers) for u in units])
        write.executemany(PUT_OUTBOX, [(u.update_id, u.chat, u.reply) for u in units])
        write.executemany(PUT_SENT, batch.sent)
        write.execute("COMMIT")
        if units:
            self._loop.call_soon_threadsafe(_resolve, units)


def _resolve(units: list[Unit]) -> None:
    for unit in units:
        if not unit.kept.done():
            unit.kept.set_result(None)


def fill(data: Path, persons: range) -> None:
    """Write a finished first dialog for each person, as the bot itself would have left it."""
    connection = connect(data / "limit.db")
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(PUT_STATE, ((chat, "[]") for chat in persons))
    connection.executemany(PUT_INBOX, ((-chat, chat, b"{}") for chat in persons))
    connection.executemany(
        "INSERT INTO outbox VALUES (?, ?, ?, 1)", ((-chat, chat, b"{}") for chat in persons)
    )
    connection.execute("COMMIT")
    connection.close()
