"""What is known of a person when an advisor opens their ticket: from ids, so that it reads in any language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.sections import SHARED, section_title, told_sections
from bot.core.text import Text
from bot.service.desk.desk import Opened
from bot.service.desk.so_far import NOTHING_SO_FAR, SoFar, so_far
from bot.service.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What stands beside the conversation: words of the person's own, the entries they were shown, open sections.

    `so_far` is the guide they are in, and their steps.
    """

    asked: Sequence[str] = ()
    shown: Sequence[Text] = ()
    sections: Sequence[Text] = ()
    so_far: SoFar = NOTHING_SO_FAR


def story_of(opened: Opened, library: Library, now: datetime) -> Story:
    """Return the story of a ticket that was opened."""
    release = library.release
    asked = [
        str(each.message.about["asked"]) for each in opened.said if each.message.about.get("asked")
    ]
    entries = (entry for each in opened.said for entry in each.message.about.get("shown", ()))
    return Story(
        asked=asked,
        shown=[release.entries[each].question for each in entries if each in release.entries],
        sections=[section_title(release, each) for each in _open_sections(opened, library)],
        so_far=so_far(opened.session, release, now),
    )


def _open_sections(opened: Opened, library: Library) -> Iterator[str]:
    """Yield the sections the person opened to advisors in which something is told."""
    answers = opened.session.answers
    shared = answers.get(SHARED)
    allowed = shared if isinstance(shared, tuple) else ()
    told = told_sections(library.release, answers)
    return (section for section in allowed if section in told)
