"""An interpreter sees only what is to be translated, and what they write reaches whom it is for."""

import asyncio
from dataclasses import replace

from bot.core import phrases
from bot.core.render import without_bidi_controls
from bot.core.session import session_from_json, session_to_json
from bot.core.ticket import Details, Move, Reason, Refusal, Ticket, Why
from bot.core.ticket_message import By, Rendering, Side
from bot.service.desk.desk import GONE, Desk
from bot.service.desk.interpreting import Interpreting, Job, ToTranslate
from bot.service.desk.what_was_sent import (
    INTERPRETER_ASKED,
    INTERPRETER_STOPPED,
    WAITS_FOR_INTERPRETER,
    WAS_DROPPED,
    WAS_SENT,
    event_shown,
    what_was_sent,
)
from bot.service.ticket_changes import facts_of
from tests.core.samples import NOW
from tests.service.desk.between import ADA, BO, CONTENT, INGE, outgoing, said, talking
from tests.service.test_receive import Somebody

BOTH = ("en", "ar")
NOT_NOW, NOT_YOURS = Refusal(why=Why.NOT_NOW), Refusal(why=Why.NOT_YOURS)


async def wanted() -> tuple[Somebody, Desk, Interpreting, str]:
    """A ticket for which Ada asked for an interpreter."""
    somebody, desk, code = await talking()
    interpreting = Interpreting(desk=desk)
    assert isinstance(await interpreting.ask(code, ADA, "en", NOW), Ticket)
    return somebody, desk, interpreting, code


async def job(interpreting: Interpreting, code: str) -> Job:
    found = await interpreting.job(code, BOTH)
    assert found is not None
    return found


async def test_only_who_knows_both_languages_sees_only_what_is_to_be_translated() -> None:
    somebody, desk, interpreting, code = await wanted()
    await somebody.says("مرحبا")
    await desk.note(code, ADA, "internal", NOW, language="en")
    (found,) = await interpreting.jobs(BOTH)
    assert (found.code, found.languages) == (code, ("ar", "en"))
    assert [(each.text, each.source, each.target) for each in found.lines] == [
        ("مرحبا", "ar", "en")
    ]
    assert await interpreting.jobs(("en", "nl")) == []
    assert await interpreting.job(code, ("ar",)) is None
    assert await interpreting.job("XX-XX", BOTH) is None


async def test_a_translation_of_the_persons_words_stands_beside_them() -> None:
    somebody, desk, interpreting, code = await wanted()
    await somebody.says("مرحبا")
    (line,) = (await job(interpreting, code)).lines
    assert isinstance(await interpreting.translate(code, line, INGE, "Hello", NOW), Ticket)
    kept = next(each.message for each in await said(desk, code) if each.nth == line.nth)
    assert kept.text == "مرحبا"
    assert kept.renderings == (Rendering(text="Hello", language="en", by=By.INTERPRETER),)
    assert (await job(interpreting, code)).lines == ()
    assert await interpreting.jobs(BOTH) == []


async def test_a_translation_by_a_machine_can_be_made_better() -> None:
    somebody, _, interpreting, code = await wanted()
    await somebody.says("مرحبا")
    key = next(iter(somebody.store.messages))
    machine = Rendering(text="Hallo", language="en", by=By.MACHINE)
    lines = somebody.store.messages[key]
    somebody.store.messages[key] = [
        replace(each, message=each.message.rendered(machine)) for each in lines
    ]
    assert [each.text for each in (await job(interpreting, code)).lines] == ["مرحبا"]


async def test_words_wait_and_go_out_when_they_are_translated() -> None:
    somebody, desk, interpreting, code = await wanted()
    before = len(outgoing(somebody))
    assert isinstance(await interpreting.wait(code, ADA, "Come tomorrow", "en", NOW), Ticket)
    assert len(outgoing(somebody)) == before
    note = (await said(desk, code))[-1]
    assert note.message.side is Side.NOTE
    assert what_was_sent(note.message, CONTENT) == ((WAITS_FOR_INTERPRETER, ()),)
    (line,) = (await job(interpreting, code)).lines
    assert (line.goes_out, line.source, line.target) == (True, "en", "ar")
    assert isinstance(await interpreting.translate(code, line, INGE, "تعال غدا", NOW), Ticket)
    text = without_bidi_controls(outgoing(somebody)[-1])
    assert text == f"ar: Ada writes:\n\nتعال غدا\n\nar: {phrases.BY_INTERPRETER.source}"
    waited, sent = (await said(desk, code))[-2:]
    assert what_was_sent(waited.message, CONTENT) == ((WAS_SENT, ()),)
    assert (sent.message.side, sent.message.text, sent.message.by) == (
        Side.ADVISOR,
        "Come tomorrow",
        "ada",
    )
    assert sent.message.renderings[0].by is By.INTERPRETER
    again = await interpreting.translate(code, line, INGE, "again", NOW)
    assert again == NOT_NOW


async def test_two_interpreters_send_it_once() -> None:
    somebody, _, interpreting, code = await wanted()
    await interpreting.wait(code, ADA, "Come tomorrow", "en", NOW)
    (line,) = (await job(interpreting, code)).lines
    before = len(outgoing(somebody))
    both = await asyncio.gather(
        interpreting.translate(code, line, INGE, "one", NOW),
        interpreting.translate(code, line, BO, "two", NOW),
    )
    assert [type(each) for each in both] == [Ticket, Refusal]
    assert len(outgoing(somebody)) == before + 1


async def test_words_that_wait_can_be_kept_back_by_who_wrote_them() -> None:
    _, desk, interpreting, code = await wanted()
    await interpreting.wait(code, ADA, "Come tomorrow", "en", NOW)
    nth = (await said(desk, code))[-1].nth
    assert await interpreting.drop(code, nth, BO, NOW) == NOT_YOURS
    assert isinstance(await interpreting.drop(code, nth, ADA, NOW), Ticket)
    dropped = next(each.message for each in await said(desk, code) if each.nth == nth)
    assert what_was_sent(dropped, CONTENT) == ((WAS_DROPPED, ()),)
    assert await interpreting.drop(code, nth, ADA, NOW) == NOT_NOW
    assert await interpreting.drop("XX-XX", nth, ADA, NOW) == NOT_NOW
    line = ToTranslate(nth=nth, text="", source="en", target="ar", goes_out=True)
    assert await interpreting.translate(code, line, INGE, "x", NOW) == NOT_NOW


async def test_who_gave_the_ticket_away_sends_nothing_any_more() -> None:
    _, desk, interpreting, code = await wanted()
    await interpreting.wait(code, ADA, "Come tomorrow", "en", NOW)
    (line,) = (await job(interpreting, code)).lines
    await desk.move(code, Move.TAKE_OVER, BO, NOW)
    assert await interpreting.translate(code, line, INGE, "x", NOW) == NOT_YOURS
    assert await interpreting.wait(code, ADA, "more", "en", NOW) == NOT_NOW
    assert await interpreting.ask(code, ADA, "en", NOW) == NOT_NOW


async def test_nothing_waits_where_nobody_was_asked_or_it_was_stopped() -> None:
    _, desk, interpreting, code = await wanted()
    assert event_shown((await said(desk, code))[-1].message) == INTERPRETER_ASKED
    assert isinstance(await interpreting.stop(code, ADA, NOW), Ticket)
    assert event_shown((await said(desk, code))[-1].message) == INTERPRETER_STOPPED
    assert await interpreting.wait(code, ADA, "x", "en", NOW) == NOT_NOW
    assert await interpreting.wait("XX-XX", ADA, "x", "en", NOW) == GONE
    assert await interpreting.jobs(BOTH) == []


async def test_a_closed_ticket_needs_no_interpreter() -> None:
    somebody, desk, interpreting, code = await wanted()
    await somebody.says("مرحبا")
    await desk.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ANSWERED))
    assert await interpreting.job(code, BOTH) is None


async def test_the_wish_belongs_to_one_ticket() -> None:
    somebody, desk, _, code = await wanted()
    opened = await desk.open(code)
    assert opened is not None
    person = somebody.person
    session = session_from_json(person.session or {})
    assert session.talk.ticket is not None
    newer = replace(session.talk.ticket, number=2)
    later = replace(session, talk=replace(session.talk, ticket=newer))
    assert session_from_json(session_to_json(later)) == later
    assert facts_of(session).interpret == ("ar", "en")
    assert facts_of(later).interpret == ()
