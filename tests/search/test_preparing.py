"""Preparing an index once: vectors are taken from wherever they are, and indexes stay on this machine for a while."""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.core.entry import Phrase
from bot.search import preparing
from bot.search.building import build
from bot.search.encoder import E5Small
from bot.search.keeping import FORMAT, index_from_bytes, index_to_bytes, vectors_kept
from bot.search.preparing import KEPT, IndexCache, default_folder, index_name, prepare, vectors_of
from bot.search.vectors import name_of, write_vectors
from tests.search.samples import CORPUS, COST, ONE_LANGUAGE, Floats, meaning, meanings

TEXTS = [phrase.words for phrase in ONE_LANGUAGE.phrases]
MORE = replace(
    ONE_LANGUAGE,
    phrases=(
        *ONE_LANGUAGE.phrases,
        Phrase(entry=COST, language="en", words="price?"),
        Phrase(entry=COST, language="en", words="what is the longest new price?"),
    ),
)


@pytest.fixture
def cache(tmp_path: Path) -> IndexCache:
    return IndexCache(folder=tmp_path / "cache" / "search")


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    file = tmp_path / "vectors.npz"
    write_vectors(file, TEXTS, meanings(ONE_LANGUAGE), E5Small.name)
    return file


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given to the encoder."""
    given: list[str] = []

    def encode_all(texts: Sequence[str], told: Callable[[int], None]) -> Floats:
        given.extend(texts)
        told(len(texts))
        return np.array([meaning(text) for text in texts])

    monkeypatch.setattr(preparing, "encode_all", encode_all)
    return given


@pytest.fixture
def no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "encode_all", lambda _texts, _told: None)


def test_an_index_has_a_name_of_its_own_that_is_good_for_a_file():
    names = {
        index_name(corpus, encoder)
        for corpus in (CORPUS, ONE_LANGUAGE)
        for encoder in ("", "words/1", "words/2")
    }
    assert len(names) == 6
    assert not any("/" in name for name in names)
    assert index_name(CORPUS, "") == f"{CORPUS.revision}-words-{FORMAT}"
    assert index_name(CORPUS, "words/1") == f"{CORPUS.revision}-words-1-{FORMAT}"


def test_what_is_kept_is_read_again(cache: IndexCache):
    assert cache.read("one") is None
    cache.write("one", b"first")
    cache.write("two", b"second")
    assert (cache.read("one"), cache.read("two")) == (b"first", b"second")
    cache.write("one", b"again")
    assert cache.read("one") == b"again"
    assert sorted(file.name for file in cache.folder.iterdir()) == ["one.npz", "two.npz"]


def test_only_the_latest_are_kept(cache: IndexCache):
    for number in range(KEPT + 3):
        cache.write(f"index-{number}", b"x")
        os.utime(cache.folder / f"index-{number}.npz", (number, number))
    cache.write("last", b"x")
    kept = {file.stem for file in cache.folder.iterdir()}
    assert kept == {"last", *(f"index-{number}" for number in range(4, KEPT + 3))}


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    cache = IndexCache(folder=tmp_path / "file" / "search")
    cache.write("one", b"x")
    assert cache.read("one") is None
    assert cache.vectors("words/1") == {}


def test_an_index_that_cannot_be_put_in_its_place_leaves_what_was_there(cache: IndexCache):
    (cache.folder / "one.npz").mkdir(parents=True)
    cache.write("one", b"x")
    assert cache.read("one") is None
    assert cache.vectors("words/1") == {}


def test_an_index_that_cannot_be_put_in_its_place_leaves_nothing_else(cache: IndexCache):
    (cache.folder / "one.npz").mkdir(parents=True)
    cache.write("one", b"x")
    assert [file.name for file in cache.folder.iterdir()] == ["one.npz"]


def test_the_vectors_of_all_kept_indexes_are_known_the_latest_first(cache: IndexCache):
    for age, (corpus, sign) in enumerate([(ONE_LANGUAGE, 1), (CORPUS, -1)]):
        packed = index_to_bytes(build(corpus, sign * meanings(corpus), encoder="words/1"))
        cache.write(corpus.revision, packed)
        os.utime(cache.folder / f"{corpus.revision}.npz", (age, age))
    cache.write("broken", b"broken")
    found = cache.vectors("words/1")
    assert found.keys() == {name_of(phrase.words) for phrase in CORPUS.phrases}
    assert all(found[name_of(text)] @ meaning(text) < -0.9 for text in TEXTS)
    assert cache.vectors("words/2") == {}


def test_words_alone_need_no_vectors(cache: IndexCache, encoded: list[str], shipped: Path):
    index = index_from_bytes(prepare(ONE_LANGUAGE, cache, encode=False, shipped=shipped))
    assert index.encoder == ""
    assert index.vectors is None
    assert encoded == []


def test_what_was_built_before_is_only_read(cache: IndexCache, encoded: list[str]):
    other = index_to_bytes(build(CORPUS, None))
    for encode in (False, True):
        built = prepare(ONE_LANGUAGE, cache, encode=encode)
        name = index_name(ONE_LANGUAGE, E5Small.name if encode else "")
        assert cache.read(name) == built
        cache.write(name, other)
        assert prepare(ONE_LANGUAGE, cache, encode=encode) == other
    assert len(encoded) == len(TEXTS)


def test_vectors_that_came_with_the_content_are_not_made_again(
    cache: IndexCache, encoded: list[str], shipped: Path
):
    index = index_from_bytes(prepare(ONE_LANGUAGE, cache, encode=True, shipped=shipped))
    assert index.encoder == E5Small.name
    assert index.vectors is not None
    assert encoded == []


@pytest.mark.parametrize("source", ["cache", "before", "shipped"])
def test_only_new_phrases_are_encoded_the_longest_first(
    source: str, cache: IndexCache, encoded: list[str], shipped: Path
):
    packed = index_to_bytes(build(ONE_LANGUAGE, meanings(ONE_LANGUAGE), encoder=E5Small.name))
    if source == "cache":
        cache.write("earlier", packed)
    told: list[tuple[int, int]] = []
    vectors = vectors_of(
        MORE,
        cache,
        shipped if source == "shipped" else None,
        packed if source == "before" else None,
        lambda done, total: told.append((done, total)),
    )
    assert encoded == ["what is the longest new price?", "price?"]
    assert told == [(2, 2)]
    assert vectors is not None
    assert (vectors * meanings(MORE)).sum(axis=1).min() > 0.98


def test_a_phrase_that_two_entries_share_is_encoded_once(cache: IndexCache, encoded: list[str]):
    twice = replace(ONE_LANGUAGE, phrases=(*ONE_LANGUAGE.phrases, *ONE_LANGUAGE.phrases[::-1]))
    vectors = vectors_of(twice, cache)
    assert len(encoded) == len(TEXTS)
    assert vectors is not None
    np.testing.assert_array_equal(vectors, vectors[::-1])


def test_without_an_encoder_there_are_vectors_only_if_all_are_known(
    cache: IndexCache, shipped: Path, no_encoder: None
):
    assert vectors_of(ONE_LANGUAGE, cache) is None
    assert vectors_of(MORE, cache, shipped) is None
    assert vectors_of(ONE_LANGUAGE, cache, shipped) is not None
    assert vectors_of(replace(ONE_LANGUAGE, phrases=()), cache) is None


def test_without_an_encoder_an_index_compares_words(cache: IndexCache, no_encoder: None):
    assert index_from_bytes(prepare(ONE_LANGUAGE, cache, encode=True)).encoder == ""


def test_once_there_is_an_encoder_what_was_built_without_is_built_again(
    cache: IndexCache, monkeypatch: pytest.MonkeyPatch, shipped: Path
):
    with monkeypatch.context() as patch:
        patch.setattr(preparing, "encode_all", lambda _texts, _told: None)
        prepare(ONE_LANGUAGE, cache, encode=True)
    packed = prepare(ONE_LANGUAGE, cache, encode=True, shipped=shipped)
    assert len(vectors_kept(packed, E5Small.name)) == len(TEXTS)


def test_a_damaged_index_in_the_cache_is_built_again(cache: IndexCache):
    cache.write(index_name(ONE_LANGUAGE, ""), b"damaged")
    assert index_from_bytes(prepare(ONE_LANGUAGE, cache, encode=False)).entries


def test_nobody_has_to_hear_how_far_it_is():
    preparing.silent(1, 2)


@pytest.mark.parametrize("base", ["", "somewhere"])
def test_a_cache_is_where_the_caches_of_the_user_are(
    base: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", base and str(tmp_path / base))
    assert default_folder() == tmp_path / (base or ".cache") / "merit" / "search"
