"""A typed question: looked up beside the dialogue, handed on with its answers, left for the editors only when asked."""

from dataclasses import dataclass, field, replace
from datetime import date

from bot.core import phrases
from bot.core.entry import Entry, EntryId, Match, Variant
from bot.core.found import NOTHING_FOUND, Found
from bot.core.text import Text
from bot.service.ports import Receipt, StoreError
from bot.service.questions import KeptQuestion
from bot.service.search import NoSearch
from tests.core.samples import NOW
from tests.service.test_receive import Somebody

COST = Entry(
    id=EntryId("cost"),
    question=Text(place="faq/cost/question", source="What does it cost?"),
    variants=(Variant(text=Text(place="faq/cost/answer", source="It is free.")),),
    owner="tests",
)


@dataclass
class Finds:
    """A search that always finds the same, and remembers what was looked for."""

    chance: float = 0.97
    asked: list[str] = field(default_factory=list)

    async def find(self, release: str, words: str, home: str) -> Found:
        assert release
        self.asked.append(words)
        match = Match(entry=COST.id, probability=self.chance)
        return Found(matches=(match,), among_three=self.chance, language=home)


@dataclass
class Memory:
    """Questions in memory; `broken` makes it fail."""

    kept: list[KeptQuestion] = field(default_factory=list)
    broken: bool = False

    async def keep(self, question: KeptQuestion) -> None:
        if self.broken:
            raise StoreError("no")
        self.kept.append(question)

    async def all(self) -> list[KeptQuestion]:
        return self.kept

    async def forget(self, today: date, days: int) -> int:
        return 0


def knowing(search: Finds | NoSearch, questions: Memory | None = None) -> Somebody:
    somebody = Somebody()
    somebody.library.release = replace(somebody.library.release, entries={COST.id: COST})
    somebody.receiver = replace(somebody.receiver, search=search, questions=questions)
    return somebody


async def agreed(somebody: Somebody) -> None:
    for words in ("/main", "1", "1", "/menu"):
        await somebody.says(words)


def last_texts(somebody: Somebody) -> str:
    return "\n".join(item.outgoing.message.text for item in somebody.handed[-3:])


async def test_a_question_is_looked_up_and_answered() -> None:
    finds = Finds()
    somebody = knowing(finds)
    await agreed(somebody)
    await somebody.says("is it dear?")
    assert "It is free." in last_texts(somebody)
    assert finds.asked[-1] == "is it dear?"


async def test_the_number_of_a_button_is_not_looked_up() -> None:
    finds = Finds()
    somebody = knowing(finds)
    await agreed(somebody)
    await somebody.says("2")
    assert "2" not in finds.asked


async def test_without_a_search_a_question_gets_an_honest_no() -> None:
    somebody = knowing(NoSearch())
    await agreed(somebody)
    await somebody.says("is it dear?")
    assert phrases.NO_ANSWER.source in last_texts(somebody)
    assert await NoSearch().find("x", "y", "en") == NOTHING_FOUND


async def test_a_person_is_asked_with_the_question_and_what_was_shown() -> None:
    somebody = knowing(Finds())
    await agreed(somebody)
    await somebody.says("is it dear?")
    await somebody.presses("Ask a person")
    await somebody.says("please help me with this")
    (message,) = somebody.store.heard
    assert message.about == {"shown": ["cost"], "asked": "is it dear?"}


async def test_a_message_without_a_question_before_carries_none() -> None:
    somebody = knowing(Finds())
    await agreed(somebody)
    await somebody.says("/human")
    await somebody.says("please help me with this")
    (message,) = somebody.store.heard
    assert message.about == {}


async def test_a_question_is_kept_only_when_its_button_is_pressed() -> None:
    memory = Memory()
    somebody = knowing(Finds(chance=0.0), memory)
    await agreed(somebody)
    await somebody.says("is it dear?")
    assert memory.kept == []
    await somebody.presses(phrases.KEEP_QUESTION.source)
    (kept,) = memory.kept
    assert (kept.text, kept.language, kept.day) == ("is it dear?", "en", NOW.date())
    assert "dear" not in repr(kept)


async def test_a_question_that_cannot_be_kept_fails_nothing() -> None:
    somebody = knowing(Finds(chance=0.0), Memory(broken=True))
    await agreed(somebody)
    await somebody.says("is it dear?")
    somebody.updates += 1
    await somebody.presses(phrases.KEEP_QUESTION.source)
    assert phrases.QUESTION_KEPT.source in last_texts(somebody)


async def test_where_questions_are_not_kept_nobody_is_asked_for_one() -> None:
    somebody = knowing(Finds(chance=0.0))
    await agreed(somebody)
    assert await somebody.says("is it dear?") is Receipt.DONE
    labels = [
        button.label
        for item in somebody.handed[-2:]
        for row in item.outgoing.message.rows
        for button in row
    ]
    assert phrases.KEEP_QUESTION.source not in labels
