"""Files that are made from others: which were written, or are out of date."""

from collections.abc import Sequence


def account(paths: Sequence[str], command: str, *, written: bool) -> int:
    """Print what became of the files; 1 when one is out of date and was not written."""
    for path in paths:
        print(f"written: {path}" if written else f"out of date: {path}")
    if not paths:
        print("Everything is up to date.")
    elif not written:
        print(f"Run: merit {command} --write")
    return int(bool(paths) and not written)
