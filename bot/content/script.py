"""The lines of a conversation test: what each may say, and the button, words or command it stands for.

Reading a test turns a line into what the person does; recording a walk turns what a person did into a line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.content.report import listed
from bot.core.alarm import AlarmKind
from bot.core.engine import Input
from bot.core.message import (
    Command,
    FileKind,
    Received,
    Shared,
    SharedKind,
    Unsupported,
    Words,
)
from bot.core.press import Press, fixed
from bot.core.turn import Offer
from bot.core.typed import typed


class LineKind(StrEnum):
    """What a line of a conversation says."""

    BOT = "bot"
    PERSON = "person"
    TYPES = "types"
    ASKS = "asks"
    SHARES = "shares"
    SENDS = "sends"
    WAITS = "waits"
    PLAN = "plan"
    ANSWERS = "answers"
    ALARM = "alarm"
    REMINDER = "reminder"
    HANDOFF = "handoff"
    END = "end"


DOING = frozenset(
    {
        LineKind.PERSON,
        LineKind.TYPES,
        LineKind.ASKS,
        LineKind.SHARES,
        LineKind.SENDS,
        LineKind.WAITS,
    }
)
"""Lines in which the person does something, or lets time pass; the others say what Merit does."""
WRITTEN = frozenset({LineKind.TYPES, LineKind.ASKS})
"""Lines with words as a person writes them."""


OLD_BUTTON = "old button"
"""`person:` presses a button of an earlier question."""
UNKNOWN_BUTTON = "unknown button"
"""`person:` presses a button that is not ours, or that cannot be read."""

_POSSIBLE: Mapping[LineKind, tuple[str, ...]] = {
    LineKind.ALARM: tuple(AlarmKind),
    LineKind.REMINDER: ("comes", "none"),
}
"""The words of lines that have only a few."""
_DURATION = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day|week)s?")
_SHARED = re.compile(rf"({'|'.join(SharedKind)}) (\S.*)")
_PLAIN = re.compile(r"[\w/][\w /.,+-]*", re.ASCII)
"""Words that mean the same to YAML with and without quotation marks."""
_RAW = frozenset("\u200c\u200d")
"""Joiners belong to the spelling of Persian and of some emoji; everything else that shows nothing is written out."""


def doubtful(kind: LineKind, words: str) -> str | None:
    """Return what is wrong with the words of a line, as far as it can be told without playing it."""
    if kind is LineKind.WAITS and duration(words) is None:
        return "Write how long, as in `- waits: 3 days`: minutes, hours, days or weeks."
    if kind is LineKind.SHARES and not _SHARED.fullmatch(words):
        return "Write what is shared, as in `- shares: location 52.09,5.12` or `- shares: contact +31612345678`."
    possible = _POSSIBLE.get(kind, ())
    if possible and words not in possible:
        return f"'{kind}:' cannot be '{words}'. Possible are {listed(possible)}."
    return None


def duration(words: str) -> timedelta | None:
    """Return how long `3 days` is."""
    match = _DURATION.fullmatch(words.strip())
    return None if match is None else timedelta(**{f"{match[2]}s": int(match[1])})


def pressed(name: str, offers: Iterable[Offer]) -> Press | None:
    """Return the press on the button an editor calls `name`: a choice id, or the plain name of one of Merit's own.

    Merit's own ids begin with `_`; `skip` is `_skip`, `fix age` is `_fix_age`. A choice of the flow comes first.
    """
    choices = {offer.press.choice: offer.press for offer in offers}
    for id_, press in choices.items():
        if id_ == name:
            return press
    own = (press for id_, press in choices.items() if id_.startswith("_"))
    return next((press for press in own if _spoken(press.choice) == _spoken(name)), None)


@dataclass(frozen=True, slots=True)
class NoButton:
    """A line presses a button that is not there."""

    name: str


def inputs(
    kind: LineKind, parts: Sequence[str], offers: Sequence[Offer], old: Press | None
) -> Iterator[Input | NoButton]:
    """Yield what a person does who types, shares, sends, or presses buttons; several are ticked, then `done`."""
    if kind in WRITTEN:
        yield from (Words(text=words) for words in parts)
    elif kind is LineKind.SENDS:
        yield from (_sent(words) for words in parts)
    elif kind is LineKind.SHARES:
        yield from (
            Shared(kind=SharedKind(m[1]), value=m[2]) for m in map(_SHARED.fullmatch, parts) if m
        )
    else:
        for words in parts:
            yield from _pressed(words, offers, old)


def _sent(words: str) -> Input:
    """Return what it is to send something; a photo or document has come and is taken where it is asked for."""
    if words in tuple(FileKind):
        return Received(file=words, kind=FileKind(words))
    return Unsupported(kind=words)


def _pressed(words: str, offers: Sequence[Offer], old: Press | None) -> Iterator[Input | NoButton]:
    if words.startswith("/"):
        yield typed(words)
    elif words == OLD_BUTTON:
        yield old
    elif words == UNKNOWN_BUTTON:
        yield None
    else:
        names = [name.strip() for name in words.split(",")]
        for name in [*names, "done"] if len(names) > 1 else names:
            yield pressed(name, offers) or NoButton(name)


def name_of(press: Press, offers: Iterable[Offer]) -> str:
    """Return the name under which `pressed` finds this button among `offers`."""
    name = fixed(press.choice)
    spoken = f"fix {name}" if name else _spoken(press.choice)
    spoken = spoken if press.choice.startswith("_") else str(press.choice)
    found = pressed(spoken, offers)
    return spoken if found is not None and found.choice == press.choice else str(press.choice)


def _spoken(name: str) -> str:
    return " ".join(re.split(r"[^a-z0-9]+", name.strip(" _")))


def line_of(given: Input, offers: Sequence[Offer]) -> tuple[LineKind, str]:
    """Return the line that says what a person did where `offers` are the buttons of the question that waits."""
    match given:
        case Words(text=text):
            return LineKind.TYPES, text
        case Command(name=name, payload=payload):
            return LineKind.PERSON, f"/{name} {payload}".strip()
        case Shared(kind=shared, value=value):
            return LineKind.SHARES, f"{shared} {value}"
        case Received(kind=file):
            return LineKind.SENDS, file
        case Unsupported(kind=other):
            return LineKind.SENDS, other
        case Press() if any(offer.press == given for offer in offers):
            return LineKind.PERSON, name_of(given, offers)
        case None:
            return LineKind.PERSON, UNKNOWN_BUTTON
        case _:
            return LineKind.PERSON, OLD_BUTTON


def quoted(words: str) -> str:
    """Return `words` in YAML's quotation marks; what cannot be seen is written as its number."""
    return '"' + "".join(_escaped(letter) for letter in words) + '"'


def plain(words: str) -> str:
    """Return `words` as YAML, with quotation marks only where they are needed."""
    return words if _PLAIN.fullmatch(words) else quoted(words)


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter == "\n":
        return "\\n"
    if letter in _RAW or letter.isprintable():
        return letter
    number = ord(letter)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004
