"""Faults on purpose, Telegram's limits, and what the journal says of both."""

import datetime as dt
import json
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.testing import (
    BotApi,
    BrokenBody,
    Clock,
    Conditions,
    Delay,
    Limits,
    LostAnswer,
    Person,
    Refused,
    Reset,
    ServerError,
    TooManyRequests,
)
from bot.testing.faults import Faults, Rule
from tests.testing.raw import Raw, ptb_bot


async def test_429_says_how_long_to_wait_and_nothing_is_sent(api: BotApi, amina: Person, ptb: Bot):
    rule = api.fail(TooManyRequests(retry_after=3), "sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter) as error:
            await ptb.send_message(amina.chat_id, "hello")
        assert error.value.retry_after == dt.timedelta(seconds=3)
    assert (await ptb.send_message(amina.chat_id, "hello")).message_id
    assert rule.used == 2
    assert [call.status for call in api.calls("sendMessage")] == [429, 429, 200]
    assert [call.done for call in api.calls("sendMessage")] == [False, False, True]
    assert len(amina.chat) == 2


async def test_429_also_has_the_http_header(api: BotApi, amina: Person, raw: Raw):
    api.fail(TooManyRequests(retry_after=7))
    url = f"{api.base_url}{api.token}/getMe"
    async with raw.http.get(url) as response:
        assert response.headers["Retry-After"] == "7"
        answer = await response.json()
    assert answer["parameters"] == {"retry_after": 7}
    assert answer["description"] == "Too Many Requests: retry after 7"


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("done", [False, True])
async def test_a_server_error_may_or_may_not_have_sent(
    api: BotApi, amina: Person, ptb: Bot, status: int, done: bool
):
    api.fail(ServerError(status=status, done=done), "sendMessage")
    with pytest.raises(NetworkError):
        await ptb.send_message(amina.chat_id, "hello")
    assert [message.text for message in amina.chat][1:] == (["hello"] if done else [])
    (call,) = api.calls("sendMessage")
    assert (call.status, call.done, call.fault) == (status, done, "ServerError")


async def test_a_broken_body_hides_a_message_that_was_sent(api: BotApi, amina: Person, ptb: Bot):
    api.fail(BrokenBody(), "sendMessage")
    with pytest.raises(TelegramError, match="Invalid server response"):
        await ptb.send_message(amina.chat_id, "hello")
    assert (await amina.sees("hello")).id == api.calls("sendMessage")[0].message_id


async def test_a_lost_answer_is_a_broken_connection_or_a_timeout(
    api: BotApi, amina: Person, ptb: Bot
):
    api.fail(LostAnswer(), "sendMessage")
    with pytest.raises(NetworkError):
        await ptb.send_message(amina.chat_id, "one")
    await amina.sees("one")
    api.fail(LostAnswer(hold=30), "sendMessage")
    async with ptb_bot(api, read_timeout=0.05) as impatient:
        with pytest.raises(TimedOut):
            await impatient.send_message(amina.chat_id, "two")
    await amina.sees("two")
    assert [(call.status, call.done) for call in api.calls("sendMessage")] == [
        (None, True),
        (None, True),
    ]


async def test_a_held_answer_breaks_off_when_its_time_is_over(api: BotApi, amina: Person, ptb: Bot):
    api.fail(LostAnswer(hold=0.01), "sendMessage")
    with pytest.raises(NetworkError):
        await ptb.send_message(amina.chat_id, "hello")


async def test_a_reset_connection_sent_nothing(api: BotApi, amina: Person, ptb: Bot):
    api.fail(Reset(), "sendMessage")
    with pytest.raises(NetworkError):
        await ptb.send_message(amina.chat_id, "hello")
    assert len(amina.chat) == 1
    assert api.calls("sendMessage")[0].description == "connection reset"


async def test_a_delay_comes_before_other_faults(api: BotApi, amina: Person, ptb: Bot):
    api.fail(Delay(seconds=0.2), times=None)
    api.fail(Refused(status=400, description="Bad Request: made up"), "sendMessage")
    with pytest.raises(BadRequest, match="Made up"):
        await ptb.send_message(amina.chat_id, "hello")
    assert api.calls("sendMessage")[0].took >= 0.2
    api.heal()
    await ptb.send_message(amina.chat_id, "hello")
    assert api.calls("sendMessage")[1].took < 0.2


async def test_a_fault_can_strike_one_chat_only(api: BotApi, amina: Person, ptb: Bot):
    omar = api.person("Omar")
    await omar.says("hello")
    api.fail(Reset(), chat=omar, times=None)
    assert (await ptb.send_message(amina.chat_id, "hello")).message_id
    with pytest.raises(NetworkError):
        await ptb.send_message(omar.chat_id, "hello")
    assert api.calls(chat=omar)[0].fault == "Reset"
    assert api.calls("getMe", chat=omar.chat_id) == []


def test_a_rule_can_let_some_calls_pass_first():
    faults = Faults(seed=1)
    faults.add(Rule(fault=Reset(), skip=2))
    struck = [faults.strike("sendmessage", 1)[1] is not None for _ in range(5)]
    assert struck == [False, False, True, False, False]


def test_a_rate_strikes_that_part_of_the_calls_the_same_way_each_time():
    def struck(seed: int) -> list[bool]:
        faults = Faults(seed=seed)
        faults.add(Rule(fault=Reset(), times=None, rate=0.25))
        return [faults.strike("sendmessage", 1)[1] is not None for _ in range(1000)]

    assert struck(1) == struck(1)
    assert struck(1) != struck(2)
    assert 200 < sum(struck(1)) < 300


async def test_one_chat_gets_a_small_burst_then_one_a_second():
    limits = Limits(chat_burst=2)
    async with BotApi(Conditions(limits=limits)) as api, ptb_bot(api) as bot:
        amina = api.person("Amina")
        await amina.says("hello")
        await bot.send_message(amina.chat_id, "one")
        await bot.send_message(amina.chat_id, "two")
        assert await refusals(api, bot, amina.chat_id, 1) == ["Too Many Requests: retry after 1"]
        await bot.edit_message_text("an edit", amina.chat_id, 2)
        api.clock.advance(1)
        assert await refusals(api, bot, amina.chat_id, 2) == ["Too Many Requests: retry after 1"]


async def test_all_chats_together_and_groups_have_their_own_limits():
    limits = Limits(overall_burst=4, overall_rate=0.1, group_burst=2, chat_burst=100)
    async with BotApi(Conditions(limits=limits)) as api, ptb_bot(api) as bot:
        group = api.group("Desk")
        assert await refusals(api, bot, group.chat_id, 3) == ["Too Many Requests: retry after 3"]
        amina = api.person("Amina")
        await amina.says("hello")
        assert len(await refusals(api, bot, amina.chat_id, 4)) == 2
        api.clock.advance(60)
        assert await refusals(api, bot, group.chat_id, 2) == []


async def test_in_a_group_edits_and_new_topics_count_as_messages_do():
    limits = Limits(group_burst=2, chat_burst=100)
    async with BotApi(Conditions(limits=limits)) as api, ptb_bot(api) as bot:
        group = api.group("Desk")
        sent = await bot.send_message(group.chat_id, "one")
        await bot.edit_message_text("two", group.chat_id, sent.message_id)
        with pytest.raises(RetryAfter):
            await bot.create_forum_topic(group.chat_id, "three")
        api.clock.advance(3)
        await bot.create_forum_topic(group.chat_id, "three")


async def refusals(api: BotApi, bot: Bot, chat_id: int, count: int) -> list[str]:
    """Send so many messages; the words of those that were refused."""
    before = api.journal.last_number
    for _ in range(count):
        try:
            await bot.send_message(chat_id, "hello")
        except RetryAfter:
            continue
    return [call.description for call in api.journal.since(before) if call.status == 429]


async def test_the_journal_keeps_the_newest_and_counts_all(tmp_path: Path):
    file = tmp_path / "journal.jsonl"
    conditions = Conditions(journal_size=3, journal_file=file)
    async with BotApi(conditions) as api, ptb_bot(api) as bot:
        amina = api.person("Amina")
        await amina.says("hello")
        for number in range(5):
            await bot.send_message(amina.chat_id, str(number))
        await bot.send_document(amina.chat_id, b"x", filename="plan.pdf")
        assert [call.parameters.get("text") for call in api.calls()] == ["3", "4", None]
        assert api.calls()[-1].parameters["document"] == "file plan.pdf"
        assert api.journal.count("sendMessage") == 5
        assert api.journal.count("getMe") == 1
        assert [call.number for call in api.journal.since(6)] == [7]
        assert api.journal.last_number == 7
        assert api.calls("sendMessage", chat=amina)[0].bot == "stand_in_bot"
        api.journal.clear()
        assert api.calls() == []
        assert api.journal.count("sendMessage") == 0
    api.journal.close()
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["number"] for line in lines] == list(range(1, 8))
    assert lines[3]["parameters"]["text"] == "2"


def test_the_clock_only_goes_forward():
    clock = Clock()
    before = (clock.now(), clock.monotonic())
    clock.advance(10)
    assert clock.now() >= before[0] + 10
    assert clock.monotonic() >= before[1] + 10
    with pytest.raises(ValueError, match="cannot go back"):
        clock.advance(-1)
