"""Telegram: people's messages come in and Merit's go out through a Bot API server."""

import logging
import os

# python-telegram-bot's own switch for durations as `timedelta`; without it every 429 is a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")

# Its DEBUG lines hold the bot's token and people's texts, whatever level the program logs at.
logging.getLogger("telegram").setLevel(logging.WARNING)
