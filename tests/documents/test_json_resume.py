"""JSON Resume: one document for each language, by the rules of its schema."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from bot.core.answer import AnswerType
from bot.core.profile import Export, Profile
from bot.documents.json_resume import write_json_resume
from bot.documents.leaves_out import left_out
from bot.documents.placing import Side
from tests.documents.json_resume_rules import follows_the_rules
from tests.documents.told import NASTY, fact, pair, profile, section, to
from tests.documents.told_any import profiles
from tests.documents.told_whole import whole


def document(told: Profile, side: Side = Side.HOST) -> dict[str, Any]:
    read = json.loads(write_json_resume(told, side))
    assert isinstance(read, dict)
    follows_the_rules(read)
    return read


def one(kind: AnswerType, value: str, place: str, words: str = "Words") -> Profile:
    """A profile with a single fact at a place."""
    told = fact("x", kind, value, pair(words), to("", place))
    return profile(section("s", pair("Section"), (told,)))


def test_a_job_is_in_the_host_countrys_language():
    assert document(whole())["work"] == [
        {
            "name": "مخبز",
            "position": "Bakker",
            "location": "Aleppo, Syrië",
            "startDate": "2011-03",
            "endDate": "2019-05",
            "summary": "Brood <b>bakken</b>",
            "highlights": ["Oven, kneder"],
        }
    ]


def test_a_job_is_in_the_persons_own_language_too():
    job = document(whole(), Side.OWN)["work"][0]
    assert job["position"] == "خبّاز"
    assert job["location"] == "حلب, سوريا"


def test_who_and_where_stands_in_the_basics():
    assert document(whole())["basics"] == {
        "name": "خبّاز من حلب",
        "email": "bakker@example.org",
        "phone": "+31612345678",
        "summary": "Een eigen bakkerij",
        "location": {"city": "Utrecht", "countryCode": "NL"},
    }


def test_a_language_and_how_well_it_is_spoken_stand_apart():
    languages = document(whole())["languages"]
    assert languages[2] == {"language": "Nederlands", "fluency": "Eenvoudige gesprekken"}
    assert languages[4] == {"language": "Frans"}


def test_a_language_without_a_colon_stands_as_it_is_said():
    told = one(AnswerType.SPOKEN, "nl/most", "languages/language", "Dutch, mostly")
    assert document(told)["languages"] == [{"language": "Dutch, mostly"}]


def test_the_name_of_the_profile_stands_where_no_answer_gives_one():
    assert document(profile(name="Baker"))["basics"] == {"name": "Baker"}


def test_nothing_told_is_still_a_document():
    assert document(profile()).keys() == {"meta"}


def test_a_thing_without_a_title_has_the_entrys_heading_or_the_sections():
    told = one(AnswerType.DATE, "2019", "work/startDate")
    assert document(told)["work"] == [{"position": "Section", "startDate": "2019"}]


@pytest.mark.parametrize("date", ["2014-13", "2019-02-30", "1398", "soon", "2019 sh1499"])
def test_a_date_that_does_not_exist_is_left_out(date: str):
    told = one(AnswerType.DATE, date, "work/startDate")
    assert "work" not in document(told)
    assert left_out(told, Export.JSON_RESUME)


def test_a_place_on_the_map_is_left_out():
    told = one(AnswerType.PLACE, "52.09,5.12", "basics/city")
    assert "basics" not in document(told)


def test_what_is_preferred_not_to_be_said_is_neither_there_nor_missed():
    told = profile(
        section("s", pair("S"), (fact("x", AnswerType.TEXT, None, pair("-"), to("", "work/name")),))
    )
    assert document(told).keys() == {"meta"}
    assert left_out(told, Export.JSON_RESUME) == ()


def test_it_says_who_made_it_and_what_it_leaves_out():
    meta = document(whole())["meta"]
    assert meta["version"] == "v1.3.1"
    assert meta["lastModified"] == "2026-11-26T00:00:00"
    assert meta["merit"]["made_by"] == "Merit"
    assert meta["merit"]["language"] == "nl"
    assert meta["merit"]["statement"] == "Eigen verklaring"
    assert "Age" in meta["merit"]["answers_left_out"]


def test_of_two_answers_for_one_date_the_first_stands_and_the_other_is_listed():
    first = fact("a", AnswerType.DATE, "2019", None, to("", "work/startDate"))
    second = fact("b", AnswerType.DATE, "2020", None, to("", "work/startDate"))
    told = profile(section("s", pair("S"), (first, second)))
    assert document(told)["work"][0]["startDate"] == "2019"
    assert [label.host for label in left_out(told, Export.JSON_RESUME)] == ["B"]


def test_several_summaries_have_their_labels():
    facts = tuple(
        fact(name, AnswerType.TEXT, "x", pair(name * 3), to("", "work/summary")) for name in "ab"
    )
    told = profile(section("s", pair("S"), facts))
    assert document(told)["work"][0]["summary"] == "A: aaa\nB: bbb"


@pytest.mark.parametrize("words", NASTY)
def test_words_that_break_careless_writers_make_a_valid_document(words: str):
    told = one(AnswerType.TEXT, words, "work/summary", words)
    document(told)


@settings(max_examples=50)
@given(profiles())
def test_any_profile_is_written_by_the_rules(told: Profile):
    for side in Side:
        document(told, side)
