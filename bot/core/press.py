"""What a button stands for: one choice of one question, asked at one moment of one conversation."""

import re
from dataclasses import dataclass

from bot.core.flow import ChoiceId, FlowId, StepId

SKIP = ChoiceId("_skip")
"""I prefer not to say."""
DONE = ChoiceId("_done")
"""That is all of my choices."""
WHY = ChoiceId("_why")
"""Why do you ask?"""
LISTEN = ChoiceId("_listen")
"""Let me hear this instead of reading it."""
BACK = ChoiceId("_back")
"""To the question before."""
ADD = ChoiceId("_add")
"""Tell about one more."""
REMOVE = ChoiceId("_remove")
"""This record is to be forgotten."""
HUMAN = ChoiceId("_human")
"""A person shall help."""
LEAVE = ChoiceId("_leave")
"""Leave this for now; it can be continued."""

_FIX = "_fix_"
_NUMBERED = re.compile(r"_(?:open|tick)_([1-9][0-9]{0,2})")


def fix(name: str) -> ChoiceId:
    """Return the id of the button that corrects the answer `name`."""
    return ChoiceId(f"{_FIX}{name}")


def fixed(choice: ChoiceId) -> str:
    """Return the answer a button corrects, or an empty text."""
    return choice.removeprefix(_FIX) if choice.startswith(_FIX) else ""


def opens(number: int) -> ChoiceId:
    """Return the id of the button that shows the record with this number, counted from 1."""
    return ChoiceId(f"_open_{number}")


def ticks(number: int) -> ChoiceId:
    """Return the id of the button that ticks off the step with this number, counted from 1."""
    return ChoiceId(f"_tick_{number}")


def number_of(choice: ChoiceId) -> int:
    """Return the number of the record or step a button stands for, or 0."""
    match = _NUMBERED.fullmatch(choice)
    return 0 if match is None else int(match[1])


LONGEST_IDS = 44
"""Letters that flow, step and choice id may have together, so that a signed button fits Telegram's 64 bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """The ids of a button.

    `asked` counts the questions of this session, so it names the very question the button was shown with: a button of
    an earlier one never answers another question.
    """

    flow: FlowId
    step: StepId
    choice: ChoiceId
    asked: int


def press_to_ids(press: Press) -> str:
    """Return `flow/step/choice/asked`, the count in base 36."""
    return f"{press.flow}/{press.step}/{press.choice}/{_base36(press.asked)}"


def press_from_ids(ids: str) -> Press | None:
    """Return the press written in `ids`, or None if it is not one."""
    parts = ids.split("/")
    try:
        flow, step, choice, asked = parts
        return Press(
            flow=FlowId(flow), step=StepId(step), choice=ChoiceId(choice), asked=int(asked, 36)
        )
    except ValueError:
        return None


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base36(number: int) -> str:
    digits = _DIGITS[number % 36]
    while number := number // 36:
        digits = _DIGITS[number % 36] + digits
    return digits
