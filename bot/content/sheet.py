"""Translations as rows of a sheet, for people who work in a spreadsheet, and taking their work back."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from bot.content.languages import LanguageEntry
from bot.content.merge import confirmed
from bot.content.po import Message, PoFile
from bot.content.texts import Piece
from bot.content.translation_progress import State, TextState

LONGEST = 10_000
"""Letters a translation can have; the longest English text has 900."""
_EXAMPLES = 5
_COUNTED = 210
"""Numbers that are looked at for examples of a plural form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One text, or one plural form of it, with what a translator has to know.

    `id` says which text it is and which English the row was written for.
    """

    id: str
    number: int
    topic: str
    kind: str
    longest: int
    after: str
    english: str
    previous: str
    translation: str
    comment: str
    state: State
    critical: bool


def rows_of(
    texts: Iterable[TextState], pieces: Mapping[tuple[str, str], Piece], entry: LanguageEntry
) -> Iterator[Row]:
    """Yield the rows of the texts, numbered in the order people meet them."""
    for number, text in enumerate(texts, start=1):
        message, piece = text.message, pieces[text.domain, text.message.place]
        for form, words in enumerate(message.forms):
            plural = message.plural is not None
            previous = None if message.previous is None else _english(*message.previous)
            yield Row(
                id=_id(text.domain, message, form),
                number=number,
                topic=text.topic,
                kind=f"{piece.kind}, for {_examples(entry, form)}" if plural else piece.kind,
                longest=piece.longest,
                after=piece.after,
                english=_english(message.source, message.plural),
                previous=previous or "",
                translation=words,
                comment="\n".join(message.remarks),
                state=text.state,
                critical=text.critical,
            )


def _english(one: str, many: str | None) -> str:
    return one if many is None else f"{one}\n{many}"


def _examples(entry: LanguageEntry, form: int) -> str:
    """Return some numbers that take a plural form."""
    numbers = (number for number in range(_COUNTED) if entry.form(number) == form)
    return ", ".join(map(str, islice(numbers, _EXAMPLES)))


def _id(domain: str, message: Message, form: int) -> str:
    return f"{domain}:{message.place}#{form}:{fingerprint(message)}"


def fingerprint(message: Message) -> str:
    """Return a short hash of the English; a row written for other English is not taken back."""
    return hashlib.sha256(repr(message.words).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A row as it came back: the line it stands in, its id, and what the translator wrote.

    `right` says that an outdated translation is right as it is. `fault` says why the row cannot be read.
    """

    line: int
    id: str
    translation: str = ""
    comment: str = ""
    right: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A translation that was taken over: before and now are equal when it was only confirmed."""

    line: int
    domain: str
    message: Message
    before: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that was not taken over, and why."""

    line: int
    place: str
    reason: str


@dataclass(slots=True, kw_only=True)
class TakenBack:
    """What taking back a sheet did: the files as they are now, and what happened to which row."""

    files: dict[str, PoFile]
    changes: list[Change] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unchanged: int = 0


def take_back(given: Iterable[Given], files: Mapping[str, PoFile]) -> TakenBack:
    """Return the files with what the rows bring; what does not stand in the sheet stays as it is."""
    taken = TakenBack(files=dict(files))
    texts = {
        (domain, message.place): message for domain, po in files.items() for message in po.messages
    }
    seen: set[tuple[str, str, int]] = set()
    for row in given:
        found = _find(row, texts)
        if isinstance(found, Refusal):
            taken.refusals.append(found)
            continue
        domain, message, form = found
        key = (domain, message.place, form)
        if key in seen:
            reason = "This text stands in the sheet twice; the first row was taken."
            taken.refusals.append(Refusal(line=row.line, place=message.place, reason=reason))
            continue
        seen.add(key)
        changed = _with_row(message, form, row)
        if changed == message:
            taken.unchanged += 1
            continue
        texts[domain, message.place] = changed
        taken.changes.append(
            Change(
                line=row.line,
                domain=domain,
                message=changed,
                before=message.forms[form],
                now=changed.forms[form],
            )
        )
    taken.files = {
        domain: replace(po, messages=tuple(texts[domain, message.place] for message in po.messages))
        for domain, po in files.items()
    }
    return taken


def _find(
    row: Given, texts: Mapping[tuple[str, str], Message]
) -> tuple[str, Message, int] | Refusal:
    """Return the text and form a row is about, or why it cannot be taken."""
    domain, _, rest = row.id.partition(":")
    place, _, tail = rest.partition("#")
    form, _, english = tail.partition(":")
    message = texts.get((domain, place))
    reason = row.fault
    if not reason and not (form.isdecimal() and english):
        reason = "The hidden column with the id was changed. Copy your words into a fresh sheet."
    elif not reason and (message is None or int(form) >= len(message.forms)):
        reason = "There is no such text any more."
    elif not reason and message is not None and english != fingerprint(message):
        reason = f"The English changed since the sheet was written. Now it is: {message.source}"
    elif len(row.translation) > LONGEST:
        reason = f"The translation has more than {LONGEST} letters."
    if reason or message is None:
        return Refusal(line=row.line, place=place, reason=reason)
    return domain, message, int(form)


def _with_row(message: Message, form: int, row: Given) -> Message:
    """Return the message with what the row brings; an empty cell changes nothing."""
    changed = message
    if row.comment and row.comment != "\n".join(message.remarks):
        changed = replace(changed, remarks=tuple(row.comment.split("\n")))
    if row.translation and row.translation != message.forms[form]:
        forms = (*message.forms[:form], row.translation, *message.forms[form + 1 :])
        return confirmed(replace(changed, forms=forms))
    return confirmed(changed) if row.right and all(message.forms) else changed
