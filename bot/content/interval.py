"""Intervals as editors write them: `6 months`."""

import re

_INTERVAL = re.compile(r"([1-9]\d?) (week|month|year)s?")
_DAYS = {"week": 7.0, "month": 365.25 / 12, "year": 365.25}


def days(text: str) -> int:
    """Return how many days an interval such as `6 months` has, or 0 when it is none."""
    found = _INTERVAL.fullmatch(text)
    return 0 if found is None else round(int(found[1]) * _DAYS[found[2]])
