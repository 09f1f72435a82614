"""Where things stand in the files: the line of a text or a step, and the step a finding is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.release import Content
from bot.core.finding import Finding, Severity
from bot.core.flow import FlowId, StepId


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A line of a file; `path` is relative to the content folder."""

    path: str
    line: int

    def __str__(self) -> str:
        """Return `file:line`."""
        return f"{self.path}:{self.line}"


def location(place: str, content: Content) -> Location | None:
    """Return where `place` (`flow/step/ask`) stands, or the nearest place above it; None for Merit's own words."""
    built = content.built.get(FlowId(place.partition("/")[0]))
    if built is None:
        return None
    line = next(
        (
            built.scope.spots[above].at.line
            for above in upwards(place)
            if above in built.scope.spots
        ),
        1,
    )
    return Location(path=built.scope.report.path, line=line)


def upwards(place: str) -> Iterator[str]:
    """Yield `place` and every place above it."""
    while place:
        yield place
        place = place.rpartition("/")[0]


def step_lines(flow: FlowId, content: Content) -> dict[StepId, int]:
    """Return the line each step of the flow's file begins at, also of steps that could not be built."""
    built = content.built.get(flow)
    if built is None:
        return {}
    spots = ((step, built.scope.spots.get(f"{flow}/{step}")) for step in built.scope.steps)
    lines = {StepId(step): spot.at.line for step, spot in spots if spot is not None}
    return dict(sorted(lines.items(), key=lambda line: line[1]))


def step_of(finding: Finding, content: Content) -> tuple[FlowId, StepId] | None:
    """Return the step a finding is about, or None when it is about a head, an answer or a translation."""
    flow = next(
        (id_ for id_, built in content.built.items() if built.scope.report.path == finding.path),
        None,
    )
    if flow is None:
        return None
    above = [step for step, line in step_lines(flow, content).items() if line <= finding.line]
    return (flow, above[-1]) if above else None


def broken_steps(flow: FlowId, findings: Iterable[Finding], content: Content) -> set[StepId]:
    """Return the steps of `flow` that have an error, and those that could not be built at all."""
    errors = (finding for finding in findings if finding.severity is Severity.ERROR)
    at = {step_of(finding, content) for finding in errors}
    built = content.built.get(flow)
    lost = set() if built is None else set(built.scope.steps) - set(built.flow.steps)
    return {step for step in step_lines(flow, content) if (flow, step) in at} | lost
