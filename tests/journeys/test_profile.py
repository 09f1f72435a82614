"""A baker from Aleppo and a nurse from Asmara get from /start to their paper: made-up roles, the shipped content."""

import asyncio
import json
import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.async_api import Browser, Download

from bot.content.load import ContentLibrary
from bot.testing import BotApi, Person
from tests.journeys.conftest import Label
from tests.journeys.merit import Merit
from tests.journeys.test_telegram import plain, sees
from tests.web.visitor import SMALL_PHONE, Visitor

TYPED = "types "
"""Before words that are written; everything else is the place of a button's label."""

Told = tuple[str, str]

BEGINNING: tuple[Told, ...] = (
    ("country/which/ask", "country/which/choices/nl"),
    ("menu/menu/choose", "menu/menu/choices/profile"),
    ("consent/ask/ask", "consent/ask/choices/yes"),
)
BAKER: tuple[Told, ...] = (
    *BEGINNING,
    ("profile/hub/choose", "profile/hub/choices/work"),
    ("profile_job/title/ask", f"{TYPED}خباز"),
    ("profile_job/how/ask", "profile_job/how/choices/family"),
    ("profile_job/country/ask", "cldr/country/SY"),
    ("profile_job/since/ask", f"{TYPED}٢٠٠٦"),
    ("profile_job/until/ask", f"{TYPED}2013"),
    ("profile_job/more/choose", "profile_job/more/choices/enough"),
    ("profile_jobs/jobs/collect", "ui/done"),
    ("profile/hub/choose", "profile/hub/choices/make"),
)
TO_FILES: tuple[Told, ...] = (
    ("profile/hub/choose", "profile/hub/choices/more"),
    ("profile/more/choose", "profile/more/choices/files"),
)
NURSE: tuple[Told, ...] = (
    *BEGINNING,
    ("profile/hub/choose", "profile/hub/choices/education"),
    ("profile_school/level/ask", "profile_school/level/choices/bachelor"),
    ("profile_school/field/ask", "profile_school/field/choices/health"),
    ("profile_school/finished/ask", "profile_school/finished/choices/yes"),
    ("profile_school/country/ask", "cldr/country/ER"),
    ("profile_school/since/ask", f"{TYPED}2009"),
    ("profile_school/until/ask", f"{TYPED}2012"),
    ("profile_school/proof/ask", "profile_school/proof/choices/copy"),
    ("profile_school/more/choose", "profile_school/more/choices/enough"),
    ("profile_schools/schools/collect", "ui/done"),
    ("profile/hub/choose", "profile/hub/choices/work"),
    ("profile_job/title/ask", "taxonomy/occupation/group/health"),
    ("", "taxonomy/occupation/nurse"),
    ("profile_job/how/ask", "profile_job/how/choices/paid"),
    ("profile_job/country/ask", "cldr/country/ER"),
    ("profile_job/since/ask", f"{TYPED}2012"),
    ("profile_job/until/ask", "profile_job/until/choices/now"),
    ("profile_job/more/choose", "profile_job/more/choices/enough"),
    ("profile_jobs/jobs/collect", "ui/done"),
    ("profile/hub/choose", "profile/hub/choices/make"),
)


def words_on(paper: bytes) -> str:
    """Return all text of a PDF."""
    document = pypdfium2.PdfDocument(paper)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@pytest.fixture(scope="session")
def signs(library: ContentLibrary) -> dict[str, str]:
    """The pictogram before each label, by the label's place."""
    release = library.release
    steps = [step for flow in release.flows.values() for step in flow.steps.values()]
    found = {c.label.place: c.sign for step in steps for c in getattr(step, "choices", ())}
    for groups in release.taxonomy.kinds.values():
        found |= {group.label.place: group.sign for group in groups}
        found |= {term.label.place: term.sign for group in groups for term in group.terms}
    return found


async def tap(person: Person, label: str) -> None:
    """Press the newest button with this label, whatever pictogram stands before it."""
    shown = [each for message in person.chat for each in message.buttons]
    wanted = [each for each in shown if plain(each).endswith(label)]
    assert wanted, f"{label}: {shown[-8:]}"
    await person.taps(wanted[-1])


async def walks(person: Person, words: Label, language: str, told: tuple[Told, ...]) -> None:
    """Wait for each question and answer it."""
    for question, answer in told:
        await sees(person, words(language, question))
        if answer.startswith(TYPED):
            await person.says(answer.removeprefix(TYPED))
        else:
            await tap(person, words(language, answer))


async def paper_of(person: Person, api: BotApi) -> tuple[str, bytes]:
    """Wait for a document and return its name and content."""
    while True:
        message = await person.sees("", timeout=20)
        if message.document is not None:
            stored = api.world.files.by_id(message.document["file_id"])
            assert stored is not None
            return message.document["file_name"], stored.content


@pytest.mark.slow
async def test_a_baker_without_papers_gets_a_paper_in_arabic_and_dutch_on_telegram(
    api: BotApi, merit: Merit, words: Label
) -> None:
    baker = api.person("Baker", language_code="ar")
    await baker.says("/start")
    await sees(baker, words("ar", "start/language/ask"))
    await tap(baker, "العربية")
    await walks(baker, words, "ar", BAKER)
    name, paper = await paper_of(baker, api)
    assert name == "merit-profile-ar-nl.pdf"
    found = words_on(paper)
    for part in ("2006", "2013", "Syri", words("nl", "taxonomy/occupation/baker")):
        assert part in found
    await walks(baker, words, "ar", TO_FILES)
    name, file = await paper_of(baker, api)
    assert name == "merit-profile.json"
    assert json.loads(file)["format"] == "merit-profile"
    assert "خباز" not in "\n".join(merit.said)


@pytest.mark.browser
async def test_a_nurse_with_a_copy_of_her_diploma_gets_a_paper_in_the_browser(
    browser: Browser, tmp_path: Path, words: Label, signs: dict[str, str]
) -> None:
    merit = Merit.at(tmp_path / "data")
    await merit.starts()
    context = await browser.new_context(locale="ti", viewport=SMALL_PHONE)
    visitor = await Visitor.opens(context, merit.base)
    await visitor.starts()
    await visitor.log.get_by_role("button", name="ትግርኛ").last.click()
    for question, answer in NURSE:
        if question:
            await visitor.sees(words("ti", question).partition("\n")[0][:40])
        if answer.startswith(TYPED):
            written = answer.removeprefix(TYPED)
            await visitor.says(written)
            # Speakers of Tigrinya are asked of which calendar a year is; the European one comes first.
            year = re.compile(rf"^ፈረንጂ.*{written}")
            await visitor.log.get_by_role("button", name=year).last.click()
        else:
            sign = f"{signs[answer]} " if signs.get(answer) else ""
            label = re.compile(rf"^(✅ )?{sign}{re.escape(words('ti', answer))}$")
            await visitor.log.get_by_role("button", name=label).last.click()
    async with visitor.page.expect_download() as waiting:
        await visitor.log.get_by_role("link", name="merit-profile-ti-nl.pdf").last.click()
    download: Download = await waiting.value
    path = await download.path()
    found = words_on(await asyncio.to_thread(path.read_bytes))
    for part in ("2012", "Eritrea", words("nl", "taxonomy/occupation/nurse")):
        assert part in found
    assert visitor.complaints == []
    await merit.stops()
