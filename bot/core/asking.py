"""Turning a step into what is said: questions with their buttons, plans with their sources."""

import re
from collections.abc import Iterator, Sequence

from bot.core import phrases
from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue
from bot.core.flow import (
    AskStep,
    Choice,
    ChoiceId,
    ChooseStep,
    FlowId,
    PlanItem,
    PlanStep,
    Release,
)
from bot.core.press import DONE, SKIP, WHY, Press
from bot.core.source import Source
from bot.core.text import Text, literal
from bot.core.turn import Offer, Say

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def with_answers(text: Text, release: Release, answers: Answers) -> Text:
    """Return `text` with the answers it names; one that is not known stays visible as its placeholder."""
    if "{" not in text.source:
        return text
    names = _PLACEHOLDER.findall(text.source)
    values = {
        name: shown(name, answers[name], release) for name in names if answers.get(name) is not None
    }
    return text.with_values(**values)


def shown(name: str, value: AnswerValue, release: Release) -> str | int | Text:
    """Return what stands for an answer in a sentence: the label of a choice, or the number or words given."""
    match value:
        case tuple():
            return ", ".join(value)
        case str():
            return release.labels.get((name, value), value)
        case _:
            return value if value is not None else ""


def open_choices(
    step: AskStep | ChooseStep, release: Release, answers: Answers
) -> Sequence[Choice]:
    """Return the choices offered now: those whose condition holds, or every language where a language is asked."""
    if isinstance(step, AskStep) and step.save == "language" and not step.choices:
        return tuple(
            Choice(id=ChoiceId(language.code), label=literal(language.native))
            for language in release.languages.values()
            if language.offered
        )
    return tuple(
        choice for choice in step.choices if choice.when is None or choice.when.holds(answers)
    )


def question(
    step: AskStep | ChooseStep,
    release: Release,
    answers: Answers,
    *,
    flow: FlowId,
    asked: int,
    picked: Sequence[str],
) -> Say:
    """Return the question as a message with its buttons."""
    offers = tuple(
        Offer(
            label=label,
            press=Press(flow=flow, step=step.id, choice=choice, asked=asked),
            picked=choice in picked,
        )
        for choice, label in buttons(step, release, answers)
    )
    return Say(paragraphs=((with_answers(step.text, release, answers),),), offers=offers)


def buttons(
    step: AskStep | ChooseStep, release: Release, answers: Answers
) -> Iterator[tuple[ChoiceId, Text]]:
    """Yield every button of a question in order: its choices, then done, skip and why where they belong."""
    for choice in open_choices(step, release, answers):
        yield choice.id, choice.label
    if isinstance(step, ChooseStep):
        return
    spec = release.answers[step.save]
    if spec.type is AnswerType.SOME_OF:
        yield DONE, phrases.DONE
    if can_skip(spec):
        yield SKIP, phrases.SKIP
    if step.why is not None:
        yield WHY, phrases.WHY


def can_skip(spec: AnswerSpec) -> bool:
    """Whether "I prefer not to say" is offered: for everything personal."""
    return spec.personal


def plan(step: PlanStep, release: Release, answers: Answers) -> Say:
    """Return the plan as one message: its heading, then each step that fits, numbered, with its sources."""
    fitting = [item for item in step.items if item.when is None or item.when.holds(answers)]
    if not fitting:
        return Say(paragraphs=((phrases.NOTHING_FITS,),))
    heading = (with_answers(step.text, release, answers), phrases.plan_length(len(fitting)))
    numbered = (
        _plan_item(item, number, release, answers) for number, item in enumerate(fitting, start=1)
    )
    return Say(paragraphs=(heading, *numbered))


def _plan_item(item: PlanItem, number: int, release: Release, answers: Answers) -> tuple[Text, ...]:
    text = with_answers(item.text, release, answers)
    numbered = Text(
        place=text.place,
        source=text.source,
        values=text.values,
        critical=text.critical,
        lead=f"{number}. ",
    )
    lines = {(source.link, source.published, source.read): source for source in item.sources}
    return (numbered, *(source_line(source) for source in lines.values()))


def source_line(source: Source) -> Text:
    """Return the line that says where a fact comes from and when we read it."""
    if source.published:
        return phrases.SOURCE_DATED.with_values(
            source=source.link, published=source.published, date=source.read
        )
    return phrases.SOURCE.with_values(source=source.link, date=source.read)
