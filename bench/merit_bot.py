"""How the bench starts Merit: its settings for one run, and the dialog in `content/`."""

import asyncio
import re
import sys
from importlib.util import find_spec
from pathlib import Path

from bench.bots.place import Place
from bench.contenders import MERIT, Contender
from bench.prefill import prefill
from bot.core.session import Session, session_to_json

CONTENT = Path(__file__).resolve().parent / "content"
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


def environment(place: Place) -> dict[str, str]:
    """Return Merit's settings for one run (names as in bot/settings.py)."""
    return {
        "TELEGRAM_TOKEN": place.token,
        "TELEGRAM_API": place.api,
        # Path and secret are Merit's own; the driver learns them from its setWebhook.
        "TELEGRAM_WEBHOOK": "https://bench.invalid",
        # The peers have no limits either; with them every figure of Merit would read 30.
        "TELEGRAM_RATE": "0",
        "TELEGRAM_CHAT_RATE": "0",
        "MERIT_CONTENT": str(CONTENT),
        "MERIT_DATA": str(place.data),
        "MERIT_PORT": str(place.port),
        # No MERIT_KEY_FILE: a local key is made in MERIT_DATA, so personal data is sealed.
        # Nothing is logged for an ordinary update.
        "MERIT_LOG": "json",
    }


def plain(text: str) -> str:
    """Return a reply without the invisible marks Merit puts around inserted values."""
    return ISOLATES.sub("", text)


def missing() -> str:
    """Return why Merit cannot be measured yet, empty if it can."""
    if find_spec("bot.cli.run") is None:
        return "`python -m bot run` does not exist yet"
    return ""


def fill(data: Path, persons: range) -> None:
    """Write people who have finished one dialog into a new database in `data`, sealed, with its key file."""
    known = session_to_json(Session(asked=3, seen=("1", "2", "3", "4")))
    asyncio.run(prefill(str(data / "merit.sqlite3"), data / "keys.txt", persons, known))


CONTENDER = Contender(
    name=MERIT,
    what="Merit as it ships: engine, sealed sessions, outbox, group commit",
    keeps="keeps all",
    command=(sys.executable, "-m", "bot", "run"),
    environment=environment,
    ready_path="/readyz",  # 200 once updates are taken
    plain=plain,
    missing=missing,
    fill=fill,
)
