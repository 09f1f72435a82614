"""How a name is found again: as a whole and by its words, folded; the same for what is kept and what is asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.fold import skeleton
from bot.core.tokens import tokens

LONGEST = 60
"""Letters of a question, and of what is kept of a name."""
_MOST_WORDS = 6
_ARTICLE = "ال"
_LEAST_STEM = 3
_LEAST_BEGINNING = 4
_LEAST_NEAR = 4
_LONG = 7
_MOST_NEAR = 6
_BEGINS, _SHORTER, _LIKE = 3, 4, 5
"""How much worse than the word itself a find is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a concept is found by: each term with a rank, and which of them are single words.

    The rank is 0 for the whole preferred name, 1 for another name as a whole, and 2 or more for one word of a name, the
    more the longer the name is.
    """

    ranks: Mapping[str, int]
    words: Collection[str]


def terms_of(names: Sequence[str]) -> Terms:
    """Return what a concept with these names is found by; the first one is the preferred name."""
    ranks: dict[str, int] = {}
    single: set[str] = set()
    for number, name in enumerate(names):
        words = _words(name)
        whole, of_many = (1, 2 * len(words) + 1) if number else (0, 2 * len(words) - 2)
        of_it = of_many if words[1:] else whole
        for term, rank in ((skeleton(name)[:LONGEST], whole), *((word, of_it) for word in words)):
            ranks[term] = min(rank, ranks.get(term, rank))
        single.update(words)
    ranks.pop("", None)
    return Terms(ranks=ranks, words=single)


def _words(name: str) -> list[str]:
    """Return the words of a name, Arabic ones without the article."""
    least = len(_ARTICLE) + _LEAST_STEM
    return [word.removeprefix(_ARTICLE) if len(word) >= least else word for word in tokens(name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way in which the part with this number of a question counts as found: one of the terms is there.

    With `begins` one that begins like the first of them is enough, and is `late` worse; without, all are. `weight` is
    how much of the question that is.
    """

    part: int
    weight: int
    terms: tuple[str, ...]
    begins: bool = False
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question for concepts: its words, and all of them as one name."""

    words: tuple[str, ...]
    whole: str

    @property
    def weight(self) -> int:
        """How much there is to be found: a long word says more than a short one."""
        return sum(map(len, self.words))

    def ways(self, near: Mapping[str, Sequence[str]]) -> Iterator[Way]:
        """Yield in which ways the whole and each word count as found; `near` are words that look like one of these."""
        least = _LEAST_BEGINNING
        if self.words == (self.whole,):
            least = _LEAST_STEM
        else:
            yield _way(0, self.weight, self.whole, least)
        for part, word in enumerate(self.words, start=1):
            weight = len(word)
            yield _way(part, weight, word, least)
            if stems := tuple(word[:-cut] for cut in (1, 2, 3) if weight - cut > max(cut, 2)):
                yield Way(part=part, weight=weight, terms=stems, late=_SHORTER)
            if word in near:
                yield Way(part=part, weight=weight - 1, terms=tuple(near[word]), late=_LIKE)


def _way(part: int, weight: int, term: str, least: int) -> Way:
    begins = len(term) >= least
    late = _BEGINS if begins else 0
    return Way(part=part, weight=weight, terms=(term,), begins=begins, late=late)


def asked(words: str) -> Asked:
    """Return the question in the words of a person."""
    short = words[:LONGEST]
    found = tuple(dict.fromkeys(_words(short)))[:_MOST_WORDS]
    return Asked(words=found, whole=skeleton(short)[:LONGEST])


def near_lengths(word: str) -> range:
    """Return how many letters a word may have that is meant by `word`; none where it is too short to say."""
    allowed = _mistakes(word)
    return range(len(word) - allowed, len(word) + allowed + 1) if allowed else range(0)


def _mistakes(word: str) -> int:
    return (len(word) >= _LEAST_NEAR) + (len(word) >= _LONG)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words with one mistake at most, two in a long one; the nearest first."""
    allowed = _mistakes(word)
    likely = [other for other in known if _within(word, other, allowed)]
    likely.sort(key=lambda other: (not _within(word, other, allowed - 1), other))
    return likely[:_MOST_NEAR]


def _within(one: str, other: str, mistakes: int) -> bool:
    """Whether so few letters were put in, left out, mistaken or swapped with their neighbour."""
    length = len(one)
    if not -mistakes <= length - len(other) <= mistakes:
        return False
    start = 0
    while one[start : start + 1] == other[start : start + 1]:
        if start == length:
            return True
        start += 1
    if not mistakes:
        return False
    left, after = mistakes - 1, start + 1
    return (
        _within(one[after:], other[after:], left)
        or _within(one[after:], other[start:], left)
        or _within(one[start:], other[after:], left)
        or (
            one[start : after + 1] == other[start : after + 1][::-1]
            and _within(one[after + 1 :], other[after + 1 :], left)
        )
    )
