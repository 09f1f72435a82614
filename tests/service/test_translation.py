"""Machine translation is bounded, fails as a value, and shows a draft with what differs before anything is sent."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import StringIO

import pytest
import structlog

from bot import logs
from bot.core.facts_kept import Fact, Side
from bot.service.translation import (
    LONGEST,
    SAYS,
    Bounded,
    Draft,
    Fault,
    NoTranslator,
    Outcome,
    Pair,
    Translated,
    TranslationFailed,
    draft,
)

SECRET = "my secret words 77"


@dataclass(slots=True)
class WordBook:
    """A translator that turns words over and knows two languages."""

    says: Callable[[str], str] = lambda text: text[::-1]
    raises: Exception | None = None
    waits: asyncio.Event | None = None
    at_once: int = 0
    most: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset({("en", "ar"), ("ar", "en")})

    def can(self, source: str, target: str) -> bool:
        return (source, target) in self.pairs

    async def learn(self) -> TranslationFailed | None:
        await self._work()
        return None

    async def translate(self, text: str, source: str, target: str) -> Outcome:
        self.asked.append(text)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            await self._work()
        finally:
            self.at_once -= 1
        if not self.can(source, target):
            return TranslationFailed(fault=Fault.NO_PAIR)
        return Translated(words=self.says(text))

    async def _work(self) -> None:
        if self.raises is not None:
            raise self.raises
        if self.waits is not None:
            await self.waits.wait()
        await asyncio.sleep(0)


@pytest.fixture
def logged() -> Iterator[StringIO]:
    stream = StringIO()
    logs.configure(as_json=True, stream=stream)
    yield stream
    structlog.reset_defaults()


async def test_a_draft_holds_both_texts_and_the_translation_back():
    made = await draft(Bounded(WordBook()), "abc", "en", "ar")
    assert isinstance(made, Draft)
    assert (made.original, made.translation, made.back) == ("abc", "cba", Translated(words="abc"))
    assert (made.source, made.target, made.differences, made.sendable) == ("en", "ar", (), True)


async def test_a_draft_in_which_a_number_changed_cannot_be_sent():
    made = await draft(WordBook(says=lambda _: "a 21"), "a 12", "en", "ar")
    assert isinstance(made, Draft)
    assert not made.sendable
    assert [(each.kind, each.words, each.only_in) for each in made.differences] == [
        (Fact.NUMBER, "12", Side.ORIGINAL),
        (Fact.NUMBER, "21", Side.TRANSLATION),
    ]


async def test_without_a_translation_there_is_no_draft():
    assert await draft(Bounded(WordBook()), "abc", "en", "fr") == TranslationFailed(
        fault=Fault.NO_PAIR
    )


async def test_a_draft_without_the_way_back_says_why():
    book = WordBook()

    def once(text: str) -> str:
        book.raises = OSError()
        return text

    book.says = once
    made = await draft(Bounded(book), "abc", "en", "ar")
    assert isinstance(made, Draft)
    assert made.back == TranslationFailed(fault=Fault.UNREACHABLE)
    assert made.sendable


@pytest.mark.parametrize(
    ("text", "fault"), [(" \n", Fault.NOTHING), ("x" * (LONGEST + 1), Fault.TOO_LONG)]
)
async def test_what_does_not_fit_reaches_no_server(text: str, fault: Fault):
    book = WordBook()
    assert await Bounded(book).translate(text, "en", "ar") == TranslationFailed(fault=fault)
    assert book.asked == []


@pytest.mark.parametrize(
    ("words", "fault"), [(" ", Fault.GARBLED), ("x" * (LONGEST + 1), Fault.TOO_LONG)]
)
async def test_what_comes_back_must_be_a_text_that_can_be_sent(words: str, fault: Fault):
    outcome = await Bounded(WordBook(says=lambda _: words)).translate("abc", "en", "ar")
    assert outcome == TranslationFailed(fault=fault)


async def test_at_most_so_many_texts_are_translated_at_once():
    book = WordBook()
    bounded = Bounded(book, most=2)
    outcomes = await asyncio.gather(*(bounded.translate(f"a{n}", "en", "ar") for n in range(9)))
    assert book.most == 2
    assert outcomes[3] == Translated(words="3a")


async def test_who_answers_too_late_is_not_waited_for():
    bounded = Bounded(WordBook(waits=asyncio.Event()), most=1, seconds=0.01)
    slow = TranslationFailed(fault=Fault.SLOW)
    outcomes = await asyncio.gather(*(bounded.translate("abc", "en", "ar") for _ in range(3)))
    assert outcomes == [slow] * 3
    assert await bounded.learn() == slow


async def test_whatever_a_translator_raises_is_a_value_and_no_word_is_logged(logged: StringIO):
    bounded = Bounded(WordBook(raises=ValueError(SECRET)))
    failed = TranslationFailed(fault=Fault.UNREACHABLE)
    assert await bounded.translate(SECRET, "en", "ar") == failed
    assert await bounded.learn() == failed
    assert "ValueError" in logged.getvalue()
    assert "secret" not in logged.getvalue()
    assert "dropped" not in logged.getvalue()


async def test_a_bounded_translator_knows_what_the_other_one_knows():
    bounded = Bounded(WordBook())
    assert await bounded.learn() is None
    assert bounded.pairs == WordBook().pairs
    assert bounded.can("en", "ar")
    assert not bounded.can("en", "fr")


async def test_without_a_server_nothing_is_translated():
    nobody = NoTranslator()
    off = TranslationFailed(fault=Fault.OFF)
    assert (nobody.pairs, nobody.can("en", "ar")) == (frozenset(), False)
    assert await nobody.learn() == off
    assert await draft(nobody, "abc", "en", "ar") == off


def test_every_fault_is_said_to_the_advisor():
    assert set(SAYS) == set(Fault)
    assert all(TranslationFailed(fault=fault).says.place.startswith("desk/") for fault in Fault)
