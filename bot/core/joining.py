"""Several short messages in a row are one answer: people press Enter where others write a comma."""

from bot.core.answer import AnswerSpec

AT_ONCE = 4
"""Seconds within which whatever follows an answer in words was still being written as a part of it."""
SOON = 30
"""Seconds within which words that do not answer the next question still belong to the answer before."""


def continues(*, now: int, text_at: int, fits: bool) -> bool:
    """Whether words typed now belong to the answer in words that was given at `text_at` (0: none was).

    `fits` says whether they would answer the question that waits now.
    """
    gap = now - text_at
    return bool(text_at) and 0 <= gap <= (SOON if not fits else AT_ONCE)


def joined(earlier: str, words: str, spec: AnswerSpec) -> str | None:
    """Return the answer with `words` on a line of its own, or None when it would be too long."""
    whole = f"{earlier}\n{words.strip()}"
    return whole if words.strip() and len(whole) <= spec.most else None
