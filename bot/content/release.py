"""A release: all flows of a content folder together, checked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content import cldr
from bot.content.checks import (
    FLOW_CHECKS,
    LINK_CHECKS,
    PATH_CHECKS,
    SEEN_CHECKS,
    SET_CHECKS,
    FlowCheck,
    Problem,
    Seen,
    SeenCheck,
)
from bot.content.entries import entry_ids
from bot.content.flows import (
    FLOWS,
    BuiltFlow,
    FlowFile,
    SharedAnswers,
    build_flow,
    read_flow_files,
    read_shared_answers,
)
from bot.content.knowing import Known, learn
from bot.content.knowledge import KnowledgeFiles, read_knowledge
from bot.content.knowledge_checks import check_knowledge
from bot.content.languages import LOCALES, Languages, read_languages
from bot.content.other_words import read_other_words
from bot.content.pack import read_files, revision_of
from bot.content.report import START, Mark, Report
from bot.content.taxonomy import FOLDER as TERMS
from bot.content.taxonomy import read_taxonomy
from bot.core.answer import BUILT_IN, LANGUAGE, AnswerSpec
from bot.core.finding import Finding
from bot.core.flow import Arrival, AskStep, Flow, FlowId, Release, StepId
from bot.core.text import Text, literal

LINES_OF_SOURCE = 5
"""Lines below the id of a source that belong to it."""


@dataclass(slots=True)
class Content:
    """What a content folder holds, as far as it could be built, with everything found on the way."""

    languages: Languages
    release: Release
    built: Mapping[FlowId, BuiltFlow]
    shared: SharedAnswers
    knowledge: KnowledgeFiles
    reports: list[Report] = field(default_factory=list)
    known: Mapping[FlowId, Mapping[StepId, Known]] = field(default_factory=dict)
    """What each flow knows at each step, once that was asked for."""

    @property
    def findings(self) -> list[Finding]:
        """The findings of all files, by file and line."""
        found = [finding for report in self.reports for finding in report.findings]
        return sorted(
            found, key=lambda finding: (finding.path, finding.line, finding.column, finding.code)
        )

    @property
    def sound(self) -> bool:
        """Whether there is no error among the findings."""
        return not any(report.failed for report in self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowsRead:
    """The flows of a content folder as far as they could be built, not yet judged."""

    languages: Languages
    shared: SharedAnswers
    files: list[FlowFile]
    built: Mapping[FlowId, BuiltFlow]
    reports: list[Report]

    @property
    def answers(self) -> dict[str, AnswerSpec]:
        """Every declared answer by name."""
        return _answers((each.flow for each in self.built.values()), self.shared.specs)

    @property
    def labels(self) -> dict[tuple[str, str], Text]:
        """The words that stand for a choice of an answer."""
        return _labels(each.flow for each in self.built.values())


def read_flows(folder: Path) -> FlowsRead:
    """Return the flows below `folder`. Never raises for what a file holds."""
    languages, language_report = read_languages(folder)
    offered = tuple(code for code, entry in languages.items() if entry.language.offered)
    shared = read_shared_answers(
        folder, {**BUILT_IN, "language": replace(LANGUAGE, values=offered)}
    )
    files = read_flow_files(folder)
    reports = [language_report, shared.report, *(file.report for file in files)]
    if not files:
        nothing = Report(path=FLOWS)
        nothing.add(
            "F001", START, "There is no flow file here. Flows are files like flows/start.yaml."
        )
        reports.append(nothing)
    ids, entries = [file.id for file in files], entry_ids(folder)
    built = [build_flow(file, shared, ids, entries) for file in files]
    flows = {flow.flow.id: flow for flow in built if flow is not None}
    return FlowsRead(languages=languages, shared=shared, files=files, built=flows, reports=reports)


def read_content(folder: Path, before: Content | None = None) -> Content:
    """Return the flows and languages below `folder`, checked. Never raises for what a file holds.

    The knowledge and which languages are offered are taken over from `before`, if that is given.
    """
    read = read_flows(folder)
    flows, languages, shared = read.built, read.languages, read.shared
    release = _release(folder, flows, shared, languages)
    if before is None:
        knowledge = read_knowledge(folder, shared, [file.id for file in read.files], languages)
        words = read_other_words(folder, languages, shared.specs)
        terms = read_taxonomy(folder, languages)
        read.reports.extend([*words.reports, *terms.reports])
        release = replace(
            knowledge.added_to(release),
            also={**words.also, **{f"{TERMS}/{kind}": also for kind, also in terms.also.items()}},
            taxonomy=terms.taxonomy,
        )
    else:
        knowledge, release = before.knowledge, _as_before(release, before.release)
    content = Content(
        languages=languages,
        release=release,
        built=flows,
        shared=shared,
        knowledge=knowledge,
        reports=[*read.reports, *knowledge.reports],
    )
    _check(content)
    if before is None and all(id_ in flows for id_ in (file.id for file in read.files)):
        content.reports += check_knowledge(knowledge, content.release)
    return content


def _as_before(release: Release, before: Release) -> Release:
    return replace(
        release,
        languages=before.languages,
        entries=before.entries,
        knowledge=before.knowledge,
        replies=before.replies,
        cards=before.cards,
        stories=before.stories,
        alarms=before.alarms,
        also=before.also,
        recordings=before.recordings,
        taxonomy=before.taxonomy,
    )


def _release(
    folder: Path, built: Mapping[FlowId, BuiltFlow], shared: SharedAnswers, languages: Languages
) -> Release:
    flows = {id_: found.flow for id_, found in built.items()}
    triggers = [(trigger, flow.id) for flow in flows.values() for trigger in flow.triggers]
    commands: dict[str, tuple[FlowId, Arrival]] = {}
    needs: dict[str, FlowId] = {}
    for trigger, id_ in triggers:
        if trigger.command:
            commands.setdefault(trigger.command, (id_, trigger.arrival))
        if trigger.need:
            needs.setdefault(trigger.need, id_)
    return Release(
        id=revision_of(read_files(folder)),
        flows=flows,
        answers=_answers(flows.values(), shared.specs),
        languages={code: entry.language for code, entry in languages.items()},
        labels={**_labels(flows.values()), **_language_names(languages)},
        commands=commands,
        needs=needs,
        countries=cldr.countries(),
        tongues=cldr.tongues(),
    )


def _answers(flows: Iterable[Flow], shared: Mapping[str, AnswerSpec]) -> dict[str, AnswerSpec]:
    answers = dict(shared)
    for flow in flows:
        for name, spec in flow.answers.items():
            answers.setdefault(name, spec)
    return answers


def _labels(flows: Iterable[Flow]) -> dict[tuple[str, str], Text]:
    labels: dict[tuple[str, str], Text] = {}
    for flow in flows:
        for step in flow.steps.values():
            if isinstance(step, AskStep):
                for choice in step.choices:
                    labels.setdefault((step.save, str(choice.id)), choice.label)
    return labels


def _language_names(languages: Languages) -> dict[tuple[str, str], Text]:
    return {("language", code): literal(entry.language.native) for code, entry in languages.items()}


def _check(content: Content) -> None:
    _declared_twice(content)
    for built in content.built.values():
        checks = (*FLOW_CHECKS, *(PATH_CHECKS if built.sound else ()))
        note_problems(content, built.flow, checks)
    if any(report.failed for report in content.reports if not report.path.startswith(LOCALES)):
        return
    for built in content.built.values():
        note_problems(content, built.flow, LINK_CHECKS)
    for problem in [problem for check in SET_CHECKS for problem in check(content.release)]:
        _report(problem, content)
    if content.sound:
        look_through(content, SEEN_CHECKS)


def look_through(content: Content, checks: Iterable[SeenCheck]) -> None:
    """Note what `checks` find in the flows, by what is known at each step."""
    content.known = content.known or learn(content.release)
    for flow in content.release.flows.values():
        seen = Seen(flow=flow, release=content.release, known=content.known[flow.id])
        for problem in [problem for check in checks for problem in check(seen)]:
            _report(problem, content)


def note_problems(content: Content, flow: Flow, checks: Iterable[FlowCheck]) -> None:
    """Note what `checks` find in one flow."""
    for problem in [problem for check in checks for problem in check(flow, content.release)]:
        _report(problem, content)


def _declared_twice(content: Content) -> None:
    first: dict[str, FlowId] = {}
    for built in content.built.values():
        for name, at in built.marks.items():
            other = first.setdefault(name, built.flow.id)
            if other != built.flow.id:
                built.scope.report.add(
                    "F037",
                    at,
                    f"The flow '{other}' declares '{name}' too. Declare it once, in flows/answers.yaml.",
                )


def _report(problem: Problem, content: Content) -> None:
    report, at, last_line = _where(problem.place, content)
    if problem.condition is not None:
        built = content.built[FlowId(problem.place.partition("/")[0])]
        at = built.scope.conditions.get(problem.condition, at)
        last_line = at.line
    if problem.needle:
        at = report.locate(problem.needle, at, last_line)
    report.add(problem.code, at, problem.message, suggestion=problem.suggestion)


def _where(place: str, content: Content) -> tuple[Report, Mark, int]:
    """Return the file and mark of `place`, or of the nearest place above it that has one."""
    head, _, name = place.partition("/")
    if head == "answers":
        return _where_answer(name.partition("/")[0], content)
    built = content.built.get(FlowId(head))
    if built is None:
        return content.shared.report, START, START.line
    if name.startswith("sources/"):
        return _where_source(name.rpartition("/")[2], built.scope.report)
    above = next((each for each in _upwards(place) if each in built.scope.spots), "")
    if not above:
        return built.scope.report, START, START.line
    spot = built.scope.spots[above]
    last = spot.last_line if above.count("/") != 1 else _end_of_step(spot.last_line, built)
    return built.scope.report, spot.at, last


def _end_of_step(line: int, built: BuiltFlow) -> int:
    """Return the last line before another step begins."""
    spots = built.scope.spots
    steps = (spots.get(f"{built.flow.id}/{step}") for step in built.scope.steps)
    later = [spot.at.line for spot in steps if spot is not None and spot.at.line > line]
    return min(later, default=len(built.scope.report.lines) + 1) - 1


def _where_source(id_: str, report: Report) -> tuple[Report, Mark, int]:
    """Return where the source begins, and the last line its own keys can be on."""
    begins = re.compile(rf"(\s*-?\s*)id:\s*[\"']?{re.escape(id_)}[\"']?\s*(?:#.*)?")
    for number, line in enumerate(report.lines, start=1):
        found = begins.fullmatch(line)
        if found is not None:
            return report, Mark(line=number, column=len(found[1]) + 1), number + LINES_OF_SOURCE
    return report, START, START.line


def _where_answer(name: str, content: Content) -> tuple[Report, Mark, int]:
    for marks, report in [
        (content.shared.marks, content.shared.report),
        *((built.marks, built.scope.report) for built in content.built.values()),
    ]:
        if name in marks:
            return report, marks[name], marks[name].line + 3
    return content.shared.report, START, START.line


def _upwards(place: str) -> Iterator[str]:
    while place:
        yield place
        place = place.rpartition("/")[0]
