"""Files in a content folder that nothing reads, because of their name or their place."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bot.content.audio import AUDIO, RECORDED
from bot.content.audio import SUFFIX as SOUND
from bot.content.catalogs import po_path
from bot.content.country_words import PATH as COUNTRY_WORDS
from bot.content.domains import DOMAINS
from bot.content.glossary import PATH as GLOSSARY
from bot.content.keys import FILES
from bot.content.languages import LOCALES
from bot.content.pack import FOLDERS
from bot.content.question_sets import SUFFIX, TESTS
from bot.content.report import START, Report
from bot.core.finding import Finding
from bot.core.language import LanguageCode

VECTORS = "faq/vectors.npz"
"""What phrases mean, kept by `merit faq vectors`."""
_MEANT_SO = frozenset({".md", ".pot", ".mo", ".orig", ".bak", ".swp"})
_YAML = ".yaml"

_LANGUAGES = (
    f"This file is not read: translations are {LOCALES}/CODE/LC_MESSAGES/NAME.po, CODE is one of "
    f"{LOCALES}/languages.yaml, and NAME one of {', '.join(DOMAINS)}."
)
_ELSEWHERE = (
    "This file is not read: flows lie in flows/, their tests in flows/tests/, entries in faq/, saved replies in "
    "replies/, question cards in cards/, stories in stories/, words of danger in emergency/words/, other words for "
    "choices in flows/words/, jobs and skills in taxonomy/."
)
_SOUNDS = (
    f"This file is not read: recordings are {AUDIO}/CODE/PLACE{SOUND}, and {AUDIO}/CODE/{RECORDED} says what they say. "
    "`merit audio add` converts nothing, but it says how to."
)
_NAME = f"This file is not read: the name of a content file ends with {_YAML}."


def strays(folder: Path, languages: Collection[LanguageCode]) -> Iterator[Finding]:
    """Yield the files nobody would miss until people ask for what is in them."""
    read = {file for kind in FILES for glob in kind.globs[:1] for file in folder.glob(glob)}
    read |= {folder / GLOSSARY, folder / COUNTRY_WORDS, folder / VECTORS}
    read |= set((folder / TESTS).glob(f"*{SUFFIX}"))
    read |= {*(folder / AUDIO).rglob(f"*{SOUND}"), *(folder / AUDIO).glob(f"*/{RECORDED}")}
    read |= {folder / po_path(code, domain) for code in languages for domain in DOMAINS}
    for name in FOLDERS:
        for file in sorted((folder / name).rglob("*")):
            if file in read or not file.is_file() or _is_meant_so(file):
                continue
            report = Report(path=file.relative_to(folder).as_posix())
            report.add("F018", START, _why(file, name), suggestion=_meant(file, name))
            yield from report.findings


def _is_meant_so(file: Path) -> bool:
    return file.suffix in _MEANT_SO or file.name.startswith(".") or file.name.endswith("~")


def _why(file: Path, name: str) -> str:
    if name == AUDIO:
        return _SOUNDS
    if name == LOCALES:
        return _LANGUAGES
    return _ELSEWHERE if file.suffix == _YAML else _NAME


def _meant(file: Path, name: str) -> str:
    wrong = name not in {LOCALES, AUDIO} and file.suffix != _YAML
    return f"{file.name.partition('.')[0]}{_YAML}" if wrong else ""
