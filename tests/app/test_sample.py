"""Made-up people whose papers can be looked at: all they tell fits the shipped content, in every language."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot
from bot.app import sample
from bot.app.profiles import check_languages
from bot.app.sample import SAMPLES, sample_session
from bot.content.load import ContentLibrary, load
from bot.core.message import ChannelName, PersonId
from bot.core.profile import By, Fact, Profile
from bot.core.taxonomy import KINDS
from bot.service.papers import Papers
from bot.service.ports import Person
from bot.settings import OperatorError
from tests.content.folder import write

ROOT = Path(bot.__file__).parent.parent
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
NOBODY = Person(id=PersonId("sample"), key=b"", channel=ChannelName.TERMINAL, address="sample")
LANGUAGES = ("en", "nl", "fr", "ar", "fa", "uk", "ti", "hu", "it", "sk", "sl", "es", "ps")


def library_of(folder: Path) -> ContentLibrary:
    release, catalogs, findings = load(folder)
    assert release is not None, findings
    return ContentLibrary(release, catalogs)


@pytest.fixture(scope="module")
def shipped() -> ContentLibrary:
    return library_of(ROOT)


async def made(library: ContentLibrary, name: str, language: str, host: str) -> Profile:
    session = sample_session(library, name, language, host, NOW)
    return await Papers().profile(NOBODY, session, library, now=NOW)


def facts(profile: Profile) -> list[Fact]:
    return [each for part in profile.sections for entry in part.entries for each in entry.facts]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_told_is_dropped(shipped: ContentLibrary, name: str, language: str):
    single, records = SAMPLES[name]
    session = sample_session(shipped, name, language, "nl", NOW)
    assert session.answers == {**single, "paper_language": "nl", "with_notes": "yes"}
    told = {answer: tuple(several) for answer, several in records(language).items()}
    assert session.records == told
    assert all(len(told[answer]) <= shipped.release.answers[answer].most for answer in told)


def test_every_language_of_papers_has_words_of_its_own(shipped: ContentLibrary):
    assert set(LANGUAGES) == set(shipped.release.languages)
    assert set(sample._WORDS) == set(LANGUAGES)
    assert len({words for several in sample._WORDS.values() for words in several}) == 2 * 13


@pytest.mark.parametrize("name", SAMPLES)
async def test_everything_that_is_told_stands_on_the_paper(shipped: ContentLibrary, name: str):
    single, records = SAMPLES[name]
    names = [
        *single,
        *(each for several in records("ar").values() for record in several for each in record),
    ]
    profile = await made(shipped, name, "ar", "nl")
    assert sorted(fact.name for fact in facts(profile)) == sorted(names)
    assert profile.name == ""
    assert [note.words.host for note in profile.notes] == [sample._ADVICE]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_bakers_own_words_were_translated_by_an_advisor(
    shipped: ContentLibrary, language: str
):
    profile = await made(shipped, "baker", language, "nl" if language != "nl" else "en")
    own = {fact.name: fact.words for fact in facts(profile)}
    for name, at in (("job_tasks", 0), ("job_tools", 1)):
        assert own[name].own == sample._WORDS[language][at]
        assert own[name].host == sample._WORDS[profile.host.code][at]
        assert own[name].by is By.ADVISOR


async def test_in_one_language_nothing_is_translated(shipped: ContentLibrary):
    session = sample_session(shipped, "baker", "nl", "nl", NOW)
    assert session.by_others.glosses == ()
    profile = await made(shipped, "baker", "nl", "nl")
    assert not profile.two


def test_jobs_and_skills_are_named_by_what_the_taxonomy_has(shipped: ContentLibrary):
    terms = {term.id for kind in KINDS for term in shipped.release.taxonomy.terms(kind)}
    for _, records in SAMPLES.values():
        for job in records("en")["my_jobs"]:
            assert job["job_title"] in terms


def test_content_that_asks_for_no_profile_has_nothing_of_it(tmp_path: Path):
    session = sample_session(library_of(write(tmp_path, {})), "baker", "nl", "ar", NOW)
    assert session.answers == {"paper_language": "ar", "with_notes": "yes"}
    assert session.records == {}


@pytest.mark.parametrize("codes", [("tlh",), ("ar", "tlh")])
def test_a_language_without_papers_is_refused_with_those_there_are(
    shipped: ContentLibrary, codes: tuple[str, ...]
):
    with pytest.raises(OperatorError, match="no papers in 'tlh'. It can be one of: en, nl"):
        check_languages(shipped, *codes)
    check_languages(shipped, *LANGUAGES)
