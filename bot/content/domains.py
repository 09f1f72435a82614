"""Every text there is, by domain: each domain has one template and one PO file per language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from bot.content.extract import code_pieces, template
from bot.content.knowledge_texts import entry_pieces, reply_pieces, story_pieces
from bot.content.po import PoFile
from bot.content.release import Content
from bot.content.texts import Piece, texts_of, texts_of_answers, texts_of_step
from bot.core.answer import AnswerSpec
from bot.core.flow import AskStep, Step

Key = TypeVar("Key", bound=str)


def flow_pieces(content: Content) -> Iterator[Piece]:
    """Yield the texts of the flows in their order, then the names answers have on cards."""
    for flow in content.release.flows.values():
        yield from texts_of(flow)
    yield from texts_of_answers(content.release.answers.values())


@cache
def _own_words() -> tuple[Piece, ...]:
    return tuple(code_pieces())


DOMAINS: Mapping[str, Callable[[Content], Iterable[Piece]]] = {
    "flows": flow_pieces,
    "faq": lambda content: entry_pieces(content.release),
    "replies": lambda content: reply_pieces(content.release),
    "stories": lambda content: story_pieces(content.release),
    "ui": lambda _: _own_words(),
}
"""Each domain is one template and one PO file per language; its texts come in the order people meet them.

A new kind of content joins with one line here.
"""


def pieces(content: Content) -> dict[str, tuple[Piece, ...]]:
    """Return every text by domain, without domains in which there is none."""
    found = {domain: tuple(texts(content)) for domain, texts in DOMAINS.items()}
    return {domain: texts for domain, texts in found.items() if texts}


def templates(content: Content) -> dict[str, PoFile]:
    """Return the templates by domain."""
    return {domain: template(texts) for domain, texts in pieces(content).items()}


def critical_places(content: Content) -> frozenset[str]:
    """Return the places of the texts that must be exact."""
    return frozenset(piece.text.place for piece in _every(content) if piece.text.critical)


def label_places(content: Content) -> frozenset[str]:
    """Return the places of the texts that stand on buttons."""
    return frozenset(piece.text.place for piece in _every(content) if piece.is_label)


def _every(content: Content) -> Iterator[Piece]:
    return (piece for texts in pieces(content).values() for piece in texts)


def former_places(content: Content) -> dict[str, tuple[str, ...]]:
    """Return, for texts of steps and choices that say what they were, the places they stood at before."""
    former: dict[str, tuple[str, ...]] = {}
    for flow in content.release.flows.values():
        earlier = _inverse(flow.was)
        for step in flow.steps.values():
            values = _values_before(step, content.release.answers)
            for piece in texts_of_step(step):
                places = tuple(_before(piece.text.place, earlier.get(step.id, ()), values))
                if places:
                    former[piece.text.place] = places
    return former


def _inverse(was: Mapping[Key, Key]) -> dict[Key, tuple[Key, ...]]:
    return {now: tuple(old for old, new in was.items() if new == now) for now in was.values()}


def _values_before(step: Step, answers: Mapping[str, AnswerSpec]) -> Mapping[str, tuple[str, ...]]:
    spec = answers.get(step.save) if isinstance(step, AskStep) else None
    return {} if spec is None else _inverse(spec.was)


def _before(
    place: str, steps: Iterable[str], values: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    """Yield where the text at flow/step/part or flow/step/choices/value stood under earlier names."""
    flow, step, *rest = place.split("/")
    earlier = values.get(rest[-1], ()) if rest[:1] == ["choices"] else ()
    for name in (step, *steps):
        for part in (rest, *([*rest[:-1], value] for value in earlier)):
            if (name, part) != (step, rest):
                yield "/".join([flow, name, *part])
