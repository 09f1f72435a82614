"""What typed words mean: danger, an answer, a part of the one before, a question, or a choice under an answer."""

from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.answer_buttons import (
    again_if_something_waits,
    chooses_under_answer,
    typed_under_answer,
)
from bot.core.answering import TYPED, read, read_choice
from bot.core.asked import Clarify, Refusal, Spell
from bot.core.asking import asked_of, buttons, open_choices
from bot.core.asking_cards import card_typed
from bot.core.event import NotUnderstood
from bot.core.flow import AskStep, Choice, ChoiceId, ChooseStep, Question
from bot.core.fold import whole_number
from bot.core.handoff import (
    OTHER_TOPIC,
    add_words,
    hand_over,
    offer_to_pass_on,
    pass_on,
    talks,
)
from bot.core.helped import typed_about_help
from bot.core.interrupt import (
    asks,
    danger_in,
    digresses,
    greets,
    handed_over,
    takes_questions,
    warn,
    welcome,
)
from bot.core.joining import continues, joined
from bot.core.listening import has_answers
from bot.core.meanwhile import answer_meanwhile
from bot.core.message import Words
from bot.core.reply import keep_answer, refuse, take_button, take_given, takes_several
from bot.core.run import Run
from bot.core.session import trace_of
from bot.core.walk import ask_again, go, go_on


def words(run: Run, given: Words, spell: Spell) -> None:
    """Answer the waiting question with typed words; danger comes first, a question in the middle is answered."""
    step, typed = run.waiting(), given.text
    kind = danger_in(run, typed)
    if kind is not None:
        if talks(run, step, danger=True):
            add_words(run, typed, danger=True)
        else:
            _take_along(run, step, typed, spell)
        sent = [say for say in run.says if not has_answers(say)]
        run.says.clear()
        warn(run, kind)
        go(run)
        run.says[-1:-1] = sent
    elif step is not None and _belongs_to_the_answer_before(run, step, typed, spell):
        return
    elif _is_for_advisors(run, step, typed, spell):
        if not card_typed(run, typed, spell):
            pass_on(run, typed)
            answer_meanwhile(run, given)
    else:
        free = run.topic is None and (step is None or not _named_button(run, step, typed, spell))
        if free and typed_about_help(run, typed, spell):
            return
        _for_merit(run, step, given, spell)
        if free:
            offer_to_pass_on(run, typed)


def _for_merit(run: Run, step: Question | None, given: Words, spell: Spell) -> None:
    typed = given.text
    if (
        chooses_under_answer(run.inquiry)
        and _fits_nothing_else(run, step, typed, spell)
        and typed_under_answer(run, typed, spell)
    ):
        again_if_something_waits(run)
    elif step is None:
        _unplaced(run, given)
    else:
        _answer(run, step, given, spell)


def _is_for_advisors(run: Run, step: Question | None, typed: str, spell: Spell) -> bool:
    """Whether words go to the advisors: they have a ticket, nothing asked later takes words, and no button is named.

    After an advisor's word only a button's whole label is one: a number answers the advisor.
    """
    if not talks(run, step):
        return False
    named = _named_button if run.asked > run.talk.asked else _named_label
    return step is None or named(run, step, typed, spell) is None


def _fits_nothing_else(run: Run, step: Question | None, typed: str, spell: Spell) -> bool:
    """Whether words could be one of the choices under an answer, because no form waits for them."""
    if run.topic is not None and isinstance(step, AskStep):
        return False
    return step is None or _named_label(run, step, typed, spell) is None


def _named_label(run: Run, step: Question, typed: str, spell: Spell) -> ChoiceId | None:
    """Return the button of the waiting question whose words were written out."""
    choices = [Choice(id=id_, label=label) for id_, label in buttons(run, step)]
    found = read_choice(typed, choices, spell, counted=False)
    return None if found is None else found.id


def _belongs_to_the_answer_before(run: Run, step: Question, typed: str, spell: Spell) -> bool:
    """Add words to the answer in words given just before, when they were written as a part of it."""
    if not run.text_at or len(run.trail) <= run.fence:
        return False
    frame = trace_of(run.trail[-1]).frames[-1]
    flow = run.flow_of(frame)
    earlier = None if flow is None else flow.steps[frame.step]
    spec = run.spec(earlier.save) if isinstance(earlier, AskStep) else None
    said = None if spec is None else run.saved.get(spec.name)
    if spec is None or not isinstance(said, str):
        return False
    fits = _fits(run, step, typed, spell)
    now = int(run.now.timestamp())
    whole = joined(said, typed, spec)
    if fits is None or whole is None or not continues(now=now, text_at=run.text_at, fits=fits):
        return False
    run.saved[spec.name], run.text_at = whole, now
    run.say(phrases.JOINED)
    ask_again(run)
    return True


def _fits(run: Run, step: Question, typed: str, spell: Spell) -> bool | None:
    """Return whether words can answer the waiting question; None when they are certainly its answer."""
    if _named_button(run, step, typed, spell) is not None:
        return None
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    if spec is None or not isinstance(step, AskStep):
        return False
    if spec.type is AnswerType.TEXT:
        return True
    return False if isinstance(read(typed, asked_of(run, step, spec, spell)), Refusal) else None


def _take_along(run: Run, step: Question | None, typed: str, spell: Spell) -> None:
    """Keep words that are the answer to a question in words, so that nothing has to be said twice.

    A message to a person is sent at once: nobody knows whether somebody in danger comes back to it.
    """
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    if not isinstance(step, AskStep) or spec is None or spec.type is not AnswerType.TEXT:
        return
    given = read(typed, asked_of(run, step, spec, spell))
    if not isinstance(given, str):
        return
    run.answered = True
    handoff = handed_over(run, step)
    keep_answer(run, step, given)
    if handoff is None:
        go_on(run, step.next)
    elif run.saved.get(step.save) == given:
        topic = str(run.saved.get(handoff.topic) or OTHER_TOPIC)
        hand_over(run, topic, given, again=handoff.again, danger=True)
        run.fenced = True
        go_on(run, handoff.next)
        go(run)


def _answer(run: Run, step: Question, given: Words, spell: Spell) -> None:
    typed = given.text
    button = _named_button(run, step, typed, spell)
    if button is not None and (not takes_several(run, step) or button.startswith("_")):
        take_button(run, step, button)
    elif isinstance(step, AskStep) and greets(run, step, typed):
        welcome(run)
        ask_again(run)
    elif isinstance(step, AskStep):
        _read(run, step, given, spell)
    elif digresses(run, step, given, eager=True):
        again_if_something_waits(run)
    else:
        refuse(run, step, phrases.CHOOSE)


def _unplaced(run: Run, given: Words) -> None:
    """Answer a question nobody waits with, or say what Merit can do."""
    if not digresses(run, None, given, eager=True):
        run.events.append(NotUnderstood())
        run.say(phrases.NOT_UNDERSTOOD)
    ask_again(run)


def _read(run: Run, step: AskStep, given: Words, spell: Spell) -> None:
    typed = given.text
    spec = run.spec(step.save)
    if spec is None:
        refuse(run, step, phrases.CHOOSE)
        return
    in_words = spec.type is AnswerType.TEXT
    if in_words and not takes_questions(run, step) and digresses(run, step, given):
        ask_again(run)
        return
    asked = replace(asked_of(run, step, spec, spell), concepts=given.concepts)
    value = read(typed, asked)
    doubtful = isinstance(value, Refusal) or (isinstance(value, Clarify) and asks(run, typed))
    if doubtful and not in_words and digresses(run, step, given):
        ask_again(run)
    else:
        take_given(run, step, value)


def _named_button(run: Run, step: Question, typed: str, spell: Spell) -> ChoiceId | None:
    """Return the button a person wrote out; where buttons are the answers, also the one they counted."""
    choices = [Choice(id=id_, label=label) for id_, label in buttons(run, step)]
    if isinstance(step, AskStep | ChooseStep) and whole_number(typed) is not None:
        # Nobody who counts wrongly has skipped the question, or gone back.
        choices = list(open_choices(run, step))
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    free = spec is not None and spec.type in TYPED
    choice = read_choice(typed, choices, spell, counted=not free)
    return None if choice is None else choice.id
