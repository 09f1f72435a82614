"""Every setting of Merit: one frozen value, read once at start from the environment or from one file."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ENV_FILE = "merit.env"
"""The file settings may stand in, as NAME=value lines, looked for in the present folder."""

SECRET = "***"  # noqa: S105 - what is printed instead of a secret


class OperatorError(Exception):
    """Something only an operator can put right; the message says what happened and what to do."""


class SettingsError(OperatorError):
    """A setting is missing or wrong; the message names it."""


_NAME = re.compile(r"[A-Z][A-Z0-9_]*")


def _address(words: str) -> str:
    """A web address without a path at its end, such as https://merit.example.org."""
    if words and not (words.startswith(("https://", "http://")) and urlsplit(words).hostname):
        raise ValueError("write an address that begins with https://")
    return words.rstrip("/")


def _text(words: str) -> str:
    return words


def _line(words: str) -> str:
    longest = 200
    if len(words) > longest or not words.isprintable() or "{" in words:
        raise ValueError(f"one line of at most {longest} letters, without braces")
    return words.strip()


def _port(words: str) -> int:
    if not words.isdecimal() or not 0 <= int(words) <= 65535:  # noqa: PLR2004 - the ports there are
        raise ValueError("a port is a number from 0 to 65535")
    return int(words)


def _megabytes(words: str) -> int:
    if not words.isdecimal() or int(words) > 20:  # noqa: PLR2004 - more Telegram does not let a bot fetch
        raise ValueError("a whole number of megabytes from 0 to 20")
    return int(words)


def _rate(words: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", words):
        raise ValueError("a number of messages per second, 0 for no limit")
    return float(words)


def _seconds(words: str) -> float:
    if not re.fullmatch(r"\d+(\.\d+)?", words) or not float(words):
        raise ValueError("a number of seconds above 0")
    return float(words)


def _days(words: str) -> int:
    if not re.fullmatch(r"\d{1,4}", words):
        raise ValueError("a number of days, 0 for never")
    return int(words)


def _yes_no(words: str) -> bool:
    known = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
    if words.lower() not in known:
        raise ValueError("write yes or no")
    return known[words.lower()]


def _names(words: str) -> frozenset[str]:
    return frozenset(name.strip().lower() for name in words.split(",") if name.strip())


def _one_of(*allowed: str) -> Callable[[str], str]:
    def parse(words: str) -> str:
        if words not in allowed:
            raise ValueError("write one of: " + ", ".join(allowed))
        return words

    return parse


def _path(words: str) -> Path | None:
    return Path(words).expanduser() if words else None


def _setting(
    name: str,
    default: str,
    help_: str,
    parse: Callable[[str], Any] = _text,
    *,
    secret: bool = False,
) -> Any:
    metadata = {"name": name, "default": default, "help": help_, "parse": parse, "secret": secret}
    return field(metadata=metadata, repr=not secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force. Secrets are not part of its printed form."""

    telegram_token: str = _setting(
        "TELEGRAM_TOKEN",
        "",
        "The token BotFather gave you. Empty: Merit runs without Telegram.",
        secret=True,
    )
    telegram_api: str = _setting(
        "TELEGRAM_API",
        "https://api.telegram.org",
        "Base address of the Bot API server: Telegram's own, one you host yourself, or the stand-in for tests.",
        _address,
    )
    telegram_webhook: str = _setting(
        "TELEGRAM_WEBHOOK",
        "",
        "Public https address Telegram sends updates to, without a path. Empty: Merit asks Telegram (polling).",
        _address,
    )
    telegram_rate: float = _setting(
        "TELEGRAM_RATE",
        "30",
        "Messages per second over all chats. Telegram allows 30; 0 for none, with a server of your own.",
        _rate,
    )
    telegram_chat_rate: float = _setting(
        "TELEGRAM_CHAT_RATE",
        "1",
        "Messages per second to one chat, with short bursts of 3. 0 for no limit.",
        _rate,
    )
    database: str = _setting(
        "MERIT_DATABASE",
        "",
        "Database address, such as postgresql://merit:password@host/merit. Empty: a SQLite file in MERIT_DATA.",
        secret=True,
    )
    data: Path = _setting("MERIT_DATA", "data", "Folder for everything Merit writes.", Path)
    content: Path | None = _setting(
        "MERIT_CONTENT",
        "",
        "Folder that holds flows, locales and faq. Empty: the ones that came with Merit.",
        _path,
    )
    publish: str = _setting(
        "MERIT_PUBLISH",
        "start",
        "start: a changed content folder comes into force when Merit starts. command: only with merit publish.",
        _one_of("start", "command"),
    )
    two_persons: bool = _setting(
        "MERIT_TWO_PERSONS",
        "no",
        "Whether changed critical texts (rights, deadlines, money) come into force only when a second person agrees.",
        _yes_no,
    )
    release_seconds: float = _setting(
        "MERIT_RELEASE_SECONDS",
        "5",
        "How often a running Merit looks whether another release was put in force, in seconds.",
        _seconds,
    )
    file_megabytes: int = _setting(
        "MERIT_FILE_MEGABYTES",
        "0",
        "Largest photo or document people may send where a flow asks for one, in megabytes up to 20; "
        "0: none are taken. They are kept sealed, without their metadata.",
        _megabytes,
    )
    operator: str = _setting(
        "MERIT_OPERATOR",
        "",
        "Who runs this Merit, as people read it in the chat: the name of your organisation. Empty: Merit says it does "
        "not know.",
        _line,
    )
    operator_contact: str = _setting(
        "MERIT_OPERATOR_CONTACT",
        "",
        "How people reach you outside the chat, as they read it: a web address, phone number or street.",
        _line,
    )
    profile_without: frozenset[str] = _setting(
        "MERIT_PROFILE_WITHOUT",
        "",
        "Sections of the skills profile people are not asked for, separated by commas, such as volunteering,goals.",
        _names,
    )
    question_days: int = _setting(
        "MERIT_QUESTION_DAYS",
        "90",
        "Days for which a question that somebody left for the editors is kept. 0: nobody is asked for one.",
        _days,
    )
    search: str = _setting(
        "MERIT_SEARCH",
        "meaning",
        "How entries are found: meaning (and words), words (also where the package is missing), off: word for word.",
        _one_of("meaning", "words", "off"),
    )
    cache: Path | None = _setting(
        "MERIT_CACHE",
        "",
        "Folder for what can be computed again: the index of the search. Empty: the user's cache folder.",
        _path,
    )
    host: str = _setting(
        "MERIT_HOST",
        "127.0.0.1",
        "Address the web server listens on. Keep 127.0.0.1 unless a proxy stands before it.",
    )
    names: frozenset[str] = _setting(
        "MERIT_NAMES",
        "",
        "Public names a proxy passes on to the browser chat, separated by commas, such as merit.example.org.",
        _names,
    )
    port: int = _setting(
        "MERIT_PORT", "8080", "Port of the web server: chat, webhook, health, metrics.", _port
    )
    chat: bool = _setting("MERIT_CHAT", "yes", "Whether the browser chat is served.", _yes_no)
    key_file: Path | None = _setting(
        "MERIT_KEY_FILE",
        "",
        "File with the keys that seal personal data. Empty: one is made in MERIT_DATA, but never in production.",
        _path,
    )
    mode: str = _setting(
        "MERIT_MODE",
        "local",
        "local or production. In production Merit refuses to start without MERIT_KEY_FILE.",
        _one_of("local", "production"),
    )
    log: str = _setting(
        "MERIT_LOG",
        "readable",
        "How the log is written: readable or json.",
        _one_of("readable", "json"),
    )

    @property
    def operator_facts(self) -> dict[str, str]:
        """Return what the dialogue can say about the operator, as far as it was set."""
        said = {"operator": self.operator, "operator_contact": self.operator_contact}
        return {name: words for name, words in said.items() if words}

    @property
    def database_url(self) -> str:
        """Return the address of the database in use."""
        return self.database or f"sqlite:///{self.data / 'merit.sqlite3'}"


def described() -> list[dict[str, Any]]:
    """Return name, default, help and secrecy of every setting, in order."""
    return [dict(each.metadata) for each in fields(Settings)]


def read_settings(
    environment: Mapping[str, str] = os.environ, folder: Path | None = None
) -> Settings:
    """Return the settings; the environment wins over the file. Raises SettingsError for all that is wrong at once."""
    given = _from_file((folder or Path()) / ENV_FILE)
    given |= {name: value for name, value in environment.items() if value.strip()}
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for each in fields(Settings):
        name, parse = each.metadata["name"], each.metadata["parse"]
        words = given.get(name, "").strip() or each.metadata["default"]
        try:
            values[each.name] = parse(words)
        except ValueError as error:
            shown = SECRET if each.metadata["secret"] else words
            wrong.append(f"{name}={shown}: {error}.")
    known = {each.metadata["name"] for each in fields(Settings)}
    wrong += [
        f"{name}: there is no such setting. `merit settings` lists them all."
        for name in sorted(given)
        if name.startswith(("MERIT_", "TELEGRAM_")) and name not in known
    ]
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(**values)


def _from_file(path: Path) -> dict[str, str]:
    """Return what stands in the file; `export NAME=value` and quotes are understood, as in a shell."""
    if not path.is_file():
        return {}
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read ({type(error).__name__}). Save it as UTF-8 text."
        ) from None
    given: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not equals or not _NAME.fullmatch(name.strip()):
            raise SettingsError(
                f"{path}:{number}: write NAME=value, or # at the start for a remark."
            )
        given[name.strip()] = _value(value.strip())
    return given


def _value(words: str) -> str:
    """Return a value without its quotes, or without the remark behind it."""
    for quote in "'\"":
        if words.startswith(quote) and words.count(quote) > 1:
            return words[1 : words.index(quote, 1)]
    return words.partition(" #")[0].strip()
