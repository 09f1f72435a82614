"""What others did with a profile, kept apart from what the person told: added to it, looked at it, translated it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.core.answer import Answers, Record
from bot.core.language import LanguageCode
from bot.core.taxonomy import OWN

LOOKS = 100
"""How many looks are remembered, the latest ones."""
GLOSSES = 200
"""How many translations there may be, the latest ones."""
ADDITIONS = 40
"""How many additions there may be, so that no profile grows without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What an advisor added to the profile, apart from what the person told: of a `kind` (bot.core.profile), in words.

    `by` is who wrote it, `at` when (whole seconds since 1970), `language` what it is written in. No two of one profile
    have the same `at`, so that it names one.
    """

    kind: str
    text: str
    language: LanguageCode
    by: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An advisor looked at sections of the profile: `by` is who, `at` when (whole seconds since 1970)."""

    sections: tuple[str, ...]
    by: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """Words of the person's own in another `language`; `by` says who translated them (bot.core.profile.By)."""

    words: str
    language: LanguageCode
    text: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByOthers:
    """All of it, oldest first."""

    additions: tuple[Addition, ...] = ()
    looks: tuple[Look, ...] = ()
    glosses: tuple[Gloss, ...] = ()

    def looked(self, look: Look) -> "ByOthers":
        """Return this with one more look."""
        return replace(self, looks=(*self.looks, look)[-LOOKS:])

    def added(self, addition: Addition) -> "ByOthers":
        """Return this with one more addition, if need be a second after the one before.

        The oldest goes when there are too many.
        """
        earliest = self.additions[-1].at + 1 if self.additions else 0
        latest = replace(addition, at=max(addition.at, earliest))
        return replace(self, additions=(*self.additions, latest)[-ADDITIONS:])

    def without(self, at: int) -> "ByOthers":
        """Return this without the addition of that moment and without its translations."""
        gone = {each.text for each in self.additions if each.at == at}
        left = tuple(each for each in self.additions if each.at != at)
        gone -= {each.text for each in left}
        glosses = tuple(each for each in self.glosses if each.words not in gone)
        return replace(self, additions=left, glosses=glosses)

    def translated(self, gloss: Gloss) -> "ByOthers":
        """Return this with a translation, in place of an earlier one of the same words."""
        key = (gloss.words, gloss.language)
        others = tuple(each for each in self.glosses if (each.words, each.language) != key)
        return replace(self, glosses=(*others, gloss)[-GLOSSES:])

    def about(self, words: Collection[str]) -> "ByOthers":
        """Return this with the translations of these words, and of what was added, only."""
        known = {*words, *(each.text for each in self.additions)}
        return replace(self, glosses=tuple(each for each in self.glosses if each.words in known))

    def gloss(self, words: str, language: LanguageCode) -> Gloss | None:
        """Return the translation of `words`, if there is one."""
        found = (each for each in self.glosses if (each.words, each.language) == (words, language))
        return next(found, None)


NOTHING = ByOthers()


def words_told(answers: Answers, records: Mapping[str, tuple[Record, ...]]) -> set[str]:
    """Return the words of the person that are kept, as a translation names them."""
    told = [answers, *(record for several in records.values() for record in several)]
    values = [value for record in told for value in record.values()]
    return {value.removeprefix(OWN) for value in values if isinstance(value, str)}


def by_others_to_json(all_: ByOthers) -> dict[str, Any]:
    """Return it as JSON-ready values; nothing is an empty mapping."""
    data = {
        "additions": [[a.kind, a.text, a.language, a.by, a.at] for a in all_.additions],
        "looks": [[list(look.sections), look.by, look.at] for look in all_.looks],
        "glosses": [[g.words, g.language, g.text, g.by] for g in all_.glosses],
    }
    return {name: value for name, value in data.items() if value}


def by_others_from_json(data: Mapping[str, Any]) -> ByOthers:
    """Return what `by_others_to_json` wrote."""
    return ByOthers(
        additions=tuple(
            Addition(kind=kind, text=text, language=language, by=by, at=at)
            for kind, text, language, by, at in data.get("additions", ())
        ),
        looks=tuple(
            Look(sections=tuple(sections), by=by, at=at)
            for sections, by, at in data.get("looks", ())
        ),
        glosses=tuple(
            Gloss(words=words, language=language, text=text, by=by)
            for words, language, text, by in data.get("glosses", ())
        ),
    )
