"""Merit for scripts: JSON lines both ways."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.core.message import Command, Pressed, Words
from bot.terminal.talk import talk
from tests.fakes import FakeConversation


async def _script(conversation: FakeConversation, *lines: Any) -> list[dict[str, Any]]:
    """Send values (or raw lines) and return what came out."""

    async def lines_in() -> AsyncIterator[str]:
        for line in lines:
            yield line if isinstance(line, str) else json.dumps(line)

    written: list[str] = []
    await talk(
        conversation, conversation, lines_in(), written.append, address="script", as_json=True
    )
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in written)
    return [json.loads(line) for line in written]


async def test_one_object_in_and_one_per_message_out():
    hello, question = await _script(FakeConversation(), {"text": "/start"})
    assert hello["text"].startswith("Welcome. I am Merit.")
    assert hello["more"] is True
    assert question == {
        "sequence": 3,
        "kind": "send",
        "text": "Which country are you in?",
        "language": "en",
        "direction": "ltr",
        "buttons": [
            [{"label": "Netherlands", "press": "q1/nl"}, {"label": "Belgium", "press": "q1/be"}],
            [{"label": "Another country", "press": "q1/other"}],
        ],
        "more": False,
    }


@pytest.mark.parametrize("press", ["q1/be", "Belgium", "belgium", " BELGIUM "])
async def test_a_press_is_a_token_or_a_label(press: str):
    conversation = FakeConversation()
    await _script(conversation, {"text": "/start"}, {"press": press})
    assert conversation.received[-1].content == Pressed(token="q1/be", on="3")


async def test_a_tick_is_no_part_of_a_label():
    conversation = FakeConversation()
    out = await _script(
        conversation,
        {"text": "/start"},
        {"press": "Belgium"},
        {"press": "Diploma"},
        {"press": "diploma"},
    )
    assert [message["kind"] for message in out[-2:]] == ["keyboard", "keyboard"]
    assert out[-2]["buttons"][0] == [{"label": "✅ Diploma", "press": "papers/diploma"}]
    assert out[-1]["buttons"][0] == [{"label": "Diploma", "press": "papers/diploma"}]
    assert out[-1]["on"] == "5"


async def test_rows_stand_as_they_are_drawn_from_left_to_right():
    out = await _script(FakeConversation(), {"text": "/language ar"})
    assert out[0]["direction"] == "rtl"
    assert [button["label"] for button in out[0]["buttons"][0]] == ["بلجيكا", "هولندا"]


@pytest.mark.parametrize(
    "line",
    [
        "hello",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        '{"text": 5}',
        '{"press": 5}',
        '{"text": "a", "press": "b"}',
        '{"say": "a"}',
        '{"text": "  "}',
        '{"press": "Nowhere"}',
        '{"text": "' + "x" * 5000 + '"}',
        "[" * 100_000,
    ],
)
async def test_a_line_that_means_nothing_is_answered_and_the_next_one_works(line: str):
    error, *rest = await _script(FakeConversation(), line, {"text": "/start"})
    assert set(error) == {"error", "do", "more"}
    assert error["error"].endswith(".")
    assert error["do"]
    assert len(rest) == 2


async def test_an_unknown_button_is_answered_with_the_ones_there_are():
    *_, error = await _script(FakeConversation(), {"text": "/start"}, {"press": "Nowhere"})
    assert error["do"] == "Press one of these: Netherlands, Belgium, Another country."


async def test_a_store_that_cannot_save_is_said_and_the_same_line_works_later():
    conversation = FakeConversation()
    conversation.failures = 1
    error, *rest = await _script(conversation, {"text": "/start"}, {"text": "/start"})
    assert error["error"] == "Merit could not save this, so nothing has changed."
    assert len(rest) == 2


async def test_a_script_hears_only_answers_to_its_own_lines_and_may_use_old_buttons():
    conversation = FakeConversation()
    await _script(conversation, {"text": "/start"})
    out = await _script(conversation, {"press": "Belgium"})
    assert [message["text"] for message in out] == ["", "Which papers do you have?"]


async def test_a_file_comes_along_in_full():
    out = await _script(
        FakeConversation(), {"text": "/start"}, {"press": "Belgium"}, {"press": "Done"}
    )
    assert out[-1]["file"]["name"] == "my data é.json"
    assert out[-1]["file"]["media_type"] == "application/json"
    assert out[-1]["file"]["base64"]


async def test_text_is_words_and_a_slash_makes_a_command():
    conversation = FakeConversation()
    await _script(conversation, {"text": "2 years"}, {"text": "/language ti"})
    assert [each.content for each in conversation.received] == [
        Words(text="2 years"),
        Command(name="language", payload="ti"),
    ]


async def test_blank_lines_are_passed_over():
    assert await _script(FakeConversation(), "", "   ") == []
