"""Merit in a terminal, for people."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from bot.core.message import Command, Pressed, Words
from bot.terminal.talk import talk
from tests.fakes import FakeConversation


class Terminal:
    """Types lines one after the other and keeps what was written, split at the prompts."""

    def __init__(self, conversation: FakeConversation, files: Path | None = None) -> None:
        self.conversation = conversation
        self.files = files
        self.written = ""

    async def types(self, *lines: str) -> list[str]:
        """Talk until the lines are used up; returns what was written before each prompt."""
        self.written = ""
        await talk(
            self.conversation,
            self.conversation,
            _each(lines),
            self._write,
            address="me",
            as_json=False,
            files=self.files,
        )
        return self.written.split("> ")

    def _write(self, text: str) -> None:
        self.written += text


async def _each(lines: tuple[str, ...]) -> AsyncIterator[str]:
    for line in lines:
        yield line


async def test_a_first_conversation_starts_by_itself_with_numbered_buttons():
    (greeting, end) = await Terminal(FakeConversation()).types()
    assert "Merit:\n  Welcome. I am Merit." in greeting
    assert "  [1] Netherlands\n  [2] Belgium\n  [3] Another country\n" in greeting
    assert end == ""


async def test_a_number_with_a_sign_presses_and_a_bare_number_is_written():
    conversation = FakeConversation()
    pages = await Terminal(conversation).types("#2", "#1", "2")
    assert "Which papers do you have?\n  [1] Diploma" in pages[1]
    assert "[1] ✅ Diploma\n  [2] List of grades" in pages[2]
    contents = [each.content for each in conversation.received]
    assert contents == [
        Command(name="start"),
        Pressed(token="q1/be", on="3"),
        Pressed(token="papers/diploma", on="5"),
        Words(text="2"),
    ]


async def test_buttons_are_numbered_in_reading_order_in_a_right_to_left_language():
    pages = await Terminal(FakeConversation()).types("/language ar")
    assert "  [1] هولندا\n  [2] بلجيكا\n  [3] بلد آخر\n" in pages[1]


async def test_a_number_nobody_offers_is_answered_and_the_conversation_goes_on():
    pages = await Terminal(FakeConversation()).types("#9", "", "hello")
    assert pages[1] == "There is no button 9. Choose one of the numbers above.\n"
    assert pages[2] == ""
    assert "You wrote: \u2068hello\u2069" in pages[3]


async def test_too_many_letters_are_answered():
    pages = await Terminal(FakeConversation()).types("x" * 5000)
    assert "longer than 4096 letters. Send it in several messages." in pages[1]


async def test_an_earlier_conversation_is_shown_again_and_not_started_again():
    conversation = FakeConversation(consented=False)
    terminal = Terminal(conversation)
    await terminal.types("secret")
    (again, _) = await terminal.types()
    assert "You: /start\n" in again
    assert "You: (not kept)\n" in again
    assert "[2] Belgium" in again
    assert len(conversation.received) == 2


async def test_an_earlier_conversation_shows_what_was_chosen():
    terminal = Terminal(FakeConversation())
    await terminal.types("#2", "#1")
    (again, _) = await terminal.types()
    assert "Which country are you in?\n  [1] ✅ Belgium\n\nMerit:" in again
    assert "Which papers do you have?\n  [1] ✅ Diploma\n  [2] List of grades" in again


async def test_a_store_that_cannot_save_is_said_and_the_same_line_works_later():
    conversation = FakeConversation()
    terminal = Terminal(conversation)
    await terminal.types()
    conversation.failures = 1
    pages = await terminal.types("hello", "hello")
    assert "could not save this, so nothing has changed. Send the same again" in pages[1]
    assert "You wrote" in pages[2]


async def test_deleting_everything_leaves_the_last_words_only():
    conversation = FakeConversation()
    pages = await Terminal(conversation).types("/delete", "/start")
    assert pages[1] == "\nMerit:\n  Everything is deleted.\n"
    assert "Which country are you in?" in pages[2]


async def test_a_file_is_named_or_kept(tmp_path: Path):
    conversation = FakeConversation()
    terminal = Terminal(conversation)
    pages = await terminal.types("#1", "#3")
    assert "(a file: my data é.json; start with --files FOLDER to keep files)" in pages[2]
    terminal.files = tmp_path / "kept"
    pages = await terminal.types("#3")
    assert "saved as" in pages[1]
    assert [each.name for each in (tmp_path / "kept").iterdir()] == ["my data é.json"]


async def test_what_merit_says_unasked_is_shown_while_nobody_types():
    conversation, seen = FakeConversation(), asyncio.Event()
    written: list[str] = []

    def write(text: str) -> None:
        written.append(text)
        if "An advisor" in text:
            seen.set()

    async def waits() -> AsyncIterator[str]:
        yield "hello"
        asyncio.get_running_loop().call_soon(conversation.tell, "me", "An advisor has answered.")
        await seen.wait()

    async with asyncio.timeout(5):
        await talk(conversation, conversation, waits(), write, address="me", as_json=False)
    assert "".join(written).endswith("An advisor has answered.\n> ")


async def test_a_store_that_cannot_be_read_for_a_moment_ends_nothing():
    conversation = FakeConversation()

    async def lines() -> AsyncIterator[str]:
        yield "one"
        conversation.deaf = True
        yield "two"
        conversation.deaf = False
        yield "three"

    written: list[str] = []
    await talk(conversation, conversation, lines(), written.append, address="me", as_json=False)
    assert all(
        f"You wrote: \u2068{word}\u2069" in "".join(written) for word in ("one", "two", "three")
    )
