"""Machine translation between an advisor and a person: the port, its bounds, and a draft to look at before it is sent.

`bot.translate` implements the port. Nothing here sends or keeps anything, asks for consent, or logs a word.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.core.facts_kept import Difference, differences
from bot.core.language import LanguageCode
from bot.core.text import Text, pgettext
from bot.core.typed import LONGEST_TYPED
from bot.logs import logger

Pair = tuple[LanguageCode, LanguageCode]
"""From which language to which."""

LONGEST = LONGEST_TYPED
"""Letters of a text, and of its translation: more fits into no message."""
MOST_AT_ONCE = 4
PATIENCE = 20.0
"""Seconds for one translation, with the time it waits for others."""


class Fault(StrEnum):
    """Why there is no translation."""

    OFF = "off"
    NO_PAIR = "no_pair"
    """The server does not translate between these languages."""
    NOTHING = "nothing"
    TOO_LONG = "too_long"
    KEY = "key"
    """The server does not accept the key, or blocks this address."""
    QUOTA = "quota"
    BUSY = "busy"
    SLOW = "slow"
    UNREACHABLE = "unreachable"
    """There is no connection, or the server has an error."""
    REFUSED = "refused"
    """The server does not understand the request, or sends it elsewhere: its address or version does not fit."""
    GARBLED = "garbled"
    """What came back is no translation."""


SAYS: Mapping[Fault, Text] = {
    Fault.OFF: pgettext("desk/translation/off", "Machine translation is switched off here."),
    Fault.NO_PAIR: pgettext(
        "desk/translation/no_pair",
        "The translation server does not know these two languages. Send it as it is, or ask an interpreter.",
    ),
    Fault.NOTHING: pgettext("desk/translation/nothing", "There is nothing to translate."),
    Fault.TOO_LONG: pgettext(
        "desk/translation/too_long", "This is too long to translate. Send it in shorter parts."
    ),
    Fault.KEY: pgettext(
        "desk/translation/key",
        "The translation server does not let us in. Tell whoever runs Merit: the key has to be checked.",
    ),
    Fault.QUOTA: pgettext(
        "desk/translation/quota",
        "What we may translate is used up. Tell whoever runs Merit. Send it as it is, or ask an interpreter.",
    ),
    Fault.BUSY: pgettext(
        "desk/translation/busy", "The translation server has too much to do. Try again in a minute."
    ),
    Fault.SLOW: pgettext(
        "desk/translation/slow", "The translation server did not answer in time. Try again."
    ),
    Fault.UNREACHABLE: pgettext(
        "desk/translation/unreachable",
        "The translation server does not work now. Try again later, or send it as it is.",
    ),
    Fault.REFUSED: pgettext(
        "desk/translation/refused",
        "The translation server did not take this. Tell whoever runs Merit if it happens again.",
    ),
    Fault.GARBLED: pgettext(
        "desk/translation/garbled",
        "The translation server sent back something that is no translation. Nothing was sent.",
    ),
}
"""What an advisor is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """Words in the other language, as a machine wrote them."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationFailed:
    """There is no translation; `wait` are the seconds after which to try again, 0 where the server says none."""

    fault: Fault
    wait: int = 0

    @property
    def says(self) -> Text:
        """What the advisor is told."""
        return SAYS[self.fault]


Outcome = Translated | TranslationFailed


class Translator(Protocol):
    """Translates text by machine; what fails is a value, never an error."""

    @property
    def pairs(self) -> frozenset[Pair]:
        """The languages it translates between, as the server names them and as far as it has learned them."""

    def can(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether it translates from `source` to `target`, as far as it has learned that."""

    async def learn(self) -> TranslationFailed | None:
        """Ask the server for its languages; None when it said them."""

    async def translate(self, text: str, source: LanguageCode, target: LanguageCode) -> Outcome:
        """Return `text` in the language `target`; learn the languages first where that was not done."""


class NoTranslator:
    """Translates nothing."""

    @property
    def pairs(self) -> frozenset[Pair]:
        """None."""
        return frozenset()

    def can(self, _source: LanguageCode, _target: LanguageCode) -> bool:
        """Return False."""
        return False

    async def learn(self) -> TranslationFailed | None:
        """There is nobody to ask."""
        return TranslationFailed(fault=Fault.OFF)

    async def translate(self, _text: str, _source: LanguageCode, _target: LanguageCode) -> Outcome:
        """Say that translation is off."""
        return TranslationFailed(fault=Fault.OFF)


class Bounded:
    """A translator that is asked at most `most` things at once, waited for at most `seconds`, and never raises.

    Empty and too long texts do not reach it, and what it returns is a text that can be sent.
    """

    def __init__(
        self, translator: Translator, *, most: int = MOST_AT_ONCE, seconds: float = PATIENCE
    ) -> None:
        self._translator = translator
        self._slots = asyncio.Semaphore(most)
        self._seconds = seconds

    @property
    def pairs(self) -> frozenset[Pair]:
        """The languages the translator translates between."""
        return self._translator.pairs

    def can(self, source: LanguageCode, target: LanguageCode) -> bool:
        """Whether the translator translates from `source` to `target`."""
        return self._translator.can(source, target)

    async def learn(self) -> TranslationFailed | None:
        """Let the translator learn its languages."""
        try:
            async with asyncio.timeout(self._seconds):
                failed = await self._translator.learn()
        except TimeoutError:
            failed = TranslationFailed(fault=Fault.SLOW)
        except Exception as error:  # noqa: BLE001 - whatever a translator does, the desk works without it
            failed = _broken(error)
        return failed if failed is None else _noted(failed)

    async def translate(self, text: str, source: LanguageCode, target: LanguageCode) -> Outcome:
        """Return `text` in the language `target`, or why there is no translation."""
        unfit = _unfit(text)
        if unfit is not None:
            return TranslationFailed(fault=unfit)
        outcome = await self._asked(text, source, target)
        return _noted(outcome) if isinstance(outcome, TranslationFailed) else outcome

    async def _asked(self, text: str, source: LanguageCode, target: LanguageCode) -> Outcome:
        try:
            async with asyncio.timeout(self._seconds), self._slots:
                outcome = await self._translator.translate(text, source, target)
        except TimeoutError:
            return TranslationFailed(fault=Fault.SLOW)
        except Exception as error:  # noqa: BLE001 - whatever a translator does, the desk works without it
            return _broken(error)
        if isinstance(outcome, Translated):
            unfit = _unfit(outcome.words)
            if unfit is not None:
                known = {Fault.NOTHING: Fault.GARBLED}
                return TranslationFailed(fault=known.get(unfit, unfit))
        return outcome


def _unfit(text: str) -> Fault | None:
    if not text.strip():
        return Fault.NOTHING
    return Fault.TOO_LONG if len(text) > LONGEST else None


def _broken(error: Exception) -> TranslationFailed:
    logger.error("translator_broke", error=type(error).__name__)
    return TranslationFailed(fault=Fault.UNREACHABLE)


def _noted(failed: TranslationFailed) -> TranslationFailed:
    logger.warning("translation_failed", kind=failed.fault, delay=failed.wait)
    return failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A translation for an advisor to look at before it is sent, always together with the `original`.

    `back` is the translation translated back, by which an advisor who does not read it can judge it; or why there is
    none. `differences` are the facts that stand in one of the two texts only.
    """

    original: str
    translation: str
    source: LanguageCode
    target: LanguageCode
    back: Outcome
    differences: tuple[Difference, ...]

    @property
    def sendable(self) -> bool:
        """Whether every number, date, link and the like stands in both texts."""
        return not self.differences


async def draft(
    translator: Translator, words: str, source: LanguageCode, target: LanguageCode
) -> Draft | TranslationFailed:
    """Return `words` in the language `target` to look at, or why they cannot be translated."""
    there = await translator.translate(words, source, target)
    if isinstance(there, TranslationFailed):
        return there
    return Draft(
        original=words,
        translation=there.words,
        source=source,
        target=target,
        back=await translator.translate(there.words, target, source),
        differences=differences(words, there.words),
    )
