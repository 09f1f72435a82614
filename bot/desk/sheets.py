"""Figures as tables in words: what the page and the file for a spreadsheet show, number by number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from bot.core.answer_times import BUCKETS
from bot.core.desk_figures import COLUMNS, By, Figures, Shown, Table, Times, What
from bot.core.helped import ANSWERS
from bot.core.text import npgettext
from bot.core.ticket import Reason
from bot.desk.speech import Speech
from bot.service.desk.card_words import REASONS

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
SUM = "all"
"""The id of the last line of a table; a line without an id is of what was not said."""
_HEADINGS = {
    By.WEEK: "by_week",
    By.TOPIC: "by_topic",
    By.COUNTRY: "by_country",
    By.LANGUAGE: "by_language",
}
_COUNTED = {
    What.OPENED: "figure_opened",
    What.ANSWERED: "figure_answered",
    What.CLOSED: "figure_closed",
}
_REASONS = {each.value: each for each in Reason}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in files, and on the page."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line: what it is about, as an id and in words, and a cell for each column."""

    code: str
    name: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table."""

    name: str
    words: str
    columns: Sequence[Column]
    rows: Sequence[Row]


def sheets(speech: Speech, figures: Figures) -> Iterator[Sheet]:
    """Yield the tables that have lines."""
    for table in figures.tables:
        if table.keys:
            yield _table(speech, table)
    for what, words in ((What.CLOSED, "by_reason"), (What.HELPED, "by_helped")):
        shown = figures.parts[what]
        if shown.cells:
            yield _parts(speech, what, words, shown)


def _table(speech: Speech, table: Table) -> Sheet:
    columns = [Column(name=what.value, words=speech.word(_COUNTED[what])) for what in COLUMNS]
    times = [
        Column(name="half_within", words=speech.word("half_within")),
        Column(name="most_within", words=speech.word("most_within")),
    ]
    rows = [_row(speech, table, key) for key in table.keys]
    sums = [_cell(speech, table.columns[what], table.columns[what].total) for what in COLUMNS]
    total = Row(code=SUM, name=speech.word("sum"), cells=(*sums, "", ""))
    return Sheet(
        name=table.by.value,
        words=speech.word(_HEADINGS[table.by]),
        columns=(*columns, *times),
        rows=(*rows, total),
    )


def _row(speech: Speech, table: Table, key: str) -> Row:
    counts = [
        _cell(speech, table.columns[what], table.columns[what].cells[key]) for what in COLUMNS
    ]
    times: Times | None = table.times.get(key)
    took = (times.half, times.most) if times is not None else (None, None)
    words = ["" if each is None else time_words(speech, each) for each in took]
    return Row(code=key, name=_name(speech, table.by, key), cells=(*counts, *words))


def _parts(speech: Speech, what: What, words: str, shown: Shown) -> Sheet:
    rows = [
        Row(code=key, name=_part(speech, what, key), cells=(_cell(speech, shown, count),))
        for key, count in sorted(shown.cells.items(), key=lambda cell: _place(cell[0]))
    ]
    total = Row(code=SUM, name=speech.word("sum"), cells=(_cell(speech, shown, shown.total),))
    return Sheet(
        name="reason" if what is What.CLOSED else what.value,
        words=speech.word(words),
        columns=(Column(name="number", words=speech.word("how_many")),),
        rows=(*rows, total),
    )


def _place(key: str) -> tuple[int, str]:
    """Return where a line stands: answers and reasons in their own order, what is not known last."""
    order = [*ANSWERS, *_REASONS]
    return (order.index(key) if key in order else len(order), key)


def _part(speech: Speech, what: What, key: str) -> str:
    if what is What.HELPED:
        return speech.text(ANSWERS.get(key, key))
    return speech.text(REASONS[_REASONS[key]]) if key in _REASONS else key


def _name(speech: Speech, by: By, key: str) -> str:
    if not key:
        return speech.word("not_said")
    match by:
        case By.WEEK:
            return speech.word("week_of", day=date.fromisoformat(key))
        case By.LANGUAGE:
            return speech.lang(key)
        case By.TOPIC | By.COUNTRY:
            return speech.label(by.value, key)
        case _ as unknown:
            assert_never(unknown)


def _cell(speech: Speech, column: Shown, count: int | None) -> str:
    if column.total == 0:
        return "0"  # a line that another column hides says no more than the sum does
    return hidden(speech, column) if count is None else str(count)


def hidden(speech: Speech, column: Shown) -> str:
    """Return what stands in the place of a hidden number."""
    return speech.word("fewer_than_5" if column.few else "not_shown")


def percent(speech: Speech, promised: Shown) -> str:
    """Return how many first answers came within the promised time."""
    kept, late = promised.cells.get("kept", 0), promised.cells.get("late", 0)
    if kept is None or late is None:
        return speech.word("not_shown")
    return f"{100 * kept / (kept + late):.0f} %" if kept + late else speech.word("no_promises")


def time_words(speech: Speech, most: timedelta | None) -> str:
    """Return a working time in words; None stands for too few to say."""
    if most is None:
        return speech.word("not_shown")
    if most == timedelta.max:
        return speech.word("longer_than", time=time_words(speech, BUCKETS[-1][1]))
    if most < _HOUR:
        return speech.text(
            npgettext(
                "desk/page/time/minutes", "{count} minute", "{count} minutes", most // _MINUTE
            )
        )
    hours = npgettext("desk/page/time/hours", "{count} hour", "{count} hours", most // _HOUR)
    return speech.text(hours)
