"""`merit faq vectors`.

Keep what the phrases mean beside them, so that a new machine need not find it out for minutes.
"""

import argparse

from bot.app.parts import index_cache
from bot.app.searching import corpus_of
from bot.cli.faq_knowledge import content_in, progress
from bot.search.encoder import E5Small
from bot.search.preparing import vectors_of
from bot.search.vectors import FILE, write_vectors
from bot.settings import OperatorError, read_settings


def run(args: argparse.Namespace) -> int:
    """Write the file; raise OperatorError where there is no encoder."""
    corpus = corpus_of(*content_in(args.folder))
    file = args.folder / FILE
    vectors = vectors_of(corpus, index_cache(read_settings()), file, told=progress)
    if vectors is None:
        raise OperatorError("The encoder is not installed, or there is no phrase.")
    write_vectors(file, [phrase.words for phrase in corpus.phrases], vectors, E5Small.name)
    print(f"{FILE}: {len(vectors)} vectors, {file.stat().st_size / 1e6:.1f} MB")
    return 0
