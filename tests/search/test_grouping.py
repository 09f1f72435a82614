"""Questions that mean about the same are put together, with and without an encoder."""

from datetime import date

from bot.search.building import build
from bot.search.encoder import Encoder
from bot.search.grouping import group
from bot.search.index import Index
from bot.service.questions import KeptQuestion
from tests.search.samples import CORPUS, WordEncoder, meanings

WORDS = build(CORPUS, None)
BOTH = build(CORPUS, meanings(CORPUS), encoder=WordEncoder.name)


def asked_in(language: str, text: str, *, unhelpful: bool = False) -> KeptQuestion:
    return KeptQuestion(
        text=text, language=language, entry="", unhelpful=unhelpful, day=date(2026, 11, 24)
    )


ASKED = [
    asked_in("en", "may I bring my dog here"),
    asked_in("en", "where can I swim"),
    asked_in("en", "can I bring my dog"),
]


def grouped(index: Index, encoder: Encoder | None) -> list[list[str]]:
    return [[each.text for each in found.questions] for found in group(ASKED, index, encoder)]


def test_questions_with_the_same_words_are_one_group_and_the_largest_comes_first():
    first, second = grouped(WORDS, None)
    assert set(first) == {"may I bring my dog here", "can I bring my dog"}
    assert second == ["where can I swim"]


def test_with_an_encoder_what_they_mean_counts():
    first = grouped(BOTH, WordEncoder())[0]
    assert {"may I bring my dog here", "can I bring my dog"} <= set(first)


def test_a_group_says_which_languages_and_which_entry_is_nearest():
    asked = [*ASKED, asked_in("ar", "can I bring my dog")]
    found = group(asked, WORDS, None)[0]
    assert found.languages == ("en", "ar")
    assert found.nearest in WORDS.entries
    assert 0 <= found.chance <= 1


def test_a_question_in_a_language_without_phrases_is_grouped_too():
    asked = [asked_in("nl", "hoeveel kost het"), *ASKED]
    assert sum(len(each.questions) for each in group(asked, BOTH, WordEncoder())) == 4


def test_a_group_counts_the_answers_that_did_not_help():
    asked = [
        asked_in("en", "can I bring my dog", unhelpful=True),
        asked_in("en", "where can I swim", unhelpful=True),
        asked_in("en", "can I bring my dog"),
    ]
    assert [each.unhelpful for each in group(asked, WORDS, None)] == [1, 1]


def test_no_questions_are_no_groups():
    assert group([], WORDS, None) == []
