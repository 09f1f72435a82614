"""The checks of flows: one small function each, in the tables at the end; they see values and places, not files."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.content.extract import PLACEHOLDER
from bot.content.paths import circles, goes_on, unreachable
from bot.content.report import closest
from bot.content.texts import texts_of
from bot.core.answer import BUILT_IN, AnswerSpec, AnswerType
from bot.core.flow import OWN_COMMANDS, AskStep, ChooseStep, Flow, FlowId, Release
from bot.core.interrupt import DANGER
from bot.core.press import DONE, LONGEST_IDS, SKIP, WHY

MOST_STEPS = 60
REQUIRED_COMMANDS = ("start", "menu", "language", "help", "stop", "mydata", "delete", "human")
_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
COMMAND = re.compile(r"(?<![\w/.:])/([a-z][a-z0-9_]*)(?![\w/.]*/|\w)")
"""A command as a text tells people to send it; a path such as /a/b is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong at `place` (`flow/step/ask`); `needle` is the piece of the text it is about."""

    code: str
    place: str
    message: str
    suggestion: str = ""
    needle: str = ""


FlowCheck = Callable[[Flow, Release], Iterator[Problem]]
SetCheck = Callable[[Release], Iterator[Problem]]


def texts_too_long(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find texts and labels that do not fit a small screen (and a translation is often a third longer)."""
    for piece in texts_of(flow):
        length = len(piece.text.source)
        if length > piece.longest:
            code = "F045" if piece.is_label else "F044"
            what = "label" if piece.is_label else "text"
            yield Problem(
                code=code,
                place=piece.text.place,
                message=f"This {what} has {length} letters; at most {piece.longest} fit. Shorten it or split it.",
            )


def placeholders(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find placeholders that cannot be filled."""
    offered = {name for name, _ in release.labels}
    known = answers_of(flow, release)
    for piece in texts_of(flow):
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


def _unfilled(name: str, known: Mapping[str, AnswerSpec], offered: set[str]) -> str:
    if name not in known:
        return f"There is no answer called '{name}' to put here."
    if known[name].type is AnswerType.SOME_OF:
        return f"'{name}' can be several choices; only one choice, a number or a text can be put into a sentence."
    if known[name].type is AnswerType.ONE_OF and name not in offered:
        return f"No question offers choices for '{name}', so there are no words for it."
    return ""


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
                    message=f"No flow is started by the command {command[0]}.",
                    suggestion=closest(command[1], release.commands),
                    needle=command[0],
                )


def ids_too_long(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find questions whose buttons would not fit what a channel carries back."""
    for step in flow.steps.values():
        if not isinstance(step, AskStep | ChooseStep):
            continue
        longest = max(
            (
                *(choice.id for choice in step.choices),
                *_own_buttons(step),
                *_languages(step, release),
            ),
            key=len,
        )
        total = len(flow.id) + len(step.id) + len(longest)
        if total > LONGEST_IDS:
            yield Problem(
                code="F023",
                place=f"{flow.id}/{step.id}",
                message=f"'{flow.id}', '{step.id}' and '{longest}' have {total} letters together; "
                f"at most {LONGEST_IDS} fit a button. Shorten one of them.",
            )


def _own_buttons(step: AskStep | ChooseStep) -> tuple[str, ...]:
    return (SKIP, DONE, WHY) if isinstance(step, AskStep) else ("",)


def _languages(step: AskStep | ChooseStep, release: Release) -> tuple[str, ...]:
    return tuple(release.languages) if isinstance(step, AskStep) and step.save == "language" else ()


def too_many_steps(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find flows that are too large to be read and reviewed as one topic."""
    if len(flow.steps) > MOST_STEPS:
        yield Problem(
            code="F046",
            place=f"{flow.id}/{list(flow.steps)[MOST_STEPS]}",
            message=f"The flow has {len(flow.steps)} steps; at most {MOST_STEPS} are allowed. "
            "Put a part into a flow of its own and run it with `flow:`.",
        )


def runs_off_its_end(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find last steps that lead nowhere."""
    for step in flow.steps.values():
        if step.next is None and goes_on(step, release.answers):
            yield Problem(
                code="F041",
                place=f"{flow.id}/{step.id}",
                message="Nothing follows this step. Add `next:`, or a last step with `end: done`.",
            )


def never_reached(flow: Flow, release: Release) -> Iterator[Problem]:
    """Find steps no way leads to."""
    for step in unreachable(flow, release.answers):
        yield Problem(
            code="F042",
            place=f"{flow.id}/{step}",
            message=f"No way leads to the step '{step}'. Name it in a `next:`, or delete it.",
        )


def in_circles(release: Release) -> Iterator[Problem]:
    """Find ways that come back to themselves without a question."""
    for circle in circles(release.flows, release.answers):
        (flow, step), *_ = sorted(circle)
        names = " → ".join(f"{at}/{name}" for at, name in [*circle, circle[0]])
        yield Problem(
            code="F043",
            place=f"{flow}/{step}",
            message=f"The conversation goes in circles here without waiting for the person: {names}.",
        )


def started_twice(release: Release) -> Iterator[Problem]:
    """Find commands and needs that start more than one flow."""
    first: dict[str, FlowId] = {}
    for flow in release.flows.values():
        for trigger in flow.triggers:
            names = [
                trigger.command and f"/{trigger.command}",
                trigger.need and f"the need '{trigger.need}'",
            ]
            for name in filter(None, names):
                if first.setdefault(name, flow.id) != flow.id:
                    yield Problem(
                        code="F047",
                        place=f"{flow.id}/start_on",
                        message=f"{name[0].upper()}{name[1:]} already starts the flow '{first[name]}'.",
                    )


def nothing_starts(release: Release) -> Iterator[Problem]:
    """Find commands and needs that every set of content has to serve, but does not."""
    lacking = [f"/{name}" for name in REQUIRED_COMMANDS if name not in release.commands]
    if "idle" not in release.needs:
        lacking.append("the need 'idle' (the menu)")
    if "consent" not in release.needs and any(spec.personal for spec in release.answers.values()):
        lacking.append("the need 'consent' (before personal questions)")
    for name in lacking:
        yield Problem(
            code="F048", place="", message=f"No flow is started by {name}. Add it to a `start_on:`."
        )


def never_asked(release: Release) -> Iterator[Problem]:
    """Find answers nobody asks for."""
    asked = {
        step.save
        for flow in release.flows.values()
        for step in flow.steps.values()
        if isinstance(step, AskStep)
    }
    for name in release.answers:
        if name not in asked and name not in BUILT_IN and name != DANGER:
            yield Problem(
                code="F049",
                place=f"answers/{name}",
                message=f"No question saves the answer '{name}'. Ask for it, or delete it.",
            )


def never_offered(release: Release) -> Iterator[Problem]:
    """Find declared values that no question offers."""
    asked = {name for name, _ in release.labels}
    for spec in release.answers.values():
        if spec.name == "language" or spec.name not in asked:
            continue
        for value in spec.values:
            if (spec.name, value) not in release.labels:
                yield Problem(
                    code="F039",
                    place=f"answers/{spec.name}",
                    message=f"No question offers '{value}' for the answer '{spec.name}'.",
                    needle=value,
                )


def records_without_flow(release: Release) -> Iterator[Problem]:
    """Find answers for records that no flow tells."""
    for spec in release.answers.values():
        if spec.type is AnswerType.RECORDS and spec.flow not in release.flows:
            yield Problem(
                code="F032",
                place=f"answers/{spec.name}",
                message=f"There is no flow called '{spec.flow}'; `records:` names the flow that asks for one record.",
                suggestion=closest(spec.flow, release.flows),
                needle=spec.flow,
            )


FLOW_CHECKS: tuple[FlowCheck, ...] = (texts_too_long, ids_too_long, too_many_steps)
"""Checks of one flow that hold even when other things in its file are wrong."""

PATH_CHECKS: tuple[FlowCheck, ...] = (runs_off_its_end, never_reached)
"""Checks of one flow whose file is otherwise in order."""

LINK_CHECKS: tuple[FlowCheck, ...] = (placeholders, commands_in_texts)
"""Checks of one flow against the others, when all files are otherwise in order."""

SET_CHECKS: tuple[SetCheck, ...] = (
    in_circles,
    started_twice,
    nothing_starts,
    never_asked,
    never_offered,
    records_without_flow,
)
"""Checks of all flows together, when all files are otherwise in order."""
