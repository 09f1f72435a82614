"""Lists of words per language: how people ask for an entry, how asking looks, and words of danger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.entries import FAQ
from bot.content.fields import Fields, as_block, as_list, as_text
from bot.content.keys.knowledge import ALARM, DANGER
from bot.content.keys.knowledge import ASKING as ASKING_KEYS
from bot.content.nodes import BlockNode, Node, TextNode
from bot.content.phrase_words import phrase_words
from bot.content.report import START, Mark, Report, closest
from bot.content.reviews import read_review
from bot.content.slugs import is_slug
from bot.content.yaml import read_file
from bot.core.alarm import AlarmKind, AlarmPhrase
from bot.core.entry import EntryId, Phrase
from bot.core.language import LanguageCode
from bot.core.matching import Asking
from bot.core.tokens import tokens

PHRASES, ASKING, EMERGENCY = f"{FAQ}/phrases", f"{FAQ}/asking", "emergency/words"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseLine:
    """A phrase and the line it stands in."""

    phrase: Phrase
    node: TextNode
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmLine:
    """A word of danger (or a harmless phrase) and the line it stands in."""

    phrase: AlarmPhrase
    node: TextNode
    report: Report


@dataclass(slots=True, kw_only=True)
class Wordings:
    """Everything the lists hold, with the reports of their files."""

    phrases: list[PhraseLine] = field(default_factory=list)
    asking: dict[LanguageCode, Asking] = field(default_factory=dict)
    alarms: list[AlarmLine] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def read_wordings(
    folder: Path,
    languages: Mapping[LanguageCode, object],
    entries: Mapping[EntryId, object],
) -> Wordings:
    """Return the lists of every language."""
    found = Wordings()
    for language, block, report in _files(folder, PHRASES, languages, found):
        found.phrases += _phrases(language, block, report, entries)
    for language, block, report in _files(folder, ASKING, languages, found):
        found.asking[language] = _asking(block, report)
    for language, block, report in _files(folder, EMERGENCY, languages, found):
        found.alarms += _alarms(language, block, report)
    return found


def _files(
    folder: Path, below: str, languages: Mapping[LanguageCode, object], found: Wordings
) -> Iterator[tuple[LanguageCode, BlockNode, Report]]:
    for file in sorted((folder / below).glob("*.yaml")):
        node, report = read_file(file, f"{below}/{file.name}")
        found.reports.append(report)
        if file.stem not in languages:
            report.add(
                "Q008",
                START,
                f"The file is named after a language, but there is no '{file.stem}' in locales/languages.yaml.",
                suggestion=closest(file.stem, languages),
            )
            continue
        block = None if node is None else as_block(node, report, "The file")
        if block is not None:
            yield file.stem, block, report


def _phrases(
    language: LanguageCode, block: BlockNode, report: Report, entries: Mapping[EntryId, object]
) -> Iterator[PhraseLine]:
    for entry in block:
        if not is_slug(entry.key, report):
            continue
        if entry.key.text not in entries:
            report.add(
                "Q002",
                entry.key.at,
                f"There is no entry called '{entry.key.text}' in {FAQ}/.",
                suggestion=closest(entry.key.text, entries),
            )
            continue
        id_ = EntryId(entry.key.text)
        for node in _list(entry.value, report, f"'{id_}:'"):
            phrase = Phrase(entry=id_, language=language, words=node.text.strip())
            yield PhraseLine(phrase=phrase, node=node, report=report)


def _list(node: Node, report: Report, what: str) -> Iterator[TextNode]:
    """Yield the phrases of a list; one without a letter is noted."""
    for item in as_list(node, report, what):
        text = as_text(item, report, "A phrase")
        if text is None:
            continue
        if phrase_words(text.text):
            yield text
        else:
            report.add("Q009", text.at, "There is no word in this phrase. Write one or delete it.")


def _words(fields: Fields, key: str) -> frozenset[tuple[str, ...]]:
    node = fields.node_of(key)
    if node is None:
        return frozenset()
    return frozenset(tokens(each.text) for each in _list(node, fields.report, f"'{key}:'"))


def _asking(block: BlockNode, report: Report) -> Asking:
    fields = Fields(node=block, report=report, what="The file", at=START)
    fields.only(*ASKING_KEYS.names)
    lists = {key: _words(fields, key) for key in ASKING_KEYS.names}
    return Asking(
        starts=lists["starts"],
        anywhere=lists["anywhere"],
        why=lists["why"],
        help=lists["help"],
    )


_CUT_OFF = (
    "The file ends in the middle of a line. Was it cut off? Then put the whole file back: a word that is missing here "
    "raises no alarm. If it is whole, press Enter behind its last line."
)


def _alarms(language: LanguageCode, block: BlockNode, report: Report) -> Iterator[AlarmLine]:
    fields = Fields(node=block, report=report, what="The file", at=START)
    fields.only(*DANGER.names)
    read_review(fields)
    if report.lines[-1].strip():
        report.add("Q034", Mark(line=len(report.lines)), _CUT_OFF)
    yield from _kinds(language, fields, "words", alone=False)
    yield from _kinds(language, fields, "alone", alone=True)
    harmless = fields.node_of("not")
    for node in () if harmless is None else _list(harmless, report, "'not:'"):
        phrase = AlarmPhrase(words=node.text.strip(), language=language, kind=None)
        yield AlarmLine(phrase=phrase, node=node, report=report)


def _kinds(language: LanguageCode, fields: Fields, key: str, *, alone: bool) -> Iterator[AlarmLine]:
    block = fields.block(key)
    if block is None:
        return
    kinds = Fields(node=block, report=fields.report, what=f"'{key}:'", at=fields.mark(key))
    kinds.only(*ALARM.names)
    for kind in AlarmKind:
        node = kinds.node_of(kind)
        for each in () if node is None else _list(node, fields.report, f"'{kind}:'"):
            phrase = AlarmPhrase(words=each.text.strip(), language=language, kind=kind, alone=alone)
            yield AlarmLine(phrase=phrase, node=each, report=fields.report)
