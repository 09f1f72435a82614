"""A translated message of an advisor: marked by whom it was translated, with a button to what was written."""

from collections.abc import Mapping

from bot.core import phrases
from bot.core.sent_below import to_original
from bot.core.text import Text, literal
from bot.core.ticket_message import By, TicketMessage
from bot.core.turn import Say

MARKS: Mapping[By, Text] = {
    By.MACHINE: phrases.BY_MACHINE,
    By.INTERPRETER: phrases.BY_INTERPRETER,
}
"""What stands under a translation that was made for this one message."""


def translated_says(who: Text, words: str, by: By, number: int) -> Say:
    """Return a translated message as the person gets it, as number `number` of their messages."""
    return Say(paragraphs=((who,), (literal(words),), (MARKS[by],)), offers=(to_original(number),))


def original_says(message: TicketMessage | None, language: Text) -> Say:
    """Return what was written before it was translated, or that it is not there any more."""
    if message is None or not message.text or message.removed:
        return Say(paragraphs=((phrases.ORIGINAL_GONE,),))
    head = phrases.ORIGINAL_IN.with_values(language=language)
    return Say(paragraphs=((head,), (literal(message.text),)))
