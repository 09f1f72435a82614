"""Reading a "what if": the answer an editor gives in the panel, under the same rules as a person's."""

from collections.abc import Sequence

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.answering import Refusal, read_words
from bot.preview.deeds import Deed, Forgot, Supposed
from bot.preview.panel_knows import FORGET, KEPT
from bot.preview.play import Played


def supposed(spec: AnswerSpec, values: Sequence[str], played: Played) -> Deed | Refusal:
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
            return Supposed(name=spec.name, value=first) if fits else Refusal(reason=phrases.CHOOSE)
        case AnswerType.RECORDS | AnswerType.FILE:
            return Refusal(reason=phrases.CHOOSE)
        case _:
            value = read_words(first, spec, (), played.stage.spell)
            return value if isinstance(value, Refusal) else Supposed(name=spec.name, value=value)
