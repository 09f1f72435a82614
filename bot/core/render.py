"""A message in a language: words found, values inserted and isolated, buttons laid out, right-to-left safe.

Rules and their reasons: Unicode bidi isolates around inserted values, a right-to-left mark at the start of every line,
mirrored rows of buttons (Telegram itself mirrors nothing, see docs/decisions).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.core.language import Direction, Language
from bot.core.message import Button, OutboundKind, OutboundMessage
from bot.core.press import Press
from bot.core.text import Text, pgettext
from bot.core.turn import Offer, Say

FIRST_STRONG_ISOLATE = "\u2068"
LEFT_TO_RIGHT_ISOLATE = "\u2066"
POP_ISOLATE = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"
_ISOLATES = frozenset("\u2066\u2067\u2068")
_STRONG = {
    "L": Direction.LEFT_TO_RIGHT,
    "R": Direction.RIGHT_TO_LEFT,
    "AL": Direction.RIGHT_TO_LEFT,
}
"""Directions by the class of a letter (Unicode Bidirectional Algorithm, rule P2)."""
BIDI_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")

LONGEST_MESSAGE = 3800
"""UTF-16 units a message gets before the next paragraph goes into a new one; Telegram takes 4,096."""
SHORT_LABEL = 14
"""Letters up to which buttons share a row."""
ROW = 2
"""Buttons with short labels that share a row."""
TICK = "✅ "

NOT_TRANSLATED = pgettext(
    "ui/not_translated", "Part of this message is not yet translated into your language."
)

Encode = Callable[[Press], str]


class Words(Protocol):
    """What rendering needs to know of a language."""

    @property
    def language(self) -> Language:
        """The language."""

    def find(self, place: str, source: str) -> str | None:
        """Return the confirmed translation or None."""

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        """Return the confirmed form for `count` or None."""

    def date(self, day: date) -> str:
        """Return the day in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A text in a language; `translated` is False when any part of it had to stay in English."""

    words: str
    translated: bool


_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_LATIN_ONLY = re.compile(
    r"(?:\+?[\d][\d\s().-]{5,}|\S+@\S+|https?://\S+|/[a-z]\w*|@\w+|[\w-]+(?:\.[\w-]+)+\S*)"
)


_LEFT_TO_RIGHT_RUN = re.compile(
    r"https?://[^\s،؛)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w/])/[a-z][a-z0-9_]*"
    r"|\+?[0-9][0-9 ().\u00a0-]{5,}[0-9]|(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[\w./-]*)?",
    re.ASCII,
)
"""What falls apart in a right-to-left sentence: links, addresses, commands, telephone numbers, names of sites."""


def _isolated(run: re.Match[str]) -> str:
    return f"{LEFT_TO_RIGHT_ISOLATE}{run[0]}{POP_ISOLATE}"


def without_bidi_controls(words: str) -> str:
    """Return a person's words without direction controls, which can disguise a text; joiners stay."""
    return BIDI_CONTROLS.sub("", words)


def render_text(text: Text, words: Words) -> Rendered:
    """Return `text` in the language of `words`, or in English where it has no confirmed translation."""
    template = _template(text, words)
    translated = template is not None
    chosen = text.lead + (_source(text) if template is None else template)
    if words.language.direction is Direction.RIGHT_TO_LEFT and text.place and translated:
        chosen = _LEFT_TO_RIGHT_RUN.sub(_isolated, chosen)
    if not text.place:
        same = text.values["words"]
        shown = words.date(same) if isinstance(same, date) else str(same)
        return Rendered(words=shown, translated=True)
    if not text.values:
        return Rendered(words=chosen, translated=translated)

    def insert(match: re.Match[str]) -> str:
        nonlocal translated
        value = text.values.get(match[1])
        if value is None:
            return match[0]
        if isinstance(value, Text):
            inner = render_text(value, words)
            translated = translated and inner.translated
            return f"{FIRST_STRONG_ISOLATE}{inner.words}{POP_ISOLATE}"
        return _inserted(value, words)

    return Rendered(words=_PLACEHOLDER.sub(insert, chosen), translated=translated)


def _template(text: Text, words: Words) -> str | None:
    if not text.place:
        return text.source
    if text.plural is not None:
        return words.find_plural(text.place, text.source, text.plural, text.count)
    return words.find(text.place, text.source)


def _source(text: Text) -> str:
    return text.source if text.plural is None or text.count == 1 else text.plural


def _inserted(value: str | int | date, words: Words) -> str:
    if isinstance(value, date):
        return f"{FIRST_STRONG_ISOLATE}{words.date(value)}{POP_ISOLATE}"
    if isinstance(value, int):
        return str(value)
    clean = without_bidi_controls(value)
    start = LEFT_TO_RIGHT_ISOLATE if _LATIN_ONLY.fullmatch(clean) else FIRST_STRONG_ISOLATE
    return f"{start}{clean}{POP_ISOLATE}"


def render_say(
    say: Say, words: Words, encode: Encode, *, on: str | None = None
) -> Iterator[OutboundMessage]:
    """Yield the messages `say` becomes: split at paragraphs where one would be too long, buttons under the last."""
    language = words.language
    rows = lay_out(say.offers, words, encode)
    if say.kind is OutboundKind.KEYBOARD:
        if on is not None:
            yield OutboundMessage(
                kind=say.kind,
                language=language.code,
                direction=language.direction,
                rows=rows,
                on=on,
            )
        return
    rendered = [[render_text(line, words) for line in paragraph] for paragraph in say.paragraphs]
    paragraphs = [
        "\n".join(
            _in_its_direction(line, language.direction, own=not text.place)
            for text, line in zip(texts, lines, strict=True)
        )
        for texts, lines in zip(say.paragraphs, rendered, strict=True)
    ]
    if not all(line.translated for lines in rendered for line in lines):
        note = words.find(NOT_TRANSLATED.place, NOT_TRANSLATED.source)
        paragraphs += [note] if note else []
    bodies = list(_packed(paragraphs))
    for number, body in enumerate(bodies, start=1):
        yield OutboundMessage(
            text=_directed(body, language.direction),
            language=language.code,
            direction=language.direction,
            rows=rows if number == len(bodies) else (),
            asks_file=say.asks_file and number == len(bodies),
        )


def lay_out(
    offers: Iterable[Offer], words: Words, encode: Encode
) -> tuple[tuple[Button, ...], ...]:
    """Return rows of buttons as drawn from left to right: short labels share a row, mirrored where the script is."""
    right_to_left = words.language.direction is Direction.RIGHT_TO_LEFT
    rows: list[list[Button]] = []
    previous_short = False
    for offer in offers:
        label = (TICK if offer.picked else "") + render_text(offer.label, words).words
        button = Button(label=_directed(label, words.language.direction), token=encode(offer.press))
        short = len(label) <= SHORT_LABEL
        if rows and short and previous_short and len(rows[-1]) < ROW:
            rows[-1].append(button)
        else:
            rows.append([button])
        previous_short = short
    return tuple(tuple(reversed(row)) if right_to_left else tuple(row) for row in rows)


def _directed(body: str, direction: Direction) -> str:
    if direction is Direction.LEFT_TO_RIGHT:
        return body
    return "\n".join(
        RIGHT_TO_LEFT_MARK + line if line.strip() else line for line in body.split("\n")
    )


def _in_its_direction(line: Rendered, direction: Direction, *, own: bool) -> str:
    """Keep in their own order English words that stand in for a translation, and what somebody wrote as their `own`."""
    words = line.words.strip()
    if own:
        return "\n".join(
            part if _direction(part) in {direction, None} else _isolated_whole(part)
            for part in words.split("\n")
        )
    if line.translated or direction is Direction.LEFT_TO_RIGHT:
        return words
    return "\n".join(
        f"{LEFT_TO_RIGHT_ISOLATE}{part}{POP_ISOLATE}" if part.strip() else part
        for part in words.split("\n")
    )


def _isolated_whole(part: str) -> str:
    return f"{FIRST_STRONG_ISOLATE}{without_bidi_controls(part)}{POP_ISOLATE}"


def _direction(words: str) -> Direction | None:
    """Return the direction of the first letter that has one."""
    return next(
        (_STRONG[kind] for kind in map(unicodedata.bidirectional, words) if kind in _STRONG), None
    )


def _packed(paragraphs: Iterable[str]) -> Iterator[str]:
    body = ""
    for paragraph in (piece for whole in paragraphs for piece in _pieces(whole)):
        joined = f"{body}\n\n{paragraph}" if body else paragraph
        if body and _units(joined) > LONGEST_MESSAGE:
            yield body
            body = paragraph
        else:
            body = joined
    if body:
        yield body


def _pieces(paragraph: str) -> Iterator[str]:
    """Yield a paragraph in pieces that fit a message; only a person's own long words ever need it.

    What is isolated and goes on in the next piece is isolated there too.
    """
    while _units(paragraph) > LONGEST_MESSAGE:
        cut = LONGEST_MESSAGE // 2
        space = paragraph.rfind(" ", cut // 2, cut)
        cut = space if space > 0 else cut
        piece, rest = paragraph[:cut], paragraph[cut:].lstrip()
        inside = _open_isolates(piece)
        yield piece + POP_ISOLATE * len(inside)
        paragraph = inside + rest
    yield paragraph


def _open_isolates(piece: str) -> str:
    """Return the isolates that begin in `piece` and do not end there."""
    inside: list[str] = []
    for letter in piece:
        if letter in _ISOLATES:
            inside.append(letter)
        elif letter == POP_ISOLATE and inside:
            inside.pop()
    return "".join(inside)


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
