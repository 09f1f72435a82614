"""What settings are made of: each has a name, a default and a help text, and a function that reads its words.

Such a function raises ValueError, which says what would have been right.
"""

import re
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.translate.address import unsafe


def as_address(words: str) -> str:
    """A web address without a path at its end, such as https://merit.example.org."""
    if words and not (words.startswith(("https://", "http://")) and urlsplit(words).hostname):
        raise ValueError("write an address that begins with https://")
    return words.rstrip("/")


def as_translation_server(words: str) -> str:
    """The address of a translation server; over a network only with https."""
    wrong = unsafe(words) if words else ""
    if wrong:
        raise ValueError(wrong)
    return words.rstrip("/")


def as_text(words: str) -> str:
    """Any words."""
    return words


def as_line(words: str) -> str:
    """One line people read."""
    longest = 200
    if len(words) > longest or not words.isprintable() or "{" in words:
        raise ValueError(f"one line of at most {longest} letters, without braces")
    return words.strip()


def as_port(words: str) -> int:
    """A number of a port, 0 for any that is free."""
    if not words.isdecimal() or not 0 <= int(words) <= 65535:  # noqa: PLR2004 - the ports there are
        raise ValueError("a port is a number from 0 to 65535")
    return int(words)


def as_megabytes(words: str) -> int:
    """A whole number of megabytes, as many as a bot can fetch."""
    if not words.isdecimal() or int(words) > 20:  # noqa: PLR2004 - more Telegram does not let a bot fetch
        raise ValueError("a whole number of megabytes from 0 to 20")
    return int(words)


def as_rate(words: str) -> float:
    """A number of messages a second, 0 for no limit."""
    if not re.fullmatch(r"\d+(\.\d+)?", words):
        raise ValueError("a number of messages per second, 0 for no limit")
    return float(words)


def as_seconds(words: str) -> float:
    """A number of seconds above 0."""
    if not re.fullmatch(r"\d+(\.\d+)?", words) or not float(words):
        raise ValueError("a number of seconds above 0")
    return float(words)


def as_days(words: str) -> int:
    """A whole number of days, 0 for never."""
    if not re.fullmatch(r"\d{1,4}", words):
        raise ValueError("a number of days, 0 for never")
    return int(words)


def as_yes_no(words: str) -> bool:
    """Yes or no, in several spellings."""
    known = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
    if words.lower() not in known:
        raise ValueError("write yes or no")
    return known[words.lower()]


def as_names(words: str) -> frozenset[str]:
    """Names in small letters, separated by commas."""
    return frozenset(name.strip().lower() for name in words.split(",") if name.strip())


def as_chat(words: str) -> int:
    """The number of a chat at Telegram, 0 for none: of a group it is negative."""
    if words and not re.fullmatch(r"-?[1-9]\d{0,15}", words):
        raise ValueError(
            "the number of a chat, such as -1001234567890; `merit desk setup` finds it"
        )
    return int(words or "0")


def as_topics(words: str) -> frozenset[str]:
    """Names of topics, separated by commas; `none` for none of them."""
    return frozenset() if words.lower() == "none" else as_names(words)


def one_of(*allowed: str) -> Callable[[str], str]:
    """Return what takes only these words."""

    def parse(words: str) -> str:
        if words not in allowed:
            raise ValueError("write one of: " + ", ".join(allowed))
        return words

    return parse


def as_path(words: str) -> Path | None:
    """A path of this machine, or none."""
    return Path(words).expanduser() if words else None


def setting(
    name: str,
    default: str,
    help_: str,
    parse: Callable[[str], Any] = as_text,
    *,
    secret: bool = False,
) -> Any:
    """Return the field of a setting: its name for operators, default, help and how it is read."""
    metadata = {"name": name, "default": default, "help": help_, "parse": parse, "secret": secret}
    return field(metadata=metadata, repr=not secret)
