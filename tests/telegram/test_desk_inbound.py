"""Updates of the advisors' group, read: what is for the desk, what is not, and nothing that raises."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.desk_inbound import (
    AdvisorEdited,
    AdvisorPressed,
    AdvisorWrote,
    BotRightsChanged,
    MemberLeft,
    TopicClosed,
    TopicReopened,
    desk_input,
)

GROUP = -1_002_000_000_001
ADA = {"id": 7, "is_bot": False, "first_name": "Ada"}
CHAT = {"id": GROUP, "type": "supergroup", "is_forum": True}
PRIVATE = {"id": 7, "type": "private"}


def message(**changes: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "message_id": 12,
        "from": ADA,
        "chat": CHAT,
        "message_thread_id": 5,
        "is_topic_message": True,
        "reply_to_message": {"message_id": 5},
        "text": "hello",
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def wrote(**changes: Any) -> Any:
    return desk_input({"update_id": 1, "message": message(**changes)}, GROUP)


def test_every_message_of_a_topic_answers_its_first_one_and_that_is_no_answer():
    assert wrote() == AdvisorWrote(user=7, thread=5, message=12, text="hello")
    assert wrote(reply_to_message={"message_id": 9}).reply_to == 9


def test_in_general_a_thread_is_a_chain_of_replies_and_not_for_the_desk():
    assert wrote(is_topic_message=None) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"sender_chat": CHAT},
        {"from": {**ADA, "is_bot": True}},
        {"from": None},
        {"chat": {**CHAT, "id": -5}},
        {"text": None},
        {"message_id": "12"},
        {"message_thread_id": 1 << 60},
        {"text": 5},
    ],
)
def test_anonymous_admins_bots_other_groups_and_odd_messages_are_not_for_the_desk(
    changes: dict[str, Any],
):
    assert wrote(**changes) is None


@pytest.mark.parametrize(
    ("changes", "media", "file"),
    [
        ({"photo": [{"file_id": "small"}, {"file_id": "large"}], "caption": "x"}, "photo", "large"),
        ({"animation": {"file_id": "a"}, "document": {"file_id": "d"}}, "animation", "a"),
        ({"voice": {"file_id": 5}}, "voice", ""),
        ({"location": {"latitude": 1}}, "location", ""),
    ],
)
def test_a_file_is_known_by_its_kind_and_a_photo_by_its_largest_size(
    changes: dict[str, Any], media: str, file: str
):
    found = wrote(text=None, **changes)
    assert (found.media, found.file) == (media, file)
    assert found.text == changes.get("caption", "")


def test_topics_closed_and_opened_by_hand_are_seen():
    assert wrote(text=None, forum_topic_closed={}) == TopicClosed(thread=5, user=7)
    assert wrote(text=None, forum_topic_reopened={}) == TopicReopened(thread=5, user=7)


def test_what_was_edited_is_known_by_its_message():
    edited = {"update_id": 1, "edited_message": message(text="new")}
    assert desk_input(edited, GROUP) == AdvisorEdited(user=7, thread=5, message=12, text="new")
    assert desk_input({"edited_message": message(text=None)}, GROUP) is None


def press(on: dict[str, Any], **changes: Any) -> Any:
    query = {"id": "1", "from": ADA, "data": "x~y", "message": on} | changes
    return desk_input({"callback_query": query}, GROUP)


def test_a_press_comes_with_its_topic_or_from_general():
    assert press(message()) == AdvisorPressed(user=7, token="x~y", message=12, thread=5)
    assert press(message(is_topic_message=None)).thread is None
    assert press(message(), data=None) is None
    assert press({}) is None


def test_in_the_private_chat_of_a_volunteer_topics_answers_changes_and_presses_may_be_for_the_desk():
    own = {"chat": PRIVATE}
    plain = own | {"is_topic_message": None}
    assert desk_input({"message": message(**own)}, 7) is not None
    found = desk_input({"message": message(**plain)}, 7)
    assert found == AdvisorWrote(user=7, thread=0, message=12, reply_to=5, text="hello")
    assert desk_input({"message": message(**plain, reply_to_message=None)}, 7) is None
    changed = desk_input({"edited_message": message(**plain, reply_to_message=None)}, 7)
    assert changed == AdvisorEdited(user=7, thread=0, message=12, text="hello")
    query = {"id": "1", "from": ADA, "data": "x~y"}
    for on in (own, plain):
        assert desk_input({"callback_query": query | {"message": message(**on)}}, 7) is not None
    blocked = {"chat": PRIVATE, "new_chat_member": {"status": "kicked"}}
    assert desk_input({"my_chat_member": blocked}, 7) is None


@pytest.mark.parametrize(
    ("member", "left"),
    [
        ({"status": "left", "user": ADA}, True),
        ({"status": "kicked", "user": ADA}, True),
        ({"status": "restricted", "is_member": False, "user": ADA}, True),
        ({"status": "restricted", "is_member": True, "user": ADA}, False),
        ({"status": "member", "user": ADA}, False),
        ({"status": ["left"], "user": ADA}, False),
        ({"status": "left", "user": {**ADA, "is_bot": True}}, False),
    ],
)
def test_who_left_the_group_is_noticed(member: dict[str, Any], left: bool):
    found = desk_input({"chat_member": {"chat": CHAT, "new_chat_member": member}}, GROUP)
    assert found == (MemberLeft(user=7) if left else None)


def test_the_line_that_somebody_left_says_the_same():
    assert wrote(text=None, left_chat_member=ADA) == MemberLeft(user=7)


def test_a_change_of_the_bots_rights_is_noticed():
    update = {"my_chat_member": {"chat": CHAT, "new_chat_member": {"status": "administrator"}}}
    assert desk_input(update, GROUP) == BotRightsChanged()


def test_without_a_group_nothing_is_for_the_desk():
    assert desk_input({"message": message(chat={"id": 0})}, 0) is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just(GROUP),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*message(), "id", "status", "user", "photo", "file_id", "is_bot"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
KINDS = ["message", "edited_message", "callback_query", "chat_member", "my_chat_member"]


@given(st.sampled_from(KINDS), VALUES, st.dictionaries(st.sampled_from([*message()]), VALUES))
def test_any_update_gives_a_value_or_nothing(kind: str, odd: Any, changes: dict[str, Any]):
    for found in (odd, message() | changes, {"message": message() | changes, "data": odd}):
        desk_input({kind: found}, GROUP)
    desk_input(odd, GROUP)
