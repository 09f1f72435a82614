"""What the buttons under an answer do, and what is typed instead of pressing one."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.core import phrases
from bot.core.answering import read_choice
from bot.core.asides import answer_says
from bot.core.asked import Spell
from bot.core.asking import helper, open_now
from bot.core.entry import EntryId
from bot.core.event import AnswerJudged, QuestionKept, StaleButtonPressed
from bot.core.flow import Choice, ChoiceId, FlowId, StepId
from bot.core.inquiring import (
    DEEPER,
    FAQ,
    GIVEN,
    HELPED,
    IN,
    KEEP,
    NONE,
    NOT_HELPED,
    PERSON,
    SHOW,
    decline,
    give,
    needed,
    not_helpful,
    say_answer,
)
from bot.core.inquiry import QUESTION, Inquiry
from bot.core.message import OutboundKind
from bot.core.press import SKIP, Press
from bot.core.run import Run
from bot.core.text import Text
from bot.core.turn import Offer, Say
from bot.core.walk import ask_again, go

NONE_OF_THEM = ChoiceId("_none")


def press_under_answer(run: Run, press: Press) -> None:
    """Do what a button under an answer stands for; one that nothing is left of says so."""
    act = _ACTS.get(press.step)
    if act is None or not act(run, press):
        run.events.append(StaleButtonPressed())
        run.say(phrases.STALE)
        ask_again(run)


def _current(run: Run, press: Press) -> bool:
    """Whether a button belongs to the question that was asked last."""
    return press.asked == run.inquiry.number


def _show(run: Run, press: Press) -> bool:
    if EntryId(press.choice) not in run.release.entries:
        return False
    give(run, EntryId(press.choice))
    again_if_something_waits(run)
    return True


def _none_of_these(run: Run, press: Press) -> bool:
    if not _current(run, press):
        return False
    _leave_only(run, press, phrases.NONE_OF_THESE)
    decline(run)
    return True


def _in_language(run: Run, press: Press) -> bool:
    known = [id_ for id_ in run.inquiry.shown if id_ in run.release.entries]
    if press.choice not in run.release.languages or not known:
        return False
    said = answer_says(run.release.entries[known[-1]], run.release, run.answers)
    run.says.append(replace(said, language=str(press.choice)))
    return True


def _deeper(run: Run, press: Press) -> bool:
    flow = FlowId(press.choice)
    if flow not in run.release.flows:
        return False
    run.leave_with_all_above(flow)
    run.ended.clear()
    run.enter(flow, aside=True)
    go(run)
    return True


def _given(run: Run, press: Press) -> bool:
    if not _current(run, press) or EntryId(run.inquiry.entry) not in run.release.entries:
        return False
    _take(run, press.choice)
    again_if_something_waits(run)
    return True


def again_if_something_waits(run: Run) -> None:
    """Ask the waiting question again, unless an answer has buttons of its own and only the menu waits."""
    answered = bool(run.says) and any(each.press.flow == FAQ for each in run.says[-1].offers)
    if run.waiting() is None or run.topic is not None or not answered:
        ask_again(run)


def _leave_only(run: Run, press: Press, label: Text) -> None:
    """Leave only the button that was pressed under its message, with a tick."""
    offer = Offer(label=label, press=press, picked=True)
    run.says.append(Say(kind=OutboundKind.KEYBOARD, offers=(offer,)))


def _judge(run: Run, press: Press) -> bool:
    entry, helped = EntryId(press.choice), press.step == HELPED
    if entry not in run.release.entries:
        return False
    run.events.append(AnswerJudged(entry=entry, helped=helped))
    if helped:
        run.say(phrases.GLAD)
    else:
        not_helpful(run, entry)
    return True


def _keep(run: Run, press: Press) -> bool:
    """Leave the question for the editors, once."""
    inquiry = run.inquiry
    if not _current(run, press) or not inquiry.question:
        return False
    nearest = inquiry.entry or (inquiry.offered[0] if inquiry.offered else "")
    run.events.append(
        QuestionKept(
            text=inquiry.question,
            language=inquiry.language or run.language,
            entry=nearest,
            unhelpful=bool(inquiry.entry),
        )
    )
    _leave_only(run, press, phrases.KEEP_QUESTION)
    run.inquiry = replace(inquiry, question="")
    run.say(phrases.QUESTION_KEPT)
    return True


def _to_a_person(run: Run, press: Press) -> bool:
    """Let the flow that brings a person run, with the question as its message if the person agreed that it is kept."""
    flow = helper(run.release)
    if flow is None:
        return False
    run.leave_with_all_above(FlowId(flow))
    run.ended.clear()
    run.enter(FlowId(flow), aside=True)
    run.inquiry = replace(run.inquiry, handed=True)
    if _current(run, press) and run.inquiry.question and run.consented_to(QUESTION):
        run.saved[QUESTION] = run.inquiry.question
    go(run)
    return True


def _take(run: Run, choice: ChoiceId) -> None:
    """Take what an answer depends on, and give it; without consent it is used for this answer only."""
    entry, name = run.release.entries[EntryId(run.inquiry.entry)], run.inquiry.name
    value = None if choice == SKIP else str(choice)
    if run.consented_to(name):
        run.save(name, value)
        give(run, entry.id)
        return
    answers = {**run.answers, name: value}
    say_answer(run, entry, answers)


def chooses_under_answer(inquiry: Inquiry) -> bool:
    """Whether there are choices under an answer that could be typed."""
    return bool(inquiry.offered or inquiry.name)


def typed_under_answer(run: Run, words: str, spell: Spell) -> bool:
    """Take words as one of the choices that were just offered; False when they are none."""
    inquiry = run.inquiry
    if inquiry.offered:
        known = [id_ for id_ in inquiry.offered if id_ in run.release.entries]
        titles = [
            Choice(id=ChoiceId(id_), label=run.release.entries[id_].question) for id_ in known
        ]
        none = Choice(id=NONE_OF_THEM, label=phrases.NONE_OF_THESE)
        choice = read_choice(words, [*titles, none], spell)
        if choice is not None and choice.id == NONE_OF_THEM:
            decline(run)
        elif choice is not None:
            give(run, EntryId(choice.id))
        return choice is not None
    entry = run.release.entries.get(EntryId(inquiry.entry))
    step = needed(entry, run.release, run.answers) if entry is not None and inquiry.name else None
    found = None if step is None else read_choice(words, open_now(run, step), spell)
    if found is not None:
        _take(run, found.id)
    return found is not None


_ACTS: Mapping[StepId, Callable[[Run, Press], bool]] = {
    SHOW: _show,
    NONE: _none_of_these,
    HELPED: _judge,
    NOT_HELPED: _judge,
    PERSON: _to_a_person,
    KEEP: _keep,
    IN: _in_language,
    DEEPER: _deeper,
    GIVEN: _given,
}
"""What each button does; False when there is nothing left that it could do."""
