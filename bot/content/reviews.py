"""Who looks after a content file, who read it last, and when it is to be read again."""

import re
from dataclasses import dataclass
from datetime import date

from bot.content.fields import Fields

KEYS = ("owner", "reviewed", "review_every")
_INTERVAL = re.compile(r"[1-9]\d? (?:week|month|year)s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Every content file has an owner, the day somebody who knows the subject read all of it (or none), an interval."""

    owner: str
    reviewed: date | None
    every: str


def read_review(fields: Fields) -> Review:
    """Return owner, day and interval; note what is missing or cannot be read."""
    owner = fields.text("owner", needed=True)
    reviewed = None if fields.text("reviewed") == "never" else fields.day("reviewed")
    every = fields.text_node("review_every", needed=True)
    if every is not None and not _INTERVAL.fullmatch(every.text.strip()):
        fields.report.add(
            "F025", every.at, f"'{every.text}' is not an interval. Write it like 6 months."
        )
    return Review(owner=owner, reviewed=reviewed, every="" if every is None else every.text.strip())
