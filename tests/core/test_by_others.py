"""What advisors did with a profile is kept apart, in order, never without end, and survives storage."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answers
from bot.core.by_others import (
    ADDITIONS,
    GLOSSES,
    LOOKS,
    NOTHING,
    Addition,
    ByOthers,
    Gloss,
    Look,
    by_others_from_json,
    by_others_to_json,
    words_told,
)

words = st.text(max_size=12)
additions = st.builds(
    Addition, kind=words, text=words, language=words, by=words, at=st.integers(0, 2**40)
)
looks = st.builds(
    Look, sections=st.lists(words, max_size=3).map(tuple), by=words, at=st.integers(0, 2**40)
)
glosses = st.builds(Gloss, words=words, language=words, text=words, by=words)
EVERYTHING = st.builds(
    ByOthers,
    additions=st.lists(additions, max_size=4).map(tuple),
    looks=st.lists(looks, max_size=4).map(tuple),
    glosses=st.lists(glosses, max_size=4).map(tuple),
)


def added(text: str, at: int = 0) -> Addition:
    return Addition(kind="next_step", text=text, language="nl", by="Ada", at=at)


def glossed(words: str, text: str, language: str = "nl") -> Gloss:
    return Gloss(words=words, language=language, text=text, by="advisor")


@given(EVERYTHING)
def test_all_of_it_survives_json(others: ByOthers):
    assert by_others_from_json(json.loads(json.dumps(by_others_to_json(others)))) == others


def test_nothing_takes_no_room():
    assert by_others_to_json(NOTHING) == {}
    assert by_others_from_json({}) == NOTHING


def test_additions_and_looks_are_in_order_and_the_oldest_go_when_there_are_too_many():
    others = NOTHING
    for n in range(LOOKS + 3):
        others = others.looked(Look(sections=("work",), by="Ada", at=n))
        others = others.added(added(f"{n}", n))
    assert [look.at for look in others.looks] == list(range(3, LOOKS + 3))
    assert [each.at for each in others.additions] == list(range(LOOKS + 3 - ADDITIONS, LOOKS + 3))


def test_a_translation_takes_the_place_of_an_earlier_one_of_the_same_words():
    others = NOTHING.translated(glossed("خبز", "brood"))
    others = others.translated(glossed("خبز", "bread", "en"))
    others = others.translated(glossed("خبز", "wit brood"))
    assert [each.text for each in others.glosses] == ["bread", "wit brood"]
    found = others.gloss("خبز", "nl")
    assert found is not None
    assert found.text == "wit brood"
    assert others.gloss("خبز", "uk") is None


def test_the_oldest_translations_go_when_there_are_too_many():
    others = NOTHING
    for n in range(GLOSSES + 2):
        others = others.translated(glossed(f"{n}", "x"))
    assert [each.words for each in others.glosses] == [f"{n}" for n in range(2, GLOSSES + 2)]


def test_the_words_a_person_told_are_those_of_single_answers_and_of_every_record():
    answers: Answers = {
        "want_work": "own/dyer",
        "my_name": "Rim",
        "my_children": 2,
        "shared": ("work",),
    }
    records = {"my_jobs": ({"job_tasks": "bread"}, {"job_tasks": None, "job_title": "baker"})}
    assert words_told(answers, records) == {"dyer", "Rim", "bread", "baker"}


def test_translations_of_words_that_are_gone_go_and_those_of_additions_stay():
    others = NOTHING.added(added("bel ons")).translated(glossed("bel ons", "call us", "en"))
    others = others.translated(glossed("here", "hier")).translated(glossed("gone", "weg"))
    assert [each.words for each in others.about({"here"}).glosses] == ["bel ons", "here"]


def test_additions_of_one_second_are_a_second_apart_so_that_each_can_be_named():
    others = NOTHING.added(added("a", 7)).added(added("b", 7)).added(added("c", 3))
    assert [(each.text, each.at) for each in others.additions] == [("a", 7), ("b", 8), ("c", 9)]


def test_what_is_taken_out_takes_its_translations_along_and_nothing_else():
    others = NOTHING.added(added("bel ons", 1)).added(added("kom langs", 2))
    for words in ("bel ons", "kom langs", "here"):
        others = others.translated(glossed(words, "x", "en"))
    left = others.without(1)
    assert [each.text for each in left.additions] == ["kom langs"]
    assert [each.words for each in left.glosses] == ["kom langs", "here"]
    assert left.without(1) == left


def test_of_two_additions_in_the_same_words_the_one_that_stays_keeps_the_translation():
    others = NOTHING.added(added("bel ons", 1)).added(added("bel ons", 2))
    others = others.translated(glossed("bel ons", "call us", "en"))
    assert others.without(1).gloss("bel ons", "en") is not None
