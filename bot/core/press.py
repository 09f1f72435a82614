"""What a button stands for: one choice of one question, asked at one moment of one conversation."""

from dataclasses import dataclass

from bot.core.flow import ChoiceId, FlowId, StepId

SKIP = ChoiceId("_skip")
"""I prefer not to say."""
DONE = ChoiceId("_done")
"""That is all of my choices."""
WHY = ChoiceId("_why")
"""Why do you ask?"""

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
