"""Answers nobody is asked for: what Merit itself knows about a conversation, for the conditions of flows."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.core.answer import Answers
from bot.core.flow import Release


def given(release: Release, today: date, holds: Mapping[str, Sequence[object]]) -> Answers:
    """Return them by name; `holds` are things of a conversation that are there or not.

    Of those in `NOT_SO` only what is there is said, so that a conversation test may say it as well.
    """
    there = {
        "files": release.files,
        "stories": any(s.told(today) for s in release.stories.values()),
    }
    there |= {name: bool(things) for name, things in holds.items()}
    known = {name: "yes" if so else "no" for name, so in there.items() if so or name not in NOT_SO}
    return {**known, **release.operator}


NOT_SO: Answers = {"planned": "no", "noted": "no", "ticket": "none", "ticket_code": ""}
"""What is known of these unless a conversation, or the test of one, says otherwise."""
