"""Everything one input caused: the new session, what to say, and what happened."""

from dataclasses import dataclass

from bot.core.event import Event
from bot.core.language import LanguageCode
from bot.core.message import OutboundKind
from bot.core.press import Press
from bot.core.session import Session
from bot.core.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A button before it has words in a language; `picked` shows a tick."""

    label: Text
    press: Press
    picked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownItem:
    """An item of a plan that a message shows: where it stands in the flows, and whether it is ticked off."""

    flow: str
    step: str
    id: str
    done: bool = False

    @property
    def place(self) -> str:
        """Where its text would stand if it has one of its own."""
        return f"{self.flow}/{self.step}/items/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Say:
    """A message before it has words in a language: paragraphs, each of one or more lines, and the buttons below them.

    A KEYBOARD one only replaces the buttons of the message the press came from. `asks_file`: it asks for a file.
    `items` are those of the plans it shows. With a `language` it is said in that one instead of the person's.
    `recording` is the place of a text whose recording goes with it.
    """

    paragraphs: tuple[tuple[Text, ...], ...] = ()
    offers: tuple[Offer, ...] = ()
    kind: OutboundKind = OutboundKind.SEND
    asks_file: bool = False
    items: tuple[ShownItem, ...] = ()
    language: LanguageCode = ""
    recording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The result of one input."""

    session: Session
    says: tuple[Say, ...] = ()
    events: tuple[Event, ...] = ()
