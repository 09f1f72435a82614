"""What the use cases need of a search: the entries a question may ask for. `bot.search` implements it."""

from typing import Protocol

from bot.core.found import NOTHING_FOUND, Found
from bot.core.language import LanguageCode


class Search(Protocol):
    """Finds entries of a release."""

    async def find(self, release: str, words: str, home: LanguageCode) -> Found:
        """Return what somebody may be asking for whose interface language is `home`.

        Nothing where the release has no index (yet); never an error.
        """


class NoSearch:
    """Finds nothing; only what is asked word for word is answered."""

    async def find(self, _release: str, _words: str, _home: LanguageCode) -> Found:
        """Return nothing."""
        return NOTHING_FOUND


class Indexes(Protocol):
    """The memory of what was built for a release, so that no start builds it again."""

    async def index(self, name: str) -> bytes | None:
        """Return the index of this name, or None if it is not kept."""

    async def latest_index(self) -> bytes | None:
        """Return the index that was kept last, to take over what did not change."""

    async def keep_index(self, name: str, packed: bytes) -> None:
        """Keep an index; the oldest ones are forgotten."""
