"""Telegram: people's messages come in and Merit's go out through a Bot API server."""

import os

# python-telegram-bot's own switch for durations as `timedelta`; without it every 429 is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")
