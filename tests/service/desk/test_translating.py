"""A machine translates only with the person's yes; what is sent was looked at, and the original can be read."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

import pytest

from bot.core import phrases
from bot.core.machine_asked import MACHINE
from bot.core.message import Pressed
from bot.core.render import without_bidi_controls
from bot.core.session import session_from_json, session_to_json
from bot.core.ticket import AdvisorId, Refusal, Ticket, Why
from bot.core.ticket_message import By, Rendering, Side, TicketMessage
from bot.service.desk.advisor import Advisor
from bot.service.desk.asking import Asking
from bot.service.desk.desk import GONE, Deed, Desk
from bot.service.desk.recalling import Recalling
from bot.service.desk.renderings import CHANGED, keep_renderings
from bot.service.desk.translates_heard import TranslatesHeard
from bot.service.desk.translating import Standing, Translating
from bot.service.ports import StoreError
from bot.service.translation import Draft, Fault, NoTranslator, Translated, TranslationFailed
from tests.core.samples import NOW
from tests.service.desk.between import (
    ADA,
    BO,
    NOOR,
    Turner,
    outgoing,
    pressable,
    said,
    talking,
)
from tests.service.test_receive import Somebody


def answered(somebody: Somebody, answer: str | None) -> None:
    """The person said yes, no, or was never asked."""
    person = somebody.person
    session = session_from_json(person.session or {})
    known = {name: value for name, value in session.answers.items() if name != MACHINE}
    answers = known if answer is None else {**known, MACHINE: answer}
    after = session_to_json(replace(session, answers=answers))
    somebody.store.people[person.id] = replace(person, session=after)


async def agreed() -> tuple[Somebody, Translating, Turner, str]:
    somebody, desk, code = await talking()
    answered(somebody, "yes")
    turner = Turner()
    return somebody, Translating(desk=desk, translator=turner), turner, code


async def test_whether_a_machine_translates_depends_on_both_and_on_the_server() -> None:
    somebody, desk, code = await talking()
    translating = Translating(desk=desk, translator=Turner())

    async def standing(advisor: Advisor = NOOR, of: Translating = translating) -> Standing:
        opened = await desk.open(code)
        assert opened is not None
        return of.standing(opened, advisor)

    assert await standing() is Standing.MAY_ASK
    assert await standing(replace(NOOR, languages=("en", "ar"))) is Standing.READS
    assert await standing(replace(NOOR, languages=("nl",))) is Standing.OFF
    off = Translating(desk=desk, translator=NoTranslator())
    assert await standing(of=off) is Standing.OFF
    assert (off.on, translating.on) == (False, True)
    await Asking(desk=desk).ask_about_machine(code, ADA, NOW)
    assert await standing() is Standing.ASKED
    for answer, expected in (("yes", Standing.YES), ("no", Standing.NO)):
        answered(somebody, answer)
        assert await standing() is expected


@pytest.mark.parametrize("answer", [None, "no"])
async def test_without_a_yes_no_word_leaves(answer: str | None) -> None:
    somebody, desk, code = await talking()
    answered(somebody, answer)
    turner = Turner()
    translating = Translating(desk=desk, translator=turner)
    await somebody.says("مرحبا")
    assert await translating.translate_heard(code, NOOR, NOW) is None
    assert await translating.translate_heard("XX-XX", NOOR, NOW) is None
    assert turner.asked == []
    sent = await translating.send(code, ADA, NOOR, NOW, words="a", translation="b")
    assert sent == Refusal(why=Why.NOT_NOW)


async def test_what_the_person_writes_is_translated_once_beside_the_words() -> None:
    somebody, translating, turner, code = await agreed()
    await somebody.says("مرحبا")
    await translating.desk.note(code, ADA, "ملاحظة", NOW, language="ar")
    assert await translating.translate_heard(code, NOOR, NOW) is None
    lines = [each.message for each in await said(translating.desk, code)]
    heard = next(each for each in lines if each.text == "مرحبا")
    assert heard.renderings == (Rendering(text="ابحرم", language="en", by=By.MACHINE),)
    assert turner.asked == ["مرحبا"]  # not what is a note, and not what was written in English
    await translating.translate_heard(code, NOOR, NOW)
    assert turner.asked == ["مرحبا"]


async def test_what_was_written_under_a_no_goes_to_no_machine_after_a_later_yes() -> None:
    somebody, translating, turner, code = await agreed()
    await somebody.says("مرحبا")
    await says_about_machines(translating.desk, code, {"machine": "yes", "was": "no"})
    await somebody.says("شكرا")
    assert await translating.translate_heard(code, NOOR, NOW) is None
    assert turner.asked == ["شكرا"]


async def test_who_takes_their_yes_back_stops_what_is_being_translated() -> None:
    somebody, translating, turner, code = await agreed()
    await somebody.says("مرحبا")
    await somebody.says("شكرا")

    class TakesItBack(Turner):
        async def translate(
            self, words: str, source: str, target: str
        ) -> Translated | TranslationFailed:
            answered(somebody, "no")
            return await turner.translate(words, source, target)

    await replace(translating, translator=TakesItBack()).translate_heard(code, NOOR, NOW)
    assert len(turner.asked) == 1


async def says_about_machines(desk: Desk, code: str, about: dict[str, str]) -> None:
    event = TicketMessage(side=Side.EVENT, at=1, about=about)
    assert isinstance(await desk.act(code, ADA, NOW, Deed(message=event)), Ticket)


async def test_what_was_changed_meanwhile_keeps_no_translation_of_the_earlier_words() -> None:
    somebody, translating, _, code = await agreed()
    await somebody.says("مرحبا")
    (nth,) = [
        each.nth for each in await said(translating.desk, code) if each.message.text == "مرحبا"
    ]
    made = {nth: ("أهلا", Rendering(text="x", language="en", by=By.MACHINE))}
    assert await keep_renderings(translating.desk, code, made, NOW) == CHANGED
    assert await keep_renderings(translating.desk, "XX-XX", made, NOW) == GONE


async def test_a_server_that_does_not_answer_is_said_and_nothing_is_kept() -> None:
    somebody, translating, turner, code = await agreed()
    await somebody.says("مرحبا")
    turner.fails = Fault.UNREACHABLE
    failed = await translating.translate_heard(code, NOOR, NOW)
    assert failed == TranslationFailed(fault=Fault.UNREACHABLE)
    assert all(not each.message.renderings for each in await said(translating.desk, code))


async def test_a_translation_is_looked_at_then_sent_with_a_mark_and_the_original() -> None:
    somebody, translating, _, code = await agreed()
    opened = await translating.desk.open(code)
    assert opened is not None
    draft = await translating.draft(opened, "olleH", NOOR)
    assert isinstance(draft, Draft)
    assert (draft.translation, draft.sendable) == ("Hello", True)
    sent = await translating.send(
        code, ADA, NOOR, NOW, words="olleH", translation=draft.translation
    )
    assert isinstance(sent, Ticket)
    text = without_bidi_controls(outgoing(somebody)[-1])
    assert text == f"ar: Ada writes:\n\nHello\n\nar: {phrases.BY_MACHINE.source}"
    kept = (await said(translating.desk, code))[-1].message
    assert (kept.side, kept.text, kept.language) == (Side.ADVISOR, "olleH", "en")
    assert kept.renderings == (Rendering(text="Hello", language="ar", by=By.MACHINE),)
    await somebody.gives(Pressed(token=pressable(somebody, "Show what"), on="7"))
    assert "olleH" in outgoing(somebody)[-1]
    assert "English" in outgoing(somebody)[-1]


async def test_a_translation_with_another_number_is_not_sent() -> None:
    somebody, translating, _, code = await agreed()
    before = outgoing(somebody)
    sent = await translating.send(
        code, ADA, NOOR, NOW, words="Come at 14:30", translation="Come at 15:30"
    )
    assert sent == Refusal(why=Why.NOT_NOW)
    assert outgoing(somebody) == before
    gone = await translating.send("XX-XX", ADA, NOOR, NOW, words="a", translation="b")
    assert gone == GONE
    other = await translating.send(code, BO, NOOR, NOW, words="a", translation="b")
    assert other == Refusal(why=Why.NOT_YOURS)


async def test_a_translated_message_is_taken_back_and_not_changed() -> None:
    somebody, translating, _, code = await agreed()
    await translating.send(code, ADA, NOOR, NOW, words="olleH", translation="Hello")
    last = (await said(translating.desk, code))[-1]
    messages = somebody.store.messages
    for key, lines in messages.items():
        messages[key] = [replace(each, ref="9") for each in lines]
    recalling = Recalling(desk=translating.desk)
    token = pressable(somebody, "Show what")
    assert await recalling.change(code, last.nth, ADA, "Other", NOW) == Refusal(why=Why.NOT_NOW)
    assert isinstance(await recalling.undo(code, last.nth, ADA, NOW), Ticket)
    await somebody.gives(Pressed(token=token, on="7"))
    assert phrases.ORIGINAL_GONE.source in outgoing(somebody)[-1]


async def test_the_original_of_a_message_that_is_gone_is_not_there() -> None:
    somebody, translating, _, code = await agreed()
    await translating.send(code, ADA, NOOR, NOW, words="olleH", translation="Hello")
    token = pressable(somebody, "Show what")
    person = somebody.person
    session = session_from_json(person.session or {})
    without = replace(session, talk=replace(session.talk, ticket=None))
    somebody.store.people[person.id] = replace(person, session=session_to_json(without))
    await somebody.gives(Pressed(token=token, on="7"))
    assert phrases.ORIGINAL_GONE.source in outgoing(somebody)[-1]


def hears(translating: Translating, *, known: bool = True) -> TranslatesHeard:
    async def one(_id: AdvisorId) -> Advisor | None:
        return NOOR if known else None

    def now() -> datetime:
        return NOW

    return TranslatesHeard(translating, one, now)


async def ticket_of(desk: Desk, code: str) -> Ticket:
    opened = await desk.open(code)
    assert opened is not None
    return opened.kept.ticket


async def test_it_goes_on_for_as_long_as_merit_runs() -> None:
    somebody, translating, turner, code = await agreed()
    heard = hears(translating)
    await somebody.says("مرحبا")
    task = asyncio.create_task(heard.run())
    heard.changed(await ticket_of(translating.desk, code))
    async with asyncio.timeout(5):
        await turner.worked.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def test_what_comes_is_translated_as_it_comes() -> None:
    somebody, translating, turner, code = await agreed()
    heard = hears(translating)
    await somebody.says("مرحبا")
    ticket = await ticket_of(translating.desk, code)
    heard.changed(ticket)
    heard.changed(ticket)  # once is enough
    heard.changed(None)
    heard.changed(replace(ticket, assignee=AdvisorId("")))
    await heard.next()
    assert turner.asked == ["مرحبا"]
    await somebody.says("أهلا")
    somebody.store.failing.append(StoreError())
    heard.changed(ticket)
    await heard.next()  # what cannot be kept now is not lost: the next change or a button does it
    assert turner.asked == ["مرحبا", "أهلا"]
    assert not somebody.store.failing
    unknown = hears(translating, known=False)
    unknown.changed(ticket)
    await unknown.next()
    off = hears(Translating(desk=translating.desk, translator=NoTranslator()))
    off.changed(ticket)


async def test_a_damaged_ticket_does_not_end_the_translating() -> None:
    somebody, translating, _, code = await agreed()
    heard = hears(translating)
    await somebody.says("مرحبا")
    somebody.store.failing.append(ValueError())
    heard.changed(await ticket_of(translating.desk, code))
    await heard.next()
    assert not somebody.store.failing
