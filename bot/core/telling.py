"""Telling the person what is in their profile, and what advisors did with it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bot.core import phrases
from bot.core.answer import AnswerSpec, AnswerType, AnswerValue, Record
from bot.core.by_others import Addition, Gloss, Look
from bot.core.flow import ChoiceId, FlowId, Release, StepId, TellAdvisorsStep, TellProfileStep
from bot.core.press import REMOVE, Press
from bot.core.profile import AdditionKind
from bot.core.profile_words import PROFILE_WORDS
from bot.core.run import Run
from bot.core.sections import answers_of, is_told, section_title, sections
from bot.core.text import Text, literal
from bot.core.turn import Offer, Say
from bot.core.wording import shown

ADVISED = FlowId("_advised")
"""Stands for the flow in the buttons under what advisors added."""

LATEST = 20
"""Looks that are told, the latest ones."""

Lines = tuple[Text, ...]


def tell_profile(run: Run, step: TellProfileStep) -> Say:
    """Return the whole profile in words, section by section, or that there is nothing in it."""
    told = [lines for section in sections(run.release) for lines in _section(run, section)]
    if not told:
        return Say(paragraphs=((step.empty,),))
    return Say(paragraphs=((step.text,), *told))


def _section(run: Run, section: str) -> Iterator[Lines]:
    """Yield what is told in a section: a heading with single answers below it, then each record."""
    answers = run.answers
    specs = [spec for spec in answers_of(run.release, section) if is_told(answers.get(spec.name))]
    if not specs:
        return
    single = [spec for spec in specs if spec.type is not AnswerType.RECORDS]
    lines = (_line(run.release, spec, answers[spec.name]) for spec in single)
    yield (replace(section_title(run.release, section), lead="▪️ "), *lines)
    for spec in specs:
        for number, record in enumerate(run.records.get(spec.name, ()), start=1):
            several = _record(run.release, record, number)
            if several:
                yield several


def _record(release: Release, record: Record, number: int) -> Lines:
    known = [(release.answers.get(name), value) for name, value in record.items() if is_told(value)]
    lines = [_line(release, spec, value) for spec, value in known if spec is not None]
    return tuple(
        replace(line, lead=f"{number}. ") if at == 0 else line for at, line in enumerate(lines)
    )


def _line(release: Release, spec: AnswerSpec, value: AnswerValue) -> Text:
    return phrases.CARD_LINE.with_values(
        name=spec.label or literal(spec.name), answer=shown(spec.name, value, release)
    )


def tell_advisors(run: Run, step: TellAdvisorsStep) -> Say:
    """Return what advisors added and looked at, the latest first, or that nobody did."""
    others = run.by_others
    several = len(others.additions) > 1
    added = [
        (each, f"{number}. " if several else "")
        for number, each in enumerate(reversed(others.additions), start=1)
    ]
    told = [
        *(_addition(each, mark) for each, mark in added),
        *(_gloss(each) for each in reversed(others.glosses)),
        *(_look(run.release, each) for each in list(reversed(others.looks))[:LATEST]),
    ]
    if not told:
        return Say(paragraphs=((step.empty,),))
    offers = tuple(removing(each, mark) for each, mark in added)
    return Say(paragraphs=((step.text,), *told), offers=offers)


def removing(each: Addition, mark: str = "") -> Offer:
    """Return the button that takes an advisor's addition out of the profile; `mark` is its number in a list."""
    press = Press(flow=ADVISED, step=StepId(REMOVE), choice=ChoiceId(str(each.at)), asked=0)
    return Offer(label=replace(phrases.REMOVE, lead=mark), press=press)


def remove_addition(run: Run, pressed: Press) -> None:
    """Take an advisor's addition out of the profile; one that is gone stays gone."""
    at = str(pressed.choice)
    if at.isascii() and at.isdigit():
        run.by_others = run.by_others.without(int(at))
    run.say(phrases.REMOVED)


def _addition(each: Addition, mark: str) -> Lines:
    kind = PROFILE_WORDS[AdditionKind(each.kind)]
    by = phrases.ADDED_BY.with_values(kind=kind, advisor=each.by, date=_day(each.at))
    return replace(by, lead=mark), literal(each.text)


def _gloss(each: Gloss) -> Lines:
    return PROFILE_WORDS[f"by_{each.by}"], literal(f"{each.words} → {each.text}")


def _look(release: Release, look: Look) -> Lines:
    seen = phrases.LOOKED_AT.with_values(advisor=look.by, date=_day(look.at))
    return seen, *(replace(section_title(release, each), lead="• ") for each in look.sections)


def _day(at: int) -> Text:
    return literal(datetime.fromtimestamp(at, UTC).date())
