"""What is said about a ticket: by the person, by an advisor to the person, in notes, and what happened to it.

Moments are whole seconds since 1970.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.core.language import LanguageCode

VERSIONS = 20
"""How many earlier versions of a message are kept, the latest ones."""


class Side(StrEnum):
    """Whose a message is."""

    PERSON = "person"
    ADVISOR = "advisor"
    """It went to the person, or is on its way."""
    NOTE = "note"
    """Only advisors see it."""
    EVENT = "event"
    """What happened: `about["move"]` names the move, no words."""


class By(StrEnum):
    """Who put a message into another language."""

    CATALOG = "catalog"
    """A translator of Merit's texts: a saved reply, a card, an answer of the FAQ."""
    INTERPRETER = "interpreter"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A message in another language."""

    text: str
    language: LanguageCode
    by: By


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMessage:
    """One message: `text` as it was written, in `language`; `by` is the advisor who wrote it, or empty.

    `about` holds what is known by id, to be read in any language: facts of the person (`country`), what was sent
    (`reply`, `card`, `entry`, `flow`), the kind of danger, a move. `earlier` are former versions with the moment each
    was replaced, oldest first. `removed` is when it was taken back from the person, 0 if it was not.
    """

    side: Side
    at: int
    text: str = ""
    language: LanguageCode = ""
    by: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    renderings: tuple[Rendering, ...] = ()
    earlier: tuple[tuple[str, int], ...] = ()
    removed: int = 0

    def edited(self, text: str, now: int) -> "TicketMessage":
        """Return this with another text; what was written before stays, and translations of it go."""
        if text == self.text:
            return self
        earlier = (*self.earlier, (self.text, now))[-VERSIONS:]
        return replace(self, text=text, earlier=earlier, renderings=())

    def taken_back(self, now: int) -> "TicketMessage":
        """Return this as taken back from the person; advisors still see what it was."""
        return replace(self, removed=self.removed or now)

    def rendered(self, rendering: Rendering) -> "TicketMessage":
        """Return this with a translation, in place of an earlier one into the same language."""
        others = tuple(each for each in self.renderings if each.language != rendering.language)
        return replace(self, renderings=(*others, rendering))

    def in_language(self, language: LanguageCode) -> Rendering | None:
        """Return its translation into a language, if there is one."""
        return next((each for each in self.renderings if each.language == language), None)


def ticket_message_to_json(message: TicketMessage) -> dict[str, Any]:
    """Return it as JSON-ready values; what is empty is left out."""
    data = {
        "side": message.side.value,
        "at": message.at,
        "text": message.text,
        "language": message.language,
        "by": message.by,
        "about": dict(message.about),
        "renderings": [[each.text, each.language, each.by.value] for each in message.renderings],
        "earlier": [list(each) for each in message.earlier],
        "removed": message.removed,
    }
    return {name: value for name, value in data.items() if value}


def ticket_message_from_json(data: Mapping[str, Any]) -> TicketMessage:
    """Return what `ticket_message_to_json` wrote."""
    return TicketMessage(
        side=Side(data["side"]),
        at=data.get("at", 0),
        text=data.get("text", ""),
        language=data.get("language", ""),
        by=data.get("by", ""),
        about=data.get("about", {}),
        renderings=tuple(
            Rendering(text=text, language=language, by=By(by))
            for text, language, by in data.get("renderings", ())
        ),
        earlier=tuple((text, at) for text, at in data.get("earlier", ())),
        removed=data.get("removed", 0),
    )
