"""What of a profile stands where in an export, and in which of its two languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.answer import AnswerType
from bot.core.destinations import DESTINATIONS, TAKES, Form
from bot.core.levels import LEVELS
from bot.core.profile import Export, Fact, Paired, Profile, ProfileEntry, ProfileSection
from bot.core.render import without_bidi_controls
from bot.documents.codes import CODES, codes_of, is_position, split_spoken

_NOT_IN_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_ENDS = re.compile(r"\r\n?")
_BEFORE_LEVEL = re.compile(r"\s*[:：፦]\s*")


class Side(StrEnum):
    """One of the two languages of a profile."""

    OWN = "own"
    HOST = "host"


def clean(words: str) -> str:
    """Return words any reader of XML or JSON can take: without control and direction characters."""
    return _NOT_IN_XML.sub("", _LINE_ENDS.sub("\n", without_bidi_controls(words))).strip()


def in_language(paired: Paired, side: Side) -> str:
    """Return clean words in one of the languages."""
    return clean(paired.own if side is Side.OWN else paired.host)


def code_of(profile: Profile, side: Side) -> str:
    """Return the code of a language."""
    return (profile.language if side is Side.OWN else profile.host).code


def sides(profile: Profile) -> tuple[Side, ...]:
    """Return the languages there are, the host country's first: it is the one that is read."""
    return (Side.HOST, Side.OWN) if profile.two else (Side.HOST,)


Placed = Mapping[str, tuple[Fact, ...]]
"""The facts of an entry by their place."""


def placed(entry: ProfileEntry, export: Export) -> Placed:
    """Return the facts that stand in `export`; a place for one fact has the first that fits."""
    found: dict[str, tuple[Fact, ...]] = {}
    for fact in entry.facts:
        place = fact.goes.get(export, "")
        destination = DESTINATIONS[export].get(place)
        if destination is None or not _fits(fact, destination.form):
            continue
        if destination.many or place not in found:
            found[place] = (*found.get(place, ()), fact)
    return found


def _fits(fact: Fact, form: Form) -> bool:
    if not answered(fact) or fact.type not in TAKES[form]:
        return False
    if form in CODES:
        return bool(codes_of(fact.value, form))
    if form is Form.PLACE and is_position(fact.value):
        return False
    return form is Form.FILE or all(in_language(fact.words, side) for side in Side)


def answered(fact: Fact) -> bool:
    """Whether the person said something; "I prefer not to say" is nothing to export."""
    return fact.value not in (None, "", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry of a section as an export tells it in one language."""

    section: ProfileSection
    entry: ProfileEntry
    facts: Placed
    export: Export
    side: Side

    def has(self, container: str) -> bool:
        """Whether anything of this entry stands in `container`."""
        return any(place.startswith(f"{container}/") for place in self.facts)

    def at(self, place: str) -> tuple[Fact, ...]:
        """Return the facts at a place."""
        return self.facts.get(place, ())

    def words(self, place: str) -> str:
        """Return what stands at a place in words, several facts after one another."""
        return ", ".join(self.each(place))

    def each(self, place: str) -> list[str]:
        """Return the words of each fact at a place, every one once."""
        return list(dict.fromkeys(self.say(fact.words) for fact in self.at(place)))

    def code(self, place: str) -> str:
        """Return the first code at a place, or nothing."""
        form = DESTINATIONS[self.export][place].form
        codes = (code for fact in self.at(place) for code in codes_of(fact.value, form))
        return next(codes, "")

    def lines(self, place: str) -> list[str]:
        """Return what stands at a place; words of the person's own alone, everything else behind its label."""
        facts = self.at(place)
        if len(facts) == 1 and facts[0].type is AnswerType.TEXT:
            return [self.say(facts[0].words)]
        return [self.labelled(fact) for fact in facts]

    def labelled(self, fact: Fact) -> str:
        """Return a fact behind its label."""
        return f"{self.say(fact.label)}: {self.say(fact.words)}"

    def title(self, place: str) -> str:
        """Return what stands at a place, else what the entry is called, else what the section is."""
        heading = self.say(self.entry.heading) if self.entry.heading else ""
        return self.words(place) or heading or self.say(self.section.title)

    def say(self, paired: Paired) -> str:
        """Return words in the language of this export."""
        return in_language(paired, self.side)


def told(profile: Profile, export: Export, side: Side) -> Iterator[Told]:
    """Yield every entry of which something stands in `export`."""
    for section in profile.sections:
        for entry in section.entries:
            facts = placed(entry, export)
            if facts:
                yield Told(section=section, entry=entry, facts=facts, export=export, side=side)


def spoken_words(fact: Fact, side: Side) -> tuple[str, str]:
    """Return the name of a spoken language and how well it is spoken, both in words.

    They are kept apart in `value` only; in words the level is what follows the last colon.
    """
    words = in_language(fact.words, side)
    _, level = split_spoken(fact.value)
    found = list(_BEFORE_LEVEL.finditer(words))
    if level not in LEVELS or not found:
        return words, ""
    return words[: found[-1].start()], words[found[-1].end() :]
