"""The structure of a flow: everything but its wording, as a short hash.

Two flows of the same structure ask the same questions in the same order, so a conversation under way can go on with
the words of either. Texts, sources, owner, review and what only starts a flow are wording; what is in neither list
below is structure, also in kinds of steps that are yet to come.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from bot.core.answer import AnswerSpec
from bot.core.condition import Condition
from bot.core.flow import Choice, Flow
from bot.core.source import Source
from bot.core.text import Text
from bot.json_bytes import to_json

_WORDING = (Text, Source)
_REWORDED: Mapping[type, frozenset[str]] = {
    AnswerSpec: frozenset({"purpose", "label", "was", "forgets", "profile"}),
    Choice: frozenset({"sign", "section"}),
}
"""Parts of an answer and of a choice that can change under a conversation."""
_NAMING = frozenset({"save", "message", "answers", "depends_on"})
"""Fields of steps that name answers."""


def structure_of(flow: Flow, answers: Mapping[str, AnswerSpec]) -> str:
    """Return the hash of what `flow` does; `answers` are all it can use, its own among them."""
    used = answers_of(flow, answers)
    shape = [
        flow.id,
        [_shape(step) for step in flow.steps.values()],
        [_shape(used[name]) for name in sorted(used)],
    ]
    return hashlib.sha256(to_json(shape)).hexdigest()[:12]


def answers_of(flow: Flow, answers: Mapping[str, AnswerSpec]) -> dict[str, AnswerSpec]:
    """Return the answers `flow` asks for, looks at or declares, by name."""
    names = {name for step in flow.steps.values() for name in _names(step)}
    return {
        **{name: answers[name] for name in names if name in answers},
        **flow.answers,
    }


def plain(value: Any) -> Any:
    """Return all of a value as JSON, words included: equal for equal content, however often it was read."""
    match value:
        case Condition():
            return " ".join(value.source.split())
        case tuple():
            return [plain(part) for part in value]
        case Mapping():
            return [[str(key), plain(part)] for key, part in value.items()]
        case _ if is_dataclass(value):
            return [plain(getattr(value, part.name)) for part in fields(value)]
        case _:
            return str(value)


def _shape(value: Any) -> Any:
    """Return what a value does as JSON; a part without meaning for a conversation is left out."""
    match value:
        case Condition():
            return " ".join(value.source.split())
        case tuple():
            return [_shape(part) for part in value if not isinstance(part, _WORDING)]
        case _ if is_dataclass(value):
            return [type(value).__name__, *_parts(value)]
        case _:
            return value


def _parts(value: Any) -> Iterator[list[Any]]:
    left_out = _REWORDED.get(type(value), frozenset())
    for part in fields(value):
        inner = getattr(value, part.name)
        shape = None if part.name in left_out or isinstance(inner, _WORDING) else _shape(inner)
        # What is not there is left out, so that a new optional part does not change every structure there is.
        if shape not in (None, [], "", False):
            yield [part.name, shape]


def _names(value: Any) -> Iterator[str]:
    match value:
        case Condition():
            yield from value.names
        case tuple():
            for part in value:
                yield from _names(part)
        case _ if is_dataclass(value):
            for part in fields(value):
                inner = getattr(value, part.name)
                if part.name in _NAMING:
                    yield from (inner,) if isinstance(inner, str) else inner
                else:
                    yield from _names(inner)
        case _:
            return


def texts_in(value: Any) -> Iterator[Text]:
    """Yield every text within a flow or a step, in the order it is written."""
    match value:
        case Text():
            yield value
        case tuple():
            for part in value:
                yield from texts_in(part)
        case Mapping():
            for part in value.values():
                yield from texts_in(part)
        case _ if is_dataclass(value):
            for each in fields(value):
                yield from texts_in(getattr(value, each.name))
        case _:
            return
