"""Public holidays: known days of the nine countries and their parts, and what is refused."""

from datetime import date

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.almanac import named_holidays, public_holidays, regions
from bot.almanac.places import COUNTRIES, PARTS

SUNDAY = 6


@pytest.mark.parametrize(
    ("region", "day"),
    [
        ("BE", date(2026, 7, 21)),
        ("ES", date(2026, 10, 12)),
        ("ES-CT", date(2026, 9, 11)),
        ("GB", date(2026, 12, 25)),
        ("GB-NIR", date(2026, 3, 17)),
        ("GB-SCT", date(2026, 11, 30)),
        ("HU", date(2026, 8, 20)),
        ("IE", date(2026, 3, 17)),
        ("IT", date(2026, 6, 2)),
        ("IT-MI", date(2026, 12, 7)),
        ("NL", date(2026, 4, 27)),
        ("SI", date(2026, 2, 8)),
        ("SK", date(2026, 8, 29)),
    ],
)
def test_a_known_day_is_a_holiday(region, day):
    assert day in public_holidays(region, [2026])


def test_a_holiday_of_a_part_is_none_of_the_country():
    assert date(2026, 11, 30) not in public_holidays("GB", [2026])
    assert date(2026, 9, 11) not in public_holidays("ES", [2026])
    assert date(2026, 11, 26) not in public_holidays("NL", [2026])


def test_a_day_that_stands_in_for_a_holiday_on_a_weekend_counts_too():
    assert date(2026, 12, 28) in public_holidays("GB-ENG", [2026])


@given(st.sampled_from(sorted(regions())), st.integers(2020, 2040))
def test_every_region_has_holidays_in_the_year_asked_for_and_no_other(region, year):
    days = public_holidays(region, [year])
    assert len(days) >= 6
    assert {day.year for day in days} == {year}
    christmas = date(year, 12, 25)
    assert christmas in days or (region.startswith("ES") and christmas.weekday() == SUNDAY)
    assert days < public_holidays(region, [year, year + 1])


def test_of_no_year_there_are_no_holidays():
    assert public_holidays("NL", []) == frozenset()


def test_holidays_are_in_order_with_english_names():
    found = named_holidays("NL", [2027, 2026])
    assert found[date(2026, 4, 27)] == "King's Day"
    assert list(found) == sorted(found)
    assert set(found) == public_holidays("NL", [2026, 2027])


@pytest.mark.parametrize("region", ["", "nl", "FR", "XX", "NL-Noord", "ES-XX", "ES-", "GB-ENG-X"])
def test_an_unknown_region_is_refused_by_name(region):
    with pytest.raises(ValueError, match="There is no region") as refused:
        public_holidays(region, [2026])
    assert repr(region) in str(refused.value)


@pytest.mark.parametrize(("region", "year"), [("NL", 1900), ("ES-CT", 2101), ("SI", 0)])
def test_a_year_nobody_knows_the_holidays_of_is_refused(region, year):
    with pytest.raises(ValueError, match=f"in {year} are not known"):
        public_holidays(region, [2026, year])


def test_regions_have_english_names():
    named = regions()
    assert named["NL"] == "Netherlands"
    assert named["GB-SCT"] == "United Kingdom: Scotland"
    assert named["ES-CT"] == "Spain: Catalonia"
    assert named["IT-AQ"] == "Italy: L'Aquila"
    assert len(set(named.values())) == len(named)
    assert all(name.strip() == name and name for name in named.values())


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_exactly_the_parts_with_holidays_of_their_own_are_named(country):
    parts = set(holidays.country_holidays(country).subdivisions)
    named = set(PARTS.get(country, {}))
    assert named in (parts, set())
    years = list(range(2024, 2031))
    whole = set(holidays.country_holidays(country, years=years))
    differ = any(
        set(holidays.country_holidays(country, subdiv=p, years=years)) != whole for p in parts
    )
    assert differ == bool(named)
