"""Where facts come from and how old they are: sources, their links and dates, and the reviews of a file."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.content.checks.problem import Problem
from bot.content.fields import Fields
from bot.content.texts import texts_of
from bot.core.flow import Flow, PlanStep, Release

LONG_OVERDUE = timedelta(days=90)
_DAYS = {"week": 7, "month": 30.44, "year": 365.25}
_INTERVAL = re.compile(r"([1-9]\d?) (week|month|year)s?")
_CLAIM = re.compile(
    r"\b\d[\d,.]* ?(?:euros?|EUR|€|weeks?|months?|years?|%)(?!\w)|€ ?\d", re.IGNORECASE
)
"""A price or a length of time: what goes out of date first."""


def without_source(flow: Flow, _release: Release) -> Iterator[Problem]:
    """Find steps of a plan that do not say where their facts come from."""
    for step in flow.steps.values():
        for item in step.items if isinstance(step, PlanStep) else ():
            if not item.sources:
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


def days(interval: str) -> timedelta | None:
    """Return the length of an interval such as `6 months`."""
    found = _INTERVAL.fullmatch(interval.strip())
    return None if found is None else timedelta(days=round(int(found[1]) * _DAYS[found[2]]))


def reviews(fields: Fields, today: date) -> None:
    """Note in the report of a content file when its review is due, was never done, or cannot have been.

    Holds for every kind of content file: flows, questions and answers, saved replies.
    """
    text = "" if (entry := fields.node.entry("reviewed")) is None else _text(entry.value)
    every = "" if (entry := fields.node.entry("review_every")) is None else _text(entry.value)
    at = fields.mark("reviewed")
    if text == "never":
        fields.report.add(
            "F095",
            at,
            "Nobody who knows the law has read this file yet. Afterwards write the day here.",
        )
        return
    reviewed, interval = _date(text), days(every)
    if reviewed is None or interval is None:
        return
    if reviewed > today:
        fields.report.add("F093", at, f"{text} has not come yet. Is the year right?")
    elif (late := today - reviewed - interval) > timedelta():
        stale = (
            f" That is {late.days} days ago: have it read now, or take the flow off the menu."
            if late > LONG_OVERDUE
            else ""
        )
        fields.report.add(
            "F092",
            at,
            f"The review was due on {reviewed + interval}.{stale or ' Ask the owner to read the file again.'}",
        )


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


def _text(node: object) -> str:
    return str(getattr(node, "text", "")).strip()


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
