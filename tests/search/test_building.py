"""The index of a knowledge base: what is asked is found by meaning or by words, in a known language or not."""

from dataclasses import replace

import numpy as np
import pytest

from bot.core.entry import EntryId, Phrase
from bot.search import building, drafts
from bot.search.building import build
from bot.search.corpus import Corpus
from bot.search.fitting import grouped, linear_ridge
from bot.search.index import Hits, Index
from bot.search.shelf import MOST, NAMES, Question, centred, spans_of
from bot.search.tongues import NO_TONGUES
from bot.search.writing import words_of
from tests.search.samples import (
    ASKED,
    CORPUS,
    COST,
    DOCTOR,
    INDEX,
    ONE_LANGUAGE,
    SCHOOL,
    TIME,
    index_of,
    meaning,
    meanings,
)

BOTH = INDEX
WORDS = build(CORPUS, None)
ENGLISH = index_of(ONE_LANGUAGE)


def find(index: Index, words: str, language: str, *, meant: bool = True, most: int = 8) -> Hits:
    vector = meaning(words) if meant else None
    return index.find(Question(words=words_of(words), meaning=vector), language, words, most=most)


def first(index: Index, words: str, language: str, *, meant: bool = True) -> EntryId:
    return find(index, words, language, meant=meant).hits[0].entry


ASKS = [
    ("en", "how much money does it cost", COST),
    ("en", "where may my child learn, is there a school", SCHOOL),
    ("en", "weeks of waiting until it is ready", TIME),
    ("en", "is there a doctor for me, I am ill", DOCTOR),
    ("ar", "كم سعر الشهادة", COST),
    ("ar", "اين مدرسة قريبة", SCHOOL),
    ("ar", "mata jahiz", TIME),
    ("ar", "اين طبيب", DOCTOR),
]


@pytest.mark.parametrize(("language", "words", "entry"), ASKS)
@pytest.mark.parametrize("meant", [True, False])
def test_what_is_asked_in_other_words_is_found(
    language: str, words: str, entry: EntryId, meant: bool
):
    assert first(BOTH, words, language, meant=meant) == entry
    assert first(WORDS, words, language, meant=meant) == entry


@pytest.mark.parametrize(
    ("language", "entry", "words"),
    [
        (language, entry, words)
        for language, entries in ASKED.items()
        for entry, several in entries.items()
        for words in several
    ],
)
def test_every_phrase_finds_its_entry(language: str, entry: EntryId, words: str):
    assert first(BOTH, words, language) == first(WORDS, words, language) == entry


def test_a_language_without_phrases_is_found_by_meaning_alone():
    assert first(BOTH, "wanneer, hoeveel weken", "nl") == TIME
    assert first(BOTH, "taal leren", "") == SCHOOL
    assert find(BOTH, "taal leren", "nl", meant=False) == Hits()
    assert find(WORDS, "taal leren", "nl") == Hits()
    assert find(ENGLISH, "taal leren", "nl") == Hits()


def test_what_each_part_said_adds_up_to_the_order():
    hits = find(BOTH, "what does a school cost", "en").hits
    scores = [sum(hit.parts) for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert {len(hit.parts) for hit in hits} == {len(NAMES)}
    assert {hit.entry for hit in hits} == set(ASKED["en"])


@pytest.mark.parametrize("index", [BOTH, WORDS, ENGLISH])
@pytest.mark.parametrize("words", ["what does it cost", "كم", "xyz", "", "123"])
def test_chances_are_in_order_and_none_above_that_of_the_three(index: Index, words: str):
    found = find(index, words, "en")
    chances = [hit.chance for hit in found.hits]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] <= found.among_three <= 1
    assert sum(chances[:3]) <= found.among_three + 1e-6
    assert min(chances) >= 0


def test_only_as_many_entries_are_found_as_are_wanted():
    assert len(find(BOTH, "school", "en", most=2).hits) == 2
    assert len(find(BOTH, "school", "en", most=1).hits) == 1


def test_the_order_of_the_phrases_does_not_matter():
    turned = replace(CORPUS, phrases=CORPUS.phrases[::-1])
    other = index_of(turned)
    for _, words, _ in ASKS:
        one, two = find(BOTH, words, "en"), find(other, words, "en")
        assert [hit.entry for hit in one.hits] == [hit.entry for hit in two.hits]
        assert one.among_three == pytest.approx(two.among_three, abs=1e-2)


def test_an_index_says_what_it_is_made_of():
    told: list[str] = []
    index = build(CORPUS, meanings(CORPUS), encoder="words/1", note=told.append)
    assert told == list(index.shelves) == ["ar", "en"]
    assert index.entries == (COST, DOCTOR, SCHOOL, TIME)
    assert index.stubs == {DOCTOR}
    assert (index.encoder, index.corpus) == ("words/1", CORPUS.revision)
    assert len(index.texts) == len(CORPUS.phrases)
    assert index.raw is not None
    for text, vector in zip(index.texts, index.raw, strict=True):
        np.testing.assert_array_equal(vector, meaning(text))
    assert (WORDS.raw, WORDS.vectors, WORDS.pool) == (None, None, None)
    assert WORDS.encoder == ""
    assert ENGLISH.pool is None


def test_only_a_language_in_another_alphabet_is_compared_by_consonants():
    assert BOTH.shelves["ar"].codes is not None
    assert BOTH.shelves["ar"].by_codes is not None
    assert (BOTH.shelves["en"].codes, BOTH.shelves["en"].by_codes) == (None, None)


def test_questions_typed_in_latin_letters_have_their_own_judges_where_there_are_enough(
    monkeypatch: pytest.MonkeyPatch,
):
    assert BOTH.shelves["ar"].latin is None
    monkeypatch.setattr(building, "FEWEST_LATIN", 4)
    index = index_of()
    shelf = index.shelves["ar"]
    assert index.shelves["en"].latin is None
    assert shelf.latin is not None
    assert shelf.judge("kam alshahada", meaning=True) is shelf.latin.whole
    assert shelf.judge("kam alshahada", meaning=False) is shelf.latin.words
    assert shelf.judge("كم الشهادة", meaning=True) is shelf.judges.whole
    assert shelf.judge("كم الشهادة", meaning=False) is shelf.judges.words
    assert first(index, "kam s3r alshahada", "ar") == COST


@pytest.mark.parametrize("meant", [True, False])
def test_of_very_many_phrases_no_pairs_are_compared_and_what_is_asked_is_still_found(
    meant: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(drafts, "KERNEL_PHRASES", 3)
    index = build(CORPUS, meanings(CORPUS) if meant else None)
    for shelf in index.shelves.values():
        assert (shelf.by_terms, shelf.by_codes, shelf.by_meaning) == (None, None, None)
    for language, words, entry in ASKS:
        assert first(index, words, language) == entry


def test_of_many_phrases_evenly_spread_ones_are_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drafts, "ASKED", 9)
    spans = spans_of(np.zeros(17, dtype=np.int64), 1)
    draft = drafts.draft("en", [f"word{n}" for n in range(17)], np.arange(17), spans, None)
    assert draft.asked.tolist() == list(range(0, 17, 2))
    assert first(index_of(), "how much money does it cost", "en") == COST


def test_all_languages_leave_a_phrase_out_as_if_it_were_not_there():
    owners = np.array([2, 0, 1, 0, 2, 1, 1, 0], dtype=np.int64)
    raw = np.array([meaning(text) for text in "abcdefgh"])
    vectors = centred(raw, raw.mean(axis=0))
    joined = drafts.join(vectors, owners, 3)
    rows = np.array([0, 3, 6])
    near, said = joined.left_out(rows)
    for place, at in enumerate(rows):
        rest = np.delete(np.arange(8), at)
        order = rest[np.argsort(owners[rest], kind="stable")]
        alone = vectors[at] @ vectors[order].T
        expected = grouped(alone[None], spans_of(owners[order], 3), most=MOST)[0]
        np.testing.assert_allclose(near[place], expected, atol=1e-4)
        system = vectors[rest].T @ vectors[rest] + drafts.OF_POOL * np.eye(vectors.shape[1])
        base = linear_ridge(vectors, owners, 3, drafts.OF_POOL)[0].base
        wanted = np.eye(3)[owners[rest]] - base
        expected = base + vectors[at] @ np.linalg.solve(system, vectors[rest].T @ wanted)
        np.testing.assert_allclose(said[place], expected, atol=1e-4)


def test_a_single_entry_is_never_sure():
    corpus = Corpus(phrases=tuple(each for each in CORPUS.phrases if each.entry == COST))
    found = find(index_of(corpus), "what does the recognition cost", "en")
    assert [hit.entry for hit in found.hits] == [COST]
    assert found.among_three < 0.001


def test_an_entry_may_have_phrases_in_one_language_only():
    phrases = [each for each in CORPUS.phrases if (each.entry, each.language) != (TIME, "ar")]
    index = index_of(replace(CORPUS, phrases=tuple(phrases)))
    assert TIME in {hit.entry for hit in find(index, "كم اسبوع", "ar").hits}
    assert first(index, "weeks of waiting until it is ready", "en") == TIME
    assert first(index, "كم سعر الشهادة", "ar") == COST


def test_without_a_phrase_nothing_is_found():
    index = build(Corpus(phrases=()), None)
    assert find(index, "school", "en") == Hits()
    assert index.tongues is NO_TONGUES


def test_a_phrase_without_a_letter_is_no_obstacle():
    odd = (
        Phrase(entry=COST, language="en", words="€ ?"),
        Phrase(entry=TIME, language="ti", words="?"),
    )
    index = index_of(replace(CORPUS, phrases=(*CORPUS.phrases, *odd)))
    assert first(index, "how much money does it cost", "en") == COST


def test_all_that_is_written_in_a_language_tells_it_apart():
    texts = CORPUS.texts_by_language
    assert list(texts) == ["en", "ar", "nl"]
    assert len(texts["en"]) == len(CORPUS.texts["en"]) + sum(map(len, ASKED["en"].values()))
    assert texts["nl"] == list(CORPUS.texts["nl"])


@pytest.mark.parametrize(
    "change",
    [
        {"phrases": CORPUS.phrases[1:]},
        {"phrases": CORPUS.phrases[::-1]},
        {"phrases": (replace(CORPUS.phrases[0], words="?"), *CORPUS.phrases[1:])},
        {"phrases": (replace(CORPUS.phrases[0], language="fr"), *CORPUS.phrases[1:])},
        {"phrases": (replace(CORPUS.phrases[0], entry=TIME), *CORPUS.phrases[1:])},
        {"stubs": frozenset()},
        {"close": frozenset({(COST, TIME)})},
    ],
    ids=["fewer", "order", "words", "language", "entry", "stubs", "close"],
)
def test_whatever_the_index_depends_on_changes_its_revision(change):
    assert replace(CORPUS, **change).revision != CORPUS.revision
    assert replace(CORPUS).revision == CORPUS.revision


def test_other_texts_of_a_language_leave_the_revision_as_it_is():
    assert replace(CORPUS, texts={"en": CORPUS.texts["en"]}).revision == CORPUS.revision


@pytest.mark.parametrize("index", [BOTH, WORDS, ENGLISH])
def test_a_question_that_nothing_is_known_of_is_not_probable(index: Index):
    assert find(index, "zzzz qqqq", "en", meant=index is not WORDS).among_three < 0.8
