"""Showing a person what an advisor wrote before it was translated."""

from collections.abc import Iterator

from bot.core.event import OriginalWanted
from bot.core.flow import Release
from bot.core.language import LanguageCode
from bot.core.text import Text, literal
from bot.core.ticket_message import Side, TicketMessage
from bot.core.translated import original_says
from bot.core.turn import Say, Turn
from bot.service.ports import Person, Store


async def originals(store: Store, person: Person, turn: Turn, release: Release) -> list[Say]:
    """Return the originals the person asked for in this turn, of the messages of their latest ticket."""
    wanted = [event.number for event in turn.events if isinstance(event, OriginalWanted)]
    ticket = turn.session.talk.ticket
    if not wanted:
        return []
    said = () if ticket is None else await store.said(person.id, ticket.number)
    known = {each.sequence: each.message for each in said if each.message.side is Side.ADVISOR}
    return list(_says(known, wanted, release))


def _says(
    known: dict[int | None, TicketMessage], wanted: list[int], release: Release
) -> Iterator[Say]:
    for number in wanted:
        message = known.get(number)
        yield original_says(message, _name("" if message is None else message.language, release))


def _name(code: LanguageCode, release: Release) -> Text:
    language = release.languages.get(code)
    return literal(code if language is None else language.native)
