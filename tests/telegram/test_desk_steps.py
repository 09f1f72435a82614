"""What stands in the advisors' group, and what comes next for a ticket there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.desk_pace import Rank
from bot.telegram.desk_place import AGAIN, DONE, KEPT_POSTS, Place, place_from_text, place_to_text
from bot.telegram.desk_steps import Due, Kind, Step, Wanted, caught_up, next_step

NUMBERS = st.integers(0, 10**9)
PLACES = st.builds(
    Place,
    done=st.booleans(),
    chat=st.integers(-(10**13), 0),
    thread=NUMBERS,
    card=NUMBERS,
    line=NUMBERS,
    shown=st.text("0123456789abcdef", max_size=16),
    told=st.text("0123456789abcdef", max_size=16),
    pinned=st.booleans(),
    last=NUMBERS,
    parts=NUMBERS,
    shut=st.booleans(),
    again=st.booleans(),
    posts=st.lists(st.tuples(NUMBERS, NUMBERS), max_size=4).map(tuple),
    says=st.lists(st.tuples(NUMBERS, st.text("0123.", max_size=6)), max_size=4).map(tuple),
    failed=st.lists(NUMBERS, max_size=4).map(tuple),
    lines=st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from(["", "waits"]))).map(tuple),
    bare=st.booleans(),
    rule=st.sampled_from(["", "full:danger"]),
)
DUE = (Due(nth=1, parts=("one",)), Due(nth=3, parts=("two", "and more")))
WANTED = Wanted(card="c", line="l", closed=False, messages=DUE)
AS_IT_SHOULD_BE = Place(
    thread=5, card=6, line=7, shown="c", told="l", pinned=True, last=3, posts=((8, 1), (9, 3))
)


@given(PLACES)
def test_a_place_comes_back_as_it_was_and_one_that_is_done_is_found_by_its_beginning(place: Place):
    text = place_to_text(place)
    assert place_from_text(text) == place
    assert text.startswith(DONE) == (place.done and place != Place(done=True))


@pytest.mark.parametrize("text", ["", "-100/7", "[]", '{"odd":1}', '{"posts":[1]}', '{"posts":5}'])
def test_what_is_no_place_is_none(text: str):
    assert place_from_text(text) is None


def test_messages_are_found_both_ways_and_only_the_latest_are_kept():
    place = Place()
    for number in range(KEPT_POSTS + 1):
        place = place.with_post(1000 + number, number)
    assert place.nth_of(1000) is None
    assert place.nth_of(1001) == 1
    assert place.message_of(KEPT_POSTS) == 1000 + KEPT_POSTS
    assert place.message_of(0) is None


def test_of_messages_that_are_not_known_any_more_no_version_is_kept():
    place = Place(says=((1, "a"), (2, "b"))).with_post(2, 1)
    assert place.says == ((2, "b"),)
    assert place.stands(1, "b")
    assert not place.stands(1, "c")
    assert place.stands(9, "c"), "what is not there is not wrong"


def test_where_words_may_not_stand_any_more_everything_but_the_line_begins_anew():
    place = replace(AS_IT_SHOULD_BE, chat=-1, failed=(1,))
    begun = Place(chat=-1, line=7, last=3, again=True, failed=(1,), bare=True)
    assert place.judged(words=False, closed=False) == begun
    assert begun.judged(words=False, closed=True) == begun
    assert begun.judged(words=True, closed=False) == replace(begun, bare=False)
    assert place.judged(words=True, closed=True) == place
    assert replace(place, posts=()).judged(words=False, closed=False).thread == place.thread
    assert Place().judged(words=False, closed=True) == Place()
    assert not Place(chat=-1, done=True, rule="x").begun


def test_for_a_topic_that_was_deleted_the_latest_messages_are_posted_again():
    place = replace(AS_IT_SHOULD_BE, chat=-1, last=20)
    again = place.without_topic(range(1, 31))
    assert again == Place(chat=-1, line=7, last=20 - AGAIN, again=True)
    assert place.without_topic([1, 2]).last == 0


def test_step_by_step_everything_comes_to_be_there():
    place, kinds = Place(), []
    while (step := next_step(place, WANTED)) is not None:
        kinds.append((step.kind, step.nth, step.part))
        place = _after(place, step)
    assert kinds == [
        (Kind.OPEN, 0, 0),
        (Kind.CARD, 0, 0),
        (Kind.LINE, 0, 0),
        (Kind.POST, 1, 0),
        (Kind.POST, 3, 0),
        (Kind.POST, 3, 1),
        (Kind.PIN, 0, 0),
    ]


def _after(place: Place, step: Step) -> Place:
    match step.kind:
        case Kind.OPEN:
            return replace(place, thread=5)
        case Kind.CARD:
            return replace(place, card=6, shown="c")
        case Kind.LINE:
            return replace(place, line=7, told="l")
        case Kind.POST:
            parts = next(due.parts for due in DUE if due.nth == step.nth)
            last = step.part + 1 == len(parts)
            return place.posted(step.nth) if last else replace(place, parts=step.part + 1)
        case _:
            return replace(place, pinned=True)


@pytest.mark.parametrize(
    ("place", "wanted", "kind"),
    [
        ({}, {}, None),
        ({"shown": "x"}, {}, Kind.EDIT_CARD),
        ({"told": "x"}, {}, Kind.EDIT_LINE),
        ({"line": 0, "told": ""}, {"line": ""}, None),
        ({"shut": True}, {}, Kind.REOPEN),
        ({}, {"closed": True}, Kind.CLOSE),
        ({"shut": True}, {"closed": True}, None),
        ({"thread": 0}, {"closed": True}, None),
    ],
)
def test_what_differs_is_put_right(
    place: dict[str, object], wanted: dict[str, object], kind: Kind | None
):
    changed = replace(AS_IT_SHOULD_BE, **place)  # type: ignore[arg-type]
    step = next_step(changed, replace(WANTED, **wanted))  # type: ignore[arg-type]
    assert (None if step is None else step.kind) == kind


def test_what_was_written_in_the_topic_is_not_posted_there_again():
    place = Place(thread=5, posts=((20, 1),))
    assert caught_up(place, WANTED).last == 1
    assert caught_up(replace(place, posts=((20, 3),)), WANTED).last == 0
    assert caught_up(AS_IT_SHOULD_BE, WANTED) == AS_IT_SHOULD_BE


def test_a_message_posted_in_part_is_not_taken_for_one_that_was_written_there():
    place = Place(thread=5, last=1, parts=1, posts=((20, 3),))
    assert caught_up(place, WANTED) == place


def test_messages_of_persons_are_the_most_urgent():
    assert Step(kind=Kind.POST).rank is Rank.MESSAGE
    assert Step(kind=Kind.EDIT_CARD).rank is Rank.EDIT
