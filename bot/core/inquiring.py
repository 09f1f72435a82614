"""Answering a question: the answer that fits, a choice of a few, or an honest no, each with what can be done next.

The buttons belong to the answer and not to the question that waits, so they work also later; nothing they do answers
that question.
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.asides import ALSO_FOR, COUNTRY, answer_says
from bot.core.asking import helper, open_now
from bot.core.entry import Entry, EntryId
from bot.core.event import QuestionAsked
from bot.core.flow import AskStep, ChoiceId, FlowId, Release, StepId
from bot.core.found import Decision, Verdict
from bot.core.inquiry import SHOWN, Inquiry
from bot.core.press import SKIP, Press
from bot.core.run import Run
from bot.core.text import Text, literal
from bot.core.turn import Offer, Say
from bot.core.wording import with_answers

FAQ = FlowId("_faq")
"""Stands for the flow in the buttons under answers."""
SHOW, NONE, HELPED, NOT_HELPED = (StepId(each) for each in ("show", "none", "helped", "not"))
PERSON, KEEP, IN, GIVEN, DEEPER = (
    StepId(each) for each in ("human", "keep", "in", "given", "flow")
)
IT = ChoiceId("it")
"""The choice of a button that needs none."""
NEEDED = (COUNTRY, *ALSO_FOR)
"""Answers that are asked for when an answer depends on them, in this order."""
RELATED = 2
"""Entries close by that are offered under an answer."""


def inquire(run: Run, decision: Decision, words: str, language: str) -> None:
    """Answer a question as was decided; `language` is the one it is in."""
    run.inquiry = Inquiry(
        number=run.inquiry.number + 1,
        question=words if run.consented else "",
        language=language,
        shown=run.inquiry.shown,
    )
    match decision.verdict:
        case Verdict.ANSWER:
            give(run, decision.entries[0])
        case Verdict.CHOICES:
            _offer(run, decision.entries)
        case _:
            decline(run, decision.entries)


def give(run: Run, id_: EntryId) -> None:
    """Give the answer of an entry; ask first for what it depends on and nobody knows."""
    entry = run.release.entries[id_]
    step = needed(entry, run.release, run.answers)
    if step is None:
        say_answer(run, entry, run.answers)
    else:
        _ask_for(run, entry, step)


def say_answer(run: Run, entry: Entry, answers: Answers) -> None:
    """Say an answer with everything that can be done next."""
    run.events.append(QuestionAsked(entry=entry.id))
    shown = (*(each for each in run.inquiry.shown if each != entry.id), entry.id)[-SHOWN:]
    run.inquiry = replace(run.inquiry, shown=shown, offered=(), entry="", name="")
    said = answer_says(entry, run.release, answers)
    if entry.stub:
        run.says.append(replace(said, offers=tuple(_after_a_no(run))))
        return
    paragraphs = (*said.paragraphs, (phrases.DID_IT_HELP,))
    run.says.append(replace(said, paragraphs=paragraphs, offers=tuple(_under(run, entry))))


def _under(run: Run, entry: Entry) -> Iterator[Offer]:
    """Yield the buttons under an answer."""
    yield _button(run, phrases.IT_HELPED, HELPED, entry.id)
    yield _button(run, phrases.DID_NOT_HELP, NOT_HELPED, entry.id)
    related = [run.release.entries[id_] for id_ in entry.related if id_ in run.release.entries]
    for other in [each for each in related if not each.stub][:RELATED]:
        yield _button(run, other.question, SHOW, other.id)
    deeper = run.release.flows.get(FlowId(entry.flow))
    if deeper is not None and all(frame.flow != deeper.id for frame in run.frames):
        yield _button(run, deeper.title, DEEPER, deeper.id)
    other_language = run.release.languages.get(run.inquiry.language)
    if (
        other_language is not None
        and other_language.offered
        and other_language.code != run.language
    ):
        yield _button(run, literal(other_language.native), IN, other_language.code)
    yield from _person(run)


def _person(run: Run) -> Iterator[Offer]:
    if helper(run.release) is not None:
        yield _button(run, phrases.HUMAN, PERSON, IT)


def _button(run: Run, label: Text, step: StepId, choice: str) -> Offer:
    press = Press(flow=FAQ, step=step, choice=ChoiceId(choice), asked=run.inquiry.number)
    return Offer(label=label, press=press)


def _offer(run: Run, entries: tuple[EntryId, ...]) -> None:
    """Offer a few entries by their titles, and none of them."""
    run.events.append(QuestionAsked(offered=entries))
    run.inquiry = replace(run.inquiry, offered=entries)
    titles = (_button(run, run.release.entries[id_].question, SHOW, id_) for id_ in entries)
    none = _button(run, phrases.NONE_OF_THESE, NONE, IT)
    run.says.append(Say(paragraphs=((phrases.WHICH_ONE,),), offers=(*titles, none)))


def decline(run: Run, entries: tuple[EntryId, ...] = ()) -> None:
    """Say honestly that there is no answer; a stub says whom to ask."""
    if entries:
        say_answer(run, run.release.entries[entries[0]], run.answers)
        return
    run.events.append(QuestionAsked())
    run.inquiry = replace(run.inquiry, offered=(), entry="", name="")
    offers = tuple(_after_a_no(run))
    run.says.append(Say(paragraphs=((phrases.NO_ANSWER,), *_may_be_kept(run)), offers=offers))


def _after_a_no(run: Run) -> Iterator[Offer]:
    """Yield what can be done when there was no answer."""
    yield from _person(run)
    if _may_be_kept(run):
        yield _button(run, phrases.KEEP_QUESTION, KEEP, IT)


def _may_be_kept(run: Run) -> tuple[tuple[Text, ...], ...]:
    """Return the line that explains the button which leaves the question for the editors, where there is one."""
    learns = run.release.learns and not run.draft
    return ((phrases.QUESTION_FOR_EDITORS,),) if learns and run.inquiry.question else ()


def not_helpful(run: Run, entry: EntryId) -> None:
    """Regret that an answer did not help, and say what else can be done."""
    run.inquiry = replace(run.inquiry, entry=entry)
    offers = tuple(_after_a_no(run))
    run.says.append(Say(paragraphs=((phrases.SORRY,), *_may_be_kept(run)), offers=offers))


def needed(entry: Entry, release: Release, answers: Answers) -> AskStep | None:
    """Return the question for what has to be known to choose between the answers of an entry.

    None if nothing is missing.
    """
    unknown = [name for name in NEEDED if name in entry.names and name not in answers]
    steps = (asking_step(entry, name, release, answers) for name in unknown)
    return next((step for step in steps if step is not None), None)


def asking_step(entry: Entry, name: str, release: Release, answers: Answers) -> AskStep | None:
    """Return the question of a flow that asks for `name` and whose choices lead to different answers of the entry."""
    for flow in release.flows.values():
        for step in flow.steps.values():
            if isinstance(step, AskStep) and step.save == name and _decides(step, entry, answers):
                return step
    return None


def _decides(step: AskStep, entry: Entry, answers: Answers) -> bool:
    without = entry.variant({**answers, step.save: None})
    several = (entry.variant({**answers, step.save: choice.id}) for choice in step.choices)
    return any(each is not without for each in several)


def _ask_for(run: Run, entry: Entry, step: AskStep) -> None:
    """Ask for what an answer depends on, with the question and the choices of the flow that asks it too."""
    run.inquiry = replace(run.inquiry, entry=entry.id, name=step.save, offered=())
    lines = [(phrases.BEFORE_I_ANSWER,), (with_answers(step.text, run.release, run.answers),)]
    if not run.consented_to(step.save):
        lines.append((phrases.ONLY_FOR_THIS,))
    offers = [_button(run, choice.label, GIVEN, choice.id) for choice in open_now(run, step)]
    offers.append(_button(run, phrases.SKIP, GIVEN, SKIP))
    run.says.append(Say(paragraphs=tuple(lines), offers=tuple(offers)))
