"""Statistics, for leads, admins and auditors: counts by week, topic, country and language; none for an advisor."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO

from aiohttp import hdrs, web

from bot.core.answer_times import BUCKETS, LONGER
from bot.core.desk_figures import (
    WEEK,
    Counted,
    Figures,
    What,
    figures,
    suppressed,
    whole_weeks,
)
from bot.desk.sheets import Sheet, hidden, percent, sheets, time_words
from bot.desk.visit import Visit
from bot.service.desk.count_ports import Count

PERIODS = {4: "weeks_4", 13: "weeks_13", 52: "weeks_52"}
"""How many weeks are shown, with the word for it."""
BOUNDS = dict(BUCKETS) | {LONGER: timedelta.max}
_KNOWN = {each.value: each for each in What}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def statistics(visit: Visit) -> web.StreamResponse:
    """Show the figures of a period."""
    weeks = _weeks(visit)
    found = await _figures(visit, weeks)
    return await visit.page(
        "statistics.html",
        title="statistics",
        periods=PERIODS,
        weeks=len(weeks),
        since=weeks[0],
        until=_last(weeks),
        open_now=await _open_now(visit),
        half=time_words(visit.speech, None if found.times is None else found.times.half),
        most=time_words(visit.speech, None if found.times is None else found.times.most),
        kept=percent(visit.speech, found.parts[What.PROMISED]),
        sheets=list(sheets(visit.speech, found)),
    )


async def download(visit: Visit) -> web.StreamResponse:
    """Send the figures of a period as a file for a spreadsheet: one number on a line."""
    weeks = _weeks(visit)
    found = await _figures(visit, weeks)
    written = StringIO()
    lines = csv.writer(written)
    lines.writerow(("table", "code", "name", "what", "value"))
    for sheet in sheets(visit.speech, found):
        lines.writerows([_plain(cell) for cell in line] for line in _lines(sheet))
    name = f"merit-{weeks[0]}-{_last(weeks)}.csv"
    return web.Response(
        # The mark at the beginning tells spreadsheets that it is UTF-8.
        body=written.getvalue().encode("utf-8-sig"),
        content_type="text/csv",
        charset="utf-8",
        headers={hdrs.CONTENT_DISPOSITION: f'attachment; filename="{name}"'},
    )


def _weeks(visit: Visit) -> tuple[date, ...]:
    """Return the weeks that are asked for: whole ones, so that no two periods differ by a day."""
    asked = visit.request.query.get("weeks", "")
    count = next((each for each in PERIODS if str(each) == asked), min(PERIODS))
    return whole_weeks(visit.today, count)


def _last(weeks: tuple[date, ...]) -> date:
    return weeks[-1] + WEEK - timedelta(days=1)


async def _figures(visit: Visit, weeks: tuple[date, ...]) -> Figures:
    counts = await visit.site.planning.counts.read(weeks[0], _last(weeks))
    return figures([_counted(each) for each in counts if each.kind in _KNOWN], weeks, BOUNDS)


def _counted(count: Count) -> Counted:
    return Counted(
        what=_KNOWN[count.kind],
        day=count.day,
        topic=count.topic,
        country=count.country,
        language=count.language,
        bucket=count.bucket,
        count=count.n,
    )


async def _open_now(visit: Visit) -> str:
    shown = suppressed({"open": len(await visit.site.desk.queue())})
    return hidden(visit.speech, shown) if shown.total is None else str(shown.total)


def _lines(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    for row in sheet.rows:
        for column, cell in zip(sheet.columns, row.cells, strict=True):
            yield sheet.name, row.code, row.name, column.name, cell


def _plain(cell: str) -> str:
    """Return a cell no spreadsheet takes for a formula, without marks of direction."""
    words = "".join(letter for letter in cell if letter.isprintable())
    return f"'{words}" if cell.startswith(_FORMULA) else words
