"""A conversation goes on with today's content, whatever was changed under it."""

import json
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import phrases
from bot.core.answer import AnswerType
from bot.core.engine import take
from bot.core.flow import Flow, FlowId, Release, StepId
from bot.core.message import Command, Words
from bot.core.moving import TOLD, Moved, Outcome, answered, moved, told
from bot.core.session import Session, session_from_json, session_to_json
from tests.core.edits import FIRST, changed, flow_of, removed, renamed
from tests.core.form import FORM, PLACE, agreed, spec
from tests.core.samples import NOW
from tests.core.talker import Talker


def talker_at(*given_: str) -> Talker:
    """A person who began the form with the first release and pressed or wrote these answers."""
    talker = agreed(FIRST)
    talker.says("/form")
    for each in given_:
        if each in {offer.press.choice for offer in talker.offers}:
            talker.presses(each)
        else:
            talker.says(each)
    return talker


def standing(session: Session) -> list[tuple[str, str, str]]:
    return [(frame.flow, frame.step, frame.structure) for frame in session.frames]


def goes_on(talker: Talker, release: Release) -> Moved:
    """Move the person to another release, and let them be told if there is something to tell."""
    found = moved(talker.session, release)
    talker.release, talker.session = release, found.session
    if found.outcome in TOLD:
        turn = told(release, found, now=NOW)
        talker.last, talker.session = turn, turn.session
        talker.offers = next((say.offers for say in turn.says if say.offers), ())
    return found


def test_who_stands_in_what_is_in_force_stays_as_they_are():
    talker = talker_at("be", "north", "study")
    assert moved(talker.session, FIRST) == Moved(session=talker.session)


def test_who_stands_in_what_is_still_kept_stays_with_it():
    talker = talker_at("be", "north", "study")
    archive = {(id_, "1"): flow for id_, flow in FIRST.flows.items()}
    release = changed(removed(FORM, "subject"), archive=archive)
    assert moved(talker.session, release) == Moved(session=talker.session)


def test_the_same_question_goes_on_with_its_answers():
    talker = talker_at("be", "north", "study")
    found = goes_on(talker, changed(removed(FORM, "trade")))
    assert found.outcome is Outcome.CONTINUES
    assert standing(talker.session) == [("form", "subject", "2")]
    assert talker.session.answers == {"country": "be", "region": "north", "goal": "study"}
    talker.says("medicine")
    assert talker.seen == ["age?"]


def test_a_button_pressed_before_the_change_still_answers_the_question_that_stays():
    talker = talker_at("be", "north")
    goes_on(talker, changed(removed(FORM, "trade")))
    talker.presses("study")
    assert standing(talker.session) == [("form", "subject", "2")]


def test_a_renamed_question_goes_on_under_its_new_name():
    talker = talker_at("be", "north", "study")
    found = goes_on(talker, changed(renamed(FORM, "subject", "field")))
    assert found.outcome is Outcome.CONTINUES
    assert standing(talker.session) == [("form", "field", "2")]


def test_a_question_that_is_gone_leads_back_to_the_one_before_and_says_so():
    talker = talker_at("be", "north", "study")
    found = goes_on(talker, changed(removed(FORM, "subject")))
    assert found.outcome is Outcome.BACK
    assert standing(talker.session) == [("form", "goal", "2")]
    assert talker.seen == [phrases.MOVED_BACK.source, "goal?"]
    assert talker.session.answers["goal"] == "study"
    talker.presses("job")
    assert talker.seen == ["trade?"]


def test_going_back_passes_over_questions_that_are_gone_too():
    talker = talker_at("be", "north", "study")
    release = changed(removed(removed(FORM, "subject"), "goal"))
    assert goes_on(talker, release).outcome is Outcome.BACK
    assert standing(talker.session)[-1] == ("place", "region", "2")
    assert talker.seen == [phrases.MOVED_BACK.source, "region?"]


def test_what_could_be_gone_back_to_still_can_without_the_questions_that_are_gone():
    talker = talker_at("be", "north", "study", "medicine")
    goes_on(talker, changed(removed(FORM, "goal")))
    talker.says("/back")
    assert standing(talker.session) == [("form", "subject", "2")]
    talker.says("/back")
    assert standing(talker.session)[-1] == ("place", "region", "2")
    assert talker.session.answers == {"country": "be"}


def test_without_an_earlier_question_the_flow_begins_again():
    talker = talker_at()
    found = goes_on(talker, changed(removed(PLACE, "country")))
    assert found.outcome is Outcome.AGAIN
    assert talker.seen[0] == phrases.MOVED_AGAIN.source


def test_a_flow_that_is_gone_ends_in_the_menu():
    talker = talker_at("be", "north", "study")
    found = goes_on(talker, changed(without=("form",)))
    assert found.outcome is Outcome.GONE
    assert talker.seen[0] == phrases.CHANGED.source
    assert standing(talker.session)[-1][0] == "menu"


def test_a_part_that_is_gone_leads_back_within_what_is_left():
    talker = talker_at("be", "north", "study", "medicine", "30")
    talker.presses("_add")
    release = changed(without=("job",))
    assert goes_on(talker, release).outcome is Outcome.BACK
    assert standing(talker.session) == [("form", "jobs", "2")]


def test_a_flow_that_waits_goes_on_behind_the_step_that_runs_what_is_on_top():
    """`goal`, where the form would have gone on after the place, is gone."""
    talker = talker_at()
    found = goes_on(talker, changed(removed(FORM, "goal")))
    assert found.outcome is Outcome.CONTINUES
    assert standing(talker.session) == [("form", "branch", "2"), ("place", "country", "2")]
    talker.presses("nl")
    assert talker.seen == ["trade?"]


def test_a_flow_that_waits_for_a_part_it_no_longer_runs_begins_again_after_it():
    talker = talker_at()
    without = removed(removed(FORM, "place"), "goal")
    goes_on(talker, changed(without))
    assert standing(talker.session) == [("form", "branch", "2"), ("place", "country", "2")]


def test_who_wrote_before_structures_had_names_is_given_todays():
    talker = talker_at("be")
    frames = tuple(replace(frame, structure="") for frame in talker.session.frames)
    talker.session = replace(talker.session, frames=frames, trail=(), release="f0")
    assert goes_on(talker, FIRST).outcome is Outcome.CONTINUES
    assert {frame.structure for frame in talker.session.frames} == {"1"}


def test_a_conversation_that_was_left_is_moved_as_well():
    talker = talker_at("be", "north", "study")
    talker.says("/menu")
    assert [frame.step for frame in talker.session.paused] == ["subject"]
    goes_on(talker, changed(renamed(FORM, "subject", "field")))
    talker.says("/resume")
    assert talker.seen[-1] == "subject?"
    again = talker_at("be", "north", "study")
    again.says("/menu")
    goes_on(again, changed(removed(FORM, "subject")))
    assert [frame.step for frame in again.session.paused] == ["place"]
    goes_on(again, changed(without=("form",)))
    assert again.session.paused == ()


def test_a_kept_plan_follows_its_step():
    talker = talker_at("be", "north", "study", "medicine", "30", "_done", "_done")
    assert [plan.step for plan in talker.session.plans] == ["plan"]
    goes_on(talker, changed(renamed(FORM, "plan", "steps")))
    assert [plan.step for plan in talker.session.plans] == ["steps"]


GOAL = spec("goal", AnswerType.ONE_OF, "learn", "job", kept=True, was={"study": "learn"})


def with_goal(flow: Flow = FORM) -> Release:
    return changed(flow, answers={**FIRST.answers, "goal": GOAL})


def test_answers_get_todays_values_and_lose_those_that_are_gone():
    talker = talker_at("be", "north", "study")
    region = spec("region", AnswerType.ONE_OF, "east", "west", kept=True)
    release = changed(answers={**FIRST.answers, "goal": GOAL, "region": region})
    assert moved(talker.session, release).session.answers == {"country": "be", "goal": "learn"}


def test_while_an_earlier_flow_is_under_way_its_values_stay():
    talker = talker_at("be", "north", "study")
    release = replace(with_goal(), archive={(FlowId("form"), "1"): FIRST.flows[FlowId("form")]})
    assert moved(talker.session, release).session.answers["goal"] == "study"


def test_several_choices_numbers_and_records_are_put_into_todays_values_too():
    papers = spec("papers", AnswerType.SOME_OF, "degree", "copy", was={"diploma": "degree"})
    number = spec("age", AnswerType.NUMBER, most=120)
    session = Session(
        answers={"papers": ("diploma", "transcript"), "age": "x", "other": "y", "goal": None},
        records={"jobs": ({"papers": ("transcript",)}, {"papers": ("copy", "diploma")})},
    )
    release = changed(answers={**FIRST.answers, "papers": papers, "age": number})
    found = moved(session, release).session
    assert found.answers == {"papers": ("degree",), "other": "y", "goal": None}
    assert found.records == {"jobs": ({}, {"papers": ("copy", "degree")})}


def test_what_is_ticked_in_a_waiting_question_follows():
    several = spec("goal", AnswerType.SOME_OF, "learn", "job", was={"study": "learn"})
    talker = talker_at("be", "north")
    session = replace(talker.session, picked=("study", "gone"))
    found = moved(session, changed(answers={**FIRST.answers, "goal": several})).session
    assert found.picked == ("learn",)


def test_what_was_meant_for_a_question_that_is_gone_answers_no_other_one():
    """`medicine` was the subject; the age, which comes before it now, must not become it."""
    release = changed(removed(FORM, "subject"))
    talker = talker_at("be", "north", "study")
    for given_ in (Words(text="job"), None, talker.button("_back")):
        turn = answered(release, talker.session, given_, now=NOW)
        assert turn.says[0].paragraphs[0][0] == phrases.MOVED_BACK
        assert turn.session.answers["goal"] == "study"
        assert standing(turn.session) == [("form", "goal", "2")]


def test_a_command_and_words_of_danger_come_before_being_told_about_a_change():
    release = changed(removed(FORM, "subject"))
    talker = talker_at("be", "north", "study")
    for given_, flow in ((Command(name="menu"), "menu"), (Words(text="he beats me"), "danger")):
        turn = answered(release, talker.session, given_, now=NOW)
        assert turn.session.frames[-1].flow == flow
    turn = answered(release, talker.session, Command(name="plan"), now=NOW)
    said = [line for say in turn.says for lines in say.paragraphs for line in lines]
    assert said[-2:] == [phrases.MOVED_BACK, said[-1]]
    assert said[-1].source == "goal?"


def test_an_earlier_flow_can_run_a_flow_that_is_gone_today():
    archive = {(id_, "1"): flow for id_, flow in FIRST.flows.items()}
    gone = FIRST.flows[FlowId("place")]
    release = changed(without=("place",), archive={**archive, (gone.id, ""): gone})
    talker = talker_at("be", "north", "study")
    start = replace(talker.session.frames[0], step=StepId("place"))
    session = replace(talker.session, frames=(start,), trail=())
    turn = answered(release, session, Words(text="hello"), now=NOW)
    assert standing(turn.session)[-1] == ("place", "country", "1")


# ---------------------------------------------------------------- whatever an editor does

STEPS = [(flow.id, step) for flow in (FORM, PLACE, flow_of("job")) for step in flow.steps]
EDITS = st.lists(
    st.tuples(st.sampled_from(["remove", "rename", "forget"]), st.sampled_from(STEPS)), max_size=5
)
GIVEN = st.lists(
    st.sampled_from([
        "be", "nl", "north", "study", "job", "medicine", "30", "_skip", "_done", "_add", "_right",
        "/menu", "/resume", "/human", "/back", "hello",
    ]),
    max_size=12,
)  # fmt: skip


def edited(edits: Iterable[tuple[str, tuple[FlowId, StepId]]], gone: bool) -> Release:
    flows: dict[FlowId, Flow] = {}
    for how, (name, step) in edits:
        flow = flows.get(name, FIRST.flows[name])
        if step not in flow.steps or step == "end":
            continue
        if how == "remove" and len(flow.steps) > 2:
            flow = removed(flow, step)
        elif how != "remove":
            flow = renamed(flow, step, f"{step}_now", told=how == "rename")
        flows[name] = flow
    return changed(*flows.values(), without=("job",) if gone and "job" not in flows else ())


def placed(session: Session, release: Release) -> bool:
    flows = [(release.flow(f.flow, f.structure), f) for f in (*session.frames, *session.paused)]
    return all(flow is not None and frame.step in flow.steps for flow, frame in flows)


@settings(max_examples=300, deadline=None)
@given(GIVEN, EDITS, st.booleans(), st.booleans())
def test_any_conversation_can_go_on_after_any_change(
    inputs: list[str],
    edits: list[tuple[str, tuple[FlowId, StepId]]],
    gone: bool,
    keeps: bool,
):
    talker = talker_at(*inputs)
    archive = {(id_, "1"): flow for id_, flow in FIRST.flows.items()} if keeps else {}
    release = replace(edited(edits, gone), archive=archive)
    found = moved(talker.session, release)
    session = found.session
    assert placed(session, release)
    assert session_from_json(json.loads(json.dumps(session_to_json(session)))) == session
    assert session.answers.items() <= talker.session.answers.items()
    assert moved(session, release) == Moved(session=session)
    assert keeps is False or found == Moved(session=talker.session)
    if found.outcome in TOLD:
        turn = told(release, found, now=NOW)
        assert turn.says[-1].offers or turn.session.frames
        session = turn.session
    for given_ in (Words(text="hello"), Command(name="back"), Command(name="menu"), None):
        session = moved(take(release, session, given_, now=NOW).session, release).session
        assert placed(session, release)
