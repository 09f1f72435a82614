"""Names that advisors give themselves and their passkeys, as others read them."""

from bot.core.render import without_bidi_controls

LONGEST = 60

JOINERS = "\u200c\u200d"
"""Not to be seen, but part of how names are spelt in Persian and other languages."""


def name_of(words: str) -> str:
    """Return a name on one line without what cannot be seen, or nothing if there is none in it."""
    signs = (
        sign if sign.isprintable() or sign in JOINERS else " "
        for sign in without_bidi_controls(words)
    )
    name = " ".join("".join(signs).split())[:LONGEST].strip()
    return name if name.strip(JOINERS + " ") else ""
