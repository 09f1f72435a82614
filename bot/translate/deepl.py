"""DeepL, and servers that speak as it does (POST /v2/translate, GET /v2/languages)."""

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

PAID = "https://api.deepl.com"
FREE = "https://api-free.deepl.com"
_OF_FREE = ":fx"
"""What the keys of free accounts end with."""
_AS_TARGET: Mapping[str, str] = {"en": "EN-GB", "pt": "PT-PT", "zh": "ZH-HANS"}
"""Languages that have to be named more exactly when one translates into them."""


class DeepL:
    """A server with DeepL's interface at `base`; DeepL's own, by the kind of `key`, when there is none."""

    def __init__(self, key: str, base: str = "", *, seconds: float = PATIENCE) -> None:
        own = FREE if key.endswith(_OF_FREE) else PAID
        headers = {"Authorization": f"DeepL-Auth-Key {key}"}
        self._server = Server(
            (base or own).rstrip("/").removesuffix("/v2"), headers, seconds=seconds
        )
        self._directory = Directory(self._languages)

    @property
    def pairs(self) -> frozenset[Pair]:
        """The languages it translates between, as far as it has learned them."""
        return self._directory.served.pairs

    def can(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether it translates from `source` to `target`, as far as it has learned that."""
        return self._directory.served.names(source, target) is not None

    async def learn(self) -> TranslationFailed | None:
        """Ask the server for its languages; None when it said them, or never lists them."""
        return await self._directory.learn()

    async def translate(self, text: str, source: LanguageCode, target: LanguageCode) -> Outcome:
        """Return `text` in the language `target`, or why there is no translation."""
        names = await self._directory.names(source, target)
        if isinstance(names, TranslationFailed):
            return names
        from_, to = names
        asked = {
            "text": [text],
            "source_lang": from_,
            "target_lang": to,
            "preserve_formatting": True,
        }
        answer = await self._server.post("/v2/translate", asked)
        return answer if isinstance(answer, TranslationFailed) else _outcome(answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._server.close()

    async def _languages(self) -> Served | TranslationFailed:
        sources = await self._listed("source")
        if isinstance(sources, TranslationFailed):
            # Other servers than DeepL's may translate and list nothing: then each language is tried.
            return Served(tried=_tried) if sources.fault is Fault.REFUSED else sources
        targets = await self._listed("target")
        if isinstance(targets, TranslationFailed):
            return targets
        known = {name.lower(): name for name in targets}
        return Served(targets={name: _without(known, name) for name in sources})

    async def _listed(self, kind: str) -> list[str] | TranslationFailed:
        answer = await self._server.get(f"/v2/languages?type={kind}")
        named = answer if isinstance(answer, TranslationFailed) else listed(answer, "language")
        return named if isinstance(named, TranslationFailed) else [name for name, _ in named]


def _without(targets: Mapping[str, str], source: str) -> dict[str, str]:
    """Return the targets without the source language itself, in whatever variety."""
    own = _first(source)
    return {small: name for small, name in targets.items() if _first(small) != own}


def _tried(source: LanguageCode, target: LanguageCode) -> Pair:
    return _first(source).upper(), _AS_TARGET.get(target.lower(), target.upper())


def _first(code: str) -> str:
    return code.lower().partition("-")[0]


def _outcome(answer: Any) -> Outcome:
    match answer:
        case {"translations": [{"text": str(words)}]}:
            return Translated(words=words)
        case _:
            return TranslationFailed(fault=Fault.GARBLED)
