"""Texts on their way to the translators: those marked in the code, and what a template (POT) says of each text."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract

import bot
from bot.content.po import Message, PoFile
from bot.content.texts import LONGEST_LABEL, Piece
from bot.core import phrases
from bot.core.dates import IN_CALENDAR
from bot.core.exact_parts import PLACEHOLDER
from bot.core.levels import LEVELS
from bot.core.terms import ALL_GROUPS, KEEP_MY_WORDS
from bot.core.text import Text

BRACE_FORMAT = "python-brace-format"
BUTTONS = frozenset(
    text.place
    for text in (
        *(phrases.SKIP, phrases.DONE, phrases.WHY, phrases.LISTEN, phrases.YES, phrases.NO),
        *LEVELS.values(),
        *IN_CALENDAR.values(),
        *(KEEP_MY_WORDS, ALL_GROUPS),
        *(phrases.BACK, phrases.ADD, phrases.REMOVE, phrases.REMOVE_FILES),
        *(phrases.HUMAN, phrases.LEAVE, phrases.RIGHT, phrases.FIX),
    )
)
"""Places of our own words that stand on buttons."""

_KEYWORDS = {"pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
_LONGEST_AFTER = 300


def template_headers() -> dict[str, str]:
    """Return the headers of a template."""
    return {
        "Project-Id-Version": "Merit",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def code_pieces(package: Path | None = None) -> Iterator[Piece]:
    """Yield the texts marked with `pgettext` and `npgettext` in the modules below `package` (ours)."""
    folder = package or Path(bot.__file__).parent
    seen: set[str] = set()
    for file in sorted(folder.rglob("*.py")):
        for piece in _marked(file):
            if piece.text.place not in seen:
                seen.add(piece.text.place)
                yield piece


def _marked(file: Path) -> Iterator[Piece]:
    source = file.read_bytes()
    if b"gettext(" not in source:
        return
    with BytesIO(source) as stream:
        for _, words, comments, place in extract(
            "python",
            stream,
            keywords=_KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            one, many = words if isinstance(words, tuple) else (words, None)
            button = place in BUTTONS
            yield Piece(
                text=Text(place=place or "", source=one, plural=many),
                kind="Button" if button else "Words of Merit itself",
                longest=LONGEST_LABEL if button else 0,
                hints=tuple(comments),
            )


def template(texts: Iterable[Piece]) -> PoFile:
    """Return the template of `texts`, in their order."""
    return PoFile(headers=template_headers(), messages=tuple(map(_message, texts)))


def _message(piece: Piece) -> Message:
    text = piece.text
    longest = f", at most {piece.longest} letters in English" if piece.longest else ""
    notes = [f"{piece.kind}{longest}."]
    if text.critical:
        notes.append("Critical: about rights, deadlines, money or data. It must be exact.")
    if piece.after:
        notes.append(f"After: {' '.join(piece.after.split())[:_LONGEST_AFTER]}")
    return Message(
        place=text.place,
        source=text.source,
        plural=text.plural,
        forms=("",) if text.plural is None else ("", ""),
        notes=(*notes, *piece.hints),
        flags=(BRACE_FORMAT,) if PLACEHOLDER.search(text.source + (text.plural or "")) else (),
    )
