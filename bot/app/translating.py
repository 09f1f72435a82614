"""The translation server of the settings, opened for as long as Merit runs."""

import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot import clock
from bot.app.desk import DeskSide
from bot.app.parts import Dialogue, Parts
from bot.service.desk.staff import Staff
from bot.service.desk.translates_heard import TranslatesHeard
from bot.service.desk.translating import Translating
from bot.service.translation import Bounded, NoTranslator, Translator
from bot.settings import OperatorError, Settings
from bot.store.advisors import SqlAccounts
from bot.translate.deepl import DeepL
from bot.translate.libretranslate import LibreTranslate

_LONGEST_KEY = 200
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def translates_heard(
    parts: Parts, talk: Dialogue, side: DeskSide, machine: Translator
) -> TranslatesHeard:
    """Return what translates for advisors as people write; it hears of every ticket that changes."""
    staff = Staff(accounts=SqlAccounts(store=parts.store), now=clock.now)
    translating = Translating(desk=side.desk, translator=machine)
    translates = TranslatesHeard(translating, staff.one, clock.now)
    talk.faces.append(translates.changed)
    return translates


@asynccontextmanager
async def translator(settings: Settings) -> AsyncIterator[Translator]:
    """Give the translator of the settings, which has learned its languages if its server is there.

    Raises OperatorError when its key cannot be read.
    """
    server = _server(settings)
    if server is None:
        yield NoTranslator()
        return
    bounded = Bounded(server)
    try:
        await bounded.learn()
        yield bounded
    finally:
        await server.close()


def _server(settings: Settings) -> DeepL | LibreTranslate | None:
    match settings.translate:
        case "deepl":
            return DeepL(_key(settings.translate_key_file), settings.translate_url)
        case "libretranslate":
            return LibreTranslate(settings.translate_url, _key(settings.translate_key_file))
        case _:
            return None


def _key(path: Path | None) -> str:
    """Return the key in the file, or none without a file; raise OperatorError when it holds something else."""
    if path is None:
        return ""
    try:
        key, mode = path.read_text("utf-8").strip(), path.stat().st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise OperatorError(
            f"MERIT_TRANSLATE_KEY_FILE: {path} cannot be read ({type(error).__name__})."
        ) from None
    if mode & _OTHERS:
        raise OperatorError(
            f"MERIT_TRANSLATE_KEY_FILE: others on this machine may read {path}. Run: chmod 600 {path}"
        )
    if not (key.isascii() and key.isprintable()) or not 1 <= len(key) <= _LONGEST_KEY or " " in key:
        raise OperatorError(
            f"MERIT_TRANSLATE_KEY_FILE: {path} must hold the key of the translation server and nothing else."
        )
    return key
