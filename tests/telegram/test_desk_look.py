"""How a ticket looks in the advisors' group: title, card, line, messages, and how all of it goes to Telegram."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.core.render import without_bidi_controls
from bot.core.text import npgettext
from bot.core.ticket import AdvisorId, Move, Refusal, Why
from bot.core.ticket_message import Side, TicketMessage
from bot.service.desk.desk import Desk, Opened
from bot.service.desk.forum_buttons import DeskPress, Press, desk_press
from bot.service.ticket_values import KeptMessage
from bot.telegram import desk_words
from bot.telegram.desk_calls import Became, Operation, operation_of, said, tried
from bot.telegram.desk_look import ForumSettings, Looks, advisors_of
from bot.telegram.desk_place import Place
from bot.telegram.desk_removing import removals_of
from bot.telegram.desk_steps import Kind, caught_up, done, next_step
from bot.testing import BotApi as StandIn
from bot.testing import Group, Refused, Reset, TooManyRequests
from tests.core.samples import NOW
from tests.memory import PlainSealer, SampleLibrary
from tests.service.desk.test_desk import ADA, CLOSE, asked, taken
from tests.telegram.adapter import api_of

GROUP = -1_002_000_000_001
NAMES = {AdvisorId("ada"): "Ada"}


def looks(**changes: object) -> Looks:
    settings = ForumSettings(**{"group": GROUP, **changes})  # type: ignore[arg-type]
    return Looks(settings, SampleLibrary(), PlainSealer(), lambda: NOW)


async def opened_of(desk: Desk, code: str) -> Opened:
    opened = await desk.open(code)
    assert opened is not None
    return opened


def saying(opened: Opened, *messages: TicketMessage) -> Opened:
    return replace(
        opened, said=[KeptMessage(nth=nth, message=each) for nth, each in enumerate(messages, 1)]
    )


async def test_the_title_has_the_code_the_language_and_the_topic_and_nothing_else():
    _, desk, code = await asked()
    look = looks().look(await opened_of(desk, code), Place(), NAMES)
    assert look.title == f"{code.replace('-', '')} · en · other"


async def test_every_button_of_a_card_is_one_of_ours():
    _, desk, code = await taken()
    look = looks(desk_url="https://x.example/desk").look(
        await opened_of(desk, code), Place(), NAMES
    )
    *rows, link = look.buttons
    found = [
        desk_press(button["callback_data"], GROUP, PlainSealer()) for row in rows for button in row
    ]
    assert [each.press for each in found if each] == [
        Press.CLOSE,
        Press.RELEASE,
        Press.TAKE_OVER,
        *[Press.SNOOZE] * 3,
    ]
    assert [each.detail for each in found[3:] if each] == ["1", "3", "7"]
    assert link == [{"text": "Open the desk", "url": f"https://x.example/desk/ticket/{code}"}]


async def test_the_line_in_general_says_who_has_it_and_leads_to_the_topic():
    _, desk, code = await asked()
    place = Place(thread=5)
    before = looks().look(await opened_of(desk, code), place, NAMES)
    await desk.move(code, Move.CLAIM, ADA, NOW)
    after = looks().look(await opened_of(desk, code), place, NAMES)
    assert "Ada" not in before.line
    assert "Ada" in after.line
    assert before.wanted.line != after.wanted.line
    assert after.line_buttons[0][0]["url"] == "https://t.me/c/2000000001/5"
    assert looks().look(await opened_of(desk, code), Place(), NAMES).line_buttons == []


async def test_a_volunteer_alone_has_no_general():
    _, desk, code = await asked()
    look = looks(group=7).look(await opened_of(desk, code), Place(thread=5), NAMES)
    assert (look.wanted.line, look.line_buttons) == ("", [])


async def test_messages_have_a_head_that_says_whose_they_are_and_moves_are_not_posted():
    _, desk, code = await taken()
    opened = saying(
        await opened_of(desk, code),
        TicketMessage(side=Side.PERSON, at=1, text="help"),
        TicketMessage(side=Side.EVENT, at=1, about={"move": "claim"}, by="ada"),
        TicketMessage(side=Side.ADVISOR, at=1, text="yes", by="ada"),
        TicketMessage(side=Side.ADVISOR, at=1, about={"place": "replies/x"}, by="bo"),
        TicketMessage(side=Side.NOTE, at=1, text="hm", by="ada"),
        TicketMessage(side=Side.EVENT, at=1, text="he beats me", about={"danger": "violence"}),
        TicketMessage(side=Side.ADVISOR, at=1, text="oops", by="ada", removed=5),
    )
    look = looks().look(opened, Place(), NAMES)
    texts = {
        due.nth: without_bidi_controls(due.parts[0]).split("\n\n") for due in look.wanted.messages
    }
    assert texts == {
        1: ["💬 The person:", "help"],
        3: ["➡️ Ada to the person:", "yes"],
        4: [
            "➡️ an advisor who is not here any more to the person:",
            "A saved text (replies/x), in the person's language.",
        ],
        5: ["📝 Note of Ada:", "hm"],
        6: ["⚠️ The person, perhaps in danger:", "he beats me"],
        7: ["➡️ Ada to the person:", "This was taken back."],
    }
    assert {"ada", "bo"} <= advisors_of(opened)
    assert "" not in advisors_of(opened)


@pytest.mark.parametrize(
    ("settings", "danger"),
    [
        ({"mode": "card"}, ""),
        ({"card_topics": frozenset({"other"})}, ""),
        ({"card_topics": frozenset({"danger"})}, "violence"),
    ],
)
async def test_where_content_has_no_place_in_the_group_no_word_of_the_person_is_posted(
    settings: dict[str, object], danger: str
):
    _, desk, code = await asked()
    opened = await opened_of(desk, code)
    ticket = replace(opened.kept.ticket, danger=danger)
    opened = replace(opened, kept=replace(opened.kept, ticket=ticket))
    look = looks(**settings).look(opened, Place(thread=5), NAMES)
    assert look.wanted.messages == ()
    assert "Netherlands" not in look.card
    assert looks().look(opened, Place(), NAMES).wanted.messages


async def test_a_long_message_is_posted_in_parts_telegram_takes():
    _, desk, code = await asked()
    long = TicketMessage(side=Side.PERSON, at=1, text="😀" * 4000)
    look = looks().look(saying(await opened_of(desk, code), long), Place(), NAMES)
    (due,) = look.wanted.messages
    assert len(due.parts) > 1
    assert all(len(part.encode("utf-16-le")) // 2 <= 4096 for part in due.parts)


async def test_the_group_reads_its_own_language_without_a_remark_on_what_is_not_translated():
    _, desk, code = await asked()
    look = looks(language="ar").look(await opened_of(desk, code), Place(thread=5), NAMES)
    assert "not yet translated" not in look.card
    assert look.card


def test_every_refusal_has_words():
    assert set(desk_words.REFUSALS) == set(Why)
    assert looks().word(desk_words.SEND) == "Send this to the person"
    assert looks().word(npgettext("desk/x", "{count} day", "{count} days", 2)) == "2 days"
    count = looks().parts([[desk_words.WHY_CLOSE.with_values(code="K7-M2")]])
    assert without_bidi_controls(count[0]) == "Why do you close K7-M2?"


@pytest.fixture
async def stand_in() -> AsyncIterator[StandIn]:
    """A Bot API with nobody there."""
    async with StandIn() as api:
        yield api


class Board:
    """Brings a ticket into a group, one step after the other, as a loop would."""

    def __init__(self, stand_in: StandIn, desk: Desk, code: str) -> None:
        self.stand_in, self.desk, self.code = stand_in, desk, code
        self.group: Group = stand_in.group("Advisors")
        self.looks = looks(group=self.group.chat_id)
        self.place = Place(chat=self.group.chat_id)
        self.became: list[tuple[Kind, Became]] = []

    async def settle(self) -> None:
        async with api_of(self.stand_in) as api:
            while True:
                look = self.looks.look(await opened_of(self.desk, self.code), self.place, NAMES)
                self.place = caught_up(self.place, look.wanted)
                step = next_step(self.place, look.wanted)
                if step is None:
                    return
                result = await tried(api, operation_of(step, self.place, look))
                self.became.append((step.kind, result.became))
                if result.became is not Became.DONE:
                    return
                self.place = done(self.place, step, result.number, look.wanted)


async def test_a_ticket_is_shown_taken_closed_and_opened_again_in_a_real_group(stand_in: StandIn):
    _, desk, code = await asked()
    board = Board(stand_in, desk, code)
    await board.settle()
    topic = board.group.topic_named(f"{code.replace('-', '')} · en · other")
    shown = [each.text for each in board.group.in_topic(topic.id)]
    assert any("waits in the queue" in text for text in shown)
    assert any("please help" in text for text in shown)
    await desk.move(code, Move.CLAIM, ADA, NOW)
    await board.settle()
    card = next(each for each in board.group.in_topic(topic.id) if each.id == board.place.card)
    assert card.edited
    assert "Ada" in card.text
    await desk.move(code, Move.CLOSE, ADA, NOW, CLOSE)
    await board.settle()
    assert board.group.topics[topic.id].closed
    assert not isinstance(await desk.move(code, Move.REOPEN, ADA, NOW), Refusal)
    await board.settle()
    assert not board.group.topics[topic.id].closed
    assert {became for _, became in board.became} == {Became.DONE}
    before = len(stand_in.calls())
    await board.settle()
    assert len(stand_in.calls()) == before


async def test_a_topic_that_was_deleted_is_noticed_and_made_again(stand_in: StandIn):
    somebody, desk, code = await taken()
    await desk.answer(code, ADA, "Yes?", NOW, language="en")
    board = Board(stand_in, desk, code)
    await board.settle()
    await board.group.deletes_topic(board.group.topics[board.place.thread])
    await somebody.says("are you there?")
    await board.settle()
    assert board.became[-1] == (Kind.POST, Became.NO_TOPIC)
    look = board.looks.look(await opened_of(desk, code), board.place, NAMES)
    board.place = board.place.without_topic([due.nth for due in look.wanted.messages])
    await board.settle()
    shown = [each.text for each in board.group.in_topic(board.place.thread)]
    assert any("please help" in text for text in shown)
    assert any("are you there?" in text for text in shown)


async def test_what_was_shown_is_removed_with_its_line(stand_in: StandIn):
    _, desk, code = await asked()
    board = Board(stand_in, desk, code)
    await board.settle()
    async with api_of(stand_in) as api:
        for operation in removals_of(board.place):
            assert (await tried(api, operation)).became is Became.DONE
        topic, line = removals_of(board.place)
        assert (await tried(api, topic)).became is Became.NO_TOPIC
        assert (await tried(api, line)).became is Became.NO_MESSAGE
    assert board.group.topics == {}
    assert not any(code in each.text for each in board.group.chat)
    assert removals_of(Place()) == []


@pytest.mark.parametrize(
    ("fault", "became", "pause"),
    [
        (TooManyRequests(retry_after=7), Became.LATER, 7.0),
        (Refused(status=403, description="Forbidden: bot was kicked"), Became.LATER, 60.0),
        (Refused(status=400, description="Bad Request: not enough rights"), Became.REFUSED, 0.0),
        (Refused(status=400, description="Bad Request: TOPIC_NOT_MODIFIED"), Became.DONE, 0.0),
        (Reset(), Became.LATER, 5.0),
    ],
)
async def test_what_telegram_says_becomes_one_word_and_a_pause(
    stand_in: StandIn, fault: Refused, became: Became, pause: float
):
    group = stand_in.group("Advisors")
    stand_in.fail(fault, "sendMessage")
    async with api_of(stand_in) as api:
        result = await tried(api, said(group.chat_id, "x", reply_to=99))
        assert (result.became, result.pause) == (became, pause)
        again = await tried(api, said(group.chat_id, "x", reply_to=99))
        assert again.became is Became.DONE
        odd = await tried(api, Operation(method="getMe", parameters={}))
        assert odd.number == 0


def test_a_press_carries_no_more_than_its_ids():
    button = looks().button(desk_words.SEND, DeskPress(code="K7-M2", press=Press.SEND, detail="12"))
    assert len(button["callback_data"]) <= 64
