"""Which languages a server translates between, and what it calls them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.language import LanguageCode
from bot.service.translation import Fault, Pair, TranslationFailed

_ALSO: Mapping[str, tuple[str, ...]] = {
    "en": ("en-gb", "en-us"),
    "pt": ("pt-pt", "pt-br"),
    "nb": ("no",),
    "no": ("nb",),
    "zh": ("zh-hans", "zh-cn"),
    "zh-hans": ("zh-cn", "zh"),
    "zh-hant": ("zh-tw", "zt"),
    "zh-cn": ("zh-hans", "zh"),
    "zh-tw": ("zh-hant", "zt"),
}
"""What else servers call a language, in small letters, the best first."""
_TWO_SCRIPTS = "zh-"
"""Tags whose first part alone names another script."""


def called(code: LanguageCode, known: Mapping[str, str]) -> str | None:
    """Return what a server calls a language, or None; `known` are its names by the same in small letters."""
    wanted = code.lower()
    whole = () if wanted.startswith(_TWO_SCRIPTS) else (wanted.partition("-")[0],)
    base = (also for name in whole for also in (name, *_ALSO.get(name, ())))
    names = (wanted, *_ALSO.get(wanted, ()), *base)
    return next((known[name] for name in names if name in known), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The names of target languages by the name of the source language, each by the same in small letters.

    Where a server cannot list its languages, `tried` gives what to call any two of them.
    """

    targets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tried: Callable[[LanguageCode, LanguageCode], Pair] | None = None

    @property
    def pairs(self) -> frozenset[Pair]:
        """From which to which language, as the server names them, in small letters."""
        return frozenset(
            (source.lower(), target)
            for source, targets in self.targets.items()
            for target in targets
            if source.lower() != target
        )

    def names(self, source: LanguageCode, target: LanguageCode) -> Pair | None:
        """Return what the server calls the two languages, or None when it does not translate between them."""
        if source == target:
            return None
        if self.tried is not None:
            return self.tried(source, target)
        sources = {name.lower(): name for name in self.targets}
        from_ = called(source, sources)
        to = None if from_ is None else called(target, self.targets[from_])
        return None if from_ is None or to is None or from_ == to else (from_, to)


NOTHING_SERVED = Served()


class Directory:
    """The languages of one server, asked for when they are first needed, and again while it did not say them."""

    def __init__(self, ask: Callable[[], Awaitable[Served | TranslationFailed]]) -> None:
        self._ask = ask
        self._one_asks = asyncio.Lock()
        self.served = NOTHING_SERVED

    async def learn(self) -> TranslationFailed | None:
        """Ask for the languages; what was known stays known when the server does not say them."""
        answer = await self._ask()
        if isinstance(answer, TranslationFailed):
            return answer
        self.served = answer
        return None

    async def names(self, source: LanguageCode, target: LanguageCode) -> Pair | TranslationFailed:
        """Return what the server calls the two languages."""
        async with self._one_asks:
            failed = await self.learn() if self.served is NOTHING_SERVED else None
        if failed is not None:
            return failed
        return self.served.names(source, target) or TranslationFailed(fault=Fault.NO_PAIR)


def listed(answer: Any, key: str) -> list[tuple[str, Mapping[str, Any]]] | TranslationFailed:
    """Return the languages of a list of objects that name them with `key`, each with its object."""
    if not isinstance(answer, list) or not answer:
        return TranslationFailed(fault=Fault.GARBLED)
    languages: list[tuple[str, Mapping[str, Any]]] = [
        (each[key], each)
        for each in answer
        if isinstance(each, dict) and isinstance(each.get(key), str) and each[key]
    ]
    return languages or TranslationFailed(fault=Fault.GARBLED)
