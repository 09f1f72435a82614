"""An edition: one release with its translations, read as a whole and never changed."""

from dataclasses import dataclass

from bot.content.catalogs import Catalogs
from bot.core.flow import Release
from bot.core.language import SOURCE_LANGUAGE
from bot.service.library import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one turn is made with from its first word to its last (`Library`)."""

    release: Release
    catalogs: Catalogs

    def catalog(self, language: str) -> Catalog:
        """Return the catalog of `language`, or of English if there is none."""
        return self.catalogs.get(language) or self.catalogs[SOURCE_LANGUAGE]

    def edition(self, *, draft: bool) -> "Edition":  # noqa: ARG002 - it is what it is, for everybody
        """Return this edition."""
        return self
