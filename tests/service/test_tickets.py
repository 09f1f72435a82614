"""Answering a person's message."""

from dataclasses import replace

import pytest

from bot.core import phrases
from bot.core.message import ChannelName, PersonId
from bot.core.text import Text
from bot.service.conflicts import CONFLICTS
from bot.service.ports import Conflict, Speaker, StoreError
from bot.service.tickets import Answering
from tests.core.samples import NOW
from tests.memory import PlainSealer
from tests.service.test_receive import Somebody


async def asked(channel: ChannelName = ChannelName.TELEGRAM) -> tuple[Somebody, Answering]:
    """A person who left a message for the advisors."""
    somebody = Somebody(channel=channel)
    for words in ("/main", "1", "1", "/human", "please help"):
        await somebody.says(words)
    return somebody, Answering(store=somebody.store, library=somebody.library, sealer=PlainSealer())


async def test_an_answer_goes_out_through_the_outbox() -> None:
    somebody, answering = await asked()
    assert await answering.reply(somebody.person.id, 1, "Come on Monday.", now=NOW)
    message = list(somebody.store.outbox.values())[-1][0].message
    assert message.text == f"{phrases.FROM_ADVISOR.source}\n\nCome on Monday."


async def test_an_answer_shows_in_the_browser_as_merits_line() -> None:
    somebody, answering = await asked(ChannelName.WEB)
    assert await answering.reply(somebody.person.id, 1, "Come on Monday.", now=NOW)
    last = somebody.store.lines[somebody.person.id][-1]
    assert (last.speaker, last.sequence) == (Speaker.MERIT, somebody.person.sequence)


async def test_there_is_no_answer_to_a_ticket_that_is_not_there() -> None:
    somebody, answering = await asked()
    assert not await answering.reply(somebody.person.id, 2, "x", now=NOW)
    assert not await answering.reply(PersonId("nobody"), 1, "x", now=NOW)


async def test_there_is_no_answer_to_somebody_who_is_gone() -> None:
    somebody, answering = await asked()
    somebody.store.people[somebody.person.id] = replace(somebody.person, session=None)
    assert not await answering.reply(somebody.person.id, 1, "x", now=NOW)


async def test_an_answer_that_meets_a_message_of_the_person_is_tried_again() -> None:
    somebody, answering = await asked()
    somebody.store.failing.append(Conflict())
    assert await answering.reply(somebody.person.id, 1, "x", now=NOW)
    somebody.store.failing.extend(Conflict() for _ in range(CONFLICTS))
    with pytest.raises(StoreError):
        await answering.reply(somebody.person.id, 1, "x", now=NOW)


async def test_an_answer_to_somebody_who_blocked_the_bot_does_not_count_as_their_return() -> None:
    somebody, answering = await asked()
    somebody.store.people[somebody.person.id] = replace(somebody.person, reachable=False)
    assert await answering.reply(somebody.person.id, 1, "x", now=NOW)
    assert not somebody.person.reachable


async def test_a_saved_reply_reaches_the_person_in_their_language() -> None:
    somebody, answering = await asked()
    text = Text(place="replies/x/text", source="Come on {day}.").with_values(day=NOW.date())
    assert await answering.reply(somebody.person.id, 1, text, now=NOW)
    message = list(somebody.store.outbox.values())[-1][0].message
    assert "Come on" in message.text
    assert "2026" in message.text
