"""Vectors of texts in 4 bits a number: what was encoded once is kept small, and never encoded again.

The encoder itself computes with weights of no more. `python -m bench.search.tried` compares them with 16 bits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.search.archives import DAMAGED, Arrays, arrays_from_bytes, arrays_to_bytes
from bot.search.arrays import Floats
from bot.search.writing import for_encoder

FILE = "faq/vectors.npz"
"""Where a content folder keeps the vectors of its phrases, so that a new machine need not encode them."""
_MOST = 7
_OFFSET = 8


def name_of(text: str) -> int:
    """Return the number a text's vector is kept by."""
    return int.from_bytes(blake2b(for_encoder(text).encode(), digest_size=8).digest(), "big")


@dataclass(frozen=True, slots=True, kw_only=True)
class Small:
    """Vectors in 4 bits: two numbers a byte, each vector with its own scale around a common middle."""

    halves: NDArray[np.uint8]
    scales: NDArray[np.float16]
    middle: Floats

    def whole(self) -> Floats:
        """Return the vectors as far as they are kept."""
        numbers = np.empty((len(self.halves), 2 * self.halves.shape[1]), dtype=np.float32)
        numbers[:, ::2] = self.halves & 15
        numbers[:, 1::2] = self.halves >> 4
        numbers -= _OFFSET
        numbers *= self.scales.astype(np.float32)[:, None]
        numbers += self.middle
        return numbers


def small(vectors: Floats) -> Small:
    """Return vectors in 4 bits; their number of dimensions is even."""
    middle = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], np.float32)
    moved = vectors - middle
    scales = (np.abs(moved).max(axis=1, initial=1e-6) / _MOST).astype(np.float16)
    steps = np.round(moved / scales.astype(np.float32)[:, None]) + _OFFSET
    numbers = np.clip(steps, _OFFSET - _MOST, _OFFSET + _MOST).astype(np.uint8)
    halves = numbers[:, ::2] | (numbers[:, 1::2] << 4)
    return Small(halves=halves, scales=scales, middle=middle.astype(np.float32))


def small_to_arrays(kept: Small) -> dict[str, NDArray[Any]]:
    """Return the arrays that `small_from_arrays` reads."""
    return {"halves": kept.halves, "scales": kept.scales, "middle": kept.middle}


def small_from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Small:
    """Return what `small_to_arrays` wrote."""
    return Small(halves=arrays["halves"], scales=arrays["scales"], middle=arrays["middle"])


def write_vectors(file: Path, texts: Sequence[str], vectors: Floats, encoder: str) -> None:
    """Keep the vectors of texts in a file, in an order that does not depend on the texts' order."""
    names = np.array([name_of(text) for text in texts], dtype=np.uint64)
    order = np.argsort(names)
    kept = small(vectors[order])
    arrays: Arrays = {
        "names": names[order],
        "encoder": np.frombuffer(encoder.encode(), dtype=np.uint8),
        **small_to_arrays(kept),
    }
    file.write_bytes(arrays_to_bytes(arrays, compressed=False))


def read_vectors(file: Path, encoder: str) -> dict[int, Floats]:
    """Return the vectors a file holds, by the number of their text.

    Nothing if another encoder made them or it is damaged.
    """
    try:
        arrays = arrays_from_bytes(file.read_bytes())
        if arrays["encoder"].tobytes().decode() != encoder:
            return {}
        rows = small_from_arrays(arrays).whole()
        return dict(zip(arrays["names"].tolist(), rows, strict=True))
    except (*DAMAGED, OSError):
        return {}
