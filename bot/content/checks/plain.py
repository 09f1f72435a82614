"""Plain language: what makes a text hard to read on a small phone, or hard to translate. Hints, never errors.

`hints_in` looks at the words of one text, whatever file they come from.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.content.checks import plain_words
from bot.content.checks.problem import Problem
from bot.content.texts import texts_of
from bot.core.flow import Flow, Release

LONGEST_SENTENCE = 20
"""Words."""
MOST_SENTENCES = 5
"""Sentences in one paragraph; the next idea begins a new one."""
MOST_CAPITALS = 2
"""Words in capitals that may follow one another: names of offices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Something that could be plainer: the piece of the text, and what to do."""

    code: str
    needle: str
    message: str


_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[-•/])")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
_WORD = re.compile(r"[^\W_]+(?:['’./@-][^\W_]+)*")
_ABBREVIATION = re.compile(r"\b[A-Z]{2,6}\b")
_LETTERS_OF_NAME = re.compile(
    r"\b([A-Z][\w-]+(?:[ -](?:of |the |for |and )?[A-Z]?[\w-]+)+) \(([A-Z]{2,6})\)"
)
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:\s+[A-Z]{2,}){2,}\b|\b[A-Z]{7,}\b")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:\w+ly )?"
    r"(?:\w{3,}ed|given|made|sent|taken|shown|told|held|paid|known|seen|written|chosen|done) by (?:the|an?|your) \w+"
    r"|\bit (?:was|is|has been) (?:decided|determined|considered|recommended|required|assumed|expected|advised)\b",
    re.IGNORECASE,
)
_NOT = r"(?:not|never|no|n't|cannot)"
_AGAIN = (
    r"(?:not|without|unless|un(?:able|likely|usual|common|necessary|important)|im(?:possible|proper)"
    r"|in(?:valid|correct|complete|sufficient)|ir(?:regular|relevant))"
)
_NEGATIONS = re.compile(
    rf"\b{_NOT}\b(?:(?! and | or )[^.,;:!?\n]){{0,40}}?\b{_AGAIN}\b", re.IGNORECASE
)
_CLICK = re.compile(
    r"\b(?:click|tap|press|read|see|go|look)s? (?:on |it )?(?:here|below|above)\b", re.IGNORECASE
)
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


def hints_in(words: str, *, known: Iterable[str] = ()) -> Iterator[Hint]:
    """Yield what could be plainer in a text; abbreviations in `known` are explained elsewhere."""
    for check in CHECKS:
        yield from check(words)
    explained = {short for _, short in _LETTERS_OF_NAME.findall(words)} | set(known)
    yield from _abbreviations(words, explained | plain_words.ABBREVIATIONS)


def _long_sentences(words: str) -> Iterator[Hint]:
    for paragraph in _PARAGRAPH.split(words):
        for sentence in _SENTENCE.split(paragraph):
            count = len(_WORD.findall(sentence))
            if count > LONGEST_SENTENCE:
                yield Hint(
                    code="P001",
                    needle=_beginning(sentence),
                    message=f"This sentence has {count} words; about 15 are easy to read. Make two of it.",
                )


def _beginning(sentence: str) -> str:
    return " ".join(sentence.split()[:3])


def _long_paragraphs(words: str) -> Iterator[Hint]:
    for paragraph in _PARAGRAPH.split(words):
        sentences = [each for each in _SENTENCE.split(paragraph.strip()) if _WORD.search(each)]
        if len(sentences) > MOST_SENTENCES:
            yield Hint(
                code="P002",
                needle=_beginning(paragraph),
                message=f"This paragraph has {len(sentences)} sentences. Begin a new one after three or four.",
            )


@cache
def _any_of(listed: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(listed, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def _from_table(
    code: str, table: Mapping[str, str], message: str
) -> Callable[[str], Iterator[Hint]]:
    def check(words: str) -> Iterator[Hint]:
        for found in _any_of(tuple(table)).finditer(words):
            plain = table[found[0].lower()]
            yield Hint(code=code, needle=found[0], message=message.format(found[0], plain))

    return check


def _from_list(code: str, table: tuple[str, ...], message: str) -> Callable[[str], Iterator[Hint]]:
    return _from_table(code, dict.fromkeys(table, ""), message)


def _from_pattern(
    code: str, pattern: re.Pattern[str], message: str
) -> Callable[[str], Iterator[Hint]]:
    def check(words: str) -> Iterator[Hint]:
        for found in pattern.finditer(words):
            yield Hint(code=code, needle=found[0], message=message.format(found[0]))

    return check


def _abbreviations(words: str, explained: set[str]) -> Iterator[Hint]:
    for found in dict.fromkeys(_ABBREVIATION.findall(words)):
        if found not in explained and not _CAPITALS.search(words):
            yield Hint(
                code="P007",
                needle=found,
                message=f"Not everybody knows '{found}'. Write the name once, with the letters in brackets behind it.",
            )


CHECKS: tuple[Callable[[str], Iterator[Hint]], ...] = (
    _long_sentences,
    _long_paragraphs,
    _from_table("P003", plain_words.HARD, "'{}' is hard to read. Perhaps: {}"),
    _from_pattern("P004", _PASSIVE, "Say who does it: \"the office decides\", not '{}'."),
    _from_list("P005", plain_words.IDIOMS, "'{}' does not survive translation. Say what it means."),
    _from_pattern(
        "P006", _NEGATIONS, "'{}' holds two negations. Say what holds instead of what does not."
    ),
    _from_pattern("P008", _CAPITALS, "Capitals are hard to read and sound like shouting: '{}'."),
    _from_pattern(
        "P009", re.compile(r"[^\s]*!+"), "No exclamation marks: they sound false in a hard moment."
    ),
    _from_pattern(
        "P010",
        _CLICK,
        "'{}' says nothing to somebody who hears the text or reads a translation. Name the button or the page.",
    ),
    _from_pattern("P011", _EMOJI, "{} means different things to different people. Use a word."),
    _from_table("P012", plain_words.VAGUE, "'{}' says little. Write {}, with its source."),
    _from_list(
        "P013",
        plain_words.PROMISES,
        "'{}' is a promise nobody can keep. Say who says so, or what to ask.",
    ),
    _from_table("P014", plain_words.KINDER, "'{}' can hurt. Perhaps: {}"),
)


def plain_language(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Yield what could be plainer in the texts of a flow; an abbreviation is explained, or asked about, once in it."""
    pieces = list(texts_of(flow))
    explained = {
        short for piece in pieces for _, short in _LETTERS_OF_NAME.findall(piece.text.source)
    }
    for piece in pieces:
        for hint in hints_in(piece.text.source, known=explained):
            yield Problem(
                code=hint.code, place=piece.text.place, message=hint.message, needle=hint.needle
            )
            if hint.code == "P007":
                explained.add(hint.needle)
