"""Every text there is, by domain: each domain has one template and one PO file per language."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TypeVar

from bot.content.extract import code_pieces, template
from bot.content.knowledge_texts import entry_pieces, reply_pieces, story_pieces
from bot.content.languages import LanguageEntry, Offering
from bot.content.po import PoFile
from bot.content.question_cards import card_pieces
from bot.content.release import Content
from bot.content.taxonomy import taxonomy_pieces
from bot.content.texts import Piece, texts_of, texts_of_answers, texts_of_step
from bot.core.answer import AnswerSpec
from bot.core.flow import AskStep, Step
from bot.core.paper_words import ON_PAPER

Key = TypeVar("Key", bound=str)


PROFILE = "profile"
"""What the names of the flows that ask for the skills profile begin with."""


def flow_pieces(content: Content) -> Iterator[Piece]:
    """Yield the texts of the flows in their order, then the names answers have on cards; without the profile's."""
    for flow in content.release.flows.values():
        if not flow.id.startswith(PROFILE):
            yield from texts_of(flow)
    specs = content.release.answers.values()
    yield from texts_of_answers(spec for spec in specs if spec.profile is None)


def profile_pieces(content: Content) -> Iterator[Piece]:
    """Yield the texts of the skills profile: they are translated into the host countries' languages too."""
    for flow in content.release.flows.values():
        if flow.id.startswith(PROFILE):
            yield from texts_of(flow)
    specs = content.release.answers.values()
    yield from texts_of_answers(spec for spec in specs if spec.profile is not None)


@cache
def _own_words() -> tuple[Piece, ...]:
    return tuple(code_pieces())


def _of_desk(place: str) -> bool:
    return place.startswith("desk/")


DOMAINS: Mapping[str, Callable[[Content], Iterable[Piece]]] = {
    "flows": flow_pieces,
    "profile": profile_pieces,
    "faq": lambda content: entry_pieces(content.release),
    "replies": lambda content: reply_pieces(content.release),
    "cards": lambda content: card_pieces(content.release),
    "taxonomy": lambda content: taxonomy_pieces(content.release.taxonomy),
    "stories": lambda content: story_pieces(content.release),
    "ui": lambda _: (each for each in _own_words() if not _of_desk(each.text.place)),
    "desk": lambda _: (each for each in _own_words() if _of_desk(each.text.place)),
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


def needed_in(wanted: Mapping[str, PoFile], entry: LanguageEntry) -> dict[str, PoFile]:
    """Return of the templates what is translated into a language."""
    shown = {
        domain: tuple(each for each in po.messages if needs(entry, domain, each.place))
        for domain, po in wanted.items()
    }
    return {
        domain: replace(wanted[domain], messages=messages)
        for domain, messages in shown.items()
        if messages
    }


def needs(entry: LanguageEntry, domain: str, place: str) -> bool:
    """Whether the text at `place` is translated into a language.

    Languages only papers are written in need what stands on them. Languages of the desk need its texts, and what
    advisors choose from and read of a person by id; the others do not.
    """
    if domain == "desk":
        return entry.language.desk
    if entry.offering is not Offering.PAPERS or stands_on_paper(domain, place):
        return True
    return entry.language.desk and read_at_desk(domain, place)


_FIXED = frozenset(text.place for text in ON_PAPER)
_OF_PERSON = ("answers/topic/", "answers/country/", "answers/status/")
"""Answers of a person that stand on a ticket's card."""


def stands_on_paper(domain: str, place: str) -> bool:
    """Whether the text at `place` can stand on a paper."""
    match domain, place.split("/"):
        case "ui", _:
            return place in _FIXED
        case "profile", ["answers", *_] | [_, _, "choices", _]:
            return True
        case _:
            return domain == "taxonomy"


def read_at_desk(domain: str, place: str) -> bool:
    """Whether advisors read the text at `place`, beside those of the desk itself."""
    return domain in {"cards", "replies"} or place.startswith(_OF_PERSON)


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
