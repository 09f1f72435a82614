"""Filling a text with what the person answered, and naming where a fact comes from."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from bot.core import phrases
from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue
from bot.core.flow import Release
from bot.core.shown import Shown, shown_value
from bot.core.source import Source
from bot.core.text import Text

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def with_answers(text: Text, release: Release, answers: Answers) -> Text:
    """Return `text` with the answers it names; one that is not known stays visible as its placeholder."""
    if "{" not in text.source:
        return text
    names = _PLACEHOLDER.findall(text.source)
    values = {
        name: shown(name, answers[name], release) for name in names if answers.get(name) is not None
    }
    return text.with_values(**values)


def shown(name: str, value: AnswerValue, release: Release) -> Shown:
    """Return what stands for an answer in a sentence: labels and names, dates in both calendars, the words given."""
    unknown = AnswerSpec(name=name, type=AnswerType.TEXT)
    return shown_value(release.answers.get(name, unknown), value, release)


def complete(text: Text, answers: Answers) -> Answers:
    """Return `answers` with a dash for each that `text` names and nobody gave."""
    names = _PLACEHOLDER.findall(text.source)
    known = {name: value for name, value in answers.items() if value is not None}
    return {**dict.fromkeys(names, "–"), **known}


def source_lines(sources: Iterable[Source]) -> tuple[Text, ...]:
    """Return where a fact comes from: the page of the best grade with its date, of the others only whose they are.

    Nobody is sent to a page of grade C, which could be a trap: it is named only where nothing better is known.
    """
    known = sorted({each.link: each for each in sources}.values(), key=lambda each: each.grade)
    several = [each for each in known if not each.weak] or known[:1]
    if not several:
        return ()
    first, *others = several
    hosts = dict.fromkeys(_host(each.link) for each in others)
    hosts.pop(_host(first.link), None)
    if not hosts:
        return (source_line(first),)
    return source_line(first), phrases.ALSO_FROM.with_values(sources=", ".join(hosts))


def _host(link: str) -> str:
    """Return the name of the website: `cimea.it`."""
    return (urlsplit(link).hostname or link).removeprefix("www.")


def source_line(source: Source) -> Text:
    """Return the line that says where a fact comes from and when we read it."""
    if source.published:
        return phrases.SOURCE_DATED.with_values(
            source=_named(source), published=source.published, date=source.read
        )
    return phrases.SOURCE.with_values(source=_named(source), date=source.read)


def _named(source: Source) -> str:
    """Return the link, or of a page of grade C what it is called."""
    return source.title if source.weak else source.link
