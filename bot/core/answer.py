"""What flows may ask for: each answer is declared once, with its type and what it is kept for."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

AnswerValue = str | int | tuple[str, ...] | None
"""A choice id or text, a number, several choice ids, or None for "I prefer not to say"."""

Answers = Mapping[str, AnswerValue]


class AnswerType(StrEnum):
    """The kinds of answers a step can ask for."""

    TEXT = "text"
    NUMBER = "number"
    ONE_OF = "one of"
    SOME_OF = "some of"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSpec:
    """One declared answer.

    `values` are the choice ids of ONE_OF and SOME_OF; `least` and `most` bound a number, or a text's length in
    characters. `personal` answers are asked only with consent and may be skipped. `kept` answers outlive the flow
    that asked; the others are forgotten when it ends. `purpose` says in plain English what it is for.
    """

    name: str
    type: AnswerType
    values: tuple[str, ...] = ()
    least: int = 0
    most: int = 2000
    personal: bool = True
    kept: bool = False
    purpose: str = ""


LANGUAGE = AnswerSpec(
    name="language",
    type=AnswerType.ONE_OF,
    personal=False,
    kept=True,
    purpose="to speak your language",
)
CONSENT = AnswerSpec(
    name="consent",
    type=AnswerType.ONE_OF,
    values=("yes", "no"),
    personal=False,
    kept=True,
    purpose="to know whether you agreed that answers are kept",
)
BUILT_IN: Mapping[str, AnswerSpec] = {spec.name: spec for spec in (LANGUAGE, CONSENT)}
"""Answers the engine itself understands; every flow may ask for them. The values of `language` are the offered ones."""
