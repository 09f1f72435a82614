"""Turning a step into what is said: questions and cards with their buttons."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType, Record
from bot.core.answering import clarified, offered
from bot.core.asked import Asked, Clarify, Spell, as_written
from bot.core.flow import (
    AskStep,
    Choice,
    ChoiceId,
    ChooseStep,
    CollectStep,
    KeptPlanStep,
    Question,
    Release,
    ReviewStep,
)
from bot.core.listening import can_be_heard
from bot.core.plans import kept_items, kept_lines, kept_shown
from bot.core.press import (
    ADD,
    BACK,
    DONE,
    HUMAN,
    LEAVE,
    LISTEN,
    REMOVE,
    SKIP,
    WHY,
    Press,
    fix,
    opens,
    ticks,
)
from bot.core.progress import progress
from bot.core.render import TICK
from bot.core.run import Run
from bot.core.sections import told_sections
from bot.core.terms import TERMS, group_choices
from bot.core.text import Text, literal
from bot.core.turn import Offer, Say
from bot.core.wording import complete, shown, with_answers

PATIENCE = 3
"""Answers in a row that do not fit before other ways are offered."""
MANY = 20
"""Records or plan items a card shows buttons for."""


def open_choices(run: Run, step: AskStep | ChooseStep) -> Sequence[Choice]:
    """Return the choices offered now: those whose condition holds, Merit's own, or those of what is still open."""
    spec = run.spec(step.save) if isinstance(step, AskStep) else None
    if spec is None or spec.type in _PLAIN:
        return _own_choices(run, step)
    return offered(asked_of(run, step, spec))


_PLAIN = frozenset({AnswerType.SOME_OF, AnswerType.TEXT, AnswerType.NUMBER})
"""Types whose choices are just those of their question."""


def _own_choices(run: Run, step: AskStep | ChooseStep) -> Sequence[Choice]:
    if isinstance(step, AskStep) and step.save == "language" and not step.choices:
        return tuple(
            Choice(id=ChoiceId(language.code), label=literal(language.native))
            for language in run.release.languages.values()
            if language.offered
        )
    return open_now(run, step)


def open_now(run: Run, step: AskStep | ChooseStep) -> Sequence[Choice]:
    """Return the choices of a question whose condition holds now."""
    if all(choice.when is None and not choice.section for choice in step.choices):
        return step.choices
    answers = run.answers
    return tuple(
        choice
        for choice in step.choices
        if (choice.when is None or choice.when.holds(answers))
        and choice.section not in run.release.left_out
    )


def asked_of(
    run: Run, step: AskStep | ChooseStep, spec: AnswerSpec, spell: Spell = as_written
) -> Asked:
    """Return the question as it waits, for reading an answer to it."""
    groups = run.release.taxonomy.groups(spec.type) if spec.type in TERMS else ()
    return Asked(
        spec=spec,
        choices=group_choices(groups) if groups else _own_choices(run, step),
        spell=spell,
        today=run.now.date(),
        language=run.language,
        pending=run.pending,
        countries=run.release.countries,
        tongues=run.release.tongues,
        also=run.release.also.get(f"taxonomy/{spec.type}" if groups else spec.name, {}),
        groups=groups,
    )


def question(run: Run, step: Question) -> Say:
    """Return the question or card as a message with its buttons."""
    flow = run.frames[-1].flow
    offers = tuple(
        Offer(
            label=label,
            press=Press(flow=flow, step=step.id, choice=choice, asked=run.asked),
            picked=choice in run.picked,
        )
        for choice, label in buttons(run, step)
    )
    open_ = _open_question(run, step)
    heading = open_.text if open_ else with_answers(step.text, run.release, run.answers)
    credit = () if open_ is None or open_.credit is None else ((open_.credit,),)
    counted = progress(run, step)
    first = (heading,) if counted is None else (counted, heading)
    asks_file = isinstance(step, AskStep) and takes_files(run, step)
    return Say(
        paragraphs=(first, *credit, *_card(run, step)),
        offers=offers,
        asks_file=asks_file,
        items=kept_shown(run) if isinstance(step, KeptPlanStep) else (),
    )


def takes_files(run: Run, step: AskStep) -> bool:
    """Whether a question asks for a photo or document."""
    spec = run.spec(step.save)
    return spec is not None and spec.type is AnswerType.FILE


def _open_question(run: Run, step: Question) -> Clarify | None:
    """Return what is asked about an answer that is half known."""
    spec = run.spec(step.save) if run.pending and isinstance(step, AskStep) else None
    if spec is None or not isinstance(step, AskStep):
        return None
    return clarified(asked_of(run, step, spec))


def _card(run: Run, step: Question) -> Iterator[tuple[Text, ...]]:
    """Yield what a card shows below its heading."""
    match step:
        case AskStep():
            yield from _files_so_far(run, step)
        case ReviewStep():
            yield tuple(card_line(run, name) for name in reviewed(run, step))
        case CollectStep():
            told = run.records.get(step.save, ())
            lines = (_record_line(run, step, record, n) for n, record in enumerate(told, start=1))
            yield from ((line,) for line in lines)
        case KeptPlanStep():
            yield from kept_lines(run)
        case _:
            return


def _files_so_far(run: Run, step: AskStep) -> Iterator[tuple[Text, ...]]:
    spec = run.spec(step.save)
    if spec is not None and takes_files(run, step) and run.picked:
        yield (phrases.files_so_far(len(run.picked), spec.most),)


def card_line(run: Run, name: str) -> Text:
    """Return one answer of a card: what it is called, and what was answered."""
    value = run.answers.get(name)
    answer = phrases.NOT_ANSWERED if value is None else shown(name, value, run.release)
    return phrases.CARD_LINE.with_values(name=called(run, name), answer=answer)


def called(run: Run, name: str) -> Text:
    """Return what an answer is called on a card: its label, or else its question."""
    spec = run.spec(name)
    if spec is not None and spec.label is not None:
        return spec.label
    flow = run.flow_of(run.frames[-1])
    for each in (*(() if flow is None else (flow,)), *run.release.flows.values()):
        for step in each.steps.values():
            if isinstance(step, AskStep) and step.save == name:
                return step.text
    return literal(name)


def reviewed(run: Run, step: ReviewStep) -> tuple[str, ...]:
    """Return the answers a card shows: those it names, or all its flow asks for, as far as they are known."""
    names: Iterable[str] = step.answers
    if not step.answers:
        flow = run.flow_of(run.frames[-1])
        steps = () if flow is None else flow.steps.values()
        names = dict.fromkeys(each.save for each in steps if isinstance(each, AskStep))
    return tuple(name for name in names if name in run.answers)


def _record_line(run: Run, step: CollectStep, record: Record, number: int) -> Text:
    return replace(
        with_answers(step.summary, run.release, complete(step.summary, record)), lead=f"{number}. "
    )


def buttons(run: Run, step: Question) -> Iterator[tuple[ChoiceId, Text]]:
    """Yield every button of a question in order: its choices, then Merit's own where they belong."""
    match step:
        case AskStep():
            yield from ((choice.id, choice.shown) for choice in open_choices(run, step))
            yield from _own_buttons(run, step)
        case ChooseStep():
            told = told_sections(run.release, run.answers)
            for choice in open_choices(run, step):
                yield choice.id, _ticked_if(choice.shown, told=choice.section in told)
        case ReviewStep():
            yield from _correcting_buttons(run, step)
        case CollectStep():
            yield from _collecting_buttons(run, step)
        case _:
            kept = enumerate(kept_items(run)[:MANY], start=1)
            yield from ((ticks(number), literal(f"{number}")) for number, _ in kept)
            yield DONE, phrases.DONE
    yield from _ways_out(run, step)


def _ticked_if(label: Text, *, told: bool) -> Text:
    """Return the words of a button to a section of the profile, with a tick if something is told there."""
    return replace(label, lead=f"{TICK}{label.lead}") if told else label


def _correcting_buttons(run: Run, step: ReviewStep) -> Iterator[tuple[ChoiceId, Text]]:
    yield DONE, phrases.RIGHT
    for name in reviewed(run, step):
        yield fix(name), phrases.FIX.with_values(name=called(run, name))
    if run.frames[-1].record is not None:
        yield REMOVE, phrases.REMOVE


def _own_buttons(run: Run, step: AskStep) -> Iterator[tuple[ChoiceId, Text]]:
    spec = run.spec(step.save)
    if spec is not None and spec.type is AnswerType.SOME_OF:
        yield DONE, phrases.DONE
    if takes_files(run, step) and run.picked:
        yield DONE, phrases.DONE
        yield REMOVE, phrases.REMOVE_FILES
    if spec is not None and can_skip(spec):
        yield SKIP, phrases.SKIP
    if step.why is not None:
        yield WHY, phrases.WHY


def _collecting_buttons(run: Run, step: CollectStep) -> Iterator[tuple[ChoiceId, Text]]:
    told = run.records.get(step.save, ())
    spec = run.spec(step.save)
    if spec is None or len(told) < spec.most:
        yield ADD, step.add or phrases.ADD
    for number, _ in enumerate(told[:MANY], start=1):
        yield opens(number), literal(f"✏️ {number}")
    yield DONE, phrases.DONE


def _ways_out(run: Run, step: Question) -> Iterator[tuple[ChoiceId, Text]]:
    """Yield the ways to somebody who helps, to later, to hear it, and to the question before."""
    if run.misses >= PATIENCE:
        if helper(run.release) is not None:
            yield HUMAN, phrases.HUMAN
        yield LEAVE, phrases.LEAVE
    if can_be_heard(run, step):
        yield LISTEN, phrases.LISTEN
    if run.goes_back and run.frames[-1].flow != run.release.needs.get("idle"):
        yield BACK, phrases.BACK


def helper(release: Release) -> str | None:
    """Return the flow that brings a person, if there is one."""
    found = release.commands.get("human")
    return release.needs.get("human") or (None if found is None else found[0])


def can_skip(spec: AnswerSpec) -> bool:
    """Whether "I prefer not to say" is offered: for everything personal."""
    return spec.personal
