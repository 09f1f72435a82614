"""What texts name: answers in placeholders, commands."""

import re
from collections.abc import Iterator, Mapping

from bot.content.checks.problem import Problem
from bot.content.report import closest
from bot.content.texts import texts_of
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.exact_parts import PLACEHOLDER
from bot.core.flow import OWN_COMMANDS, CollectStep, Flow, FlowId, Release

_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
COMMAND = re.compile(r"(?<![\w/.:])/([a-z][a-z0-9_]*)(?![\w/.]*/|\w)")
"""A command as a text tells people to send it; a path such as /a/b is none."""


def placeholders(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find placeholders that cannot be filled."""
    offered = {name for name, _ in release.labels}
    own, told = answers_of(flow, release), _told(flow, release)
    for piece in texts_of(flow):
        known = told.get(piece.text.place, own)
        for brace in _BRACES.finditer(piece.text.source):
            name = PLACEHOLDER.fullmatch(brace[0])
            problem = (
                "A placeholder is written {answer}."
                if name is None
                else _unfilled(name[1], known, offered)
            )
            if problem:
                yield Problem(
                    code="F035",
                    place=piece.text.place,
                    message=problem,
                    suggestion="" if name is None or name[1] in known else closest(name[1], known),
                    needle=brace[0],
                )


def _told(flow: Flow, release: Release) -> dict[str, Mapping[str, AnswerSpec]]:
    """Return the answers of one record by the place of the line that shows it."""
    found: dict[str, Mapping[str, AnswerSpec]] = {}
    for step in flow.steps.values():
        spec = release.answers.get(step.save) if isinstance(step, CollectStep) else None
        teller = None if spec is None else release.flows.get(FlowId(spec.flow))
        if isinstance(step, CollectStep) and teller is not None:
            found[step.summary.place] = answers_of(teller, release)
    return found


def _unfilled(name: str, known: Mapping[str, AnswerSpec], offered: set[str]) -> str:
    if name not in known:
        return f"There is no answer called '{name}' to put here. Write one that is declared, or delete it."
    if known[name].type in _LABELLED and name not in offered:
        return f"No question offers choices for '{name}', so there are no words for it."
    return ""


_LABELLED = frozenset({AnswerType.ONE_OF, AnswerType.SOME_OF})


def answers_of(flow: Flow, release: Release) -> dict[str, AnswerSpec]:
    """Return the answers `flow` knows: shared ones and its own."""
    foreign = {
        name for other in release.flows.values() if other.id != flow.id for name in other.answers
    }
    return {
        name: spec
        for name, spec in release.answers.items()
        if name not in foreign or name in flow.answers
    }


def commands_in_texts(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find commands that a text tells people to send, but nothing answers to."""
    for piece in texts_of(flow):
        for command in COMMAND.finditer(piece.text.source):
            if command[1] not in release.commands and command[1] not in OWN_COMMANDS:
                yield Problem(
                    code="F050",
                    place=piece.text.place,
                    message=f"No flow is started by the command {command[0]}. Name one that exists, or write it under "
                    "a `start_on:`.",
                    suggestion=closest(command[1], release.commands),
                    needle=command[0],
                )
