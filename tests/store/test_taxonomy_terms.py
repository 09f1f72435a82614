"""How names are found: by the same folded words that are asked for."""

import pytest

from bot.store.taxonomy_terms import asked, near_lengths, nearest, terms_of


def test_a_name_is_found_as_a_whole_and_by_its_words_the_preferred_one_first():
    terms = terms_of(["Kite-Nurse", "nurse"]).ranks
    assert terms["kitenurse"] < terms["nurse"] < terms["kite"]


def test_a_word_of_a_short_name_counts_for_more_than_one_of_a_long_name():
    names = (["kite nurse"], ["nurse of very high kites"], ["x", "kite nurse"])
    short, long, other = (terms_of(each).ranks["nurse"] for each in names)
    assert short < long
    assert short < other


def test_the_arabic_article_does_not_matter_where_enough_of_the_word_is_left():
    assert "ممرض" in terms_of(["الممرض العام"]).words
    assert asked("الممرض").words == ("ممرض",)
    assert asked("الما").words == ("الما",)


def test_a_name_of_marks_only_is_found_by_nothing():
    found = terms_of(["---", "ok"])
    assert (found.ranks, found.words) == ({"ok": 1}, {"ok"})


def test_only_the_beginning_of_a_long_question_is_looked_at():
    assert len(asked("word " * 1000).whole) <= 60
    assert len(asked(" ".join("abcdefghijkl")).words) == 6


def test_a_word_is_looked_for_as_it_is_by_its_beginning_and_without_its_ending():
    ways = list(asked("nurses").ways({}))
    assert [(way.terms, way.begins) for way in ways] == [
        (("nurses",), True),
        (("nurse", "nurs"), False),
    ]


def test_several_words_are_looked_for_as_a_whole_too():
    ways = list(asked("kite nurse").ways({"kite": ["kites"]}))
    assert ways[0].terms == ("kitenurse",)
    assert {way.part for way in ways} == {0, 1, 2}
    assert ("kites",) in [way.terms for way in ways]


def test_short_words_are_looked_for_only_as_they_are():
    assert [(way.terms, way.begins) for way in asked("ab").ways({})] == [(("ab",), False)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nruse", "nurse"),
        ("nurs", "nurse"),
        ("nurrse", "nurse"),
        ("narse", "nurse"),
        ("electritian", "electrician"),
        ("elektritian", "electrician"),
        ("shepard", "shepherd"),
        ("ممرص", "ممرض"),
    ],
)
def test_small_mistakes_are_forgiven(typed: str, meant: str):
    assert nearest(typed, ["driver", meant, "nothing"]) == [meant]
    assert len(meant) in near_lengths(typed)


def test_the_nearest_word_comes_first_and_a_far_one_never():
    known = ["interprets", "interpreter", "interrupts", "internet"]
    assert nearest("interpretr", known)[:2] == ["interpreter", "interprets"]
    assert nearest("nurse", ["purses", "horse"]) == []


def test_a_short_word_is_taken_as_it_is_written():
    assert near_lengths("abc") == range(0)
