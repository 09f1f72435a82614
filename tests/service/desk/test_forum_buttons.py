"""Buttons of the advisors' group: only ours, only in this group, and never too long for Telegram."""

import pytest

from bot.core.ticket import Reason
from bot.service.desk.forum_buttons import DeskPress, Press, desk_press, desk_token
from tests.memory import PlainSealer

SEALER = PlainSealer()
DETAILS = ["", "7", "999999", *Reason]


@pytest.mark.parametrize("press", Press)
@pytest.mark.parametrize("detail", DETAILS)
def test_a_token_gives_back_what_was_pressed_and_fits(press: Press, detail: str):
    pressed = DeskPress(code="K7-M2", press=press, detail=detail)
    token = desk_token(pressed, -100, SEALER)
    assert len(token.encode()) <= 64
    assert desk_press(token, -100, SEALER) == pressed


def test_a_token_of_another_group_or_a_changed_one_is_nothing():
    token = desk_token(DeskPress(code="K7-M2", press=Press.CLAIM), -100, SEALER)
    assert desk_press(token, -101, SEALER) is None
    assert desk_press(token.replace("K7", "K8"), -100, SEALER) is None


@pytest.mark.parametrize("token", ["", "~", "x", "\ud800~\ud800", "K7-M2.claim.~é"])
def test_what_was_never_a_token_is_nothing(token: str):
    assert desk_press(token, -100, SEALER) is None


@pytest.mark.parametrize(
    "press", ["a.b", "K7-M2.unknown.", "OO-OO.claim.", f"K7-M2.send.{'9' * 21}"]
)
def test_a_press_an_earlier_merit_signed_and_this_one_does_not_know_is_nothing(press: str):
    from bot.service.desk import forum_buttons  # noqa: PLC0415 - only here what is inside is looked at

    signature = forum_buttons._signature(press, -100, SEALER)
    assert desk_press(f"{press}~{signature}", -100, SEALER) is None
