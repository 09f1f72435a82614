"""Renaming steps, choices, answers and flows wherever they are named: small edits at exact places, in every file."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path

from bot.content.condition_words import Use, uses_in
from bot.content.conversations import read_conversations
from bot.content.edit import Edit, Source
from bot.content.fields import ID
from bot.content.keys import FILES, File
from bot.content.knowing import GIVEN
from bot.content.load import study
from bot.content.nodes import BlockNode, ListNode, Node, TextNode
from bot.content.rehearsal import rehearse
from bot.content.report import Mark
from bot.content.visit import Found, visit
from bot.content.yaml import read_bytes
from bot.core.answer import AnswerType
from bot.core.condition import WORDS
from bot.core.flow import AskStep, ChooseStep, FlowId, Release, StepId
from bot.core.hosts import PAPER_LANGUAGE
from bot.core.inquiring import NEEDED
from bot.core.sections import SHARED, WITH

Place = tuple[FlowId, StepId]
KNOWN_BY_NAME = GIVEN | {*NEEDED, *WITH, SHARED, PAPER_LANGUAGE}
"""Answers Merit itself looks for."""
_TOKENS = re.compile(r"[^,\s]+(?: [^,\s]+)*")
_YAML_FILES = frozenset({"flow", "answers", "tests", "entry"})


class NotRenamedError(Exception):
    """A renaming that is not possible as asked; the message says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A content file as bytes with their places, and its outermost value."""

    path: str
    kind: File
    source: Source
    node: Node

    def found(self) -> Iterator[Found]:
        """Yield everything in it by key; the lines of conversation tests are not judged here."""
        return visit(self.node, self.kind.block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a renaming looks at: the files, the release, and which step each line of a conversation test is about."""

    files: tuple[Opened, ...]
    release: Release
    places: Mapping[tuple[str, Mark], Place]

    def step(self, flow: str, step: str) -> AskStep | ChooseStep | object:
        """Return the step, or raise NotRenamedError naming what there is not."""
        found = self.release.flows.get(FlowId(flow))
        if found is None:
            raise NotRenamedError(f"There is no flow called '{flow}'.")
        if StepId(step) not in found.steps:
            raise NotRenamedError(f"The flow '{flow}' has no step called '{step}'.")
        return found.steps[StepId(step)]


Edits = Iterator[tuple[str, Edit]]


def know(folder: Path) -> Known:
    """Return what renaming needs to know of the folder; its content has to be in order."""
    studied = study(folder)
    if not studied.content.sound:
        raise NotRenamedError(
            "Some content files have errors. Run `merit check` and correct them first."
        )
    release = studied.content.release
    conversations, _ = read_conversations(folder, release)
    places: dict[tuple[str, Mark], Place] = {}
    for conversation in conversations:
        here: Place | None = None
        for told in rehearse(conversation, release, studied.catalogs).told:
            here = told.place or here
            if here is not None:
                places[(conversation.report.path, told.line.at)] = here
    return Known(files=tuple(_opened(folder)), release=release, places=places)


def _opened(folder: Path) -> Iterator[Opened]:
    for kind in FILES:
        hidden = {path for glob in kind.globs[1:] for path in folder.glob(glob[1:])}
        for path in sorted({*folder.glob(kind.globs[0])} - hidden):
            data, name = path.read_bytes(), path.relative_to(folder).as_posix()
            node, _ = read_bytes(data, name)
            if node is not None and kind.name in _YAML_FILES:
                yield Opened(path=name, kind=kind, source=Source(data), node=node)


def free_id(name: str, taken: object, what: str) -> None:
    """Raise NotRenamedError when `name` is no id, or is one of `taken`."""
    if not ID.fullmatch(name) or iskeyword(name) or name in WORDS:
        raise NotRenamedError(
            f"'{name}' cannot be an id: use a-z, 0-9 and _, beginning with a letter, and no word of the conditions."
        )
    if name in tuple(taken if hasattr(taken, "__iter__") else ()):
        raise NotRenamedError(f"There is {what} called '{name}' already. Choose another name.")


def inner(file: Opened, node: TextNode, old: str, new: str) -> tuple[str, Edit]:
    """Return the edit that writes `new` for the first `old` in the text, with the quotation marks it has."""
    start = file.source.offset(node.at)
    at = file.source.text.index(old, start, file.source.offset(node.end))
    return file.path, file.source.edit(at, at + len(old), new)


def inserted(file: Opened, above: Mark, line: str) -> tuple[str, Edit]:
    """Return the edit that writes a line above the one at `above`, as far in as that."""
    at = Mark(line=above.line)
    text = f"{' ' * (above.column - 1)}{line}{file.source.newline}"
    return file.path, Edit(start=at, end=at, text=text)


def named(known: Known, what: str, old: str, new: str, *, only: str = "") -> Edits:
    """Yield the edits of every value that names a step, flow or answer; `only` in the file at a path."""
    for file in known.files:
        if file.kind.name == "tests" or (only and file.path != only):
            continue
        for found in file.found():
            if found.key.names == what:
                yield from (inner(file, node, old, new) for node in found.named if node.text == old)


def lines(known: Known) -> Iterator[tuple[Opened, str, TextNode, Place | None]]:
    """Yield every line of every conversation test: its kind, its words, and the step it is about."""
    for file in known.files:
        if file.kind.name != "tests" or not isinstance(file.node, ListNode):
            continue
        for test in file.node.items:
            talk = test.entry("talk") if isinstance(test, BlockNode) else None
            for line in talk.value.items if talk and isinstance(talk.value, ListNode) else ():
                if isinstance(line, BlockNode) and isinstance(line.entries[0].value, TextNode):
                    entry, words = line.entries[0], line.entries[0].value
                    place = known.places.get((file.path, entry.key.at))
                    yield file, entry.key.text, words, place


def starts(known: Known) -> Iterator[tuple[Opened, TextNode]]:
    """Yield what each conversation test begins with."""
    for file in known.files:
        for test in file.node.items if isinstance(file.node, ListNode) else ():
            start = test.entry("start") if isinstance(test, BlockNode) else None
            if start is not None and isinstance(start.value, TextNode):
                yield file, start.value


def pressed(known: Known, old: str, new: str, fits: Callable[[Place], bool]) -> Edits:
    """Yield the edits of lines in which a person presses `old` at a step that `fits`."""
    for file, kind, words, place in lines(known):
        if kind == "person" and place is not None and fits(place):
            start = file.source.offset(words.at)
            raw = file.source.text[start : file.source.offset(words.end)]
            for token in _TOKENS.finditer(raw.strip("'\"")):
                if token[0] == old:
                    at = start + raw.index(raw.strip("'\"")) + token.start()
                    yield file.path, file.source.edit(at, at + len(old), new)


def knowing(known: Known) -> Iterator[tuple[Opened, TextNode, Node]]:
    """Yield every answer that a conversation test gives or expects, with its value."""
    for file in known.files:
        for test in file.node.items if isinstance(file.node, ListNode) else ():
            for key in ("given", "expect"):
                entry = test.entry(key) if isinstance(test, BlockNode) else None
                if entry is not None:
                    yield from ((file, *pair) for pair in _pairs(entry.value))


def _pairs(node: Node) -> Iterator[tuple[TextNode, Node]]:
    match node:
        case BlockNode():
            for entry in node:
                yield entry.key, entry.value
                yield from _pairs(entry.value)
        case ListNode():
            for item in node.items:
                yield from _pairs(item)
        case TextNode():
            return


def used(known: Known, rename: Callable[[Use], str | None]) -> Edits:
    """Yield the edits of conditions: `rename` says what an answer or value becomes, or None."""
    for file in known.files:
        if file.kind.name == "tests":
            continue
        for found in file.found():
            if found.key.form == "a condition" and isinstance(found.value, TextNode):
                start, end = (file.source.offset(m) for m in (found.value.at, found.value.end))
                uses = uses_in(found.value.text, file.source.text[start:end])
                if uses is None:
                    raise NotRenamedError(
                        f"{file.path}:{found.value.at.line}: write this condition in one line without signs like \\, "
                        "then rename again."
                    )
                for use in uses:
                    word = rename(use)
                    if word is not None:
                        at = start + use.at
                        yield file.path, file.source.edit(at, at + len(use.word), word)


def placeholders(known: Known, old: str, new: str) -> Edits:
    """Yield the edits of `{old}` in what people read."""
    for file in known.files:
        for found in file.found() if file.kind.name == "flow" else ():
            if found.words is not None:
                start, end = (file.source.offset(m) for m in (found.words.at, found.words.end))
                for hit in re.finditer(rf"(?<=\{{){old}(?=\}})", file.source.text[start:end]):
                    yield file.path, file.source.edit(start + hit.start(), start + hit.end(), new)


def is_list_value(found: Found) -> bool:
    """Whether the values of an answer are declared here."""
    return found.path[:1] == ("answers",) and found.path[2:] in {("one of",), ("some of",)}


CHOSEN = frozenset({AnswerType.ONE_OF, AnswerType.SOME_OF})
