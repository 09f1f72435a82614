"""How one stand-in behaves: its pace, the lives of updates, and Telegram's limits if wanted."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Telegram's sending limits, enforced with 429 and `retry_after` (whole seconds).

    The real ones are not published; these are the figures of the Bot FAQ with a small burst.
    """

    chat_rate: float = 1.0  # messages a second into one chat
    chat_burst: int = 3  # messages that may go at once into a quiet chat
    overall_rate: float = 30.0  # messages a second of one bot
    overall_burst: int = 30
    group_rate: float = 20 / 60  # messages a second into one group
    group_burst: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Everything about a stand-in that can be chosen; the defaults suit tests."""

    pace: float = 0.01
    """Telegram's own pauses are multiplied by this: 1.0 is real time, 0.01 makes tests fast.

    It covers the pauses between webhook attempts (also a `Retry-After` the bot asks for) and the
    pause before a repeated 409. It changes neither long polling nor any `retry_after` figure.
    """
    message_life: float = 86_400.0
    """Seconds after its date that a message waits for the bot before Telegram drops it."""
    callback_life: float = 150.0
    """Seconds that a button press waits for the bot, and that it can be answered."""
    webhook_timeout: float = 60.0
    """Seconds that a webhook may take to answer; not multiplied by `pace`."""
    limits: Limits | None = None
    """Telegram's sending limits; none are enforced unless given."""
    real_webhook_addresses: bool = False
    """Whether setWebhook insists on HTTPS and the ports 443, 80, 88 and 8443, as Telegram does."""
    guard_repeats: bool = False
    """Whether the same offset asked again within 3 s waits, and within 0.5 s gets one update."""
    upload_size: int = 50 << 20
    """Bytes of the largest file a bot may send."""
    download_size: int = 20 << 20
    """Bytes of the largest file a bot may fetch."""
    seed: int = 0
    """Start of everything random: update ids, file ids, callback ids, faults with a rate."""
    journal_size: int = 100_000
    """Calls kept in memory; the oldest go first. Counts stay exact."""
    journal_file: Path | None = None
    """Where every call is written as one JSON line, without limit."""
    chat_size: int = 10_000
    """Messages and changes kept for each chat; the oldest go first."""
