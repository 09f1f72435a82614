"""Reading a "what if": the answer an editor gives in the panel, under the same rules as a person's."""

from collections.abc import Sequence

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.answering import read
from bot.core.asked import Asked, Clarify, Refusal
from bot.core.levels import LEVELS
from bot.core.text import Text, literal
from bot.core.world import COUNTRIES, TONGUES
from bot.preview.deeds import Deed, Forgot, Supposed
from bot.preview.panel_knows import FORGET, KEPT
from bot.preview.play import Played


def supposed(spec: AnswerSpec, values: Sequence[str], played: Played) -> Deed | Text:
    """Return the deed that makes `values` the answer, or why they cannot be."""
    first = values[0].strip() if values else ""
    if first == FORGET and len(values) == 1:
        return Forgot(name=spec.name)
    if first == KEPT and spec.personal:
        return Supposed(name=spec.name, value=None)
    match spec.type:
        case AnswerType.SOME_OF:
            picked = tuple(value for value in spec.values if value in values)
            return Supposed(name=spec.name, value=picked) if picked else Forgot(name=spec.name)
        case AnswerType.ONE_OF | AnswerType.YES_NO:
            fits = first in (spec.values or ("yes", "no"))
            return Supposed(name=spec.name, value=first) if fits else phrases.CHOOSE
        case AnswerType.RECORDS | AnswerType.FILE:
            return phrases.CHOOSE
        case _:
            return _written(first, spec, played)


def _written(words: str, spec: AnswerSpec, played: Played) -> Deed | Text:
    """Return what the words mean as a person's answer, or as the value flows and tests write it."""
    if _is_value(words, spec):
        return Supposed(name=spec.name, value=words)
    release, stage = played.edition.release, played.stage
    asked = Asked(
        spec=spec, choices=(), spell=stage.spell, today=stage.now.date(),
        countries=release.countries, tongues=release.tongues,
    )  # fmt: skip
    match read(words, asked):
        case Refusal(reason=reason):
            return reason
        case Clarify(choices=choices):
            wanted = ", ".join(str(choice.id) for choice in choices)
            return literal(f"Write exactly what is meant, as flows and tests do ({wanted}).")
        case value:
            return Supposed(name=spec.name, value=value)


def _is_value(words: str, spec: AnswerSpec) -> bool:
    tongue, _, level = words.partition("/")
    return (spec.type is AnswerType.COUNTRY and words in COUNTRIES) or (
        spec.type is AnswerType.SPOKEN and tongue in TONGUES and level in LEVELS
    )
