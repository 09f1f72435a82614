"""Which of our languages a question is in: naive Bayes over letter n-grams, trained on our own catalogs and phrases.

A closed set beats every packaged classifier here (docs/decisions/0034-search.md): no other knows Tigrinya and Dari, or
that `shahadti` is Arabic on a phone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.core.language import LanguageCode
from bot.search.arrays import Floats
from bot.search.writing import is_latin, letters_of, tongue_terms

BUCKETS = 2**15
FEWEST = 40
"""Texts in Latin letters from which on a language has a class of its own for them."""
HOME = 8.0
"""How much more likely the interface language is, as a logarithm: a tie of two words is resolved towards it."""
SURE = 0.9
"""Probability from which on a language counts as known."""
STRANGE = 2.5
"""Standard deviations below what its own texts reach at which a question is in none of our languages."""
_SMOOTHING = 0.05
_HELD_OUT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """Which of our languages a question is most like.

    `latin`: in Latin letters, in a language that is not written in them. `sure`: it is hardly another one of ours.
    `strange`: it is not much like any of them.
    """

    language: LanguageCode
    latin: bool = False
    sure: bool = True
    strange: bool = False


ELSEWHERE = 12.0
"""How much less likely somebody types a language in Latin letters whose interface is in another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongues:
    """The classifier: log-probabilities of the n-grams for each class, and how well a class knows its own texts."""

    names: tuple[tuple[LanguageCode, bool], ...]
    chances: Floats
    middle: Floats
    spread: Floats

    def of(self, question: str, home: LanguageCode) -> Tongue:
        """Return the language of a question that somebody asks whose interface language is `home`."""
        terms = tongue_terms(question, BUCKETS)
        if not len(terms) or not self.names:
            return Tongue(language=home, sure=False)
        each = self.chances[:, terms].astype(np.float64)
        total = each.sum(axis=1) + np.array([self._before(name, home) for name in self.names])
        best = int(np.argmax(total))
        share = 1 / float(np.exp(total - total[best]).sum())
        language, latin = self.names[best]
        lacks = (self.middle[best] - each[best].mean()) * np.sqrt(len(terms)) / self.spread[best]
        return Tongue(
            language=language, latin=latin, sure=share >= SURE, strange=bool(lacks > STRANGE)
        )

    @staticmethod
    def _before(name: tuple[LanguageCode, bool], home: LanguageCode) -> float:
        """Return what is likely before a letter is read."""
        language, latin = name
        if language == home:
            return HOME
        return -ELSEWHERE if latin else 0.0


NO_TONGUES = Tongues(
    names=(),
    chances=np.zeros((0, BUCKETS), dtype=np.float32),
    middle=np.zeros(0, dtype=np.float32),
    spread=np.ones(0, dtype=np.float32),
)


def learn(texts: Mapping[LanguageCode, Sequence[str]]) -> Tongues:
    """Return the classifier that knows the languages of `texts`."""
    classes: dict[tuple[LanguageCode, bool], list[str]] = {}
    for language, several in texts.items():
        latin = [is_latin(each) for each in several]
        own_script_is_latin = sum(latin) > len(several) / 2
        for text, in_latin in zip(several, latin, strict=True):
            if not letters_of(text) or (own_script_is_latin and not in_latin):
                continue
            classes.setdefault((language, in_latin and not own_script_is_latin), []).append(text)
    kept = {name: several for name, several in classes.items() if len(several) >= FEWEST}
    if not kept:
        return NO_TONGUES
    rows = [_class(several) for several in kept.values()]
    chances, middle, spread = zip(*rows, strict=True)
    return Tongues(
        names=tuple(kept),
        chances=np.array(chances, dtype=np.float32),
        middle=np.array(middle, dtype=np.float32),
        spread=np.array(spread, dtype=np.float32),
    )


def _class(texts: Sequence[str]) -> tuple[Floats, float, float]:
    """Return the log-probabilities of a class, and the mean and spread with which it knows texts it has not seen."""
    listed = [tongue_terms(text, BUCKETS) for text in texts]
    held = listed[::_HELD_OUT]
    seen = [each for at, each in enumerate(listed) if at % _HELD_OUT]
    trial = _logs(seen)
    scores = [(float(trial[each].mean()), len(each)) for each in held if len(each)]
    means = np.array([mean for mean, _ in scores])
    sizes = np.array([size for _, size in scores])
    middle = float(np.average(means, weights=sizes))
    spread = float(np.sqrt(np.mean((means - middle) ** 2 * sizes)))
    return _logs(listed), middle, max(spread, 1e-3)


def _logs(listed: Sequence[NDArray[np.int64]]) -> Floats:
    counts = np.bincount(np.concatenate(listed), minlength=BUCKETS).astype(np.float64) + _SMOOTHING
    found: Floats = np.log(counts / counts.sum()).astype(np.float32)
    return found
