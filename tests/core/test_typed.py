"""What a person typed."""

import pytest

from bot.core.message import Command, Words
from bot.core.typed import typed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", Words(text="hello")),
        ("  hello\nyou \t", Words(text="hello\nyou")),
        ("/start", Command(name="start")),
        ("/START", Command(name="start")),
        ("/start@merit_bot nl be", Command(name="start", payload="nl be")),
        ("/language\nfr", Command(name="language", payload="fr")),
        ("/", Words(text="/")),
        ("/ start", Words(text="/ start")),
        ("/1", Words(text="/1")),
        ("and/or", Words(text="and/or")),
        ("/" + "x" * 40, Words(text="/" + "x" * 40)),
        ("a\x00b\x1b[31mc\r", Words(text="ab[31mc")),
        ("half \ud83d", Words(text="half \ufffd")),
        ("whole \ud83d\ude00", Words(text="whole 😀")),
        ("", Words(text="")),
    ],
)
def test_a_slash_and_a_name_make_a_command_and_the_rest_is_words(text: str, said: Words | Command):
    assert typed(text) == said
