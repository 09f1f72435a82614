"""A profile is written down in two languages: choices in both, the person's own words as they are, marked as such."""

from dataclasses import replace

import pytest

from bot.core.answer import Answers, AnswerSpec
from bot.core.by_others import ByOthers, Gloss
from bot.core.profile import By, Export, Paired, Profile
from bot.core.profiling import languages_of
from bot.core.run import Run
from tests.core.samples import NOW
from tests.core.skills import BAKER, NURSE, SINGLE, baker
from tests.core.two_languages import KNOWN, facts, section, session, written


def words(profile: Profile, id_: str, name: str) -> Paired:
    return facts(profile, id_)[name].words


def test_a_work_is_written_in_both_languages_with_its_codes_and_places():
    profile = written(baker().session)
    assert section(profile, "work").title == Paired(own="Work", host="Werk")
    job = facts(profile, "work")
    assert job["job_title"].words == Paired(own="Baker", host="Bakker")
    assert (job["job_title"].isco, job["job_title"].uri) == ("7512", "")
    assert job["job_title"].goes == {Export.PDF: "title"}
    assert job["job_country"].words == Paired(own="Syria", host="Syrië")
    assert job["job_to"].value == "now"
    assert job["job_tasks"].words.by is By.NOBODY
    (entry,) = section(profile, "work").entries
    assert entry.heading == Paired(own="Baker", host="Bakker")
    assert entry.when == Paired(own="Since 2011", host="Sinds 2011")


def test_the_profile_says_its_languages_its_day_and_its_fixed_words():
    profile = written(session(answers={"my_name": "Rim"}), photo=b"x")
    assert (profile.language.code, profile.host.code, profile.two) == ("en", "nl", True)
    assert profile.made == NOW.date()
    assert profile.made_words == Paired(own="2026-11-23 en", host="2026-11-23 nl")
    assert profile.words["title"] == Paired(own="Skills profile", host="nl: Skills profile")
    assert (profile.name, profile.photo, profile.steps) == ("Rim", b"x", ())


def test_one_year_alone_stands_by_itself_where_no_end_is_asked_for():
    told = session([{"job_title": "cook", "job_from": "2011"}])
    (entry,) = section(written(told), "work").entries
    assert entry.when == Paired(own="2011", host="2011")


def test_of_a_profile_only_some_sections_can_be_shown_and_the_name_only_with_its_own():
    told = session([{"job_title": "cook"}], answers={"my_name": "Rim", "my_skill": "sewing"})
    shown = written(told, only=frozenset({"work"}))
    assert [each.id for each in shown.sections] == ["work"]
    assert shown.name == ""
    assert written(told, only=frozenset({"person"})).name == "Rim"
    assert written(told, only=frozenset()).sections == ()


def test_a_section_the_operator_leaves_out_is_not_on_paper():
    told = session([{"job_title": "cook"}], answers={"my_name": "Rim"})
    profile = written(told, release=replace(KNOWN, left_out=frozenset({"person"})))
    assert [each.id for each in profile.sections] == ["work"]
    assert profile.name == ""


@pytest.mark.parametrize(
    ("start", "end", "when"),
    [
        ("2011", "2019", "2011 to 2019"),
        ("2011", "now", "Since 2011"),
        ("2011", None, "From 2011"),
        (None, "2019", "Until 2019"),
        (None, "now", "I still do it"),
        (None, None, None),
    ],
)
def test_years_are_written_in_words(start: str | None, end: str | None, when: str | None):
    profile = written(session([{"job_title": "cook", "job_from": start, "job_to": end}]))
    (entry,) = section(profile, "work").entries
    assert (None if entry.when is None else entry.when.own) == when


def test_own_words_stand_in_both_places_and_say_that_nobody_translated_them():
    profile = written(session([{"job_title": "own/wool dyer"}], answers={"my_town": "حلب"}))
    dyer = Paired(own="wool dyer", host="wool dyer", by=By.NOBODY)
    assert words(profile, "work", "job_title") == dyer
    assert section(profile, "work").entries[0].heading == dyer
    assert words(profile, "person", "my_town") == Paired(own="حلب", host="حلب", by=By.NOBODY)


def test_own_words_an_advisor_translated_say_so():
    glosses = (
        Gloss(words="wool dyer", language="nl", text="wolverver", by="advisor"),
        Gloss(words="wool dyer", language="uk", text="x", by="advisor"),
    )
    profile = written(
        session(
            [{"job_title": "own/wool dyer", "job_tasks": "colours"}],
            by_others=ByOthers(glosses=glosses),
        )
    )
    assert words(profile, "work", "job_title") == Paired(
        own="wool dyer", host="wolverver", by=By.ADVISOR
    )
    assert words(profile, "work", "job_tasks").by is By.NOBODY


def test_names_numbers_addresses_and_positions_need_no_translation():
    answers: Answers = {
        "my_name": "ريم",
        "my_town": "52.09,5.12",
        "my_contact": "rim@example.org",
        "my_children": 0,
        "my_tongue": "ar/fluent",
        "my_licence": "yes",
        "my_letters": ("latin", "arabic"),
    }
    told = facts(written(session(answers=answers)), "person")
    assert set(told) == set(answers)
    assert {fact.words.by for fact in told.values()} == {By.MERIT}
    assert told["my_children"].words == Paired(own="0", host="0")
    assert told["my_children"].goes == {Export.PDF: "line"}
    assert told["my_licence"].words == Paired(own="Yes", host="nl: Yes")


@pytest.mark.parametrize(
    ("town", "by"),
    [("Utrecht", By.MERIT), ("’s-Hertogenbosch 2", By.MERIT), ("حلب", By.NOBODY), ("Aleppo حلب", By.NOBODY)],
)  # fmt: skip
def test_a_town_written_in_latin_letters_needs_no_translation(town: str, by: By):
    assert words(written(session(answers={"my_town": town})), "person", "my_town").by is by


def test_in_one_language_nothing_is_marked_as_not_translated():
    profile = written(session([{"job_title": "own/dyer"}]), host="en")
    assert not profile.two
    assert words(profile, "work", "job_title").by is By.MERIT


def test_a_concept_of_esco_has_its_address_and_its_name_in_the_language_of_the_host():
    profile = written(session([{"job_title": NURSE}, {"job_title": BAKER}]))
    nurse = facts(profile, "work")["job_title"]
    assert nurse.words == Paired(own="nurse assistant", host="verzorgende")
    id_ = NURSE.split("/")[1]
    assert nurse.uri == f"http://data.europa.eu/esco/occupation/{id_}"
    assert facts(profile, "work", 1)["job_title"].words.host == "pastry baker"


def test_of_a_skill_the_address_says_that_it_is_one():
    profile = written(session(answers={"my_skill": NURSE}))
    assert "/esco/skill/" in facts(profile, "skills")["my_skill"].uri


def test_several_titles_of_a_section_make_one_heading():
    town = replace(SINGLE["my_town"], profile=SINGLE["my_skill"].profile)
    release = replace(KNOWN, answers={**KNOWN.answers, "my_town": town})
    told = session(answers={"my_skill": "sewing", "my_town": "حلب"})
    (entry,) = section(written(told, release=release), "skills").entries
    assert entry.heading == Paired(own="حلب – Sewing", host="حلب – nl: Sewing", by=By.NOBODY)


def test_what_is_no_part_of_the_profile_is_not_on_paper():
    told = session(
        [{"job_title": "cook", "job_note": "secret", "job_rank": "3", "job_country": None}],
        answers={"country": "nl", "goal": "study", "my_photo": ("f_1",), "merit_file": ("f_2",)},
    )
    profile = written(told)
    assert [each.id for each in profile.sections] == ["work"]
    assert list(facts(profile, "work")) == ["job_title"]


def test_a_work_of_which_everything_was_skipped_is_not_there():
    assert written(session([{"job_title": None}])).sections == ()


def test_a_fact_without_a_label_is_called_by_its_id():
    bare = replace(SINGLE["my_skill"], label=None)
    release = replace(KNOWN, answers={**KNOWN.answers, "my_skill": bare})
    profile = written(session(answers={"my_skill": "sewing"}), release=release)
    assert facts(profile, "skills")["my_skill"].label.own == "my_skill"


@pytest.mark.parametrize(
    ("language", "host", "found"),
    [("ar", "nl", ("ar", "nl")), ("gone", "nl", ("en", "nl")), ("ar", "gone", ("ar", "en"))],
)
def test_a_language_merit_does_not_know_any_more_is_english(
    language: str, host: str, found: tuple[str, str]
):
    run = Run.begin(KNOWN, session(language=language), NOW)
    assert tuple(each.code for each in languages_of(run, host)) == found


@pytest.mark.parametrize(
    ("country", "goes"),
    [("er", {Export.PDF: "title"}), ("sy", {Export.PDF: "title", Export.EUROPASS: "Title"})],
)
def test_an_entry_with_a_value_that_is_only_for_paper_is_in_no_file_for_programs(
    country: str, goes: dict[Export, str]
):
    def told(name: str, **more: object) -> AnswerSpec:
        spec = KNOWN.answers[name]
        assert spec.profile is not None
        return replace(spec, profile=replace(spec.profile, **more))  # type: ignore[arg-type]

    changed = {
        "job_title": told("job_title", goes={"pdf": "title", "europass": "Title"}),
        "job_country": told("job_country", only_on_paper=("er",)),
    }
    release = replace(KNOWN, answers={**KNOWN.answers, **changed})
    works = session([{"job_title": "cook", "job_country": country}])
    assert facts(written(works, release=release), "work")["job_title"].goes == goes
