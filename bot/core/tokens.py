"""The words of a message as they are compared: folded, without punctuation, some ways of typing made equal."""

import re

from bot.core.fold import fold

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ‘`´](?=\w)")
_DETACHED = re.compile(r"(?<!\w)(ن?مي) (?=\w)")
"""The Persian prefixes می and نمی, which many people type as words of their own."""
_WORD = re.compile(r"\w+")
_STRETCHED = re.compile(r"(\w)\1{2,}")


def tokens(words: str) -> tuple[str, ...]:
    """Return the words of a message, each folded: `Don't HELP!` is `dont help`."""
    folded = fold(_APOSTROPHES.sub("", words))
    return tuple(_WORD.findall(_DETACHED.sub(r"\1", folded)))


def unstretched(word: str) -> tuple[str, ...]:
    """Return how a word may have been meant in which a letter was held down (`heeelp`); nothing for any other."""
    if _STRETCHED.search(word) is None or word.isdigit():
        return ()
    return _STRETCHED.sub(r"\1", word), _STRETCHED.sub(r"\1\1", word)
