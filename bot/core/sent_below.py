"""The buttons below what an advisor sent: those of a question card, one that starts a flow, one for the original."""

from bot.core.asking_cards import CARD, card_pressed
from bot.core.event import OriginalWanted
from bot.core.flow import ChoiceId, Flow, FlowId, StepId
from bot.core.machine_asked import MACHINE_FLOW, machine_answered
from bot.core.phrases import SHOW_ORIGINAL
from bot.core.press import Press
from bot.core.run import Run
from bot.core.turn import Offer
from bot.core.walk import go

SENT = FlowId("_sent")
"""Stands for the flow in the buttons below messages of advisors."""
STARTS, ORIGINAL = StepId("flow"), StepId("original")


def starting(flow: Flow) -> Offer:
    """Return the button that starts a flow."""
    press = Press(flow=SENT, step=STARTS, choice=ChoiceId(flow.id), asked=0)
    return Offer(label=flow.title, press=press)


def to_original(number: int) -> Offer:
    """Return the button that shows what the advisor wrote; `number` is that of the message it stands under."""
    press = Press(flow=SENT, step=ORIGINAL, choice=ChoiceId("it"), asked=number)
    return Offer(label=SHOW_ORIGINAL, press=press)


def pressed_below_advisor(run: Run, pressed: Press) -> bool:
    """Do what such a button stands for; False when it is none of these, or nothing is left that it could do."""
    match pressed.flow, pressed.step:
        case flow, _ if flow == CARD:
            return card_pressed(run, pressed)
        case flow, _ if flow == MACHINE_FLOW:
            return machine_answered(run, pressed)
        case "_sent", "flow":
            return _started(run, FlowId(pressed.choice))
        case "_sent", "original":
            run.events.append(OriginalWanted(number=pressed.asked))
            return True
        case _:
            return False


def _started(run: Run, flow: FlowId) -> bool:
    if flow not in run.release.flows:
        return False
    run.leave_with_all_above(flow)
    run.ended.clear()
    run.enter(flow, aside=True)
    go(run)
    return True
