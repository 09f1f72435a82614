"""The Solar Hijri and Ethiopian calendars against dates anybody can look up."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calendars import YEARS, Calendar, Dated, days_of, existing, kept_date

SH, ETH, GREG = Calendar.SOLAR_HIJRI, Calendar.ETHIOPIAN, Calendar.GREGORIAN


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1300, 1, 1, "1921-03-21"),
        (1357, 11, 22, "1979-02-11"),  # the revolution in Iran
        (1367, 1, 1, "1988-03-21"),
        (1375, 1, 1, "1996-03-20"),
        (1380, 7, 15, "2001-10-07"),
        (1395, 12, 30, "2017-03-20"),  # the last day of a leap year
        (1396, 1, 1, "2017-03-21"),
        (1399, 12, 30, "2021-03-20"),
        (1400, 1, 1, "2021-03-21"),
        (1400, 5, 24, "2021-08-15"),  # Kabul fell
        (1403, 1, 1, "2024-03-20"),
        (1404, 1, 1, "2025-03-21"),
        (1408, 1, 1, "2029-03-20"),
    ],
)
def test_a_solar_hijri_day_is_its_gregorian_day(year: int, month: int, day: int, gregorian: str):
    assert _day(SH, year, month, day) == gregorian


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1900, 1, 1, "1907-09-12"),
        (1966, 1, 1, "1973-09-11"),
        (1983, 9, 20, "1991-05-28"),  # Ginbot 20
        (1991, 13, 6, "1999-09-11"),  # the sixth day of Pagume in a leap year
        (2000, 1, 1, "2007-09-12"),  # the millennium
        (2009, 1, 1, "2016-09-11"),
        (2012, 1, 1, "2019-09-12"),
        (2013, 4, 29, "2021-01-07"),  # Christmas
        (2015, 1, 1, "2022-09-11"),
    ],
)
def test_an_ethiopian_day_is_its_gregorian_day(year: int, month: int, day: int, gregorian: str):
    assert _day(ETH, year, month, day) == gregorian


def _day(calendar: Calendar, year: int, month: int, day: int) -> str:
    found = existing(calendar, year, month, day)
    assert found is not None
    return found.first.isoformat()


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        (GREG, 2019, 2, 29),
        (GREG, 2019, 13, 0),
        (GREG, 2019, 0, 3),
        (GREG, 1899, 0, 0),
        (GREG, 2101, 0, 0),
        (SH, 1398, 12, 30),
        (SH, 1398, 7, 31),
        (SH, 1398, 13, 0),
        (SH, 1451, 0, 0),
        (ETH, 2009, 13, 6),
        (ETH, 2009, 14, 0),
        (ETH, 2009, 1, 31),
        (ETH, 2009, -1, 1),
    ],
)
def test_what_a_calendar_does_not_have_is_no_date(
    calendar: Calendar, year: int, month: int, day: int
):
    assert existing(calendar, year, month, day) is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02", "2019-02-01", "2019-02-28"),
        ("2019-05-03", "2019-05-03", "2019-05-03"),
        ("2019 sh1398", "2019-03-21", "2020-03-19"),
        ("2019-04 sh1398-02", "2019-04-21", "2019-05-21"),
        ("2020-02 sh1398-12", "2020-02-20", "2020-03-19"),
        ("2019-05-03 sh1398-02-13", "2019-05-03", "2019-05-03"),
        ("2016 eth2009", "2016-09-11", "2017-09-10"),
        ("2017-09 eth2009-13", "2017-09-06", "2017-09-10"),
    ],
)
def test_a_kept_date_spans_the_days_it_means_and_is_written_as_it_was_kept(
    value: str, first: str, last: str
):
    dated = kept_date(value)
    assert dated is not None
    assert (dated.first.isoformat(), dated.last.isoformat(), dated.value) == (first, last, value)


@pytest.mark.parametrize("value", ["", "today", "2019-13", "19", "2019 sh", "2019 xx1398", "1-1"])
def test_what_is_no_kept_date_is_none(value: str):
    assert kept_date(value) is None


@given(st.sampled_from([SH, ETH]), st.data())
def test_years_follow_one_another_without_a_gap(calendar: Calendar, data: st.DataObject):
    year = data.draw(st.sampled_from(YEARS[calendar][:-1]))
    this, following = Dated(calendar=calendar, year=year), Dated(calendar=calendar, year=year + 1)
    assert this.last + timedelta(days=1) == following.first
    months = 12 if calendar is SH else 13
    days = [days_of(calendar, year, month) for month in range(1, months + 1)]
    assert sum(days) == (following.first - this.first).days
    assert sum(days) in {365, 366}


@given(st.sampled_from(list(Calendar)), st.data())
def test_every_date_that_exists_is_kept_and_found_again(calendar: Calendar, data: st.DataObject):
    year = data.draw(st.sampled_from(YEARS[calendar]))
    month = data.draw(st.integers(0, 13))
    day = data.draw(st.integers(0, 31))
    dated = existing(calendar, year, month, day)
    if dated is not None:
        assert kept_date(dated.value) == dated
        assert dated.value.startswith(dated.first.isoformat()[:4])
