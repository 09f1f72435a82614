"""Telling the stories people agreed to have told on."""

from collections.abc import Iterator
from datetime import date

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.entry import Story
from bot.core.flow import Release, StoriesStep
from bot.core.turn import Say

MOST = 3
"""Stories told at a time: each is a message of its own."""


def stories(step: StoriesStep, release: Release, answers: Answers, today: date) -> Iterator[Say]:
    """Yield the messages: a heading and up to three stories, those of the person's country first; or that none is."""
    country = answers.get("country")
    told = [story for story in release.stories.values() if story.told(today)]
    told.sort(key=lambda story: story.country != country)
    if not told:
        yield Say(paragraphs=((step.empty,),))
        return
    yield Say(paragraphs=((step.text,),))
    yield from (_say(story) for story in told[:MOST])


def _say(story: Story) -> Say:
    teller = phrases.TOLD_BY.with_values(name=story.told_by, source=story.heard)
    return Say(paragraphs=((story.title,), (story.text,), (teller,)))
