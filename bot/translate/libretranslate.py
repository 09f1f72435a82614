"""LibreTranslate: a translation server one can run oneself (POST /translate, GET /languages)."""

from collections.abc import Mapping
from typing import Any

from bot.core.language import LanguageCode
from bot.service.translation import (
    PATIENCE,
    Fault,
    Outcome,
    Pair,
    Translated,
    TranslationFailed,
)
from bot.translate.languages import Directory, Served, listed
from bot.translate.server import Server


class LibreTranslate:
    """A LibreTranslate server at `base`; `key` where it wants one."""

    def __init__(self, base: str, key: str = "", *, seconds: float = PATIENCE) -> None:
        self._server = Server(base, seconds=seconds)
        self._key = {"api_key": key} if key else {}
        self._directory = Directory(self._languages)

    @property
    def pairs(self) -> frozenset[Pair]:
        """The languages it translates between, as far as it has learned them."""
        return self._directory.served.pairs

    def can(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether it translates from `source` to `target`, as far as it has learned that."""
        return self._directory.served.names(source, target) is not None

    async def learn(self) -> TranslationFailed | None:
        """Ask the server for its languages; None when it said them."""
        return await self._directory.learn()

    async def translate(self, text: str, source: LanguageCode, target: LanguageCode) -> Outcome:
        """Return `text` in the language `target`, or why there is no translation."""
        names = await self._directory.names(source, target)
        if isinstance(names, TranslationFailed):
            return names
        from_, to = names
        asked = {"q": text, "source": from_, "target": to, "format": "text", **self._key}
        answer = await self._server.post("/translate", asked)
        if isinstance(answer, TranslationFailed):
            return answer
        words = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(words, str):
            return TranslationFailed(fault=Fault.GARBLED)
        return Translated(words=words)

    async def close(self) -> None:
        """Close the connections."""
        await self._server.close()

    async def _languages(self) -> Served | TranslationFailed:
        answer = await self._server.get("/languages")
        languages = answer if isinstance(answer, TranslationFailed) else listed(answer, "code")
        if isinstance(languages, TranslationFailed):
            return languages
        every = [name for name, _ in languages]
        return Served(targets={name: _targets(said, every) for name, said in languages})


def _targets(said: Mapping[str, Any], every: list[str]) -> dict[str, str]:
    """Return the targets a language says it has; where it says none, every language is one."""
    targets = said.get("targets")
    names = every if not isinstance(targets, list) else [t for t in targets if isinstance(t, str)]
    return {name.lower(): name for name in names}
