"""What an Update says, as python-telegram-bot builds it."""

import pytest
from hypothesis import given, settings
from telegram import Update

from bot.core.message import (
    ChannelName,
    Command,
    Content,
    Edited,
    FileKind,
    InboundMessage,
    Pressed,
    Reachability,
    Shared,
    SharedKind,
    Unsupported,
    Upload,
    Words,
)
from bot.telegram.inbound import from_update
from tests.telegram.updates import (
    CHAT,
    GROUP,
    MERIT,
    SAMIRA,
    Json,
    damaged,
    membership_update,
    message,
    press_update,
    text_update,
)

FILE = {"file_id": "A", "file_unique_id": "B"}
POINT = {"latitude": 52.1, "longitude": 5.1}
SENT: dict[str, Json] = {
    "voice": {"voice": {**FILE, "duration": 3}},
    "animation": {
        "animation": {**FILE, "width": 1, "height": 1, "duration": 1},
        "document": FILE,
    },
    "sticker": {
        "sticker": {
            **FILE, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular",
        },
    },
    "venue": {"venue": {"location": POINT, "title": "Library", "address": "Main street 1"}, "location": POINT},
    "dice": {"dice": {"value": 3, "emoji": "🎲"}},
    "unknown": {"hologram_of_tomorrow": {"x": 1}},
}  # fmt: skip
"""What Merit cannot read."""
SMALL = {**FILE, "width": 10, "height": 10}
LARGE = {"file_id": "L", "file_unique_id": "M", "width": 90, "height": 90, "file_size": 5000}
TAKEN: dict[str, tuple[Json, Content]] = {
    "the largest size of a photo": (
        {"photo": [SMALL, LARGE]}, Upload(kind=FileKind.PHOTO, ref="L", size=5000, message="12"),
    ),
    "a photo with words under it": (
        {"photo": [SMALL], "caption": "my diploma\x00"},
        Upload(kind=FileKind.PHOTO, ref="A", words="my diploma\ufffd", message="12"),
    ),
    "one photo of an album": (
        {"photo": [LARGE], "media_group_id": "9"},
        Upload(kind=FileKind.PHOTO, ref="L", size=5000, message="12"),
    ),
    "a document": (
        {"document": {**FILE, "file_name": "a.pdf", "mime_type": "application/pdf", "file_size": 3}, "caption": "x"},
        Upload(kind=FileKind.DOCUMENT, ref="A", size=3, words="x", name="a.pdf", message="12"),
    ),
    "a place, rounded to a kilometre": (
        {"location": {"latitude": 52.123456, "longitude": 5.0949}},
        Shared(kind=SharedKind.LOCATION, value="52.12,5.09", message="12"),
    ),
    "a place that moves": (
        {"location": {**POINT, "live_period": 900, "heading": 3}},
        Shared(kind=SharedKind.LOCATION, value="52.10,5.10", message="12"),
    ),
    "a place nowhere": (
        {"location": {"latitude": 99.0, "longitude": 5.0}}, Shared(kind=SharedKind.LOCATION, value="", message="12"),
    ),
    "somebody's number": (
        {"contact": {"phone_number": "06 12345678", "first_name": "S"}},
        Shared(kind=SharedKind.CONTACT, value="06 12345678", message="12"),
    ),
    "the number of an account": (
        {"contact": {"phone_number": "31612345678", "first_name": "S", "user_id": 7001}},
        Shared(kind=SharedKind.CONTACT, value="+31612345678", message="12"),
    ),
    "the number of an account with its plus": (
        {"contact": {"phone_number": "+31612345678", "first_name": "S", "user_id": 7001}},
        Shared(kind=SharedKind.CONTACT, value="+31612345678", message="12"),
    ),
}  # fmt: skip
"""What Merit takes where a question asks for it."""


def read(update):
    return from_update(Update.de_json(update, None))


def test_a_typed_text_is_words_with_the_chat_and_the_language_of_the_app():
    assert read(text_update("صباح الخير")) == InboundMessage(
        channel=ChannelName.TELEGRAM,
        address="7001",
        update_id="5001",
        content=Words(text="صباح الخير", ref="12"),
        language_hint="ar",
    )


def test_a_command_needs_no_mark_of_telegram():
    assert read(text_update("/Start abc")).content == Command(name="start", payload="abc")


def test_a_press_carries_its_token_and_the_message_it_is_on():
    pressed = read(press_update("recognition/paper/yes~sig"))
    assert pressed.content == Pressed(token="recognition/paper/yes~sig", on="12")
    assert pressed.address == "7001"


def test_a_press_on_a_message_too_old_for_telegram_still_counts():
    """Telegram then sends the message with date 0 and without its content."""
    old = {"message_id": 3, "chat": CHAT, "date": 0}
    assert read(press_update(message=old)).content == Pressed(token="start/Yes", on="3")


@pytest.mark.parametrize("kind", SENT)
def test_what_merit_cannot_read_is_named(kind):
    update = {"update_id": 1, "message": message(**SENT[kind])}
    content = read(update).content
    assert isinstance(content, Unsupported)
    assert (content.kind, content.words) == (kind, "")


@pytest.mark.parametrize("kind", ["voice", "animation", "sticker"])
def test_advisors_can_get_the_file_of_what_merit_cannot_read(kind):
    update = {"update_id": 1, "message": message(**SENT[kind])}
    assert read(update).content == Unsupported(kind=kind, ref="A", message="12")


def test_what_a_recording_is_called_and_how_large_it_is_goes_along():
    audio = {**FILE, "duration": 3, "file_name": "talk.mp3", "file_size": 9}
    update = {"update_id": 1, "message": message(audio=audio, caption="listen")}
    said = Unsupported(kind="audio", words="listen", ref="A", size=9, name="talk.mp3", message="12")
    assert read(update).content == said


def test_changed_words_under_a_file_are_a_change():
    changed = message(photo=[SMALL], caption="my diploma", edit_date=1_790_000_001)
    update = {"update_id": 1, "edited_message": changed}
    assert read(update).content == Edited(ref="12", text="my diploma")


@pytest.mark.parametrize("kind", TAKEN)
def test_places_numbers_photos_and_documents_are_handed_on(kind):
    sent, content = TAKEN[kind]
    assert read({"update_id": 1, "message": message(**sent)}).content == content


def test_words_under_what_merit_cannot_read_are_handed_on():
    video = {**FILE, "width": 1, "height": 1, "duration": 1}
    update = {"update_id": 1, "message": message(video=video, caption="call me")}
    said = Unsupported(kind="video", words="call me", ref="A", message="12")
    assert read(update).content == said


@pytest.mark.parametrize(("status", "reachable"), [("kicked", False), ("member", True)])
def test_blocking_and_unblocking_say_whether_the_person_can_be_reached(status, reachable):
    assert read(membership_update(status)).content == Reachability(reachable=reachable)


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        text_update(chat=GROUP),
        text_update(chat={"id": -5, "type": "channel", "title": "News"}),
        text_update(sender=MERIT),
        text_update(sender_chat=GROUP),
        text_update(business_connection_id="b1"),
        text_update(None, pinned_message=message(text="x")),
        text_update(None, message_auto_delete_timer_changed={"message_auto_delete_time": 9}),
        {"update_id": 1, "edited_message": message(chat=GROUP, text="x", edit_date=1_790_000_001)},
        {"update_id": 1, "edited_message": message(photo=[SMALL], edit_date=1_790_000_001)},
        {"update_id": 1, "edited_message": message(text="x", business_connection_id="b1")},
        {"update_id": 1, "channel_post": message(text="x")},
        {"update_id": 1, "business_message": message(text="x")},
        {"update_id": 1, "inline_query": {"id": "1", "from": SAMIRA, "query": "q", "offset": ""}},
        press_update(message=None, inline_message_id="i"),
        press_update(None, game_short_name="g"),
        press_update(message=message(chat=GROUP)),
        press_update(message=message(business_connection_id="b1")),
        press_update(sender=MERIT),
        membership_update("member", chat=GROUP),
        membership_update("left"),
        text_update(chat={"id": "7001", "type": "private"}),
    ],
)
def test_what_is_not_said_by_a_person_in_private_is_not_for_us(update):
    assert read(update) is None


def test_a_message_without_a_sender_is_still_answered_in_its_private_chat():
    found = read(text_update(sender=None))
    assert (found.address, found.language_hint) == ("7001", None)


@settings(max_examples=400, deadline=None)
@given(
    damaged(
        text_update(),
        press_update(),
        membership_update("kicked"),
        *({"update_id": 1, "message": message(**sent)} for sent in SENT.values()),
        *({"update_id": 1, "message": message(**sent)} for sent, _ in TAKEN.values()),
    )
)
def test_reading_raises_for_no_update_that_python_telegram_bot_builds(update):
    try:
        built = Update.de_json(update, None)
    except Exception:  # noqa: BLE001 - whatever it raises: then there is no Update
        return
    found = from_update(built)
    assert found is None or isinstance(found, InboundMessage)


def test_a_changed_message_is_the_change_of_words_the_channel_calls_so():
    update = {"update_id": 1, "edited_message": message(text="x", edit_date=1_790_000_001)}
    found = read(update)
    assert found is not None
    assert found.content == Edited(ref="12", text="x")
