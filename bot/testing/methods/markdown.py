"""Text written with parse_mode MarkdownV2: its letters, its entities, or what is wrong."""

import re
from dataclasses import dataclass, field

from bot.testing.methods.autolinks import units
from bot.testing.methods.refusals import Refusal, bad_request
from bot.testing.world.users import Json

MARKS = {
    "__": ("underline", "Underline"),
    "_": ("italic", "Italic"),
    "*": ("bold", "Bold"),
    "~": ("strikethrough", "Strikethrough"),
    "||": ("spoiler", "Spoiler"),
}
RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
CODE = re.compile(r"```(?:(?P<language>[^\s`\\]+)\n|\n?)(?P<block>(?:\\.|[^`\\])*)```", re.DOTALL)
INLINE = re.compile(r"`(?P<code>(?:\\.|[^`\\])*)`", re.DOTALL)
LINK = re.compile(r"\]\((?P<url>(?:\\.|[^)\\])*)\)", re.DOTALL)
ESCAPE = re.compile(r"\\([\x01-\x7e])")


@dataclass(slots=True)
class _Open:
    mark: str
    offset: int
    at: int


@dataclass(slots=True)
class _Reading:
    source: str
    at: int = 0
    text: str = ""
    length: int = 0  # of `text`, in UTF-16 units
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def write(self, letters: str) -> None:
        self.text += letters
        self.length += units(letters)

    def close(self, opened: _Open, kind: str, **more: str) -> None:
        if length := self.length - opened.offset:
            entity = {"type": kind, "offset": opened.offset, "length": length, **more}
            self.entities.append(entity)

    def bytes_before(self, at: int) -> int:
        return len(self.source[:at].encode())


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """The letters of `source` and its entities; a reserved letter not escaped is refused."""
    reading = _Reading(source)
    while reading.at < len(source):
        _step(reading)
    _end_quote(reading)
    if reading.open:
        opened = reading.open[-1]
        name = MARKS[opened.mark][1] if opened.mark in MARKS else "TextUrl"
        where = reading.bytes_before(opened.at)
        raise _refusal(f"Can't find end of {name} entity at byte offset {where}")
    return reading.text, reading.entities


def _refusal(words: str) -> Refusal:
    return bad_request(f"can't parse entities: {words}")


def _step(reading: _Reading) -> None:
    source, at = reading.source, reading.at
    letter = source[at]
    if escaped := ESCAPE.match(source, at):
        _take(reading, escaped.group(1), 2)
    elif letter == "\n":
        if not source.startswith(">", at + 1):
            _end_quote(reading)
        _take(reading, letter, 1)
    elif letter not in RESERVED:
        _take(reading, letter, 1)
    elif letter == "`":
        _code(reading)
    elif letter == ">" and source[at - 1 : at] in ("", "\n"):
        _quote(reading)
    elif letter in "[]":
        _link(reading)
    else:
        _mark(reading)


def _take(reading: _Reading, letters: str, width: int) -> None:
    reading.write(letters)
    reading.at += width


def _code(reading: _Reading) -> None:
    is_block = reading.source.startswith("```", reading.at)
    match = (CODE if is_block else INLINE).match(reading.source, reading.at)
    if match is None:
        where = reading.bytes_before(reading.at)
        name = "Pre" if is_block else "Code"
        raise _refusal(f"Can't find end of {name} entity at byte offset {where}")
    opened = _Open("`", reading.length, reading.at)
    reading.write(ESCAPE.sub(r"\1", match["block" if is_block else "code"]))
    reading.at = match.end()
    language = match["language"] if is_block else None
    more = {"language": language} if language else {}
    reading.close(opened, "pre" if is_block else "code", **more)


def _quote(reading: _Reading) -> None:
    if not any(opened.mark == ">" for opened in reading.open):
        reading.open.append(_Open(">", reading.length, reading.at))
    reading.at += 1


def _end_quote(reading: _Reading) -> None:
    if reading.open and reading.open[-1].mark == ">":
        reading.close(reading.open.pop(), "blockquote")


def _link(reading: _Reading) -> None:
    if reading.source[reading.at] == "[":
        reading.open.append(_Open("[", reading.length, reading.at))
        reading.at += 1
        return
    match = LINK.match(reading.source, reading.at)
    if match is None or not reading.open or reading.open[-1].mark != "[":
        raise _reserved("]")
    reading.at = match.end()
    reading.close(reading.open.pop(), "text_link", url=ESCAPE.sub(r"\1", match["url"]))


def _mark(reading: _Reading) -> None:
    source, at = reading.source, reading.at
    mark = next((mark for mark in MARKS if source.startswith(mark, at)), None)
    if mark is None:
        raise _reserved(source[at])
    is_open = any(opened.mark == mark for opened in reading.open)
    if is_open and reading.open[-1].mark != mark:
        where = reading.bytes_before(reading.open[-1].at)
        name = MARKS.get(reading.open[-1].mark, ("", "TextUrl"))[1]
        raise _refusal(f"Can't find end of {name} entity at byte offset {where}")
    if is_open:
        reading.close(reading.open.pop(), MARKS[mark][0])
    else:
        reading.open.append(_Open(mark, reading.length, at))
    reading.at += len(mark)


def _reserved(letter: str) -> Refusal:
    return _refusal(f"Character '{letter}' is reserved and must be escaped with the preceding '\\'")
