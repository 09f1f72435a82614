"""What the pages about teams, hours and figures need besides the tickets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.service.desk.count_ports import DeskCounts
from bot.service.desk.teams import Teams


@dataclass(frozen=True, slots=True, kw_only=True)
class Planning:
    """Teams as they are kept, and what is known about days.

    `regions` are those whose public holidays are known, by code; `holidays` gives them with their English names.
    `changed` lets everything that goes by teams and periods read them anew.
    """

    teams: Teams
    counts: DeskCounts
    regions: Mapping[str, str]
    holidays: Callable[[str, Iterable[int]], Mapping[date, str]]
    changed: Callable[[], None]
