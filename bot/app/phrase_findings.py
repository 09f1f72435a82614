"""The findings about phrases that need the search: too alike across entries, or leading nowhere."""

from collections.abc import Iterator

from bot.content.release import Content
from bot.content.report import START, Mark, Report, listed
from bot.content.wordings import PHRASES, PhraseLine
from bot.core.entry import Phrase
from bot.core.finding import Finding
from bot.core.language import LanguageCode
from bot.search.linting import Alike, Lost, oddities


def phrase_findings(content: Content) -> list[Finding]:
    """Return what is odd about the phrases, language by language; stubs may overlap with anything."""
    lines: dict[LanguageCode, list[PhraseLine]] = {}
    for line in content.knowledge.wordings.phrases:
        if line.phrase.entry in content.release.entries:
            lines.setdefault(line.phrase.language, []).append(line)
    found = []
    for language, several in lines.items():
        report = Report(path=f"{PHRASES}/{language}.yaml", lines=several[0].report.lines)
        for each in _odd(several, content):
            report.add(*each)
        found += report.findings
    return found


def _odd(several: list[PhraseLine], content: Content) -> Iterator[tuple[str, Mark, str]]:
    places = {id(line.phrase): line.node.at for line in several}
    entries = content.release.entries
    odd = oddities([line.phrase for line in several])
    for pair in odd.alike:
        yield "Q013", places[id(pair.second)], _too_alike(pair, places[id(pair.first)])
    for lost in odd.lost:
        if not entries[lost.entry].stub:
            first = next(line for line in several if line.phrase.entry == lost.entry)
            yield "Q014", _key_of(first.phrase, places), _lost(lost)


def _key_of(first: Phrase, places: dict[int, Mark]) -> Mark:
    """Return the line above the first phrase of an entry, where its name stands."""
    at = places.get(id(first), START)
    return Mark(line=max(at.line - 1, 1))


def _too_alike(pair: Alike, other: Mark) -> str:
    return (
        f"This is nearly the same as '{pair.first.words}' of the entry '{pair.first.entry}' in line {other.line}, "
        "so nobody can say which is meant. Keep it where it fits better, or say in both what sets them apart."
    )


def _lost(lost: Lost) -> str:
    return (
        f"None of the {lost.phrases} phrases of '{lost.entry}' is like another one of it; "
        f"{listed(lost.others)} come first. Write phrases with the words that only this entry has."
    )
