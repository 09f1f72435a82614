"""What a program may bring twice is kept once: words, saved texts, files, notes and their changes."""

from typing import Any

from bot.core.text import Text
from bot.core.ticket import Move, Refusal, Why
from bot.core.ticket_message import Side
from bot.service.desk.desk import GONE, Deed, Desk, Outcome
from bot.service.desk.sending_files import CAPTION, NOT_TAKEN, Given, SendingFiles
from bot.service.desk.writing import FROM, Put, Writing, Written, message_at
from bot.service.ports import KeptFile, TurnUnit
from tests.core.samples import NOW
from tests.service.desk.test_desk import ADA, BO, CLOSE, said, taken, waiting
from tests.service.desk.test_sending_files import PDF, CleanFiles


def writing(desk: Desk, cleaning: CleanFiles | None = None) -> Writing:
    return Writing(desk=desk, files=SendingFiles(desk=desk, cleaning=cleaning))


def words(body: Text | str = "Come on Monday.", source: str = "5/12") -> Written:
    return Written(body=body, source=source, language="en")


async def test_an_answer_that_comes_twice_goes_out_once():
    somebody, desk, code = await taken()
    first = await writing(desk).answer(code, ADA, words(), NOW)
    before = waiting(somebody)
    second = await writing(desk).answer(code, ADA, words(), NOW)
    assert isinstance(first, Put)
    assert isinstance(second, Put)
    assert (first.nth, first.again, second.nth, second.again) == (3, False, 3, True)
    assert waiting(somebody) == before
    assert (await said(desk, code))[-1] == ("advisor", "Come on Monday.")


async def test_a_note_and_an_answer_from_the_same_place_are_two_messages():
    _, desk, code = await taken()
    note = await writing(desk).note(code, BO, words(), NOW)
    answer = await writing(desk).answer(code, ADA, words(), NOW)
    assert isinstance(note, Put)
    assert isinstance(answer, Put)
    assert note.nth + 1 == answer.nth


async def test_a_saved_text_is_known_by_its_place_and_where_it_came_from():
    _, desk, code = await taken()
    text = Text(place="replies/x", source="Come on {day}.").with_values(day="Monday")
    put = await writing(desk).answer(code, ADA, words(text), NOW)
    assert isinstance(put, Put)
    opened = await desk.open(code)
    assert opened is not None
    kept = message_at(opened.said, put.nth)
    assert kept is not None
    assert kept.message.about == {"place": "replies/x", "values": {"day": "Monday"}, FROM: "5/12"}
    assert message_at(opened.said, 99) is None


async def test_who_does_not_have_it_sends_nothing_and_nobody_sends_to_nobody():
    _, desk, code = await taken()
    assert await writing(desk).answer(code, BO, words(), NOW) == Refusal(why=Why.NOT_YOURS)
    assert await writing(desk).note("22-22", ADA, words(), NOW) == GONE
    assert await writing(desk).change_note("22-22", 1, ADA, "x", NOW) == Refusal(why=Why.NOT_YOURS)


async def test_a_ticket_that_is_deleted_in_the_same_moment_is_gone():
    somebody, desk, code = await taken()

    class Vanishing(Desk):
        async def act(self, *given: Any, **more: Any) -> Outcome:
            outcome = await super().act(*given, **more)
            somebody.store.kept.clear()
            return outcome

    vanishing = Vanishing(store=desk.store, library=desk.library, sealer=desk.sealer)
    assert await writing(vanishing).note(code, ADA, words(), NOW) == GONE


async def test_ones_own_note_can_be_changed_and_the_earlier_words_stay():
    _, desk, code = await taken()
    put = await writing(desk).note(code, BO, words("hm"), NOW)
    assert isinstance(put, Put)
    refused = await writing(desk).change_note(code, put.nth, ADA, "x", NOW)
    assert refused == Refusal(why=Why.NOT_YOURS)
    assert await writing(desk).change_note(code, 1, BO, "x", NOW) == Refusal(why=Why.NOT_YOURS)
    await writing(desk).change_note(code, put.nth, BO, "well", NOW)
    opened = await desk.open(code)
    assert opened is not None
    kept = message_at(opened.said, put.nth)
    assert kept is not None
    assert (kept.message.text, kept.message.earlier[0][0]) == ("well", "hm")


async def test_a_file_is_made_ready_only_for_who_can_send_it_and_is_sent_once():
    somebody, desk, code = await taken()
    cleaning = CleanFiles()
    files = writing(desk, cleaning)
    given = Given(content=PDF, words="The form.", language="en", about={"x": "y"})
    assert await files.ready(code, BO, given, "5/13", NOW) == Refusal(why=Why.NOT_YOURS)
    assert await files.ready("22-22", ADA, given, "5/13", NOW) == GONE
    assert cleaning.room == []
    deed = await files.ready(code, ADA, given, "5/13", NOW)
    assert isinstance(deed, Deed)
    put = await files.send(code, ADA, deed, NOW)
    assert isinstance(put, Put)
    again = await files.ready(code, ADA, given, "5/13", NOW)
    assert isinstance(again, Put)
    assert again.again
    opened = await desk.open(code)
    assert opened is not None
    kept = message_at(opened.said, put.nth)
    assert kept is not None
    assert (kept.message.side, kept.message.about["x"]) == (Side.ADVISOR, "y")
    turns = [each for each in somebody.store.committed if isinstance(each, TurnUnit)]
    assert len([each for each in turns if each.files]) == 1


async def test_words_that_do_not_fit_under_a_file_go_before_it_once():
    _, desk, code = await taken()
    files = writing(desk, CleanFiles())
    given = Given(content=PDF, words="x" * (CAPTION + 1), language="en")
    await files.ready(code, ADA, given, "5/13", NOW)
    deed = await files.ready(code, ADA, given, "5/13", NOW)
    assert isinstance(deed, Deed)
    await files.send(code, ADA, deed, NOW)
    sides = [(side, len(text)) for side, text in await said(desk, code)]
    assert sides[-2:] == [("advisor", CAPTION + 1), ("advisor", 0)]


async def test_where_no_files_are_taken_none_is_ready():
    _, desk, code = await taken()
    given = Given(content=PDF, words="x" * (CAPTION + 1), language="en")
    assert await writing(desk).ready(code, ADA, given, "5/13", NOW) == NOT_TAKEN


async def test_a_ticket_that_is_closed_while_the_file_is_cleaned_gets_neither_words_nor_file():
    _, desk, code = await taken()

    class Closing(CleanFiles):
        async def clean(self, content: bytes, *, room: int) -> KeptFile | Text:
            await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE)
            return await super().clean(content, room=room)

    given = Given(content=PDF, words="x" * (CAPTION + 1), language="en")
    refused = await writing(desk, Closing()).ready(code, ADA, given, "5/13", NOW)
    assert refused == Refusal(why=Why.NOT_NOW)
