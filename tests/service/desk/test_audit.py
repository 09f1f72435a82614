"""The audit trail holds ids only, and a change of any line is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.ticket import AdvisorId
from bot.service.desk.audit import FIRST, KEPT, Check, Deed, Entry, Line, chained

NOW = datetime(2026, 11, 27, tzinfo=UTC)
NOOR = AdvisorId("0123456789abcdef")


def entry(**more: object) -> Entry:
    return replace(Entry(at=NOW, who=NOOR, deed=Deed.LOGGED_IN), **more)  # type: ignore[arg-type]


def trail(count: int) -> list[Line]:
    lines: list[Line] = []
    for number in range(1, count + 1):
        before = lines[-1].chain if lines else FIRST
        each = entry(at=NOW + timedelta(seconds=number), about=str(number))
        lines.append(Line(number=number, entry=each, chain=chained(before, number, each)))
    return lines


def broken(lines: list[Line], now: datetime = NOW) -> int | None:
    check = Check(now)
    check.follow(lines[:2])
    check.follow(lines[2:])
    return check.verdict.broken


@pytest.mark.parametrize("field", ["who", "deed", "code", "about"])
@pytest.mark.parametrize(
    "words", ["أنا خائف", "I'm afraid", "a@b.example", "line\nline", "x" * 201]
)
def test_words_do_not_fit_into_an_entry(field: str, words: str):
    with pytest.raises(ValueError, match="ids only"):
        entry(**{field: words})


def test_a_trail_that_nobody_touched_is_whole():
    check = Check(NOW)
    check.follow(trail(5))
    assert check.verdict.broken is None
    assert (check.verdict.lines, check.verdict.head) == (5, trail(5)[-1].chain)
    assert Check(NOW).verdict.head == FIRST


CHANGES: dict[str, Callable[[Line], Line]] = {
    "at": lambda line: replace(
        line, entry=replace(line.entry, at=line.entry.at + timedelta(microseconds=1))
    ),
    "who": lambda line: replace(line, entry=replace(line.entry, who=AdvisorId("other"))),
    "deed": lambda line: replace(line, entry=replace(line.entry, deed="other")),
    "code": lambda line: replace(line, entry=replace(line.entry, code="K7-M2")),
    "about": lambda line: replace(line, entry=replace(line.entry, about="other")),
    "chain": lambda line: replace(line, chain=bytes(32)),
    "number": lambda line: replace(line, number=line.number + 100),
}


@given(place=st.integers(0, 6), change=st.sampled_from(sorted(CHANGES)))
def test_any_change_of_any_line_is_found_where_it_is(place: int, change: str):
    lines = trail(7)
    lines[place] = CHANGES[change](lines[place])
    assert broken(lines) == lines[place].number


@given(place=st.integers(0, 5))
def test_a_line_that_is_missing_or_in_another_place_is_found(place: int):
    lines = trail(7)
    assert broken(lines[:place] + lines[place + 1 :]) == place + 2
    swapped = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
    assert broken(swapped) == place + 2


def test_where_older_lines_were_deleted_the_first_one_left_has_to_be_old_enough():
    rest = trail(7)[3:]
    assert broken(rest, NOW) == 4
    assert broken(rest, NOW + KEPT) == 4
    assert broken(rest, NOW + KEPT + timedelta(seconds=5)) is None
    assert broken([rest[0], *rest[2:]], NOW + KEPT * 2) == 6
