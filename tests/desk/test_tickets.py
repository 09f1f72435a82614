"""Working with tickets, without scripts."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from bot.core.session import session_from_json, session_to_json
from bot.core.ticket import AdvisorId, State
from bot.core.ticket_message import By, Rendering, Side, TicketMessage
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.sessions import Known
from bot.service.ports import DeliveryUnit, Person, StoreError, TurnUnit
from bot.service.ticket_values import DeliveryState, Said, TicketChange
from bot.store.schema import OUTBOX
from tests.desk.conftest import TEAM, Hand, Hands, House, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")

CODE = "K7-M2"


async def taken(house: House, hands: Hands) -> tuple[Hand, Known]:
    noor = await employ(house)
    await house.ask(CODE, "مرحبا")
    hand = await hands(noor)
    page = await hand.sends(f"/ticket/{CODE}/move", move="claim")
    assert page.url == f"/desk/ticket/{CODE}?done=claim"
    return hand, noor


async def said(house: House) -> list[tuple[Side, str]]:
    kept = await house.kept(CODE)
    lines = await house.office.store.said(kept.person_id, kept.ticket.number)
    return [(each.message.side, each.message.text) for each in lines]


async def outbox(house: House) -> list[str]:
    kept = await house.kept(CODE)
    found = house.office.store.queued((await person(house)).channel)
    return [each.outgoing.message.text async for each in found if each.person_id == kept.person_id]


async def person(house: House) -> Person:
    found = await house.office.store.person((await house.kept(CODE)).person_id)
    assert found is not None
    return found


async def test_who_takes_a_ticket_has_it_and_can_answer(house: House, hands: Hands):
    hand, noor = await taken(house, hands)
    page = await hand.sends(f"/ticket/{CODE}/answer", words="Come tomorrow.")
    assert page.url == f"/desk/ticket/{CODE}?done=answer"
    assert "Come tomorrow." in page.text
    assert "On its way" in page.text
    assert "Come tomorrow." in (await outbox(house))[-1]
    ticket = (await house.kept(CODE)).ticket
    assert (ticket.assignee, ticket.state) == (noor.advisor.id, State.WAITING)
    deeds = [(each.deed, each.code) for each in await house.office.trail() if each.code]
    assert ("ticket_claim", CODE) in deeds
    assert ("ticket_answer", CODE) in deeds
    assert ("seen", CODE) in deeds


async def test_the_second_who_takes_it_is_told_who_was_faster(house: House, hands: Hands):
    await taken(house, hands)
    page = await (await hands(await employ(house, name="Sam"))).sends(
        f"/ticket/{CODE}/move", move="claim"
    )
    assert page.status == 409
    assert "Another advisor was faster and has it." in page.text
    assert "\u2068Noor\u2069 has it" in page.text


async def test_words_that_cannot_be_sent_are_not_lost(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    sam = await hands(await employ(house, name="Sam"))
    page = await sam.sends(f"/ticket/{CODE}/answer", words="All my long words")
    assert page.status == 409
    assert "All my long words" in page.text
    assert "Only who has the ticket can answer. Take it first." in page.text
    assert [each for each in await said(house) if each[0] is Side.ADVISOR] == []
    page = await hand.sends(f"/ticket/{CODE}/answer", words="x" * 4001)
    assert (page.status, "x" * 4001 in page.text) == (400, True)
    assert "Send it in two parts." in page.text
    page = await hand.sends(f"/ticket/{CODE}/answer", words="  ")
    assert "There are no words to send." in page.text
    page = await hand.sends(f"/ticket/{CODE}/note", words=" ")
    assert (page.status, "There are no words to send." in page.text) == (400, True)


async def test_a_form_that_is_sent_twice_is_taken_once(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    for _ in range(2):
        page = await hand.sends(f"/ticket/{CODE}/answer", words="Once", once="n1")
        assert page.status == 200
    assert [each for each in await said(house) if each[1] == "Once"] == [(Side.ADVISOR, "Once")]


async def test_a_form_can_be_sent_again_when_nothing_came_of_it(
    house: House, hands: Hands, monkeypatch: pytest.MonkeyPatch
):
    hand, _ = await taken(house, hands)

    async def down(_unit: object) -> None:
        raise StoreError("down")

    with monkeypatch.context() as broken:
        broken.setattr(type(house.office.store), "commit", lambda _self, unit: down(unit))
        page = await hand.sends(f"/ticket/{CODE}/answer", words="Again", once="n2")
        assert page.status == 503
        assert "Nothing was sent." in page.text
    await hand.sends(f"/ticket/{CODE}/answer", words="Again", once="n2")
    assert (Side.ADVISOR, "Again") in await said(house)


async def test_a_note_stays_inside(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    before = await outbox(house)
    page = await hand.sends(f"/ticket/{CODE}/note", words="Speaks Dutch")
    assert "Note, only for advisors" in page.text
    assert (Side.NOTE, "Speaks Dutch") in await said(house)
    assert await outbox(house) == before


async def test_every_move_can_be_made_by_a_form(house: House, hands: Hands):
    hand, noor = await taken(house, hands)
    sam = await employ(house, name="Sam")
    steps: list[tuple[dict[str, str], State, AdvisorId | str]] = [
        ({"move": "snooze", "days": "3"}, State.SNOOZED, noor.advisor.id),
        ({"move": "wake"}, State.ACTIVE, noor.advisor.id),
        ({"move": "release"}, State.QUEUED, ""),
        ({"move": "claim"}, State.ACTIVE, noor.advisor.id),
        ({"move": "close", "reason": "answered"}, State.CLOSED, ""),
        ({"move": "reopen"}, State.ACTIVE, noor.advisor.id),
        ({"move": "assign", "to": str(sam.advisor.id)}, State.ACTIVE, sam.advisor.id),
        ({"move": "take_over"}, State.ACTIVE, noor.advisor.id),
    ]
    for form, state, assignee in steps:
        page = await hand.sends(f"/ticket/{CODE}/move", **form)
        ticket = (await house.kept(CODE)).ticket
        assert (page.status, ticket.state, ticket.assignee) == (200, state, assignee), form
        assert f"done={form['move']}" in page.url
    page = await hand.sends(f"/ticket/{CODE}/move", move="transfer", team=TEAM)
    assert page.url == "/desk/queue"  # it is another team's now
    assert (await house.kept(CODE)).ticket.team == TEAM


@pytest.mark.parametrize(
    "form",
    [
        {"move": "close", "reason": "nonsense"},
        {"move": "close"},
        {"move": "snooze", "days": "400"},
        {"move": "assign", "to": "nobody"},
        {"move": "transfer", "team": "nonsense"},
    ],
)
async def test_a_move_that_lacks_something_is_refused(
    house: House, hands: Hands, form: dict[str, str]
):
    hand, noor = await taken(house, hands)
    page = await hand.sends(f"/ticket/{CODE}/move", **form)
    assert page.status == 409
    assert "Something is missing" in page.text
    assert (await house.kept(CODE)).ticket.assignee == noor.advisor.id


async def test_there_are_no_other_moves(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    for move in ("withdraw", "lapse", "", "nonsense"):
        assert (await hand.sends(f"/ticket/{CODE}/move", move=move)).status == 400


async def test_an_auditor_is_not_offered_as_who_could_have_it(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    auditor = await employ(house, DeskRole.AUDITOR, "Alex")
    page = await hand.opens(f"/ticket/{CODE}")
    assert "Alex" not in page.text
    page = await hand.sends(f"/ticket/{CODE}/move", move="assign", to=str(auditor.advisor.id))
    assert page.status == 409


async def test_a_ticket_of_another_team_is_as_if_it_were_not_there(house: House, hands: Hands):
    await house.ask(CODE, "words of the person", team=TEAM)
    hand = await hands(await employ(house))
    gone, none = await hand.opens(f"/ticket/{CODE}"), await hand.opens("/ticket/F5-9X")
    assert (gone.status, none.status) == (404, 404)
    assert gone.text.replace(CODE, "") == none.text.replace("F5-9X", "")
    for path in ("move", "answer", "note", "reply/received"):
        assert (await hand.sends(f"/ticket/{CODE}/{path}", move="claim", words="x")).status == 404
    assert f"t-{CODE}" not in (await hand.opens("/queue")).text
    found = await hand.opens(f"/search?code={CODE}")
    assert (found.status, "There is no ticket" in found.text) == (404, True)


async def test_an_admin_sees_what_a_ticket_is_but_not_what_was_said(house: House, hands: Hands):
    await house.ask(CODE, "hidden words", asked="a question", danger="violence")
    hand = await hands(await employ(house, DeskRole.ADMIN))
    page = await hand.opens(f"/ticket/{CODE}")
    assert "Waits in the queue" in page.text
    for hidden in ("hidden words", "a question", "(Arabic)", "violence", "Recognised"):
        assert hidden not in page.text
    queue = await hand.opens("/queue")
    assert f"t-{CODE}" in queue.text
    for hidden in ("(Arabic)", "Netherlands"):
        assert hidden not in queue.text
    for fragment in ("talk", "actions", "head"):
        part = await hand.opens(f"/ticket/{CODE}?fragment={fragment}")
        assert "hidden words" not in part.text
    assert "seen" not in await house.office.deeds()
    assert (await hand.sends(f"/ticket/{CODE}/note", words="x")).status == 403
    page = await hand.sends(f"/ticket/{CODE}/move", move="claim")
    assert "hidden words" in page.text


async def test_an_auditor_sees_no_ticket(house: House, hands: Hands):
    await house.ask(CODE, "words of the person")
    hand = await hands(await employ(house, DeskRole.AUDITOR))
    assert (await hand.opens(f"/ticket/{CODE}")).status == 403
    assert (await hand.opens("/queue")).status == 403
    assert (await hand.opens("")).url == "/desk/audit"


async def test_the_story_stands_beside_the_conversation(house: House, hands: Hands):
    entry, *_ = house.site.library.release.entries.values()
    await house.ask(
        CODE,
        "words",
        asked="How do I work?",
        shown=[entry.id, "gone"],
        answers={"shared": ("person", "languages"), "my_town": "Utrecht"},
        channel="web",
    )
    hand = await hands(await employ(house))
    page = await hand.opens(f"/ticket/{CODE}")
    for words in (
        "How do I work?",
        entry.question.source,
        "The Netherlands",
        "Recognised refugee",
        "About me",
    ):
        assert words in page.text
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    page = await hand.sends(f"/ticket/{CODE}/answer", words="Hello")
    assert "Lies ready in the browser chat" in page.text


async def test_a_saved_reply_is_looked_at_before_it_is_sent(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    place = f"/ticket/{CODE}/reply/appointment"
    assert "We would like to talk with you." in (await hand.opens(place)).text
    page = await hand.sends(place, step="look", **{"with-day": "soon"})
    assert page.status == 400
    assert "Something is missing or does not fit" in page.text
    given = {"with-day": "2026-12-01", "with-hour": "14:30", "with-where": "Main Street 5"}
    page = await hand.sends(place, step="look", **given)
    assert "Your appointment is on" in page.text
    assert "14:30" in page.text
    assert len(await outbox(house)) == 1
    page = await hand.sends(place, step="send", once="n3", **given)
    assert page.url == f"/desk/ticket/{CODE}?done=answer"
    assert "Saved reply" in page.text
    assert "Main Street 5" in (await outbox(house))[-1]
    assert "Your appointment" not in (await outbox(house))[-1]  # it went out in Arabic
    assert (await hand.opens(f"/ticket/{CODE}/reply/nothing")).status == 404


async def test_a_reply_without_a_translation_says_so(house: House, hands: Hands):
    noor = await employ(house)
    await house.ask(CODE, "hej", language="ps")
    hand = await hands(noor)
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    page = await hand.opens(f"/ticket/{CODE}/reply/received")
    assert "The person gets it in English." in page.text


async def test_every_kind_of_line_is_shown(house: House, hands: Hands):
    hand, noor = await taken(house, hands)
    at, by = house.now, noor.advisor.id
    lines = [
        TicketMessage(side=Side.EVENT, at=at, about={"danger": "violence"}),
        TicketMessage(side=Side.EVENT, at=at, about={"danger": "unheard"}),
        TicketMessage(side=Side.EVENT, at=at, about={"move": "withdraw"}),
        TicketMessage(side=Side.EVENT, at=at, about={"move": "of a later version"}),
        TicketMessage(side=Side.ADVISOR, at=at, text="Gone", by="left", removed=at),
        TicketMessage(side=Side.PERSON, at=at),
        TicketMessage(
            side=Side.PERSON,
            at=at,
            text="مرحبا",
            language="ar",
            earlier=(("أهلا", at),),
            renderings=(Rendering(text="Hello", language="en", by=By.MACHINE),),
        ),
        TicketMessage(side=Side.ADVISOR, at=at, by=by, about={"place": "replies/gone/text"}),
    ]
    them = await person(house)
    kept = await house.kept(CODE)
    change = TicketChange(
        ticket=kept.ticket,
        facts=kept.facts,
        look_at=None,
        said=tuple(Said(message=each) for each in lines),
    )
    assert them.session is not None
    await house.office.store.commit(
        TurnUnit(
            person=them,
            session=session_to_json(session_from_json(them.session)),
            sequence=them.sequence,
            at=house.office.at,
            ticket=change,
        )
    )
    text = (await hand.opens(f"/ticket/{CODE}")).text
    for words in (
        "Words that may mean danger (\u2068violence\u2069)",
        "unheard",
        "The person does not need it any more",
        "An advisor who left",
        "Taken back from the person",
        "These words were not kept.",
        "Earlier versions",
        "أهلا",
        "Hello",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (DeliveryState.BLOCKED, "the person blocked the bot"),
        (DeliveryState.DEAD, "Tell the operator."),
        (None, "Delivered"),
    ],
)
async def test_the_page_says_how_far_an_answer_is(
    house: House, hands: Hands, state: DeliveryState | None, words: str
):
    hand, _ = await taken(house, hands)
    await hand.sends(f"/ticket/{CODE}/answer", words="Hello")
    them = await person(house)
    sequence = await house.office.store.read(
        lambda connection: int(
            connection.execute(sa.select(sa.func.max(OUTBOX.c.sequence))).scalar_one()
        )
    )
    sent = DeliveryUnit(person_id=them.id, sent=(sequence,))
    unit = sent if state is None else replace(sent, sent=(), sequence=sequence, state=state)
    await house.office.store.commit(unit)
    assert words in (await hand.opens(f"/ticket/{CODE}?fragment=talk")).text


async def test_the_queue_puts_danger_first_and_filters_never_hide_it(house: House, hands: Hands):
    noor = await employ(house)
    await house.ask("K7-M2", "a", language="ar", country="nl", topic="work", ago=2)
    await house.ask("C3-44", "b", language="uk", country="ie", topic="papers", ago=60)
    await house.ask("F5-9X", "c", language="ti", country="it", topic="safety", danger="violence")
    await house.ask("H8-2R", "d", language="nl", country="nl", topic="work", ago=3)
    hand = await hands(noor)
    page = await hand.opens("/queue")
    order = [page.text.index(f'id="t-{code}"') for code in ("F5-9X", "C3-44", "H8-2R", "K7-M2")]
    assert order == sorted(order)
    headings = [
        page.text.index(f'id="section-{each}"') for each in ("emergency", "overdue", "wait")
    ]
    assert headings == sorted(headings)
    assert "<title>(4) Queue" in page.text
    for query, shown in (
        ("spoken=on", {"F5-9X", "H8-2R"}),
        ("mine=on", {"F5-9X"}),
        ("topic=papers", {"F5-9X", "C3-44"}),
        ("country=nl", {"F5-9X", "K7-M2", "H8-2R"}),
        (f"team={TEAM}", {"F5-9X"}),
    ):
        page = await hand.opens(f"/queue?{query}")
        codes = {code for code in ("K7-M2", "C3-44", "F5-9X", "H8-2R") if f"t-{code}" in page.text}
        assert codes == shown, query
        assert f"/desk/queue?{query}&amp;fragment=list" in page.text
        assert "The filter hides some of them" in page.text
    assert "<html" not in (await hand.opens("/queue?fragment=list")).text
    assert "4 people wait" in (await hand.opens("/queue?fragment=waiting")).text


async def test_who_had_a_ticket_and_whose_turn_it_is_stands_in_the_queue(
    house: House, hands: Hands
):
    hand, _ = await taken(house, hands)
    assert "You have it" in (await hand.opens("/queue")).text
    await hand.sends(f"/ticket/{CODE}/answer", words="x")
    page = await hand.opens("/queue")
    assert "Waiting for the person, or put away" in page.text
    assert "last word" in page.text
    sam = await hands(await employ(house, name="Sam"))
    assert "\u2068Noor\u2069 has it" in (await sam.opens("/queue")).text
    await hand.sends(f"/ticket/{CODE}/move", move="release")
    assert "\u2068Noor\u2069 had it before" in (await sam.opens("/queue")).text
    assert "Nobody waits" not in (await sam.opens("/queue")).text


async def test_a_code_is_found_however_it_is_said(house: House, hands: Hands):
    await house.ask(CODE, "x")
    hand = await hands(await employ(house))
    for words in ("k7m2", "K7-M2", " K7 M2 ", "K٧-M٢"):
        page = await hand.opens(f"/search?code={words}")
        assert page.url == f"/desk/ticket/{CODE}"
    page = await hand.opens("/search?code=hello")
    assert (page.status, "A code has four signs" in page.text) == (404, True)


async def test_an_empty_queue_says_so(house: House, hands: Hands):
    hand = await hands(await employ(house))
    page = await hand.opens("/queue")
    assert "There is no open ticket here." in page.text
    assert "Nobody waits" in page.text
    assert OPERATOR == "operator"


async def test_what_was_written_can_be_changed_and_taken_back(house: House, hands: Hands):
    noor = await employ(house)
    await house.ask(CODE, "x", channel="web")
    hand = await hands(noor)
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    page = await hand.sends(f"/ticket/{CODE}/answer", words="Come at 3.")
    assert "Change it or take it back" in page.text
    page = await hand.sends(f"/ticket/{CODE}/line/3/change", words="Come at 4.")
    assert page.url == f"/desk/ticket/{CODE}?done=change"
    assert "Come at 4." in page.text
    assert "Earlier versions" in page.text
    page = await hand.sends(f"/ticket/{CODE}/line/3/change", words=" ")
    assert (page.status, "There are no words to send." in page.text) == (400, True)
    page = await hand.sends(f"/ticket/{CODE}/line/3/undo")
    assert "Taken back from the person" in page.text
    assert "Change it or take it back" not in page.text
    page = await hand.sends(f"/ticket/{CODE}/line/9/undo")
    assert page.status == 409
    assert (await hand.sends(f"/ticket/{CODE}/line/x/undo")).status == 404
    sam = await hands(await employ(house, name="Sam"))
    assert (await sam.sends(f"/ticket/{CODE}/line/3/undo")).status == 409


async def test_a_correction_that_comes_too_late_is_not_lost(house: House, hands: Hands):
    hand, _ = await taken(house, hands)
    await hand.sends(f"/ticket/{CODE}/answer", words="Come at 3.")
    page = await hand.sends(f"/ticket/{CODE}/line/3/change", words="Come at 4.")
    assert page.status == 409, "Telegram has not said yet which message it is"
    assert ">Come at 4.</textarea>" in page.text


async def test_whoever_reads_the_words_is_in_the_trail_however_they_ask(house: House, hands: Hands):
    await house.ask(CODE, "x")
    hand = await hands(await employ(house))
    assert (await hand.opens(f"/ticket/{CODE}?fragment=nonsense")).status == 404
    assert "seen" not in await house.office.deeds()
    for _ in range(2):
        assert (await hand.opens(f"/ticket/{CODE}?fragment=talk")).status == 200
    assert (await house.office.deeds()).count("seen") == 1
    await hand.opens(f"/ticket/{CODE}")
    assert (await house.office.deeds()).count("seen") == 2


async def test_after_two_days_nothing_can_be_taken_back(house: House, hands: Hands):
    noor = await employ(house)
    await house.ask(CODE, "x", channel="web")
    hand = await hands(noor)
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    await hand.sends(f"/ticket/{CODE}/answer", words="Come at 3.")
    house.office.later(hours=49)
    page = await (await hands(noor)).opens(f"/ticket/{CODE}")
    assert "Come at 3." in page.text
    assert "Change it or take it back" not in page.text
