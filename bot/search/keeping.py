"""An index as bytes, to be kept with its release: arrays in a numpy archive, nothing in it is ever executed."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from bot.core.entry import EntryId
from bot.search.archives import DAMAGED, Arrays, arrays_from_bytes, arrays_to_bytes
from bot.search.arrays import Floats
from bot.search.fitting import Line, Ridge
from bot.search.index import Index, Pool
from bot.search.shelf import Judge, Judges, Shelf, centred, spans_of
from bot.search.terms import terms_from_arrays, terms_to_arrays
from bot.search.tongues import Tongues
from bot.search.vectors import name_of, small, small_from_arrays, small_to_arrays

RAW = "raw/"
"""Where the vectors of the phrases begin, as the encoder made them."""
FORMAT = 2
"""Version of the form; an index of another version is built anew."""


class BadIndexError(Exception):
    """What was kept is no index of this version; it has to be built anew."""


def index_to_bytes(index: Index) -> bytes:
    """Return an index in the form `index_from_bytes` reads."""
    arrays: Arrays = {}
    head = {
        "format": FORMAT,
        "encoder": index.encoder,
        "corpus": index.corpus,
        "entries": list(index.entries),
        "stubs": sorted(index.stubs),
        "shelves": {
            language: _put_shelf(shelf, f"{language}/", arrays)
            for language, shelf in index.shelves.items()
        },
        "pool": None if index.pool is None else _put_pool(index.pool, arrays),
        "tongues": [list(name) for name in index.tongues.names],
    }
    arrays |= {
        "tongues/chances": index.tongues.chances.astype(np.float16),
        "tongues/middle": index.tongues.middle,
        "tongues/spread": index.tongues.spread,
    }
    if index.raw is not None:
        arrays |= {f"{RAW}{part}": a for part, a in small_to_arrays(small(index.raw)).items()}
        arrays["names"] = np.array([name_of(text) for text in index.texts], dtype=np.uint64)
    arrays["head"] = np.frombuffer(json.dumps(head).encode(), dtype=np.uint8)
    return arrays_to_bytes(arrays, compressed=True)


def index_from_bytes(packed: bytes) -> Index:
    """Return the index that `index_to_bytes` wrote; raise BadIndexError if it is damaged or of another version."""
    try:
        arrays = arrays_from_bytes(packed)
        head = json.loads(arrays["head"].tobytes())
        if head["format"] != FORMAT:
            raise BadIndexError("It is of another version of Merit.")
        return _index(head, arrays)
    except DAMAGED as error:
        raise BadIndexError(f"It cannot be read ({type(error).__name__}).") from error


def _index(head: Mapping[str, Any], arrays: Arrays) -> Index:
    entries = tuple(map(EntryId, head["entries"]))
    shelves: dict[str, Shelf] = {}
    start = 0
    for language, kept in head["shelves"].items():
        shelves[language] = _shelf(language, kept, start, arrays, len(entries))
        start = shelves[language].rows.stop
    return Index(
        entries=entries,
        stubs=frozenset(map(EntryId, head["stubs"])),
        encoder=head["encoder"],
        corpus=head["corpus"],
        shelves=shelves,
        pool=None if head["pool"] is None else _pool(head["pool"], arrays),
        vectors=_vectors(shelves.values(), arrays),
        tongues=Tongues(
            names=tuple((language, latin) for language, latin in head["tongues"]),
            chances=arrays["tongues/chances"].astype(np.float32),
            middle=arrays["tongues/middle"],
            spread=arrays["tongues/spread"],
        ),
    )


def _put_shelf(shelf: Shelf, below: str, arrays: Arrays) -> dict[str, Any]:
    arrays[f"{below}owners"] = shelf.spans.owners.astype(np.int32)
    for name, terms in (("words", shelf.words), ("letters", shelf.letters), ("codes", shelf.codes)):
        if terms is not None:
            arrays |= {f"{below}{name}/{part}": a for part, a in terms_to_arrays(terms).items()}
    for name in ("by_terms", "by_codes", "by_meaning"):
        _put_ridge(getattr(shelf, name), f"{below}{name}/", arrays)
    if shelf.middle is not None:
        arrays[f"{below}middle"] = shelf.middle
    return {
        "judges": _put_judges(shelf.judges),
        "latin": None if shelf.latin is None else _put_judges(shelf.latin),
    }


def _shelf(
    language: str, kept: Mapping[str, Any], start: int, arrays: Arrays, entries: int
) -> Shelf:
    below = f"{language}/"

    owners = arrays[f"{below}owners"].astype(np.int64)
    middle = arrays.get(f"{below}middle")
    codes = _below(f"{below}codes/", arrays)
    return Shelf(
        language=language,
        spans=spans_of(owners, entries),
        words=terms_from_arrays(_below(f"{below}words/", arrays)),
        letters=terms_from_arrays(_below(f"{below}letters/", arrays)),
        codes=terms_from_arrays(codes) if codes else None,
        by_terms=_ridge(f"{below}by_terms/", arrays),
        by_codes=_ridge(f"{below}by_codes/", arrays),
        by_meaning=_ridge(f"{below}by_meaning/", arrays),
        judges=_judges(kept["judges"]),
        latin=None if kept["latin"] is None else _judges(kept["latin"]),
        middle=middle,
        first_row=start,
    )


def _put_pool(pool: Pool, arrays: Arrays) -> dict[str, Any]:
    """Write the pool without its vectors, which are those of the shelves in another order."""
    arrays["pool/order"] = pool.order.astype(np.int32)
    arrays["pool/owners"] = pool.spans.owners.astype(np.int32)
    arrays["pool/middle"] = pool.middle
    _put_ridge(pool.ridge, "pool/ridge/", arrays)
    return _put_judge(pool.judge)


def _pool(kept: Mapping[str, Any], arrays: Arrays) -> Pool:
    ridge = _ridge("pool/ridge/", arrays)
    if ridge is None:
        raise BadIndexError("It has no regression for all languages.")
    return Pool(
        order=arrays["pool/order"].astype(np.int64),
        spans=spans_of(arrays["pool/owners"].astype(np.int64), len(ridge.base)),
        ridge=ridge,
        middle=arrays["pool/middle"],
        judge=_judge(kept),
    )


def _vectors(shelves: Iterable[Shelf], arrays: Arrays) -> Floats | None:
    """Return the vectors of all phrases, each without what its language has in common."""
    parts = _below(RAW, arrays)
    if not parts:
        return None
    raw = small_from_arrays(parts).whole()
    found = np.empty(raw.shape, dtype=np.float32)
    for shelf in shelves:
        if shelf.middle is not None:
            found[shelf.rows] = centred(raw[shelf.rows], shelf.middle)
    return found


def vectors_kept(packed: bytes, encoder: str) -> dict[int, Floats]:
    """Return the vectors an index holds, by `name_of` their texts.

    Nothing if another encoder made them or it is damaged.
    """
    try:
        arrays = arrays_from_bytes(packed)
        head = json.loads(arrays["head"].tobytes())
        if head["format"] != FORMAT or head["encoder"] != encoder:
            return {}
        rows = small_from_arrays(_below(RAW, arrays)).whole()
        return dict(zip(arrays["names"].tolist(), rows, strict=True))
    except DAMAGED:
        return {}


def _below(prefix: str, arrays: Arrays) -> Arrays:
    """Return the arrays whose names begin with a prefix, without it."""
    return {n.removeprefix(prefix): each for n, each in arrays.items() if n.startswith(prefix)}


def _put_ridge(ridge: Ridge | None, below: str, arrays: Arrays) -> None:
    if ridge is not None:
        arrays[f"{below}weights"] = ridge.weights.astype(np.float16)
        arrays[f"{below}base"] = ridge.base


def _ridge(below: str, arrays: Arrays) -> Ridge | None:
    weights = arrays.get(f"{below}weights")
    if weights is None:
        return None
    return Ridge(weights=weights, base=arrays[f"{below}base"])


def _put_judges(judges: Judges) -> dict[str, Any]:
    return {"whole": _put_judge(judges.whole), "words": _put_judge(judges.words)}


def _judges(kept: Mapping[str, Any]) -> Judges:
    return Judges(whole=_judge(kept["whole"]), words=_judge(kept["words"]))


def _put_judge(judge: Judge) -> dict[str, Any]:
    return {
        "weights": judge.weights.tolist(),
        "first": judge.first.weights,
        "among_three": judge.among_three.weights,
    }


def _judge(kept: Mapping[str, Any]) -> Judge:
    return Judge(
        weights=np.array(kept["weights"], dtype=np.float32),
        first=Line(weights=tuple(kept["first"])),
        among_three=Line(weights=tuple(kept["among_three"])),
    )
