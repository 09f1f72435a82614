"""What a person may do next: mostly what is asked, sometimes anything else that people do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from bot.content.catalogs import Catalogs
from bot.content.odd import ODD, fitting
from bot.content.script import OLD_BUTTON, UNKNOWN_BUTTON, LineKind, name_of
from bot.content.stage import Stage
from bot.core.flow import OWN_COMMANDS, Release
from bot.core.language import LanguageCode

PRESSES = 0.68
"""How many inputs are a button of the question that waits."""
ANSWERS = 0.84
"""How many inputs are that or words that answer the question."""

Doing = tuple[LineKind, str]
"""What a person does: a line of a test."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impulses:
    """What people do where this release is spoken in these languages."""

    release: Release
    catalogs: Catalogs
    languages: Sequence[LanguageCode]

    def next(self, stage: Stage, random: Random) -> Doing:
        """Return something a person may do now."""
        chance, offers = random.random(), stage.keys.offers
        if offers and chance < PRESSES:
            return LineKind.PERSON, name_of(random.choice(offers).press, offers)
        if chance < ANSWERS:
            words = fitting(stage.question, self.release, self.catalogs, random)
            if words is not None:
                return LineKind.TYPES, words
        return random.choice(_ANYTHING)(self, random)


def _odd(_impulses: Impulses, random: Random) -> Doing:
    return LineKind.TYPES, random.choice(ODD)


def _alarm(impulses: Impulses, random: Random) -> Doing:
    phrases = impulses.release.alarms.phrases
    return LineKind.TYPES, random.choice(phrases).words if phrases else "danger"


def _asks(impulses: Impulses, random: Random) -> Doing:
    entries = list(impulses.release.entries.values())
    return LineKind.TYPES, random.choice(entries).question.source if entries else "What is this?"


def _command(impulses: Impulses, random: Random) -> Doing:
    names = [*impulses.release.commands, *OWN_COMMANDS, "unheard"]
    return LineKind.PERSON, f"/{random.choice(names)}"


def _speaks(impulses: Impulses, random: Random) -> Doing:
    return LineKind.PERSON, f"/language {random.choice(impulses.languages)}"


def _old_button(_impulses: Impulses, _random: Random) -> Doing:
    return LineKind.PERSON, OLD_BUTTON


def _unknown_button(_impulses: Impulses, _random: Random) -> Doing:
    return LineKind.PERSON, UNKNOWN_BUTTON


def _sends(_impulses: Impulses, random: Random) -> Doing:
    return LineKind.SENDS, random.choice(("photo", "document", "voice"))


def _shares(_impulses: Impulses, random: Random) -> Doing:
    return LineKind.SHARES, random.choice(("location 52.09,5.12", "contact +31612345678"))


def _waits(_impulses: Impulses, random: Random) -> Doing:
    return LineKind.WAITS, random.choice(("5 minutes", "1 day", "3 days", "6 weeks"))


_ANYTHING: tuple[Callable[[Impulses, Random], Doing], ...] = (
    _odd,
    _odd,
    _command,
    _command,
    _asks,
    _alarm,
    _speaks,
    _old_button,
    _unknown_button,
    _sends,
    _shares,
    _waits,
)
"""What a person may do whatever is asked; what stands here twice is done twice as often."""
