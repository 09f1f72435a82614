"""How long things take, for admins: until an apology, until silence closes a ticket, until messages are deleted."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.core.desk_clock import LONGEST_PERIOD, Periods, periods_from_json
from bot.desk.visit import Visit
from bot.service.desk.audit import Deed

MOST: Mapping[str, int] = {"undo_hours": 48}
"""The largest numbers that are smaller than `LONGEST_PERIOD`; Telegram lets a bot delete no older message."""
_DIGITS = 4


async def periods(visit: Visit) -> web.StreamResponse:
    """Show the periods."""
    return await _page(visit, asdict(await visit.site.planning.teams.periods()))


async def decide(visit: Visit) -> web.StreamResponse:
    """Keep other periods; they hold from now on, for the tickets there are too."""
    planning = visit.site.planning
    before = asdict(await planning.teams.periods())
    sent = {name: visit.field(name).strip()[:20] for name in before}
    unfit = {name: most_of(name) for name, words in sent.items() if not fits(name, words)}
    if unfit:
        return await _page(visit, sent, unfit)
    after = periods_from_json({name: int(words) for name, words in sent.items()})
    await planning.teams.decide(after)
    planning.changed()
    await visit.note(Deed.PERIODS_CHANGED, about=_changed(before, after))
    return visit.to("/periods?done=saved")


def fits(name: str, words: str) -> bool:
    """Whether this is a number the period can have."""
    return words.isdecimal() and len(words) <= _DIGITS and 1 <= int(words) <= most_of(name)


def most_of(name: str) -> int:
    """Return the largest number the period can have."""
    return MOST.get(name, LONGEST_PERIOD)


def _changed(before: Mapping[str, int], after: Periods) -> str:
    return ",".join(
        f"{name}={value}" for name, value in asdict(after).items() if before[name] != value
    )


async def _page(
    visit: Visit, values: Mapping[str, Any], unfit: Mapping[str, int] | None = None
) -> web.Response:
    return await visit.page(
        "periods.html",
        status=400 if unfit else 200,
        title="periods",
        values=values,
        unfit=unfit or {},
        done=visit.request.query.get("done", "") == "saved",
    )
