"""Whether advisors see in a topic what only Telegram has: only in a group that shows words, and not of every ticket."""

from dataclasses import replace

import pytest

from bot.app.parts import shows_words
from bot.core.ticket import Ticket
from bot.settings import Settings, read_settings

WORK = Ticket(number=1, code="K7-M2", topic="work", opened_at=1)


def settings(**named: str) -> Settings:
    given = {f"MERIT_DESK_{name.upper()}": value for name, value in named.items()}
    return read_settings({"TELEGRAM_TOKEN": "1:a", **given})


@pytest.mark.parametrize(
    ("named", "ticket", "shown"),
    [
        ({"group": "-100123"}, WORK, True),
        ({"group": "-100123"}, replace(WORK, danger="violence"), False),
        ({"group": "-100123"}, replace(WORK, topic="safety"), False),
        ({"group": "-100123", "card_topics": "none"}, replace(WORK, danger="violence"), True),
        ({"group": "-100123", "forum": "off"}, WORK, False),
        ({}, WORK, False),
    ],
)
def test_what_stands_in_a_topic_can_be_seen_there(
    named: dict[str, str], ticket: Ticket, shown: bool
):
    assert shows_words(settings(**named), ticket) is shown
