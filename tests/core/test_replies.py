"""Saved replies: what an advisor fills in is checked by type before the person reads it."""

from datetime import date

import pytest

from bot.core.entry import SavedReply
from bot.core.replies import BadValueError, amount, filled
from bot.core.text import Text

REPLY = SavedReply(
    id="appointment",
    title=Text(place="replies/appointment/title", source="Invitation"),
    text=Text(place="replies/appointment/text", source="{day} {hour} {cost} {where} {who}"),
    owner="team",
    slots={"day": "date", "hour": "time", "cost": "amount", "where": "place", "who": "name"},
)
GIVEN = {
    "day": "2026-12-01",
    "hour": "9:30",
    "cost": "148.83",
    "where": "Main Street 5",
    "who": "Ana",
}


def test_values_are_put_in_with_their_types():
    typed = {"day": date(2026, 12, 1), "cost": amount("148.83")}
    assert filled(REPLY, GIVEN).values == {**GIVEN, **typed}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"day": "tomorrow"}, "2026-12-01"),
        ({"day": ""}, "needs day: --with day=2026-12-01"),
        ({"hour": "25:00"}, "14:30"),
        ({"cost": "free"}, "148.83"),
        ({"where": "x" * 121}, "at most 120 letters"),
        ({"who": "A\nB"}, "in one line"),
        ({"who": " "}, "needs who"),
        ({"colour": "red"}, "has no 'colour'"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_what_would(changed, says):
    with pytest.raises(BadValueError, match=says):
        filled(REPLY, {**GIVEN, **changed})


def test_a_reply_without_values_takes_none():
    plain = SavedReply(id="thanks", title=REPLY.title, text=REPLY.text, owner="team")
    with pytest.raises(BadValueError, match="It takes: nothing"):
        filled(plain, {"day": "2026-12-01"})
