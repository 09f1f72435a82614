"""Questions that mean about the same are put together, with and without an encoder."""

from bot.search.building import build
from bot.search.encoder import Encoder
from bot.search.grouping import Asked, group
from bot.search.index import Index
from tests.search.samples import CORPUS, WordEncoder, meanings

WORDS = build(CORPUS, None)
BOTH = build(CORPUS, meanings(CORPUS), encoder=WordEncoder.name)
ASKED = [
    Asked(text="may I bring my dog here", language="en"),
    Asked(text="where can I swim", language="en"),
    Asked(text="can I bring my dog", language="en"),
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
    asked = [*ASKED, Asked(text="can I bring my dog", language="ar")]
    found = group(asked, WORDS, None)[0]
    assert found.languages == ("en", "ar")
    assert found.nearest in WORDS.entries
    assert 0 <= found.chance <= 1


def test_a_question_in_a_language_without_phrases_is_grouped_too():
    asked = [Asked(text="hoeveel kost het", language="nl"), *ASKED]
    assert sum(len(each.questions) for each in group(asked, BOTH, WordEncoder())) == 4


def test_no_questions_are_no_groups():
    assert group([], WORDS, None) == []
