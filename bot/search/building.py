"""Building the index of a release from its phrases: the parts of each language, their weights and probabilities.

Every phrase is asked once as if it were not there. That is a question that has an answer; the phrase of a stub, or of
an entry that is hidden, is one that has none. So a knowledge base is judged by itself alone, anew at every
publication.
"""

from collections.abc import Callable

import numpy as np

from bot.search.arrays import Floats, Whole
from bot.search.corpus import Corpus
from bot.search.drafts import Draft, Joined, draft, join
from bot.search.index import Index, Pool
from bot.search.judging import Meanings, judge
from bot.search.shelf import OF_A_LANGUAGE, WITHOUT_ENCODER, Judge, Judges, Shelf, near, spans_of
from bot.search.tongues import learn

SOME = 4
"""Of the phrases that are asked, every how manieth is asked of the other languages."""
FEWEST_LATIN = 40
"""Phrases in Latin letters that a language needs to have its own judges for them."""


def build(
    corpus: Corpus,
    vectors: Floats | None,
    *,
    encoder: str = "",
    note: Callable[[str], None] = lambda _: None,
) -> Index:
    """Return the index of a corpus; `vectors` are what the encoder made of its phrases in order, or None without one.

    `note` is told each language as its turn comes.
    """
    phrases = corpus.phrases
    entries = tuple(sorted({phrase.entry for phrase in phrases}))
    number = {entry: place for place, entry in enumerate(entries)}
    order = sorted(
        range(len(phrases)), key=lambda at: (phrases[at].language, number[phrases[at].entry])
    )
    owners = np.array([number[phrases[at].entry] for at in order], dtype=np.int64)
    rows = None if vectors is None else vectors[order]
    drafts = _drafts(corpus, order, owners, rows, len(entries))
    centred = _centred(drafts)
    together = None if len(drafts) == 1 else centred
    joined = None if together is None else join(together, owners, len(entries))
    meanings = Meanings.of(entries, corpus)
    shelves = {}
    for each in drafts:
        note(each.language)
        shelves[each.language] = _shelf(each, joined, meanings)
    return Index(
        entries=entries,
        stubs=corpus.stubs,
        shelves=shelves,
        pool=None if joined is None or rows is None else _pool(drafts, joined, rows, meanings),
        vectors=centred,
        tongues=learn(corpus.texts_by_language),
        encoder=encoder if vectors is not None else "",
        corpus=corpus.revision,
        raw=rows,
        texts=tuple(phrases[at].words for at in order),
    )


def _drafts(
    corpus: Corpus, order: list[int], owners: Whole, vectors: Floats | None, entries: int
) -> list[Draft]:
    languages = np.array([corpus.phrases[at].language for at in order])
    found = []
    for language in dict.fromkeys(languages.tolist()):
        rows = np.flatnonzero(languages == language)
        texts = [corpus.phrases[order[at]].words for at in rows]
        own = None if vectors is None else vectors[rows]
        found.append(draft(language, texts, rows, spans_of(owners[rows], entries), own))
    return found


def _centred(drafts: list[Draft]) -> Floats | None:
    vectors = [each.vectors for each in drafts if each.vectors is not None]
    return np.concatenate(vectors) if vectors else None


def _shelf(each: Draft, joined: Joined | None, meanings: Meanings) -> Shelf:
    parts, latin = each.left_out(joined), each.latin
    right = each.spans.owners[each.asked]
    enough = latin.sum() >= FEWEST_LATIN
    return Shelf(
        language=each.language,
        spans=each.spans,
        words=each.words,
        letters=each.letters,
        codes=each.codes,
        by_terms=each.by_terms,
        by_codes=each.by_codes,
        by_meaning=each.by_meaning,
        judges=_judges(parts[~latin], right[~latin], meanings),
        latin=_judges(parts[latin], right[latin], meanings) if enough else None,
        middle=each.middle,
        first_row=int(each.rows[0]),
    )


def _judges(parts: Floats, right: Whole, meanings: Meanings) -> Judges:
    """Return how to judge with the encoder, and without it while it is not there or too busy."""
    words = parts.copy()
    words[:, :, WITHOUT_ENCODER:] = 0
    return Judges(whole=judge(parts, right, meanings), words=judge(words, right, meanings))


def _pool(drafts: list[Draft], joined: Joined, raw: Floats, meanings: Meanings) -> Pool:
    return Pool(
        order=joined.order,
        spans=joined.spans,
        ridge=joined.ridge,
        middle=raw.mean(axis=0),
        judge=_of_other_languages(drafts, joined, meanings),
    )


def _of_other_languages(drafts: list[Draft], joined: Joined, meanings: Meanings) -> Judge:
    """Return the judge of questions in a language without phrases: each language is asked of the others."""
    parts, right = [], []
    for each in drafts:
        asked = each.rows[each.asked[::SOME]]
        others = np.setdiff1d(np.arange(len(joined.owners)), each.rows)
        rest = join(joined.vectors[others], joined.owners[others], len(meanings.entries))
        ordered = rest.vectors[rest.order]
        close = np.stack([near(ordered @ joined.vectors[at], rest.spans) for at in asked])
        blank = np.zeros_like(close)
        said = rest.ridge(joined.vectors[asked])
        parts.append(np.stack([*[blank] * OF_A_LANGUAGE, close, said], axis=2))
        right.append(joined.owners[asked])
    return judge(np.concatenate(parts), np.concatenate(right), meanings)
