"""Stories: stories/<slug>.yaml, what somebody told about their own way and agreed to have told on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.fields import Fields, as_block
from bot.content.keys.stories import CONSENT, STORY
from bot.content.nodes import BlockNode
from bot.content.report import START, Report, closest, listed
from bot.content.reviews import read_review
from bot.content.scope import Scope
from bot.content.slugs import named_as_its_file
from bot.content.texts import LONGEST_LABEL, LONGEST_TEXT
from bot.content.yaml import read_file
from bot.core.answer import AnswerSpec
from bot.core.entry import Story
from bot.core.flow import FlowId

FOLDER = "stories"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltStory:
    """A story (or None where it cannot be told) and the report of its file."""

    story: Story | None
    report: Report


def read_stories(folder: Path, country: AnswerSpec | None) -> list[BuiltStory]:
    """Return every story, by name; `country` says which countries there are."""
    return [_read(file, country) for file in sorted((folder / FOLDER).glob("*.yaml"))]


def _read(file: Path, country: AnswerSpec | None) -> BuiltStory:
    node, report = read_file(file, f"{FOLDER}/{file.name}")
    block = None if node is None else as_block(node, report, "A story")
    if node is None and not report.findings:
        report.add("F016", START, "The file is empty. It begins with `story: name`.")
    story = None if block is None else _story(file.stem, block, report, country)
    return BuiltStory(story=story, report=report)


def _story(stem: str, block: BlockNode, report: Report, country: AnswerSpec | None) -> Story | None:
    fields = Fields(node=block, report=report, what="A story", at=START)
    fields.only(*STORY.names)
    named_as_its_file(fields, "story", stem)
    review = read_review(fields)
    given = _consent(fields)
    scope = Scope(flow=FlowId(""), report=report, answers={})
    for key in ("title", "text"):
        if not fields.has(key):
            fields.missing(key)
    title = scope.words(fields, "title", f"{FOLDER}/{stem}/title")
    text = scope.words(fields, "text", f"{FOLDER}/{stem}/text")
    told_by, heard = fields.text("told_by", needed=True), fields.text("source", needed=True)
    if given is None or title is None or text is None or report.failed:
        return None
    _fits(fields, title.source, LONGEST_LABEL * 2, "title")
    _fits(fields, text.source, LONGEST_TEXT, "text")
    return Story(
        id=stem,
        title=title,
        text=text,
        told_by=told_by,
        heard=heard,
        consented=given[0],
        until=given[1],
        country=_country(fields, country),
        owner=review.owner,
        reviewed=review.reviewed,
    )


def _consent(fields: Fields) -> tuple[date, date | None] | None:
    """Return the day of the consent and the day it ends, if it does; note what is missing."""
    block = fields.block("consent", needed=True)
    if block is None:
        return None
    given = Fields(node=block, report=fields.report, what="'consent:'", at=fields.mark("consent"))
    given.only(*CONSENT.names)
    given.text("kept", needed=True)
    day = given.day("given")
    if day is None:
        if not given.has("given"):
            given.missing("given", "Without the day of the consent there is no story.")
        return None
    until = given.day("until") if given.has("until") else None
    if until is not None and until < day:
        given.report.add(
            "F025",
            given.mark("until"),
            "The consent would end before it was given. Is the year right?",
        )
    return day, until


def _country(fields: Fields, country: AnswerSpec | None) -> str:
    node = fields.text_node("country")
    values = () if country is None else country.values
    if node is None or node.text in values:
        return "" if node is None else node.text
    fields.report.add(
        "F027",
        node.at,
        f"There is no country '{node.text}'. It can be {listed(values)}.",
        suggestion=closest(node.text, values),
    )
    return ""


def _fits(fields: Fields, words: str, longest: int, key: str) -> None:
    if len(words) > longest:
        fields.report.add(
            "F044",
            fields.mark(key),
            f"This text has {len(words)} letters; at most {longest} fit. Shorten it.",
        )
    if "{" in words or "}" in words:
        fields.report.add(
            "Q010", fields.mark(key), "Nothing is put into a story. Write it without { and }."
        )
