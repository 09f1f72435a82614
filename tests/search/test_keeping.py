"""An index as bytes: read again it finds the same, and damaged it is no index."""

import io
import json
import zipfile
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.search import building
from bot.search.building import build
from bot.search.index import Index
from bot.search.keeping import (
    BadIndexError,
    index_from_bytes,
    index_to_bytes,
    vectors_kept,
)
from bot.search.shelf import Question
from bot.search.vectors import name_of
from bot.search.writing import words_of
from tests.search.samples import INDEX, ONE_LANGUAGE, PHRASES, index_of, meaning

WORDS_ONLY = build(ONE_LANGUAGE, None)
PACKED = index_to_bytes(INDEX)
SMALL = index_to_bytes(build(replace(ONE_LANGUAGE, texts={}), None))
UNREADABLE = "only some of the errors of a damaged archive are expected"


def same_found(one: Index, other: Index, language: str) -> None:
    for phrase in PHRASES[::3]:
        for meant in (meaning(phrase.words), None):
            question = Question(words=words_of(phrase.words), meaning=meant)
            first = one.find(question, language, phrase.words)
            second = other.find(question, language, phrase.words)
            chances = {hit.entry: hit.chance for hit in first.hits}
            again = {hit.entry: hit.chance for hit in second.hits}
            assert [hit.entry for hit in first.hits][:1] == [hit.entry for hit in second.hits][:1]
            assert again == pytest.approx(chances, abs=0.06)
            assert second.among_three == pytest.approx(first.among_three, abs=0.06)


@pytest.mark.parametrize("language", ["en", "ar", "nl", ""])
def test_what_is_kept_finds_the_same(language: str):
    same_found(INDEX, index_from_bytes(PACKED), language)
    same_found(WORDS_ONLY, index_from_bytes(index_to_bytes(WORDS_ONLY)), language)


def test_judges_of_latin_letters_are_kept(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(building, "FEWEST_LATIN", 4)
    index = index_of()
    kept = index_from_bytes(index_to_bytes(index))
    assert kept.shelves["ar"].latin is not None
    assert kept.shelves["en"].latin is None
    same_found(index, kept, "ar")


def test_what_an_index_is_made_of_is_kept():
    index, kept = INDEX, index_from_bytes(PACKED)
    for name in ("entries", "stubs", "encoder", "corpus"):
        assert getattr(kept, name) == getattr(index, name)
    assert kept.tongues.names == index.tongues.names
    assert list(kept.shelves) == list(index.shelves)
    for language, shelf in index.shelves.items():
        assert kept.shelves[language].rows == shelf.rows
        np.testing.assert_array_equal(kept.shelves[language].spans.owners, shelf.spans.owners)
    for text in ("we need the new house", "نحتاج البيت القديم", "🙂"):
        assert kept.tongues.of(text, "en") == index.tongues.of(text, "en")
    assert kept.vectors is not None
    assert index.vectors is not None
    assert (kept.vectors * index.vectors).sum(axis=1).min() > 0.97


def test_the_vectors_of_a_kept_index_are_known_by_their_texts():
    kept = vectors_kept(PACKED, "words/1")
    assert kept.keys() == {name_of(phrase.words) for phrase in PHRASES}
    for phrase in PHRASES:
        assert kept[name_of(phrase.words)] @ meaning(phrase.words) > 0.98


def test_there_are_no_vectors_of_another_encoder_nor_in_words_alone():
    assert vectors_kept(PACKED, "words/2") == {}
    assert vectors_kept(SMALL, "words/1") == {}
    assert vectors_kept(SMALL, "") == {}


def repacked(packed: bytes, leave_out: str = "", **head) -> bytes:
    """The archive without a member, and with something else in its head."""
    with np.load(io.BytesIO(packed)) as archive:
        arrays = {name: archive[name] for name in archive.files if name != leave_out}
    if head:
        changed = json.loads(arrays["head"].tobytes()) | head
        arrays["head"] = np.frombuffer(json.dumps(changed).encode(), dtype=np.uint8)
    into = io.BytesIO()
    np.savez_compressed(into, allow_pickle=False, **arrays)
    return into.getvalue()


def test_an_index_of_another_version_is_none():
    other = repacked(PACKED, format=1)
    with pytest.raises(BadIndexError, match="another version"):
        index_from_bytes(other)
    assert vectors_kept(other, "words/1") == {}


@pytest.mark.parametrize(
    "lost", ["head", "en/owners", "en/words/names", "tongues/chances", "pool/ridge/weights"]
)
def test_an_index_that_lacks_something_is_none(lost: str):
    with pytest.raises(BadIndexError):
        index_from_bytes(repacked(PACKED, lost))


def placed(packed: bytes, at: int, other: bytes) -> bytes:
    return packed[:at] + other + packed[at + len(other) :]


def stored(packed: bytes) -> int:
    """Where the head begins, packed as it is."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        start = archive.getinfo("head.npy").header_offset
    name, extra = (int.from_bytes(packed[start + at : start + at + 2], "little") for at in (26, 28))
    return start + 30 + name + extra


def listed(packed: bytes) -> int:
    """Where the head is listed among all that is there."""
    return packed.rindex(b"head.npy") - 46


def array_alone() -> bytes:
    into = io.BytesIO()
    np.save(into, np.arange(3))
    return into.getvalue()


def pickled() -> bytes:
    into = io.BytesIO()
    np.savez(into, head=np.array([{}], dtype=object))
    return into.getvalue()


DAMAGED = {
    "empty": b"",
    "a word": b"index",
    "a pickle": b"\x80\x04N.",
    "something pickled in it": pickled(),
    "an empty archive": b"PK\x05\x06" + bytes(18),
    "cut off": SMALL[:-100],
    "only its beginning": SMALL[:2000],
    "another byte in an array": placed(SMALL, stored(SMALL) + 70, b"\x00\x00\x00"),
    "another name": placed(SMALL, listed(SMALL) + 46, b"??"),
}


def unexpected(packed: bytes) -> dict[str, bytes]:
    """Damage of which the reader of archives says something else than that the archive is bad."""
    return {
        "an array alone": array_alone(),
        "nothing that was packed": placed(packed, stored(packed), b"\xff\xff"),
        "packed in an unknown way": placed(packed, listed(packed) + 10, b"\x63"),
        "encrypted": placed(packed, listed(packed) + 8, b"\x01"),
    }


@pytest.mark.parametrize("packed", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_index_is_none(packed: bytes):
    with pytest.raises(BadIndexError):
        index_from_bytes(packed)
    assert vectors_kept(packed, "words/1") == {}


@pytest.mark.parametrize("damage", unexpected(SMALL))
def test_an_index_damaged_in_another_way_is_none_either(damage: str):
    with pytest.raises(BadIndexError):
        index_from_bytes(unexpected(SMALL)[damage])


@pytest.mark.parametrize("damage", unexpected(PACKED))
def test_an_index_damaged_in_another_way_has_no_vectors_either(damage: str):
    assert vectors_kept(unexpected(PACKED)[damage], "words/1") == {}


@given(st.integers(0, len(SMALL) - 1), st.binary(min_size=1, max_size=8))
@example(stored(SMALL), b"\xff\xff")
def test_wherever_bytes_are_lost_it_is_an_index_or_none(at: int, other: bytes):
    with suppress(BadIndexError):
        assert index_from_bytes(placed(SMALL, at, other)[: len(SMALL)]).entries
