"""A person gets their paper in the chat, other programs get files, and another Merit's file is taken over."""

from dataclasses import replace

import pytest
from prometheus_client import REGISTRY

from bot.core import phrases
from bot.core.by_others import Addition, ByOthers
from bot.core.importing import Imported
from bot.core.message import Words
from bot.core.profile import Paired
from bot.core.session import Session
from bot.documents.maker import DocumentMaker
from bot.service.documents import LARGEST_PROFILE
from bot.service.papers import NO_PAPERS, Papers, speaker
from bot.service.ports import KeptFile
from tests.core.samples import LANGUAGES, NOW
from tests.core.skills import AGREED, NURSE
from tests.memory import English
from tests.service.handing_out import (
    LIBRARY,
    NO_PROFILE,
    FewConcepts,
    PaperMaker,
    RawFiles,
    Teller,
    teller,
)

NURSE_ID = NURSE.split("/")[1]


def counted(kind: str, result: str) -> float:
    labels = {"kind": kind, "result": result}
    return REGISTRY.get_sample_value("merit_papers_total", labels) or 0.0


def seconds() -> float:
    return REGISTRY.get_sample_value("merit_paper_seconds_count") or 0.0


def names(told: Teller) -> list[str]:
    return [message.attachment.filename for message in told.sent if message.attachment is not None]


async def test_a_paper_comes_as_a_file_with_its_words_and_is_counted():
    told = await teller()
    before = (counted("paper", "made"), seconds())
    await told.says("/paper")
    (paper,) = [message for message in told.sent if message.attachment is not None]
    assert paper.attachment is not None
    assert paper.attachment.filename == "paper.pdf"
    assert paper.text == "Here is paper.pdf.\nKeep it."
    assert (counted("paper", "made"), seconds()) == (before[0] + 1, before[1] + 1)
    assert [part.id for part in told.made[0].sections] == ["work"]


async def test_the_paper_comes_before_the_question_that_waits():
    told = await teller()
    await told.says("/paper")
    assert told.sent[-1].rows
    assert told.sent[-2].attachment is not None


async def test_files_for_other_programs_come_one_by_one_each_with_what_it_leaves_out():
    told = await teller()
    await told.says("/files")
    assert names(told) == ["merit.json", "europass.xml"]
    assert "Here is europass.xml.\nKeep it." in told.said


async def test_an_empty_profile_makes_no_paper():
    told = Teller()
    await told.says("/menu")
    told.becomes(Session(consent=AGREED))
    await told.says("/paper")
    assert phrases.NOTHING_FOR_PAPER.source in told.said
    assert told.made == []


async def test_a_paper_that_cannot_be_made_is_said_kindly_and_nothing_is_lost():
    told = await teller(maker=PaperMaker(failing=True))
    before = counted("files", "failed")
    await told.says("/files")
    assert phrases.NO_PAPER.source in told.said
    assert names(told) == []
    assert counted("files", "failed") == before + 1
    assert told.now_is.records["my_jobs"]


async def test_where_no_papers_are_made_that_is_said():
    told = await teller(maker=None)
    await told.says("/paper")
    assert phrases.NO_PAPER_HERE.source in told.said


async def test_the_second_language_is_that_of_the_country_or_the_one_that_was_chosen():
    told = await teller(answers={"paper_language": "ar"})
    await told.says("/paper")
    assert (told.made[0].language.code, told.made[0].host.code) == ("en", "ar")
    told = await teller(answers={"country": "be"})
    await told.says("/paper")
    assert told.made[0].host.code == "en"


PHOTO = KeptFile(id="f_0123456789abcdef_2", media_type="image/jpeg", content=b"jpeg")


@pytest.mark.parametrize(
    ("wants", "held", "photo"),
    [
        ("yes", PHOTO.id, b"jpeg"),
        ("no", PHOTO.id, b""),
        (None, PHOTO.id, b""),
        ("yes", "gone", b""),
    ],
)
async def test_the_photo_is_on_the_paper_only_if_the_person_wants_it(
    wants: str | None, held: str, photo: bytes
):
    told = await teller(answers={"my_photo": (held,), "with_photo": wants})
    told.store.files[told.person.id] = {PHOTO.id: PHOTO}
    await told.says("/paper")
    assert told.made[0].photo == photo


async def test_without_a_photo_or_a_store_there_is_none_on_the_paper():
    told = await teller(answers={"with_photo": "yes"})
    await told.says("/paper")
    assert told.made[0].photo == b""
    session = replace(told.now_is, answers={"my_photo": (PHOTO.id,), "with_photo": "yes"})
    profile = await Papers(documents=told.maker).profile(told.person, session, LIBRARY, now=NOW)
    assert profile.photo == b""
    odd = replace(session, answers={"my_photo": PHOTO.id, "with_photo": "yes"})
    profile = await told.papers.profile(told.person, odd, LIBRARY, now=NOW)
    assert profile.photo == b""


async def test_the_steps_are_on_the_paper_only_if_the_person_wants_them():
    told = await teller()
    await told.says("/form")
    for label in ("Belgium", "North", "Study"):
        await told.presses(label)
    for words in ("medicine", "30"):
        await told.says(words)
    await told.presses("Done")
    await told.presses("right")
    assert told.now_is.plans
    await told.says("/paper")
    assert not told.made[-1].steps
    told.becomes(replace(told.now_is, answers={**told.now_is.answers, "with_plan": "yes"}))
    await told.says("/paper")
    assert "Ask the office." in {step.words.own for step in told.made[-1].steps}


async def test_a_concept_of_esco_has_its_name_in_the_language_of_the_host():
    jobs = {"my_jobs": ({"job_title": NURSE, "job_tasks": "esco/1/x"}, {"job_title": "cook"})}
    told = await teller(
        records=jobs,
        answers={"paper_language": "ar"},
        concepts=FewConcepts({"nurse assistant": NURSE_ID}),
    )
    await told.says("/paper")
    title = told.made[0].sections[0].entries[0].facts[0]
    assert title.words == Paired(own="nurse assistant", host="nurse assistant (ar)")


async def test_a_taxonomy_that_does_not_answer_keeps_no_paper_from_being_made():
    told = await teller(
        records={"my_jobs": ({"job_title": NURSE},)}, concepts=FewConcepts(failing=True)
    )
    await told.says("/paper")
    title = told.made[0].sections[0].entries[0].facts[0]
    assert title.words.host == "nurse assistant"


async def test_words_for_a_job_are_looked_up_in_the_languages_the_person_uses():
    concepts = FewConcepts({"nurse assistant": NURSE_ID})
    told = await teller(concepts=concepts, language="ar", spoken=("uk", "en"), records={})
    await told.says("/job")
    await told.says("assistant")
    assert concepts.asked == [("assistant", "occupation", ("ar", "uk", "en"))]
    assert "nurse assistant" in "".join(
        button.label for row in told.sent[-1].rows for button in row
    )
    await told.says("1")
    assert told.session["answers"]["job_title"] == NURSE


async def test_words_for_anything_else_are_not_looked_up():
    told = await teller()
    await told.says("/person")
    await told.says("Rim")
    assert told.concepts.asked == []


async def test_a_taxonomy_that_does_not_answer_leaves_words_as_they_are():
    told = await teller(concepts=FewConcepts(failing=True), records={})
    await told.says("/job")
    await told.says("cook")
    assert told.session["answers"]["job_title"] == "cook"
    named = await NO_PAPERS.named(Words(text="x"), "skill", ["en"])
    assert named.concepts == ()


FOUND = Imported(sections={"person": ({"my_name": "Rim"},)})


async def test_a_file_of_another_merit_is_taken_over_and_not_kept():
    told = await teller(maker=PaperMaker(found=FOUND), files=RawFiles(content=b"json"))
    await told.says("/take")
    await told.sends()
    assert told.maker is not None
    assert told.maker.read_ == [b"json"]
    assert told.session["answers"]["my_name"] == "Rim"
    assert told.store.files.get(told.person.id, {}) == {}
    assert "I took over 1 thing from the file." in told.said


async def test_a_file_that_is_no_profile_gets_a_kind_word_and_is_asked_for_again():
    told = await teller()
    await told.says("/take")
    await told.sends(words="here it is")
    assert any(str(NO_PROFILE.values["words"]) in text for text in told.said)
    assert phrases.WORDS_NOT_KEPT.source in told.said
    assert "file?" in told.last


async def test_a_file_that_cannot_be_had_is_asked_for_again():
    told = await teller(files=RawFiles(content=None))
    await told.says("/take")
    await told.sends()
    assert any(phrases.FILE_NOT_FETCHED.source in text for text in told.said)


async def test_where_no_papers_are_made_none_is_read():
    told = await teller(maker=None)
    await told.says("/take")
    await told.sends()
    assert any(phrases.NO_PAPER_HERE.source in text for text in told.said)
    assert told.files.fetched == []


async def test_words_of_danger_under_a_profile_come_first_and_it_is_not_fetched():
    told = await teller()
    await told.says("/take")
    await told.sends(words="he beats me")
    assert told.files.fetched == []
    assert [dict(message.about) for message in told.store.heard] == [{"danger": "violence"}]


async def test_a_photo_where_one_is_asked_for_is_no_profile():
    told = await teller()
    await told.says("/photo")
    await told.sends()
    assert told.maker is not None
    assert told.maker.read_ == []


async def test_what_the_real_maker_writes_another_merit_takes_over():
    told = await teller(maker=None)
    maker = DocumentMaker()
    profile = await told.papers.profile(told.person, told.now_is, LIBRARY, now=NOW)
    (own,) = [
        made.file for made in await maker.files(profile) if made.file.filename.startswith("merit")
    ]
    assert len(own.content) < LARGEST_PROFILE
    other = await teller(maker=PaperMaker(found=await maker.read(own.content)), records={})
    await other.says("/take")
    await other.sends()
    assert other.now_is.records == told.now_is.records


def test_on_paper_words_have_no_direction_marks():
    speak = speaker(English(LANGUAGES["ar"]))
    said = speak(phrases.WE_GO_ON.with_values(topic="x"))
    assert said == f"ar: {phrases.WE_GO_ON.source}".format(topic="x")


NOTE = Addition(kind="next_step", text="Call us.", language="nl", by="Ada", at=0)


@pytest.mark.parametrize(("wants", "notes"), [("yes", 1), ("no", 0), (None, 0)])
async def test_what_advisors_added_is_on_the_paper_only_if_the_person_wants_it(
    wants: str | None, notes: int
):
    told = await teller(by_others=ByOthers(additions=(NOTE,)), answers={"with_notes": wants})
    await told.says("/paper")
    assert len(told.made[0].notes) == notes


async def test_steps_are_never_in_files_for_programs():
    told = await teller()
    await told.says("/form")
    for label in ("Belgium", "North", "Study"):
        await told.presses(label)
    for words in ("medicine", "30"):
        await told.says(words)
    await told.presses("Done")
    await told.presses("right")
    told.becomes(replace(told.now_is, answers={**told.now_is.answers, "with_plan": "yes"}))
    await told.says("/files")
    assert [profile.steps for profile in told.made] == [(), ()]
