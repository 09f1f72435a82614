"""How the parts are joined, and what their score is worth: learned from questions with an answer and without."""

import numpy as np
import pytest

from bot.core.entry import EntryId, Phrase
from bot.search import judging
from bot.search.corpus import Corpus
from bot.search.fitting import standing
from bot.search.judging import CANDIDATES, Meanings, judge, no_judge
from bot.search.shelf import NAMES, Judge
from tests.search.samples import Floats, Whole

ENTRIES = tuple(EntryId(f"e{number:02}") for number in range(12))
EACH = 10


def meanings(*, stubs: int = 0, close: tuple[tuple[int, int], ...] = ()) -> Meanings:
    """What counts as right: the first `stubs` entries are stubs."""
    corpus = Corpus(
        phrases=(Phrase(entry=ENTRIES[0], language="en", words="x"),),
        stubs=frozenset(ENTRIES[:stubs]),
        close=frozenset((ENTRIES[one], ENTRIES[other]) for one, other in close),
    )
    return Meanings.of(ENTRIES, corpus)


def questions(entries: int = len(ENTRIES), *, several: bool = True) -> tuple[Floats, Whole]:
    """Questions of which each part knows a little; without `several` languages two parts are silent."""
    random = np.random.default_rng(5)
    right = np.repeat(np.arange(entries), EACH)
    parts = random.uniform(0, 0.5, (len(right), entries, len(NAMES))).astype(np.float32)
    parts[np.arange(len(right)), right] += 0.3
    if not several:
        parts[:, :, 6:] = 0
    return parts, right


def chance(parts: Floats, found: Judge) -> Floats:
    return found.first(standing(parts @ found.weights))


def test_an_entry_is_a_right_answer_to_its_own_questions_and_to_those_close_to_it():
    found = meanings(stubs=1, close=((1, 2), (2, 3)))
    assert found.stub.tolist() == [True] + [False] * 11
    assert (found.close == found.close.T).all()
    assert np.argwhere(np.triu(found.close, 1)).tolist() == [[1, 2], [2, 3]]
    assert found.close.diagonal().all()


def test_a_close_entry_that_nobody_asks_for_does_not_count():
    corpus = Corpus(phrases=(), close=frozenset({(ENTRIES[0], EntryId("gone"))}))
    assert Meanings.of(ENTRIES[:2], corpus).close.tolist() == [[True, False], [False, True]]


def test_a_question_that_stands_out_has_a_higher_chance_than_one_that_nothing_answers():
    parts, right = questions()
    found = judge(parts, right, meanings())
    stranger = np.random.default_rng(6).uniform(0, 0.5, parts.shape).astype(np.float32)
    assert chance(parts, found).mean() > 0.8
    assert chance(stranger, found).mean() < 0.4
    features = standing(parts @ found.weights)
    assert (found.among_three(features) + 0.05 >= found.first(features)).all()
    assert (found.weights > 0).all()


def test_a_part_that_was_silent_keeps_its_weight_and_one_language_has_no_others():
    parts, right = questions(several=False)
    weights = judge(parts, right, meanings()).weights
    assert (weights[:6] > 0).all()
    assert weights[6:].tolist() == [0, 0]


def test_a_close_entry_that_comes_first_is_right():
    parts, right = questions(2)
    parts[:EACH] = parts[:EACH, ::-1]
    apart = judge(parts, right, Meanings.of(ENTRIES[:2], Corpus(phrases=())))
    corpus = Corpus(phrases=(), close=frozenset({(ENTRIES[0], ENTRIES[1])}))
    together = judge(parts, right, Meanings.of(ENTRIES[:2], corpus))
    assert chance(parts, together).mean() > chance(parts, apart).mean() + 0.2


def test_with_enough_phrases_of_stubs_those_are_the_questions_without_an_answer():
    parts, right = questions()
    parts[: 3 * EACH] = np.random.default_rng(6).uniform(0, 0.5, (3 * EACH, 12, 8))
    found = judge(parts, right, meanings(stubs=3))
    assert chance(parts[3 * EACH :], found).mean() > 0.9
    assert chance(parts[: 3 * EACH], found).mean() < 0.6


def test_where_every_stub_is_found_no_question_is_without_an_answer():
    parts, right = questions()
    parts[np.arange(len(right)), right] += 2
    assert chance(parts, judge(parts, right, meanings(stubs=3))).min() > 0.95


@pytest.mark.parametrize(("entries", "stubs"), [(1, 0), (1, 1), (12, 12)])
def test_where_there_is_nothing_to_choose_between_nothing_is_trusted(entries: int, stubs: int):
    parts, right = questions(entries)
    found = judge(parts, right, meanings(stubs=stubs))
    assert found.weights.tolist() == no_judge().weights.tolist()
    assert chance(parts, found).max() < 0.001
    assert found.among_three(standing(parts @ found.weights)).max() < 0.001


def test_only_the_first_candidates_are_looked_at_and_the_right_one():
    many = CANDIDATES + 10
    parts, right = questions(many)
    few = judging._few(parts, right, judging.TOGETHER)
    assert few.shape == (len(right), CANDIDATES + 1, len(NAMES))
    np.testing.assert_array_equal(few[:, 0], parts[np.arange(len(right)), right])
    rough = few @ judging.TOGETHER
    best = np.sort(parts @ judging.TOGETHER, axis=1)[:, -1]
    np.testing.assert_allclose(rough.max(axis=1), best, rtol=1e-5)


def test_the_right_entry_is_not_its_own_rival():
    parts, right = questions(3)
    parts[np.arange(0, len(right), 2), right[::2]] -= 1
    rough = parts @ judging.TOGETHER
    last = right == rough.argmin(axis=1)
    assert last.sum() >= len(right) / 2
    few = judging._few(parts, right, judging.TOGETHER)
    rivals = (few[:, 1:] == few[:, :1]).all(axis=2)
    assert not rivals[last].any()


@pytest.mark.parametrize("entries", [2, 4, 8])
def test_also_of_a_few_entries_none_is_probable_where_nothing_stands_out(entries: int):
    parts, right = questions(entries)
    found = judge(parts, right, Meanings.of(ENTRIES[:entries], Corpus(phrases=())))
    assert chance(np.full((1, entries, len(NAMES)), 0.25, dtype=np.float32), found)[0] < 0.5


@pytest.mark.filterwarnings("ignore")
def test_where_only_stubs_are_ever_found_nothing_is_trusted():
    parts, right = questions(4)
    parts[3 * EACH :] = parts[:EACH]
    parts[np.arange(3 * EACH), right[: 3 * EACH]] += 5
    corpus = Corpus(phrases=(), stubs=frozenset(ENTRIES[:3]))
    found = judge(parts, right, Meanings.of(ENTRIES[:4], corpus))
    assert np.isfinite(found.first.weights).all()
