"""The search as the use cases know it: by words alone when it has to be, honest about another language."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.found import NOTHING_FOUND, Found
from bot.metrics import SEARCH_FALLBACKS
from bot.search import searcher as module
from bot.search.building import build
from bot.search.searcher import Searcher, look
from bot.search.tongues import NO_TONGUES, Tongue, Tongues
from bot.service.search import NoSearch, Search
from tests.search.samples import CORPUS, COST, DOCTOR, INDEX, SCHOOL, TIME, Floats, WordEncoder


@dataclass
class SlowEncoder(WordEncoder):
    """An encoder that waits until it may go on."""

    go_on: Event = field(default_factory=Event)

    def encode(self, text: str) -> Floats:
        assert self.go_on.wait(10)
        return super().encode(text)


@pytest.fixture
async def encoder() -> AsyncIterator[SlowEncoder]:
    encoder = SlowEncoder()
    encoder.go_on.set()
    yield encoder
    encoder.go_on.set()


@pytest.fixture
async def searcher(encoder: SlowEncoder) -> AsyncIterator[Searcher]:
    searcher = Searcher(encoder=encoder, indexes={"live": INDEX, "words": build(CORPUS, None)})
    yield searcher
    searcher.close()


def fallbacks() -> float:
    (metric,) = SEARCH_FALLBACKS.collect()
    return metric.samples[0].value


async def test_what_is_asked_is_found_with_its_chances(searcher: Searcher):
    found = await searcher.find("live", "how much must I pay", "en")
    assert found.matches[0].entry == COST
    assert found.matches[0].probability <= found.among_three
    assert (found.language, found.foreign, found.exact) == ("en", False, False)


async def test_without_an_index_nothing_is_found(searcher: Searcher, encoder: SlowEncoder):
    assert await searcher.find("draft", "how much must I pay", "en") == NOTHING_FOUND
    assert encoder.asked == []


async def test_no_search_finds_nothing():
    search: Search = NoSearch()
    assert await search.find("live", "how much must I pay", "en") == NOTHING_FOUND == Found()


async def test_a_question_is_encoded_once_as_it_was_typed(searcher: Searcher, encoder: SlowEncoder):
    await searcher.find("live", "How much must I PAY?", "en")
    assert encoder.asked == ["How much must I PAY?"]


async def test_without_an_encoder_words_are_compared():
    searcher = Searcher(encoder=None, indexes={"live": INDEX})
    found = await searcher.find("live", "how much must I pay", "en")
    assert found.matches[0].entry == COST
    searcher.close()


@pytest.mark.parametrize("release", ["words", "live"])
async def test_an_encoder_that_did_not_make_the_vectors_is_not_asked(
    release: str, searcher: Searcher, encoder: SlowEncoder
):
    if release == "live":
        encoder.name = "words/2"
    before = fallbacks()
    found = await searcher.find(release, "how much must I pay", "en")
    assert found.matches[0].entry == COST
    assert encoder.asked == []
    assert fallbacks() == before


async def test_when_too_many_wait_for_the_encoder_words_have_to_do(
    searcher: Searcher, encoder: SlowEncoder, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "WAITING", 2)
    encoder.go_on.clear()
    before = fallbacks()
    asked = [
        asyncio.create_task(searcher.find("live", words, "en"))
        for words in ("pay", "weeks", "where is a school", "how much must I pay")
    ]
    await asyncio.sleep(0)
    assert fallbacks() == before + 2
    encoder.go_on.set()
    found = await asyncio.gather(*asked)
    assert [each.matches[0].entry for each in found] == [COST, TIME, SCHOOL, COST]
    assert encoder.asked == ["pay", "weeks"]
    await searcher.find("live", "school", "en")
    assert encoder.asked == ["pay", "weeks", "school"]
    assert fallbacks() == before + 2


async def test_who_no_longer_waits_is_no_longer_counted(searcher: Searcher, encoder: SlowEncoder):
    encoder.go_on.clear()
    asked = [asyncio.create_task(searcher.find("live", "pay", "en")) for _ in range(3)]
    await asyncio.sleep(0)
    assert searcher._waiting == 3
    for task in asked:
        task.cancel()
    assert all(
        isinstance(each, asyncio.CancelledError)
        for each in await asyncio.gather(*asked, return_exceptions=True)
    )
    assert searcher._waiting == 0


@dataclass
class BrokenEncoder(WordEncoder):
    """An encoder that cannot."""

    def encode(self, text: str) -> Floats:
        raise RuntimeError(text)


async def test_an_encoder_that_fails_is_no_error():
    searcher = Searcher(encoder=BrokenEncoder(), indexes={"live": INDEX})
    try:
        found = await searcher.find("live", "how much must I pay", "en")
    finally:
        searcher.close()
    assert found.matches[0].entry == COST


def test_a_question_in_another_of_our_languages_is_foreign_and_found_in_that_one():
    found = look(INDEX, "كم سعر الاعتراف", "en", None).found
    assert (found.language, found.foreign) == ("ar", True)
    assert found.matches[0].entry == COST


def test_a_question_in_a_language_without_phrases_is_found_by_meaning():
    words = "wij willen veel tijd in het huis"
    looked = look(INDEX, words, "en", WordEncoder())
    assert (looked.found.language, looked.found.foreign, looked.meaning) == ("nl", True, True)
    assert looked.found.matches[0].entry == TIME
    assert look(INDEX, words, "en", None).found.matches == ()
    assert look(INDEX, words, "nl", None).found.foreign is False


def test_a_question_typed_in_latin_letters_is_foreign_also_at_home():
    looked = look(INDEX, "alnas kam s3r alshahada", "ar", None)
    assert looked.tongue.latin
    assert (looked.found.language, looked.found.foreign) == ("ar", True)
    assert looked.found.matches[0].entry == COST


@pytest.mark.parametrize("home", ["en", "ar", "nl", "ti"])
@pytest.mark.parametrize("words", ["我需要一位医生现在", "вчитель потрібен у школі"])
def test_a_question_in_none_of_our_languages_is_foreign(words: str, home: str):
    looked = look(INDEX, words, home, WordEncoder())
    assert looked.tongue.strange
    assert (looked.found.language, looked.found.foreign) == ("", True)
    assert {match.entry for match in looked.found.matches} == {COST, DOCTOR, SCHOOL, TIME}


def tongues(**tongue: Any) -> Tongues:
    """Tongues that take every question for the same."""

    @dataclass(frozen=True)
    class Same(Tongues):
        def of(self, question: str, home: str) -> Tongue:
            return Tongue(**tongue)

    return Same(
        names=(), chances=NO_TONGUES.chances, middle=NO_TONGUES.middle, spread=NO_TONGUES.spread
    )


@pytest.mark.parametrize(
    ("tongue", "language", "foreign", "entries"),
    [
        ({"language": "en"}, "en", False, True),
        ({"language": "en", "sure": False}, "en", False, True),
        ({"language": "nl"}, "nl", True, False),
        ({"language": "nl", "sure": False}, "en", False, True),
        ({"language": "en", "strange": True}, "", True, True),
        ({"language": "nl", "strange": True}, "", True, False),
        ({"language": "nl", "strange": True, "sure": False}, "", True, True),
        ({"language": "en", "latin": True}, "en", True, True),
    ],
)
def test_phrases_at_home_are_compared_unless_it_is_surely_another_language(
    tongue: dict[str, Any], language: str, foreign: bool, entries: bool
):
    index = replace(INDEX, tongues=tongues(**tongue))
    found = look(index, "how much must I pay", "en", None).found
    assert (found.language, found.foreign) == (language, foreign)
    assert bool(found.matches) is entries


def test_a_question_that_may_be_in_two_languages_is_one_at_home():
    looked = look(INDEX, "123", "en", None)
    assert not looked.tongue.sure
    assert (looked.found.language, looked.found.foreign) == ("en", False)


def test_a_question_explains_itself():
    looked = look(INDEX, "how much must I pay", "en", WordEncoder())
    assert [hit.entry for hit in looked.hits.hits] == [each.entry for each in looked.found.matches]
    assert looked.hits.hits[0].parts[0] > 0
    assert looked.tongue.language == "en"
    assert looked.meaning


@given(st.text(max_size=80), st.sampled_from(["ar", "en", "nl", "ti"]), st.booleans())
def test_whatever_is_asked_has_chances_in_order_and_twice_the_same(
    words: str, home: str, meant: bool
):
    encoder = WordEncoder() if meant else None
    found = look(INDEX, words, home, encoder).found
    assert found == look(INDEX, words, home, encoder).found
    chances = [match.probability for match in found.matches]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= found.among_three <= 1 for chance in chances)
    assert len({match.entry for match in found.matches}) == len(chances)
