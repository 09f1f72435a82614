"""Long polling against a real HTTP stand-in of the Bot API."""

import asyncio
import dataclasses
import json

import pytest
from aiohttp import web

from bot.core.message import Command, Pressed, Reachability, Unsupported
from bot.service.ports import StoreError
from bot.telegram.answers import PressAnswers
from bot.telegram.errors import SecondInstance, WebhookInTheWay, WrongToken
from bot.telegram.pauses import Pauses
from bot.testing import (
    BotApi,
    BrokenBody,
    LostAnswer,
    Refused,
    Reset,
    ServerError,
    TooManyRequests,
)
from tests.telegram.adapter import PaperIntake, all_that_is_logged, api_of, polling, within
from tests.telegram.updates import text_update


@pytest.fixture
async def stand_in():
    async with BotApi() as running:
        yield running


@pytest.fixture
async def intake():
    return PaperIntake()


@pytest.fixture
async def api(stand_in):
    async with api_of(stand_in) as ours:
        yield ours


def offsets(stand_in):
    """The offsets asked for, in order; None where none was."""
    return [call.parameters.get("offset") for call in stand_in.calls("getUpdates")]


async def test_what_people_do_arrives_in_order_and_is_confirmed(stand_in, api, intake):
    samira = stand_in.person("Samira", language_code="AR")
    await samira.says("/start nl")
    await samira.sends_voice()
    async with polling(api, intake):
        await intake.until(lambda: len(intake.received) == 2)
        await samira.blocks()
        await stand_in.drained()
    first, voice, last = (found.content for found in intake.received)
    assert (first, last) == (Command(name="start", payload="nl"), Reachability(reachable=False))
    assert isinstance(voice, Unsupported)
    assert voice.kind == "voice"
    assert {found.address for found in intake.received} == {str(samira.chat_id)}
    assert {found.language_hint for found in intake.received} == {"ar"}


async def test_only_the_kinds_merit_reads_are_asked_for_and_nothing_is_dropped(
    stand_in, api, intake
):
    await stand_in.person("Samira").says("from before the start")
    async with polling(api, intake):
        await stand_in.drained()
    assert intake.texts == ["from before the start"]
    asked = stand_in.calls("getUpdates")[0].parameters
    assert asked["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member", "chat_member",
    ]  # fmt: skip


async def test_nothing_is_confirmed_while_one_of_a_batch_is_not_durable(stand_in, api, intake):
    intake.gate = asyncio.Event()
    for name in ("Samira", "Dawit", "Olena"):
        await stand_in.person(name).says(f"I am {name}")
    async with polling(api, intake):
        await intake.until(lambda: len(intake.begun) == 3)
        assert len(stand_in.bot.updates) == 3
        assert len(stand_in.calls("getUpdates")) == 1
        intake.gate.set()
        await stand_in.drained()
    assert intake.texts == ["I am Samira", "I am Dawit", "I am Olena"]


async def test_a_bot_that_dies_with_a_batch_in_hand_gets_it_again(stand_in, api, intake):
    intake.gate = asyncio.Event()
    await stand_in.person("Samira").says("Do not lose this")
    async with polling(api, intake):
        await intake.until(lambda: len(intake.begun) == 1)
    assert intake.received == []
    intake.gate = None
    async with polling(api, intake):
        await stand_in.drained()
    assert intake.texts == ["Do not lose this"]


async def test_messages_of_one_chat_are_begun_in_the_order_they_were_sent(stand_in, api, intake):
    people = [stand_in.person(f"P{number}") for number in range(5)]
    for number in range(12):
        for person in people:
            await person.says(f"{number}")
    async with polling(api, intake):
        await stand_in.drained()
    for person in people:
        own = [found for found in intake.begun if found.address == str(person.chat_id)]
        assert [found.content.text for found in own] == [str(number) for number in range(12)]


@pytest.mark.parametrize("failure", [StoreError("disk full"), ZeroDivisionError("a fault of ours")])
async def test_a_store_that_fails_makes_the_same_batch_come_again(stand_in, api, intake, failure):
    """Also when putting an update away fails, which is the last resort."""
    intake.failures, intake.failure = 8, failure
    await stand_in.person("Samira").says("Good morning")
    await stand_in.person("Dawit").says("Selam")
    async with polling(api, intake):
        await stand_in.drained()
    assert sorted(intake.texts) == ["Good morning", "Selam"]
    assert intake.failed == 8
    assert len(intake.received) == 2


async def test_a_poisoned_update_is_put_away_once_and_the_other_two_are_handled(
    stand_in, api, intake
):
    """The second of three lacks one field of an entity; python-telegram-bot's own polling stops on it."""
    samira, dawit = stand_in.person("Samira"), stand_in.person("Dawit")
    await samira.says("first words")
    poison = text_update("poisoned words", entities=[{"offset": 0, "length": 8}])["message"]
    number = await samira.sends_raw({"message": poison})
    await dawit.says("third words")
    with all_that_is_logged() as log:
        async with polling(api, intake):
            await stand_in.drained()
    assert intake.texts == ["first words", "third words"]
    [(update_id, body, reason)] = intake.put_away
    assert (update_id, reason) == (str(number), "TypeError")
    assert json.loads(body)["message"]["text"] == "poisoned words"
    assert "telegram_polling_started" in log.getvalue()
    assert "words" not in log.getvalue()
    assert stand_in.token not in log.getvalue()


async def test_a_press_is_answered_right_after_its_turn_is_durable(stand_in, api, intake):
    samira = await _with_button(stand_in, api)
    intake.gate = asyncio.Event()
    async with polling(api, intake):
        await samira.taps("Yes")
        await intake.until(lambda: len(intake.begun) == 1)
        assert stand_in.calls("answerCallbackQuery") == []
        intake.gate.set()
        await samira.presses("Yes")
    pressed = [found.content for found in intake.received]
    assert pressed == [Pressed(token="start/yes", on=str(samira.chat[-1].id))] * 2


async def test_an_answer_that_fails_or_hangs_holds_up_nothing(stand_in, api, intake):
    stand_in.fail(
        Refused(
            status=400, description="Bad Request: query is too old and response timeout expired"
        ),
        "answerCallbackQuery",
    )
    stand_in.fail(LostAnswer(hold=30), "answerCallbackQuery")
    stand_in.fail(ServerError(status=502), "answerCallbackQuery", times=None)
    samira = await _with_button(stand_in, api)
    with all_that_is_logged() as log:
        async with polling(api, intake):
            for _ in range(3):
                await samira.taps("Yes")
            await within(_until(lambda: "telegram_press_not_answered" in log.getvalue()))
            await samira.says("And now?")
            await stand_in.drained()
    assert intake.texts == ["And now?"]
    assert len(intake.received) == 4
    assert "BadRequest" not in log.getvalue()


@pytest.mark.parametrize(
    "fault",
    [
        ServerError(status=502),
        ServerError(status=500),
        Reset(),
        BrokenBody(),
        Refused(status=429, description="Too Many Requests"),
        Refused(status=400, description="Bad Request: something new"),
        Refused(status=401, description="Unauthorized"),
        Refused(status=409, description="Conflict: terminated by other getUpdates request"),
    ],
)  # fmt: skip
async def test_a_fault_of_the_network_or_of_telegram_is_waited_out(stand_in, api, intake, fault):
    stand_in.fail(fault, "getUpdates", times=3)
    await stand_in.person("Samira").says("Still here?")
    async with polling(api, intake):
        await stand_in.drained()
    assert intake.texts == ["Still here?"]
    assert intake.put_away == []


async def test_an_answer_that_never_comes_ends_in_another_request(stand_in, api, intake):
    stand_in.fail(LostAnswer(hold=30), "getUpdates")
    await stand_in.person("Samira").says("Anybody?")
    async with polling(api, intake, wait=0, margin=0.2):
        await stand_in.drained()
    assert intake.texts == ["Anybody?"]


async def test_telegrams_own_pause_is_kept(stand_in, api, intake):
    stand_in.fail(TooManyRequests(retry_after=1), "getUpdates")
    await stand_in.person("Samira").says("Hello")
    async with polling(api, intake):
        await stand_in.drained()
    first, second = stand_in.calls("getUpdates")[:2]
    assert second.at - first.at >= 1.0


async def test_a_second_program_soon_after_the_start_is_named_and_ends_this_one(
    stand_in, api, intake
):
    stand_in.fail(
        Refused(status=409, description="Conflict: terminated by other getUpdates request"),
        "getUpdates",
    )
    async with polling(api, intake, settling=40.0) as task:
        with pytest.raises(SecondInstance, match="Another program is using this bot's token"):
            await within(task)


async def test_of_two_pollers_the_later_one_gives_up_and_the_first_goes_on(stand_in, api, intake):
    second_intake = PaperIntake()
    slow = Pauses(first=0.3, most=0.3)
    async with polling(api, intake, pauses=slow) as first, api_of(stand_in) as other_api:
        samira = stand_in.person("Samira")
        await samira.says("Good morning")
        await stand_in.drained()
        async with polling(other_api, second_intake, settling=40.0) as second:
            with pytest.raises(SecondInstance):
                await within(second)
        await samira.says("Who is there?")
        await stand_in.drained()
        assert not first.done()
    assert intake.texts == ["Good morning", "Who is there?"]
    assert second_intake.texts == []


async def test_a_webhook_set_under_our_hands_is_named(stand_in, api, intake):
    await api.bot().set_webhook("http://127.0.0.1:9/elsewhere")
    async with polling(api, intake, settling=40.0) as task:
        with pytest.raises(WebhookInTheWay, match="merit telegram delete-webhook"):
            await within(task)


async def test_a_wrong_token_ends_the_start_with_what_to_do(stand_in, intake):
    async with (
        api_of(stand_in, token="1:wrong") as api,
        polling(api, intake, settling=40.0) as task,
    ):
        with pytest.raises(WrongToken, match="BotFather") as raised:
            await within(task)
    assert "1:wrong" not in str(raised.value)


async def test_ids_that_start_again_below_the_last_one_are_still_received(stand_in, api, intake):
    """After a week without updates Telegram may go on with any id (Bot API)."""
    samira = stand_in.person("Samira")
    await samira.says("before")
    async with polling(api, intake, wait=0):
        await stand_in.drained()
        asked = len(stand_in.calls("getUpdates"))
        await within(_until(lambda: None in offsets(stand_in)[asked:]))
        stand_in.bot.updates.next_id -= 8
        await samira.says("after the quiet week")
        await stand_in.drained()
    assert intake.texts == ["before", "after the quiet week"]


async def test_an_answer_that_is_no_list_of_updates_is_waited_out(intake):
    answers = iter([{"ok": True, "result": {}}, {"ok": True, "result": [text_update("Hello")]}])
    done = asyncio.Event()

    async def strange(_):
        answer = next(answers, None)
        if answer is None:
            await done.wait()
        return web.json_response(answer)

    server = BotApi()
    await server.start(web.post("/{path:.*}", strange))
    async with api_of(server) as ours, polling(ours, intake):
        await intake.until(lambda: intake.texts == ["Hello"])
    done.set()
    await server.stop()


async def test_too_many_answers_under_way_are_not_waited_for(stand_in, api):
    """A press without an answer shows a clock for a while; that is all."""
    stand_in.fail(LostAnswer(hold=30), "answerCallbackQuery", times=None)
    answers = PressAnswers(api)
    for number in range(400):
        answers.soon(str(number))
    under_way = len(answers._tasks)
    await answers.close()
    assert under_way == 256


async def _with_button(stand_in, api):
    """Samira, who started the bot and sees a button Yes."""
    samira = stand_in.person("Samira")
    await samira.says("/start")
    stand_in.bot.updates.clear()
    rows = [[{"text": "Yes", "callback_data": "start/yes"}]]
    markup = {"inline_keyboard": rows}
    sent = {"chat_id": samira.chat_id, "text": "Shall we?", "reply_markup": markup}
    await api.call("sendMessage", sent)
    return samira


async def _until(true):
    while not true():  # noqa: ASYNC110 - the stand-in's journal rings no bell
        await asyncio.sleep(0.005)


async def test_an_update_that_no_one_can_even_parse_is_put_away_alone(stand_in, api, intake):
    """A number of 5,000 digits breaks the JSON of the whole batch, so updates are then fetched singly."""
    samira, dawit = stand_in.person("Samira"), stand_in.person("Dawit")
    await samira.says("first")
    number = await samira.sends_raw({"strange": 1})
    waiting = stand_in.bot.updates._waiting
    body = waiting[number].body.replace('"strange": 1', '"strange": ' + "1" * 5000)
    waiting[number] = dataclasses.replace(waiting[number], body=body)
    await dawit.says("third")
    async with polling(api, intake):
        await stand_in.drained()
    assert intake.texts == ["first", "third"]
    [(update_id, kept, reason)] = intake.put_away
    assert (update_id, reason) == (str(number), "UnreadableAnswer")
    assert body.encode() in kept


async def test_updates_without_any_id_are_put_away_and_asked_for_again_with_pauses(
    stand_in, api, intake
):
    """No offset confirms them, so nothing better can be done; the loop must not spin."""
    number = await stand_in.person("Samira").sends_raw({"strange": 1})
    waiting = stand_in.bot.updates._waiting
    waiting[number] = dataclasses.replace(waiting[number], body='{"strange": 1}')
    async with polling(api, intake):
        await intake.until(lambda: len(intake.put_away) >= 2)
    assert {update_id.partition(":")[0] for update_id, _, _ in intake.put_away} == {"sha256"}
