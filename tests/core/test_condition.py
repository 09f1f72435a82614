"""The language of conditions."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import Answers, AnswerSpec, AnswerType
from bot.core.condition import LONGEST, BadConditionError, parse_condition
from tests.core.samples import DECLARED


def holds(source: str, **answers: object) -> bool:
    return parse_condition(source, DECLARED).holds(answers)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "answers", "expected"),
    [
        ("country is nl", {"country": "nl"}, True),
        ("country is nl", {"country": "be"}, False),
        ("country is not nl", {"country": "be"}, True),
        ("country in (nl, be)", {"country": "be"}, True),
        ("country not in (nl, be)", {"country": "be"}, False),
        ("age < 18", {"age": 17}, True),
        ("age <= 18", {"age": 18}, True),
        ("age > 18", {"age": 18}, False),
        ("age >= 18", {"age": 18}, True),
        ("age is 18", {"age": 18}, True),
        ("age in (17, 18)", {"age": 18}, True),
        ("copy in papers", {"papers": ("copy", "diploma")}, True),
        ("copy not in papers", {"papers": ("copy",)}, False),
        ("copy not in papers", {"papers": ("diploma",)}, True),
        ("known(country)", {"country": "nl"}, True),
        ("known(country)", {"country": None}, False),
        ("not known(country)", {}, True),
        ("country is nl and age < 18", {"country": "nl", "age": 17}, True),
        ("country is nl and age < 18", {"country": "nl", "age": 18}, False),
        ("country is nl or age < 18", {"country": "be", "age": 17}, True),
        ("(country is nl or country is be) and not age < 18", {"country": "be", "age": 18}, True),
        ("country is 'nl'", {"country": "nl"}, True),
        ("consent is yes", {"consent": "yes"}, True),
    ],
)
def test_a_condition_reads_like_a_sentence(
    source: str, answers: dict[str, object], expected: bool
) -> None:
    assert holds(source, **answers) is expected


@pytest.mark.parametrize(
    "source",
    ["country is nl", "country is not nl", "age < 18", "copy in papers", "copy not in papers"],
)
@pytest.mark.parametrize("answers", [{}, {"country": None, "age": None, "papers": None}])
def test_an_unknown_or_skipped_answer_makes_every_comparison_false(
    source: str, answers: Answers
) -> None:
    assert not parse_condition(source, DECLARED).holds(answers)


@pytest.mark.parametrize(
    ("source", "part", "suggestion", "column"),
    [
        ("contry is nl", "no answer called 'contry'", "country", 0),
        ("country is nll", "never 'nll'", "nl", 11),
        ("age < 18 and country is xx", "never 'xx'", "", 24),
        ("country == nl", "'is' or 'is not'", "", 0),
        ("country < 3", "is one choice", "", 0),
        ("age is nl", "whole number", "", 7),
        ("age < 1.5", "whole number", "", 6),
        ("message is hello", "free text", "", 0),
        ("papers is copy", "several choices", "", 0),
        ("age in papers", "never 'age'", "", 0),
        ("copy in age", "is a number", "", 8),
        ("3 is 4", "name of an answer", "", 0),
        ("country is (1)", "choice id", "", 12),
        ("country", "Only comparisons", "", 0),
        ("1 < age < 3", "Only comparisons", "", 0),
        ("known('country')", "Only comparisons", "", 0),
        ("open(country)", "Only comparisons", "", 0),
        ("country is nl and", "cannot be read", "", None),
        ("", "cannot be read", "", None),
        ("country is nl\x00", "cannot be read", "", None),
        ("country.__class__ is nl", "name of an answer", "", 0),
        ("lambda: 1", "Only comparisons", "", 0),
        ("x" * (LONGEST + 1), "at most", "", 0),
    ],
)
def test_a_wrong_condition_says_what_is_wrong_and_where(
    source: str, part: str, suggestion: str, column: int | None
) -> None:
    with pytest.raises(BadConditionError) as caught:
        parse_condition(source, DECLARED)
    assert part in caught.value.message
    assert caught.value.suggestion == suggestion
    assert column is None or caught.value.column == column


def test_true_and_false_are_ordinary_words() -> None:
    with pytest.raises(BadConditionError, match="never 'True'"):
        parse_condition("country is True", DECLARED)


KINDS = {
    spec.name: spec
    for spec in (
        AnswerSpec(name="parent", type=AnswerType.YES_NO, values=("yes", "no")),
        AnswerSpec(name="born_in", type=AnswerType.COUNTRY),
        AnswerSpec(name="speaks", type=AnswerType.SPOKEN),
        AnswerSpec(name="since", type=AnswerType.DATE, precision="month"),
        AnswerSpec(name="jobs", type=AnswerType.RECORDS, flow="job"),
        AnswerSpec(name="mail", type=AnswerType.CONTACT),
        AnswerSpec(name="town", type=AnswerType.PLACE),
        AnswerSpec(name="scan", type=AnswerType.FILE),
    )
}


@pytest.mark.parametrize(
    ("source", "answers", "expected"),
    [
        ("parent is yes", {"parent": "yes"}, True),
        ("parent is no", {"parent": "yes"}, False),
        ("born_in is sy", {"born_in": "sy"}, True),
        ("born_in in (sy, 'is')", {"born_in": "is"}, True),
        ("born_in not in (sy, af)", {"born_in": "er"}, True),
        ("speaks is ar", {"speaks": "ar/fluent"}, True),
        ("speaks in (ti, am)", {"speaks": "ar/fluent"}, False),
        ("jobs > 1", {"jobs": 2}, True),
        ("jobs is 0", {"jobs": 2}, False),
        ("before(since, 2020)", {"since": "2019-05"}, True),
        ("before(since, 2019)", {"since": "2019 sh1398"}, False),
        ("after(since, 2018)", {"since": "2019 sh1398"}, True),
        ("after(since, 2018)", {"since": None}, False),
        ("known(scan) and known(mail) or known(town)", {"town": "Kabul"}, True),
    ],
)
def test_every_kind_of_answer_can_be_compared_in_its_way(
    source: str, answers: Answers, expected: bool
) -> None:
    assert parse_condition(source, KINDS).holds(answers) is expected


@pytest.mark.parametrize(
    ("source", "part", "suggestion"),
    [
        ("parent is maybe", "never 'maybe'", ""),
        ("born_in is syr", "two letters", "sy"),
        ("speaks is arabic", "language's code", ""),
        ("since is 2019", "before(since, 2015)", ""),
        ("before(jobs, 2019)", "counts as a number", ""),
        ("before(since)", "Only comparisons", ""),
        ("before(since, may)", "whole number", ""),
        ("mail is me", "known(mail)", ""),
        ("town is Kabul", "known(town)", ""),
        ("scan is here", "known(scan)", ""),
        ("parent > 1", "'parent is yes'", ""),
        ("born_in > 1", "'born_in is sy'", ""),
        ("speaks > 1", "'speaks is ar'", ""),
    ],
)
def test_a_comparison_that_does_not_fit_the_kind_says_which_does(
    source: str, part: str, suggestion: str
) -> None:
    with pytest.raises(BadConditionError) as caught:
        parse_condition(source, KINDS)
    assert part in caught.value.message
    assert caught.value.suggestion == suggestion


@given(st.text(max_size=80))
def test_no_text_does_anything_but_parse_or_be_refused(source: str) -> None:
    with suppress(BadConditionError):
        parse_condition(source, DECLARED).holds({"country": "nl", "age": 3, "papers": ("copy",)})


@given(st.recursive(st.sampled_from(["country is nl", "age < 18", "copy in papers"]), lambda inner: st.builds(
    "({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner), max_leaves=6))  # fmt: skip
def test_and_or_mean_what_python_means(source: str) -> None:
    values = {"country is nl": True, "age < 18": False, "copy in papers": True}
    as_python = source
    for words, value in values.items():
        as_python = as_python.replace(words, str(value))
    try:
        condition = parse_condition(source, DECLARED)
    except BadConditionError:
        assert len(source) > LONGEST
        return
    answers: Answers = {"country": "nl", "age": 18, "papers": ("copy",)}
    assert condition.holds(answers) is eval(as_python)
