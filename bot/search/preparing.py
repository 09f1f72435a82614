"""Preparing an index once: what was encoded before is not encoded again, and what was built before is only read."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.search.arrays import Floats
from bot.search.building import build
from bot.search.corpus import Corpus
from bot.search.encoder import E5Small, encode_all
from bot.search.keeping import FORMAT, BadIndexError, index_from_bytes, index_to_bytes, vectors_kept
from bot.search.vectors import name_of, read_vectors

Told = Callable[[int, int], None]
"""Hears how many texts of how many are encoded."""

KEPT = 6
"""Indexes kept in the cache, the latest ones."""


def silent(_done: int, _total: int) -> None:
    """Hear nothing."""


def index_name(corpus: Corpus, encoder: str) -> str:
    """Return the name of the index of a corpus, the same on every machine."""
    return f"{corpus.revision}-{encoder.replace('/', '-') or 'words'}-{FORMAT}"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCache:
    """Indexes on this machine, by name. Nothing in it is about people; it may be deleted at any time."""

    folder: Path

    def read(self, name: str) -> bytes | None:
        """Return a kept index."""
        try:
            return (self.folder / f"{name}.npz").read_bytes()
        except OSError:
            return None

    def has(self, name: str) -> bool:
        """Whether an index of this name is kept, without reading it."""
        return (self.folder / f"{name}.npz").is_file()

    def write(self, name: str, packed: bytes) -> None:
        """Keep an index, whole or not at all; a folder that cannot be written to is no error."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder) as apart:
                new = Path(apart) / name
                new.write_bytes(packed)
                new.replace(self.folder / f"{name}.npz")
            for old in self._by_age()[KEPT:]:
                old.unlink(missing_ok=True)

    def vectors(self, encoder: str) -> dict[int, Floats]:
        """Return every vector the kept indexes hold, by the name of its text."""
        found: dict[int, Floats] = {}
        for file in reversed(self._by_age()):
            with suppress(OSError):
                found |= vectors_kept(file.read_bytes(), encoder)
        return found

    def _by_age(self) -> list[Path]:
        """Return the files, the latest first; one that goes away meanwhile counts as old."""
        return sorted(self.folder.glob("*.npz"), key=_changed_at, reverse=True)


def _changed_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0


def prepare(
    corpus: Corpus,
    cache: IndexCache,
    *,
    encode: bool,
    shipped: Path | None = None,
    before: bytes | None = None,
    told: Told = silent,
) -> bytes:
    """Return the packed index of a corpus, from the cache or newly built.

    Vectors are taken from the `shipped` file of a content folder and from an earlier index (`before`), as far as they
    are there. Without `encode` only words are compared. It takes the whole machine for a while: call it in a process
    of its own.
    """
    name = index_name(corpus, E5Small.name if encode else "")
    known = cache.read(name)
    if known is not None and _whole(known):
        return known
    vectors = vectors_of(corpus, cache, shipped, before, told) if encode else None
    packed = index_to_bytes(build(corpus, vectors, encoder=E5Small.name))
    if encode == (vectors is not None):  # never words alone under the name of an encoder
        cache.write(name, packed)
    return packed


def _whole(packed: bytes) -> bool:
    """Whether a kept index can be read; a damaged one is built again."""
    try:
        index_from_bytes(packed)
    except BadIndexError:
        return False
    return True


def vectors_of(
    corpus: Corpus,
    cache: IndexCache,
    shipped: Path | None = None,
    before: bytes | None = None,
    told: Told = silent,
) -> Floats | None:
    """Return the vectors of the phrases, encoding only those nobody encoded before; None where there is no encoder."""
    known = {} if shipped is None else read_vectors(shipped, E5Small.name)
    if before is not None:
        known |= vectors_kept(before, E5Small.name)
    names = [name_of(phrase.words) for phrase in corpus.phrases]
    if not known.keys() >= set(names):
        known = cache.vectors(E5Small.name) | known
    texts = {n: p.words for n, p in zip(names, corpus.phrases, strict=True) if n not in known}
    if texts:
        # The longest first: then all processes end at the same time.
        order = sorted(texts, key=lambda each: len(texts[each]), reverse=True)
        new = encode_all([texts[each] for each in order], lambda done: told(done, len(order)))
        if new is None:
            return None
        known |= dict(zip(order, new, strict=True))
    if not names:
        return None
    return np.array([known[name] for name in names], dtype=np.float32)


def default_folder() -> Path:
    """Return where a user's caches are."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "merit" / "search"
