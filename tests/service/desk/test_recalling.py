"""An advisor changes what they wrote, or takes it back: at the person, in the ticket, and nowhere too late."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import phrases
from bot.core.desk_clock import Periods
from bot.core.message import ChannelName, OutboundKind, OutboundMessage
from bot.core.text import Text
from bot.core.ticket import Refusal, State, Ticket, Why
from bot.desk import acts
from bot.service.desk.desk import GONE, Desk
from bot.service.desk.recalling import Recalling
from bot.service.ports import Conflict, DeliveryUnit
from bot.service.ticket_values import KeptMessage, KeptTicket
from bot.telegram import desk_hearing
from tests.core.samples import NOW
from tests.service.desk.test_desk import ADA, BO, taken
from tests.service.test_receive import Somebody

WRONG = "Come on Monday."


async def wrote(
    channel: ChannelName = ChannelName.TELEGRAM, body: str | Text = WRONG
) -> tuple[Somebody, Desk, str, int]:
    """Ada answered, and Telegram has it as message 4711."""
    somebody, desk, code = await taken(channel)
    await desk.answer(code, ADA, body, NOW, language="en")
    last = (await said(desk, code))[-1]
    if channel is ChannelName.TELEGRAM:
        number = last.sequence or 0
        unit = DeliveryUnit(person_id=somebody.person.id, sent=(number,), refs=((number, "4711"),))
        await somebody.store.commit(unit)
    return somebody, desk, code, last.nth


async def said(desk: Desk, code: str) -> list[KeptMessage]:
    opened = await desk.open(code)
    assert opened is not None
    return list(opened.said)


def latest(somebody: Somebody) -> OutboundMessage:
    return list(somebody.store.outbox.values())[-1][0].message


async def test_what_is_taken_back_is_deleted_at_telegram_and_still_seen_by_advisors():
    somebody, desk, code, nth = await wrote()
    assert isinstance(await Recalling(desk=desk).undo(code, nth, ADA, NOW), Ticket)
    assert (latest(somebody).kind, latest(somebody).on) == (OutboundKind.REMOVE, "4711")
    message = (await said(desk, code))[nth - 1].message
    assert (message.text, message.removed) == (WRONG, int(NOW.timestamp()))


async def test_changed_words_are_changed_at_telegram_and_the_earlier_ones_kept():
    somebody, desk, code, nth = await wrote()
    await Recalling(desk=desk).change(code, nth, ADA, "Come on Tuesday.", NOW)
    sent = latest(somebody)
    assert (sent.kind, sent.on) == (OutboundKind.EDIT, "4711")
    assert sent.text.endswith("Come on Tuesday.")
    message = (await said(desk, code))[nth - 1].message
    assert (message.text, [text for text, _ in message.earlier]) == ("Come on Tuesday.", [WRONG])


async def test_in_the_browser_the_line_itself_says_so_and_the_page_is_told():
    somebody, desk, code, nth = await wrote(ChannelName.WEB)
    await Recalling(desk=desk).undo(code, nth, ADA, NOW)
    lines = somebody.store.lines[somebody.person.id]
    assert not any(WRONG in line.message.text for line in lines)
    assert lines[-2].message.text == phrases.TAKEN_BACK.source
    assert lines[-1].message.kind is OutboundKind.EDIT
    assert lines[-1].message.on == str(lines[-2].sequence)


async def test_in_the_browser_changed_words_stand_where_the_earlier_ones_stood():
    somebody, desk, code, nth = await wrote(ChannelName.WEB)
    await Recalling(desk=desk).change(code, nth, ADA, "Come on Tuesday.", NOW)
    lines = somebody.store.lines[somebody.person.id]
    assert not any(WRONG in line.message.text for line in lines)
    assert lines[-2].message.text.endswith("Come on Tuesday.")


async def test_only_who_wrote_it_changes_it():
    _, desk, code, nth = await wrote()
    recalling = Recalling(desk=desk)
    assert await recalling.undo(code, nth, BO, NOW) == Refusal(why=Why.NOT_YOURS)
    assert await recalling.undo(code, 1, ADA, NOW) == Refusal(why=Why.NOT_YOURS)


async def test_what_is_not_there_is_not_changed():
    _, desk, code, _ = await wrote()
    recalling = Recalling(desk=desk)
    assert await recalling.undo(code, 99, ADA, NOW) == Refusal(why=Why.NOBODY)
    assert await recalling.undo("22-22", 1, ADA, NOW) == GONE


async def test_after_two_days_it_stays():
    _, desk, code, nth = await wrote()
    late = NOW + timedelta(hours=48, seconds=1)
    assert await Recalling(desk=desk).undo(code, nth, ADA, late) == Refusal(why=Why.TOO_LATE)


async def test_what_is_still_on_its_way_cannot_be_called_back_yet():
    _, desk, code = await taken()
    await desk.answer(code, ADA, WRONG, NOW, language="en")
    nth = (await said(desk, code))[-1].nth
    assert await Recalling(desk=desk).undo(code, nth, ADA, NOW) == Refusal(why=Why.TOO_EARLY)


async def test_what_was_taken_back_is_changed_no_more():
    _, desk, code, nth = await wrote()
    recalling = Recalling(desk=desk)
    await recalling.undo(code, nth, ADA, NOW)
    assert await recalling.undo(code, nth, ADA, NOW) == Refusal(why=Why.NOT_NOW)
    assert await recalling.change(code, nth, ADA, "x", NOW) == Refusal(why=Why.NOT_NOW)


@pytest.mark.parametrize("words", ["", "  "])
async def test_empty_words_are_no_change(words: str):
    _, desk, code, nth = await wrote()
    outcome = await Recalling(desk=desk).change(code, nth, ADA, words, NOW)
    assert outcome == Refusal(why=Why.NOT_NOW)


async def test_a_saved_reply_can_be_taken_back_and_has_no_words_to_change():
    _, desk, code, nth = await wrote(body=Text(place="replies/x/text", source="Come."))
    recalling = Recalling(desk=desk)
    assert await recalling.change(code, nth, ADA, "x", NOW) == Refusal(why=Why.NOT_NOW)
    assert isinstance(await recalling.undo(code, nth, ADA, NOW), Ticket)


async def test_what_meets_a_message_of_the_person_is_tried_again():
    somebody, desk, code, nth = await wrote()
    somebody.store.failing.append(Conflict())
    assert isinstance(await Recalling(desk=desk).undo(code, nth, ADA, NOW), Ticket)


async def test_it_is_taken_back_also_when_the_person_writes_in_the_same_moment():
    somebody, desk, code, nth = await wrote()
    before = await somebody.store.ticket(code)
    assert before is not None
    await somebody.says("What do I bring?")

    async def stale(_code: str) -> KeptTicket | None:
        somebody.store.ticket = real  # type: ignore[method-assign]
        return before

    real = somebody.store.ticket
    somebody.store.ticket = stale  # type: ignore[assignment,method-assign]
    outcome = await Recalling(desk=desk).undo(code, nth, ADA, NOW)
    assert isinstance(outcome, Ticket)
    assert outcome.state is State.ACTIVE
    assert (await said(desk, code))[nth - 1].message.removed


async def test_the_operator_says_for_how_long():
    _, desk, code, nth = await wrote()

    async def short() -> Periods:
        return Periods(undo_hours=1)

    late = NOW + timedelta(hours=1, seconds=1)
    recalling = Recalling(desk=desk, periods=short)
    assert await recalling.undo(code, nth, ADA, late) == Refusal(why=Why.TOO_LATE)
    assert isinstance(await recalling.undo(code, nth, ADA, NOW), Ticket)


@pytest.mark.parametrize("longest", [acts.LONGEST, desk_hearing.LONGEST])
async def test_the_longest_answer_is_one_message_so_that_all_of_it_can_be_taken_back(longest: int):
    somebody, desk, code = await taken()
    before = len(somebody.store.outbox)
    named = replace(ADA, name="A" * 60)
    await desk.answer(code, named, "x" * longest, NOW, language="en")
    assert len(somebody.store.outbox) == before + 1
