"""Each update is taken alone: read, handed on, or put away without stopping the rest."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.message import Words
from bot.service.ports import StoreError
from bot.telegram.intake import UpdateIntake
from tests.telegram.adapter import PaperIntake, all_that_is_logged
from tests.telegram.updates import (
    MERIT,
    damaged,
    json_objects,
    json_values,
    membership_update,
    message,
    press_update,
    text_update,
)

POISON = text_update("my secret story", entities=[{"offset": 0, "length": 2}])
"""An entity without its type: python-telegram-bot raises a TypeError on it."""


@pytest.fixture
def intake():
    return PaperIntake()


async def test_a_readable_update_is_received(intake):
    assert await UpdateIntake(intake).take(text_update("Hello")) is None
    assert intake.texts == ["Hello"]


async def test_a_press_gives_the_query_to_answer(intake):
    assert await UpdateIntake(intake).take(press_update()) == "880011"


async def test_an_update_that_is_not_for_us_is_done_with(intake):
    await UpdateIntake(intake).take(text_update(sender=MERIT))
    assert (intake.received, intake.put_away) == ([], [])


async def test_an_unreadable_update_is_put_away_whole_under_its_id_and_the_errors_name(intake):
    await UpdateIntake(intake).take(POISON)
    [(update_id, body, reason)] = intake.put_away
    assert (update_id, reason) == ("5001", "TypeError")
    assert json.loads(body) == POISON


async def test_the_body_is_put_away_as_it_came_when_it_is_at_hand(intake):
    raw = json.dumps(POISON, indent=4).encode()
    await UpdateIntake(intake).take(POISON, raw)
    assert intake.put_away[0][1] == raw


@pytest.mark.parametrize(
    "update", [None, [], "text", 5, {}, {"update_id": "5"}, {"update_id": True}]
)
async def test_what_has_no_id_is_put_away_under_a_hash(intake, update):
    """The same body gets the same id, so that a second delivery does not fill the store."""
    for _ in range(2):
        await UpdateIntake(intake).take(update)
    first, second = intake.put_away
    assert first == second
    assert first[0].startswith("sha256:")


@pytest.mark.parametrize(
    "update",
    [
        text_update(chat=None),
        text_update(chat={"id": "7001", "type": "private"}),
        {"update_id": 1, "message": message(text=5)},
    ],
)
async def test_an_update_the_library_builds_with_wrong_parts_is_not_lost(intake, update):
    """python-telegram-bot builds messages without a chat and texts that are numbers."""
    await UpdateIntake(intake).take(update)
    assert intake.received == []
    assert intake.put_away[0][2] in {"Unsound", "AttributeError"}


async def test_a_store_that_cannot_keep_it_lets_the_update_come_again(intake):
    intake.failures = 2
    with pytest.raises(StoreError):
        await UpdateIntake(intake).take(text_update())
    with pytest.raises(StoreError):
        await UpdateIntake(intake).take(POISON)


async def test_a_fault_of_ours_puts_the_update_away(intake):
    intake.broken_by = "Hello"
    await UpdateIntake(intake).take(text_update("Hello"))
    assert intake.put_away[0][2] == "ZeroDivisionError"


async def test_no_text_reaches_a_log(intake):
    intake.broken_by = "my other secret"
    with all_that_is_logged() as log:
        await UpdateIntake(intake).take(POISON)
        await UpdateIntake(intake).take(text_update("my other secret"))
    written = log.getvalue()
    assert "secret" not in written
    assert "Samira" not in written
    assert "7001" not in written


async def test_an_update_nested_too_deeply_to_be_written_is_put_away_without_its_body(intake):
    deep = text_update()
    inner = deep["message"]
    for _ in range(20_000):
        inner["reply_to_message"] = {}
        inner = inner["reply_to_message"]
    await UpdateIntake(intake).take(deep)
    assert intake.put_away[0][:2] == ("5001", b"")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        damaged(text_update(), press_update(), membership_update("member"))
        | json_objects
        | json_values,
        max_size=4,
    )
)
async def test_no_json_value_raises_or_stops_the_rest(updates):
    intake = PaperIntake()
    for update in [*updates, text_update("the last one", update_id=9)]:
        await UpdateIntake(intake).take(update)
    assert intake.received[-1].content == Words(text="the last one", ref="12")
