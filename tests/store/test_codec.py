"""Values come back from their columns as they were."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from bot.core.language import Direction
from bot.core.message import Attachment, Button, OutboundKind, OutboundMessage
from bot.json_bytes import from_json, to_json
from bot.store.codec import (
    LONGEST_REASON,
    from_microseconds,
    message_from_json,
    message_to_json,
    to_microseconds,
    to_plain,
)

ANY_TEXT = st.text(st.characters())  # half surrogate pairs included
BUTTONS = st.builds(Button, label=ANY_TEXT, token=ANY_TEXT)
MESSAGES = st.builds(
    OutboundMessage,
    kind=st.sampled_from(OutboundKind),
    text=ANY_TEXT,
    language=st.sampled_from(["en", "ar", "ti"]),
    direction=st.sampled_from(Direction),
    rows=st.lists(st.lists(BUTTONS, max_size=3).map(tuple), max_size=3).map(tuple),
    on=st.none() | ANY_TEXT,
    attachment=st.none()
    | st.builds(Attachment, filename=ANY_TEXT, media_type=ANY_TEXT, content=st.binary()),
)


@given(MESSAGES)
def test_a_message_comes_back(message: OutboundMessage):
    assert message_from_json(message_to_json(message)) == message


@given(st.recursive(st.none() | st.booleans() | st.integers() | ANY_TEXT, st.lists))
def test_json_comes_back(value: object):
    assert from_json(to_json(value)) == value


@given(st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=4, minutes=30)))))
def test_a_moment_comes_back_to_the_microsecond(moment: datetime):
    back = from_microseconds(to_microseconds(moment))
    assert back == moment
    assert back.tzinfo is UTC


@given(st.text(st.characters(), max_size=500))
def test_a_plain_text_suits_every_database(words: str):
    plain = to_plain(words)
    assert plain.encode().decode() == plain
    assert "\0" not in plain
    assert len(plain) <= LONGEST_REASON
