"""What has to hold beside the words of a turn: for testers, and of what the desk knows of a person."""

from dataclasses import replace

from bot.core.message import Command
from bot.core.session import session_from_json, session_to_json
from bot.core.talk import NO_TALK, Talk
from bot.core.ticket import Details, Move, Reason, State, Ticket
from bot.service.desk.desk import GONE, Desk
from tests.core.samples import NOW
from tests.service.desk.test_clock import Hands
from tests.service.desk.test_desk import ADA, asked, taken, waiting
from tests.service.test_receive import Somebody


async def test_an_advisor_can_take_the_ticket_of_somebody_who_tries_a_draft():
    somebody, desk, code = await asked()
    person = somebody.person
    assert person.session is not None
    tried = replace(session_from_json(person.session), draft=True, talk=NO_TALK)
    kept = {**session_to_json(tried), "aside": person.session}
    somebody.store.people[person.id] = replace(person, session=kept)
    assert isinstance(await desk.move(code, Move.CLAIM, ADA, NOW), Ticket)


async def test_the_desk_knows_the_language_somebody_changed_to():
    somebody, desk, code = await taken()
    await somebody.says("/language")
    await somebody.presses("العربية")
    opened = await desk.open(code)
    assert opened is not None
    assert opened.session.language == "ar"
    assert opened.kept.facts.language == "ar"


async def trying() -> tuple[Somebody, Desk, str]:
    """Somebody who tries a draft while their ticket is with Ada; the test has a ticket with the same number."""
    somebody, desk, code = await taken()
    person = somebody.person
    assert person.session is not None
    real = session_from_json(person.session)
    assert real.talk.ticket is not None
    tested = replace(real.talk.ticket, code="C2-C2", state=State.QUEUED)
    tried = replace(real, draft=True, frames=(), talk=Talk(ticket=tested))
    kept = {**session_to_json(tried), "aside": person.session}
    somebody.store.people[person.id] = replace(person, session=kept)
    return somebody, desk, code


async def test_what_an_advisor_does_meanwhile_is_kept_with_the_real_conversation():
    somebody, desk, code = await trying()
    tried = {name: value for name, value in somebody.session.items() if name != "aside"}
    answered = await desk.answer(code, ADA, "Come on Monday.", NOW, language="en")
    assert isinstance(answered, Ticket)
    assert somebody.session["draft"]
    left = {name: value for name, value in somebody.session.items() if name != "aside"}
    assert left == tried
    real = session_from_json(somebody.session["aside"])
    assert real.talk.ticket == answered
    assert not real.draft
    opened = await desk.open(code)
    assert opened is not None
    assert (opened.kept.ticket.code, opened.session.talk.ticket) == (code, answered)


async def test_the_message_reaches_them_at_once_and_the_test_goes_on():
    somebody, desk, code = await trying()
    await desk.answer(code, ADA, "Come on Monday.", NOW, language="en")
    assert waiting(somebody)[-1].endswith("Come on Monday.")
    await somebody.says("/menu")
    assert somebody.last.startswith("DRAFT")
    await somebody.gives(Command(name="draft", payload="off"))
    assert not session_from_json(somebody.session).draft
    await somebody.says("I will come")
    opened = await desk.open(code)
    assert opened is not None
    assert opened.said[-1].message.text == "I will come"


async def test_time_goes_on_for_a_ticket_whose_person_tries_a_draft():
    somebody, desk, code = await trying()
    await desk.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ANSWERED))
    hands = Hands(somebody)
    await hands.after(days=31)
    assert await desk.open(code) is None
    assert somebody.session["draft"]
    assert session_from_json(somebody.session["aside"]).talk == NO_TALK
    assert session_from_json(somebody.session).talk.ticket is not None


async def test_a_test_without_a_real_conversation_has_no_ticket_to_work_on():
    somebody, desk, code = await trying()
    kept = {name: value for name, value in somebody.session.items() if name != "aside"}
    somebody.store.people[somebody.person.id] = replace(somebody.person, session=kept)
    assert await desk.open(code) is None
    assert await desk.move(code, Move.RELEASE, ADA, NOW) == GONE
    await Hands(somebody).clock.look()
    assert somebody.session == kept
