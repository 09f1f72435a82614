"""Entries of the knowledge base: faq/<topic>/<slug>.yaml, one question with its answer in each."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.fields import Fields, as_block
from bot.content.flows import SharedAnswers
from bot.content.keys.knowledge import ENTRY, ENTRY_OTHERWISE, ENTRY_WHEN, SHARED_SOURCES
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.report import START, Report, closest
from bot.content.reviews import read_review
from bot.content.scope import Scope
from bot.content.slugs import named_as_its_file, slug_list
from bot.content.sources import read_sources
from bot.content.yaml import read_file
from bot.core.condition import Condition
from bot.core.entry import Entry, EntryId, Variant
from bot.core.flow import FlowId
from bot.core.source import Source
from bot.core.text import Text

FAQ = "faq"
SOURCES = f"{FAQ}/sources.yaml"
OWN = "merit"
"""Stands under `sources:` where the fact is about Merit itself."""
_NO_TOPICS = frozenset({"phrases", "asking", "tests"})
_DEEPEST = 2
"""Names below faq/: a topic and a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFile:
    """An entry's file as read; its id is its file name, its topic the folder it lies in."""

    id: EntryId
    topic: str
    node: BlockNode | None
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltEntry:
    """An entry and where its texts stand."""

    entry: Entry
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What entries may refer to."""

    shared: SharedAnswers
    sources: Mapping[str, Source]
    flows: Collection[FlowId]
    entries: Collection[EntryId]


def read_shared_sources(folder: Path) -> tuple[dict[str, Source], Report]:
    """Return the sources of faq/sources.yaml by id; the file may be missing."""
    if not (folder / SOURCES).exists():
        return {}, Report(path=SOURCES)
    node, report = read_file(folder / SOURCES, SOURCES)
    block = None if node is None else as_block(node, report, "The file")
    if block is None:
        return {}, report
    fields = Fields(node=block, report=report, what=SOURCES, at=START)
    fields.only(*SHARED_SOURCES.names)
    return read_sources(fields.items("sources", needed=True), report), report


def entry_ids(folder: Path) -> list[EntryId]:
    """Return the ids of the entries there are, by topic and name, without opening a file."""
    return list(dict.fromkeys(EntryId(file.stem) for file, _ in _files(folder)))


def _files(folder: Path) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """Yield the files of entries, each with its names below faq/."""
    for file in sorted((folder / FAQ).rglob("*.yaml")):
        below = file.relative_to(folder / FAQ).parts
        if below[0] not in _NO_TOPICS and file != folder / SOURCES:
            yield file, below


def read_entry_files(folder: Path) -> list[EntryFile]:
    """Return the entries' files, by topic and name; of two with the same id the second is refused."""
    files: dict[EntryId, EntryFile] = {}
    refused: list[EntryFile] = []
    for file, below in _files(folder):
        read = _entry_file(file, below)
        first = files.setdefault(read.id, read)
        if first is not read:
            read.report.add(
                "Q003", START, f"There is an entry of this name already: {first.report.path}."
            )
            refused.append(EntryFile(id=read.id, topic="", node=None, report=read.report))
    return [*files.values(), *refused]


def _entry_file(file: Path, below: tuple[str, ...]) -> EntryFile:
    node, report = read_file(file, "/".join((FAQ, *below)))
    block = None if node is None else as_block(node, report, "An entry")
    if node is None and not report.findings:
        report.add("F016", START, "The file is empty. It begins with `entry: name`.")
    if len(below) > _DEEPEST:
        report.add("Q001", START, f"Put the file into one folder for its topic: {FAQ}/topic/name.")
    return EntryFile(
        id=EntryId(file.stem), topic=below[0] if len(below) > 1 else "", node=block, report=report
    )


def build_entry(file: EntryFile, known: Known) -> BuiltEntry | None:
    """Return the entry in `file`, or None when it has no question or no answer that can be used."""
    if file.node is None:
        return None
    fields = Fields(node=file.node, report=file.report, what="An entry", at=START)
    fields.only(*ENTRY.names)
    named_as_its_file(fields, "entry", file.id)
    review = read_review(fields)
    scope = Scope(
        flow=FlowId(""),
        report=file.report,
        answers=known.shared.specs,
        doubtful=known.shared.doubtful,
        sources=known.sources,
        flows=known.flows,
    )
    if not fields.has("question"):
        fields.missing("question")
    question = scope.words(fields, "question", f"{FAQ}/{file.id}/question")
    stub = fields.yes("stub", default=False)
    variants = _variants(fields, f"{FAQ}/{file.id}/answer", scope, stub=stub)
    if question is None or not variants:
        return None
    entry = Entry(
        id=file.id,
        topic=file.topic,
        question=question,
        variants=variants,
        owner=review.owner,
        reviewed=review.reviewed,
        related=_related(fields, file, known),
        flow=scope.flow_at(fields) or "",
        stub=stub,
    )
    return BuiltEntry(entry=entry, scope=scope)


def _related(fields: Fields, file: EntryFile, known: Known) -> tuple[EntryId, ...]:
    found: list[EntryId] = []
    for node in slug_list(fields.node_of("related"), file.report):
        if node.text in known.entries and node.text != file.id:
            found.append(EntryId(node.text))
            continue
        own = node.text == file.id
        file.report.add(
            "Q002",
            node.at,
            "An entry is not related to itself. Delete it here."
            if own
            else f"There is no entry called '{node.text}' in {FAQ}/.",
            suggestion="" if own else closest(node.text, known.entries),
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What the variants of an entry share."""

    place: str
    scope: Scope
    stub: bool
    critical: bool
    sources: tuple[Source, ...] | None


def _variants(fields: Fields, place: str, scope: Scope, *, stub: bool) -> tuple[Variant, ...]:
    """Return the one answer, or the several of which the first that fits is given."""
    draft = _Draft(
        place=place,
        scope=scope,
        stub=stub,
        critical=fields.yes("critical", default=False),
        sources=_sources(fields, scope),
    )
    if fields.has("answer") == fields.has("answers"):
        fields.report.add(
            "Q006",
            fields.at,
            "An entry has one `answer:`, or `answers:` with several, of which the first that fits is given.",
        )
        return ()
    if fields.has("answer"):
        variant = _variant(fields, "answer", draft, place=place, when=None)
        return () if variant is None else (variant,)
    for key in ("verify", "first"):
        if fields.has(key):
            fields.report.add(
                "F020",
                fields.mark(key),
                f"With several answers `{key}:` stands beside the answer it is about. Move it there.",
            )
    return _several(fields, draft)


def _several(fields: Fields, draft: _Draft) -> tuple[Variant, ...]:
    nodes = fields.items("answers")
    found: list[Variant] = []
    for number, node in enumerate(nodes, start=1):
        if not isinstance(node, BlockNode) or node.inline:
            fields.report.add("F015", node.at, "Write `- when: …` with `text: …` below it.")
            continue
        last = number == len(nodes)
        variant = _one_of_several(node, draft, last=last)
        if variant is not None:
            found.append(variant)
    _all_different(found, fields)
    return tuple(found) if found and found[-1].when is None else ()


def _one_of_several(node: BlockNode, draft: _Draft, *, last: bool) -> Variant | None:
    fields = Fields(node=node, report=draft.scope.report, what="An answer", at=node.at)
    otherwise = node.entry("otherwise") is not None
    if otherwise != last:
        fields.report.add(
            "Q006",
            node.at,
            "The last answer, and only the last, is `- otherwise: text`: it is given when no other fits.",
        )
    if otherwise:
        fields.only(*ENTRY_OTHERWISE.names)
        place = f"{draft.place}/otherwise"
        return _variant(fields, "otherwise", draft, place=place, when=None)
    fields.only(*ENTRY_WHEN.names)
    for key in ("when", "text"):
        if not fields.has(key):
            fields.missing(key)
    when = draft.scope.condition(fields)
    if when is None:
        return None
    return _variant(fields, "text", draft, place=f"{draft.place}/{_named(when)}", when=when)


def _named(when: Condition) -> str:
    """Return the condition as the last part of a place: `country-is-nl`."""
    return re.sub(r"[^a-z0-9]+", "-", when.source.lower()).strip("-")


def _all_different(variants: Collection[Variant], fields: Fields) -> None:
    seen: set[str] = set()
    for variant in variants:
        if variant.text.place in seen:
            fields.report.add(
                "Q006",
                fields.mark("answers"),
                f"Two answers have the same condition: {variant.when and variant.when.source}. "
                "The second is never given.",
            )
        seen.add(variant.text.place)


def _variant(
    fields: Fields, key: str, draft: _Draft, *, place: str, when: Condition | None
) -> Variant | None:
    critical = fields.yes("critical", default=draft.critical)
    draft.scope.doubt(fields, place)
    text = draft.scope.words(fields, key, place, critical=critical)
    sources = _sources(fields, draft.scope) if fields.has("sources") else draft.sources
    if sources is None and not draft.stub:
        fields.report.add(
            "Q007",
            fields.mark(key),
            f"This answer names no source. Add `sources:` with ids from {SOURCES}, "
            f"or `sources: {OWN}` when it is about Merit itself.",
        )
    return None if text is None else Variant(text=text, when=when, sources=sources or ())


def _sources(fields: Fields, scope: Scope) -> tuple[Source, ...] | None:
    """Return the named sources; none at all for facts about Merit itself, None where nothing is written."""
    node: Node | None = fields.node_of("sources")
    if node is None:
        return None
    if not isinstance(node, TextNode):
        fields.report.add("F015", node.at, f"Write ids of {SOURCES} here: `sources: idw-faq, big`.")
        return ()
    names = [part.strip() for part in node.text.split(",")]
    if names == [OWN]:
        return ()
    for name in names:
        if name not in scope.sources:
            scope.report.add(
                "F033",
                scope.report.locate(name, node.at, node.at.line),
                f"There is no source called '{name}' in {SOURCES}.",
                suggestion=closest(name, scope.sources),
            )
    return tuple(scope.sources[name] for name in names if name in scope.sources)


def texts_of_entry(entry: Entry) -> tuple[Text, ...]:
    """Return the question and every answer."""
    return (entry.question, *(variant.text for variant in entry.variants))
