"""Questions and texts in every language: buttons that read the same there, and messages that no longer fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.content.checks.twins import OWN, together
from bot.content.texts import Piece, texts_of
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.exact_parts import PLACEHOLDER
from bot.core.flow import AskStep, Choice, Flow, Release
from bot.core.fold import fold
from bot.core.render import LONGEST_MESSAGE
from bot.core.text import Text

Find = Callable[[Text], str]
"""Gives the words of a text in one language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Something wrong with the words at `place` in one language."""

    code: str
    place: str
    message: str


def misfits(release: Release, find: Find) -> Iterator[Misfit]:
    """Yield what is wrong with the flows in the language that `find` speaks."""
    own = {fold(find(text)) for text in OWN}
    for flow in release.flows.values():
        yield from _labels(flow, release, find, own)
        for piece in texts_of(flow):
            yield from _too_long(piece, release, find)


def _labels(flow: Flow, release: Release, find: Find, own: set[str]) -> Iterator[Misfit]:
    choices: list[Choice] = []
    for one, other in pairs(flow, release):
        if fold(find(one.label)) == fold(find(other.label)):
            yield Misfit(
                code="L030",
                place=other.label.place,
                message=f"The choices '{one.id}' and '{other.id}' read the same: {find(other.label)}",
            )
    for step in flow.steps.values():
        choices += step.choices if isinstance(step, AskStep) else ()
    for choice in choices:
        if fold(find(choice.label)) in own:
            yield Misfit(
                code="L031",
                place=choice.label.place,
                message=f"Merit's own button under a question is called '{find(choice.label)}' too. Use other words.",
            )


def pairs(flow: Flow, release: Release) -> Iterable[tuple[Choice, Choice]]:
    """Return the choices that one question can offer at once, two by two."""
    return ((one, other) for _, one, other in together(flow, release))


def _too_long(piece: Piece, release: Release, find: Find) -> Iterator[Misfit]:
    words = find(piece.text)
    names = PLACEHOLDER.findall(words)
    if not names and len(words) * 2 < LONGEST_MESSAGE:
        return
    inserted = sum(longest(release.answers.get(name), release.labels, find) for name in names)
    units = len(words.encode("utf-16-le")) // 2 + inserted
    if units > LONGEST_MESSAGE:
        yield Misfit(
            code="L032",
            place=piece.text.place,
            message=f"With the longest answers this message has {units} letters; {LONGEST_MESSAGE} fit. It would be "
            "cut in two. Shorten it, or say the answer in a message of its own.",
        )


_LONGEST: Mapping[AnswerType, int] = {
    AnswerType.NUMBER: 10,
    AnswerType.RECORDS: 3,
    AnswerType.DATE: 60,
    AnswerType.YES_NO: 20,
    AnswerType.COUNTRY: 60,
    AnswerType.SPOKEN: 80,
    AnswerType.CONTACT: 254,
    AnswerType.PLACE: 200,
    AnswerType.OCCUPATION: 60,
    AnswerType.SKILL: 60,
    AnswerType.FILE: 0,
}
"""Letters an answer can have in a sentence, by its type."""


def longest(spec: AnswerSpec | None, labels: Mapping[tuple[str, str], Text], find: Find) -> int:
    """Return how many letters the answer can have in a sentence."""
    if spec is None:
        return 0
    if spec.type is AnswerType.TEXT:
        return spec.most
    if spec.values:
        said = (labels.get((spec.name, value)) for value in spec.values)
        return max((len(find(text)) for text in said if text is not None), default=0)
    return _LONGEST.get(spec.type, 0)
