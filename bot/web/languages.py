"""Which language a page speaks: that of the conversation, or before the first message that of the browser."""

from collections.abc import Sequence
from typing import Any

from bot.core.language import SOURCE_LANGUAGE, Direction, Language, LanguageCode
from bot.service.library import Library
from bot.service.ports import Line, Speaker
from bot.web.words import page_words

_MOST_WISHES = 20


def wished_languages(accept: str) -> list[str]:
    """Return the language tags of an Accept-Language header in lower case, the most wanted first."""
    wishes: list[tuple[float, str]] = []
    for part in accept.split(",")[:_MOST_WISHES]:
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.partition("=")[2]) if weight else 1.0
        except ValueError:
            continue
        if quality > 0 and tag.strip() not in {"", "*"}:
            wishes.append((-quality, tag.strip().lower()))
    return [tag for _, tag in sorted(wishes, key=lambda wish: wish[0])]


def first_language(accept: str, library: Library) -> LanguageCode:
    """Return the offered language the browser wants most, or the source language."""
    offered = {code for code, each in library.release.languages.items() if each.offered}
    for tag in wished_languages(accept):
        for code in (tag, tag.partition("-")[0]):
            if code in offered:
                return code
    return SOURCE_LANGUAGE


def spoken_language(lines: Sequence[Line]) -> LanguageCode | None:
    """Return the language Merit last spoke in, or None if it has not spoken."""
    said = (line.message.language for line in reversed(lines) if line.speaker is Speaker.MERIT)
    return next(said, None)


def direction_of(code: LanguageCode, library: Library) -> Direction:
    """Return which way `code` is written."""
    language = library.release.languages.get(code)
    return Direction.LEFT_TO_RIGHT if language is None else language.direction


def view(code: LanguageCode, library: Library) -> dict[str, Any]:
    """Return what a page needs to speak `code`: its words, its direction and the languages to choose from."""
    offered = [each for each in library.release.languages.values() if each.offered]
    return {
        "language": code,
        "direction": direction_of(code, library),
        "words": page_words(library.catalog(code)),
        "languages": _choices(offered),
        "menu": "menu" in library.release.commands,
    }


def _choices(languages: Sequence[Language]) -> list[dict[str, str]]:
    return [
        {"code": each.code, "native": each.native, "direction": each.direction}
        for each in languages
    ]
