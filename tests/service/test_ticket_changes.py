"""What reaches the advisors from a turn, also from the very first one, and from one without words."""

from dataclasses import replace

from bot.core.event import DangerSeen, TicketWithdrawn
from bot.core.message import ChannelName, Words
from bot.core.session import Consent, Session, session_to_json
from bot.core.talk import Talk
from bot.core.ticket import Ticket
from bot.core.turn import Turn
from bot.service.ticket_changes import change_of_ticket
from tests.core.samples import NOW
from tests.memory import MemoryStore

PERSON = MemoryStore().fresh(ChannelName.TELEGRAM, "100")
AGREED = Consent(given=True, text="", language="en", at="2026-11-23T12:00:00")
TICKET = Ticket(number=1, code="K7-M2", topic="danger", opened_at=1, danger="violence")
SESSION = Session(consent=AGREED, talk=Talk(ticket=TICKET))


def said(*events: DangerSeen | TicketWithdrawn, content: Words | None) -> list[tuple[object, str]]:
    change = change_of_ticket(Turn(session=SESSION, events=events), PERSON, content, NOW)
    assert change is not None
    return [(dict(each.message.about), each.message.text) for each in change.said]


def test_who_is_in_danger_with_their_first_words_is_heard():
    assert PERSON.session is None
    danger = DangerSeen(kind="violence")
    assert said(danger, content=Words(text="he beats me")) == [
        ({"danger": "violence"}, "he beats me")
    ]


def test_a_turn_without_words_flags_the_ticket_without_any():
    assert said(DangerSeen(kind="violence"), content=None) == [({"danger": "violence"}, "")]


def test_who_takes_the_message_back_is_seen_to_do_so():
    assert said(TicketWithdrawn(), content=None) == [({"move": "withdraw"}, "")]


def test_a_turn_that_changes_nothing_of_the_ticket_is_none_of_its_matter():
    known = replace(PERSON, session=session_to_json(SESSION))
    assert change_of_ticket(Turn(session=SESSION), known, None, NOW) is None


def test_a_ticket_nobody_said_anything_of_is_new_to_the_advisors():
    change = change_of_ticket(Turn(session=SESSION), PERSON, None, NOW)
    assert change is not None
    assert (change.ticket, change.said) == (TICKET, ())
