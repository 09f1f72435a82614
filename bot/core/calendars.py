"""The calendars people count years in: Gregorian, Solar Hijri (Iran, Afghanistan) and Ethiopian.

A date is kept as ISO text of the precision asked for (`2019-05-03`, `2019-05`, `2019`), followed by what the person
wrote when that was in another calendar: `2019-05-03 sh1398-02-13`, `2019-04 sh1398-02`, `2019 sh1398`, `2016 eth2009`.
A month or year of another calendar lies in two Gregorian ones; kept is the one it begins in.

Arithmetic. Solar Hijri: the cycle of 33 years with 8 leap years, which equals the calendar as observed for all years
used here (K. M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon and Planets 74, 1996). Ethiopian: a leap
year every four years, years counted from 29 August 8 CE of the Julian calendar (E. M. Reingold and N. Dershowitz,
"Calendrical Calculations").
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Calendar(StrEnum):
    """A calendar, by the mark its years are kept with."""

    GREGORIAN = "greg"
    SOLAR_HIJRI = "sh"
    ETHIOPIAN = "eth"


YEARS = {
    Calendar.GREGORIAN: range(1900, 2101),
    Calendar.SOLAR_HIJRI: range(1280, 1451),
    Calendar.ETHIOPIAN: range(1893, 2093),
}
"""Years a living person can mean, per calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day, a month (`day` is 0) or a year (`month` is 0 too) of a calendar, which exists."""

    calendar: Calendar = Calendar.GREGORIAN
    year: int
    month: int = 0
    day: int = 0

    @property
    def first(self) -> date:
        """The Gregorian day it is or begins on."""
        return _FIRST[self.calendar](self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The Gregorian day it is or ends on."""
        if self.day:
            return self.first
        months = _MONTHS[self.calendar]
        year, month = (self.year, self.month + 1) if self.month else (self.year + 1, 1)
        if month > months:
            year, month = year + 1, 1
        return _FIRST[self.calendar](year, month, 1) - timedelta(days=1)

    @property
    def written(self) -> str:
        """The date as digits in its own calendar: `1398-02-13`, `1398-02`, `1398`."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def value(self) -> str:
        """The date as an answer keeps it."""
        if self.calendar is Calendar.GREGORIAN:
            return self.written
        gregorian = self.first.isoformat()[: len(self.written)]
        return f"{gregorian} {self.calendar}{self.written}"


_VALUE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?: (sh|eth)(\d{4})(?:-(\d\d))?(?:-(\d\d))?)?")


def kept_date(value: str) -> Dated | None:
    """Return the date that `value` keeps, in the calendar it was written in, or None when it keeps none."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    calendar, numbers = Calendar.GREGORIAN, found.groups()[:3]
    if found[4]:
        calendar, numbers = Calendar(found[4]), found.groups()[4:]
    year, month, day = (int(number or 0) for number in numbers)
    return existing(calendar, year, month, day)


def existing(calendar: Calendar, year: int, month: int = 0, day: int = 0) -> Dated | None:
    """Return the date if the calendar has it and a living person can mean it."""
    if year not in YEARS[calendar] or not 0 <= month <= _MONTHS[calendar]:
        return None
    if (day and not month) or not 0 <= day <= (days_of(calendar, year, month) if month else 0):
        return None
    return Dated(calendar=calendar, year=year, month=month, day=day)


def days_of(calendar: Calendar, year: int, month: int) -> int:
    """Return how many days a month has."""
    last = Dated(calendar=calendar, year=year, month=month).last
    return (last - Dated(calendar=calendar, year=year, month=month).first).days + 1


def _gregorian(year: int, month: int, day: int) -> date:
    return date(year, month, day)


_NOWRUZ_1395 = date(2016, 3, 20).toordinal()
_CYCLE = 33
_LEAP_IN_CYCLE = (1, 5, 9, 13, 17, 22, 26, 30)


def _solar_hijri(year: int, month: int, day: int) -> date:
    before = min(month - 1, 6) * 31 + max(month - 7, 0) * 30
    years = (year - 1395) * 365 + _leap_years_before(year) - _leap_years_before(1395)
    return date.fromordinal(_NOWRUZ_1395 + years + before + day - 1)


def _leap_years_before(year: int) -> int:
    cycles, rest = divmod(year, _CYCLE)
    return cycles * len(_LEAP_IN_CYCLE) + sum(leap < rest for leap in _LEAP_IN_CYCLE)


_ETHIOPIAN_EPOCH = 2796
"""The day before which no Ethiopian year is counted, as Python counts days: 29 August 8 CE, Julian."""


def _ethiopian(year: int, month: int, day: int) -> date:
    days = 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    return date.fromordinal(_ETHIOPIAN_EPOCH + days)


_FIRST = {
    Calendar.GREGORIAN: _gregorian,
    Calendar.SOLAR_HIJRI: _solar_hijri,
    Calendar.ETHIOPIAN: _ethiopian,
}
_MONTHS = {Calendar.GREGORIAN: 12, Calendar.SOLAR_HIJRI: 12, Calendar.ETHIOPIAN: 13}
