"""The sections of the skills profile: which answers belong to each, and where something is told."""

from collections.abc import Iterator

from bot.core.answer import Answers, AnswerSpec, AnswerValue
from bot.core.flow import Release
from bot.core.text import Text, literal

WITH_PHOTO, WITH_PLAN, WITH_NOTES = WITH = ("with_photo", "with_plan", "with_notes")
"""Answers that say what else stands on a paper."""

SHARED = "shared"
"""The answer whose values are the sections, and whose value is what an advisor may see."""


def sections(release: Release) -> tuple[str, ...]:
    """Return the sections this Merit has, in order."""
    spec = release.answers.get(SHARED)
    known = () if spec is None else spec.values
    return tuple(section for section in known if section not in release.left_out)


def section_title(release: Release, section: str) -> Text:
    """Return what a section is called."""
    return release.labels.get((SHARED, section), literal(section))


def answers_of(release: Release, section: str) -> Iterator[AnswerSpec]:
    """Yield the answers of a section, in the order of their declaration."""
    for spec in release.answers.values():
        if spec.profile is not None and spec.profile.section == section:
            yield spec


def is_told(value: AnswerValue) -> bool:
    """Whether a value says something: a question that was passed over has none, and 0 is a number like any other."""
    return value is not None and value not in {"", ()}


def told_sections(release: Release, answers: Answers) -> frozenset[str]:
    """Return the sections in which something is told; of records `answers` holds the number."""
    return frozenset(
        section
        for section in sections(release)
        if any(is_told(answers.get(spec.name)) for spec in answers_of(release, section))
    )
