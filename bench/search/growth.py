"""What indexes of other sizes are made of: real sentences, repeated with typing errors where there are too few."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path

import numpy as np

from bench.search.datasets import SETS, Example, first_of_each, injongo, xsid
from bench.search.knowledge import phrases_of
from bench.search.typos import with_typos
from bench.search.vectors import Vectors
from bot.core.entry import EntryId, Phrase
from bot.search.arrays import Floats
from bot.search.corpus import Corpus

EACH = 8
"""Phrases of an entry."""
NOISE = 0.02
LANGUAGES = {"am": "amh", "sw": "swa", "ha": "hau", "yo": "yor"}


def twelve(own: Corpus, folder: Path, entries: int) -> Corpus:
    """Return a corpus in twelve languages: our seven, four of InjongoIntent, and Turkish of xSID.

    Sentences of the public sets are no phrases of our entries: this measures time, not quality.
    """
    several = {
        language: phrases_of(own, language)
        for language in sorted({p.language for p in own.phrases})
    }
    for language, name in LANGUAGES.items():
        several[language] = injongo(folder, name, "train")
    several["tr"] = [*xsid(folder, "tr", "valid"), *xsid(folder, "tr", "test")]
    phrases = (
        Phrase(entry=EntryId(f"entry-{at}"), language=language, words=text)
        for language, rows in several.items()
        for at, texts in enumerate(islice(_eights(rows), entries))
        for text in texts
    )
    return Corpus(phrases=tuple(phrases))


def _eights(rows: Sequence[Example]) -> Iterator[list[str]]:
    """Yield eight sentences of one intent at a time, then what is left over in any eights."""
    left: list[str] = []
    for _, same in groupby(sorted(rows, key=lambda row: row[1]), key=lambda row: row[1]):
        texts = [text for text, _ in same]
        whole = len(texts) // EACH * EACH
        yield from (texts[at : at + EACH] for at in range(0, whole, EACH))
        left += texts[whole:]
    yield from (left[at : at + EACH] for at in range(0, len(left) - EACH + 1, EACH))


def english(folder: Path, vectors: Vectors, entries: int) -> tuple[Corpus, Floats]:
    """Return a corpus in English with the vectors of its phrases.

    They are the test questions of CLINC150 and BANKING77; from the second round on with typing errors, and their
    vectors with noise.
    """
    rows = [
        (text, intent)
        for name in ("clinc150-k10", "banking77-k10")
        for text, intent in SETS[name](folder).answered
    ]
    eights = list(_eights(first_of_each(rows, 10**6)))
    draw = np.random.default_rng(0)
    phrases, found = [], []
    for at in range(entries):
        texts, again = eights[at % len(eights)], at // len(eights)
        meant = vectors.of(texts)
        if again:
            meant = (meant + draw.normal(0, NOISE, meant.shape)).astype(np.float32)
            texts = [with_typos(text, again) for text in texts]
        phrases += [
            Phrase(entry=EntryId(f"entry-{at}"), language="en", words=text) for text in texts
        ]
        found.append(meant / np.linalg.norm(meant, axis=1, keepdims=True))
    return Corpus(phrases=tuple(phrases)), np.concatenate(found).astype(np.float32)
