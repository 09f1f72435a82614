"""The pace of the advisors' group: never too much in a minute, the urgent first, the newest state never lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.desk_pace import APART, MOST, WINDOW, DeskPace, Rank

PUTS = st.lists(
    st.tuples(
        st.integers(0, 9), st.sampled_from(Rank), st.integers(), st.floats(0, 30, allow_nan=False)
    ),
    max_size=80,
)


@given(PUTS)
def test_there_are_never_more_than_the_most_in_any_minute(
    puts: list[tuple[int, Rank, int, float]],
):
    pace: DeskPace[int] = DeskPace()
    now, done = 0.0, []
    for key, rank, value, seconds in puts:
        pace.put(key, rank, value)
        now += seconds
        while pace.take(now):
            done.append(now)
    while (wait := pace.wait(now)) is not None:
        now += wait
        assert pace.take(now) is not None, "what wait() promised was not there"
        done.append(now)
    for at in done:
        assert sum(at <= other <= at + WINDOW for other in done) <= MOST


@given(PUTS)
def test_the_newest_value_of_each_key_is_done_in_the_end(
    puts: list[tuple[int, Rank, int, float]],
):
    pace: DeskPace[int] = DeskPace()
    now, last = 0.0, {}
    for key, rank, value, seconds in puts:
        pace.put(key, rank, value)
        now += seconds
        job = pace.take(now)
        if job is not None:
            last[job.key] = job.value
    while (wait := pace.wait(now)) is not None:
        now += wait
        job = pace.take(now)
        assert job is not None
        last[job.key] = job.value
    assert last == {key: value for key, _, value, _ in puts}


@given(st.lists(st.sampled_from(Rank), max_size=MOST))
def test_what_is_urgent_goes_first_and_equals_in_their_order(ranks: list[Rank]):
    pace: DeskPace[int] = DeskPace()
    for number, rank in enumerate(ranks):
        pace.put(number, rank, number)
    taken = [pace.take(0.0) for _ in ranks]
    assert [job.value for job in taken if job] == sorted(
        range(len(ranks)), key=lambda each: (ranks[each], each)
    )


def test_edits_for_one_key_are_some_seconds_apart_and_do_not_hold_up_others():
    pace: DeskPace[str] = DeskPace()
    pace.put("a", Rank.EDIT, "one")
    assert pace.take(0.0)
    pace.put("a", Rank.EDIT, "two")
    pace.put("a", Rank.EDIT, "three")
    pace.put("b", Rank.TIDY, "other")
    job = pace.take(0.0)
    assert job is not None
    assert job.key == "b"
    assert pace.take(0.0) is None
    assert pace.wait(1.0) == APART - 1.0
    job = pace.take(APART)
    assert job is not None
    assert job.value == "three"


def test_a_pause_holds_everything_and_a_shorter_one_does_not_end_it():
    pace: DeskPace[str] = DeskPace()
    pace.put("a", Rank.MESSAGE, "x")
    pace.pause(30, 0.0)
    pace.pause(1, 0.0)
    assert pace.take(29.0) is None
    assert pace.wait(10.0) == 20.0
    assert pace.take(30.0)
    assert pace.wait(30.0) is None


def test_an_operation_that_was_not_needed_does_not_count():
    pace: DeskPace[str] = DeskPace(most=1)
    pace.give_back(0.0)
    pace.put("a", Rank.MESSAGE, "x")
    assert pace.take(0.0)
    pace.give_back(1.0)
    pace.put("b", Rank.MESSAGE, "y")
    assert pace.take(0.0) is None
    pace.give_back(0.0)
    assert pace.take(0.0)


def test_edits_leave_room_for_what_cannot_wait():
    pace: DeskPace[int] = DeskPace(most=3, reserve=1, apart=0)
    for number in range(3):
        pace.put(number, Rank.EDIT, number)
    assert pace.take(0.0)
    assert pace.take(0.0)
    assert pace.take(0.0) is None
    assert (pace.wait(0.0) or 0.0) > WINDOW - 1
    pace.put("words", Rank.MESSAGE, 9)
    assert pace.wait(0.0) == 0.0
    assert pace.take(0.0)


def test_two_operations_are_some_time_apart_and_what_waits_is_counted():
    pace: DeskPace[int] = DeskPace(gap=0.1)
    pace.put("a", Rank.MESSAGE, 1)
    pace.put("b", Rank.MESSAGE, 2)
    assert len(pace) == 2
    assert pace.take(0.2)
    wait = pace.wait(0.2)
    assert wait is not None
    assert pace.take(0.2) is None
    assert pace.take(0.2 + wait)
    assert len(pace) == 0
