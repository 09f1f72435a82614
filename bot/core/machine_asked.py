"""Asking whether a machine may translate: in the words of the flow that keeps the answer, with lasting buttons.

An advisor's next message puts a form aside, but these buttons belong to their message, and can be pressed at any time.
"""

from collections.abc import Iterator
from itertools import takewhile

from bot.core.answer import Answers
from bot.core.flow import AskStep, ChoiceId, Flow, FlowId, Release, SayStep, StepId
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.run import Run
from bot.core.text import Text
from bot.core.turn import Offer, Say
from bot.core.walk import go, go_on
from bot.core.wording import with_answers

TRANSLATION = FlowId("translation")
"""The flow that asks it, and where the person can change the answer."""
MACHINE = "machine_translation"
"""The answer that says whether a machine may translate between a person and the advisors."""
MACHINE_FLOW, MAY = FlowId("_machine"), StepId("may")
"""Stand for the flow and the step in the buttons."""


def machine_question(release: Release, answers: Answers) -> Say | None:
    """Return the question with everything the flow says before it; None where the content does not ask it."""
    flow = release.flows.get(TRANSLATION)
    step = None if flow is None else _asking(flow)
    if flow is None or step is None:
        return None
    texts = (*_said_before(flow, answers), step.text)
    offers = tuple(_offer(choice.id, choice.label) for choice in step.choices)
    lines = tuple((with_answers(text, release, answers),) for text in texts)
    return Say(paragraphs=lines, offers=offers)


def machine_answered(run: Run, pressed: Press) -> bool:
    """Keep the answer and say what the flow says to it; False when there is no such button any more."""
    flow = run.release.flows.get(TRANSLATION)
    step = None if flow is None else _asking(flow)
    chosen = (
        next((each for each in step.choices if each.id == pressed.choice), None) if step else None
    )
    if step is None or chosen is None:
        return False
    offer = Offer(label=chosen.label, press=pressed, picked=True)
    run.says.append(Say(kind=OutboundKind.KEYBOARD, offers=(offer,)))
    run.leave_with_all_above(TRANSLATION)
    run.ended.clear()
    run.enter(TRANSLATION, aside=True)
    run.save(MACHINE, str(chosen.id))
    go_on(run, chosen.next or step.next)
    go(run)
    return True


def lets_machine(answers: Answers) -> bool:
    """Whether the person agreed that a machine translates."""
    return answers.get(MACHINE) == "yes"


def _asking(flow: Flow) -> AskStep | None:
    steps = (step for step in flow.steps.values() if isinstance(step, AskStep))
    return next((step for step in steps if step.save == MACHINE), None)


def _said_before(flow: Flow, answers: Answers) -> Iterator[Text]:
    for step in takewhile(lambda step: not isinstance(step, AskStep), flow.steps.values()):
        if isinstance(step, SayStep) and (step.when is None or step.when.holds(answers)):
            yield step.text


def _offer(choice: ChoiceId, label: Text) -> Offer:
    return Offer(label=label, press=Press(flow=MACHINE_FLOW, step=MAY, choice=choice, asked=0))
