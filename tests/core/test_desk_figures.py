"""Figures: what is counted, and that nobody can compute what is hidden."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.desk_figures import (
    By,
    Counted,
    Figures,
    Shown,
    Table,
    Times,
    What,
    figures,
    suppressed,
    whole_weeks,
)

THURSDAY, LAST_WEEK = date(2026, 11, 26), date(2026, 11, 20)


WEEKS = (date(2026, 11, 16), date(2026, 11, 23))
BOUNDS = {"h1": timedelta(hours=1), "h4": timedelta(hours=4), "more": timedelta.max}


def row(what: What, count: int, **more: Any) -> Counted:
    usual: dict[str, Any] = {"day": THURSDAY, "topic": "work", "country": "nl", "language": "ar"}
    return Counted(what=what, count=count, **{**usual, **more})


def found(*rows: Counted) -> Figures:
    return figures(rows, WEEKS, BOUNDS)


def table(by: By, *rows: Counted) -> Table:
    return next(each for each in found(*rows).tables if each.by is by)


def test_numbers_that_are_large_enough_are_shown():
    counts = {"nl": 7, "be": 5, "ie": 0}
    assert suppressed(counts) == Shown(cells=counts, total=12)
    assert suppressed({}) == Shown(cells={}, total=0)


def test_one_small_number_takes_the_next_larger_with_it():
    assert suppressed({"nl": 70, "be": 8, "ie": 3, "hu": 0}) == Shown(
        cells={"nl": 70, "be": None, "ie": None, "hu": 0}, total=81
    )


def test_of_two_larger_ones_that_are_equal_both_are_hidden():
    assert suppressed({"nl": 8, "be": 8, "ie": 3}).cells == {"nl": None, "be": None, "ie": None}


def test_small_numbers_that_differ_hide_each_other():
    assert suppressed({"nl": 70, "be": 2, "ie": 3}) == Shown(
        cells={"nl": 70, "be": None, "ie": None}, total=75, few=True
    )


def test_the_sum_is_hidden_where_it_would_say_the_numbers_or_is_small_itself():
    assert suppressed({"nl": 4, "be": 4}) == Shown(
        cells={"nl": None, "be": None}, total=None, few=True
    )
    assert suppressed({"nl": 1, "be": 3}).total is None
    assert suppressed({"nl": 2, "be": 3}).total == 5


@pytest.mark.parametrize("least", [0, 2])
def test_what_can_be_only_one_number_cannot_be_hidden(least):
    with pytest.raises(ValueError, match="at least 3"):
        suppressed({"nl": 1}, least)


@pytest.mark.parametrize(("cells", "least"), [(1, 5), (2, 5), (3, 4), (4, 3)])
def test_nobody_who_knows_the_rule_and_the_sum_can_compute_a_hidden_number(cells, least):
    names = "abcd"[:cells]
    possible: defaultdict[str, list[tuple[int, ...]]] = defaultdict(list)
    for numbers in product(range(least + 3), repeat=cells):
        shown = suppressed(dict(zip(names, numbers, strict=True)), least)
        possible[repr(shown)].append(numbers)
    for written, tables in possible.items():
        for place, name in enumerate(names):
            if f"'{name}': None" in written:
                assert len({numbers[place] for numbers in tables}) > 1, (written, tables)


counts = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.integers(0, 40))


@given(counts, st.integers(3, 10))
def test_a_hidden_number_is_never_what_the_sum_leaves(numbers, least):
    shown = suppressed(numbers, least)
    hidden = [key for key, count in shown.cells.items() if count is None]
    assert all(count is None or count == 0 or count >= least for count in shown.cells.values())
    assert all(count in {None, numbers[key]} for key, count in shown.cells.items())
    assert shown.total in {None, sum(numbers.values())}
    if hidden and shown.total is not None:
        assert len(hidden) > 1
        # Exchange the numbers of any two: everything shown stays the same, so either could be the one.
        assert len({numbers[key] for key in hidden}) > 1
        least_of, most_of = min(hidden, key=numbers.get), max(hidden, key=numbers.get)
        other = {**numbers, least_of: numbers[most_of], most_of: numbers[least_of]}
        assert suppressed(other, least) == shown


def test_a_period_is_of_whole_weeks_that_are_over():
    assert whole_weeks(date(2026, 11, 29), 2) == (date(2026, 11, 9), date(2026, 11, 16))
    assert whole_weeks(date(2026, 11, 30), 2) == WEEKS


def test_a_table_counts_by_what_is_asked_for_and_weeks_without_anything_are_lines_too():
    rows = [
        row(What.OPENED, 6),
        row(What.OPENED, 5, country="be", topic="papers", language="fa"),
        row(What.CLOSED, 7, bucket="answered"),
        row(What.OPENED, 50, day=date(2026, 11, 30)),
        row(What.OPENED, 50, day=date(2026, 11, 15)),
    ]
    for by, keys in {
        By.COUNTRY: ("be", "nl"),
        By.WEEK: ("2026-11-16", "2026-11-23"),
        By.TOPIC: ("papers", "work"),
        By.LANGUAGE: ("ar", "fa"),
    }.items():
        assert table(by, *rows).keys == keys
    assert table(By.WEEK, *rows).columns[What.OPENED].cells == {"2026-11-16": 0, "2026-11-23": 11}
    assert table(By.TOPIC, *rows).columns[What.OPENED].cells == {"papers": 5, "work": 6}
    assert table(By.TOPIC, *rows).columns[What.CLOSED] == Shown(
        cells={"papers": 0, "work": 7}, total=7
    )


def test_of_nothing_there_are_weeks_and_no_other_lines():
    nothing = found()
    assert [len(each.keys) for each in nothing.tables] == [2, 0, 0, 0]
    assert nothing.times is None
    assert nothing.parts[What.CLOSED] == Shown(cells={}, total=0)


def test_the_usual_first_answer_is_the_longest_time_of_its_bucket():
    rows = [row(What.ANSWERED, 3, bucket="h1"), row(What.ANSWERED, 2, bucket="h4")]
    assert found(*rows).times == Times(half=timedelta(hours=1), most=timedelta(hours=4))
    rows = [row(What.ANSWERED, 5, bucket="h1"), row(What.ANSWERED, 2, bucket="more")]
    assert found(*rows).times == Times(half=timedelta(hours=1), most=timedelta.max)


def test_the_usual_first_answer_is_said_only_of_enough_people():
    assert found(row(What.ANSWERED, 4, bucket="h1")).times is None
    assert found(row(What.ANSWERED, 9, bucket="of another Merit")).times is None


def test_a_line_whose_first_answers_are_hidden_does_not_say_how_long_they_took():
    lines = table(
        By.COUNTRY,
        row(What.ANSWERED, 9, bucket="h1"),
        row(What.ANSWERED, 7, bucket="h1", country="be"),
        row(What.ANSWERED, 1, bucket="h1", country="ie"),
    )
    assert lines.columns[What.ANSWERED].cells == {"be": None, "ie": None, "nl": 9}
    assert lines.times == {"nl": Times(half=timedelta(hours=1), most=timedelta(hours=1))}


def test_a_line_whose_opened_tickets_are_hidden_is_hidden_in_all_columns():
    """Five were answered in Belgium, so at least five were opened there: of six that leaves one for Ireland."""
    columns = table(
        By.COUNTRY,
        row(What.OPENED, 30),
        row(What.OPENED, 5, country="be"),
        row(What.OPENED, 1, country="ie"),
        row(What.ANSWERED, 20, bucket="h1"),
        row(What.ANSWERED, 5, country="be", bucket="h1"),
    ).columns
    assert columns[What.OPENED] == Shown(cells={"be": None, "ie": None, "nl": 30}, total=36)
    assert columns[What.ANSWERED] == Shown(cells={"be": None, "ie": None, "nl": 20}, total=25)
    assert columns[What.CLOSED].few, "both are 0"


def test_reasons_promises_and_what_helped_are_counted_by_bucket():
    parts = found(
        row(What.CLOSED, 6, bucket="answered"),
        row(What.CLOSED, 5, bucket="answered", day=LAST_WEEK),
        row(What.CLOSED, 8, bucket="no_reply"),
        row(What.HELPED, 9, bucket="yes"),
        row(What.HELPED, 1, bucket="no"),
        row(What.PROMISED, 20, bucket="kept"),
        row(What.PROMISED, 5, bucket="late"),
    ).parts
    assert parts[What.CLOSED] == Shown(cells={"answered": 11, "no_reply": 8}, total=19)
    assert parts[What.HELPED] == Shown(cells={"yes": None, "no": None}, total=10)
    assert parts[What.PROMISED] == Shown(cells={"kept": 20, "late": 5}, total=25)


def test_a_sum_that_would_say_the_numbers_of_one_table_is_in_no_other():
    """Two languages with 4 each are hidden with their sum; the table of topics would say that it is 8."""
    figures_ = found(
        row(What.OPENED, 4, language="ar"),
        row(What.OPENED, 4, language="fa"),
        row(What.CLOSED, 6),
    )
    for each in figures_.tables:
        assert each.columns[What.OPENED].total is None
        assert set(each.columns[What.OPENED].cells.values()) == {None}
    assert table(By.TOPIC, row(What.CLOSED, 6)).columns[What.CLOSED].total == 6


def test_first_answers_and_promises_may_have_the_same_sum():
    answered = found(
        row(What.ANSWERED, 8, bucket="h1"),
        row(What.PROMISED, 4, bucket="kept"),
        row(What.PROMISED, 4, bucket="late"),
    )
    assert answered.times is None
    assert answered.tables[0].columns[What.ANSWERED].total is None


numbers_of = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from("cd"), st.integers(1, 6)), max_size=6
)


@given(numbers_of)
def test_whatever_was_counted_a_hidden_sum_is_nowhere_to_be_seen(lines):
    made = found(
        *(row(What.OPENED, n, topic=topic, language=language) for topic, language, n in lines)
    )
    totals = [each.columns[What.OPENED].total for each in made.tables]
    whole = sum(n for *_, n in lines)
    assert set(totals) in ({None}, {whole})
    if None in totals:
        shown = [
            count
            for each in made.tables
            for count in each.columns[What.OPENED].cells.values()
            if count
        ]
        assert shown == []
