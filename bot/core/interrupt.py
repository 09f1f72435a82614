"""What comes before an answer is read: words of danger, questions in the middle, and a greeting after a long time."""

from bot.core import phrases
from bot.core.alarm import AlarmKind, find_alarm
from bot.core.answer import AnswerType
from bot.core.asides import Aside, aside, is_question, word_for_word
from bot.core.correcting import onward
from bot.core.event import ConversationResumed, DangerSeen
from bot.core.flow import AskStep, HandoffStep, Question
from bot.core.fold import whole_number
from bot.core.found import Decision, Verdict
from bot.core.handoff import flag
from bot.core.inquiring import inquire
from bot.core.message import Words
from bot.core.run import Run
from bot.core.text import Text
from bot.core.wording import with_answers

AWAY = 12 * 60 * 60
"""Seconds without a word after which a person is told where they were."""
SILENCE = 60 * 60
"""Seconds in which another word of danger makes no other flag, unless it comes with words that advisors may read."""
GREETING = 3
"""Words that are a greeting rather than an answer after such a time."""
DANGER = "danger_kind"
"""The answer that tells the flow of the need `danger` what was said."""


def danger_in(run: Run, words: str) -> AlarmKind | None:
    """Return what danger `words` speak of, where the content has an answer to that."""
    if "danger" not in run.release.needs:
        return None
    return find_alarm(run.release.alarms, words)


def warn(run: Run, kind: AlarmKind) -> None:
    """Put the safety text on top of the conversation; what waited goes on afterwards."""
    flow = run.release.needs["danger"]
    run.events.append(DangerSeen(kind=kind))
    if not run.draft:
        flag(run, kind)
    if run.now.timestamp() - run.alarm_at > SILENCE:
        run.alarm_at = int(run.now.timestamp())
    run.leave_with_all_above(flow)
    run.enter(flow, aside=True)
    if DANGER in run.release.flows[flow].answers:
        run.saved[DANGER] = kind.value


def asks(run: Run, words: str) -> bool:
    """Whether `words` are clearly a question, in any language, also without a question mark."""
    return is_question(words, run.release.knowledge.asking.values())


def digresses(run: Run, step: Question | None, given: Words, *, eager: bool = False) -> bool:
    """Answer what the person asks instead of answering; False when it is no question.

    The caller asks the waiting question again. If `eager`, also what is no question is looked for among the answers.
    """
    meant = aside(given, run.release, run.language, run.answers, eager=eager)
    match meant:
        case None:
            return False
        case Decision():
            language = "" if given.found is None else given.found.language
            inquire(run, meant, given.text, language)
            if not meant.entries:
                run.say_more(*_answer_all_the_same(run, step))
        case Aside.WHY if isinstance(step, AskStep) and step.why is not None:
            run.say(with_answers(step.why, run.release, run.answers))
        case Aside.WHY if step is not None:
            run.say(phrases.WHY_ANY)
        case Aside.HELP if isinstance(step, AskStep) and step.help is not None:
            run.say(with_answers(step.help, run.release, run.answers))
        case Aside.HELP if step is not None:
            run.say(phrases.HELP_ANY)
        case _:
            inquire(run, Decision(verdict=Verdict.NO_ANSWER), given.text, "")
    return True


def _answer_all_the_same(run: Run, step: Question | None) -> tuple[Text, ...]:
    """Say how words that look like a question can still be an answer."""
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    return (phrases.IF_ANSWER,) if spec is not None and spec.type is AnswerType.TEXT else ()


def may_ask(run: Run, words: str) -> bool:
    """Whether a search could say something about words: they are a question, or nothing but a button is waited for."""
    step = run.waiting()
    if isinstance(step, AskStep) and (takes_questions(run, step) or not asks(run, words)):
        return False
    if whole_number(words) is not None or danger_in(run, words) is not None:
        return False
    return word_for_word(words, run.release, run.language) is None


def takes_questions(run: Run, step: AskStep) -> bool:
    """Whether the answer is a message to a person, so that a question is what it should be."""
    return handed_over(run, step) is not None


def handed_over(run: Run, step: AskStep) -> HandoffStep | None:
    """Return how the answer to a question goes to a person, if it does: the first handing over on its way."""
    flow = run.flow_of(run.frames[-1])
    if flow is None:
        return None
    at = step.next
    for _ in flow.steps:
        found = None if at is None else flow.steps[at]
        if isinstance(found, HandoffStep) and found.message == step.save:
            return found
        at = None if found is None else onward(run, found)
    known = (each for each in flow.steps.values() if isinstance(each, HandoffStep))
    return next((each for each in known if each.message == step.save), None)


def long_away(run: Run) -> bool:
    """Whether the person comes back to a topic after a long time, with this very message."""
    heard = run.began.heard_at
    return run.topic is not None and heard > 0 and run.now.timestamp() - heard > AWAY


def greets(run: Run, step: AskStep, words: str) -> bool:
    """Whether few words after a long time are a greeting and not the answer in words that is waited for."""
    spec = run.spec(step.save)
    in_words = spec is not None and spec.type is AnswerType.TEXT
    return in_words and long_away(run) and len(words.split()) <= GREETING


def welcome(run: Run) -> None:
    """Say where the conversation was."""
    topic = None if run.topic is None else run.flow_of(run.topic)
    if topic is not None:
        run.events.append(ConversationResumed(flow=topic.id))
        run.say(phrases.WELCOME_BACK.with_values(topic=topic.title))
