"""Reading a date: in digits of any script, with the names of months, in the calendar the person uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.core.asked import Asked, Clarify, Given, Refusal
from bot.core.calendars import YEARS, Calendar, Dated, existing, kept_date
from bot.core.flow import Choice, ChoiceId
from bot.core.fold import fold, skeleton
from bot.core.months import CALENDAR_WORDS, MORE_MONTHS, month_names
from bot.core.shown import shown_date
from bot.core.text import Text, pgettext

WHICH_CALENDAR = pgettext("ui/which_calendar", "Which calendar is this date of?")
IN_CALENDAR = {
    Calendar.GREGORIAN: pgettext("ui/calendar_european", "European: {date}"),
    Calendar.SOLAR_HIJRI: pgettext("ui/calendar_solar_hijri", "Solar Hijri: {date}"),
    Calendar.ETHIOPIAN: pgettext("ui/calendar_ethiopian", "Ethiopian: {date}"),
}
EXAMPLES = {
    "day": pgettext("ui/write_day", "Please write day, month and year, for example 3 May 2019."),
    "month": pgettext("ui/write_month", "Please write month and year, for example May 2019."),
    "year": pgettext("ui/write_year", "Please write the year with four digits, for example 2019."),
}
FULL_YEAR = pgettext(
    "ui/full_year", "Please write the year with all four digits, for example 1998 and not 98."
)
NO_SUCH_DATE = pgettext("ui/no_such_date", "There is no such date. Please check it.")
EUROPEAN_YEAR = pgettext(
    "ui/european_year",
    "Please write the year as it is counted in Europe, for example 2019.",
)
NOT_YET = pgettext("ui/not_yet", "This date has not come yet. Please check it.")
TOO_LATE = pgettext("ui/date_too_late", "The date cannot be after this: {date}. Please check it.")
TOO_EARLY = pgettext(
    "ui/date_too_early", "The date cannot be before this: {date}. Please check it."
)

NOW = "now"
"""The value of a date that is not over, where a question offers that."""

LONGEST = 60
"""Characters of a date; more is a story."""

_ETHIOPIAN = frozenset({"ti", "am", "om", "tig", "aa", "sid", "wal"})
"""Languages whose speakers may count years in the Ethiopian calendar without saying so."""
_LUNAR = frozenset({"ar", "ur", "so", "ha", "ff"})
"""Languages in which a year such as 1440 is of the lunar Hijri calendar, which we do not know."""
_YEAR = 4
_LAST_DAY, _LAST_MONTH = 31, 13
_PARTS = re.compile(r"\d+|[^\d]+")
_ETHIOPIC_NUMBER = re.compile("[፩-፼]")

Months = dict[str, set[tuple[Calendar, int]]]


def read_date(words: str, asked: Asked) -> Given:
    """Return the date in `words` as it is kept, or ask which calendar it is of, or say what would fit."""
    precision = asked.spec.precision or "year"
    wanted = fold(words)
    if not wanted or len(wanted) > LONGEST:
        return Refusal(reason=EXAMPLES[precision])
    parts = _parts(wanted, asked)
    if parts.years != 1:
        short = parts.numbers and not parts.years
        return Refusal(reason=FULL_YEAR if short else EXAMPLES[precision])
    meant = list(_meant(parts, asked, ethiopic=bool(_ETHIOPIC_NUMBER.search(words))))
    return _one_of(meant, parts, precision, asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """The numbers of a date with how many digits each has, the months it names and the calendars it says."""

    numbers: tuple[tuple[int, int], ...]
    months: frozenset[tuple[Calendar, int]]
    calendars: frozenset[Calendar]

    @property
    def years(self) -> int:
        return sum(length >= _YEAR for _, length in self.numbers)

    @property
    def in_other_order(self) -> Iterator[tuple[int, int, int]]:
        """Yield year, month and day, 0 for what is not there; nothing when it makes no date."""
        at = next(n for n, (_, length) in enumerate(self.numbers) if length >= _YEAR)
        year = self.numbers[at][0]
        rest = [value for n, (value, _) in enumerate(self.numbers) if n != at]
        match rest:
            case []:
                yield year, 0, 0
            case [one]:
                yield (year, 0, one) if self.months else (year, one, 0)
            case [one, two] if not self.months:
                month, day = (one, two) if at == 0 else (two, one)
                yield (year, day, month) if month > _LAST_MONTH else (year, month, day)
            case _:
                return


def _parts(wanted: str, asked: Asked) -> _Parts:
    pieces = [piece.strip() for piece in _PARTS.findall(wanted)]
    numbers = tuple((int(piece), len(piece)) for piece in pieces if piece.isdigit())
    words = [piece for piece in pieces if piece and not piece.isdigit()]
    known = _months(asked) if any(map(skeleton, words)) else {}
    months: set[tuple[Calendar, int]] = set()
    calendars: set[Calendar] = set()
    for piece in words:
        several = [piece, *piece.split()]
        months |= next(
            (known[skeleton(word)] for word in several if skeleton(word) in known), set()
        )
        calendars |= {
            _CALENDARS[skeleton(word)] for word in several if skeleton(word) in _CALENDARS
        }
    return _Parts(numbers=numbers, months=frozenset(months), calendars=frozenset(calendars))


_CALENDARS = {
    skeleton(word): calendar
    for calendar, words in CALENDAR_WORDS.items()
    for word in words.split("|")
}


def _months(asked: Asked) -> Months:
    """Return the months by their folded names, also the first three letters of an English one."""
    known: Months = {name: set(months) for name, months in _MORE_MONTHS.items()}
    for month, text in month_names():
        for name in (*asked.spell(text), text.source[:3]):
            known.setdefault(skeleton(name), set()).add((Calendar.GREGORIAN, month))
    return known


def _more_months() -> Months:
    known: Months = {}
    for calendar, several in MORE_MONTHS.items():
        for month, names in enumerate(several, start=1):
            for name in names.split("|"):
                known.setdefault(skeleton(name), set()).add((calendar, month))
    return known


_MORE_MONTHS = _more_months()


def _meant(parts: _Parts, asked: Asked, *, ethiopic: bool) -> Iterator[Dated]:
    """Yield the date in every calendar it can be of."""
    language = asked.language.partition("-")[0]
    for year, month, day in parts.in_other_order:
        for calendar in _calendars(parts, language, ethiopic=ethiopic):
            named = {number for of, number in parts.months if of is calendar}
            if parts.months and len(named) != 1:
                continue
            found = existing(calendar, year, named.pop() if named else month, day)
            if found is not None:
                yield found


def _calendars(parts: _Parts, language: str, *, ethiopic: bool) -> Iterator[Calendar]:
    said = parts.calendars
    of_months = {calendar for calendar, _ in parts.months}
    if said:
        yield from (calendar for calendar in Calendar if calendar in said)
        return
    if not ethiopic or of_months:
        yield Calendar.GREGORIAN
    if language not in _LUNAR or Calendar.SOLAR_HIJRI in of_months:
        yield Calendar.SOLAR_HIJRI
    if ethiopic or language in _ETHIOPIAN or Calendar.ETHIOPIAN in of_months:
        yield Calendar.ETHIOPIAN


def _one_of(meant: list[Dated], parts: _Parts, precision: str, asked: Asked) -> Given:
    exact = [_cut(each, precision) for each in meant if _exact(each, precision)]
    if not exact:
        return Refusal(reason=_why_none(meant, parts, precision, asked))
    fitting = [each for each in exact if not _out_of_bounds(each, asked)]
    if not fitting:
        return Refusal(reason=_out_of_bounds(exact[0], asked) or EXAMPLES[precision])
    if len(fitting) == 1:
        return fitting[0].value
    return _which(fitting)


def _why_none(meant: list[Dated], parts: _Parts, precision: str, asked: Asked) -> Text:
    if meant:
        return EXAMPLES[precision]
    year = next(value for value, length in parts.numbers if length >= _YEAR)
    if year in YEARS[Calendar.SOLAR_HIJRI] and asked.language.partition("-")[0] in _LUNAR:
        return EUROPEAN_YEAR
    known = any(year in years for years in YEARS.values())
    return NO_SUCH_DATE if known and len(parts.numbers) > 1 else EXAMPLES[precision]


def fits_date(value: str, asked: Asked) -> bool:
    """Whether a kept date is one that an answer to this question could be: as exact as asked, and within its bounds."""
    precision = asked.spec.precision or "year"
    dated = kept_date(value)
    if dated is None or not _exact(dated, precision) or _cut(dated, precision) != dated:
        return False
    return _out_of_bounds(dated, asked) is None


def _exact(dated: Dated, precision: str) -> bool:
    return bool({"day": dated.day, "month": dated.month, "year": dated.year}[precision])


def _cut(dated: Dated, precision: str) -> Dated:
    """Return the date without what was not asked for."""
    if precision == "day":
        return dated
    return replace(dated, day=0, month=dated.month if precision == "month" else 0)


def _out_of_bounds(dated: Dated, asked: Asked) -> Text | None:
    """Return why a date is too early or too late; one that lies in two years fits if either does."""
    latest = _bound(asked.spec.latest, asked.today)
    if latest is not None and dated.first > latest.last:
        return (
            NOT_YET if asked.spec.latest == TODAY else TOO_LATE.with_values(date=shown_date(latest))
        )
    earliest = _bound(asked.spec.earliest, asked.today)
    if earliest is not None and dated.last < earliest.first:
        return TOO_EARLY.with_values(date=shown_date(earliest))
    return None


TODAY = "today"


def _bound(bound: str, today: date) -> Dated | None:
    return kept_date(today.isoformat() if bound == TODAY else bound)


def _which(meant: list[Dated]) -> Clarify:
    choices = (
        Choice(
            id=ChoiceId(each.calendar),
            label=IN_CALENDAR[each.calendar].with_values(date=shown_date(each)),
        )
        for each in meant
    )
    pending = "|".join(each.value for each in meant)
    return Clarify(pending=f"date {pending}", text=WHICH_CALENDAR, choices=tuple(choices))


def which_calendar(kept: str) -> Clarify | None:
    """Return the question that `kept`, the rest of its `pending`, belongs to."""
    meant = [dated for dated in map(kept_date, kept.split("|")) if dated is not None]
    return _which(meant) if meant else None


def of_calendar(kept: str, calendar: str) -> str | None:
    """Return the one of the dates in `kept` that is of `calendar`."""
    meant = {dated.calendar: dated.value for dated in map(kept_date, kept.split("|")) if dated}
    return meant.get(Calendar(calendar)) if calendar in set(Calendar) else None
