"""The fits in closed form: what is left out is truly not there, and known coefficients are found again."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import fitting
from bot.search.fitting import (
    Ridge,
    Spans,
    grouped,
    grouped_without,
    kernel_ridge,
    line,
    linear_ridge,
    one_hot,
    parts_weighed,
    standing,
)
from bot.search.shelf import spans_of
from tests.search.samples import Floats, Whole

seeds = st.integers(0, 2**32 - 1)
owners = st.lists(st.integers(0, 4), min_size=2, max_size=10).map(
    lambda several: np.array(sorted(several), dtype=np.int64)
)
"""Whose the phrases are, ordered; of five entries some have none."""
ENTRIES = 5


def rows_for(seed: int, many: int, width: int = 6) -> Floats:
    return np.random.default_rng(seed).normal(size=(many, width)).astype(np.float32)


def residual(owners: Whole) -> tuple[Floats, Floats]:
    """What each phrase has to say beyond how many phrases each entry has, and that."""
    wanted = one_hot(owners, ENTRIES)
    base = wanted.mean(axis=0)
    return wanted - base, base


def test_each_phrase_is_at_its_entry():
    assert one_hot(np.array([0, 2, 2]), 3).tolist() == [[1, 0, 0], [0, 0, 1], [0, 0, 1]]


@given(seeds, owners, st.floats(0.3, 3))
def test_a_kernel_regression_leaves_out_as_if_fitted_without(
    seed: int, owners: Whole, strength: float
):
    rows = rows_for(seed, len(owners))
    kernel = (rows @ rows.T).astype(np.float32)
    ridge, left_out = kernel_ridge(kernel, spans_of(owners, ENTRIES), strength)
    assert ridge.weights.dtype == ridge.base.dtype == left_out.dtype == np.float32
    wanted, base = residual(owners)
    for at in range(len(owners)):
        others = np.delete(np.arange(len(owners)), at)
        system = kernel[np.ix_(others, others)] + strength * np.eye(len(others))
        said = base + kernel[at, others] @ np.linalg.solve(system, wanted[others])
        np.testing.assert_allclose(left_out[at], said, atol=5e-3)


@given(seeds, owners)
def test_a_kernel_regression_is_the_one_on_the_features(seed: int, owners: Whole):
    rows = rows_for(seed, len(owners))
    kernel = (rows @ rows.T).astype(np.float32)
    by_kernel, _ = kernel_ridge(kernel, spans_of(owners, ENTRIES), 2.0)
    by_features, _ = linear_ridge(rows, owners, ENTRIES, 2.0)
    asked = rows_for(seed + 1, 3)
    np.testing.assert_allclose(by_kernel(asked @ rows.T), by_features(asked), atol=1e-3)


@given(seeds, owners, st.floats(0.3, 3))
def test_a_linear_regression_leaves_out_as_if_fitted_without(
    seed: int, owners: Whole, strength: float
):
    rows = rows_for(seed, len(owners))
    ridge, hat = linear_ridge(rows, owners, ENTRIES, strength)
    assert ridge.weights.dtype == ridge.base.dtype == hat.dtype == np.float32
    wanted, base = residual(owners)
    for at in range(len(owners)):
        others = np.delete(rows, at, axis=0)
        system = others.T @ others + strength * np.eye(rows.shape[1])
        weights = np.linalg.solve(system, others.T @ np.delete(wanted, at, axis=0))
        said = ridge(rows[at : at + 1])[0] - base
        left_out = (said - hat[at] * wanted[at]) / (1 - hat[at])
        np.testing.assert_allclose(left_out, rows[at] @ weights, atol=5e-3)


def test_a_regression_in_16_bits_says_nearly_the_same():
    rows = rows_for(3, 12)
    ridge, _ = linear_ridge(rows, np.arange(12) % ENTRIES, ENTRIES, 1.0)
    kept = Ridge(weights=ridge.weights.astype(np.float16), base=ridge.base)
    np.testing.assert_allclose(kept(rows), ridge(rows), atol=1e-2)
    assert kept(rows).dtype == np.float32


def picked(seed: int, questions: int, parts: int) -> tuple[Floats, Whole]:
    """Parts at random, the last of which knows the right entry a little."""
    random = np.random.default_rng(seed)
    right = random.integers(0, ENTRIES, questions)
    said = random.normal(size=(questions, ENTRIES, parts)).astype(np.float32)
    said[np.arange(questions), right, -1] += 2
    return said, right


@given(seeds, st.integers(1, 40), st.integers(1, 4), st.sampled_from([0.0, 1.0, 10.0]))
def test_no_part_counts_against_what_it_says(seed: int, questions: int, parts: int, pull: float):
    said, right = picked(seed, questions, parts)
    weights = parts_weighed(said, right, np.ones(parts, dtype=np.float32), pull)
    assert weights.dtype == np.float32
    assert weights.shape == (parts,)
    assert (weights >= 0).all()
    assert np.isfinite(weights).all()


def test_the_part_that_knows_weighs_most_and_one_that_misleads_nothing():
    said, right = picked(1, 400, 3)
    said[:, :, 0] = -said[:, :, 2]
    weights = parts_weighed(said, right, np.ones(3, dtype=np.float32), 0.0)
    assert weights[0] == 0
    assert weights[2] > 5 * weights[1]


def test_pulled_hard_the_weights_stay_in_proportion_to_the_rough_ones():
    said, right = picked(2, 200, 3)
    rough = np.array([1, 2, 4], dtype=np.float32)
    weights = parts_weighed(said, right, rough, 1e6)
    np.testing.assert_allclose(weights / weights[0], rough, rtol=1e-2)


def test_a_part_that_says_nothing_changes_nothing():
    said, right = picked(4, 100, 2)
    silent = np.concatenate((np.zeros_like(said[:, :, :1]), said), axis=2)
    alone = parts_weighed(said, right, np.ones(2, dtype=np.float32))
    beside = parts_weighed(silent, right, np.ones(3, dtype=np.float32))
    np.testing.assert_allclose(beside[1:], alone, atol=1e-3)


def test_a_logistic_regression_finds_the_coefficients_again():
    random = np.random.default_rng(7)
    features = (random.normal(size=(40_000, 2)) * [3, 0.1] + [5, -1]).astype(np.float32)
    chance = 1 / (1 + np.exp(-(0.5 * features[:, 0] - 8 * features[:, 1] - 10)))
    right = random.random(len(features)) < chance
    found = line(features, right, np.ones(len(features), dtype=np.float32), shrink=1e-6)
    assert found.weights == pytest.approx((0.5, -8, -10), rel=0.08)
    np.testing.assert_allclose(found(features[:100]), chance[:100], atol=0.05)


def test_a_regression_that_does_not_settle_ends(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fitting, "STEPS", 2)
    features = rows_for(5, 30, 2)
    found = line(features, features[:, 0] > 0, np.ones(30, dtype=np.float32))
    assert ((found(features) > 0.5) == (features[:, 0] > 0)).mean() > 0.8
    said, right = picked(1, 20, 2)
    assert (parts_weighed(said, right, np.ones(2, dtype=np.float32), 0.0) > 0).all()


def test_a_row_that_counts_twice_is_there_twice():
    features = rows_for(5, 30, 2)
    right = features[:, 0] + rows_for(6, 30, 1)[:, 0] > 0
    counts = np.where(np.arange(30) < 10, 2, 1).astype(np.float32)
    twice = np.concatenate((np.arange(30), np.arange(10)))
    one = line(features, right, counts, shrink=0.0)
    other = line(features[twice], right[twice], np.ones(40, dtype=np.float32), shrink=0.0)
    np.testing.assert_allclose(one(features), other(features), atol=1e-3)


@given(seeds, st.booleans(), st.integers(1, 20))
def test_where_all_are_right_or_wrong_the_chance_is_near_that_and_finite(
    seed: int, all_right: bool, many: int
):
    features = rows_for(seed, many, 3)
    found = line(features, np.full(many, all_right), np.ones(many, dtype=np.float32))
    chance = found(features)
    assert np.isfinite(chance).all()
    assert ((chance > 0.9) == all_right).all()
    assert ((chance < 0.1) != all_right).all()


@given(st.lists(st.floats(-1e30, 1e30), min_size=3, max_size=3))
def test_a_chance_is_between_0_and_1_whatever_the_features(features: list[float]):
    found = line(rows_for(8, 20, 3), np.arange(20) < 10, np.ones(20, dtype=np.float32))
    (chance,) = found(np.array([features], dtype=np.float32))
    assert 0 <= chance <= 1


def test_what_tells_a_found_entry_from_a_guess():
    scores = np.array([[1, 9, 5, 4, 3, 2, 2, 2, 2, 0]], dtype=np.float32)
    assert standing(scores).tolist() == [[9, 4, pytest.approx(9 - (3 + 2 + 2 + 2 + 2) / 5)]]


@pytest.mark.parametrize("entries", range(1, 8))
def test_where_there_are_fewer_than_eight_entries_the_last_stands_for_those_missing(entries: int):
    scores = np.arange(entries, dtype=np.float32)[None]
    whole = np.concatenate((np.zeros((1, 8 - entries), dtype=np.float32), scores), axis=1)
    assert standing(scores).tolist() == standing(whole).tolist()


def by_hand(values: Floats, owners: Whole, most: float) -> list[float]:
    """The best and the mean of each entry's phrases."""
    each = [values[owners == entry] for entry in range(ENTRIES)]
    return [
        float(most * some.max() + (1 - most) * some.mean()) if len(some) else 0 for some in each
    ]


@given(seeds, owners, st.floats(0, 1))
def test_an_entry_is_as_near_as_the_best_and_the_mean_of_its_phrases(
    seed: int, owners: Whole, most: float
):
    values = rows_for(seed, 3, len(owners))
    found = grouped(values, spans_of(owners, ENTRIES), most=most)
    for row, said in zip(found, values, strict=True):
        np.testing.assert_allclose(row, by_hand(said, owners, most), atol=1e-5)


def test_without_a_phrase_no_entry_is_near():
    nothing = spans_of(np.zeros(0, dtype=np.int64), 3)
    assert grouped(np.zeros((2, 0), dtype=np.float32), nothing, most=0.6).tolist() == [[0] * 3] * 2


@given(seeds, owners, st.floats(0, 1))
def test_without_its_own_phrase_is_as_if_that_were_deleted(seed: int, owners: Whole, most: float):
    values = rows_for(seed, len(owners), len(owners))
    spans: Spans = spans_of(owners, ENTRIES)
    found = grouped_without(values, np.arange(len(owners)), spans, most=most)
    for at in range(len(owners)):
        rest = np.delete(owners, at)
        said = grouped(
            np.delete(values[at : at + 1], at, axis=1), spans_of(rest, ENTRIES), most=most
        )
        np.testing.assert_allclose(found[at], said[0], atol=1e-5)
