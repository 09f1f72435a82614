"""The search as the use cases know it: encoding beside the event loop, one index for each release on the shelves."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.core.entry import Match
from bot.core.found import NOTHING_FOUND, Found
from bot.core.language import LanguageCode
from bot.logs import logger
from bot.metrics import SEARCH_FALLBACKS, SEARCH_SECONDS
from bot.search.arrays import Floats
from bot.search.encoder import Encoder
from bot.search.index import Hits, Index
from bot.search.shelf import Question
from bot.search.tongues import Tongue
from bot.search.writing import words_of

WAITING = 32
"""Questions that may wait for the encoder (0.7 s of work).

Beyond, words alone have to do, so that nobody waits for long.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found, with what explains it: the language and what each way of comparing said."""

    found: Found
    hits: Hits
    tongue: Tongue
    meaning: bool


@dataclass(slots=True, kw_only=True, eq=False)
class Searcher:
    """Implements `Search`. `indexes` are those of the releases in use, by their id."""

    encoder: Encoder | None
    indexes: dict[str, Index] = field(default_factory=dict)
    _thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="merit-search")
    )
    _waiting: int = 0

    async def find(self, release: str, words: str, home: LanguageCode) -> Found:
        """Return what somebody whose interface is in `home` may be asking for.

        Nothing while the release has no index.
        """
        index = self.indexes.get(release)
        if index is None:
            return NOTHING_FOUND
        loop = asyncio.get_running_loop()
        encoder = self._encoder_for(index)
        self._waiting += 1
        try:
            with SEARCH_SECONDS.time():
                looked = await loop.run_in_executor(self._thread, look, index, words, home, encoder)
        finally:
            self._waiting -= 1
        return looked.found

    def _encoder_for(self, index: Index) -> Encoder | None:
        """Return the encoder if it made the vectors of the index and is not too busy."""
        if self.encoder is None or index.encoder != self.encoder.name:
            return None
        if self._waiting < WAITING:
            return self.encoder
        SEARCH_FALLBACKS.inc()
        logger.warning("search_by_words_only", count=self._waiting)
        return None

    def close(self) -> None:
        """Let the thread end."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def look(index: Index, words: str, home: LanguageCode, encoder: Encoder | None) -> Looked:
    """Return what is found for a question, now and in this thread.

    A question in another language is looked for among the phrases of that language, or of all if it has none.
    """
    tongue = index.tongues.of(words, home)
    language = _searched(tongue, home)
    meaning = None if encoder is None else _meaning(words, encoder)
    hits = index.find(Question(words=words_of(words), meaning=meaning), language, words)
    found = Found(
        matches=tuple(Match(entry=hit.entry, probability=hit.chance) for hit in hits.hits),
        among_three=hits.among_three,
        language="" if tongue.strange else language,
        foreign=language != home or tongue.latin or tongue.strange,
    )
    return Looked(found=found, hits=hits, tongue=tongue, meaning=meaning is not None)


def _meaning(words: str, encoder: Encoder) -> Floats | None:
    """Return the vector of a question, or None when the encoder fails: then words alone have to do."""
    try:
        return encoder.encode(words)
    except (OSError, RuntimeError, ValueError) as error:
        logger.warning("encoder_failed", error=type(error).__name__)
        return None


def _searched(tongue: Tongue, home: LanguageCode) -> LanguageCode:
    """Return the language whose phrases are compared.

    The interface's where it is likely, none where the question is strange.
    """
    if tongue.language == home or not tongue.sure:
        return home
    return "" if tongue.strange else tongue.language
