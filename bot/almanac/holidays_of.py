"""The public holidays of a country, or of a part of one whose days are others."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import holidays

from bot.almanac.places import COUNTRIES, PARTS

LANGUAGE = "en_US"


@cache
def regions() -> Mapping[str, str]:
    """Return every region there are holidays of, by code: `ES` Spain, `ES-CT` Spain: Catalonia."""
    known = dict(COUNTRIES)
    for country, parts in PARTS.items():
        known.update(
            {f"{country}-{part}": f"{COUNTRIES[country]}: {parts[part]}" for part in parts}
        )
    return dict(sorted(known.items()))


def public_holidays(region: str, years: Iterable[int]) -> frozenset[date]:
    """Return the days of `named_holidays`."""
    return frozenset(named_holidays(region, years))


def named_holidays(region: str, years: Iterable[int]) -> Mapping[date, str]:
    """Return the public holidays of a region in these years, with the days that stand in for them, in order.

    Their names are in English, whatever language this machine is set to.

    A country that has parts with days of their own gives those of the whole country only. In Spain a holiday that falls
    on a Sunday is left out: some parts keep the Monday for it, and others another day.
    """
    if region not in regions():
        raise ValueError(
            f"There is no region {region!r}. Take a country ({', '.join(COUNTRIES)}) or a part of one, such as ES-CT."
        )
    country, _, part = region.partition("-")
    wanted = sorted(set(years))
    first, last = _known(country)
    unknown = [year for year in wanted if not first <= year <= last]
    if unknown:
        raise ValueError(
            f"The holidays of {region} in {unknown[0]} are not known, only from {first} to {last}."
        )
    return dict(_days(country, part, wanted)) if wanted else {}


def _known(country: str) -> tuple[int, int]:
    days = holidays.country_holidays(country)
    return days.start_year, days.end_year


def _days(country: str, part: str, years: list[int]) -> Iterable[tuple[date, str]]:
    days: Mapping[date, str] = holidays.country_holidays(
        country, subdiv=part or None, years=years, language=LANGUAGE
    )
    # A substitute day can fall into a year nobody asked for.
    return sorted((day, name) for day, name in days.items() if day.year in years)
