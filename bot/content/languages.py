"""The languages of locales/languages.yaml."""

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from babel import Locale, UnknownLocaleError

from bot.content.fields import Fields, as_block, as_text
from bot.content.keys.languages import LANGUAGE, STATUSES
from bot.content.nodes import BlockNode, Entry
from bot.content.report import START, Mark, Report
from bot.content.yaml import read_file
from bot.core.language import SOURCE_LANGUAGE, Direction, Language, LanguageCode

LOCALES = "locales"
PATH = f"{LOCALES}/languages.yaml"
THRESHOLD = 95
"""Per cent of the texts that must be confirmed before a language is offered, unless the file says otherwise."""
_THRESHOLD_KEY = "threshold"


class Offering(StrEnum):
    """Who decides whether people can choose a language."""

    AUTO = "auto"
    """Its translations: every critical text is confirmed, and enough of the others."""
    YES = "yes"
    NO = "no"
    PAPERS = "papers"
    """Nobody: only papers are written in it, so only what stands on them is translated."""


_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_PLURALS = re.compile(r"nplurals=([1-6]); plural=\(?(.+?)\)?;?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageEntry:
    """A language with what gettext and dates need.

    `plural_forms` is the header of its PO files, `forms` how many there are, `form` says which one a number takes,
    `dates` is the CLDR name its dates are written by, `dated` whether the month is repeated as a number. With
    `offering` AUTO it is offered when its critical texts and `threshold` per cent of all are confirmed. `at` is where
    the file says so.
    """

    language: Language
    plural_forms: str
    forms: int
    form: Callable[[int], int]
    dates: str
    dated: bool = False
    status: str = "draft"
    offering: Offering = Offering.AUTO
    threshold: int = THRESHOLD
    at: Mark = START

    @property
    def is_source(self) -> bool:
        """Whether this is the language everything is written in."""
        return self.language.code == SOURCE_LANGUAGE


Languages = Mapping[LanguageCode, LanguageEntry]


def read_languages(folder: Path) -> tuple[dict[LanguageCode, LanguageEntry], Report]:
    """Return the languages by code, in file order; English is always among them."""
    node, report = read_file(folder / PATH, PATH)
    block = None if node is None else as_block(node, report, "The file")
    threshold = _threshold(block, report)
    named = [entry for entry in block or () if entry.key.text != _THRESHOLD_KEY]
    found = [_language(entry, report, threshold) for entry in named]
    languages = {entry.language.code: entry for entry in found if entry is not None}
    if SOURCE_LANGUAGE not in languages:
        if block is not None and all(entry.key.text != SOURCE_LANGUAGE for entry in named):
            report.add("L001", START, "The language en is missing. Everything is written in it.")
        languages = {SOURCE_LANGUAGE: ENGLISH, **languages}
    return languages, report


def _threshold(block: BlockNode | None, report: Report) -> int:
    """Return how many per cent of the texts must be confirmed."""
    entry = None if block is None else block.entry(_THRESHOLD_KEY)
    if entry is None:
        return THRESHOLD
    node = as_text(entry.value, report, f"'{_THRESHOLD_KEY}:'")
    if node is not None and re.fullmatch(r"\d{1,2}|100", node.text):
        return int(node.text)
    if node is not None:
        report.add("L001", node.at, "The threshold is a number of per cent from 0 to 100, like 95.")
    return THRESHOLD


def _language(entry: Entry, report: Report, threshold: int) -> LanguageEntry | None:
    code = entry.key.text
    if not _CODE.fullmatch(code):
        report.add(
            "L001",
            entry.key.at,
            f"'{code}' is not a language code in small letters, like ar or fa-af.",
        )
        return None
    block = as_block(entry.value, report, f"'{code}:'")
    if block is None:
        return None
    before = len(report.findings)
    fields = Fields(node=block, report=report, what=f"The language '{code}'", at=entry.key.at)
    fields.only(*LANGUAGE.names)
    plurals, dates = _plurals(fields), _dates(fields)
    offering = Offering(fields.one_of("offered", tuple(Offering)) or Offering.AUTO)
    found = LanguageEntry(
        language=_named(code, fields, offered=_at_once(code, offering)),
        plural_forms=plurals[0] if plurals else "",
        forms=plurals[1] if plurals else 1,
        form=plurals[2] if plurals else int,
        dates=dates,
        dated=fields.yes("month_number", default=False),
        status=fields.one_of("status", STATUSES, needed=True),
        offering=offering,
        threshold=threshold,
        at=fields.mark("offered"),
    )
    return found if len(report.findings) == before else None


def _at_once(code: LanguageCode, offering: Offering) -> bool:
    """Whether a language is offered before its translations are counted (see bot.content.offering)."""
    return offering is Offering.YES or (offering is Offering.AUTO and code == SOURCE_LANGUAGE)


def _named(code: LanguageCode, fields: Fields, *, offered: bool) -> Language:
    direction = fields.one_of("direction", tuple(Direction), needed=True)
    return Language(
        code=code,
        native=fields.text("native", needed=True),
        english=fields.text("english", needed=True),
        direction=Direction(direction or Direction.LEFT_TO_RIGHT),
        offered=offered,
        desk=fields.yes("desk", default=code == SOURCE_LANGUAGE),
        draft=fields.text("status") == "draft",
    )


def _plurals(fields: Fields) -> tuple[str, int, Callable[[int], int]] | None:
    text = fields.text("plurals", needed=True)
    found = _PLURALS.fullmatch(text)
    try:
        if found is not None:
            header = f"nplurals={found[1]}; plural=({found[2]});"
            form = gettext.c2py(found[2])
            return header, int(found[1]), _bounded(form, int(found[1]))
    except (ValueError, RecursionError, OverflowError):
        pass
    if text:
        fields.report.add(
            "L001",
            fields.mark("plurals"),
            "This is no rule for plural forms. Write it like: nplurals=2; plural=(n != 1)",
        )
    return None


def _bounded(form: Callable[[int], int], forms: int) -> Callable[[int], int]:
    return lambda count: min(form(count), forms - 1)


def _dates(fields: Fields) -> str:
    name = fields.text("dates", needed=True)
    if not name:
        return ""
    try:
        Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        fields.report.add(
            "L001", fields.mark("dates"), f"'{name}' is no CLDR locale, like en_GB or ar."
        )
        return ""
    return name


ENGLISH = LanguageEntry(
    language=Language(
        code=SOURCE_LANGUAGE,
        native="English",
        english="English",
        direction=Direction.LEFT_TO_RIGHT,
        desk=True,
    ),
    plural_forms="nplurals=2; plural=(n != 1);",
    forms=2,
    form=lambda count: int(count != 1),
    dates="en_GB",
    status="source",
)
