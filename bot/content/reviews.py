"""Who looks after a content file, who read it last, and when it is to be read again."""

from dataclasses import dataclass
from datetime import date

from bot.content.fields import Fields
from bot.content.interval import days


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The owner of a file, the day somebody who knows the subject read all of it (or none), who, and for how long."""

    owner: str
    reviewed: date | None
    by: str
    days: int


def read_review(fields: Fields) -> Review:
    """Return owner, day, reader and interval; note what is missing or cannot be read."""
    owner = fields.text("owner", needed=True)
    reviewed = None if fields.text("reviewed") == "never" else fields.day("reviewed")
    every = fields.text_node("review_every", needed=True)
    holds = 0 if every is None else days(every.text.strip())
    if every is not None and not holds:
        fields.report.add(
            "F025", every.at, f"'{every.text}' is not an interval. Write it like 6 months."
        )
    return Review(owner=owner, reviewed=reviewed, by=fields.text("reviewed_by"), days=holds)
