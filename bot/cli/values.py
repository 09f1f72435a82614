"""Values on the command line: what was written becomes a day or a number, or a sentence says how to write it."""

import argparse
from datetime import date


def day(words: str) -> date:
    """Return the day."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"'{words}' is not a date. Write it like 2027-01-01"
        ) from None


def whole(words: str) -> int:
    """Return the whole number."""
    try:
        return int(words)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{words}' is no whole number") from None


def many(words: str) -> int:
    """Return how many there are to be, at least one."""
    number = whole(words)
    if number < 1:
        raise argparse.ArgumentTypeError("write a number from 1")
    return number
