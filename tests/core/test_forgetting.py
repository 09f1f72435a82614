"""What was told for the profile goes field by field, when its months after the last word are over, and not before."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.answer import AnswerValue
from bot.core.by_others import NOTHING, Addition, ByOthers, Gloss
from bot.core.flow import FlowId
from bot.core.forgetting import MONTH, forgotten, shortest
from bot.core.sections import SHARED, WITH
from bot.core.session import Frame, Session, session_from_json, session_to_json
from tests.core.form import RELEASE as PLAIN
from tests.core.samples import NOW
from tests.core.skills import AGREED, JOB, RELEASE, SHARE, SINGLE, baker, person

HEARD = int(NOW.timestamp())
ADDED = Addition(kind="next_step", text="Call us.", language="nl", by="Ada", at=1)
JOBS = ({"job_title": "baker", "job_tasks": "bread", "job_country": None}, {"job_tasks": "soup"})


def told(**more: object) -> Session:
    """Somebody with a profile whose last word was heard now."""
    return Session(
        consent=AGREED,
        heard_at=HEARD,
        answers={"country": "nl", "my_name": "Rim", "my_children": 2, "shared": ("work",)},
        records={"my_jobs": JOBS},
        **more,  # type: ignore[arg-type]
    )


def later(months: float) -> datetime:
    """A moment a little more than so many months after the last word."""
    return NOW + months * MONTH + timedelta(seconds=1)


def test_the_shortest_time_of_a_field_says_who_may_be_looked_at():
    assert shortest(RELEASE) == 6 * MONTH
    assert shortest(PLAIN) is None


def test_nothing_goes_before_its_months_are_over():
    session = told(pending="x")
    assert forgotten(session, RELEASE, NOW + 6 * MONTH) is session


def test_each_field_goes_in_its_own_time():
    after_6 = forgotten(told(), RELEASE, later(6))
    assert after_6.answers == {"country": "nl", "my_name": "Rim", "shared": ("work",)}
    assert after_6.records == {"my_jobs": JOBS}
    after_12 = forgotten(told(), RELEASE, later(12))
    assert after_12.records == {"my_jobs": ({"job_title": "baker", "job_country": None},)}
    after_24 = forgotten(told(), RELEASE, later(24))
    assert after_24.answers == {"country": "nl"}
    assert after_24.records == {}


def test_what_is_on_a_paper_and_who_may_see_it_goes_with_the_last_of_the_profile():
    chosen = {"with_photo": "yes", "with_plan": "no", "with_notes": "yes", "country": "nl"}
    session = replace(told(), answers={**told().answers, **chosen})
    assert chosen.items() <= forgotten(session, RELEASE, later(12)).answers.items()
    assert forgotten(session, RELEASE, later(24)).answers == {"country": "nl"}


def test_months_are_never_longer_than_those_of_the_calendar():
    assert NOW.replace(year=NOW.year + 2) - NOW >= 24 * MONTH


def test_what_no_flow_asks_for_any_more_in_a_record_goes_with_the_next_that_is_over():
    session = replace(told(), records={"my_jobs": ({"job_rank": "3"}, {"job_title": "baker"})})
    assert forgotten(session, RELEASE, NOW) is session
    assert forgotten(session, RELEASE, later(6)).records == {"my_jobs": ({"job_title": "baker"},)}


def test_what_was_forgotten_before_changes_nothing_more():
    once = forgotten(told(), RELEASE, later(6))
    assert forgotten(once, RELEASE, later(11)) is once
    assert forgotten(once, RELEASE, later(12)) is not once


def test_what_belongs_to_no_profile_stays():
    session = Session(consent=AGREED, heard_at=HEARD, answers={"goal": "study", "age": 30})
    assert forgotten(session, RELEASE, later(500)) is session
    assert forgotten(told(), PLAIN, later(500)).answers == told().answers


def test_the_way_back_goes_too_because_it_remembers_earlier_answers():
    talker = baker()
    assert "bread and cake" in json.dumps(session_to_json(talker.session))
    gone = forgotten(talker.session, RELEASE, later(24))
    assert gone.trail == ()
    assert gone.fence == 0
    assert "bread" not in json.dumps(session_to_json(gone))


def test_the_way_back_goes_also_when_the_answers_themselves_were_removed_before():
    talker = baker()
    talker.presses("_open_1")
    talker.presses("_remove")
    assert talker.session.records == {}
    kept = replace(talker.session, by_others=NOTHING)
    assert "bread and cake" in json.dumps(session_to_json(kept))
    gone = forgotten(kept, RELEASE, later(24))
    assert "bread" not in json.dumps(session_to_json(gone))
    assert forgotten(gone, RELEASE, later(25)) is gone


def test_words_that_are_half_an_answer_go_too():
    talker = person("/job")
    talker.says("wool dyer")
    assert "wool dyer" in talker.session.pending
    gone = forgotten(talker.session, RELEASE, later(24))
    assert (gone.pending, gone.frames) == ("", ())
    talker.session = gone
    talker.presses("own")
    assert talker.seen[-1] == "What would you like to do?"


def test_what_is_under_way_goes_with_what_is_ticked_in_it():
    ticked = Frame(flow=SHARE.id, step=SHARE.first, picked=("work",))
    lost = replace(ticked, flow=FlowId("gone"))
    session = told(frames=(ticked,), paused=(ticked, lost), picked=("work",))
    gone = forgotten(session, RELEASE, later(6))
    assert (gone.frames, gone.paused, gone.picked) == ((), (), ())


def test_what_only_a_flow_under_way_asked_goes_with_it_and_what_is_kept_stays():
    talker = person("/job", answers={"my_name": "Rim", "goal": "study"})
    talker.says("wool dyer")
    talker.presses("own")
    talker.presses("sy")
    assert talker.session.answers["job_title"] == "own/wool dyer"
    talker.says("/menu")
    assert talker.session.paused
    gone = forgotten(talker.session, RELEASE, talker.now + 7 * MONTH)
    assert gone.answers == {"my_name": "Rim", "goal": "study"}


def test_what_advisors_added_stays_while_something_is_left_and_goes_with_the_last_of_it():
    session = told(by_others=ByOthers(additions=(ADDED,)))
    assert forgotten(session, RELEASE, later(12)).by_others.additions == (ADDED,)
    assert forgotten(session, RELEASE, later(24)).by_others == NOTHING


def test_a_translation_goes_with_the_words_it_translates():
    def gloss(words: str) -> Gloss:
        return Gloss(words=words, language="nl", text="x", by="advisor")

    others = ByOthers(additions=(ADDED,), glosses=(gloss("bread"), gloss("Call us."), gloss("dyer")))  # fmt: skip
    session = told(by_others=others)
    session = replace(session, answers={**session.answers, "want_work": "own/dyer"})
    left = forgotten(session, RELEASE, later(12)).by_others.glosses
    assert [each.words for each in left] == ["Call us.", "dyer"]


VALUES: st.SearchStrategy[AnswerValue] = st.one_of(
    st.none(), st.integers(0, 9), st.text(max_size=5), st.just(("work",))
)
ANSWERS = st.dictionaries(st.sampled_from([*SINGLE, *JOB, "country", "goal"]), VALUES, max_size=6)


@given(
    answers=ANSWERS,
    jobs=st.lists(ANSWERS, max_size=3),
    heard=st.integers(0, HEARD),
    pending=st.sampled_from(["", 'near ["x"]']),
    months=st.floats(0, 60),
)
def test_never_before_its_months_always_after_them_and_once_only(
    answers: dict[str, AnswerValue],
    jobs: list[dict[str, AnswerValue]],
    heard: int,
    pending: str,
    months: float,
):
    records = {"my_jobs": tuple(jobs)} if jobs else {}
    session = Session(
        consent=AGREED, heard_at=heard, answers=answers, records=records, pending=pending
    )
    now = datetime.fromtimestamp(heard, UTC) + months * MONTH
    left = forgotten(session, RELEASE, now)
    assert session_from_json(json.loads(json.dumps(session_to_json(left)))) == left
    assert forgotten(left, RELEASE, now) is left
    kept = [left.answers, *(job for several in left.records.values() for job in several)]
    for name, spec in RELEASE.answers.items():
        if name in {SHARED, *WITH}:
            continue  # they go with the last of the profile
        limit = 0 if spec.profile is None else spec.profile.months
        before = sum(name in each for each in (answers, *jobs))
        after = sum(name in each for each in kept)
        assert after == (0 if limit and months * MONTH > limit * MONTH else before)
