"""The bots of the bench: how each is started, what it keeps, and what it must answer."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.bots.ledger import fill
from bench.bots.place import Place
from bench.crowd import Say
from bench.dialog import say, say_anything

LIMIT = "limit"
MERIT = "merit"


def _nothing(_: Place) -> dict[str, str]:
    return {}


def _no_reason() -> str:
    return ""


def _same(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One bot of the bench.

    `keeps` says what a kill -9 leaves of accepted updates. `missing` gives the reason why it
    cannot run here, empty if it can. `beside` is the command of a service it needs.
    `registers` says that it calls setWebhook, which tells path and secret.
    `plain` turns its replies into the dialog's texts. `fill` writes known persons before the start.
    """

    name: str
    what: str
    keeps: str
    command: tuple[str, ...]
    environment: Callable[[Place], dict[str, str]] = _nothing
    registers: bool = True
    ready_path: str | None = None
    say: Say = say
    plain: Callable[[str], str] = _same
    missing: Callable[[], str] = _no_reason
    beside: Callable[[Place], tuple[str, ...]] | None = None
    fill: Callable[[Path, range], None] | None = None


def _bot(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", f"bench.bots.{module}")


def _needs(*modules: str) -> Callable[[], str]:
    def missing() -> str:
        absent = [name for name in modules if find_spec(name) is None]
        packages = ", ".join(absent)
        return f"{packages} not installed (see requirements/bench.in)" if absent else ""

    return missing


def _no_redis() -> str:
    if shutil.which("redis-server") is None:
        return "no redis-server on the PATH"
    return _needs("aiogram", "redis")()


def _redis(place: Place) -> tuple[str, ...]:
    """Return a Redis that is as durable as SQLite with a commit for each write."""
    options = {
        "--bind": "127.0.0.1",
        "--port": str(place.side_port),
        "--dir": str(place.data),
        "--save": "",
        "--appendonly": "yes",
        "--appendfsync": "always",
    }
    return ("redis-server", *(part for option in options.items() for part in option))


PEERS = (
    Contender(
        name="ptb",
        what="python-telegram-bot ConversationHandler, PicklePersistence (60 s, its default)",
        keeps="loses accepted updates and up to 60 s of state",
        command=_bot("ptb_conversation"),
        missing=_needs("telegram", "tornado"),
    ),
    Contender(
        name="ptb-1s",
        what="the same, PicklePersistence every second",
        keeps="loses accepted updates and up to 1 s of state",
        command=_bot("ptb_conversation"),
        environment=lambda _: {"BENCH_PICKLE_SECONDS": "1"},
        missing=_needs("telegram", "tornado"),
    ),
    Contender(
        name="aiogram-sqlite",
        what="aiogram FSM, SQLite, commit for each write",
        keeps="keeps state, loses accepted updates",
        command=_bot("aiogram_fsm"),
        environment=lambda _: {"BENCH_STORAGE": "sqlite"},
        missing=_needs("aiogram", "aiosqlite"),
    ),
    Contender(
        name="aiogram-redis",
        what="aiogram FSM, Redis (fsync always; its own CPU is on the driver's core, not counted)",
        keeps="keeps state, loses accepted updates",
        command=_bot("aiogram_fsm"),
        environment=lambda _: {"BENCH_STORAGE": "redis"},
        missing=_no_redis,
        beside=_redis,
    ),
)
LIMITS = (
    Contender(
        name=LIMIT,
        what="bare aiohttp, inbox + state + outbox, group commit, uvloop, gc.freeze",
        keeps="keeps all",
        command=_bot("limit"),
        registers=False,
        missing=_needs("uvloop"),
        fill=fill,
    ),
    Contender(
        name="echo",
        what="bare aiohttp echo without storage, uvloop, gc.freeze",
        keeps="keeps nothing",
        command=_bot("echo"),
        registers=False,
        missing=_needs("uvloop"),
        say=say_anything,
    ),
)
