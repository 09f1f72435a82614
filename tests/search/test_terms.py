"""How alike two ways of asking are by their terms: the same by question, by kernel and by hand."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import terms as module
from bot.search.terms import Terms, terms_from_arrays, terms_to_arrays, weigh

several = st.lists(st.lists(st.integers(1, 30), max_size=8), min_size=1, max_size=12)
"""Terms of several phrases, some without any."""


def by_hand(phrases: list[list[int]], question: list[int]) -> list[float]:
    """The cosine of a question with each phrase, of their TF-IDF weights."""
    having = Counter(term for each in phrases for term in set(each))
    weight = {term: log((1 + len(phrases)) / (1 + n)) + 1 for term, n in having.items()}

    def weighed(terms: list[int]) -> dict[int, float]:
        raw = {term: n * weight[term] for term, n in Counter(terms).items() if term in weight}
        length = sqrt(sum(value**2 for value in raw.values())) or 1.0
        return {term: value / length for term, value in raw.items()}

    asked = weighed(question)
    return [
        sum(value * asked.get(term, 0.0) for term, value in weighed(each).items())
        for each in phrases
    ]


@given(several, st.lists(st.integers(1, 40), max_size=10))
def test_a_question_is_as_alike_as_counted_by_hand(phrases: list[list[int]], question: list[int]):
    row = weigh(phrases).row(question)
    assert row.dtype == np.float32
    np.testing.assert_allclose(row, by_hand(phrases, question), atol=1e-5)


@given(several)
def test_phrases_are_as_alike_to_each_other_as_when_each_is_asked(phrases: list[list[int]]):
    found = weigh(phrases)
    rows = np.array([found.row(each) for each in phrases])
    np.testing.assert_allclose(found.kernel(), rows, atol=1e-5)


@given(several)
def test_common_terms_and_many_pairs_make_the_same_kernel(phrases: list[list[int]]):
    found = weigh(phrases)
    whole = found.kernel()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "FREQUENT", 3)
        np.testing.assert_allclose(found.kernel(), whole, atol=1e-5)
        patch.setattr(module, "FREQUENT", 1000)
        patch.setattr(module, "AT_ONCE", 5)
        np.testing.assert_allclose(found.kernel(), whole, atol=1e-5)


@given(several)
def test_a_phrase_is_wholly_like_itself(phrases: list[list[int]]):
    diagonal = np.diag(weigh(phrases).kernel())
    np.testing.assert_allclose(diagonal, [1.0 if each else 0.0 for each in phrases], atol=1e-5)


def test_a_term_that_few_phrases_have_tells_more():
    row = weigh([[1, 2], [1, 3], [1, 4]]).row([1, 2])
    assert row[0] > row[1] == row[2] > 0


def test_terms_nobody_knows_say_nothing():
    found = weigh([[1], [2]])
    assert found.row([7, 8]).tolist() == found.row([]).tolist() == [0.0, 0.0]


def test_without_a_phrase_there_is_nothing_to_be_like():
    assert weigh([]).row([1]).tolist() == []
    assert weigh([[], []]).kernel().tolist() == [[0.0, 0.0], [0.0, 0.0]]


def same(one: Terms, other: Terms) -> bool:
    return one.size == other.size and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("names", "weights", "starts", "phrases")
    )


@given(several, st.lists(st.integers(1, 40), max_size=10))
def test_kept_terms_find_the_same_but_for_rounding(phrases: list[list[int]], question: list[int]):
    found = weigh(phrases)
    kept = terms_from_arrays(terms_to_arrays(found))
    assert same(kept, found)
    np.testing.assert_allclose(kept.row(question), found.row(question), atol=2e-3)
