"""A profile that one Merit wrote is taken over by another one, in the chat."""

import json
from pathlib import Path

import pytest

from bot.testing import BotApi, Person
from tests.journeys.conftest import Label
from tests.journeys.merit import Merit
from tests.journeys.test_profile import BAKER, BEGINNING, TO_FILES, paper_of, tap, walks
from tests.journeys.test_telegram import sees

pytestmark = pytest.mark.slow  # Merit starts as a process of its own, twice

TO_IMPORT = (
    ("profile/hub/choose", "profile/hub/choices/more"),
    ("profile/more/choose", "profile/more/choices/bring"),
)


async def begins(person: Person, words: Label) -> None:
    """From /start to the country, in English."""
    await person.says("/start")
    await sees(person, words("en", "start/language/ask"))
    await tap(person, "English")


async def test_another_merit_takes_a_profile_over(
    api: BotApi, merit: Merit, words: Label, tmp_path: Path
) -> None:
    baker = api.person("Baker", language_code="en")
    await begins(baker, words)
    await walks(baker, words, "en", BAKER)
    await paper_of(baker, api)
    await walks(baker, words, "en", TO_FILES)
    name, file = await paper_of(baker, api)
    assert name == "merit-profile.json"
    assert json.loads(file)["format"] == "merit-profile"
    await merit.stops()
    other = Merit.at(
        tmp_path / "other",
        TELEGRAM_TOKEN=api.token,
        TELEGRAM_API=api.url,
        MERIT_FILE_MEGABYTES="5",
    )
    await other.starts()
    same = api.person("The same", language_code="en")
    await begins(same, words)
    await walks(same, words, "en", (*BEGINNING, *TO_IMPORT))
    await sees(same, words("en", "profile_import/file/ask"))
    await same.sends_document(b"{}", name="wrong.json", mime_type="application/json")
    await same.sees("This is not a profile from Merit", timeout=20)
    await same.sends_document(file, name=name, mime_type="application/json")
    await same.sees("I took over 1 thing", timeout=20)
    await sees(same, words("en", "profile/hub/choose"))
    await tap(same, words("en", "profile/hub/choices/all"))
    told = await sees(same, words("en", "profile/all/profile"))
    assert all(part in told.text for part in ("Baker", "2006", "2013"))
    await other.stops()
