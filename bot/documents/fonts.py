"""The fonts a paper is set in: where their packages keep them, and which characters all of them together can draw."""

import unicodedata
from importlib.resources import files
from pathlib import Path

from fontTools.ttLib import TTFont

from bot.documents.errors import DocumentError

LATIN = "Noto Sans"
ARABIC = "Amiri"
"""Not Noto Sans Arabic: from 2.01 on it draws letters in parts, and no words can be copied or read out of the PDF."""
ETHIOPIC = "Noto Sans Ethiopic"

LEFT_TO_RIGHT_FONTS = (LATIN, ETHIOPIC, ARABIC)
RIGHT_TO_LEFT_FONTS = (ARABIC, LATIN, ETHIOPIC)
"""Digits and brackets inside Arabic script come from the font that has it."""

_FOLDERS = {
    LATIN: ("fontpkg_noto_sans", "files"),
    ARABIC: ("fontpkg_amiri", "files"),
    ETHIOPIC: ("justmytype_intl_africa", "fonts/ofl/notosansethiopic"),
}
_FILES = {
    LATIN: ("NotoSans[wdth,wght].ttf",),
    ARABIC: ("Amiri-Regular.ttf", "Amiri-Bold.ttf"),
    ETHIOPIC: ("NotoSansEthiopic[wdth,wght].ttf",),
}
"""The files whose characters count; a character is drawn when every file of one family has it."""

_NO_LETTERS = {"Cc", "Co", "Cn"}
"""Control characters and a font's private ones: PDF/A forbids them, whatever a font draws there."""


def folder(family: str) -> Path:
    """Return where the installed package keeps `family`."""
    package, inside = _FOLDERS[family]
    try:
        return Path(str(files(package))) / inside
    except ModuleNotFoundError:
        raise DocumentError(
            f"The font {family} is not installed. Run: pip install -r requirements/run.txt"
        ) from None


def folders() -> list[Path]:
    """Return where all fonts are."""
    return [folder(family) for family in _FOLDERS]


def covered() -> frozenset[str]:
    """Return the characters that can be drawn, in regular and in bold."""
    return frozenset().union(*(_of_family(family) for family in _FILES))


def _of_family(family: str) -> frozenset[str]:
    sets = [_of_file(folder(family) / name) for name in _FILES[family]]
    return frozenset.intersection(*sets)


def _of_file(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        characters = map(chr, font.getBestCmap())
        return frozenset(c for c in characters if unicodedata.category(c) not in _NO_LETTERS)
