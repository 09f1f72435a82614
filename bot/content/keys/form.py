"""How the keys of content files are declared: what each means, what may stand behind it, and in which block."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from bot.content.texts import LONGEST_LABEL, LONGEST_TEXT

Names = Literal["", "step", "flow", "answer"]
Snippet = Mapping[str, "str | Snippet | Sequence[Snippet]"]
"""What an editor may begin with: keys and values, in which `${1:word}` is a place to fill in."""


class Form(StrEnum):
    """What may stand behind a key."""

    ID = "an id"
    WORDS = "words people read"
    LABEL = "words on a button"
    TEXT = "one line"
    CONDITION = "a condition"
    YES_NO = "yes or no"
    DAY = "a day"
    REVIEWED = "a day, or never"
    PUBLISHED = "the date a page bears"
    INTERVAL = "an interval"
    LINK = "the address of a page"
    RANGE = "the smallest and the largest"
    COUNT = "a number"
    PERCENT = "a number from 0 to 100"
    DATE = "a date, or today"
    DURATION = "how long"
    TEXTS = "one text, or a list of them"
    RENAMES = "old names and new ones"
    CHOICES = "a list of ids with words, or ids in square brackets"
    IDS = "ids in square brackets"
    SLUG = "an id with -"
    SLUGS = "ids with - in square brackets"
    SLOTS = "names with their types"
    PHRASES = "a list of phrases"
    VALUES = "answers and values"
    KNOWN = "answers and values, several told things among them"
    ENUM = "one of some words"
    BLOCK = "lines of its own"
    LIST = "a list with dashes"
    BLOCK_OR_LIST = "lines of its own, or a list of them"
    NAMED_LIST = "a list of ids, each with words or lines of its own"
    NAMED_BLOCKS = "names, each with lines of its own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key: `means` says in one plain sentence what it is for.

    `unless` is another key, and its value if that matters, without which this one is needed. `alone` keys are those of
    which a block has exactly one. `words` are the values of an ENUM; `holds` names the blocks that may stand in it,
    `plain` is the form of an item of a list that is no block. `names` says what its value is the id of.
    """

    name: str
    means: str
    form: Form = Form.TEXT
    needed: bool = False
    unless: tuple[str, str] = ("", "")
    alone: bool = False
    words: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    plain: Form = Form.WORDS
    names: Names = ""
    examples: tuple[str, ...] = ()

    @property
    def longest(self) -> int:
        """How many letters fit, or 0 when there is no limit."""
        return {Form.WORDS: LONGEST_TEXT, Form.LABEL: LONGEST_LABEL}.get(self.form, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that belong together, such as a step or a choice.

    `snippet` is what an editor may begin with; `label` is the id it then stands behind, for blocks that have one.
    """

    name: str
    means: str
    keys: tuple[Key, ...]
    snippet: Snippet = field(default_factory=dict)
    label: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The keys a reader accepts."""
        return tuple(key.name for key in self.keys)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The keys of which exactly one stands in the block."""
        return tuple(key.name for key in self.keys if key.alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One kind of content file: where it stands, and what its outermost lines are.

    Its lines are a `block`; of a `listed` file a list of them. The lines of a file with `named` are ids, each with what
    that key holds, but for the keys in `extra`.
    """

    name: str
    title: str
    globs: tuple[str, ...]
    block: str = ""
    listed: bool = False
    named: Key | None = None
    extra: tuple[Key, ...] = ()
