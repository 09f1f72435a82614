"""What advisors do in their group: nothing reaches a person by accident, and nothing that was written is lost."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.ticket import Details, Move, Reason, State, TeamId, Ticket, Why
from bot.service.desk.advisor import DeskRole
from bot.service.desk.desk import Signed
from bot.service.desk.forum_buttons import DeskPress, Press, desk_token
from bot.service.desk.permissions import actor
from bot.service.desk.sending_files import NOT_TAKEN
from bot.service.ports import StoreError
from bot.telegram import desk_words as words
from bot.telegram.desk_hearing import LONGEST
from tests.memory import PlainSealer
from tests.service.desk.test_sending_files import CleanFiles
from tests.telegram.forum_room import plain
from tests.telegram.hearing_room import HearingRoom, Seat, hearing_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[HearingRoom]:
    async with hearing_room(tmp_path) as room:
        yield room


@pytest.fixture
async def ada(room: HearingRoom) -> Seat:
    return await room.employs("Ada")


@pytest.fixture
async def bo(room: HearingRoom) -> Seat:
    return await room.employs("Bo")


@pytest.fixture
async def code(room: HearingRoom) -> str:
    """The code of a ticket that waits, with its topic."""
    _, code = await room.base.somebody()
    await room.base.settles()
    return code


@pytest.fixture
async def taken(room: HearingRoom, ada: Seat, code: str) -> str:
    """The code of one that Ada has."""
    assert await room.presses(ada.there, "Take it") == "Done."
    return code


async def test_of_two_who_press_take_it_one_has_it_and_the_other_hears_so(
    room: HearingRoom, ada: Seat, bo: Seat, code: str
) -> None:
    first, second = await ada.there.taps("Take it"), await bo.there.taps("Take it")
    await room.hears()
    queries = room.base.stand_in.bot.queries
    assert [queries[each].answer.text for each in (first, second)] == [  # type: ignore[union-attr]
        "Done.",
        "Another advisor was faster and has it.",
    ]
    assert (await room.ticket(code)).assignee == ada.id
    assert "Ada has it" in (await room.base.topic(code))[0]
    assert await room.deeds(ada) == [("ticket_claim", code)]
    assert await room.deeds(bo) == []


async def test_an_answer_to_the_persons_words_goes_out_once_and_is_not_posted_again(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    help_ = await room.shown(taken, "please help")
    await room.writes(ada.there, taken, "Come on Monday.", to=help_)
    assert (await room.outbox())[-1].endswith("Come on Monday.")
    assert (await room.words(taken))[-1] == ("advisor", "Come on Monday.")
    assert [text for text in await room.base.topic(taken) if "Monday" in text] == [
        "Come on Monday."
    ]
    assert (await room.ticket(taken)).state is State.WAITING
    assert ("ticket_answer", taken) in await room.deeds(ada)


@pytest.mark.parametrize("words_", ["/r Come on Monday.", "/R@stand_in_bot\nCome on Monday."])
async def test_what_stands_behind_r_goes_to_the_person(
    room: HearingRoom, ada: Seat, taken: str, words_: str
) -> None:
    await room.writes(ada.there, taken, words_)
    assert (await room.words(taken))[-1] == ("advisor", "Come on Monday.")


async def test_an_answer_to_the_card_goes_to_the_person(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    card = await room.shown(taken, "Ada has it")
    await room.writes(ada.there, taken, "Hello.", to=card)
    assert (await room.words(taken))[-1] == ("advisor", "Hello.")


async def test_everything_else_is_a_note_and_says_so_three_times(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    before = await room.outbox()
    for number in range(4):
        await room.writes(ada.there, taken, f"note {number}")
    assert await room.outbox() == before
    assert (await room.words(taken))[-1] == ("note", "note 3")
    said = await room.lines(taken)
    assert said == [words.WAS_A_NOTE.source] * 3 + [words.KEPT_NOTE.source]
    assert ("ticket_note", taken) in await room.deeds(ada)


async def test_an_answer_to_a_note_is_a_note(room: HearingRoom, ada: Seat, taken: str) -> None:
    note = await room.writes(ada.there, taken, "hm")
    await room.writes(ada.there, taken, "yes", to=note)
    await room.writes(ada.there, taken, "/note no", to=await room.shown(taken, "please help"))
    assert [side for side, _ in await room.words(taken)][-3:] == ["note", "note", "note"]


async def test_a_note_is_sent_with_its_button_once_and_the_button_goes(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    await room.writes(ada.there, taken, "Bring the letter.")
    line = await room.shown(taken, "only advisors read it")
    assert await room.presses(ada.there, words.SEND.source, line) == words.SENT.source
    assert (await room.words(taken))[-1] == ("advisor", "Bring the letter.")
    assert not [text for text in await room.lines(taken) if "only advisors" in text]
    data = line.data["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await ada.there.sends_raw(_press(ada, room, data, line.id))
    await room.hears()
    sent = [each for each in await room.words(taken) if each == ("advisor", "Bring the letter.")]
    assert len(sent) == 1


def _press(who: Seat, room: HearingRoom, data: str, message: int) -> dict[str, object]:
    """A press as a second phone may send it once more."""
    chat = {"id": room.base.group.chat_id, "type": "supergroup"}
    on = {"message_id": message, "chat": chat, "date": 1}
    query = {"id": "9", "from": who.there.user.as_json(), "message": on, "data": data}
    return {"callback_query": query}


async def test_while_another_advisor_has_it_nothing_goes_out_but_is_kept_as_a_note(
    room: HearingRoom, ada: Seat, bo: Seat, taken: str
) -> None:
    before = await room.outbox()
    await room.writes(bo.there, taken, "/r I know!")
    assert await room.outbox() == before
    line = await room.shown(taken, "Nothing was sent: Ada has this ticket.")
    assert words.KEPT_ANYWAY.source in plain(line)
    assert await room.presses(bo.there, words.SEND.source, line) == (
        "Only who has the ticket, or a lead, may do this."
    )
    assert await room.presses(bo.there, "Take over", line) == "Done."
    assert await room.presses(bo.there, words.SEND.source, line) == words.SENT.source
    assert (await room.words(taken))[-1] == ("advisor", "I know!")


async def test_while_nobody_has_it_nothing_goes_out_but_is_kept_as_a_note(
    room: HearingRoom, ada: Seat, code: str
) -> None:
    await room.writes(ada.there, code, "Hi", to=await room.shown(code, "please help"))
    line = await room.shown(code, words.NOBODY_HAS_IT.source)
    assert await room.words(code) == [("person", "please help"), ("note", "Hi")]
    assert await room.presses(ada.there, "Take it", line) == "Done."


async def test_a_closed_ticket_can_be_opened_again_to_answer(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    thread = (await room.base.place(taken)).thread
    message = await room.shown(taken, "please help")
    assert await room.presses(ada.there, "Close") == words.SAY_WHY.source
    assert await room.presses(ada.there, "Answered") == "Done."
    assert (await room.ticket(taken)).reason is Reason.ANSWERED
    assert room.base.group.topics[thread].closed
    assert words.WHY_CLOSE.source.format(code=taken) not in await room.lines(taken)
    lead = await room.employs("Leo", DeskRole.LEAD)
    room.base.group.place.members[lead.there.user.id].status = "administrator"
    await room.writes(lead.there, taken, "One more thing", to=message)
    line = await room.shown(taken, words.CLOSED.source)
    assert await room.presses(lead.there, "Reopen", line) == "Done."
    assert (await room.ticket(taken)).assignee == lead.id
    assert not room.base.group.topics[thread].closed


async def test_what_cannot_go_to_the_person_is_said(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    thread = (await room.base.place(taken)).thread
    await room.writes(ada.there, taken, "/r")
    await room.writes(ada.there, taken, "/note")
    await room.writes(ada.there, taken, "/r " + "x" * (LONGEST + 1))
    await ada.there.sends_photo(caption="/r look", topic=thread)
    await room.hears()
    assert await room.lines(taken) == [
        words.EMPTY.source,
        words.NO_WORDS.source,
        words.TOO_LONG.source,
        NOT_TAKEN.source,
    ]
    assert await room.words(taken) == [("person", "please help")]


async def test_a_file_goes_to_the_person_where_files_are_taken(
    room: HearingRoom, ada: Seat, bo: Seat, taken: str
) -> None:
    room.cleaning = CleanFiles()
    room.starts()
    thread = (await room.base.place(taken)).thread
    await ada.there.sends_photo(caption="/r the house", topic=thread)
    await room.hears()
    last = (await room.said(taken))[-1].message
    assert (last.side.value, last.text, last.about["media"]["kind"]) == (
        "advisor", "the house", "photo",
    )  # fmt: skip
    assert room.base.stand_in.calls("sendPhoto") == []
    await bo.there.sends_document(caption="/r look", topic=thread, name="plan.pdf")
    await room.hears()
    line = await room.shown(taken, "Nothing was sent: Ada has this ticket.")
    assert await room.presses(ada.there, words.SEND.source, line) == words.SENT.source
    last = (await room.said(taken))[-1].message
    assert (last.side.value, last.text, last.by) == ("advisor", "look", ada.id)
    await ada.there.sends(topic=thread, caption="/r", sticker={"file_id": ""})
    await room.hears()
    assert (await room.lines(taken))[-1] == words.NO_FILES.source


async def test_a_file_that_comes_twice_is_sent_once(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    room.cleaning = CleanFiles()
    room.starts()
    thread = (await room.base.place(taken)).thread
    await ada.there.sends_photo(caption="/r " + "x" * 1000, topic=thread)
    updates = await room.waiting()
    for _ in range(2):
        room.starts()
        for update in updates:
            await room.intake.take(update)
    kinds = ["media" in each.message.about for each in await room.said(taken)]
    assert kinds == [False, False, False, True]
    assert (await room.said(taken))[-2].message.text == "x" * 1000


async def test_a_question_card_is_asked_after_it_was_shown(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    await room.writes(ada.there, taken, "/card child")
    assert await room.presses(ada.there, "Children") == words.SHOWN.source
    shown = await room.shown(taken, "Do you have children?")
    assert await room.presses(ada.there, words.SEND.source, shown) == words.SENT.source
    assert "Do you have children?" in (await room.outbox())[-1]
    assert (await room.said(taken))[-1].message.about["cards"] == ["children"]
    assert ("ticket_card", taken) in await room.deeds(ada)
    await room.writes(ada.there, taken, "/card children")
    shown = await room.shown(taken, "Do you have children?")
    await room.presses(ada.there, "Release")
    assert await room.presses(ada.there, words.SEND.source, shown) == (
        "That is not possible any more. Look at the card."
    )


async def test_a_file_in_the_topic_is_a_note_that_knows_where_it_is(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    thread = (await room.base.place(taken)).thread
    await ada.there.sends_photo(topic=thread)
    await ada.there.sends(topic=thread, video_note={"file_id": "v"})
    await room.hears()
    kinds = [each.message.about["media"]["kind"] for each in (await room.said(taken))[-2:]]
    assert kinds == ["photo", "video_note"]
    line = await room.shown(taken, words.WAS_A_NOTE.source)
    assert line.buttons == []


async def test_an_edited_answer_changes_for_the_person_and_a_note_only_here(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    answer = await room.writes(ada.there, taken, "/r Come on Monday.")
    await ada.there.edits(answer, "/r Come on Tuesday.")
    await room.hears()
    assert (await room.lines(taken))[-1] == words.NOT_THERE_YET.source
    await room.delivers(taken)
    await ada.there.edits(answer, "/r Come on Wednesday.")
    await room.hears()
    assert (await room.lines(taken))[-1] == words.CHANGED.source
    assert (await room.words(taken))[-1] == ("advisor", "Come on Wednesday.")
    assert (await room.outbox())[-1].endswith("Come on Wednesday.")
    note = await room.writes(ada.there, taken, "hm")
    await ada.there.edits(note, "well")
    await ada.there.edits(note, "well ")
    await room.hears()
    assert (await room.words(taken))[-1] == ("note", "well")
    assert "📝 Note of Ada" not in "".join(await room.base.topic(taken))
    await ada.there.edits(answer, "x" * (LONGEST + 1))
    await room.hears()
    assert (await room.lines(taken))[-1] == words.EDIT_NOT_SENT.source


async def test_after_two_days_nothing_is_changed_or_taken_back(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    answer = await room.writes(ada.there, taken, "/r Come on Monday.")
    await room.delivers(taken)
    room.office.later(hours=49)
    await room.writes(ada.there, taken, "/undo", to=answer)
    assert (await room.lines(taken))[-1] == words.TOO_OLD.source
    room.office.later(hours=-49)
    await room.writes(ada.there, taken, "/undo", to=answer)
    assert (await room.said(taken))[-1].message.removed
    assert ("ticket_undo", taken) in await room.deeds(ada)


@pytest.mark.parametrize("on", ["please help", ""])
async def test_only_ones_own_answer_is_taken_back(
    room: HearingRoom, ada: Seat, taken: str, on: str
) -> None:
    to = await room.shown(taken, on) if on else None
    await room.writes(ada.there, taken, "/undo", to=to)
    assert (await room.lines(taken))[-1] == words.UNDO_WHAT.source


async def test_somebody_elses_message_stays_as_it_is(
    room: HearingRoom, ada: Seat, bo: Seat, taken: str
) -> None:
    answer = await room.writes(ada.there, taken, "/r Come on Monday.")
    await room.delivers(taken)
    await room.writes(bo.there, taken, "/undo", to=answer)
    assert (await room.lines(taken))[-1] == "Only who has the ticket, or a lead, may do this."
    assert not (await room.said(taken))[-1].message.removed


async def test_a_topic_closed_by_hand_asks_for_the_reason_and_is_open_until_then(
    room: HearingRoom, ada: Seat, bo: Seat, taken: str
) -> None:
    place = await room.base.place(taken)
    topic = room.base.group.topics[place.thread]
    await room.base.group.closes_topic(topic, by=bo.there)
    await room.hears()
    assert not room.base.group.topics[place.thread].closed
    assert (await room.lines(taken))[-1] == "Only who has the ticket, or a lead, may do this."
    await room.base.group.closes_topic(topic, by=ada.there)
    await room.hears()
    assert not room.base.group.topics[place.thread].closed
    assert (await room.ticket(taken)).state is State.ACTIVE
    assert await room.presses(ada.there, "Another organisation helps now") == "Done."
    assert (await room.ticket(taken)).reason is Reason.PASSED_ON
    assert room.base.group.topics[place.thread].closed
    await room.base.group.reopens_topic(topic, by=bo.there)
    await room.hears()
    assert (await room.ticket(taken)).assignee == bo.id
    await room.base.group.reopens_topic(topic, by=bo.there)
    await room.hears()
    assert (await room.ticket(taken)).state is State.ACTIVE


async def test_a_ticket_that_cannot_be_opened_again_has_its_topic_closed_again(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    place = await room.base.place(taken)
    topic = room.base.group.topics[place.thread]
    await room.presses(ada.there, "Close")
    await room.presses(ada.there, "Answered")
    await room.base.group.closes_topic(topic, by=ada.there)
    await room.hears()
    room.office.later(days=15)
    await room.base.group.reopens_topic(topic, by=ada.there)
    await room.hears()
    assert (await room.lines(taken))[-1] == "It was closed too long ago, or for good."
    assert room.base.group.topics[place.thread].closed


async def test_who_is_unknown_is_told_so_once_a_day_and_nothing_they_write_is_kept(
    room: HearingRoom, ada: Seat, code: str
) -> None:
    eve = await room.base.group.joins(room.base.stand_in.person("Eve"))
    await room.writes(eve, code, "let me in", to=await room.shown(code, "please help"))
    await room.writes(eve, code, "/r hello")
    assert await room.presses(eve, "Take it") == words.INVITATION.source
    assert await room.lines(code) == [words.INVITATION.source]
    room.office.later(days=1)
    await room.writes(eve, code, "again")
    assert await room.lines(code) == [words.INVITATION.source] * 2
    assert await room.words(code) == [("person", "please help")]
    topic = room.base.group.topics[(await room.base.place(code)).thread]
    room.office.later(days=1)
    await room.base.group.closes_topic(topic, by=eve)
    await room.hears()
    assert (await room.lines(code))[-1] == words.INVITATION.source


async def test_what_is_written_outside_the_topics_of_tickets_is_nobodys_business(
    room: HearingRoom, ada: Seat, code: str
) -> None:
    before = len(room.base.group.chat)
    topic = await room.base.group.opens_topic("Lunch", by=ada.there)
    await ada.there.says("Who is hungry?", topic=topic.id)
    await ada.there.says("Good morning!")
    await room.hears()
    assert room.inbound() == []
    assert await room.words(code) == [("person", "please help")]
    assert len(room.base.group.chat) == before + 3


@pytest.mark.parametrize("changes", [{"mode": "card"}, {"card_topics": frozenset({"other"})}])
async def test_where_words_have_no_place_answers_are_given_at_the_web_desk_only(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    async with hearing_room(tmp_path, **changes) as room:
        ada = await room.employs("Ada")
        _, code = await room.base.somebody()
        await room.base.settles()
        await room.presses(ada.there, "Take it")
        await room.writes(ada.there, code, "/r hello")
        assert (await room.lines(code))[-1] == words.ONLY_AT_DESK.source
        await room.writes(ada.there, code, "a note")
        line = await room.shown(code, words.WAS_A_NOTE.source)
        assert line.buttons == []
        said = [each.message.side.value for each in await room.said(code)]
        assert said == ["person", "event", "note"]


async def test_a_ticket_of_another_team_is_not_touched(
    room: HearingRoom, ada: Seat, bo: Seat, code: str
) -> None:
    await room.presses(ada.there, "Take it")
    moved = await room.base.desk.move(
        code, Move.TRANSFER, _signed(ada), room.office.at, Details(team=TeamId("night"))
    )
    assert isinstance(moved, Ticket)
    await room.base.settles()
    await room.writes(bo.there, code, "hello")
    assert (await room.lines(code))[-1] == words.ANOTHER_TEAM.source
    assert await room.presses(bo.there, "Take it") == words.ANOTHER_TEAM.source


def _signed(who: Seat) -> Signed:
    return Signed(actor=actor(who.known.advisor), name=who.known.advisor.name)


async def test_an_update_that_comes_twice_does_nothing_twice_even_after_a_restart(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    thread = (await room.base.place(taken)).thread
    await ada.there.says("/r Come on Monday.", topic=thread)
    await ada.there.says("hm", topic=thread)
    updates = await room.waiting()
    for update in [*updates, *updates]:
        await room.intake.take(update)
    room.starts()
    for update in updates:
        await room.intake.take(update)
    await room.base.looks()
    assert await room.words(taken) == [
        ("person", "please help"),
        ("advisor", "Come on Monday."),
        ("note", "hm"),
    ]
    assert len([text for text in await room.outbox() if "Monday" in text]) == 1
    assert len([text for text in await room.base.topic(taken) if "Monday" in text]) == 1


async def test_when_merit_cannot_store_the_update_comes_again(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    thread = (await room.base.place(taken)).thread
    await ada.there.says("/r Come on Monday.", topic=thread)
    (update,) = await room.waiting()
    await room.base.store.close()
    with pytest.raises(StoreError):
        await room.intake.take(update)


async def test_whoever_deletes_everything_takes_the_topic_along_and_old_buttons_say_so(
    room: HearingRoom, ada: Seat, code: str
) -> None:
    await room.hears()
    await ada.there.taps("Take it")
    (update,) = await room.waiting()
    await room.base.erases(code)
    await room.intake.take(update)
    await room.base.settles()
    assert room.base.group.topics == {}
    assert await room.ear.hears(update, None)


async def test_snoozing_and_releasing_are_presses(
    room: HearingRoom, ada: Seat, bo: Seat, taken: str
) -> None:
    assert await room.presses(bo.there, "3 days") == (
        "Only who has the ticket, or a lead, may do this."
    )
    assert await room.presses(bo.there, "Close") == (
        "Only who has the ticket, or a lead, may do this."
    )
    assert await room.presses(ada.there, "3 days") == "Done."
    ticket = await room.ticket(taken)
    assert ticket.state is State.SNOOZED
    assert ticket.until == int((room.office.at + timedelta(days=3)).timestamp())
    assert await room.presses(ada.there, "Release") == "Done."
    assert (await room.ticket(taken)).state is State.QUEUED


async def test_a_saved_reply_is_found_by_a_word_shown_and_then_sent_once(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    await room.writes(ada.there, taken, "/reply letter")
    assert await room.presses(ada.there, "We have your letter") == words.SHOWN.source
    shown = await room.shown(taken, "Your letter is here.")
    assert await room.presses(ada.there, words.SEND.source, shown) == words.SENT.source
    assert (await room.outbox())[-1].endswith("Your letter is here.")
    last = (await room.said(taken))[-1].message
    assert last.about["place"] == "replies/received/text"


async def test_a_reply_with_blanks_is_filled_in_behind_its_name(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    await room.writes(ada.there, taken, "/reply appointment")
    assert await room.presses(ada.there, "An appointment") == words.SHOWN.source
    how = await room.shown(taken, "/reply appointment day=2026-12-01 where=…")
    assert "Come on ____ to ____." in plain(how)
    await room.writes(ada.there, taken, "/reply appointment day=2026-12-01 where=Rue Haute 7")
    shown = await room.shown(taken, "to Rue Haute 7.")
    assert await room.presses(ada.there, words.SEND.source, shown) == words.SENT.source
    assert (await room.said(taken))[-1].message.about["values"]["where"] == "Rue Haute 7"


async def test_what_was_shown_before_a_restart_is_searched_for_again(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    await room.writes(ada.there, taken, "/reply received")
    shown = await room.shown(taken, "Your letter is here.")
    room.starts()
    assert await room.presses(ada.there, words.SEND.source, shown) == words.NOT_SHOWN.source
    await room.writes(ada.there, taken, "/reply nothing at all of this")
    assert (await room.lines(taken))[-1] == words.NO_REPLY.source


async def test_buttons_of_others_and_of_earlier_merits_do_nothing(
    room: HearingRoom, ada: Seat, taken: str
) -> None:
    group = room.base.group.chat_id
    for press, said in (
        (DeskPress(code=taken, press=Press.SEND, detail="1"), words.OLD_BUTTON),
        (DeskPress(code=taken, press=Press.SEND, detail="x"), words.OLD_BUTTON),
        (DeskPress(code=taken, press=Press.REPLY, detail="x"), words.OLD_BUTTON),
        (DeskPress(code=taken, press=Press.SNOOZE, detail="5"), words.REFUSALS[Why.NOBODY]),
        (DeskPress(code="22-22", press=Press.CLAIM), words.NO_TICKET),
    ):
        data = desk_token(press, group, PlainSealer())
        await ada.there.sends_raw(_press(ada, room, data, 5))
        before = len(room.base.stand_in.calls("answerCallbackQuery"))
        await room.hears()
        (call,) = room.base.stand_in.calls("answerCallbackQuery")[before:]
        assert call.parameters["text"] == said.source
    await ada.there.sends_raw(_press(ada, room, "x~y", 5))
    await room.hears()
    last = room.base.stand_in.calls("answerCallbackQuery")[-1]
    assert last.parameters["text"] == words.OLD_BUTTON.source


async def test_desk_is_no_command_of_the_group(room: HearingRoom, ada: Seat, taken: str) -> None:
    await room.writes(ada.there, taken, "/desk ABCD-EFGH")
    assert (await room.lines(taken))[-1] == words.IN_PRIVATE.source
    assert await room.words(taken) == [("person", "please help")]


async def test_who_leaves_the_group_or_the_desk_gives_their_tickets_back_and_the_lead_hears_so(
    room: HearingRoom, ada: Seat, bo: Seat, taken: str
) -> None:
    lead = await room.employs("Lea", DeskRole.LEAD)
    await room.base.group.leaves(ada.there)
    await room.hears()
    assert (await room.ticket(taken)).state is State.QUEUED
    await _calls(room)
    assert (await room.lines(taken))[-1].startswith(f"Lea: {taken} waits in the queue again.")
    called = (await room.shown(taken, "Lea:")).data["entities"]
    assert [(each["type"], each["user"]["id"]) for each in called] == [
        ("text_mention", lead.there.user.id)
    ]
    eve = await room.base.group.joins(room.base.stand_in.person("Eve"))
    await room.base.group.leaves(eve)
    await room.hears()
    await room.presses(bo.there, "Take it")
    await room.leaves_the_desk(bo)
    assert room.ear.leaving is not None
    await room.ear.leaving.look()
    assert (await room.ticket(taken)).state is State.QUEUED
    entries = [each for each in await room.office.trail() if each.who == "merit"]
    assert [(each.deed, each.code) for each in entries] == [("ticket_release", taken)] * 2


async def _calls(room: HearingRoom) -> None:
    """Let every reminder that waits be said."""
    while not room.reminding._waiting.empty():
        await room.reminding.call(*room.reminding._waiting.get_nowait())
    await room.base.settles()


async def test_a_change_of_the_bots_rights_lets_everything_be_tried_again(
    room: HearingRoom, ada: Seat, code: str
) -> None:
    await room.base.group.changes_bot("administrator", can_manage_topics=True)
    await room.hears()
    assert room.inbound() == []
