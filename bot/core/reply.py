"""What a press means for the question that waits, and how an answer to it is taken."""

from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerType, AnswerValue
from bot.core.answer_buttons import (
    press_under_answer,
)
from bot.core.answering import read_choice_of
from bot.core.asked import Clarify, Given, Refusal
from bot.core.asking import (
    PATIENCE,
    asked_of,
    buttons,
    open_choices,
)
from bot.core.cards import press_on_card
from bot.core.correcting import from_its_beginning, note_change
from bot.core.event import (
    AnswerRefused,
    HelpOffered,
    StaleButtonPressed,
)
from bot.core.flow import AskStep, ChoiceId, ChooseStep, KeptPlanStep, Question
from bot.core.handoff import TALK, TO_ADVISORS, pass_held_on
from bot.core.helped import pressed_about_help
from bot.core.inquiring import FAQ
from bot.core.interrupt import (
    long_away,
    welcome,
)
from bot.core.listening import play, played
from bot.core.message import OutboundKind
from bot.core.press import BACK, DONE, HUMAN, LEAVE, SKIP, WHY, Press
from bot.core.run import Run
from bot.core.sent_below import pressed_below_advisor
from bot.core.telling import ADVISED, remove_addition
from bot.core.text import Text
from bot.core.turn import Offer, Say
from bot.core.walk import ask_again, ask_more, call, current_keyboard, go, go_on, sent_already
from bot.core.ways_out import call_human, go_back, pause
from bot.core.wording import with_answers

_STAYS = frozenset({WHY})
"""Buttons after which the same question waits."""


def press(run: Run, pressed: Press | None) -> None:
    """Answer the waiting question with a button; one of another question never answers it."""
    if pressed is not None and pressed.flow == FAQ:
        press_under_answer(run, pressed)
        return
    if pressed is not None and pressed.flow == TALK and _about_talk(run, pressed):
        return
    if pressed is not None and pressed.flow == ADVISED:
        remove_addition(run, pressed)
        ask_again(run)
        return
    if pressed is not None and (played(run, pressed) or pressed_below_advisor(run, pressed)):
        return
    step = run.waiting()
    if step is None or pressed is None or not _belongs(run, step, pressed):
        run.events.append(StaleButtonPressed())
        run.say(phrases.STALE)
        ask_again(run)
        return
    label = dict(buttons(run, step)).get(pressed.choice)
    if label is None:
        run.say(phrases.CHANGED)
        ask_again(run)
        return
    if not _stays_open(run, step, pressed.choice):
        offer = Offer(label=label, press=pressed, picked=True)
        run.says.append(Say(kind=OutboundKind.KEYBOARD, offers=(offer,)))
    take_button(run, step, pressed.choice)


def _about_talk(run: Run, pressed: Press) -> bool:
    """Do what a button about the talk with the advisors stands for; False when nothing is left that it could do."""
    if pressed.step == TO_ADVISORS:
        return pass_held_on(run, pressed)
    return pressed_about_help(run, pressed)


def _belongs(run: Run, step: Question, pressed: Press) -> bool:
    here = (run.frames[-1].flow, step.id, run.asked)
    return here == (pressed.flow, pressed.step, pressed.asked)


def _stays_open(run: Run, step: Question, choice: ChoiceId) -> bool:
    """Whether the buttons of the question stay as they are, because more of them may be pressed."""
    if choice in _STAYS or (choice == DONE and takes_several(run, step) and not run.picked):
        return True
    own = choice in {DONE, SKIP, BACK, HUMAN, LEAVE}
    return not own and (takes_several(run, step) or isinstance(step, KeptPlanStep))


def take_given(run: Run, step: AskStep, given: Given) -> None:
    """Save what was read, or ask what is still open, or say why it does not fit."""
    match given:
        case Refusal(reason=reason):
            if _is_choice(run, step):
                run.pending = (
                    ""  # what was perhaps meant was not, so that every button is there again
                )
            refuse(run, step, reason)
        case Clarify(pending=pending):
            run.pending = pending
            ask_more(run, step)
        case str() if step.choices and _is_choice(run, step):
            run.pending = ""
            _choose(run, step, ChoiceId(given))
        case _:
            save(run, step, given)


def _is_choice(run: Run, step: AskStep) -> bool:
    spec = run.spec(step.save)
    return spec is not None and spec.type is AnswerType.ONE_OF


def take_button(run: Run, step: Question, choice: ChoiceId) -> None:
    """Do what a button of the waiting question stands for."""
    match choice:
        case "_back":
            go_back(run)
        case "_human":
            call_human(run)
        case "_leave":
            pause(run)
            go(run)
        case "_listen":
            play(run, step.text)
        case _ if isinstance(step, AskStep):
            _take_answer(run, step, choice)
        case _ if isinstance(step, ChooseStep):
            _choose(run, step, choice)
        case _:
            press_on_card(run, step, choice)


def _take_answer(run: Run, step: AskStep, choice: ChoiceId) -> None:
    match choice:
        case "_why" if step.why is not None:
            run.say(with_answers(step.why, run.release, run.answers))
            ask_again(run)
        case "_skip":
            save(run, step, None)
        case "_done":
            _finish_picking(run, step)
        case "_remove":
            _remove_files(run, step)
        case _ if takes_several(run, step):
            _toggle(run, step, choice)
        case _ if step.choices and not run.pending and not _spoken(run, step):
            _choose(run, step, choice)
        case _:
            _take_own(run, step, choice)


def _spoken(run: Run, step: AskStep) -> bool:
    spec = run.spec(step.save)
    return spec is not None and spec.type is AnswerType.SPOKEN


def _take_own(run: Run, step: AskStep, choice: ChoiceId) -> None:
    """Take one of Merit's own choices: a language, yes or no, a calendar, a level, what was meant."""
    spec = run.spec(step.save)
    given = None if spec is None else read_choice_of(str(choice), asked_of(run, step, spec))
    take_given(run, step, Refusal(reason=phrases.CHOOSE) if given is None else given)


def takes_several(run: Run, step: Question) -> bool:
    """Whether a question takes several of its choices."""
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    return spec is not None and spec.type is AnswerType.SOME_OF


def _toggle(run: Run, step: AskStep, choice: ChoiceId) -> None:
    picked = run.picked
    changed = tuple(p for p in picked if p != choice) if choice in picked else (*picked, choice)
    run.picked = changed
    run.says.append(replace(current_keyboard(run, step), kind=OutboundKind.KEYBOARD))


def _finish_picking(run: Run, step: AskStep) -> None:
    if sent_already(run, step):
        save(run, step, run.picked)
        return
    choices = open_choices(run, step)
    picked = tuple(str(choice.id) for choice in choices if choice.id in run.picked)
    if picked:
        save(run, step, picked)
    else:
        refuse(run, step, phrases.CHOOSE_SOME)


def _remove_files(run: Run, step: AskStep) -> None:
    """Forget the files sent so far; the question waits for others."""
    run.saved.pop(step.save, None)
    run.picked = ()
    run.say(phrases.REMOVED)
    ask_again(run)


def _choose(run: Run, step: AskStep | ChooseStep, wanted: ChoiceId) -> None:
    choice = next(c for c in open_choices(run, step) if c.id == wanted)
    run.answered = True
    again = isinstance(step, AskStep) and keep_answer(run, step, str(choice.id))
    run.misses = 0
    if again:
        from_its_beginning(run)
        go(run)
        return
    then = choice.next if choice.next is not None else step.next
    if choice.flow is not None:
        call(run, choice.flow, then)
    else:
        go_on(run, then)
        go(run)


def save(run: Run, step: AskStep, value: AnswerValue) -> None:
    """Keep the answer to the waiting question and walk on."""
    run.answered = True
    again = keep_answer(run, step, value)
    run.misses, run.picked, run.pending = 0, (), ""
    if again:
        from_its_beginning(run)
    else:
        go_on(run, step.next)
    go(run)


def keep_answer(run: Run, step: AskStep, value: AnswerValue) -> bool:
    """Keep an answer; True when the flow has to be gone over again because of it."""
    known = step.save in run.answers
    before = run.answers.get(step.save)
    run.save(step.save, value)
    spec = run.spec(step.save)
    in_words = spec is not None and spec.type is AnswerType.TEXT and value is not None
    run.text_at = int(run.now.timestamp()) if in_words else 0
    if step.save == "consent":
        run.answered = False
    else:
        run.told = True
    return note_change(run, step.save, before, known=known)


def refuse(run: Run, step: Question, reason: Text) -> None:
    """Say kindly why an answer does not fit, then what helps, then who helps; and ask again.

    After a long time the first words are a greeting, and Merit says where the conversation was.
    """
    if long_away(run):
        welcome(run)
        ask_again(run)
        return
    run.misses += 1
    flow = run.frames[-1].flow
    run.events.append(AnswerRefused(flow=flow, step=step.id))
    lines = [reason]
    if run.misses > 1 and isinstance(step, AskStep) and step.help is not None:
        lines.append(with_answers(step.help, run.release, run.answers))
    if run.misses >= PATIENCE:
        lines.append(phrases.STUCK)
        run.events.append(HelpOffered(flow=flow, step=step.id))
    run.say(*lines)
    ask_again(run)
