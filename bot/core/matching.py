"""What is known of how people ask: word for word which entry a phrase stands for, and what a question looks like."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.entry import Phrase
from bot.core.language import LanguageCode
from bot.core.tokens import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How people of one language begin a question, ask why they are asked, and say that they need help.

    `starts` begin a question, `anywhere` mark one wherever they stand. Each is a sequence of words (see `tokens`).
    """

    starts: frozenset[tuple[str, ...]] = frozenset()
    anywhere: frozenset[tuple[str, ...]] = frozenset()
    why: frozenset[tuple[str, ...]] = frozenset()
    help: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Every known way of asking, in order and word for word, and how asking looks.

    Search by likeness stands behind a port.
    """

    phrases: tuple[Phrase, ...] = ()
    exact: Mapping[tuple[str, ...], tuple[Phrase, ...]] = field(default_factory=dict)
    asking: Mapping[LanguageCode, Asking] = field(default_factory=dict)


NO_KNOWLEDGE = Knowledge()


def build_knowledge(
    phrases: Iterable[Phrase],
    asking: Mapping[LanguageCode, Asking] | None = None,
    words_of: Callable[[str], tuple[str, ...]] = tokens,
) -> Knowledge:
    """Return the phrases ready to be looked up; one without a word is left out. `words_of` gives what `tokens` does."""
    exact: dict[tuple[str, ...], tuple[Phrase, ...]] = {}
    kept = []
    for phrase in phrases:
        words = words_of(phrase.words)
        if words:
            exact[words] = (*exact.get(words, ()), phrase)
            kept.append(phrase)
    return Knowledge(phrases=tuple(kept), exact=exact, asking=asking or {})


def same_words(knowledge: Knowledge, words: str, language: LanguageCode) -> Phrase | None:
    """Return the phrase that `words` repeat word for word: of `language` if there is one, else of another."""
    known = knowledge.exact.get(tokens(words), ())
    return next((each for each in known if each.language == language), known[0] if known else None)
