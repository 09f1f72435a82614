"""Sending by id: the person reads it in their language, presses, and the advisor gets an id."""

from dataclasses import replace

from bot.core import phrases
from bot.core.message import Pressed
from bot.core.render import without_bidi_controls
from bot.core.replies import filled
from bot.core.session import session_from_json
from bot.core.ticket import Refusal, State, Ticket, Why
from bot.core.ticket_message import Side, TicketMessage
from bot.service.desk.asking import Asking, suggested
from bot.service.desk.what_was_sent import (
    CARD_ANSWER,
    CARD_SENT,
    ENTRY_SENT,
    FLOW_SENT,
    MACHINE_ASKED,
    MACHINE_NO,
    MACHINE_YES,
    event_shown,
    reply_shown,
    what_was_sent,
)
from tests.core.samples import NOW
from tests.memory import SampleLibrary
from tests.service.desk.between import ADA, BO, CONTENT, REPLY, outgoing, pressable, said, talking


async def test_a_card_is_asked_and_its_answer_comes_back_as_an_id() -> None:
    somebody, desk, code = await talking()
    asking = Asking(desk=desk)
    ticket = await asking.ask(code, ADA, ["sure"], NOW)
    assert isinstance(ticket, Ticket)
    assert ticket.state is State.WAITING
    question = without_bidi_controls(outgoing(somebody)[-1])
    assert question == "ar: Ada asks:\n\nar: Ask sure?"
    await somebody.gives(Pressed(token=pressable(somebody, "Yes"), on="7"))
    *_, sent, answer = await said(desk, code)
    assert (sent.message.side, dict(sent.message.about)) == (Side.ADVISOR, {"cards": ["sure"]})
    assert sent.sequence is not None
    assert answer.message.side is Side.PERSON
    assert dict(answer.message.about) == {"card": "sure", "answer": "yes"}
    assert what_was_sent(sent.message, CONTENT)[0][0].place == CARD_SENT.place
    ((label, texts),) = what_was_sent(answer.message, CONTENT)
    assert (label.place, [each.source for each in texts]) == (
        CARD_ANSWER.place,
        ["Ask sure?", phrases.YES.source],
    )


async def test_several_cards_are_asked_one_after_the_other() -> None:
    somebody, desk, code = await talking()
    asking = Asking(desk=desk)
    await asking.ask(code, ADA, ["sure", "day", "sure"], NOW)
    before = len(outgoing(somebody))
    await asking.ask(code, ADA, ["day"], NOW)
    assert len(outgoing(somebody)) == before  # the first one still waits
    await somebody.gives(Pressed(token=pressable(somebody, "No"), on="7"))
    assert "Ask day?" in outgoing(somebody)[-1]
    await somebody.says("3 December 2026")
    answers = [each.message for each in await said(desk, code) if "card" in each.message.about]
    assert [dict(each.about) for each in answers] == [
        {"card": "sure", "answer": "no"},
        {"card": "day", "answer": "2026-12-03"},
    ]
    assert answers[1].text == "3 December 2026"


async def test_only_what_there_is_and_only_by_who_has_the_ticket() -> None:
    _, desk, code = await talking()
    asking = Asking(desk=desk)
    unknown, not_yours = Refusal(why=Why.NOBODY), Refusal(why=Why.NOT_YOURS)
    assert await asking.ask(code, ADA, [], NOW) == unknown
    assert await asking.ask(code, ADA, ["sure", "gone"], NOW) == unknown
    assert await asking.answer_with(code, ADA, "gone", NOW) == unknown
    assert await asking.answer_with("XX-XX", ADA, "cost", NOW) == unknown
    assert await asking.suggest(code, ADA, "gone", NOW) == unknown
    assert await asking.ask(code, BO, ["sure"], NOW) == not_yours
    assert await asking.answer_with(code, BO, "cost", NOW) == not_yours


async def test_an_answer_of_the_knowledge_base_comes_with_its_source() -> None:
    somebody, desk, code = await talking()
    await Asking(desk=desk).answer_with(code, ADA, "cost", NOW)
    text = without_bidi_controls(outgoing(somebody)[-1])
    assert "ar: Ada writes:" in text
    assert "It costs 148.83." in text
    assert "https://example.org/fees" in text
    sent = (await said(desk, code))[-1].message
    assert dict(sent.about) == {"entry": "cost", "place": "faq/cost/all"}
    ((label, texts),) = what_was_sent(sent, CONTENT)
    assert (label.place, texts[0].source, len(texts)) == (ENTRY_SENT.place, "It costs 148.83.", 2)


async def test_a_guide_is_a_button_and_starts_when_it_is_pressed() -> None:
    somebody, desk, code = await talking()
    flow = next(each for each in suggested(CONTENT) if each == "main")
    assert isinstance(await Asking(desk=desk).suggest(code, ADA, flow, NOW), Ticket)
    sent = (await said(desk, code))[-1].message
    assert what_was_sent(sent, CONTENT)[0][0].place == FLOW_SENT.place
    token = pressable(somebody, CONTENT.flows[flow].title.source)
    await somebody.gives(Pressed(token=token, on="7"))
    assert session_from_json(somebody.session).frames[-1].flow == flow


def test_what_is_needed_and_what_ends_something_is_not_suggested() -> None:
    names = set(suggested(CONTENT))
    assert names
    assert not names & set(CONTENT.needs.values())
    assert all(
        getattr(step, "action", None) != "erase everything"
        for name in names
        for step in CONTENT.flows[name].steps.values()
    )


async def test_the_person_is_asked_once_whether_a_machine_may_translate() -> None:
    somebody, desk, code = await talking()
    asking = Asking(desk=desk)
    assert isinstance(await asking.ask_about_machine(code, ADA, NOW), Ticket)
    assert "A machine translates." in outgoing(somebody)[-1]
    assert await asking.ask_about_machine(code, ADA, NOW) == Refusal(why=Why.NOT_NOW)
    assert what_was_sent((await said(desk, code))[-1].message, CONTENT) == ((MACHINE_ASKED, ()),)
    yes, no = (pressable(somebody, label) for label in ("Machine yes", "Machine no"))
    await somebody.gives(Pressed(token=yes, on="7"))
    assert event_shown((await said(desk, code))[-1].message) == MACHINE_YES
    await somebody.gives(Pressed(token=no, on="7"))
    assert event_shown((await said(desk, code))[-1].message) == MACHINE_NO
    await somebody.gives(Pressed(token=yes, on="7"))
    message = (await said(desk, code))[-1].message
    assert (event_shown(message), message.about["was"]) == (MACHINE_YES, "no")


async def test_where_the_content_does_not_ask_about_machines_nobody_is_asked() -> None:
    _, desk, code = await talking()
    flows = {id_: each for id_, each in CONTENT.flows.items() if id_ != "translation"}
    poor = replace(desk, library=SampleLibrary(replace(CONTENT, flows=flows)))
    asked = await Asking(desk=poor).ask_about_machine(code, ADA, NOW)
    assert asked == Refusal(why=Why.NOBODY)
    assert await Asking(desk=desk).ask_about_machine("XX-XX", ADA, NOW) == Refusal(why=Why.NOBODY)


def line(**about: object) -> TicketMessage:
    return TicketMessage(side=Side.ADVISOR, at=1, about=about)


def test_what_the_content_no_longer_has_stands_as_its_id() -> None:
    for message, id_ in (
        (line(cards=["gone"]), "gone"),
        (line(card="gone"), "gone"),
        (line(entry="gone"), "gone"),
        (line(flow="gone"), "gone"),
    ):
        ((label, texts),) = what_was_sent(message, CONTENT)
        assert str(label.values["title"].values["words"]) == id_  # type: ignore[union-attr]
        assert texts == ()
    ((_, texts),) = what_was_sent(line(card="gone", answer="have"), CONTENT)
    assert [each.values["words"] for each in texts] == ["have"]
    ((_, texts),) = what_was_sent(line(card="sure"), CONTENT)
    assert [each.source for each in texts] == ["Ask sure?"]
    ((_, texts),) = what_was_sent(line(entry="cost", place="faq/cost/gone"), CONTENT)
    assert texts[0].source == "It costs 148.83."
    assert what_was_sent(line(waited="something new"), CONTENT)[0][1] == ()
    assert event_shown(line(move="claim")) is None


def test_a_saved_reply_is_shown_as_it_was_filled_in() -> None:
    given = {"day": "2026-12-01", "where": "Main Street 5"}
    about = {"place": REPLY.text.place, "values": given}
    assert reply_shown(about, CONTENT) == filled(REPLY, given)
    before = reply_shown({"place": REPLY.text.place}, CONTENT)
    assert before is not None
    assert dict(before.values) == {"day": "…", "where": "…"}
    assert reply_shown({"place": "replies/gone/text"}, CONTENT) is None
    assert reply_shown({}, CONTENT) is None
