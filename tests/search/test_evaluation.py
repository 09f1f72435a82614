"""The figures of a search, on results made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.found import Verdict
from bot.search.evaluation import Result, auroc, by, calibration_error, report

ANSWER, CHOICES, NO_ANSWER = Verdict.ANSWER, Verdict.CHOICES, Verdict.NO_ANSWER


def result(
    right: str, found: str, verdict: Verdict, chance: float = 0.5, milliseconds: float = 10.0, **kw
):
    """`right` and `found` are entries of one letter."""
    return Result(
        kind=kw.get("kind", "plain"),
        language=kw.get("language", "en"),
        right=frozenset(right),
        found=tuple(found),
        verdict=verdict,
        chance=chance,
        milliseconds=milliseconds,
    )


RESULTS = [
    result("a", "abc", ANSWER, 0.95, 1.0),
    result("ab", "bac", CHOICES, 0.85, 2.0),
    result("c", "abc", ANSWER, 0.9, 3.0),
    result("d", "abcd", NO_ANSWER, 0.2, 4.0, language="nl"),
    result("e", "", NO_ANSWER, 0.0, 5.0, language="nl"),
    result("", "abc", ANSWER, 0.92, 6.0, kind="outside"),
    result("", "bac", CHOICES, 0.5, 7.0, kind="outside"),
    result("", "", NO_ANSWER, 0.0, 8.0, kind="outside"),
    result("", "c", NO_ANSWER, 0.1, 9.0, kind="outside"),
]


def test_every_figure_of_a_report():
    assert report(RESULTS) == {
        "questions": 9,
        "in_scope": 5,
        "out_of_scope": 4,
        "accuracy_at_1": 0.4,
        "recall_at_3": 0.6,
        "mrr": round((1 + 1 + 1 / 3 + 1 / 4 + 0) / 5, 4),
        "auroc": round((4 + 3 + 3 + 2 + 0.5) / 20, 4),
        "direct": 0.4,
        "direct_precision": round(1 / 3, 4),
        "out_of_scope_direct": 0.25,
        "out_of_scope_choices": 0.25,
        "out_of_scope_declined": 0.5,
        "in_scope_declined": 0.4,
        # 0.0 twice, 0.1 once, 0.2 once, 0.5 once, 0.85 once and right, above 0.9 three times and once right
        "calibration_error": round((0.1 + 0.2 + 0.5 + 0.15 + abs(0.95 + 0.9 + 0.92 - 1)) / 9, 4),
        "milliseconds_p50": 5.0,
        "milliseconds_p95": 8.6,
    }


def test_without_questions_there_is_nothing_to_count():
    figures = report([])
    assert {name for name, figure in figures.items() if figure == 0} == {
        "questions",
        "in_scope",
        "out_of_scope",
    }
    assert all(figure is None for figure in figures.values() if figure != 0)


def test_a_single_question_takes_the_time_it_takes():
    figures = report([result("a", "a", CHOICES, milliseconds=3.456)])
    assert figures["milliseconds_p50"] == figures["milliseconds_p95"] == 3.46
    assert figures["auroc"] is figures["out_of_scope_direct"] is figures["direct_precision"] is None


def test_results_are_grouped_and_the_groups_in_order():
    groups = by(RESULTS, lambda each: each.language)
    assert list(groups) == ["en", "nl"]
    assert [each["questions"] for each in groups.values()] == [7, 2]
    assert by(RESULTS, lambda each: each.kind)["outside"]["in_scope"] == 0


@pytest.mark.parametrize(
    ("inside", "outside", "area"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.9, 0.3], [0.5], 0.5),
        ([0.9, 0.5], [0.5], 0.75),
        ([], [0.5], None),
        ([0.5], [], None),
    ],
)
def test_the_area_counts_how_often_a_question_with_an_answer_has_the_higher_chance(
    inside: list[float], outside: list[float], area: float | None
):
    assert auroc(inside, outside) == area


@given(st.lists(st.floats(0, 1), min_size=1), st.lists(st.floats(0, 1), min_size=1))
def test_turned_around_the_area_is_what_was_missing(one: list[float], other: list[float]):
    area, turned = auroc(one, other), auroc(other, one)
    assert area is not None
    assert turned is not None
    assert area + turned == pytest.approx(1, abs=2e-4)


@pytest.mark.parametrize(
    ("results", "error"),
    [
        ([], None),
        ([result("a", "a", ANSWER, 1.0), result("a", "b", ANSWER, 0.0)], 0.0),
        ([result("a", "a", ANSWER, 0.0)], 1.0),
        ([result("a", "a", ANSWER, 0.5), result("a", "b", ANSWER, 0.5)], 0.0),
        ([result("a", "a", ANSWER, 0.75), result("a", "a", ANSWER, 0.75)], 0.25),
        ([result("a", "a", ANSWER, 0.72), result("a", "b", ANSWER, 0.78)], 0.25),
    ],
)
def test_chances_that_hold_have_no_calibration_error(results: list[Result], error: float | None):
    assert calibration_error(results) == error
