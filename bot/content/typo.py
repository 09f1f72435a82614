"""Small edits of an English text: a corrected typo is told from a changed meaning."""

import re

SMALL = 2
"""Letters that may differ."""
_NEGATIONS = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nor|neither|without|cannot|unless|\w+n['’]t)\b",
    re.IGNORECASE,
)
_OPPOSITE = re.compile(r"(?:un|in|im|il|ir|dis|non)-?")


def tiny(before: str, after: str) -> bool:
    """Whether at most two letters differ, and no digit, negation or placeholder does."""
    return (
        before != after
        and _kept(before) == _kept(after)
        and not _opposites(before.lower().split(), after.lower().split())
        and _distance_within(before, after, SMALL)
    )


def _kept(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return what a corrected typo leaves as it is."""
    negations = [word.lower() for word in _NEGATIONS.findall(text)]
    return re.findall(r"\d", text), negations, re.findall(r"\{[^}]*\}", text)


def _opposites(before: list[str], after: list[str]) -> bool:
    """Whether a word became its opposite (`able`, `unable`)."""
    pairs = [sorted(pair, key=len) for pair in zip(before, after, strict=False)]
    return any(
        long.endswith(short) and _OPPOSITE.fullmatch(long.removesuffix(short)) is not None
        for short, long in pairs
        if short != long
    )


def _distance_within(one: str, other: str, most: int) -> bool:
    """Whether at most `most` letters have to be put in, taken out, exchanged or swapped."""
    if abs(len(one) - len(other)) > most:
        return False
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        following = [i]
        for j, wanted in enumerate(other, start=1):
            best = min(row[j] + 1, following[-1] + 1, row[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, earlier[j - 2] + 1)
            following.append(best)
        if min(following) > most:
            return False
        earlier, row = row, following
    return row[-1] <= most
