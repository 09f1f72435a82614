"""The search kept at what is in force.

An index for each release on the shelves, read where it is kept, built where it is not.
"""

import asyncio
import ctypes
import gc
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from bot.app.parts import Dialogue, Parts, content_folder, index_cache
from bot.content.edition import Edition
from bot.content.load import ContentLibrary
from bot.content.phrase_words import phrase_words
from bot.core.entry import Phrase
from bot.core.flow import Release
from bot.core.language import SOURCE_LANGUAGE, LanguageCode
from bot.logs import logger
from bot.search.apart import BuildFailedError, prepared_apart
from bot.search.corpus import Corpus
from bot.search.encoder import E5Small
from bot.search.keeping import BadIndexError, index_from_bytes
from bot.search.preparing import IndexCache, index_name
from bot.search.searcher import Searcher
from bot.search.vectors import FILE
from bot.service.library import Catalog
from bot.service.ports import StoreError
from bot.service.search import Indexes
from bot.store.search import SqlIndexes


def corpus_of(release: Release, catalogs: Mapping[LanguageCode, Catalog]) -> Corpus:
    """Return what the index of a release is built from: its phrases, and its questions in every language."""
    seen: set[tuple[LanguageCode, tuple[str, ...]]] = set()
    phrases = []
    for phrase in (*release.knowledge.phrases, *_questions(release, catalogs)):
        key = (phrase.language, phrase_words(phrase.words))
        if key not in seen and phrase.entry in release.entries:
            seen.add(key)
            phrases.append(phrase)
    entries = release.entries.values()
    return Corpus(
        phrases=tuple(phrases),
        stubs=frozenset(entry.id for entry in entries if entry.stub),
        close=frozenset((entry.id, other) for entry in entries for other in entry.related),
        texts={code: tuple(_answers(release, found)) for code, found in catalogs.items()},
    )


def _questions(release: Release, catalogs: Mapping[LanguageCode, Catalog]) -> Iterator[Phrase]:
    for code, catalog in catalogs.items():
        for entry in release.entries.values():
            words = catalog.find(entry.question.place, entry.question.source)
            if words is not None and code != SOURCE_LANGUAGE:
                yield Phrase(entry=entry.id, language=code, words=words)


def _answers(release: Release, catalog: Catalog) -> Iterator[str]:
    """Yield the answers in a language; languages are told apart by how they are written."""
    for entry in release.entries.values():
        for variant in entry.variants:
            words = catalog.find(variant.text.place, variant.text.source)
            if words is not None:
                yield words


@dataclass(slots=True, kw_only=True, eq=False)
class Indexing:
    """Gives the searcher an index for every release on the shelves.

    A new one is built in a process of its own: by words first, which takes seconds, then by meaning too. `shipped` is
    the file of vectors that came with the content. Unless it `builds`, only what is kept already is used. Where it is
    `off` there is no index, so that only what is asked word for word is answered.
    """

    library: ContentLibrary
    searcher: Searcher
    indexes: Indexes
    cache: IndexCache
    shipped: Path
    builds: bool = True
    off: bool = False
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def look_again(self) -> None:
        """Look now, because another release may be in force."""
        self._wake.set()

    async def run(self) -> NoReturn:
        """Look whenever another release may be in force, until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self.look()
            except StoreError as error:
                logger.warning("index_not_stored", error=type(error).__name__)
            except BuildFailedError as error:
                logger.warning("index_not_built", error=type(error).__name__)
            await self._wake.wait()

    async def look(self) -> None:
        """Have an index for each release on the shelves, and for no other."""
        if self.off:
            return
        draft = self.library.draft
        editions = [self.library.edition(), *([] if draft is None else [draft])]
        for edition in editions:
            if edition.release.id not in self.searcher.indexes:
                await self._have(edition)
        wanted = {edition.release.id for edition in editions}
        for old in set(self.searcher.indexes) - wanted:
            del self.searcher.indexes[old]

    async def _have(self, edition: Edition) -> None:
        corpus = await asyncio.to_thread(corpus_of, edition.release, edition.catalogs)
        if not corpus.phrases:
            return
        encode = self.searcher.encoder is not None
        name = index_name(corpus, E5Small.name if encode else "")
        kept = await self.indexes.index(name)
        if kept is None and not self.builds:
            kept = self.cache.read(name)
        if (kept is None or not await self._put(edition, kept)) and self.builds:
            await self._put(edition, await self._build(edition, corpus, name, encode=encode))

    async def _build(self, edition: Edition, corpus: Corpus, name: str, *, encode: bool) -> bytes:
        before = await self.indexes.latest_index()
        logger.info("index_begun", release=edition.release.id, count=len(corpus.phrases))
        if encode and not self.cache.has(name):
            await self._put(edition, await prepared_apart(corpus, self.cache, encode=False))
        packed = await prepared_apart(
            corpus, self.cache, encode=encode, shipped=self.shipped, before=before
        )
        await self.indexes.keep_index(name, packed)
        logger.info("index_ready", release=edition.release.id, count=len(corpus.phrases))
        return packed

    async def _put(self, edition: Edition, packed: bytes) -> bool:
        """Give the searcher an index; False when it cannot be read and has to be built anew."""
        try:
            index = await asyncio.to_thread(index_from_bytes, packed)
        except BadIndexError as error:
            logger.warning("index_unusable", release=edition.release.id, error=type(error).__name__)
            return False
        self.searcher.indexes[edition.release.id] = index
        await asyncio.to_thread(give_back_memory)
        return True


def indexing(parts: Parts, talk: Dialogue, *, builds: bool = True) -> Indexing:
    """Return what keeps the search of a dialogue, as the operator's settings say."""
    settings = parts.settings
    return Indexing(
        library=talk.library,
        searcher=talk.searcher,
        indexes=SqlIndexes(store=parts.store),
        cache=index_cache(settings),
        shipped=content_folder(settings) / FILE,
        builds=builds,
        off=settings.search == "off",
    )


def give_back_memory() -> None:
    """Give back to the system what was needed for a moment; with glibc it stays ours otherwise."""
    phrase_words.cache_clear()
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
