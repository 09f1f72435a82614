"""Who is there: advisors say that they are away; until they are back nothing is handed to them or reminds them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.core.ticket import TeamId
from bot.service.desk.advisor import Advisor
from bot.service.desk.permissions import Permission, may

AWAY = "away"
"""The setting that says on which day an advisor is back, such as 2026-12-24; empty: they are there."""
NOT_KNOWN = "not_known"
"""What it holds when they do not know the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """An advisor is away; on the day `back` they are there again (None: not known)."""

    back: date | None = None


def absence(advisor: Advisor, today: date) -> Absence | None:
    """Return how long an advisor is away; None while they are there."""
    return absence_in(advisor.settings, today)


def absence_in(settings: Mapping[str, Any], today: date) -> Absence | None:
    """Return what the settings of an advisor say; a day that has come, or is none, means that they are there."""
    written = str(settings.get(AWAY, ""))
    if written == NOT_KNOWN:
        return Absence()
    back = day_of(written)
    return Absence(back=back) if back is not None and back > today else None


def day_of(written: str) -> date | None:
    """Return the day that is written as year, month and day, or None."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def present(advisors: Iterable[Advisor], today: date) -> Sequence[Advisor]:
    """Return those who work with tickets and are there: only they are reminded and get tickets handed to them."""
    return [each for each in advisors if may(each, Permission.ACT) and absence(each, today) is None]


def members(team: TeamId, advisors: Iterable[Advisor]) -> Sequence[Advisor]:
    """Return those of a team who work with tickets, whether they are there or not."""
    return [each for each in advisors if may(each, Permission.ACT) and team in each.teams]


def deserted(team: TeamId, advisors: Iterable[Advisor], today: date) -> bool:
    """Whether nobody of a team is there."""
    return not present(members(team, advisors), today)
