"""What a press or typed words mean for the question that waits."""

from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerType, AnswerValue
from bot.core.answering import Refusal, Spell, read_choice, read_words
from bot.core.asking import buttons, open_choices, with_answers
from bot.core.event import AnswerRefused, NotUnderstood, StaleButtonPressed
from bot.core.flow import AskStep, Choice, ChoiceId, ChooseStep
from bot.core.message import OutboundKind
from bot.core.press import DONE, SKIP, WHY, Press
from bot.core.run import Run
from bot.core.text import Text
from bot.core.turn import Offer, Say
from bot.core.walk import ask_again, call, current_question, go, go_on

PATIENCE = 3
"""Answers in a row that do not fit before an easier way is shown."""

Question = AskStep | ChooseStep

_FREE = frozenset({AnswerType.TEXT, AnswerType.NUMBER})
"""Types whose answers are typed, so that a number is an answer and not the number of a button."""


def press(run: Run, pressed: Press | None) -> None:
    """Answer the waiting question with a button; one of another question never answers it."""
    step = run.waiting()
    if step is None or pressed is None or not _belongs(run, step, pressed):
        run.events.append(StaleButtonPressed())
        run.say(phrases.STALE)
        ask_again(run)
        return
    label = dict(buttons(step, run.release, run.answers)).get(pressed.choice)
    if label is None:
        run.say(phrases.CHANGED)
        ask_again(run)
        return
    several = _several(run, step)
    if several and pressed.choice not in {DONE, SKIP, WHY}:
        _toggle(run, step, pressed.choice)
        return
    if pressed.choice != WHY and not (pressed.choice == DONE and not run.picked):
        offer = Offer(label=label, press=pressed, picked=True)
        run.says.append(Say(kind=OutboundKind.KEYBOARD, offers=(offer,)))
    _take(run, step, pressed.choice)


def _belongs(run: Run, step: Question, pressed: Press) -> bool:
    here = (run.frames[-1].flow, step.id, run.asked)
    return here == (pressed.flow, pressed.step, pressed.asked)


def words(run: Run, typed: str, spell: Spell) -> None:
    """Answer the waiting question with typed words; without one say what Merit can do."""
    step = run.waiting()
    if step is None:
        run.events.append(NotUnderstood())
        run.say(phrases.NOT_UNDERSTOOD)
        ask_again(run)
        return
    button = _named_button(run, step, typed, spell)
    if button is not None and not _several(run, step):
        _take(run, step, button)
    elif button in {DONE, SKIP, WHY}:
        _take(run, step, ChoiceId(str(button)))
    elif isinstance(step, ChooseStep):
        _refuse(run, step, phrases.CHOOSE)
    else:
        choices = open_choices(step, run.release, run.answers)
        given = read_words(typed, run.release.answers[step.save], choices, spell)
        if isinstance(given, Refusal):
            _refuse(run, step, given.reason)
        else:
            _save(run, step, given)


def _named_button(run: Run, step: Question, typed: str, spell: Spell) -> ChoiceId | None:
    """Return the button a person wrote out; where buttons are the answers, also the one they counted."""
    choices = [
        Choice(id=id_, label=label) for id_, label in buttons(step, run.release, run.answers)
    ]
    free = isinstance(step, AskStep) and run.release.answers[step.save].type in _FREE
    choice = read_choice(typed, choices, spell, counted=not free)
    return None if choice is None else choice.id


def _take(run: Run, step: Question, choice: ChoiceId) -> None:
    match step, choice:
        case AskStep(why=Text() as why), "_why":
            run.say(with_answers(why, run.release, run.answers))
            ask_again(run)
        case AskStep(), "_skip":
            _save(run, step, None)
        case AskStep(), "_done":
            _finish_picking(run, step)
        case _:
            _choose(run, step, choice)


def _several(run: Run, step: Question) -> bool:
    return isinstance(step, AskStep) and run.release.answers[step.save].type is AnswerType.SOME_OF


def _toggle(run: Run, step: Question, choice: ChoiceId) -> None:
    picked = run.picked
    changed = tuple(p for p in picked if p != choice) if choice in picked else (*picked, choice)
    run.picked = changed
    run.says.append(replace(current_question(run, step), kind=OutboundKind.KEYBOARD, paragraphs=()))


def _finish_picking(run: Run, step: AskStep) -> None:
    choices = open_choices(step, run.release, run.answers)
    picked = tuple(str(choice.id) for choice in choices if choice.id in run.picked)
    if picked:
        _save(run, step, picked)
    else:
        _refuse(run, step, phrases.CHOOSE_SOME)


def _choose(run: Run, step: Question, wanted: ChoiceId) -> None:
    choice = next(c for c in open_choices(step, run.release, run.answers) if c.id == wanted)
    if isinstance(step, AskStep):
        run.save(step.save, str(choice.id))
    run.misses = 0
    then = choice.next if choice.next is not None else step.next
    if choice.flow is not None:
        call(run, choice.flow, then)
    else:
        go_on(run, then)
        go(run)


def _save(run: Run, step: AskStep, value: AnswerValue) -> None:
    run.save(step.save, value)
    run.misses, run.picked = 0, ()
    go_on(run, step.next)
    go(run)


def _refuse(run: Run, step: Question, reason: Text) -> None:
    run.misses += 1
    run.events.append(AnswerRefused(flow=run.frames[-1].flow, step=step.id))
    lines = (reason, phrases.STUCK) if run.misses >= PATIENCE else (reason,)
    run.say(*lines)
    ask_again(run)
