"""Forms and content folders: what an imported form writes, and the translations an exported one takes along."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bot.content.catalogs import read_translations
from bot.content.domains import templates
from bot.content.edit import write_all
from bot.content.flows import FLOWS
from bot.content.merge import REVIEW, merge
from bot.content.po import FUZZY, Message, PoFile, write_po
from bot.content.release import Content, read_content
from bot.content.workbook import SheetError, safe_bytes
from bot.content.xlsform import Sheets
from bot.content.xlsform_import import Imported, Translated, as_flow
from bot.core.language import LanguageCode

DOMAIN = "flows"


def judge_with_pyxform(file: Path) -> str:
    """Return what pyxform finds wrong with a form, or nothing; raise ImportError when it is not installed."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - an optional extra
    from pyxform.xls2xform import convert  # noqa: PLC0415

    try:
        convert(io.BytesIO(safe_bytes(file)), validate=False, file_type=".xlsx")
    except PyXFormError as error:
        return str(error)
    except SheetError:
        raise
    except Exception as error:  # noqa: BLE001 - a form it cannot handle makes it raise anything
        return f"{type(error).__name__}: {error}"
    return ""


def imported(folder: Path, sheets: Sheets, flow: str) -> Imported:
    """Return what becomes of a form beside the content there is."""
    content = read_content(folder)
    return as_flow(sheets, flow, frozenset(content.release.answers), frozenset(content.languages))


def write_flow(folder: Path, flow: str, text: str) -> str:
    """Write a new flow; return its path."""
    path = f"{FLOWS}/{flow}.yaml"
    (folder / FLOWS).mkdir(parents=True, exist_ok=True)
    write_all({folder / path: text.encode()})
    return path


def write_drafts(folder: Path, translated: Sequence[Translated]) -> list[str]:
    """Put translations of a form into the files of their languages as drafts; return the paths of those that changed.

    Where people have already read the translations of a language, each waits to be confirmed.
    """
    content = read_content(folder)
    wanted, files = templates(content).get(DOMAIN), read_translations(folder, content.languages)
    changed: dict[Path, bytes] = {}
    for code in sorted({each.language for each in translated}) if wanted is not None else ():
        words = {each.place: each.words for each in translated if each.language == code}
        language = files.get(code)
        if language is None or wanted is None:
            continue
        old = language.files.get(DOMAIN, PoFile())
        po = merge(wanted, old, language.entry)
        waiting = po.headers.get(REVIEW, "none") != "none"
        filled = tuple(_drafted(message, words, waiting=waiting) for message in po.messages)
        path = folder / "locales" / code / "LC_MESSAGES" / f"{DOMAIN}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        changed[path] = write_po(replace(po, messages=filled)).encode()
    write_all(changed)
    return [path.relative_to(folder).as_posix() for path in changed]


def _drafted(message: Message, words: Mapping[str, str], *, waiting: bool) -> Message:
    if message.place not in words or message.translated:
        return message
    flags = (*message.flags, *((FUZZY,) if waiting else ()))
    return replace(message, forms=(words[message.place],), flags=flags)


def confirmed_words(folder: Path, content: Content) -> dict[str, dict[str, str]]:
    """Return the confirmed translations by column (`Arabic (ar)`) and place; of languages that have any."""
    found: dict[str, dict[str, str]] = {}
    for code, language in read_translations(folder, content.languages).items():
        po = language.files.get(DOMAIN)
        words = {
            message.place: message.forms[0]
            for message in (() if po is None else po.messages)
            if message.confirmed
        }
        if words:
            found[_column(code, language.entry.language.english)] = words
    return found


def _column(code: LanguageCode, english: str) -> str:
    return f"{english} ({code})"
