"""A profile of another Merit is added to what is told here: judged answer by answer, never in place of anything."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.answer import Answers, AnswerType, AnswerValue
from bot.core.event import DangerSeen, RecordKept
from bot.core.importing import Imported, fits
from bot.core.message import FileKind, Received, Upload
from bot.core.run import Run
from bot.core.sending import FileRefused, wanted, wants_profile
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.text import literal
from tests.core.samples import NOW
from tests.core.skills import JOB, NURSE, RELEASE, SINGLE, WORK, baker, person
from tests.core.talker import Talker

BREAD: Answers = {"job_title": "baker", "job_country": "sy", "job_from": "2011"}


def sends(talker: Talker, **sections: list[Answers]) -> None:
    told = {section: tuple(entries) for section, entries in sections.items()}
    talker.gives(Imported(sections=told))


def test_what_another_merit_kept_is_added_and_counted_and_the_conversation_goes_on():
    talker = person("/take")
    sends(talker, person=[{"my_name": "Rim", "my_town": "Utrecht"}], work=[BREAD])
    assert talker.session.answers == {"my_name": "Rim", "my_town": "Utrecht"}
    assert talker.session.records == {"my_jobs": (BREAD,)}
    assert talker.happened(RecordKept)
    assert talker.seen == [phrases.imported(3).source, "name?"]


def test_nothing_that_was_told_here_is_replaced_and_what_was_skipped_is_filled():
    talker = baker()
    talker.session = replace(talker.session, answers={"my_name": "Rim", "my_town": None})
    talker.says("/take")
    sends(talker, person=[{"my_name": "Ada", "my_town": "Delft"}], work=[BREAD])
    assert talker.session.answers == {"my_name": "Rim", "my_town": "Delft"}
    assert [job["job_title"] for job in talker.session.records["my_jobs"]] == ["baker", "baker"]
    assert len(talker.session.records["my_jobs"][0]) > len(BREAD)


def test_the_same_file_a_second_time_adds_nothing():
    talker = person("/take")
    sends(talker, person=[{"my_name": "Rim"}], work=[BREAD])
    talker.says("/take")
    sends(talker, person=[{"my_name": "Rim"}], work=[BREAD, dict(BREAD)])
    assert talker.session.records == {"my_jobs": (BREAD,)}
    assert phrases.NOTHING_IMPORTED.source in talker.seen


def test_there_are_never_more_records_than_may_be():
    talker = person("/take")
    sends(talker, work=[{"job_title": "own/x", "job_from": f"200{n}"} for n in range(5)])
    assert len(talker.session.records["my_jobs"]) == RELEASE.answers["my_jobs"].most


def test_of_an_entry_only_what_fits_is_taken():
    talker = person("/take")
    sends(
        talker,
        person=[{"my_name": "", "my_town": "Utrecht", "my_letters": ("latin", "x"), "shared": ("work",)}],
        work=[{"job_title": "smith", "job_country": "xx", "job_tasks": "bread", "job_note": "x!"}],
        gone=[{"my_contact": "+31612345678"}],
    )  # fmt: skip
    assert talker.session.answers == {"my_town": "Utrecht"}
    assert talker.session.records == {"my_jobs": ({"job_tasks": "bread"},)}


def test_what_belongs_to_another_section_or_one_that_is_left_out_is_not_taken():
    talker = person("/take", replace(RELEASE, left_out=frozenset({"work"})))
    sends(talker, skills=[{"my_name": "Rim"}], work=[BREAD])
    assert talker.session.answers == {}
    assert talker.session.records == {}
    assert phrases.NOTHING_IMPORTED.source in talker.seen


def test_records_whose_flow_is_gone_are_not_taken():
    flows = {id_: flow for id_, flow in RELEASE.flows.items() if id_ != WORK.id}
    talker = person("/take", replace(RELEASE, flows=flows))
    sends(talker, work=[BREAD])
    assert talker.session.records == {}


def test_without_consent_nothing_personal_is_taken():
    file = replace(SINGLE["merit_file"], personal=False)
    release = replace(RELEASE, answers={**RELEASE.answers, "merit_file": file})
    talker = Talker(release=release)
    talker.says("/take")
    sends(talker, person=[{"my_name": "Rim"}], work=[BREAD])
    assert talker.session.answers == {}
    assert talker.session.records == {}


def test_a_profile_nobody_waits_for_is_taken_and_leads_to_the_menu():
    talker = person()
    sends(talker, person=[{"my_name": "Rim"}])
    assert talker.session.answers == {"my_name": "Rim"}
    assert talker.seen[-1] == "What would you like to do?"


def test_what_was_taken_over_cannot_be_gone_back_over():
    talker = person("/take")
    sends(talker, person=[{"my_name": "Rim"}])
    assert "_back" not in [offer.press.choice for offer in talker.offers]


def test_a_file_that_is_no_profile_gets_a_kind_word_and_the_question_stays():
    talker = person("/take")
    talker.gives(FileRefused(reason=literal("This is no profile."), words="my file"))
    assert talker.seen[0] == phrases.WORDS_NOT_KEPT.source
    assert talker.seen[-1] == "file?"
    assert talker.session.misses == 1
    assert wants_profile(Run.begin(RELEASE, talker.session, NOW))


@pytest.mark.parametrize("kind", FileKind)
def test_a_photo_or_document_is_no_answer_where_a_profile_is_asked_for(kind: FileKind):
    talker = person("/take")
    talker.gives(Received(file="f_1", kind=kind))
    assert talker.session.answers == {}
    assert talker.seen[-1] == "file?"


def wants(talker: Talker, release: object = None) -> bool:
    found = talker.release if release is None else release
    return wants_profile(Run.begin(found, talker.session, talker.now))  # type: ignore[arg-type]


def test_a_profile_is_wanted_only_where_one_is_asked_for():
    assert wants(person("/take"))
    assert not wants(person("/photo"))
    assert not wants(person("/person"))
    assert not wants(person())
    assert not wants(person("/take"), replace(RELEASE, files=False))


def test_words_of_danger_under_a_profile_come_first():
    talker = person("/take")
    run = Run.begin(RELEASE, talker.session, talker.now)
    assert wanted(run, Upload(kind=FileKind.DOCUMENT, ref="r"))
    assert not wanted(run, Upload(kind=FileKind.DOCUMENT, ref="r", words="he beats me"))
    talker.says("he beats me")
    assert talker.happened(DangerSeen)


def test_after_a_long_time_a_profile_is_still_taken():
    talker = person("/take")
    talker.pause = timedelta(days=40)
    sends(talker, person=[{"my_name": "Rim"}])
    assert talker.session.answers == {"my_name": "Rim"}


LONG = "x" * 61


@pytest.mark.parametrize(
    ("name", "value", "fit"),
    [
        ("my_letters", ("latin", "arabic"), True),
        ("my_letters", ("latin", "latin"), False),
        ("my_letters", (), False),
        ("my_letters", ("greek",), False),
        ("my_name", ("latin",), False),
        ("my_photo", ("f_1",), False),
        ("my_children", 3, True),
        ("my_children", 99, False),
        ("my_children", True, False),
        ("my_jobs", 3, False),
        ("my_name", None, False),
        ("my_name", "Rim", True),
        ("my_name", " Rim", False),
        ("my_name", "R\u202eim", False),
        ("my_name", "x" * 81, False),
        ("my_contact", "+31612345678", True),
        ("my_contact", "0031612345678", False),
        ("my_contact", "12", False),
        ("my_town", "Utrecht", True),
        ("my_town", "52.09,5.12", True),
        ("paper_language", "nl", True),
        ("paper_language", "xx", False),
        ("my_licence", "yes", True),
        ("my_licence", "maybe", False),
        ("job_from", "2011", True),
        ("job_from", "2011-03", False),
        ("job_from", "2019 sh1398", True),
        ("job_from", "now", False),
        ("job_from", "soon", False),
        ("job_to", "now", True),
        ("job_country", "sy", True),
        ("job_country", "xx", False),
        ("my_tongue", "ar/fluent", True),
        ("my_tongue", "ar/perfect", False),
        ("my_tongue", "xx/fluent", False),
        ("my_skill", "sewing", True),
        ("my_skill", "baker", False),
        ("job_title", "baker", True),
        ("job_title", "smith", False),
        ("job_title", "own/wool dyer", True),
        ("job_title", "own/", False),
        ("job_title", "own/ ", False),
        ("job_title", f"own/{LONG}", False),
        ("job_title", "own/a\nb", False),
        ("job_title", "own/a\u202eb", False),
        ("job_title", NURSE, True),
        ("job_title", "esco/1/x", False),
        ("job_title", NURSE.replace("nurse assistant", " "), False),
        ("job_title", NURSE.replace("nurse", "nu\u202erse"), False),
        ("job_title", f"{NURSE}{'x' * 250}", False),
        ("job_title", f"{NURSE}\nx", False),
        ("my_jobs", "x", False),
        ("my_photo", "f_1", False),
    ],
)
def test_a_value_is_judged_as_if_it_had_been_answered_here(
    name: str, value: AnswerValue, fit: bool
):
    assert fits(RELEASE.answers[name], value, RELEASE, NOW.date()) is fit


NASTY = st.sampled_from(
    ["", "now", "baker", "own/", "own/x", "esco/", "esco/a/b", NURSE, "ar/", "ar/fluent", "2011 sh1", "0000"]
)  # fmt: skip
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    NASTY,
    st.lists(st.text(max_size=4) | st.sampled_from(["latin", "arabic"]), max_size=3).map(tuple),
)
NAMES = st.sampled_from([*SINGLE, *JOB, "goal", "country", "consent", "language"])
ENTRIES = st.lists(st.dictionaries(NAMES | st.text(max_size=4), VALUES, max_size=6), max_size=4)
SECTIONS = st.dictionaries(
    st.sampled_from(["person", "work", "skills", "goals", "gone", ""]), ENTRIES, max_size=5
)
BEFORE = st.sampled_from([Session().answers, {"my_name": "Rim"}, {"my_name": None}])


@settings(max_examples=200, deadline=None)
@given(SECTIONS, BEFORE, st.sampled_from(["/take", "", "/jobs", "/hub"]))
def test_any_file_at_all_adds_only_what_fits_and_replaces_nothing(
    told: dict[str, list[Answers]], before: Answers, command: str
):
    talker = person(command, answers=before)
    had = dict(talker.session.answers)
    sends(talker, **told)
    session = talker.session
    assert session_from_json(json.loads(json.dumps(session_to_json(session)))) == session
    assert all(session.answers[name] == value for name, value in had.items() if value is not None)
    jobs = session.records.get("my_jobs", ())
    new = [item for item in session.answers.items() if item not in had.items()]
    for name, value in [*new, *(item for job in jobs for item in job.items())]:
        spec = RELEASE.answers[name]
        assert spec.profile is not None
        assert spec.type is not AnswerType.FILE
        assert fits(spec, value, RELEASE, talker.now.date())
    talker.says("/told")
    assert talker.seen


@pytest.mark.parametrize(
    ("value", "fit"),
    [
        ("2026-11", True),
        ("2026-12", False),
        ("1949-12", False),
        ("2026", False),
        ("2026-11-02", False),
        ("2026-13", False),
    ],
)
def test_a_date_is_as_exact_as_asked_and_within_its_bounds(value: str, fit: bool):
    spec = replace(JOB["job_from"], precision="month", earliest="1950", latest="today")
    assert fits(spec, value, RELEASE, date(2026, 11, 23)) is fit


def test_a_date_without_bounds_as_exact_as_a_day():
    spec = replace(JOB["job_from"], precision="day")
    assert fits(spec, "2011-03-05", RELEASE, NOW.date())
    assert not fits(spec, "2011-03", RELEASE, NOW.date())
