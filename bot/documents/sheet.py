"""What stands on the paper of a profile, as its template reads it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.documents.runs import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same in both languages, beside each other; `mark` says who translated it.

    `once` is for the person's own words that nobody translated and that are long: they stand across both columns.
    """

    own: Words | None
    host: Words | None
    mark: str = ""
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A label and what was answered."""

    label: Pair
    words: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A job, a diploma, or all that was told in a section."""

    heading: Pair | None
    when: Pair | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the profile with its title."""

    title: Pair
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an advisor added, and who and when."""

    kind: Pair
    words: Pair
    by: Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the person's plan."""

    title: Pair | None
    words: Pair
    done: bool
    source: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that is printed but the photo; `fixed` are the words of the paper itself, by id, and `small` its small print.

    `rtl` and `host_rtl` say which columns run from right to left; `lang` is the language of the document as a whole.
    """

    two: bool
    rtl: bool
    host_rtl: bool
    lang: str
    region: str | None
    title: str
    name: Words | None
    long_name: bool
    fixed: Mapping[str, Pair]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    steps: tuple[Step, ...]
    small: tuple[Pair, ...]
