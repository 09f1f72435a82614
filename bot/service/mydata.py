"""Everything Merit keeps about a person, for that person: in words and as a file."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.core import phrases
from bot.core.answer import AnswerType, AnswerValue
from bot.core.flow import AskStep, Release
from bot.core.message import Attachment
from bot.core.session import Session
from bot.core.text import Text, literal
from bot.core.turn import Say
from bot.core.wording import shown

FILE_NAME = "merit-my-data.json"


def data_says(session: Session, release: Release) -> Say:
    """Return what is known about the person in words: language, agreement, and everything they told."""
    lines: list[tuple[Text, ...]] = [(phrases.DATA_HEADING,)]
    language = release.languages.get(session.language)
    if language is not None:
        lines.append((phrases.DATA_LANGUAGE.with_values(language=language.native),))
    if session.consent is not None:
        lines.append((phrases.DATA_AGREED if session.consent.given else phrases.DATA_NOT_AGREED,))
    questions = _questions(release)
    lines += [
        (questions.get(name, literal(name)), *_answer_lines(name, value, release))
        for name, value in session.answers.items()
    ]
    lines += list(_records(session, release, questions))
    if session.plans:
        steps = sum(len(plan.items) for plan in session.plans)
        done = sum(len(plan.done) for plan in session.plans)
        lines.append((phrases.DATA_STEPS.with_values(steps=steps, done=done),))
    if session.remind_at:
        at = datetime.fromtimestamp(session.remind_at, UTC).date()
        lines.append((phrases.DATA_REMINDER.with_values(date=at),))
    lines.append((phrases.DATA_FILE,))
    return Say(paragraphs=tuple(lines))


def _questions(release: Release) -> dict[str, Text]:
    return {
        step.save: step.text
        for flow in release.flows.values()
        for step in flow.steps.values()
        if isinstance(step, AskStep)
    }


def _records(
    session: Session, release: Release, questions: Mapping[str, Text]
) -> Iterator[tuple[Text, ...]]:
    """Yield each record with what it is one of, its answers under their questions."""
    for told in session.records.values():
        for number, record in enumerate(told, start=1):
            parts = [
                line
                for name, value in record.items()
                for line in (
                    questions.get(name, literal(name)),
                    *_answer_lines(name, value, release),
                )
            ]
            yield (literal(f"{number}."), *parts)


def _answer_lines(name: str, value: AnswerValue, release: Release) -> Iterator[Text]:
    if value is None:
        yield phrases.SKIP
        return
    spec = release.answers.get(name)
    counted = spec is not None and spec.type is AnswerType.FILE
    for part in value if isinstance(value, tuple) and not counted else (value,):
        words = shown(name, part, release)
        yield words if isinstance(words, Text) else literal(str(words))


def data_file(exported: Mapping[str, Any]) -> Attachment:
    """Return everything that is stored, table by table, as a JSON file."""
    content = json.dumps(exported, ensure_ascii=False, indent=2, sort_keys=True).encode()
    return Attachment(filename=FILE_NAME, media_type="application/json", content=content)
