"""Where facts come from and how old they are: sources, their links and dates, and the reviews of a file."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.content.checks.problem import Problem
from bot.content.interval import days
from bot.content.report import Mark, Report
from bot.content.texts import texts_of
from bot.core.flow import Flow, PlanStep, Release
from bot.core.review import LONG_OVERDUE, due

_CLAIM = re.compile(
    r"\b\d[\d,.]* ?(?:euros?|EUR|€|weeks?|months?|years?|%)(?!\w)|€ ?\d", re.IGNORECASE
)
"""A price or a length of time: what goes out of date first."""


def without_source(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find steps of a plan that do not say where their facts come from."""
    for step in flow.steps.values():
        for item in step.items if isinstance(step, PlanStep) else ():
            if item.text is not None and not item.sources:
                yield Problem(
                    code="F090",
                    place=item.text.place,
                    message=f"The item '{item.id}' does not say where its facts come from. Add `sources:` with an id "
                    "from the flow's `sources:`.",
                )


def claims_without_source(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find prices and lengths of time in a flow that has no source at all."""
    if flow.sources:
        return
    for piece in texts_of(flow):
        found = _CLAIM.search(piece.text.source)
        if piece.text.critical and found is not None:
            yield Problem(
                code="F096",
                place=piece.text.place,
                message=f"'{found[0]}' may change, and the flow has no `sources:`. Say where it comes from.",
                needle=found[0],
            )


def unused_sources(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find sources that nothing refers to, in a flow with a plan; elsewhere they stand for the whole flow."""
    if not any(isinstance(step, PlanStep) for step in flow.steps.values()):
        return
    used = {
        source.id
        for step in flow.steps.values()
        if isinstance(step, PlanStep)
        for item in step.items
        for source in item.sources
    }
    for name in flow.sources:
        if name not in used:
            yield Problem(
                code="F091",
                place=f"{flow.id}/sources/{name}",
                message=f"Nothing refers to the source '{name}'. Name it at the item it belongs to, or delete it.",
            )


def doubtful_links(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find links that look like an e-mail address."""
    for source in flow.sources.values():
        if "@" in urlsplit(source.link).netloc:
            yield Problem(
                code="F094",
                place=f"{flow.id}/sources/{source.id}",
                message=f"The link of '{source.id}' holds an @, like an e-mail address. Name a public page.",
                needle=source.link,
            )


def open_links(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find links that are not encrypted."""
    for source in flow.sources.values():
        if urlsplit(source.link).scheme == "http":
            yield Problem(
                code="F098",
                place=f"{flow.id}/sources/{source.id}",
                message=f"The link of '{source.id}' begins with http://, so anybody on the way can change the page. "
                "Try https://",
                needle=source.link,
            )


_HEAD = re.compile(r"(?P<key>reviewed|review_every):\s*[\"']?(?P<value>[^#\"']*?)[\"']?\s*(?:#.*)?")
"""A line of a file's head that says when it was read, and how often it has to be."""


def reviews(report: Report, today: date) -> None:
    """Note when the review of a file is overdue, was never done, or cannot have been on its day.

    Holds for every kind of content file whose head says `reviewed:`.
    """
    found = [
        (head, number)
        for number, line in enumerate(report.lines, start=1)
        if (head := _HEAD.fullmatch(line)) is not None
    ]
    said = {head["key"]: head["value"] for head, _ in found}
    for head, number in found:
        if head["key"] == "reviewed":
            at = Mark(line=number, column=head.start("value") + 1)
            _review(report, at, said["reviewed"], days(said.get("review_every", "")), today)


def _review(report: Report, at: Mark, text: str, holds: int, today: date) -> None:
    if text == "never":
        message = "Nobody who knows the law has read this file yet. Afterwards write the day here."
        report.add("F095", at, message)
        return
    reviewed = _date(text)
    if reviewed is None or not holds:
        return
    if reviewed > today:
        report.add("F093", at, f"{text} has not come yet. Is the year right?")
        return
    late = today - due(reviewed, holds)
    if late <= timedelta():
        return
    repair = (
        f"That is {late.days} days ago: have it read now, or take it out of the content."
        if late.days > LONG_OVERDUE
        else "Ask the owner to read the file again."
    )
    report.add("F092", at, f"The review was due on {due(reviewed, holds)}. {repair}")


def read_in_future(flow: Flow, today: date) -> Iterator[Problem]:
    """Find sources that are said to have been read, or published, on a day that has not come."""
    for source in flow.sources.values():
        first, _, last = source.published.partition(" – ")
        for key, day in (("read", source.read.isoformat()), ("published", last or first)):
            if day > today.isoformat()[: len(day)]:
                yield Problem(
                    code="F093",
                    place=f"{flow.id}/sources/{source.id}",
                    message=f"The source '{source.id}' says {key} {day}, which has not come yet. Is the year right?",
                    needle=f"{key}:",
                )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
