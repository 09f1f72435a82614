"""Hours across nights, weekends, holidays and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import Hours, always

BRUSSELS = ZoneInfo("Europe/Brussels")
DAY = ((time(9), time(12, 30)), (time(13), time(17)))
OFFICE = Hours(
    zone=BRUSSELS,
    week=dict.fromkeys(range(5), DAY),
    closed=frozenset({date(2026, 12, 25)}),
)


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BRUSSELS)


def test_open_and_closed():
    assert OFFICE.open_at(at("2026-11-26 09:00"))
    assert not OFFICE.open_at(at("2026-11-26 08:59"))
    assert not OFFICE.open_at(at("2026-11-26 12:30"))
    assert not OFFICE.open_at(at("2026-11-28 10:00"))
    assert not OFFICE.open_at(at("2026-12-25 10:00"))
    assert OFFICE.open_at(datetime(2026, 11, 26, 8, 30, tzinfo=UTC))


def test_the_next_opening_is_now_or_after_the_night_the_weekend_and_the_holiday():
    assert OFFICE.opening(at("2026-11-26 10:15")) == at("2026-11-26 10:15")
    assert OFFICE.opening(at("2026-11-26 12:45")) == at("2026-11-26 13:00")
    assert OFFICE.opening(at("2026-11-27 17:00")) == at("2026-11-30 09:00")
    assert OFFICE.opening(at("2026-12-24 18:00")) == at("2026-12-28 09:00")
    assert OFFICE.closing(at("2026-11-26 10:15")) == at("2026-11-26 12:30")
    assert OFFICE.closing(at("2026-11-26 12:45")) is None


def test_who_is_never_open_has_no_next_opening():
    never = Hours(zone=BRUSSELS)
    assert never.opening(at("2026-11-26 10:00")) is None
    assert never.after(at("2026-11-26 10:00"), timedelta(hours=1)) is None
    assert not never.open_at(at("2026-11-26 10:00"))


def test_working_time_leaves_out_nights_weekends_and_holidays():
    start, end = at("2026-11-27 16:00"), at("2026-11-30 10:00")
    assert OFFICE.working(start, end) == timedelta(hours=2)
    assert OFFICE.working(end, start) == timedelta()
    assert OFFICE.after(start, timedelta(hours=2)) == end
    assert OFFICE.after(at("2026-11-26 12:40"), timedelta()) == at("2026-11-26 13:00")


def test_when_the_clocks_change_the_hours_that_really_went_by_count():
    night = Hours(zone=BRUSSELS, week={6: ((time(1), time(4)),)})
    assert night.working(at("2026-03-29 00:00"), at("2026-03-29 12:00")) == timedelta(hours=2)
    assert night.working(at("2026-10-25 00:00"), at("2026-10-25 12:00")) == timedelta(hours=4)
    whole = Hours(zone=BRUSSELS, week={6: ((time(), time()),)})
    assert whole.working(at("2026-03-29 01:00"), at("2026-03-29 04:00")) == timedelta(hours=2)
    assert whole.after(at("2026-03-29 01:00"), timedelta(hours=2)) == at("2026-03-29 04:00")
    gone = Hours(zone=BRUSSELS, week={6: ((time(2, 15), time(2, 45)),)})
    assert gone.working(at("2026-03-29 00:00"), at("2026-03-29 12:00")) == timedelta(minutes=30)


def test_a_span_until_midnight_and_hours_without_an_end():
    late = Hours(zone=BRUSSELS, week={3: ((time(22), time()),)})
    assert late.closing(at("2026-11-26 23:00")) == at("2026-11-27 00:00")
    assert always().open_at(at("2026-12-25 03:00"))
    week = timedelta(days=7)
    assert always().working(at("2026-11-20 00:00"), at("2026-11-20 00:00") + week) == week


moments = st.integers(1_767_222_000, 1_830_294_000).map(
    lambda seconds: datetime.fromtimestamp(seconds, BRUSSELS)
)
spans = st.lists(
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    min_size=2,
    max_size=4,
    unique=True,
)
weeks = st.dictionaries(
    st.integers(0, 6),
    spans.map(lambda times: tuple(zip(sorted(times)[::2], sorted(times)[1::2], strict=False))),
)
hours = st.builds(
    Hours,
    zone=st.just(BRUSSELS),
    week=weeks,
    closed=st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=5),
)


@given(hours, moments, st.integers(0, 60 * 60 * 24 * 5))
def test_after_and_working_agree(office: Hours, start: datetime, seconds: int):
    done = office.after(start, timedelta(seconds=seconds))
    if done is not None:
        assert done >= start
        assert office.working(start, done) == timedelta(seconds=seconds)


@given(hours, moments)
def test_it_is_open_at_the_next_opening_and_not_before(office: Hours, start: datetime):
    opening = office.opening(start)
    if opening is None:
        return
    assert office.open_at(opening)
    assert office.working(start, opening) == timedelta()
    closing = office.closing(opening)
    assert closing is not None
    assert closing > opening


def test_hours_that_lie_in_the_hour_a_clock_change_leaves_out_are_none():
    night = Hours(zone=BRUSSELS, week={6: ((time(2), time(3)),)})
    assert night.spans(date(2026, 3, 29)) == ()
    assert len(night.spans(date(2026, 3, 22))) == 1
