"""What a check of flows finds, and the forms a check can have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.core.condition import Condition
from bot.core.flow import Flow, Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong at `place` (`flow/step/ask`); `needle` is the piece of the text it is about.

    With a `condition` it is about that one and stands where the condition does.
    """

    code: str
    place: str
    message: str
    suggestion: str = ""
    needle: str = ""
    condition: Condition | None = None


FlowCheck = Callable[[Flow, Release], Iterator[Problem]]
SetCheck = Callable[[Release], Iterator[Problem]]
