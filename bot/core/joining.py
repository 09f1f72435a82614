"""Several short messages in a row are one answer: people press Enter where others write a comma."""

from bot.core.answer import AnswerSpec
from bot.core.correcting import onward
from bot.core.flow import AskStep, Flow, HandoffStep
from bot.core.run import Run

AT_ONCE = 4
"""Seconds within which whatever follows an answer in words was still being written as a part of it."""
SOON = 30
"""Seconds within which words that do not answer the next question still belong to the answer before."""


def continues(*, now: int, text_at: int, fits: bool) -> bool:
    """Whether words typed now belong to the answer in words that was given at `text_at` (0: none was).

    `fits` says whether they would answer the question that waits now.
    """
    gap = now - text_at
    return bool(text_at) and 0 <= gap <= (SOON if not fits else AT_ONCE)


def joined(earlier: str, words: str, spec: AnswerSpec) -> str | None:
    """Return the answer with `words` on a line of its own, or None when it would be too long."""
    whole = f"{earlier}\n{words.strip()}"
    return whole if words.strip() and len(whole) <= spec.most else None


def sent_as(run: Run) -> HandoffStep | None:
    """Return how the message to a person was handed over that was just written, if its flow is still under way."""
    flows = (run.flow_of(frame) for frame in reversed(run.frames))
    return next((sent for flow in flows if flow and (sent := _handed_over(run, flow))), None)


def _handed_over(run: Run, flow: Flow) -> HandoffStep | None:
    """Return the first handing over on the way behind the question for a message that was answered."""
    messages = {step.message for step in flow.steps.values() if isinstance(step, HandoffStep)}
    asked = [s for s in flow.steps.values() if isinstance(s, AskStep) and s.save in messages]
    at = next((step.next for step in asked if isinstance(run.saved.get(step.save), str)), None)
    for _ in flow.steps:
        step = None if at is None else flow.steps[at]
        if step is None or isinstance(step, HandoffStep):
            return step
        at = onward(run, step)
    return None
