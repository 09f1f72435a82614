"""What a person means who asks instead of answering: why they are asked, help, or a question of their own."""

import re
from collections.abc import Iterable
from enum import StrEnum

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.entry import Entry, Match, Variant
from bot.core.flow import Release
from bot.core.found import NOTHING_FOUND, Decision, Found, decide
from bot.core.language import LanguageCode
from bot.core.matching import Asking, same_words
from bot.core.message import Words
from bot.core.text import Text
from bot.core.tokens import tokens
from bot.core.turn import Say
from bot.core.wording import shown, source_lines

LONGEST_ASIDE = 10
"""Words a sentence may have in which "why do you ask" or "I do not understand" is about the question that waits."""
FEWEST_WORDS = 2
"""Words a question has; a single word with a question mark is an answer given with doubt."""
LONGEST_PHRASE = 6
"""Words of the longest phrase that is looked for inside a message."""
LONGEST_START = 4
"""Words that begin a question."""
COUNTRY = "country"
"""The answer that says where the person is."""
ALSO_FOR = ("region", "status")
"""What else an answer can be for."""

_QUESTION_MARK = re.compile("[?？؟፧՞\u037e]")


class Aside(StrEnum):
    """What is asked about the very question that waits."""

    WHY = "why"
    HELP = "help"


def aside(
    given: Words, release: Release, language: LanguageCode, answers: Answers, *, eager: bool = False
) -> Aside | Decision | None:
    """Return what somebody asks for, or None when the words are no question but an answer.

    A known question is recognised also without a question mark when it is asked word for word; "why do you ask" and "I
    do not understand" are about the question that waits, whatever else they could ask for. If `eager`, what is found
    for words that are no question counts too.
    """
    asked = tokens(given.text)
    asking = tuple(release.knowledge.asking.values())
    about = _about_the_question({asked}, asking)
    if about is not None or not asked:
        return about
    exact = word_for_word(given.text, release, language)
    if exact is not None:
        return decide(exact, release.entries, answers)
    inside = _spans(asked, 2) if len(asked) <= LONGEST_ASIDE else set[tuple[str, ...]]()
    about = _about_the_question(inside, asking)
    if about is not None:
        return about
    question = is_question(given.text, asking)
    if not question and not eager:
        return None
    decision = decide(given.found or NOTHING_FOUND, release.entries, answers)
    return decision if decision.entries or question else None


def _about_the_question(said: set[tuple[str, ...]], asking: tuple[Asking, ...]) -> Aside | None:
    """Return what is asked about the question that waits: why it is asked, or what it means."""
    if any(not said.isdisjoint(each.why) for each in asking):
        return Aside.WHY
    if any(not said.isdisjoint(each.help) for each in asking):
        return Aside.HELP
    return None


def word_for_word(words: str, release: Release, language: LanguageCode) -> Found | None:
    """Return the entry whose known phrase the words repeat, if there is one."""
    phrase = same_words(release.knowledge, words, language)
    if phrase is None or phrase.entry not in release.entries:
        return None
    return Found(
        matches=(Match(entry=phrase.entry, probability=1.0),),
        among_three=1.0,
        language=phrase.language,
        foreign=phrase.language != language,
        exact=True,
    )


def is_question(words: str, asking: Iterable[Asking]) -> bool:
    """Whether `words` are clearly a question, in any language."""
    asked = tokens(words)
    if len(asked) < FEWEST_WORDS:
        return False
    if _QUESTION_MARK.search(words):
        return True
    beginnings = {asked[:length] for length in range(1, LONGEST_START + 1)}
    spans = _spans(asked, 1)
    return any(
        not beginnings.isdisjoint(each.starts) or not spans.isdisjoint(each.anywhere)
        for each in asking
    )


def _spans(asked: tuple[str, ...], shortest: int) -> set[tuple[str, ...]]:
    """Return everything of `shortest` words or more that stands together, as far as phrases are long."""
    return {
        asked[at : at + length]
        for length in range(shortest, LONGEST_PHRASE + 1)
        for at in range(len(asked) - length + 1)
    }


def answer_says(entry: Entry, release: Release, answers: Answers) -> Say:
    """Return the answer that fits this person, for whom it is, and where it comes from."""
    variant = entry.variant(answers)
    lines = (variant.text, *source_lines(variant.sources))
    return Say(paragraphs=(*_for_whom(entry, variant, release, answers), lines))


def _for_whom(
    entry: Entry, variant: Variant, release: Release, answers: Answers
) -> tuple[tuple[Text, ...], ...]:
    """Return for which country, part of it and status an answer is, and as of when, where another gets another one."""
    names = frozenset[str]() if variant.when is None else variant.when.names
    country = answers.get(COUNTRY)
    if COUNTRY not in names or country is None:
        return ()
    where = phrases.ANSWER_FOR.with_values(country=shown(COUNTRY, country, release))
    dates = [source.read for source in variant.sources]
    if dates:
        day = min(dates) if entry.reviewed is None else entry.reviewed
        where = phrases.ANSWER_FOR_DATED.with_values(**where.values, date=day)
    more = (_also_for(name, release, answers) for name in ALSO_FOR if name in names)
    return ((where, *(line for line in more if line is not None)),)


def _also_for(name: str, release: Release, answers: Answers) -> Text | None:
    spec, value = release.answers.get(name), answers.get(name)
    if spec is None or spec.label is None or value is None:
        return None
    return phrases.CARD_LINE.with_values(name=spec.label, answer=shown(name, value, release))
