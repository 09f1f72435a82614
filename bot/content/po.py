"""PO files as values: every message with its place, states and comments; writing one gives the same bytes each time."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import escape, unescape

from bot.content.foreign import UNMERGED, foreign, unmerged
from bot.content.report import START, Mark, Report

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes."""
FUZZY = "fuzzy"
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_KEYWORD = re.compile(
    r"(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[(?P<form>[0-9])\])?)\s+(?P<value>\".*)"
)
Words = tuple[str, str | None]
"""An English text and its plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text at its place with its translation: one form, or one for each plural form of the language.

    `previous` is the English text the translation was last confirmed for, when it is fuzzy since that changed.
    `notes` are ours, for translators; `remarks` are the translators' own. `line` is where the translation stands.
    """

    place: str
    source: str
    plural: str | None = None
    forms: tuple[str, ...] = ("",)
    flags: tuple[str, ...] = ()
    previous: Words | None = None
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    line: int = 0

    @property
    def words(self) -> Words:
        """The English text and its plural."""
        return self.source, self.plural

    @property
    def fuzzy(self) -> bool:
        """Whether somebody has to confirm the translation."""
        return FUZZY in self.flags

    @property
    def translated(self) -> bool:
        """Whether anything was written as the translation, confirmed or not."""
        return any(self.forms)

    @property
    def confirmed(self) -> bool:
        """Whether the translation may be shown."""
        return all(self.forms) and not self.fuzzy


@dataclass(frozen=True, slots=True, kw_only=True)
class PoFile:
    """A PO file: `obsolete` messages are those whose text is gone."""

    headers: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    obsolete: tuple[Message, ...] = ()


class _BadLineError(Exception):
    """A line a PO file cannot have."""


def read_po(file: Path, path: str) -> tuple[PoFile | None, Report]:
    """Return the messages of `file`, or None with a finding that says which line cannot be read."""
    report = Report(path=path)
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_FILE + 1)
        other = foreign(data)
        if other:
            report.add("L002", START, other)
            return None, report
        text = data.decode("utf-8-sig")
    except OSError as error:
        report.add("L002", START, f"The file cannot be opened: {error.strerror}.")
        return None, report
    except UnicodeDecodeError:
        report.add(
            "L002", START, "The file is not in UTF-8. Save it again with the encoding UTF-8."
        )
        return None, report
    if len(data) > LARGEST_FILE:
        report.add("L002", START, "The file is larger than 8 MiB.")
        return None, report
    return parse_po(text, report), report


def parse_po(text: str, report: Report) -> PoFile | None:
    """Return the messages in `text`, or None with a finding."""
    report.lines = text.split("\n")
    for place in unmerged(report.lines):
        report.add("L002", place, UNMERGED)
    if report.findings:
        return None
    reader = _Reader()
    for number, line in enumerate(report.lines, start=1):
        try:
            reader.take(line.strip(), number)
        except _BadLineError as error:
            report.add("L002", Mark(line=number), str(error))
            return None
    reader.finish()
    return reader.file(report)


@dataclass(slots=True)
class _Draft:
    """A message whose end has not come yet."""

    parts: dict[str, list[str]] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    obsolete: bool = False
    line: int = 0

    def part(self, name: str) -> str | None:
        return "".join(self.parts[name]) if name in self.parts else None

    @property
    def complete(self) -> bool:
        return any(name.startswith("msgstr") for name in self.parts)

    def message(self) -> Message:
        forms = sorted(name for name in self.parts if name.startswith("msgstr"))
        before = self.part("|msgid")
        return Message(
            place=self.part("msgctxt") or "",
            source=self.part("msgid") or "",
            plural=self.part("msgid_plural"),
            forms=tuple("".join(self.parts[name]) for name in forms) or ("",),
            flags=tuple(dict.fromkeys(flag for flag in self.flags if flag)),
            previous=None if before is None else (before, self.part("|msgid_plural")),
            notes=tuple(self.notes),
            remarks=tuple(self.remarks),
            line=self.line,
        )


@dataclass(slots=True)
class _Reader:
    draft: _Draft = field(default_factory=_Draft)
    current: str | None = None
    messages: list[Message] = field(default_factory=list)
    obsolete: list[Message] = field(default_factory=list)

    def take(self, line: str, number: int) -> None:
        if not line:
            self.current = None
        elif line.startswith(("#|", "#~|")):
            self.begin_after_translation()
            self.words(line.partition("|")[2].strip(), number, prefix="|")
        elif line.startswith("#~"):
            self.words(line[2:].strip(), number, obsolete=True)
        elif line.startswith("#"):
            self.begin_after_translation()
            self.comment(line)
        else:
            self.words(line, number)

    def begin_after_translation(self) -> None:
        if self.draft.complete:
            self.finish()

    def comment(self, line: str) -> None:
        kind, rest = line[1:2], line[2:].strip()
        match kind:
            case ",":
                self.draft.flags.extend(flag.strip() for flag in rest.split(","))
            case ".":
                self.draft.notes.append(rest)
            case ":":
                pass  # where a text stands is its place; line numbers would only make differences
            case _:
                self.draft.remarks.append(line[1:].strip())

    def words(self, line: str, number: int, *, prefix: str = "", obsolete: bool = False) -> None:
        found = _KEYWORD.fullmatch(line)
        if found is not None:
            word = found["word"]
            if word in {"msgctxt", "msgid"} and not prefix:
                self.begin_after_translation()
            if word in {"msgid", "msgstr", "msgstr[0]"} and not prefix:
                self.draft.line, self.draft.obsolete = number, obsolete
            self.current = prefix + word
            if self.current in self.draft.parts:
                raise _BadLineError(
                    f"A second {word} stands here. An empty line or a msgstr is missing before it."
                )
            self.draft.parts[self.current] = []
            line = found["value"]
        if self.current is None or not line.startswith('"'):
            raise _BadLineError(
                "This line is none of a PO file: msgctxt, msgid, msgstr or a text in quotes."
            )
        if not _STRING.fullmatch(line):
            raise _BadLineError(
                'The quotation marks of this line do not fit. Inside the text write \\" for ".'
            )
        self.draft.parts[self.current].append(unescape(line))

    def finish(self) -> None:
        if "msgid" in self.draft.parts or self.draft.parts:
            (self.obsolete if self.draft.obsolete else self.messages).append(self.draft.message())
        self.draft, self.current = _Draft(), None

    def file(self, report: Report) -> PoFile | None:
        seen: dict[tuple[str, str], int] = {}
        for message in self.messages:
            first = seen.setdefault((message.place, message.source), message.line)
            if first != message.line:
                report.add(
                    "L002",
                    Mark(line=message.line),
                    f"This text stands here twice; the first is in line {first}.",
                )
                return None
        head = next((message for message in self.messages if not message.source), None)
        lines = [] if head is None else head.forms[0].split("\n")
        return PoFile(
            headers={
                name.strip(): value.strip()
                for name, _, value in (line.partition(":") for line in lines)
                if value
            },
            remarks=() if head is None else head.remarks,
            messages=tuple(message for message in self.messages if message.source),
            obsolete=tuple(self.obsolete),
        )


def write_po(po: PoFile) -> str:
    """Return the file as text; reading it gives `po` again."""
    head = "".join(f"{name}: {value}\n" for name, value in po.headers.items())
    blocks = [
        [*_remarks(po.remarks), *_string("", "msgid", ""), *_string("", "msgstr", head)],
        *(list(_lines(message, "")) for message in po.messages),
        *(list(_lines(message, "#~ ")) for message in po.obsolete),
    ]
    return "\n".join("".join(f"{line}\n" for line in block) for block in blocks)


def _lines(message: Message, prefix: str) -> Iterator[str]:
    yield from _remarks(message.remarks)
    yield from (f"#. {note}" for note in message.notes)
    if message.flags:
        yield f"#, {', '.join(sorted(message.flags, key=lambda flag: (flag != FUZZY, flag)))}"
    before = "#~| " if prefix else "#| "
    if message.previous is not None:
        one, many = message.previous
        yield from _string(before, "msgid", one)
        yield from () if many is None else _string(before, "msgid_plural", many)
    if message.place:
        yield from _string(prefix, "msgctxt", message.place)
    yield from _string(prefix, "msgid", message.source)
    if message.plural is None:
        yield from _string(prefix, "msgstr", message.forms[0])
        return
    yield from _string(prefix, "msgid_plural", message.plural)
    for number, form in enumerate(message.forms):
        yield from _string(prefix, f"msgstr[{number}]", form)


def _remarks(remarks: Iterable[str]) -> Iterator[str]:
    return (f"# {remark}".rstrip() for remark in remarks)


def _string(prefix: str, word: str, value: str) -> Iterator[str]:
    lines = re.findall(r"[^\n]*\n|[^\n]+", value)
    if len(lines) <= 1:
        yield f"{prefix}{word} {escape(value)}"
        return
    yield f'{prefix}{word} ""'
    for line in lines:
        yield f"{prefix}{escape(line)}"
