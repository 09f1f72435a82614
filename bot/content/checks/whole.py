"""All flows together: what starts them, what they ask for and offer."""

from collections.abc import Iterator

from bot.content.checks.problem import Problem
from bot.content.knowing import GIVEN
from bot.core.flow import AskStep, CollectStep, FlowId, Release

REQUIRED_COMMANDS = ("start", "menu", "language", "help", "stop", "mydata", "delete", "human")


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
        if isinstance(step, AskStep | CollectStep)
    }
    for name in release.answers:
        if name not in asked and name not in GIVEN:
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
