"""What a press or typed words mean for the question that waits."""

from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerType, AnswerValue
from bot.core.answering import TYPED, read, read_choice, read_choice_of
from bot.core.asked import Clarify, Given, Refusal, Spell
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
    NotUnderstood,
    StaleButtonPressed,
    TicketOpened,
)
from bot.core.flow import AskStep, Choice, ChoiceId, ChooseStep, KeptPlanStep, Question
from bot.core.fold import whole_number
from bot.core.interrupt import (
    asks,
    danger_in,
    digresses,
    greets,
    long_away,
    takes_questions,
    warn,
    welcome,
)
from bot.core.joining import continues, joined, sent_as
from bot.core.message import OutboundKind
from bot.core.press import BACK, DONE, HUMAN, LEAVE, SKIP, WHY, Press
from bot.core.run import Run
from bot.core.session import trace_of
from bot.core.text import Text
from bot.core.turn import Offer, Say
from bot.core.walk import ask_again, ask_more, call, current_keyboard, go, go_on, sent_already
from bot.core.ways_out import call_human, go_back, pause
from bot.core.wording import with_answers

_STAYS = frozenset({WHY})
"""Buttons after which the same question waits."""


def press(run: Run, pressed: Press | None) -> None:
    """Answer the waiting question with a button; one of another question never answers it."""
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


def _belongs(run: Run, step: Question, pressed: Press) -> bool:
    here = (run.frames[-1].flow, step.id, run.asked)
    return here == (pressed.flow, pressed.step, pressed.asked)


def _stays_open(run: Run, step: Question, choice: ChoiceId) -> bool:
    """Whether the buttons of the question stay as they are, because more of them may be pressed."""
    if choice in _STAYS or (choice == DONE and _several(run, step) and not run.picked):
        return True
    own = choice in {DONE, SKIP, BACK, HUMAN, LEAVE}
    return not own and (_several(run, step) or isinstance(step, KeptPlanStep))


def words(run: Run, typed: str, spell: Spell) -> None:
    """Answer the waiting question with typed words; danger comes first, a question in the middle is answered."""
    step = run.waiting()
    kind = danger_in(run, typed)
    if kind is not None:
        _take_along(run, step, typed, spell)
        sent = [say for say in run.says if not say.offers]
        run.says.clear()
        warn(run, kind)
        go(run)
        run.says[-1:-1] = sent
    elif step is None:
        _unplaced(run, typed)
    elif not (
        _belongs_to_the_answer_before(run, step, typed, spell)
        or _belongs_to_the_message_before(run, step, typed, spell)
    ):
        _answer(run, step, typed, spell)


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


def _belongs_to_the_message_before(run: Run, step: Question, typed: str, spell: Spell) -> bool:
    """Send words on that were written right behind a message to a person, where only a button is waited for."""
    sent = sent_as(run)
    now = int(run.now.timestamp())
    whole = "" if sent is None else str(run.saved[sent.message])
    spec = None if sent is None else run.spec(sent.message)
    if sent is None or spec is None or not isinstance(step, ChooseStep):
        return False
    if _fits(run, step, typed, spell) is None or joined(whole, typed, spec) is None:
        return False
    if not continues(now=now, text_at=run.text_at, fits=False):
        return False
    run.events.append(TicketOpened(topic=sent.topic, text=typed.strip()))
    run.text_at, run.fenced = now, True
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
    if isinstance(given, str):
        run.answered = True
        sends = takes_questions(run, step)
        _keep(run, step, given)
        go_on(run, step.next)
        if sends:
            go(run)


def _answer(run: Run, step: Question, typed: str, spell: Spell) -> None:
    button = _named_button(run, step, typed, spell)
    if button is not None and (not _several(run, step) or button.startswith("_")):
        take_button(run, step, button)
    elif isinstance(step, AskStep) and greets(run, step, typed):
        welcome(run)
        ask_again(run)
    elif isinstance(step, AskStep):
        _read(run, step, typed, spell)
    elif digresses(run, step, typed):
        ask_again(run)
    else:
        refuse(run, step, phrases.CHOOSE)


def _unplaced(run: Run, typed: str) -> None:
    """Answer a question nobody waits with, or say what Merit can do."""
    if not digresses(run, None, typed):
        run.events.append(NotUnderstood())
        run.say(phrases.NOT_UNDERSTOOD)
    ask_again(run)


def _read(run: Run, step: AskStep, typed: str, spell: Spell) -> None:
    spec = run.spec(step.save)
    if spec is None:
        refuse(run, step, phrases.CHOOSE)
        return
    in_words = spec.type is AnswerType.TEXT
    if in_words and not takes_questions(run, step) and digresses(run, step, typed):
        ask_again(run)
        return
    given = read(typed, asked_of(run, step, spec, spell))
    doubtful = isinstance(given, Refusal) or (isinstance(given, Clarify) and asks(run, typed))
    if doubtful and not in_words and digresses(run, step, typed):
        ask_again(run)
    else:
        _take_given(run, step, given)


def _take_given(run: Run, step: AskStep, given: Given) -> None:
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
        case _ if _several(run, step):
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
    _take_given(run, step, Refusal(reason=phrases.CHOOSE) if given is None else given)


def _several(run: Run, step: Question) -> bool:
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
    again = isinstance(step, AskStep) and _keep(run, step, str(choice.id))
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
    again = _keep(run, step, value)
    run.misses, run.picked, run.pending = 0, (), ""
    if again:
        from_its_beginning(run)
    else:
        go_on(run, step.next)
    go(run)


def _keep(run: Run, step: AskStep, value: AnswerValue) -> bool:
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
