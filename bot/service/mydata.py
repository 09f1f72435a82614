"""Everything Merit keeps about a person, for that person: in words and as a file."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.core import phrases
from bot.core.answer import AnswerValue
from bot.core.asking import shown
from bot.core.flow import AskStep, Release
from bot.core.message import Attachment
from bot.core.session import Session
from bot.core.text import Text, literal
from bot.core.turn import Say

FILE_NAME = "merit-my-data.json"


def data_says(session: Session, release: Release) -> Say:
    """Return what is known about the person in words: language, agreement, and each answer under its question."""
    lines: list[tuple[Text, ...]] = [(phrases.DATA_HEADING,)]
    language = release.languages.get(session.language)
    if language is not None:
        lines.append((phrases.DATA_LANGUAGE.with_values(language=language.native),))
    if session.consent is not None:
        lines.append((phrases.DATA_AGREED if session.consent.given else phrases.DATA_NOT_AGREED,))
    lines += [
        (question, *_answer_lines(name, value, release))
        for name, value, question in _answers(session, release)
    ]
    lines.append((phrases.DATA_FILE,))
    return Say(paragraphs=tuple(lines))


def _answers(session: Session, release: Release) -> Iterator[tuple[str, AnswerValue, Text]]:
    questions = {
        step.save: step.text
        for flow in release.flows.values()
        for step in flow.steps.values()
        if isinstance(step, AskStep)
    }
    for name, value in session.answers.items():
        yield name, value, questions.get(name, literal(name))


def _answer_lines(name: str, value: AnswerValue, release: Release) -> Iterator[Text]:
    if value is None:
        yield phrases.SKIP
        return
    for part in value if isinstance(value, tuple) else (value,):
        words = shown(name, part, release)
        yield words if isinstance(words, Text) else literal(str(words))


def data_file(exported: Mapping[str, Any]) -> Attachment:
    """Return everything that is stored, table by table, as a JSON file."""
    content = json.dumps(exported, ensure_ascii=False, indent=2, sort_keys=True).encode()
    return Attachment(filename=FILE_NAME, media_type="application/json", content=content)
