"""What advisors do at the desk, whichever face they use; the person hears of it, in their language, once."""

import asyncio
from dataclasses import replace

import pytest

from bot.core import phrases
from bot.core.message import ChannelName, Edited, PersonId, Reachability, Words
from bot.core.render import without_bidi_controls
from bot.core.session import session_from_json
from bot.core.text import Text
from bot.core.ticket import (
    Actor,
    AdvisorId,
    Details,
    Move,
    Reason,
    Refusal,
    Role,
    State,
    TeamId,
    Ticket,
    Why,
)
from bot.core.ticket_message import Side
from bot.service.conflicts import CONFLICTS
from bot.service.desk.desk import GONE, Desk, Signed
from bot.service.ports import Conflict, Speaker, StoreError
from bot.service.ticket_values import DeliveryState
from tests.core.samples import NOW
from tests.memory import PlainSealer
from tests.service.test_receive import Somebody
from tests.service.test_remind import somebody as in_danger

ADA = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("ada")), name="Ada")
BO = Signed(actor=Actor(role=Role.ADVISOR, id=AdvisorId("bo")), name="Bo")
CLOSE = Details(reason=Reason.ANSWERED)


async def asked(channel: ChannelName = ChannelName.TELEGRAM) -> tuple[Somebody, Desk, str]:
    """A person who wrote to the advisors."""
    somebody = Somebody(channel=channel)
    for words in ("/main", "1", "1", "/human", "please help"):
        await somebody.says(words)
    desk = Desk(store=somebody.store, library=somebody.library, sealer=PlainSealer())
    (kept,) = await desk.queue()
    return somebody, desk, kept.ticket.code


async def taken(channel: ChannelName = ChannelName.TELEGRAM) -> tuple[Somebody, Desk, str]:
    """One whose ticket Ada has."""
    somebody, desk, code = await asked(channel)
    assert isinstance(await desk.move(code, Move.CLAIM, ADA, NOW), Ticket)
    return somebody, desk, code


def waiting(somebody: Somebody) -> list[str]:
    return [out.message.text for out, _, _ in somebody.store.outbox.values()]


async def said(desk: Desk, code: str) -> list[tuple[str, str]]:
    opened = await desk.open(code)
    assert opened is not None
    return [(each.message.side.value, each.message.text) for each in opened.said]


async def test_the_queue_has_what_was_sent_and_who_may_be_in_danger():
    _, desk, code = await asked()
    assert [kept.ticket.code for kept in await desk.queue()] == [code]
    assert await said(desk, code) == [("person", "please help")]


async def test_somebody_in_danger_who_asked_for_nobody_is_in_the_queue():
    somebody = in_danger()
    await somebody.says("he beats me")
    desk = Desk(store=somebody.store, library=somebody.library, sealer=PlainSealer())
    (kept,) = await desk.queue()
    assert (kept.ticket.state, kept.ticket.danger) == (State.REQUESTED, "violence")


async def test_who_takes_a_ticket_is_named_to_the_person():
    somebody, desk, code = await taken()
    text = phrases.ADVISOR_HAS_IT.source.format(advisor="Ada", code=code)
    assert without_bidi_controls(waiting(somebody)[-1]) == text
    opened = await desk.open(code)
    assert opened is not None
    assert (opened.kept.ticket.state, opened.kept.ticket.assignee) == (State.ACTIVE, "ada")
    assert dict(opened.said[-1].message.about) == {"move": "claim"}


async def test_of_two_who_take_it_at_once_one_has_it_and_the_other_is_told():
    _, desk, code = await asked()
    both = await asyncio.gather(
        desk.move(code, Move.CLAIM, ADA, NOW), desk.move(code, Move.CLAIM, BO, NOW)
    )
    assert [type(each) for each in both] == [Ticket, Refusal]
    assert both[1] == Refusal(why=Why.TAKEN)


async def test_an_answer_goes_out_through_the_outbox_and_stands_in_the_ticket():
    somebody, desk, code = await taken()
    outcome = await desk.answer(code, ADA, "Come on Monday.", NOW, language="en")
    assert isinstance(outcome, Ticket)
    assert outcome.state is State.WAITING
    assert waiting(somebody)[-1].endswith("Come on Monday.")
    opened = await desk.open(code)
    assert opened is not None
    last = opened.said[-1]
    assert (last.message.side, last.message.by, last.delivery) == (
        Side.ADVISOR,
        "ada",
        DeliveryState.QUEUED,
    )
    assert somebody.store.outbox[somebody.person.id, last.sequence or 0][0].message.recalled


async def test_what_the_person_writes_then_goes_to_the_advisor_and_merit_is_quiet():
    somebody, desk, code = await taken()
    await desk.answer(code, ADA, "How many children do you have?", NOW, language="en")
    before = len(somebody.handed)
    await somebody.says("2")
    assert len(somebody.handed) == before
    assert (await said(desk, code))[-1] == ("person", "2")
    opened = await desk.open(code)
    assert opened is not None
    assert opened.kept.ticket.state is State.ACTIVE


async def test_a_note_reaches_nobody_but_advisors():
    somebody, desk, code = await taken()
    before = waiting(somebody)
    assert isinstance(await desk.note(code, BO, "Ask for the letter.", NOW, language="en"), Ticket)
    assert waiting(somebody) == before
    assert (await said(desk, code))[-1] == ("note", "Ask for the letter.")


async def test_only_who_has_it_answers():
    somebody, desk, code = await taken()
    before = waiting(somebody)
    assert await desk.answer(code, BO, "x", NOW, language="en") == Refusal(why=Why.NOT_YOURS)
    assert waiting(somebody) == before


async def test_in_the_browser_an_answer_is_a_line_of_the_conversation():
    somebody, desk, code = await taken(ChannelName.WEB)
    await desk.answer(code, ADA, "Come on Monday.", NOW, language="en")
    last = somebody.store.lines[somebody.person.id][-1]
    assert (last.speaker, last.sequence) == (Speaker.MERIT, somebody.person.sequence)
    opened = await desk.open(code)
    assert opened is not None
    assert opened.said[-1].sequence == last.sequence


async def test_a_saved_reply_reaches_the_person_in_their_language_and_is_known_by_its_place():
    somebody, desk, code = await taken()
    text = Text(place="replies/x/text", source="Come on {day}.").with_values(day=NOW.date())
    await desk.answer(code, ADA, text, NOW, language="en")
    assert "Come on" in waiting(somebody)[-1]
    assert "2026" in waiting(somebody)[-1]
    opened = await desk.open(code)
    assert opened is not None
    about = {"place": "replies/x/text", "values": {"day": str(NOW.date())}}
    assert opened.said[-1].message.about == about


async def test_moves_the_person_need_not_know_of_are_only_in_the_ticket():
    somebody, desk, code = await taken()
    before = waiting(somebody)
    details = Details(team=TeamId("dublin"))
    assert isinstance(await desk.move(code, Move.TRANSFER, ADA, NOW, details), Ticket)
    assert waiting(somebody) == before
    opened = await desk.open(code)
    assert opened is not None
    assert opened.said[-1].message.about == {"move": "transfer", "team": "dublin"}


async def test_a_closed_ticket_is_told_and_no_longer_in_the_queue():
    somebody, desk, code = await taken()
    closed = await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE)
    assert isinstance(closed, Ticket)
    assert closed.reason is Reason.ANSWERED
    assert any(code in text for text in waiting(somebody)[-4:])
    assert await desk.queue() == []
    assert await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE) == Refusal(why=Why.NOT_NOW)


async def test_there_is_nothing_to_do_with_a_ticket_that_is_not_there():
    somebody, desk, code = await asked()
    assert await desk.move("22-22", Move.CLAIM, ADA, NOW) == GONE
    assert await desk.open("22-22") is None
    somebody.store.people[somebody.person.id] = replace(somebody.person, session=None)
    assert await desk.note(code, ADA, "x", NOW, language="en") == GONE
    assert await desk.open(code) is None


async def test_an_earlier_ticket_of_a_person_is_no_longer_worked_on():
    somebody, desk, code = await taken()
    await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE)
    await somebody.says("/human")
    await somebody.says("something new")
    (kept,) = await desk.queue()
    assert kept.ticket.number == 2
    assert await desk.move(code, Move.REOPEN, ADA, NOW) == GONE


async def test_what_meets_a_message_of_the_person_is_tried_again_and_not_for_ever():
    somebody, desk, code = await taken()
    somebody.store.failing.append(Conflict())
    assert isinstance(await desk.answer(code, ADA, "x", NOW, language="en"), Ticket)
    somebody.store.failing.extend(Conflict() for _ in range(CONFLICTS))
    with pytest.raises(StoreError, match="Try again"):
        await desk.answer(code, ADA, "x", NOW, language="en")


async def test_an_answer_to_somebody_who_blocked_the_bot_does_not_count_as_their_return():
    somebody, desk, code = await taken()
    somebody.store.people[somebody.person.id] = replace(somebody.person, reachable=False)
    await desk.answer(code, ADA, "x", NOW, language="en")
    assert not somebody.person.reachable


async def test_an_answer_puts_a_form_aside_so_that_the_next_words_are_for_the_advisor():
    somebody, desk, code = await taken()
    await somebody.says("/main")
    session = session_from_json(somebody.person.session or {})
    assert session.frames
    await desk.answer(code, ADA, "Where are you?", NOW, language="en")
    await somebody.says("In Utrecht")
    assert (await said(desk, code))[-1] == ("person", "In Utrecht")


async def test_whoever_watches_is_told_of_each_change_after_it_is_stored():
    somebody, desk, code = await asked()
    heard: list[Ticket] = []
    watched = replace(desk, changed=heard.append)
    await watched.move(code, Move.CLAIM, ADA, NOW)
    await watched.move(code, Move.CLAIM, BO, NOW)
    assert [ticket.state for ticket in heard] == [State.ACTIVE]
    assert somebody.person.version > 0


async def test_a_message_the_person_changes_keeps_what_it_was_and_is_the_advisors_turn():
    somebody, desk, code = await taken()
    await somebody.gives(Words(text="On Monday.", ref="77"))
    await desk.answer(code, ADA, "Good.", NOW, language="en")
    before = len(somebody.handed)
    await somebody.gives(Edited(ref="77", text="On Tuesday."))
    assert len(somebody.handed) == before
    opened = await desk.open(code)
    assert opened is not None
    changed = next(each.message for each in opened.said if each.ref == "77")
    assert (changed.text, [text for text, _ in changed.earlier]) == ("On Tuesday.", ["On Monday."])
    assert opened.kept.ticket.state is State.ACTIVE


async def test_after_closing_a_change_is_seen_and_opens_nothing():
    somebody, desk, code = await taken()
    await somebody.gives(Words(text="On Monday.", ref="77"))
    await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE)
    await somebody.gives(Edited(ref="77", text="On Tuesday."))
    opened = await desk.open(code)
    assert opened is not None
    assert "On Tuesday." in [each.message.text for each in opened.said]
    assert not opened.kept.ticket.open


async def test_a_change_of_other_words_changes_nothing():
    somebody, desk, code = await taken()
    before = await said(desk, code)
    for ref in ("", "5"):
        await somebody.gives(Edited(ref=ref, text="x"))
    assert await said(desk, code) == before
    stranger = Somebody()
    await stranger.gives(Edited(ref="5", text="x"))
    assert stranger.store.people == {}
    await stranger.says("/main")
    await stranger.gives(Edited(ref="5", text="x"))
    assert stranger.store.heard == []


async def test_whoever_watches_is_told_of_what_the_person_does_and_of_their_going():
    somebody, _, _ = await taken()
    heard: list[Ticket | None] = []
    somebody.receiver = replace(somebody.receiver, changed=heard.append)
    await somebody.says("/menu")
    assert heard == []
    await somebody.gives(Words(text="On Monday.", ref="77"))
    assert [ticket and ticket.state for ticket in heard] == [State.ACTIVE]


async def test_whoever_watches_is_told_when_somebody_blocks_the_bot_and_when_messages_arrive():
    somebody, _, code = await taken()
    heard: list[Ticket | None] = []
    somebody.receiver = replace(somebody.receiver, changed=heard.append)
    await somebody.gives(Reachability(reachable=False))
    await somebody.receiver.delivery_changed(somebody.person.id)
    await somebody.receiver.delivery_changed(PersonId("nobody"))
    assert [ticket and ticket.code for ticket in heard] == [code, code]
    heard.clear()
    stranger = Somebody()
    await stranger.says("/main")
    stranger.receiver = replace(stranger.receiver, changed=heard.append)
    await stranger.gives(Reachability(reachable=False))
    await stranger.receiver.delivery_changed(stranger.person.id)
    assert heard == []


async def test_without_consent_a_change_of_earlier_words_is_not_kept():
    somebody, desk, code = await taken()
    await somebody.gives(Words(text="On Monday.", ref="77"))
    person = somebody.person
    session = {**(person.session or {}), "consent": None}
    somebody.store.people[person.id] = replace(person, session=session)
    await somebody.gives(Edited(ref="77", text="On Tuesday."))
    assert "On Tuesday." not in [words for _, words in await said(desk, code)]


async def test_whoever_watches_is_told_when_a_message_arrived_or_the_person_came_back():
    somebody, _, _ = await taken()
    heard: list[Ticket | None] = []
    somebody.receiver = replace(somebody.receiver, changed=heard.append)
    await somebody.receiver.delivery_changed(somebody.person.id)
    await somebody.gives(Reachability(reachable=True))
    assert [ticket and ticket.state for ticket in heard] == [State.ACTIVE, State.ACTIVE]
    await somebody.receiver.delivery_changed(PersonId("nobody"))
    stranger = Somebody(store=somebody.store, address="200")
    stranger.receiver = replace(stranger.receiver, changed=heard.append)
    await stranger.says("/menu")
    other = next(each for each in somebody.store.people.values() if each.address == "200")
    await stranger.gives(Reachability(reachable=True))
    await stranger.receiver.delivery_changed(other.id)
    assert len(heard) == 2
