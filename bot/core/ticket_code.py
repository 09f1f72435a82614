"""The code of a ticket, such as K7-M2: short enough to say on the phone, with no signs that are taken for others."""

import re

from bot.core.render import without_bidi_controls

SIGNS = "23456789CFGHJKMPQRVWX"
"""No vowels, so that no code is a word; no 0 and O, 1 and I, 5 and S together."""
LENGTH = 4
CODES = len(SIGNS) ** LENGTH
"""How many codes there are: 194,481."""

_WRITTEN = re.compile(rf"([{SIGNS}]{{2}})[\s\-–—·]*([{SIGNS}]{{2}})")


def code_of(number: int) -> str:
    """Return the code with this number (0 to `CODES` - 1), as `K7-M2`."""
    if not 0 <= number < CODES:
        raise ValueError(f"There is no code with the number {number}.")
    signs = ""
    for _ in range(LENGTH):
        number, sign = divmod(number, len(SIGNS))
        signs = SIGNS[sign] + signs
    return f"{signs[:2]}-{signs[2:]}"


def read_code(words: str) -> str | None:
    """Return the code that `words` are, or None: small letters, any digits, with or without a dash."""
    plain = "".join(map(_plain, without_bidi_controls(words).strip().upper()))
    found = _WRITTEN.fullmatch(plain)
    return None if found is None else f"{found[1]}-{found[2]}"


def _plain(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign
