"""Words of the countries: names of offices, papers and procedures that no translation changes (country-words.yaml)."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from bot.content.fields import as_block, as_text
from bot.content.languages import LOCALES
from bot.content.report import Report
from bot.content.translation import Doubt, Translation
from bot.content.yaml import read_file

PATH = f"{LOCALES}/country-words.yaml"


def read_country_words(folder: Path) -> tuple[re.Pattern[str] | None, Report]:
    """Return a pattern that finds the words of all countries in a text; there need not be any."""
    if not (folder / PATH).exists():
        return None, Report(path=PATH)
    node, report = read_file(folder / PATH, PATH)
    block = None if node is None else as_block(node, report, "The file")
    words: set[str] = set()
    for country in block or ():
        for entry in as_block(country.value, report, f"'{country.key.text}:'") or ():
            means = as_text(entry.value, report, f"'{entry.key.text}:'")
            if means is not None and means.text:
                words.add(entry.key.text)
            elif means is not None:
                report.add("F016", entry.key.at, "Say in a few words what it means.")
    return pattern_of(words), report


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for the words as they are written, the longest first; None when there are none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    if not longest_first:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def country_word_lost(given: Translation) -> Iterator[Doubt]:
    """Find words of a country that the translation no longer has: people would not find the office."""
    if given.country_words is None:
        return
    wanted = dict.fromkeys(given.country_words.findall(given.english))
    for word in wanted:
        if any(_plain(word) not in _plain(form) for form in given.forms):
            yield Doubt(
                "L020",
                f"'{word}' is a word of the country and is missing here. Keep it, with an explanation.",
            )


def _plain(words: str) -> str:
    """Return words without the differences typing makes: capitals, kinds of spaces, kinds of apostrophes."""
    return re.sub(r"[\u00a0\u202f]", " ", words).replace("’", "'").casefold()
