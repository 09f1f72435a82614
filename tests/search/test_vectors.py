"""Vectors in 4 bits: near what they were, and kept in a file that may be damaged."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.vectors import name_of, read_vectors, small, write_vectors
from tests.search.samples import PHRASES, Floats, meaning

ENCODER = "words/1"
TEXTS = [phrase.words for phrase in PHRASES]


def vectors_of(texts: list[str]) -> Floats:
    return np.array([meaning(text) for text in texts])


@given(st.integers(0, 2**32 - 1), st.integers(1, 12), st.floats(-3, 3))
def test_a_vector_in_4_bits_is_within_half_a_step_of_what_it_was(seed: int, many: int, far: float):
    vectors = np.random.default_rng(seed).normal(far, 1, (many, 16)).astype(np.float32)
    kept = small(vectors)
    assert kept.halves.nbytes == many * 8
    step = np.abs(vectors - kept.middle).max(axis=1, keepdims=True) / 7
    assert (np.abs(kept.whole() - vectors) <= 0.51 * step + 1e-5).all()


@pytest.mark.parametrize("many", [0, 1, 3])
def test_vectors_that_are_all_the_same_stay_what_they_are(many: int):
    vectors = np.tile(meaning("school"), (many, 1))
    np.testing.assert_allclose(small(vectors).whole(), vectors, atol=1e-6)


def test_a_text_has_one_name_however_it_is_spaced():
    assert name_of("where  is\na school ") == name_of("where is a school")
    assert name_of("مُدرس") == name_of("مدرس")
    assert len({name_of(text) for text in TEXTS}) == len(TEXTS)
    assert 0 <= name_of("x") < 2**64


def test_what_is_written_is_read_again(tmp_path: Path):
    file = tmp_path / "vectors.npz"
    write_vectors(file, TEXTS, vectors_of(TEXTS), ENCODER)
    found = read_vectors(file, ENCODER)
    assert found.keys() == {name_of(text) for text in TEXTS}
    for text in TEXTS:
        assert found[name_of(text)] @ meaning(text) > 0.98


def test_the_order_of_the_texts_does_not_change_the_file(tmp_path: Path):
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    write_vectors(one, TEXTS, vectors_of(TEXTS), ENCODER)
    write_vectors(other, TEXTS[::-1], vectors_of(TEXTS[::-1]), ENCODER)
    first, second = read_vectors(one, ENCODER), read_vectors(other, ENCODER)
    assert list(first) == list(second)
    np.testing.assert_allclose(list(first.values()), list(second.values()), atol=1e-5)


def test_a_file_without_vectors_holds_none(tmp_path: Path):
    file = tmp_path / "vectors.npz"
    write_vectors(file, [], np.zeros((0, 16), dtype=np.float32), ENCODER)
    assert read_vectors(file, ENCODER) == {}


def test_vectors_of_another_encoder_are_not_read(tmp_path: Path):
    file = tmp_path / "vectors.npz"
    write_vectors(file, TEXTS, vectors_of(TEXTS), ENCODER)
    assert read_vectors(file, "words/2") == {}


def test_a_file_that_is_not_there_holds_none(tmp_path: Path):
    assert read_vectors(tmp_path / "vectors.npz", ENCODER) == {}
    assert read_vectors(tmp_path, ENCODER) == {}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    file = tmp_path_factory.mktemp("vectors") / "vectors.npz"
    write_vectors(file, TEXTS, vectors_of(TEXTS), ENCODER)
    return file.read_bytes()


def damaged(packed: bytes, at: int, other: bytes) -> bytes:
    return packed[:at] + other + packed[at + len(other) :]


@pytest.mark.parametrize("kept", [0, 3])
def test_an_empty_file_holds_none(kept: int, packed: bytes, tmp_path: Path):
    file = tmp_path / "vectors.npz"
    file.write_bytes(packed[:kept])
    assert read_vectors(file, ENCODER) == {}


@pytest.mark.parametrize("at", [60, 200, -100, -10])
def test_a_damaged_file_holds_none(at: int, packed: bytes, tmp_path: Path):
    file = tmp_path / "vectors.npz"
    file.write_bytes(packed[:at])
    assert read_vectors(file, ENCODER) == {}


@pytest.mark.parametrize(("field", "value"), [(8, b"\x01"), (10, b"\x63")])
def test_a_file_damaged_in_another_way_holds_none(
    field: int, value: bytes, packed: bytes, tmp_path: Path
):
    file = tmp_path / "vectors.npz"
    file.write_bytes(damaged(packed, packed.index(b"PK\x01\x02") + field, value))
    assert read_vectors(file, ENCODER) == {}


def test_a_file_that_is_an_array_alone_holds_none(tmp_path: Path):
    with (tmp_path / "vectors.npz").open("wb") as file:
        np.save(file, np.arange(3))
    assert read_vectors(tmp_path / "vectors.npz", ENCODER) == {}


@pytest.mark.parametrize("at", [150, 400, 900, 1500])
def test_a_file_in_which_a_byte_was_lost_holds_none_or_what_it_held(
    at: int, packed: bytes, tmp_path: Path
):
    file = tmp_path / "vectors.npz"
    file.write_bytes(damaged(packed, at, b"\x00\xff\x00"))
    assert len(read_vectors(file, ENCODER)) in {0, len(TEXTS)}
