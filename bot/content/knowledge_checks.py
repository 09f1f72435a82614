"""The checks of entries, phrases and words of danger against one another and against the flows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from bot.content.checks import COMMAND
from bot.content.entries import BuiltEntry, texts_of_entry
from bot.content.knowledge import KnowledgeFiles
from bot.content.phrase_words import phrase_words
from bot.content.report import START, Mark, Report, closest, listed
from bot.content.texts import LONGEST_TEXT, texts_of
from bot.content.wordings import EMERGENCY, PHRASES, PhraseLine
from bot.core.alarm import AlarmKind, find_alarm
from bot.core.entry import EntryId
from bot.core.flow import Release
from bot.core.language import LanguageCode
from bot.core.text import Text
from bot.core.tokens import tokens
from bot.service.library import Catalog

LONGEST_QUESTION = 150
SHOWN = 5
"""Entries named where many lack phrases."""

Check = Callable[[KnowledgeFiles, Release], None]
Words = Callable[[Text], Iterable[tuple[LanguageCode, str]]]


def check_knowledge(files: KnowledgeFiles, release: Release) -> list[Report]:
    """Note what is wrong in the reports of the files; return reports of files that are missing."""
    for built in files.entries.values():
        _check_texts(built, release)
    for check in (same_questions, same_phrases, alarms_never_raised):
        check(files, release)
    return [*phrases_missing(files, release), *alarms_missing(files, release)]


def _mark(built: BuiltEntry, text: Text) -> tuple[Mark, int]:
    spot = built.scope.spots.get(text.place)
    return (START, 1) if spot is None else (spot.at, spot.last_line)


def _check_texts(built: BuiltEntry, release: Release) -> None:
    report = built.scope.report
    for text in texts_of_entry(built.entry):
        at, last = _mark(built, text)
        longest = LONGEST_QUESTION if text is built.entry.question else LONGEST_TEXT
        if len(text.source) > longest:
            report.add(
                "Q005",
                at,
                f"This text has {len(text.source)} letters; at most {longest} fit. Shorten it.",
            )
        if "{" in text.source or "}" in text.source:
            report.add(
                "Q010",
                report.locate("{" if "{" in text.source else "}", at, last),
                "Nothing is put into the texts of an entry. Write it without { and }.",
            )
        for command in COMMAND.finditer(text.source):
            if command[1] not in release.commands:
                report.add(
                    "F050",
                    report.locate(command[0], at, last),
                    f"No flow is started by the command {command[0]}.",
                    suggestion=closest(command[1], release.commands),
                )


def same_questions(files: KnowledgeFiles, _release: Release) -> None:
    """Note entries that have the same question."""
    first: dict[tuple[str, ...], BuiltEntry] = {}
    for built in files.entries.values():
        question = built.entry.question
        other = first.setdefault(tokens(question.source), built)
        if other is not built:
            built.scope.report.add(
                "Q004",
                _mark(built, question)[0],
                f"The entry '{other.entry.id}' has the same question. Make one entry of both.",
            )


def same_phrases(files: KnowledgeFiles, _release: Release) -> None:
    """Note phrases that stand for two entries: nobody could say which is meant."""
    questions = {tokens(built.entry.question.source): id_ for id_, built in files.entries.items()}
    first: dict[tuple[str, ...], PhraseLine] = {}
    for line in files.wordings.phrases:
        words = phrase_words(line.phrase.words)
        other = first.setdefault(words, line)
        meant: EntryId = questions.get(words, other.phrase.entry)
        if meant != line.phrase.entry:
            where = "" if other is line else f" ({other.report.path}:{other.node.at.line})"
            line.report.add(
                "Q011",
                line.node.at,
                f"This already stands for the entry '{meant}'{where}. Keep it where it fits better.",
            )


def phrases_missing(files: KnowledgeFiles, release: Release) -> Iterator[Report]:
    """Yield a finding for every offered language in which entries have no phrase."""
    has = {(line.phrase.language, line.phrase.entry) for line in files.wordings.phrases}
    for code in _offered(release) if files.entries else ():
        missing = [id_ for id_ in files.entries if (code, id_) not in has]
        if missing:
            path = f"{PHRASES}/{code}.yaml"
            more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
            yield _noted(
                files,
                path,
                "Q012",
                f"Nothing says how people ask for these entries in this language: {', '.join(missing[:SHOWN])}{more}.",
            )


def _offered(release: Release) -> list[LanguageCode]:
    return [code for code, language in release.languages.items() if language.offered]


def _noted(files: KnowledgeFiles, path: str, code: str, message: str) -> Report:
    """Add a finding to the report of the file at `path`, or to a new one when there is no such file."""
    report = next((each for each in files.reports if each.path == path), Report(path=path))
    report.add(code, START, message)
    return report


def alarms_never_raised(files: KnowledgeFiles, release: Release) -> None:
    """Note words of danger that raise no alarm, or another one than they stand under."""
    for line in files.wordings.alarms:
        kind = line.phrase.kind
        raised = None if kind is None else find_alarm(release.alarms, line.phrase.words)
        if raised == kind:
            continue
        line.report.add(
            "Q030",
            line.node.at,
            "This stands under `not:` too, in this or another language, so that it never raises an alarm. "
            "Decide which."
            if raised is None
            else f"This is also '{raised}', which comes before '{kind}'. Delete it in one of the two places.",
        )


def alarms_missing(files: KnowledgeFiles, release: Release) -> Iterator[Report]:
    """Yield findings for offered languages without words of danger, and for words without a flow that answers."""
    if not files.wordings.alarms:
        return
    for code in _offered(release):
        kinds = {line.phrase.kind for line in files.wordings.alarms if line.phrase.language == code}
        missing = [kind for kind in AlarmKind if kind not in kinds]
        if missing:
            yield _noted(
                files,
                f"{EMERGENCY}/{code}.yaml",
                "Q031",
                f"There are no words in this language for {listed(missing)}.",
            )
    if "danger" not in release.needs:
        yield _noted(
            files,
            f"{EMERGENCY}/en.yaml",
            "Q032",
            "No flow answers to words of danger. Add `need: danger` to the `start_on:` of one.",
        )


def false_alarms(release: Release, words: Words) -> Iterator[Report]:
    """Yield findings for buttons and questions that would raise an alarm when somebody types them."""
    labels = (
        piece.text for flow in release.flows.values() for piece in texts_of(flow) if piece.is_label
    )
    questions = (
        entry.question
        for entry in release.entries.values()
        if entry.flow != release.needs.get("danger")
    )
    for text in chain(labels, questions):
        for language, said in words(text):
            kind = find_alarm(release.alarms, said)
            if kind is not None:
                report = Report(path=f"{EMERGENCY}/{language}.yaml")
                report.add(
                    "Q033",
                    START,
                    f"'{said}' ({text.place}) would raise the alarm '{kind}' when somebody types it. "
                    "Add it under `not:`, or change the word.",
                )
                yield report


def spoken(catalogs: Mapping[LanguageCode, Catalog]) -> Words:
    """Return a function that gives a text in every language of `catalogs`."""

    def words(text: Text) -> Iterator[tuple[LanguageCode, str]]:
        for code, catalog in catalogs.items():
            found = catalog.find(text.place, text.source) if text.place else None
            if found:
                yield code, found

    return words
