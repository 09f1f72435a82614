"""Pausing and blocking somebody who writes to the advisors: it is stored, told, and ends."""

from dataclasses import replace
from datetime import timedelta

from bot.core.blocking import Cause, No, Refused
from bot.core.message import Edited, Words
from bot.core.render import without_bidi_controls
from bot.core.session import session_from_json
from bot.core.ticket import Actor, AdvisorId, Details, Move, Reason, Role, Ticket
from bot.service.desk.blocking import AGREE, LIFT, PAUSE, PROPOSE, Blockings
from bot.service.desk.desk import Desk, Signed
from tests.core.samples import NOW
from tests.service.desk.test_clock import Hands
from tests.service.desk.test_desk import ADA, BO, said, taken, waiting
from tests.service.test_receive import Somebody

LEA = Signed(actor=Actor(role=Role.LEAD, id=AdvisorId("lea")), name="Lea")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def at_work() -> tuple[Somebody, Desk, str, Blockings]:
    """A person whose ticket Ada has."""
    somebody, desk, code = await taken()
    return somebody, desk, code, Blockings(desk=desk)


def told(somebody: Somebody, before: list[str]) -> list[str]:
    return [without_bidi_controls(each) for each in waiting(somebody)[len(before) :]]


async def moves(desk: Desk, code: str) -> list[str]:
    opened = await desk.open(code)
    assert opened is not None
    return [str(each.message.about.get("move", "")) for each in opened.said]


async def test_who_is_paused_is_told_at_once_and_reaches_nobody_for_that_time():
    somebody, desk, code, blockings = await at_work()
    before = waiting(somebody)
    outcome = await blockings.pause(code, ADA, Cause.INSULTS, NOW + 2 * HOUR, NOW)
    assert isinstance(outcome, Ticket)
    (text,) = told(somebody, before)
    assert "In 2 hours you can write to them again." in text
    assert "insults" in text
    assert (await moves(desk, code))[-1] == PAUSE
    words = await said(desk, code)
    await somebody.says("you again")
    assert await said(desk, code) == words
    assert "complain" in " ".join(told(somebody, before)[1:])


async def test_afterwards_they_are_heard_again_by_themselves():
    somebody, desk, code, blockings = await at_work()
    await blockings.pause(code, ADA, Cause.INSULTS, NOW + HOUR, NOW)
    somebody.receiver = replace(somebody.receiver, now=lambda: NOW + 2 * HOUR)
    await somebody.says("I am sorry")
    assert (await said(desk, code))[-1] == ("person", "I am sorry")


async def test_a_change_of_earlier_words_does_not_reach_advisors_either():
    somebody, desk, code, blockings = await at_work()
    await somebody.gives(Words(text="On Monday.", ref="77"))
    await blockings.pause(code, ADA, Cause.INSULTS, NOW + HOUR, NOW)
    words = await said(desk, code)
    await somebody.gives(Edited(ref="77", text="you idiots"))
    assert await said(desk, code) == words


async def test_only_who_has_the_ticket_or_a_lead_pauses():
    _, _, code, blockings = await at_work()
    refused = await blockings.pause(code, BO, Cause.OTHER, NOW + HOUR, NOW)
    assert refused == Refused(why=No.NOT_YOURS)
    assert isinstance(await blockings.pause(code, LEA, Cause.OTHER, NOW + HOUR, NOW), Ticket)
    again = await blockings.pause(code, ADA, Cause.OTHER, NOW + HOUR, NOW)
    assert again == Refused(why=No.ALREADY)


async def test_a_block_needs_a_second_person_and_the_person_hears_of_it_only_then():
    somebody, desk, code, blockings = await at_work()
    before = waiting(somebody)
    until = NOW + 30 * DAY
    assert isinstance(await blockings.propose(code, BO, Cause.THREATS, until, NOW), Ticket)
    assert told(somebody, before) == []
    await somebody.says("still here")
    assert (await said(desk, code))[-1] == ("person", "still here")
    assert await blockings.agree(code, ADA, NOW) == Refused(why=No.SECOND_PERSON)
    assert isinstance(await blockings.agree(code, LEA, NOW), Ticket)
    (text,) = told(somebody, before)
    assert "From 2026-12-24 on" in text
    assert [each for each in await moves(desk, code) if "person" in each] == [PROPOSE, AGREE]


async def test_it_is_lifted_and_the_person_is_told():
    somebody, desk, code, blockings = await at_work()
    await blockings.pause(code, ADA, Cause.OTHER, NOW + HOUR, NOW)
    before = waiting(somebody)
    assert await blockings.lift(code, BO, NOW) == Refused(why=No.NOT_YOURS)
    assert isinstance(await blockings.lift(code, ADA, NOW), Ticket)
    assert told(somebody, before) == ["You can write to the advisors again."]
    assert (await moves(desk, code))[-1] == LIFT
    assert await blockings.lift(code, LEA, NOW) == Refused(why=No.NOTHING)


async def test_who_only_takes_a_proposal_away_tells_the_person_nothing():
    somebody, _, code, blockings = await at_work()
    await blockings.propose(code, ADA, Cause.OTHER, NOW + DAY, NOW)
    before = waiting(somebody)
    assert isinstance(await blockings.lift(code, ADA, NOW), Ticket)
    assert told(somebody, before) == []


async def test_of_a_ticket_that_is_gone_nobody_is_stopped():
    _, _, _, blockings = await at_work()
    refused = await blockings.pause("22-22", LEA, Cause.OTHER, NOW + HOUR, NOW)
    assert refused == Refused(why=No.GONE)


async def test_a_block_outlives_the_ticket_and_everything_that_was_said():
    somebody, desk, code, blockings = await at_work()
    before = waiting(somebody)
    await desk.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ABUSE))
    assert "You cannot go on with it." in told(somebody, before)[0]
    await blockings.propose(code, ADA, Cause.THREATS, NOW + 60 * DAY, NOW)
    await blockings.agree(code, LEA, NOW)
    hands = Hands(somebody)
    await hands.after(days=31)
    assert await desk.open(code) is None
    somebody.receiver = replace(somebody.receiver, now=lambda: hands.at)
    await somebody.says("/human")
    await somebody.says("it is me")
    assert session_from_json(somebody.session).talk.ticket is None
    assert "complain" in " ".join(item.outgoing.message.text for item in somebody.handed)
