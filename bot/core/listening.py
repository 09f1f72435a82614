"""Hearing a text instead of reading it: the button that plays its recording, and what pressing it does."""

from bot.core import phrases
from bot.core.flow import AskStep, ChooseStep, SayStep, Step
from bot.core.press import LISTEN, Press
from bot.core.run import Run
from bot.core.text import Text
from bot.core.turn import Offer, Say
from bot.core.wording import with_answers


def recorded(run: Run, text: Text) -> bool:
    """Whether somebody recorded this text in the person's language."""
    return (run.language, text.place) in run.release.recordings


def can_be_heard(run: Run, step: Step) -> bool:
    """Whether a question shows its own words and these are recorded; cards say something else to each person."""
    return isinstance(step, AskStep | ChooseStep) and not run.pending and recorded(run, step.text)


def saying(run: Run, step: SayStep) -> Say:
    """Return what a step says, with a button to hear it where it is recorded."""
    press = Press(flow=run.frames[-1].flow, step=step.id, choice=LISTEN, asked=run.asked)
    offers = (Offer(label=phrases.LISTEN, press=press),) if recorded(run, step.text) else ()
    text = with_answers(step.text, run.release, run.answers)
    return Say(paragraphs=((text,),), offers=offers)


def play(run: Run, text: Text) -> None:
    """Let the person hear a text; the question that waits and its buttons stay as they are."""
    run.says.append(Say(recording=text.place))


def played(run: Run, pressed: Press) -> bool:
    """Let the person hear what a button stands under, also an earlier one; False when there is no recording of it."""
    text = _text_at(run, pressed) if pressed.choice == LISTEN else None
    if text is None or not recorded(run, text):
        return False
    play(run, text)
    return True


def has_answers(say: Say) -> bool:
    """Whether a message has buttons that answer something: to hear it is not an answer."""
    return any(offer.press.choice != LISTEN for offer in say.offers)


def _text_at(run: Run, pressed: Press) -> Text | None:
    structure = next((each.structure for each in run.frames if each.flow == pressed.flow), "")
    flow = run.release.flow(pressed.flow, structure)
    step = None if flow is None else flow.steps.get(pressed.step)
    return step.text if isinstance(step, SayStep | AskStep | ChooseStep) else None
