"""Both translation servers are asked as their interfaces want it, and whatever they do is a value."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

import pytest

from bot.service.translation import Draft, Fault, Translated, TranslationFailed, draft
from bot.translate.deepl import FREE, PAID, DeepL
from bot.translate.languages import called
from bot.translate.libretranslate import LibreTranslate
from tests.translate.servers import Played, deepl, libretranslate

Both = LibreTranslate | DeepL


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of server, and what asks it."""

    played: Callable[[], AbstractAsyncContextManager[Played]]
    client: Callable[[str, float], Both]


KINDS = {
    "libretranslate": Kind(
        played=libretranslate, client=lambda base, s: LibreTranslate(base, "key-1", seconds=s)
    ),
    "deepl": Kind(played=deepl, client=lambda base, s: DeepL("key-1", base, seconds=s)),
}


@asynccontextmanager
async def opened(kind: Kind, seconds: float = 5) -> AsyncIterator[tuple[Played, Both]]:
    async with kind.played() as played:
        client = kind.client(played.base, seconds)
        try:
            yield played, client
        finally:
            await client.close()


@pytest.fixture(params=list(KINDS.values()), ids=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    found: Kind = request.param
    return found


async def test_words_are_translated_there_and_back(kind: Kind):
    async with opened(kind) as (_, client):
        made = await draft(client, "see 12", "en", "ar")
        assert isinstance(made, Draft)
        assert (made.translation, made.back) == ("21 ees", Translated(words="see 12"))
        assert not made.sendable


async def test_languages_are_asked_for_once_and_only_when_they_are_needed(kind: Kind):
    async with opened(kind) as (played, client):
        assert not client.can("en", "ar")
        await asyncio.gather(*(client.translate("a", "en", "ar") for _ in range(4)))
        assert client.can("en", "ar")
        assert not client.can("en", "en")
        assert ("en", "ar") in client.pairs
        asked = [path for path, _, _ in played.asked if "languages" in path]
        assert len(asked) == len(set(asked))


async def test_a_language_it_does_not_know_is_not_sent(kind: Kind):
    async with opened(kind) as (played, client):
        failed = TranslationFailed(fault=Fault.NO_PAIR)
        assert await client.translate("a", "en", "ti") == failed
        assert await client.translate("a", "ti", "en") == failed
        assert all("translate" not in path for path, _, _ in played.asked)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (301, Fault.REFUSED),
        (400, Fault.REFUSED),
        (401, Fault.KEY),
        (403, Fault.KEY),
        (404, Fault.REFUSED),
        (413, Fault.TOO_LONG),
        (429, Fault.BUSY),
        (456, Fault.QUOTA),
        (500, Fault.UNREACHABLE),
        (503, Fault.UNREACHABLE),
        (504, Fault.SLOW),
        (529, Fault.BUSY),
    ],
)
async def test_a_status_becomes_a_fault(kind: Kind, status: int, fault: Fault):
    async with opened(kind) as (played, client):
        assert await client.learn() is None
        played.status, played.headers = status, {"Location": f"{played.base}/elsewhere"}
        assert await client.translate("a", "en", "ar") == TranslationFailed(fault=fault)
        assert all("elsewhere" not in path for path, _, _ in played.asked)


@pytest.mark.parametrize(
    ("said", "wait"),
    [("30", 30), ("999999", 0), ("9999", 3600), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), ("٣", 0)],
)
async def test_how_long_to_wait_is_passed_on(kind: Kind, said: str, wait: int):
    async with opened(kind) as (played, client):
        await client.learn()
        played.status, played.headers = 429, {"Retry-After": said}
        failed = TranslationFailed(fault=Fault.BUSY, wait=wait)
        assert await client.translate("a", "en", "ar") == failed


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"no json", b"\xff", b"null", b"[]", b"{}", b'"a"', b"[" * 100_000),
        *(b'{"translatedText": 3}', b'{"translations": []}', b'{"translations": [{"text": null}]}'),
        b'"' + b"x" * 600_000 + b'"',
    ],
    ids=range(12),
)
async def test_an_answer_that_is_no_translation_is_a_value(kind: Kind, body: bytes):
    async with opened(kind) as (played, client):
        await client.learn()
        played.body = body
        garbled = TranslationFailed(fault=Fault.GARBLED)
        assert await client.translate("a", "en", "ar") == garbled
        assert await client.learn() == garbled
        assert client.can("en", "ar"), "what was known stays known"


async def test_who_answers_too_late_is_not_waited_for(kind: Kind):
    async with opened(kind, 0.05) as (played, client):
        await client.learn()
        played.hangs = asyncio.Event()
        assert await client.translate("a", "en", "ar") == TranslationFailed(fault=Fault.SLOW)


async def test_without_a_server_it_is_unreachable_until_it_is_there(kind: Kind):
    client = kind.client("http://127.0.0.1:9", 5)
    nobody = TranslationFailed(fault=Fault.UNREACHABLE)
    assert await client.learn() == nobody
    assert await client.translate("a", "en", "ar") == nobody
    await client.close()
    await client.close()


async def test_libretranslate_is_asked_as_it_wants():
    async with opened(KINDS["libretranslate"]) as (played, client):
        await client.translate("<b> é", "en", "zh")
        wanted = {"q": "<b> é", "source": "en", "target": "zh-Hans", "format": "text"}
        assert played.last == {**wanted, "api_key": "key-1"}


async def test_a_libretranslate_server_without_keys_gets_none_and_may_name_no_targets():
    async with libretranslate() as played:
        played.languages = [{"code": "en"}, {"code": "ar", "targets": "x"}, {"code": ""}, {}]
        client = LibreTranslate(played.base)
        assert await client.translate("ab", "ar", "en") == Translated(words="ba")
        assert "api_key" not in played.last
        assert client.pairs == {("en", "ar"), ("ar", "en")}
        await client.close()


async def test_deepl_is_asked_as_it_wants():
    async with opened(KINDS["deepl"]) as (played, client):
        await client.translate("é", "en", "ar")
        _, _, headers = played.asked[-1]
        assert headers["Authorization"] == "DeepL-Auth-Key key-1"
        wanted = {"text": ["é"], "source_lang": "EN", "target_lang": "AR"}
        assert played.last == {**wanted, "preserve_formatting": True}


@pytest.mark.parametrize(
    ("source", "target", "names"),
    [
        ("ar", "en", ("AR", "EN-GB")),
        ("ar", "en-us", ("AR", "EN-US")),
        ("en", "pt", ("EN", "PT-PT")),
        ("pt-br", "no", ("PT", "NB")),
        ("en", "zh", ("EN", "ZH-HANS")),
        ("en", "zh-hant", ("EN", "ZH-HANT")),
        ("en", "zh-tw", ("EN", "ZH-HANT")),
    ],
)
async def test_deepl_gets_its_own_names_of_languages(
    source: str, target: str, names: tuple[str, str]
):
    async with opened(KINDS["deepl"]) as (played, client):
        assert isinstance(await client.translate("a", source, target), Translated)
        assert (played.last["source_lang"], played.last["target_lang"]) == names


async def test_deepl_translates_into_no_variety_of_the_same_language():
    async with opened(KINDS["deepl"]) as (_, client):
        assert await client.translate("a", "en", "en-us") == TranslationFailed(fault=Fault.NO_PAIR)


async def test_a_server_that_lists_no_languages_is_tried_with_each():
    async with deepl(lists=False) as played:
        client = DeepL("key-1", f"{played.base}/v2/")
        assert await client.translate("ab", "pt-br", "en") == Translated(words="ba")
        assert (played.last["source_lang"], played.last["target_lang"]) == ("PT", "EN-GB")
        assert (client.can("en", "ti"), client.can("en", "en")) == (True, False)
        assert client.pairs == frozenset()
        await client.close()


async def test_deepl_that_says_only_one_half_of_its_languages_says_none():
    async with opened(KINDS["deepl"]) as (played, client):
        played.languages["target"] = []
        assert await client.translate("a", "en", "ar") == TranslationFailed(fault=Fault.GARBLED)


@pytest.mark.parametrize(("key", "base"), [("a:fx", FREE), ("a", PAID)])
def test_the_kind_of_key_says_where_deepl_is(key: str, base: str):
    assert DeepL(key)._server._base == base


def test_a_script_is_not_taken_for_another():
    assert called("zh-hant", {"zh": "zh"}) is None
    assert called("zh-hans", {"zh": "zh"}) == "zh"
