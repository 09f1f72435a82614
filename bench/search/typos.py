"""Typing errors: a tenth of the letters replaced, left out, added or swapped with the next one."""

import random

SHARE = 0.1


def with_typos(text: str, seed: int) -> str:
    """Return a question as somebody in a hurry types it; the same for the same seed."""
    draw = random.Random(seed)
    letters = sorted({each for each in text if each.isalpha()}) or ["a"]
    found: list[str] = []
    at = 0
    while at < len(text):
        letter = text[at]
        after = text[at + 1 : at + 2]
        at += 1
        if not letter.isalpha() or draw.random() >= SHARE:
            found.append(letter)
            continue
        kind = draw.randrange(4)
        at += kind == 3 and bool(after)
        found.append(_wrong(kind, letter, after, draw.choice(letters)))
    return "".join(found)


def _wrong(kind: int, letter: str, after: str, other: str) -> str:
    return {0: other, 1: "", 2: other + letter}.get(kind, after + letter)
