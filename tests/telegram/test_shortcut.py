"""The short way of reading the two commonest updates agrees with python-telegram-bot."""

import pytest
from hypothesis import given, settings

from bot.telegram import shortcut
from bot.telegram.intake import read_with_library
from tests.telegram.updates import damaged, damages, message, press_update, text_update

COMMON = [
    text_update(),
    text_update("/start nl", entities=[{"type": "bot_command", "offset": 0, "length": 6}]),
    text_update("", sender={"id": 7001, "is_bot": False, "first_name": ""}),
    press_update(),
    press_update(message=message(text="Old question", reply_markup={"inline_keyboard": []})),
    press_update("x" * 64),
]
RARE = [
    text_update(None, photo=[]),
    text_update(entities=[{"type": "url"}]),
    text_update(entities=[{"type": "text_link", "offset": 0, "length": 1, "url": "x"}]),
    text_update(reply_to_message=message(text="x")),
    text_update(date=0),
    press_update(message=message(date=0)),
    press_update(message=None),
    {"update_id": "5", "message": message(text="x")},
    {"update_id": 5, "message": message(text="x"), "edited_message": message(text="x")},
    {"update_id": 5},
]


@pytest.mark.parametrize("update", COMMON)
def test_the_common_forms_are_read_the_short_way_with_the_same_result(update):
    found = shortcut.read(update)
    assert found is not None
    assert found == read_with_library(update)


@pytest.mark.parametrize("update", RARE)
def test_any_other_form_is_left_to_python_telegram_bot(update):
    assert shortcut.read(update) is None


@pytest.mark.parametrize("update", COMMON)
def test_with_any_one_part_dropped_replaced_or_added_both_ways_agree_or_the_short_one_declines(
    update,
):
    """The library never raises where the short way gives a result, and both give the same."""
    shortened = [damaged for damaged in damages(update) if agrees(damaged)]
    assert shortened  # some damages do not matter to either way, such as another text


def agrees(update):
    """Whether the short way gave a result; it must then be the library's."""
    found = shortcut.read(update)
    if found is not None:
        assert found == read_with_library(update), update
    return found is not None


@settings(max_examples=600, deadline=None)
@given(damaged(*COMMON, *RARE))
def test_for_every_update_both_ways_agree_or_the_short_one_declines(update):
    if isinstance(update, dict):
        agrees(update)
