"""Texts on their way to the translators: what flows and code say becomes templates, flows.pot and ui.pot."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract

import bot
from bot.content.po import Message, PoFile
from bot.content.texts import LONGEST_LABEL, Piece, texts_of, texts_of_answers
from bot.core import phrases
from bot.core.answer import AnswerSpec
from bot.core.flow import Flow, Release

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
BRACE_FORMAT = "python-brace-format"
BUTTONS = frozenset({phrases.SKIP.place, phrases.DONE.place, phrases.WHY.place})
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


def flow_template(flows: Iterable[Flow], answers: Iterable[AnswerSpec] = ()) -> PoFile:
    """Return the texts of `flows` in their order, then the names of `answers`."""
    pieces = [*(piece for flow in flows for piece in texts_of(flow)), *texts_of_answers(answers)]
    return PoFile(headers=template_headers(), messages=tuple(map(_message, pieces)))


def _message(piece: Piece) -> Message:
    text = piece.text
    notes = [f"{piece.kind}, at most {piece.longest} letters in English."]
    if text.critical:
        notes.append("Critical: about rights, deadlines, money or data. It must be exact.")
    if piece.after:
        notes.append(f"After: {' '.join(piece.after.split())[:_LONGEST_AFTER]}")
    return Message(
        place=text.place,
        source=text.source,
        plural=text.plural,
        notes=tuple(notes),
        flags=_flags(text.source),
    )


def _flags(source: str) -> tuple[str, ...]:
    return (BRACE_FORMAT,) if PLACEHOLDER.search(source) else ()


def code_template(package: Path | None = None) -> PoFile:
    """Return the texts marked with `pgettext` and `npgettext` in the modules below `package` (ours)."""
    folder = package or Path(bot.__file__).parent
    found: dict[str, Message] = {}
    for file in sorted(folder.rglob("*.py")):
        for message in _marked(file):
            found.setdefault(message.place, message)
    return PoFile(headers=template_headers(), messages=tuple(found.values()))


def _marked(file: Path) -> Iterator[Message]:
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
            longest = f", at most {LONGEST_LABEL} letters in English" if place in BUTTONS else ""
            kind = f"{'Button' if place in BUTTONS else 'Words of Merit itself'}{longest}."
            yield Message(
                place=place or "",
                source=one,
                plural=many,
                forms=("",) if many is None else ("", ""),
                notes=(kind, *comments),
                flags=_flags(one + (many or "")),
            )


def templates(release: Release) -> dict[str, PoFile]:
    """Return both templates by domain: `flows` and `ui`."""
    flows = flow_template(release.flows.values(), release.answers.values())
    return {"flows": flows, "ui": code_template()}
