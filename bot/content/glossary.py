"""The glossary: English terms and the words each language always uses for them (locales/glossary.yaml)."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from bot.content.fields import as_block, as_text
from bot.content.languages import LOCALES
from bot.content.nodes import Entry
from bot.content.report import Report, closest
from bot.content.translation import Doubt, Glossary, Translation
from bot.content.yaml import read_file
from bot.core.exact_parts import PLACEHOLDER
from bot.core.fold import fold
from bot.core.language import LanguageCode

PATH = f"{LOCALES}/glossary.yaml"
_ANY = "*"


def read_glossary(
    folder: Path, languages: Mapping[LanguageCode, object]
) -> tuple[dict[LanguageCode, Glossary], Report]:
    """Return the terms of each language; there need not be a glossary."""
    if not (folder / PATH).exists():
        return {}, Report(path=PATH)
    node, report = read_file(folder / PATH, PATH)
    block = None if node is None else as_block(node, report, "The glossary")
    glossaries: dict[LanguageCode, dict[str, tuple[str, ...]]] = {}
    for term in block or ():
        for code, forms in _forms(term, report, languages):
            glossaries.setdefault(code, {})[term.key.text] = forms
    return dict(glossaries), report


def _forms(
    term: Entry, report: Report, languages: Mapping[LanguageCode, object]
) -> Iterator[tuple[LanguageCode, tuple[str, ...]]]:
    for entry in as_block(term.value, report, f"'{term.key.text}:'") or ():
        if entry.key.text not in languages:
            report.add(
                "L001",
                entry.key.at,
                f"There is no language '{entry.key.text}' in locales/languages.yaml.",
                suggestion=closest(entry.key.text, languages),
            )
            continue
        node = as_text(entry.value, report, f"'{entry.key.text}:'")
        if node is not None:
            yield entry.key.text, tuple(filter(None, map(str.strip, node.text.split(";"))))


def term_missing(given: Translation) -> Iterator[Doubt]:
    """Find texts that do not use the word the glossary has for an English term."""
    english = PLACEHOLDER.sub("", given.english)
    for term, forms in given.glossary.items():
        if not _english(term).search(english):
            continue
        wanted = [_pattern(form) for form in forms]
        for words in map(fold_words, given.forms):
            if not any(pattern.search(words) for pattern in wanted):
                yield Doubt(
                    "L014",
                    f"The glossary says '{term}' is: {'; '.join(forms).replace(_ANY, '…')}.",
                )
                break


@cache
def _english(term: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE)


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return a pattern for the words of a form, one after the other; `*` stands for letters."""
    words = (_word(word) for word in form.split())
    return re.compile(rf"(?<!\S){' '.join(words)}(?!\S)")


def _word(word: str) -> str:
    before = r"\S*" if word.startswith(_ANY) else ""
    after = r"\S*" if word.endswith(_ANY) else ""
    return f"{before}{re.escape(fold_words(word.strip(_ANY)))}{after}"


def fold_words(text: str) -> str:
    """Return the words of a text in the form in which they are compared, without what stands between them."""
    return " ".join(word for word in re.split(r"[^\w'’*]+", fold(text)) if word)
