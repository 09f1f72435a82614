"""What people get: the paper, the files with what each leaves out, and a profile that is brought along."""

from dataclasses import replace

import pytest

from bot.core.answer import AnswerType
from bot.core.importing import Imported
from bot.core.profile import Profile
from bot.core.text import Text
from bot.documents import fonts, leaves_out
from bot.documents.errors import DocumentError
from bot.documents.maker import (
    MOST_NAMED,
    NOT_IN_IT,
    YOUR_PAPER,
    YOUR_PAPER_IN_TWO,
    DocumentMaker,
    paper_name,
)
from bot.documents.own_json_reader import NO_PROFILE
from bot.service.documents import DocumentFailedError, Documents
from tests.documents.profiles import baker
from tests.documents.reading import attachments
from tests.documents.told import fact, profile, section
from tests.documents.told import pair as told_pair
from tests.documents.told_whole import whole

MAKER: Documents = DocumentMaker()


async def test_a_paper_is_a_pdf_with_the_europass_file_in_it_and_says_its_languages():
    made = await MAKER.paper(baker())
    assert made.file.filename == "merit-profile-ar-nl.pdf"
    assert made.file.media_type == "application/pdf"
    assert made.file.content.startswith(b"%PDF")
    assert list(attachments(made.file.content)) == ["europass.xml"]
    assert made.says == (YOUR_PAPER_IN_TWO.with_values(own="ar", host="nl"),)


async def test_a_paper_in_one_language_says_so():
    one = profile(own="en", host="en")
    made = await MAKER.paper(replace(baker(), language=one.language, host=one.host))
    assert made.file.filename == "merit-profile-en.pdf"
    assert made.says == (YOUR_PAPER,)


def test_the_name_of_a_paper_says_its_languages_and_nobodys_name():
    assert paper_name(replace(baker(), name="Somebody")) == "merit-profile-ar-nl.pdf"


async def test_a_paper_that_cannot_be_made_fails_with_what_to_do(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(fonts._FOLDERS, fonts.LATIN, ("no_such_package", "files"))
    with pytest.raises(DocumentFailedError, match="Run: pip install") as raised:
        await DocumentMaker().paper(baker())
    assert isinstance(raised.value.__cause__, DocumentError)


async def test_each_file_says_what_it_leaves_out_and_which_answers_are_not_in_it():
    made = {each.file.filename: each.says for each in await MAKER.files(whole())}
    assert {name: says[0].place for name, says in made.items()} == {
        "merit-profile.json": "document/leaves_out/merit_profile",
        "europass.xml": "document/leaves_out/europass",
        "europass-nl.xml": "document/leaves_out/europass",
        "resume-nl.json": "document/leaves_out/json_resume",
        "resume-ar.json": "document/leaves_out/json_resume",
    }
    for says in made.values():
        (missing,) = (text for text in says if text.place == NOT_IN_IT.place)
        assert "سؤال proof" in str(missing.values["answers"])


def picks(number: int) -> Profile:
    """A profile with so many answers that go nowhere but to the paper."""
    facts = tuple(
        fact(f"n{each}", AnswerType.TEXT, f"words {each}", told_pair(f"words {each}"))
        for each in range(number)
    )
    return profile(section("person", told_pair("About me"), facts), own="en", host="en")


async def test_a_file_with_everything_in_it_leaves_no_answer_out():
    made = {each.file.filename: each.says for each in await MAKER.files(picks(2))}
    assert made["merit-profile.json"] == (leaves_out.LEAVES_OUT["merit_profile"],)


async def test_only_some_of_many_answers_are_named_because_a_caption_is_short():
    made = {each.file.filename: each.says for each in await MAKER.files(picks(MOST_NAMED + 5))}
    named = str(made["europass.xml"][1].values["answers"]).split(", ")
    assert len(named) == MOST_NAMED


async def test_what_was_written_can_be_read_again():
    (own, *_) = await MAKER.files(whole())
    read = await MAKER.read(own.file.content)
    assert isinstance(read, Imported)
    assert set(read.sections) == {each.id for each in whole().sections}


async def test_a_file_that_is_no_profile_is_refused_with_a_word_to_the_person():
    read = await MAKER.read(b"%PDF-1.7")
    assert isinstance(read, Text)
    assert read == NO_PROFILE
