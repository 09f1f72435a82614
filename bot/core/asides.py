"""What a person means who asks instead of answering: why they are asked, help, a known question, or another one."""

import re
from collections.abc import Iterable
from enum import StrEnum

from bot.core import phrases
from bot.core.answer import Answers
from bot.core.entry import Entry, Match, Variant
from bot.core.flow import Release
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.core.matching import Asking, find_entry
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

_QUESTION_MARK = re.compile("[?？؟፧՞\u037e]")


class Aside(StrEnum):
    """What is asked in the middle, where it is not one of the known questions."""

    WHY = "why"
    HELP = "help"
    QUESTION = "question"


def aside(words: str, release: Release, language: LanguageCode) -> Aside | Match | None:
    """Return what `words` ask for, or None when they are no question but an answer.

    A known question is recognised also without a question mark when it is asked word for word; "why do you ask" and "I
    do not understand" are about the question that waits, whatever else they could ask for.
    """
    asked = tokens(words)
    if not asked:
        return None
    asking = tuple(release.knowledge.asking.values())
    if any(asked in each.why for each in asking):
        return Aside.WHY
    if any(asked in each.help for each in asking):
        return Aside.HELP
    match = find_entry(release.knowledge, words, (language, SOURCE_LANGUAGE))
    if match is not None and match.score == 1 and match.entry in release.entries:
        return match
    about = _spans(asked, 2) if len(asked) <= LONGEST_ASIDE else set[tuple[str, ...]]()
    if any(not about.isdisjoint(each.why) for each in asking):
        return Aside.WHY
    if any(not about.isdisjoint(each.help) for each in asking):
        return Aside.HELP
    if not is_question(words, asking):
        return None
    return match if match is not None and match.entry in release.entries else Aside.QUESTION


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
    """Return the answer that fits this person, which country it is for, and where it comes from."""
    variant = entry.variant(answers)
    lines = (variant.text, *source_lines(variant.sources))
    return Say(paragraphs=(*_country(variant, release, answers), lines))


def _country(variant: Variant, release: Release, answers: Answers) -> tuple[tuple[Text, ...], ...]:
    """Return the line that says which country the answer is for, when another would get another one."""
    country = answers.get(COUNTRY)
    if variant.when is None or COUNTRY not in variant.when.names or country is None:
        return ()
    name = shown(COUNTRY, country, release)
    if not variant.sources:
        return ((phrases.ANSWER_FOR.with_values(country=name),),)
    oldest = min(source.read for source in variant.sources)
    return ((phrases.ANSWER_FOR_DATED.with_values(country=name, date=oldest),),)
