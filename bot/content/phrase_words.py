"""The folded words of phrases, folded once: there are tens of thousands, and several checks look at each."""

from functools import lru_cache

from bot.core.tokens import tokens

phrase_words = lru_cache(maxsize=60_000)(tokens)
"""Folds what stands in content only; what a person typed is never remembered here."""
