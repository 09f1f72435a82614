"""Recognising the name of a country, a language or a choice as it is typed; a near miss leads to "did you mean"."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from bot.core.asked import Asked, Clarify, Given, Refusal, Spell
from bot.core.flow import Choice, ChoiceId
from bot.core.fold import fold, skeleton
from bot.core.levels import HOW_WELL, LEVELS
from bot.core.text import Text, pgettext
from bot.core.world import COUNTRIES_TOO, TONGUES_TOO, country_name, tongue_name

DID_YOU_MEAN = pgettext("ui/did_you_mean", "Did you mean one of these? If not, write it again.")
UNKNOWN_COUNTRY = pgettext(
    "ui/unknown_country", "I do not know a country of this name. Please write its name again."
)
UNKNOWN_TONGUE = pgettext(
    "ui/unknown_tongue", "I do not know a language of this name. Please write its name again."
)

UNKNOWN_NAME = pgettext(
    "ui/unknown_name",
    "I do not know this word here. Please press the button that is closest, or write another word for it.",
)

NEAREST = 3
"""Names that are offered when none was typed exactly."""
LONGEST = 60
"""Characters of a name; more is a story."""
_ALIKE = 0.72
_WORDS_OF_A_NAME = 4
_LEAST_LETTERS = 3
_WORDS_IN_DOUBT = 2
_QUESTION_MARKS = ("?", "؟", "፧", "？")
_AROUND = frozenset(
    {
        *("language", "the", "langue", "taal", "мова", "язык"),
        *("اللغه", "لغه", "زبان", "ژبه", "زمان", "ቋንቋ", "af", "dili"),
    }
)
"""Words beside the name of a language or country, as they are folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of names: what each code is called, also otherwise, and what is said when no name fits."""

    word: str
    text: Callable[[str, str], Text]
    also: Mapping[str, str]
    unknown: Text


CHOICE = "choice"
"""What is remembered before the choices that were perhaps meant."""

COUNTRY = Kind(word="country", text=country_name, also=COUNTRIES_TOO, unknown=UNKNOWN_COUNTRY)
TONGUE = Kind(word="tongue", text=tongue_name, also=TONGUES_TOO, unknown=UNKNOWN_TONGUE)


def read_country(words: str, asked: Asked) -> Given:
    """Return the country named in `words`, or offer the nearest names, or say that none is known."""
    return _read(words, COUNTRY, asked.countries, asked.spell)


def read_tongue(words: str, asked: Asked) -> Given:
    """Return the question how well the language named in `words` is spoken, or the nearest names, or a refusal."""
    found = _read(words, TONGUE, asked.tongues, asked.spell)
    if not isinstance(found, str):
        return found
    if found in _SEVERAL:
        return did_you_mean(TONGUE, _SEVERAL[found], asked.tongues)
    return how_well(found, asked.tongues)


def read_name(words: str, asked: Asked) -> Given:
    """Return the choice of this name or one also called so, or offer the nearest, or say that none is known."""
    labels = {str(choice.id): choice.label.source for choice in asked.choices}
    return _read(words, choice_kind(asked), labels, asked.spell)


def choice_kind(asked: Asked) -> Kind:
    """Return the names of the choices of a question."""
    labels = {str(choice.id): choice.label for choice in asked.choices}
    return Kind(
        word=CHOICE,
        text=lambda code, _source: labels[code],
        also=asked.also,
        unknown=UNKNOWN_NAME,
    )


_SEVERAL = {"ku": ("kmr", "ckb", "ku"), "ber": ("kab", "rif", "shi", "ber")}
"""Names of several languages whose speakers do not understand one another, with those most often meant."""


def _read(words: str, kind: Kind, english: Mapping[str, str], spell: Spell) -> Given:
    wanted = _plain(words)
    if not wanted or len(wanted) > LONGEST:
        return Refusal(reason=kind.unknown)
    names = _names(kind, english, spell)
    exact = names.get(skeleton(wanted))
    if exact is not None:
        return exact
    near = [] if asks_rather(words) else list(dict.fromkeys(near_names(wanted, names)))[:NEAREST]
    return did_you_mean(kind, near, english) if near else Refusal(reason=kind.unknown)


def asks_rather(words: str) -> bool:
    """Whether it is rather a question than a name written by somebody who is not sure."""
    asks = words.rstrip().endswith(_QUESTION_MARKS)
    return asks and len(words.split()) > _WORDS_IN_DOUBT


def _plain(words: str) -> str:
    return " ".join(word for word in fold(words).split() if word not in _AROUND)


def _names(kind: Kind, english: Mapping[str, str], spell: Spell) -> dict[str, str]:
    """Return the code of every name, folded; of two with the same name the one CLDR calls so."""
    names: dict[str, str] = {}
    for code, source in english.items():
        for name in spell(kind.text(code, source)):
            for each in _forms(name):
                names.setdefault(_key(each), code)
    for name, code in kind.also.items():
        if code in english:
            names.setdefault(_key(name), code)
    names.pop("", None)
    return names


_key = lru_cache(maxsize=8192)(skeleton)
"""Folds names of the lists only; what a person typed is never remembered here."""


def _forms(name: str) -> Iterable[str]:
    """Yield a name, and its parts when it has brackets: `Myanmar (Burma)`."""
    yield name
    if "(" in name:
        before, _, inside = name.partition("(")
        yield before
        yield inside


def near_names(wanted: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield codes of names that stand in `wanted`, that begin or end with it, or that are written much like it."""
    words = wanted.split()
    for length in range(_WORDS_OF_A_NAME, 0, -1):
        for start in range(len(words) - length + 1):
            within = skeleton(" ".join(words[start : start + length]))
            if len(within) >= _LEAST_LETTERS and within in names:
                yield names[within]
    whole = skeleton(wanted)
    if len(whole) > _LEAST_LETTERS:
        yield from (code for name, code in names.items() if name.startswith(whole))
        yield from (code for name, code in names.items() if name.endswith(whole))
    for name in get_close_matches(whole, names, n=2 * NEAREST, cutoff=_ALIKE):
        yield names[name]


def did_you_mean(kind: Kind, codes: Iterable[str], english: Mapping[str, str]) -> Clarify:
    """Return the question which of these was meant."""
    known = [code for code in codes if code in english]
    choices = (Choice(id=ChoiceId(code), label=kind.text(code, english[code])) for code in known)
    return Clarify(pending=" ".join([kind.word, *known]), text=DID_YOU_MEAN, choices=tuple(choices))


def how_well(code: str, english: Mapping[str, str]) -> Clarify:
    """Return the question how well a language is spoken."""
    language = tongue_name(code, english.get(code, code))
    return Clarify(
        pending=f"level {code}",
        text=HOW_WELL.with_values(language=language),
        choices=tuple(Choice(id=ChoiceId(id_), label=label) for id_, label in LEVELS.items()),
    )
