"""Finding the entry a question asks for by its words: the same words, or nearly all that say anything.

This is exact and careful on purpose: better no entry than a wrong one. Search by meaning stands behind a port.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from bot.core.entry import EntryId, Match, Phrase
from bot.core.language import LanguageCode
from bot.core.tokens import tokens

SURE = 0.75
"""Share of the weight of all words that two ways of asking must have in common.

Each of the 6,113 phrases of six languages left out once: at 0.75 ten were answered rightly and none wrongly, at 0.65
thirty-three and nine.
"""
AHEAD = 0.15
"""How far an entry has to be ahead of the next one."""
FEWEST = 2
"""Words that have to be the same where a question is not word for word a known one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One known way of asking, as the words it is compared by."""

    entry: EntryId
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One language's ways of asking, by word; `weights` say how much a word tells, `rare` what an unknown one does.

    `filler` words tell nothing and are left out.
    """

    by_word: Mapping[str, tuple[Asked, ...]]
    weights: Mapping[str, float]
    rare: float
    filler: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How people of one language begin a question, ask why they are asked, and say that they need help.

    `starts` begin a question, `anywhere` mark one wherever they stand. Each is a sequence of words (see `tokens`).
    `filler` are words that tell nothing about what is asked (`the`, `my`, `is`).
    """

    starts: frozenset[tuple[str, ...]] = frozenset()
    anywhere: frozenset[tuple[str, ...]] = frozenset()
    why: frozenset[tuple[str, ...]] = frozenset()
    help: frozenset[tuple[str, ...]] = frozenset()
    filler: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Every known way of asking: word for word in any language, and by weight within one; and how asking looks."""

    exact: Mapping[tuple[str, ...], EntryId] = field(default_factory=dict)
    shelves: Mapping[LanguageCode, Shelf] = field(default_factory=dict)
    asking: Mapping[LanguageCode, Asking] = field(default_factory=dict)


NO_KNOWLEDGE = Knowledge()


def build_knowledge(
    phrases: Iterable[Phrase], asking: Mapping[LanguageCode, Asking] | None = None
) -> Knowledge:
    """Return the phrases ready to be searched; of two equal ones the first counts."""
    exact: dict[tuple[str, ...], EntryId] = {}
    known: dict[LanguageCode, list[tuple[EntryId, tuple[str, ...]]]] = {}
    for phrase in phrases:
        words = tokens(phrase.words)
        if words:
            exact.setdefault(words, phrase.entry)
            known.setdefault(phrase.language, []).append((phrase.entry, words))
    manners = asking or {}
    shelves = {
        language: _shelf(several, manners.get(language, Asking()).filler)
        for language, several in known.items()
    }
    return Knowledge(exact=exact, shelves=shelves, asking=manners)


def _shelf(known: list[tuple[EntryId, tuple[str, ...]]], filler: frozenset[str]) -> Shelf:
    """Return the shelf of one language. A word that few entries use tells much, one that all use nearly nothing."""
    telling = [Asked(entry=entry, words=frozenset(words) - filler) for entry, words in known]
    entries = len({asked.entry for asked in telling})
    using = Counter(
        word for word, _ in {(word, asked.entry) for asked in telling for word in asked.words}
    )
    by_word: dict[str, list[Asked]] = {}
    for asked in telling:
        for word in asked.words:
            by_word.setdefault(word, []).append(asked)
    return Shelf(
        by_word={word: tuple(several) for word, several in by_word.items()},
        weights={word: log((entries + 1) / (count + 0.5)) for word, count in using.items()},
        rare=log((entries + 1) / 0.5),
        filler=filler,
    )


def find_entry(knowledge: Knowledge, words: str, languages: Iterable[LanguageCode]) -> Match | None:
    """Return the entry that `words` ask for, or None: word for word in any language, by weight in `languages`."""
    asked = tokens(words)
    same = knowledge.exact.get(asked)
    if same is not None:
        return Match(entry=same, score=1.0)
    shelves = [knowledge.shelves[code] for code in languages if code in knowledge.shelves]
    best = _ranked(frozenset(asked), shelves)
    if not best or best[0].score < SURE:
        return None
    if len(best) > 1 and best[0].score - best[1].score < AHEAD:
        return None
    return best[0]


def _ranked(asked: frozenset[str], shelves: Iterable[Shelf]) -> list[Match]:
    scores: dict[EntryId, float] = {}
    for shelf in shelves:
        telling = asked - shelf.filler
        for known in {near for word in telling for near in shelf.by_word.get(word, ())}:
            score = _likeness(telling, known.words, shelf)
            scores[known.entry] = max(score, scores.get(known.entry, 0.0))
    return sorted(
        (Match(entry=entry, score=score) for entry, score in scores.items()),
        key=lambda match: (-match.score, match.entry),
    )


def _likeness(asked: frozenset[str], known: frozenset[str], shelf: Shelf) -> float:
    """Return how alike two ways of asking are, from 0 to 1: the weight of common words among that of all words."""
    common = asked & known
    if len(common) < FEWEST:
        return 0.0
    return _weight(common, shelf) / _weight(asked | known, shelf)


def _weight(words: Iterable[str], shelf: Shelf) -> float:
    return sum(shelf.weights.get(word, shelf.rare) for word in words)
