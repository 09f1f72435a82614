"""Taking a profile over that another Merit wrote: each answer is judged by what today's flows ask for."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bot.core import phrases
from bot.core.answer import Answers, AnswerSpec, AnswerType, AnswerValue, Record
from bot.core.answering import read
from bot.core.asked import Asked, as_written
from bot.core.dates import NOW, fits_date
from bot.core.event import RecordKept
from bot.core.flow import AskStep, FlowId, Release
from bot.core.levels import LEVELS
from bot.core.render import without_bidi_controls
from bot.core.run import Run
from bot.core.sections import answers_of, sections
from bot.core.taxonomy import ESCO, OWN
from bot.core.terms import TERMS, own_words
from bot.core.walk import go, go_on

_OWN_WORDS = 60
_LABEL = 250
"""Letters there can be in words of one's own, and in the name of a concept."""
_CONCEPT = re.compile(rf"esco/[0-9a-f-]{{36}}/\S.{{0,{_LABEL - 1}}}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The answers of a profile by section: one mapping for each entry."""

    sections: Mapping[str, tuple[Answers, ...]]


def imported(run: Run, given: Imported) -> None:
    """Add what another Merit kept to what is told here, as far as today's flows ask for it; nothing is replaced."""
    step = run.waiting()
    taken = sum(_section(run, section, given) for section in sections(run.release))
    run.say(phrases.imported(taken) if taken else phrases.NOTHING_IMPORTED)
    run.answered = run.fenced = True
    if step is not None:
        go_on(run, step.next)
    go(run)


def _section(run: Run, section: str, given: Imported) -> int:
    """Take over a section and return how many things of it."""
    specs = list(answers_of(run.release, section))
    taken = 0
    for entry in given.sections.get(section, ()):
        taken += _single(run, specs, entry)
        for spec in specs:
            if spec.type is AnswerType.RECORDS:
                taken += _record(run, spec, entry)
    return taken


def _single(run: Run, specs: list[AnswerSpec], entry: Answers) -> int:
    fitting = dict(_fitting(run, {spec.name: spec for spec in specs}, entry))
    fresh = {name: value for name, value in fitting.items() if run.saved.get(name) is None}
    run.saved.update(fresh)
    return len(fresh)


def _record(run: Run, spec: AnswerSpec, entry: Answers) -> int:
    flow = run.release.flows.get(FlowId(spec.flow))
    record: Record = {} if flow is None else dict(_fitting(run, flow.answers, entry))
    told = run.records.get(spec.name, ())
    if not record or record in told or len(told) >= spec.most:
        return 0
    run.records[spec.name] = (*told, record)
    run.events.append(RecordKept(name=spec.name))
    return 1


def _fitting(
    run: Run, specs: Mapping[str, AnswerSpec], entry: Answers
) -> Iterator[tuple[str, AnswerValue]]:
    """Yield the answers of an entry that these declarations can have, in their order; personal ones with consent."""
    for name, spec in specs.items():
        value = entry.get(name)
        if value is None or spec.profile is None or (spec.personal and not run.consented):
            continue
        if fits(spec, value, run.release, run.now.date()):
            yield name, value


def fits(spec: AnswerSpec, value: AnswerValue, release: Release, today: date) -> bool:
    """Whether an answer can have this value, as it is kept, on this day."""
    match value:
        case tuple():
            once = bool(value) and len(set(value)) == len(value)
            return spec.type is AnswerType.SOME_OF and once and set(value) <= set(spec.values)
        case bool() | None:
            return False
        case int():
            return spec.type is AnswerType.NUMBER and spec.least <= value <= spec.most
        case _:
            return _fits(spec, value, release, today)


def _fits(spec: AnswerSpec, value: str, release: Release, today: date) -> bool:
    match spec.type:
        case AnswerType.ONE_OF | AnswerType.YES_NO:
            return value in spec.values
        case AnswerType.DATE:
            return _is_date(spec, value, release, today)
        case AnswerType.COUNTRY:
            return value in release.countries
        case AnswerType.SPOKEN:
            code, _, level = value.partition("/")
            return code in release.tongues and level in LEVELS
        case AnswerType.TEXT | AnswerType.CONTACT | AnswerType.PLACE:
            return _as_typed(spec, value)
        case _:
            return spec.type in TERMS and _is_term(spec, value, release)


def _is_date(spec: AnswerSpec, value: str, release: Release, today: date) -> bool:
    if value == NOW:
        return any(
            choice.id == NOW
            for flow in release.flows.values()
            for step in flow.steps.values()
            if isinstance(step, AskStep) and step.save == spec.name
            for choice in step.choices
        )
    return fits_date(value, Asked(spec=spec, choices=(), spell=as_written, today=today))


def _as_typed(spec: AnswerSpec, value: str) -> bool:
    """Whether the value is what reading it as typed words would give."""
    asked = Asked(spec=spec, choices=(), spell=as_written, today=date.max)
    return read(value, asked) == value


def _is_term(spec: AnswerSpec, value: str, release: Release) -> bool:
    if without_bidi_controls(value) != value:
        return False
    if value.startswith(OWN):
        words = value.removeprefix(OWN)
        return 0 < len(words) <= _OWN_WORDS and words == own_words(words)
    if value.startswith(ESCO):
        return _CONCEPT.fullmatch(value) is not None
    return release.taxonomy.find(spec.type, value) is not None
