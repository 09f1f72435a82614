"""Every setting of Merit: one frozen value, read once at start from the environment or from one file."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bot.setting_values import (
    as_address,
    as_chat,
    as_days,
    as_line,
    as_megabytes,
    as_names,
    as_path,
    as_port,
    as_rate,
    as_seconds,
    as_topics,
    as_translation_server,
    as_yes_no,
    one_of,
    setting,
)
from bot.translate.address import service_name

ENV_FILE = "merit.env"
"""The file settings may stand in, as NAME=value lines, looked for in the present folder."""

SECRET = "***"  # noqa: S105 - what is printed instead of a secret


class OperatorError(Exception):
    """Something only an operator can put right; the message says what happened and what to do."""


class SettingsError(OperatorError):
    """A setting is missing or wrong; the message names it."""


_NAME = re.compile(r"[A-Z][A-Z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in force. Secrets are not part of its printed form."""

    telegram_token: str = setting(
        "TELEGRAM_TOKEN",
        "",
        "The token BotFather gave you. Empty: Merit runs without Telegram.",
        secret=True,
    )
    telegram_api: str = setting(
        "TELEGRAM_API",
        "https://api.telegram.org",
        "Base address of the Bot API server: Telegram's own, one you host yourself, or the stand-in for tests.",
        as_address,
    )
    telegram_webhook: str = setting(
        "TELEGRAM_WEBHOOK",
        "",
        "Public https address Telegram sends updates to, without a path. Empty: Merit asks Telegram (polling).",
        as_address,
    )
    telegram_rate: float = setting(
        "TELEGRAM_RATE",
        "30",
        "Messages per second over all chats. Telegram allows 30; 0 for none, with a server of your own.",
        as_rate,
    )
    telegram_chat_rate: float = setting(
        "TELEGRAM_CHAT_RATE",
        "1",
        "Messages per second to one chat, with short bursts of 3. 0 for no limit.",
        as_rate,
    )
    database: str = setting(
        "MERIT_DATABASE",
        "",
        "Database address, such as postgresql://merit:password@host/merit. Empty: a SQLite file in MERIT_DATA.",
        secret=True,
    )
    data: Path = setting("MERIT_DATA", "data", "Folder for everything Merit writes.", Path)
    content: Path | None = setting(
        "MERIT_CONTENT",
        "",
        "Folder that holds flows, locales and faq. Empty: the ones that came with Merit.",
        as_path,
    )
    publish: str = setting(
        "MERIT_PUBLISH",
        "start",
        "start: a changed content folder comes into force when Merit starts. command: only with merit publish.",
        one_of("start", "command"),
    )
    two_persons: bool = setting(
        "MERIT_TWO_PERSONS",
        "no",
        "Whether changed critical texts (rights, deadlines, money) come into force only when a second person agrees.",
        as_yes_no,
    )
    release_seconds: float = setting(
        "MERIT_RELEASE_SECONDS",
        "5",
        "How often a running Merit looks whether another release was put in force, in seconds.",
        as_seconds,
    )
    file_megabytes: int = setting(
        "MERIT_FILE_MEGABYTES",
        "0",
        "Largest photo or document people may send where a flow asks for one, in megabytes up to 20; "
        "0: none are taken. They are kept sealed, without their metadata.",
        as_megabytes,
    )
    operator: str = setting(
        "MERIT_OPERATOR",
        "",
        "Who runs this Merit, as people read it in the chat: the name of your organisation. Empty: Merit says it does "
        "not know.",
        as_line,
    )
    operator_contact: str = setting(
        "MERIT_OPERATOR_CONTACT",
        "",
        "How people reach you outside the chat, as they read it: a web address, phone number or street.",
        as_line,
    )
    profile_without: frozenset[str] = setting(
        "MERIT_PROFILE_WITHOUT",
        "",
        "Sections of the skills profile people are not asked for, separated by commas, such as volunteering,goals.",
        as_names,
    )
    question_days: int = setting(
        "MERIT_QUESTION_DAYS",
        "90",
        "Days for which a question that somebody left for the editors is kept. 0: nobody is asked for one.",
        as_days,
    )
    search: str = setting(
        "MERIT_SEARCH",
        "meaning",
        "How entries are found: meaning (and words), words (also where the package is missing), off: word for word.",
        one_of("meaning", "words", "off"),
    )
    cache: Path | None = setting(
        "MERIT_CACHE",
        "",
        "Folder for what can be computed again: the index of the search. Empty: the user's cache folder.",
        as_path,
    )
    translate: str = setting(
        "MERIT_TRANSLATE",
        "off",
        "Machine translation at the desk: off, libretranslate, or deepl (and servers that speak as DeepL does). What "
        "is translated goes to that server.",
        one_of("off", "libretranslate", "deepl"),
    )
    translate_url: str = setting(
        "MERIT_TRANSLATE_URL",
        "",
        "Address of the translation server, with https:// unless it is on this machine. Empty, with deepl: DeepL's "
        "own.",
        as_translation_server,
    )
    translate_key_file: Path | None = setting(
        "MERIT_TRANSLATE_KEY_FILE",
        "",
        "File that holds the translation server's key, and nothing else. deepl needs one, libretranslate if its "
        "server does.",
        as_path,
    )
    host: str = setting(
        "MERIT_HOST",
        "127.0.0.1",
        "Address the web server listens on. Keep 127.0.0.1 unless a proxy stands before it.",
    )
    names: frozenset[str] = setting(
        "MERIT_NAMES",
        "",
        "Public names a proxy passes on to the browser chat, separated by commas, such as merit.example.org.",
        as_names,
    )
    port: int = setting(
        "MERIT_PORT", "8080", "Port of the web server: chat, webhook, health, metrics.", as_port
    )
    desk: str = setting(
        "MERIT_DESK", "on", "Whether advisors work in the browser: on or off.", one_of("on", "off")
    )
    desk_url: str = setting(
        "MERIT_DESK_URL",
        "",
        "Public address of the desk, where advisors work, such as https://merit.example.org/desk. Empty: /desk on "
        "MERIT_HOST and MERIT_PORT.",
        as_address,
    )
    desk_group: int = setting(
        "MERIT_DESK_GROUP",
        "",
        "The advisors' group at Telegram, by its number: a supergroup with topics, such as -1001234567890, or the "
        "private chat of a volunteer alone. Empty: advisors do not work in Telegram.",
        as_chat,
    )
    desk_language: str = setting(
        "MERIT_DESK_LANGUAGE", "en", "The language Merit speaks in the advisors' group."
    )
    desk_forum: str = setting(
        "MERIT_DESK_FORUM",
        "full",
        "What stands in the advisors' group: full (what people write), card (only that there is a ticket, and a link "
        "to the desk), off (nothing).",
        one_of("full", "card", "off"),
    )
    desk_card_topics: frozenset[str] = setting(
        "MERIT_DESK_CARD_TOPICS",
        "safety,danger",
        "Topics whose tickets are a card in the advisors' group, whatever MERIT_DESK_FORUM says, separated by commas; "
        "danger: every ticket that may be about one. none: no topic.",
        as_topics,
    )
    chat: bool = setting("MERIT_CHAT", "yes", "Whether the browser chat is served.", as_yes_no)
    key_file: Path | None = setting(
        "MERIT_KEY_FILE",
        "",
        "File with the keys that seal personal data. Empty: one is made in MERIT_DATA, but never in production.",
        as_path,
    )
    mode: str = setting(
        "MERIT_MODE",
        "local",
        "local or production. In production Merit refuses to start without MERIT_KEY_FILE.",
        one_of("local", "production"),
    )
    log: str = setting(
        "MERIT_LOG",
        "readable",
        "How the log is written: readable or json.",
        one_of("readable", "json"),
    )

    @property
    def operator_facts(self) -> dict[str, str]:
        """Return what the dialogue can say about the operator, as far as it was set."""
        said = {"operator": self.operator, "operator_contact": self.operator_contact}
        said["translator"] = service_name(self.translate, self.translate_url)
        return {name: words for name, words in said.items() if words}

    @property
    def desk_address(self) -> str:
        """Return the address of the desk as advisors open it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.desk_url or f"http://{host}:{self.port}/desk"

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
    if not wrong:
        wrong += _lacking(Settings(**values))
    if wrong:
        raise SettingsError("\n".join(wrong))
    return Settings(**values)


def _lacking(settings: Settings) -> list[str]:
    """Return what the settings lack that only together make sense."""
    lacking = []
    if settings.translate == "libretranslate" and not settings.translate_url:
        lacking.append(
            "MERIT_TRANSLATE_URL is not set. With MERIT_TRANSLATE=libretranslate it is the address of your server."
        )
    if settings.translate == "deepl" and settings.translate_key_file is None:
        lacking.append(
            "MERIT_TRANSLATE_KEY_FILE is not set. With MERIT_TRANSLATE=deepl it is the file with your key."
        )
    if settings.translate == "off":
        unused = {
            "MERIT_TRANSLATE_URL": settings.translate_url,
            "MERIT_TRANSLATE_KEY_FILE": settings.translate_key_file,
        }
        lacking += [
            f"{name} is set, but MERIT_TRANSLATE is off. Set that to libretranslate or deepl, or leave this empty."
            for name, value in unused.items()
            if value
        ]
    return lacking + _lacking_of_the_desk(settings)


def _lacking_of_the_desk(settings: Settings) -> list[str]:
    """Return what the advisors' group lacks."""
    if not settings.desk_group or settings.desk_forum == "off":
        return []
    lacking = []
    if not settings.telegram_token:
        lacking.append(
            "MERIT_DESK_GROUP is set, but TELEGRAM_TOKEN is not: there is no bot for it."
        )
    if settings.desk == "off" and (settings.desk_forum == "card" or settings.desk_card_topics):
        lacking.append(
            "MERIT_DESK is off, so nobody could answer tickets that are only a card in the advisors' group. Set "
            "MERIT_DESK=on, or MERIT_DESK_FORUM=full and MERIT_DESK_CARD_TOPICS=none."
        )
    return lacking


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
