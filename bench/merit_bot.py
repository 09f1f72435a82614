"""How the bench starts Merit: its settings for one run, and the dialog in `content/`."""

import re
import sys
from importlib.util import find_spec
from pathlib import Path

from bench.bots.place import Place
from bench.contenders import MERIT, Contender

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
        # ASSUMED: the log at its default level writes nothing for an ordinary update.
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


# TO DO (lead): a function `fill(data: Path, persons: range) -> None` that writes each of these
# Telegram ids into a new database in `data` through Merit's own store, as /start and one finished
# dialog would have left them, at 10,000 a second or more; then `fill=fill` below. The folder is
# filled once and copied for each run, so the key file belongs in it as well. Until then the
# scenario `known` leaves Merit out and says so.
CONTENDER = Contender(
    name=MERIT,
    what="Merit as it ships: engine, inbox, sessions, outbox, group commit",
    keeps="keeps all",
    command=(sys.executable, "-m", "bot", "run"),
    environment=environment,
    ready_path="/readyz",  # 200 once updates are taken
    plain=plain,
    missing=missing,
)
