"""People on Telegram send a place, a number, photos and documents where a flow of the operator asks for them."""

import json
import shutil
from base64 import b64decode
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from PIL import Image
from playwright.async_api import Browser

from bot.core import phrases
from bot.testing import BotApi, Person
from bot.testing.faults import ServerError
from bot.testing.methods.media import file_json
from tests.journeys.conftest import ROOT, Label
from tests.journeys.merit import Merit
from tests.journeys.test_telegram import plain, taps
from tests.scrub.papers import MARK, jpeg, pdf
from tests.web.visitor import SMALL_PHONE, Visitor

pytestmark = pytest.mark.slow  # Merit starts as a process of its own in each

ANSWERS = """
  town:
    place: any
    purpose: to name an office near you

  reach_me:
    contact: phone
    purpose: so that an advisor can call you

  certificate:
    file: any
    at most: 3
    purpose: so that an advisor can look at it
"""
FLOW = """
flow: certificate
title: A certificate
owner: tests
reviewed: never
review_every: 6 months
start_on:
  command: certificate

steps:
  ask_town:
    ask: Where do you live?
    save: town

  ask_number:
    ask: Where can an advisor call you?
    save: reach_me

  ask_certificate:
    ask: Please send a photo of your certificate.
    save: certificate

  thanks:
    say: Thank you for telling me.

  done:
    end: quiet
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The shipped content with one flow more, which asks for a file."""
    folder = tmp_path / "content"
    for name in ("flows", "taxonomy", "locales", "faq", "replies", "emergency"):
        shutil.copytree(ROOT / name, folder / name)
    with (folder / "flows" / "answers.yaml").open("a", encoding="utf-8") as answers:
        answers.write(ANSWERS)
    (folder / "flows" / "certificate.yaml").write_text(FLOW, encoding="utf-8")
    return folder


def merit_at(tmp_path: Path, api: BotApi, content: Path, megabytes: int) -> Merit:
    return Merit.at(
        tmp_path / "data",
        TELEGRAM_TOKEN=api.token,
        TELEGRAM_API=api.url,
        MERIT_CONTENT=str(content),
        MERIT_FILE_MEGABYTES=str(megabytes),
    )


@pytest_asyncio.fixture
async def taking(tmp_path: Path, api: BotApi, content: Path) -> AsyncIterator[Merit]:
    """Merit that takes files of up to one megabyte."""
    process = merit_at(tmp_path, api, content, 1)
    await process.starts()
    yield process
    await process.stops()


async def sees(person: Person, *words: str) -> None:
    await person.sees(*words, timeout=20)


async def asked_for_a_certificate(api: BotApi, words: Label) -> Person:
    """Somebody who agreed, shared a place and a number, and is asked for a file."""
    samira = api.person("Samira", language_code="en")
    await samira.says("/certificate")
    await sees(samira, words("en", "consent/ask/ask"))
    await taps(samira, words("en", "consent/ask/choices/yes"))
    await sees(samira, "Where do you live?")
    await samira.sends_location(52.0907, 5.1214)
    await sees(samira, "Where can an advisor call you?")
    await samira.sends_contact("31612345678")
    await sees(samira, "Please send a photo of your certificate.")
    return samira


async def data_of(person: Person) -> dict[str, Any]:
    """Everything Merit keeps about a person, from the file /mydata sends."""
    await person.says("/mydata")
    while True:
        shown = await person.sees("", timeout=20)
        if "document" in shown.data:
            stored = person.world.files.by_id(shown.data["document"]["file_id"])
            assert stored is not None
            found: dict[str, Any] = json.loads(stored.content)
            return found


def raw_files(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())


async def test_a_certificate_is_kept_without_its_metadata_shown_to_its_owner_and_deleted(
    api: BotApi, taking: Merit, words: Label, tmp_path: Path
) -> None:
    samira = await asked_for_a_certificate(api, words)
    await samira.sends_photo(jpeg(), caption="from 2012")
    await sees(samira, phrases.WORDS_NOT_KEPT.source)
    await sees(samira, "Please send a photo", "I have 1 file of at most 3")
    await samira.sends_document(pdf())
    await sees(samira, "I have 2 files of at most 3")
    await taps(samira, "Done")
    await sees(samira, "Thank you for telling me.")
    exported = await data_of(samira)
    answers = exported["session"][0]["session"]["answers"]
    assert (answers["town"], answers["reach_me"]) == ("52.09,5.12", "+31612345678")
    kept = {row["file_id"]: row for row in exported["file"]}
    assert sorted(kept) == sorted(answers["certificate"])
    contents = {row["media_type"]: b64decode(row["content"]) for row in kept.values()}
    assert Image.open(BytesIO(contents["image/jpeg"])).size == (80, 40)
    assert contents["application/pdf"].startswith(b"%PDF-")
    assert MARK not in b"".join(contents.values())
    on_disk = raw_files(tmp_path)
    assert not any(content[:200] in on_disk for content in contents.values())
    assert all(id_.encode() in on_disk for id_ in kept)
    await samira.says("/delete")
    await sees(samira, words("en", "delete/sure/choose").partition("\n")[0])
    await taps(samira, words("en", "delete/sure/choices/yes"))
    await sees(samira, "Everything we kept about you is deleted")
    assert not any(id_.encode() in raw_files(tmp_path) for id_ in kept)
    assert "turn_failed" not in "\n".join(taking.said)


async def test_what_cannot_be_taken_is_said_and_the_question_comes_again(
    api: BotApi, taking: Merit, words: Label
) -> None:
    samira = await asked_for_a_certificate(api, words)
    await samira.sends_document(bytes(1_000_001), name="certificate.jpg", mime_type="image/jpeg")
    await sees(samira, "This file is too large", "at most 1 MB")
    assert api.calls("getFile") == []
    await samira.sends_document(b"MZ\x90\x00" + bytes(99), name="photo.jpg", mime_type="image/jpeg")
    await sees(samira, phrases.FILE_UNREADABLE.source)
    await samira.sends_document(pdf(password="secret"))
    await sees(samira, phrases.FILE_ENCRYPTED.source)
    await sees(samira, "Please send a photo of your certificate.")
    assert phrases.HUMAN.source in [plain(label) for label in samira.chat[-1].buttons]
    assert (await data_of(samira))["file"] == []


async def test_an_album_is_taken_photo_by_photo(api: BotApi, taking: Merit, words: Label) -> None:
    samira = await asked_for_a_certificate(api, words)
    for _ in range(4):
        stored = samira.world.files.add(
            folder="photos", name="a.jpg", mime_type="image/jpeg", content=jpeg()
        )
        await samira.sends(media_group_id="7", **file_json("photo", stored))
    await sees(samira, "Thank you for telling me.")
    await sees(samira, phrases.NOT_ASKED.source)
    assert len(api.calls("getFile")) == 3
    assert len((await data_of(samira))["file"]) == 3


async def test_a_photo_nobody_asked_for_is_not_fetched_and_only_the_words_under_it_are_read(
    api: BotApi, taking: Merit
) -> None:
    omar = api.person("Omar", language_code="en")
    await omar.says("/menu")
    await sees(omar, "")
    await omar.sends_photo(jpeg())
    await sees(omar, phrases.NOT_ASKED.source)
    await omar.sends_photo(jpeg(), caption="hello")
    await sees(omar, phrases.ONLY_WORDS.source)
    await omar.sends_location(52.09, 5.12)
    await sees(omar, phrases.NOT_ASKED.source)
    assert api.calls("getFile") == []


async def test_a_file_that_cannot_be_fetched_is_asked_for_again(
    api: BotApi, taking: Merit, words: Label
) -> None:
    samira = await asked_for_a_certificate(api, words)
    api.fail(ServerError(), method="getFile")
    await samira.sends_photo(jpeg())
    await sees(samira, phrases.FILE_NOT_FETCHED.source)
    await samira.sends_photo(jpeg())
    await sees(samira, "I have 1 file of at most 3")
    assert [line for line in taking.said if "file_not_fetched" in line]
    assert samira.user.first_name not in "\n".join(taking.said)


@pytest.mark.browser
async def test_a_certificate_is_sent_from_the_browser(
    browser: Browser, tmp_path: Path, content: Path
) -> None:
    process = Merit.at(tmp_path / "data", MERIT_CONTENT=str(content), MERIT_FILE_MEGABYTES="1")
    await process.starts()
    context = await browser.new_context(locale="en", viewport=SMALL_PHONE)
    visitor = await Visitor.opens(context, process.base)
    await visitor.says("/certificate")
    await visitor.presses("Yes, keep my answers")
    await visitor.sees("Where do you live?")
    await visitor.says("Utrecht")
    await visitor.sees("Where can an advisor call you?")
    await visitor.says("+31 6 12345678")
    await visitor.sees("Please send a photo of your certificate.")
    for name, said in (
        ("large.jpg", "This file is too large"),
        ("program.exe", phrases.FILE_UNREADABLE.source),
        ("photo.jpg", "I have 1 file of at most 3"),
    ):
        sent = {"large.jpg": bytes(1_500_000), "program.exe": b"MZ", "photo.jpg": jpeg()}[name]
        (tmp_path / name).write_bytes(sent)
        await visitor.page.locator("#file").set_input_files(tmp_path / name)
        await visitor.sees(said)
    await visitor.presses("Remove the files")
    await visitor.sees("I removed it.")
    await visitor.page.locator("#file").set_input_files(tmp_path / "photo.jpg")
    await visitor.sees("I have 1 file of at most 3")
    await visitor.presses("Done")
    await visitor.sees("Thank you for telling me.")
    assert MARK not in raw_files(tmp_path)
    assert visitor.complaints == []
    await process.stops()


async def test_where_the_operator_takes_no_files_nobody_is_asked_for_one(
    api: BotApi, tmp_path: Path, content: Path, words: Label
) -> None:
    process = merit_at(tmp_path, api, content, 0)
    await process.starts()
    samira = api.person("Samira", language_code="en")
    await samira.says("/certificate")
    await sees(samira, words("en", "consent/ask/ask"))
    await taps(samira, words("en", "consent/ask/choices/yes"))
    await sees(samira, "Where do you live?")
    await samira.sends_photo(jpeg())
    await sees(samira, phrases.UNSUPPORTED.source)
    await samira.says("Utrecht")
    await sees(samira, "Where can an advisor call you?")
    await samira.says("+31 6 12345678")
    await sees(samira, "Thank you for telling me.")
    assert not any("certificate." in message.text for message in samira.chat)
    assert api.calls("getFile") == []
    await process.stops()
