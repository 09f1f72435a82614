"""Reading Merit's own format: the answers of a profile, as another Merit kept them.

The file comes from a person's hands, so nothing in it is trusted: only answers are read (no words, no notes, no steps),
and whoever takes them over judges each by what their own flows ask for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.answer import AnswerType, AnswerValue
from bot.core.importing import Imported
from bot.core.text import Text, pgettext
from bot.documents.own_json import FORMAT, VERSION
from bot.json_bytes import from_json
from bot.service.documents import LARGEST_PROFILE

MOST_SECTIONS, MOST_ENTRIES, MOST_FACTS, MOST_PICKS = 100, 200, 200, 200
LONGEST_NAME, LONGEST_VALUE = 100, 20_000
LARGEST_NUMBER = 2**53 - 1
"""The largest whole number every reader of JSON takes exactly."""

TOO_LARGE = pgettext(
    "document/import/too_large", "This file is too large. A profile has at most 1 MB."
)
NO_PROFILE = pgettext(
    "document/import/no_profile",
    "This is not a profile from Merit. Please send the file merit-profile.json.",
)
OTHER_VERSION = pgettext(
    "document/import/other_version",
    "This profile has another version of the format. I can read version {version}.",
).with_values(version=VERSION)
DAMAGED = pgettext(
    "document/import/damaged",
    "Something in this file is not as it should be. Please send the file as Merit made it.",
)

Entries = tuple[Mapping[str, AnswerValue], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRefused:
    """Why a file was not read, said to the person; `where` says to a developer which part of it was odd."""

    reason: Text
    where: str = ""


class _Damaged(Exception):
    """A part of the document is not of the form of the schema; its text is where."""


def read_profile(data: bytes) -> Imported | ImportRefused:
    """Return the answers a file in Merit's own format holds, or why it cannot be read."""
    if len(data) > LARGEST_PROFILE:
        return ImportRefused(reason=TOO_LARGE)
    try:
        document = from_json(data)
    except (ValueError, RecursionError):
        return ImportRefused(reason=NO_PROFILE)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return ImportRefused(reason=NO_PROFILE)
    version = document.get("version")
    if version != VERSION or type(version) is not int:
        return ImportRefused(reason=OTHER_VERSION)
    try:
        return _profile(document)
    except _Damaged as damaged:
        return ImportRefused(reason=DAMAGED, where=str(damaged))


def _profile(document: Mapping[str, Any]) -> Imported:
    languages = document.get("languages")
    if not isinstance(languages, dict):
        raise _Damaged("languages")
    # Both are only looked at: which language the person uses here, and their name, is for them to say.
    _name(languages, "own", "languages")
    _text(document.get("name"), "name")
    sections: dict[str, Entries] = {}
    for number, section in enumerate(_items(document, "sections", MOST_SECTIONS)):
        where = f"sections/{number}"
        id_ = _name(section, "id", where)
        if id_ in sections:
            raise _Damaged(f"{where}/id")
        sections[id_] = _entries(section, where)
    return Imported(sections=sections)


def _entries(section: Mapping[str, Any], where: str) -> Entries:
    return tuple(
        _facts(entry, f"{where}/entries/{number}")
        for number, entry in enumerate(_items(section, "entries", MOST_ENTRIES, where))
    )


def _facts(entry: Mapping[str, Any], where: str) -> Mapping[str, AnswerValue]:
    facts: dict[str, AnswerValue] = {}
    for number, fact in enumerate(_items(entry, "facts", MOST_FACTS, where)):
        at = f"{where}/facts/{number}"
        name = _name(fact, "name", at)
        if name in facts or fact.get("type") not in _TYPES:
            raise _Damaged(at)
        facts[name] = _value(fact.get("value", _ABSENT), f"{at}/value")
    return facts


_TYPES = tuple(kind.value for kind in AnswerType if kind is not AnswerType.FILE)
_ABSENT = object()


def _items(parent: Mapping[str, Any], key: str, most: int, where: str = "") -> list[dict[str, Any]]:
    items = parent.get(key)
    if not isinstance(items, list) or len(items) > most:
        raise _Damaged(f"{where}/{key}".lstrip("/"))
    if not all(isinstance(item, dict) for item in items):
        raise _Damaged(f"{where}/{key}".lstrip("/"))
    return items


def _name(parent: Mapping[str, Any], key: str, where: str) -> str:
    name = parent.get(key)
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise _Damaged(f"{where}/{key}")
    return _text(name, f"{where}/{key}")


def _value(value: object, where: str) -> AnswerValue:
    if value is None or (type(value) is int and abs(value) <= LARGEST_NUMBER):
        return value
    if isinstance(value, list) and len(value) <= MOST_PICKS:
        return tuple(_text(item, where) for item in value)
    return _text(value, where)


def _text(value: object, where: str) -> str:
    """A text of bearable length in which no letter is half."""
    if not isinstance(value, str) or len(value) > LONGEST_VALUE:
        raise _Damaged(where)
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise _Damaged(where)
    return value
