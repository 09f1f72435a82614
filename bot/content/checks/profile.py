"""The fields of the skills profile: each says what it is for, how long it is kept and where it goes."""

from collections.abc import Iterator

from bot.content.checks.problem import Problem
from bot.content.report import closest, listed
from bot.core.answer import AnswerSpec, AnswerType, ProfileField
from bot.core.destinations import takes
from bot.core.flow import ChooseStep, FlowId, Release
from bot.core.profile import Export
from bot.core.sections import SHARED


def profile_fields(release: Release) -> Iterator[Problem]:
    """Find fields of the profile that do not say everything, or say what cannot be."""
    for spec, holder in _fields(release):
        place = f"answers/{spec.name}"
        missing = [key for key, known in _needed(spec) if not known]
        if missing:
            yield Problem(
                code="F100",
                place=place,
                message=f"'{spec.name}' belongs to the profile ({holder}), so it needs {listed(missing)}. "
                "docs/editors/profile.md says what each is.",
            )
        yield from _unfit(spec, place)


def _fields(release: Release) -> Iterator[tuple[AnswerSpec, str]]:
    """Yield every answer that is written down in a profile, with what makes it one."""
    for spec in release.answers.values():
        section = "" if spec.profile is None else spec.profile.section
        if spec.type is AnswerType.RECORDS and section:
            flow = release.flows.get(FlowId(spec.flow))
            for each in () if flow is None else flow.answers.values():
                yield each, f"a record of the section {section}"
        elif section:
            yield spec, f"the section {section}"


def _needed(spec: AnswerSpec) -> Iterator[tuple[str, bool]]:
    """Yield each key a field needs, and whether it is there."""
    known = spec.profile or ProfileField()
    yield "label", spec.label is not None
    yield "purpose", bool(spec.purpose)
    yield "sensitivity", known.sensitivity is not None
    yield "keep_for", known.months > 0
    for export in Export:
        yield export, export in known.goes


def _unfit(spec: AnswerSpec, place: str) -> Iterator[Problem]:
    for value in () if spec.profile is None else spec.profile.only_on_paper:
        if value not in spec.values:
            yield Problem(
                code="F101",
                place=place,
                message=f"'{spec.name}' cannot be '{value}', so `only_on_paper:` cannot name it.",
                suggestion=closest(value, spec.values),
                needle=value,
            )
    for export in Export:
        goes = "" if spec.profile is None else spec.profile.goes.get(export, "")
        if goes and spec.type not in takes(export, goes):
            yield Problem(
                code="F101",
                place=place,
                message=f"'{spec.name}' is a `{spec.type}:` answer and cannot go to {goes}, which takes "
                f"{listed(sorted(takes(export, goes)))}. Choose another place, or `no`.",
                needle=goes,
            )


def known_sections(release: Release) -> Iterator[Problem]:
    """Find sections that are not among the values of the answer `shared`."""
    spec = release.answers.get(SHARED)
    values = () if spec is None else spec.values
    named = [
        *(
            (each.profile.section, f"answers/{each.name}")
            for each in release.answers.values()
            if each.profile is not None and each.profile.section
        ),
        *(
            (choice.section, f"{flow.id}/{step.id}/choices/{choice.id}")
            for flow in release.flows.values()
            for step in flow.steps.values()
            if isinstance(step, ChooseStep)
            for choice in step.choices
            if choice.section
        ),
    ]
    for section, place in named:
        if section not in values:
            yield Problem(
                code="F102",
                place=place,
                message=f"There is no section '{section}'. Sections are the values of the answer '{SHARED}' in "
                "flows/answers.yaml.",
                suggestion=closest(section, values),
                needle=section,
            )
