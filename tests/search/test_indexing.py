"""The search kept at what is in force: built where it is not kept, read where it is, and gone with its release."""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.app.searching import Indexing, corpus_of
from bot.content.catalogs import Catalogs
from bot.content.edition import Edition
from bot.content.load import ContentLibrary
from bot.core.condition import parse_condition
from bot.core.entry import Entry, EntryId, Phrase, Variant
from bot.core.flow import Release
from bot.core.language import LanguageCode
from bot.core.matching import build_knowledge
from bot.core.text import Text
from bot.logs import ALLOWED
from bot.search.apart import BuildFailedError, prepared_apart
from bot.search.building import build
from bot.search.encoder import E5Small
from bot.search.keeping import index_from_bytes, index_to_bytes
from bot.search.preparing import IndexCache, index_name
from bot.search.searcher import Searcher
from bot.search.vectors import write_vectors
from bot.service.ports import StoreError
from tests.core.samples import RELEASE
from tests.memory import English
from tests.search.samples import CORPUS, COST, DOCTOR, PHRASES, TIME, WordEncoder, meanings


def entry(id_: EntryId, **more) -> Entry:
    answer = Variant(text=Text(place=f"faq/{id_}/answer", source=f"This is about {id_}."))
    return Entry(
        id=id_,
        question=Text(place=f"faq/{id_}/question", source=f"What about {id_}?"),
        variants=more.pop("variants", (answer,)),
        owner="team",
        **more,
    )


ENTRIES = {
    each.id: each
    for each in (
        entry(COST, related=(TIME,)),
        entry(TIME),
        entry(DOCTOR, stub=True),
    )
}
KNOWN = tuple(phrase for phrase in PHRASES if phrase.entry in ENTRIES)
CATALOGS: Catalogs = {"en": English(RELEASE.languages["en"])}


@dataclass
class Words:
    """A catalog of a few texts, by their place."""

    texts: Mapping[str, str]

    def find(self, place: str, source: str) -> str | None:
        return self.texts.get(place)


def release(id_: str = "1", **more) -> Release:
    return replace(
        RELEASE,
        id=id_,
        entries=more.pop("entries", ENTRIES),
        knowledge=build_knowledge(more.pop("phrases", KNOWN)),
    )


def corpus(words: Mapping[LanguageCode, Mapping[str, str]], **more):
    return corpus_of(release(**more), {code: Words(texts) for code, texts in words.items()})  # type: ignore[misc]


def test_a_corpus_holds_the_phrases_and_every_translated_question():
    found = corpus({"en": {"faq/cost/question": "?"}, "nl": {"faq/time/question": "Hoe lang?"}})
    assert found.phrases == (*KNOWN, Phrase(entry=TIME, language="nl", words="Hoe lang?"))


def test_a_phrase_stands_once_in_a_language():
    first = Phrase(entry=COST, language="nl", words="Hoe duur?")
    later = Phrase(entry=TIME, language="nl", words="hoe duur")
    other = Phrase(entry=TIME, language="de", words="hoe duur")
    found = corpus({"nl": {"faq/time/question": "HOE DUUR!"}}, phrases=(first, later, other))
    assert found.phrases == (first, other)


def test_a_phrase_of_an_entry_that_is_not_there_is_left_out():
    found = corpus(
        {}, phrases=(Phrase(entry=EntryId("gone"), language="en", words="gone"), KNOWN[0])
    )
    assert found.phrases == KNOWN[:1]


def test_a_corpus_says_which_entries_are_stubs_and_which_are_close():
    found = corpus({})
    assert found.stubs == {DOCTOR}
    assert found.close == {(COST, TIME)}


def test_the_answers_in_a_language_tell_it_apart():
    variants = (
        Variant(
            text=Text(place="faq/cost/nl", source="149 euro."),
            when=parse_condition("country is nl", {"country": RELEASE.answers["country"]}),
        ),
        Variant(text=Text(place="faq/cost/otherwise", source="Ask.")),
    )
    words = {"nl": {"faq/cost/nl": "149 euro, ja.", "faq/time/answer": "Zes weken."}, "ar": {}}
    found = corpus(words, entries=ENTRIES | {COST: entry(COST, variants=variants)})
    assert found.texts == {"nl": ("149 euro, ja.", "Zes weken."), "ar": ()}


@dataclass
class Kept:
    """Indexes in memory, which may be away."""

    away: bool = False
    kept: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def index(self, name: str) -> bytes | None:
        if self.away:
            raise StoreError
        self.asked.append(name)
        return self.kept.get(name)

    async def latest_index(self) -> bytes | None:
        return next(reversed(self.kept.values()), None)

    async def keep_index(self, name: str, packed: bytes) -> None:
        self.kept[name] = packed


@dataclass
class E5Sample(WordEncoder):
    """An encoder that looks at each word alone, by the name of the real one."""

    name: str = E5Small.name


class Kit:
    """What keeps the search, with a library that holds one release."""

    def __init__(self, folder: Path, *, encoder: WordEncoder | None = None) -> None:
        self.library = ContentLibrary(release(), CATALOGS)
        self.kept = Kept()
        self.searcher = Searcher(encoder=encoder)
        self.indexing = Indexing(
            library=self.library,
            searcher=self.searcher,
            indexes=self.kept,
            cache=IndexCache(folder=folder / "cache"),
            shipped=folder / "vectors.npz",
        )

    def put(self, live: Release, draft: Release | None = None) -> None:
        self.library.put(
            Edition(release=live, catalogs=CATALOGS),
            None if draft is None else Edition(release=draft, catalogs=CATALOGS),
        )

    def keep(self, of: Release | None = None) -> str:
        """Keep the index of a release as if it had been built before."""
        built = corpus_of(of or release(), CATALOGS)
        name = index_name(built, "")
        self.kept.kept[name] = index_to_bytes(build(built, None))
        return name

    @property
    def ready(self) -> set[str]:
        return set(self.searcher.indexes)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    kit = Kit(tmp_path)
    yield kit
    kit.searcher.close()


async def test_an_index_that_is_kept_is_only_read(kit: Kit):
    name = kit.keep()
    await kit.indexing.look()
    assert kit.ready == {"1"}
    assert kit.kept.asked == [name]
    found = await kit.searcher.find("1", "what must I pay", "en")
    assert found.matches[0].entry == COST
    await kit.indexing.look()
    assert kit.kept.asked == [name]


async def test_there_is_an_index_for_what_is_in_force_and_for_the_draft_and_for_no_other(kit: Kit):
    kit.keep()
    kit.put(release("2"), release("3"))
    await kit.indexing.look()
    assert kit.ready == {"2", "3"}
    kit.put(release("3"))
    await kit.indexing.look()
    assert kit.ready == {"3"}


async def test_a_release_without_a_phrase_needs_no_index(kit: Kit):
    kit.put(release("2", entries={}, phrases=()))
    await kit.indexing.look()
    assert kit.ready == set()
    assert kit.kept.asked == []


async def test_a_search_that_is_off_has_no_index_also_where_one_is_kept(kit: Kit):
    kit.keep()
    kit.indexing.off = True
    await kit.indexing.look()
    assert kit.ready == set()
    assert kit.kept.asked == []


async def test_an_index_is_built_in_a_process_of_its_own_and_kept(kit: Kit):
    await kit.indexing.look()
    assert kit.ready == {"1"}
    (name,) = kit.kept.kept
    assert kit.indexing.cache.read(name) == kit.kept.kept[name]
    found = await kit.searcher.find("1", "what must I pay", "en")
    assert found.matches[0].entry == COST


async def test_with_an_encoder_words_can_be_compared_before_meanings_can(tmp_path: Path):
    built = corpus_of(release(), CATALOGS)
    texts = [phrase.words for phrase in built.phrases]
    write_vectors(tmp_path / "vectors.npz", texts, meanings(built), E5Small.name)
    kit = Kit(tmp_path, encoder=E5Sample())
    await kit.indexing.look()
    assert kit.searcher.indexes["1"].encoder == E5Small.name
    assert kit.kept.kept.keys() == {index_name(built, E5Small.name)}
    assert kit.indexing.cache.read(index_name(built, "")) is not None
    found = await kit.searcher.find("1", "what must I pay", "en")
    assert found.matches[0].entry == COST
    kit.searcher.close()


async def test_an_index_is_built_in_a_process_of_its_own(tmp_path: Path):
    cache, shipped = IndexCache(folder=tmp_path / "cache"), tmp_path / "vectors.npz"
    write_vectors(shipped, [each.words for each in PHRASES], meanings(CORPUS), E5Small.name)
    words = await prepared_apart(CORPUS, cache, encode=False)
    assert index_from_bytes(words).encoder == ""
    whole = await prepared_apart(CORPUS, cache, encode=True, shipped=shipped)
    assert index_from_bytes(whole).encoder == E5Small.name
    other = IndexCache(folder=tmp_path / "other")
    again = await prepared_apart(CORPUS, other, encode=True, before=whole)
    assert index_from_bytes(again).encoder == E5Small.name


async def test_a_build_that_is_cancelled_ends_its_process_at_once(tmp_path: Path):
    cache = IndexCache(folder=tmp_path / "cache")
    task = asyncio.create_task(prepared_apart(CORPUS, cache, encode=False))
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(task, timeout=5)


async def test_a_build_whose_process_dies_says_so(tmp_path: Path):
    broken = replace(CORPUS, phrases=(object(),))  # type: ignore[arg-type] # nothing can be built of it
    with pytest.raises(BuildFailedError):
        await prepared_apart(broken, IndexCache(folder=tmp_path), encode=False)


async def test_an_index_that_cannot_be_read_is_told_and_no_error(kit: Kit):
    kit.kept.kept[kit.keep()] = b"damaged"
    with capture_logs() as logs:
        await kit.indexing.look()
    assert logs[0]["event"] == "index_unusable"


async def test_an_index_that_cannot_be_read_is_built_anew(kit: Kit):
    kit.kept.kept[kit.keep()] = b"damaged"
    await kit.indexing.look()
    assert kit.ready == {"1"}


async def test_what_is_logged_of_a_fallback_may_be(kit: Kit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bot.search.searcher.WAITING", 0)
    built = corpus_of(release(), CATALOGS)
    index = build(built, meanings(built), encoder=WordEncoder.name)
    searcher = Searcher(encoder=WordEncoder(), indexes={"1": index})
    with capture_logs() as logs:
        await searcher.find("1", "pay", "en")
    searcher.close()
    assert {"search_by_words_only"} == {each["event"] for each in logs}
    assert all(each.keys() - {"log_level"} <= ALLOWED for each in logs)


@contextlib.asynccontextmanager
async def running(kit: Kit):
    task = asyncio.create_task(kit.indexing.run())
    yield task
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def ready(kit: Kit, releases: set[str]) -> None:
    async with asyncio.timeout(10):
        while kit.ready != releases:  # noqa: ASYNC110 - a condition, with a limit around it
            await asyncio.sleep(0.005)


async def test_it_looks_again_when_it_is_told_to(kit: Kit):
    kit.keep()
    async with running(kit):
        await ready(kit, {"1"})
        kit.put(release("2"))
        kit.indexing.look_again()
        await ready(kit, {"2"})


async def test_a_store_that_is_away_is_asked_again_the_next_time(kit: Kit):
    kit.keep()
    kit.kept.away = True
    with capture_logs() as logs:
        async with running(kit) as task, asyncio.timeout(10):
            while not logs:  # noqa: ASYNC110 - a condition, with a limit around it
                await asyncio.sleep(0.005)
            assert logs[0]["event"] == "index_not_stored"
            assert not task.done()
            kit.kept.away = False
            kit.indexing.look_again()
            await ready(kit, {"1"})


async def test_who_does_not_build_uses_what_is_kept_or_cached_and_else_goes_without(kit: Kit):
    kit.indexing.builds = False
    await kit.indexing.look()
    assert kit.ready == set()
    packed = kit.kept.kept.pop(kit.keep())
    kit.indexing.cache.write(index_name(corpus_of(release(), CATALOGS), ""), packed)
    await kit.indexing.look()
    assert kit.ready == {"1"}


async def test_a_build_that_fails_is_told_and_the_search_goes_on(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
):
    async def fails(*_: object, **__: object) -> bytes:
        raise BuildFailedError("no memory")

    monkeypatch.setattr("bot.app.searching.prepared_apart", fails)
    with capture_logs() as logs:
        task = asyncio.create_task(kit.indexing.run())
        await asyncio.sleep(0.1)
        assert not task.done()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    assert "index_not_built" in {each["event"] for each in logs}
