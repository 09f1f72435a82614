"""The queue of updates under any sequence of sends, polls, confirmations and crashes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.testing.world.updates import Update, UpdateQueue

START = 500_000_001


def queue(count: int = 0) -> UpdateQueue:
    made = UpdateQueue(next_id=START)
    for number in range(count):
        push(made, str(number))
    return made


def push(to: UpdateQueue, text: str) -> int | None:
    return to.push({"message": {"text": text}}, expires_at=100.0, lane=1)


def ids(updates: list[Update]) -> list[int]:
    return [update.id for update in updates]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.integers(1, 5)),
        st.tuples(st.just("poll"), st.integers(1, 7)),
        st.tuples(st.just("crash"), st.just(0)),
    ),
    max_size=40,
)


@settings(deadline=None)
@given(STEPS)
def test_whoever_confirms_what_they_handled_gets_everything_in_order(steps):
    """A bot that forgets its offset in a crash sees again what it had not confirmed, no more."""
    updates = queue()
    handled: list[int] = []
    offset = 0
    for step, number in [*steps, ("poll", 100), ("poll", 100), ("poll", 100)]:
        if step == "send":
            for _ in range(number):
                push(updates, "x")
        elif step == "crash":
            offset = 0
        else:
            taken = ids(updates.take(offset=offset, limit=number, now=0.0))
            assert taken == sorted(taken)
            assert all(update_id >= offset for update_id in taken)
            handled += [update_id for update_id in taken if update_id not in handled]
            offset = taken[-1] + 1 if taken else offset
    assert handled == list(range(START, updates.next_id))


@settings(deadline=None)
@given(st.integers(0, 30), st.integers(-40, 40))
def test_what_is_taken_are_the_first_not_confirmed(count, relative):
    updates = queue(count)
    offset = relative if relative < 0 else START + relative
    taken = ids(updates.take(offset=offset, limit=100, now=0.0))
    everything = list(range(START, START + count))
    if relative < 0:
        assert taken == everything[relative:]
    elif relative > count + 10:
        assert taken == everything
    else:
        assert taken == everything[relative:]
    assert len(updates) == len(taken)


@settings(deadline=None)
@given(st.lists(st.floats(0, 10), max_size=20), st.floats(0, 10), st.integers(1, 5))
def test_expired_updates_never_come_and_go_away(lives, now, limit):
    updates = queue()
    for life in lives:
        updates.push({"message": {}}, expires_at=life, lane=1)
    alive = [START + number for number, life in enumerate(lives) if life >= now]
    assert ids(updates.take(offset=0, limit=limit, now=now)) == alive[:limit]


def test_confirming_one_by_one_leaves_the_others():
    updates = queue(3)
    updates.forget(START + 1)
    updates.forget(START + 1)
    assert ids(updates.waiting()) == [START, START + 2]
    assert START in updates
    assert START + 1 not in updates


def test_a_kind_telegram_does_not_know_always_passes():
    updates = queue()
    assert updates.push({"made_up": {}}, expires_at=1.0, lane=1) == START
    assert updates.push({}, expires_at=1.0, lane=1) == START + 1
    assert updates.push({"chat_member": {}}, expires_at=1.0, lane=1) is None
