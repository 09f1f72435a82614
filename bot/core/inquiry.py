"""What a person asked last, as far as the buttons under the answer need it. Part of the session."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from bot.core.entry import EntryId
from bot.core.language import LanguageCode

QUESTION = "question"
"""The answer that tells the flow which brings a person what was asked, when the person agreed that it is kept."""
SHOWN = 5
"""Answers that are remembered for an advisor, the latest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """One question and what became of it.

    `number` counts the questions of this session, so that a button of an earlier one is recognised. The words are kept
    in `question` only with consent; `language` is the one they are in. `offered` are the entries to choose from,
    `shown` those that were answered. `entry` waits until the person said what `name` is. `handed`: it goes along to an
    advisor.
    """

    number: int = 0
    question: str = ""
    language: LanguageCode = ""
    offered: tuple[EntryId, ...] = ()
    shown: tuple[EntryId, ...] = ()
    entry: str = ""
    name: str = ""
    handed: bool = False


NO_INQUIRY = Inquiry()


def inquiry_to_json(inquiry: Inquiry) -> dict[str, Any]:
    """Return what is not empty as JSON-ready values."""
    values = {name: value for name, value in asdict(inquiry).items() if value}
    return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


def inquiry_from_json(data: Mapping[str, Any]) -> Inquiry:
    """Return the inquiry that `inquiry_to_json` wrote."""
    known = {each.name for each in fields(Inquiry)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in data.items()
        if name in known
    }
    return Inquiry(**values)
