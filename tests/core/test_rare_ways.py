"""The rare ways of a conversation: corrections, cards, routes and messages as they seldom happen."""

from dataclasses import replace
from datetime import timedelta

from bot.core import correcting, moving, phrases
from bot.core.flow import (
    Arrival,
    CallStep,
    EndStep,
    FlowId,
    PlanItem,
    PlanStep,
    ReviewStep,
    RouteStep,
    SayStep,
    StepId,
)
from bot.core.progress import ways_on
from bot.core.run import Run
from bot.core.session import Frame, Session, Trace
from bot.core.turn import Say
from bot.core.ways_out import call_human
from tests.core.form import FORM, RELEASE, agreed, ask, at, at_card, changed, steps, when
from tests.core.samples import NOW, flow, text

S = StepId


def test_who_comes_back_to_a_topic_that_is_gone_is_just_asked_again():
    talker = at("goal", RELEASE)
    frames = (Frame(flow=FlowId("gone"), step=S("x")), *talker.session.frames)
    talker.session = replace(talker.session, frames=frames, told=True, heard_at=1)
    talker.says("zzz")
    assert talker.seen[-1] == "goal?"


def test_a_correction_passes_over_what_was_sent_and_shown_and_over_flows_that_ask_nothing():
    talk = flow("talk", SayStep(id=S("a"), text=text("t/a", "Just words.")))
    form = steps(
        FORM,
        trade=ask("trade", "trade", "hint"),
        hint=CallStep(id=S("hint"), flow=FlowId("talk"), next=S("shown")),
        shown=PlanStep(
            id=S("shown"),
            text=text("pl", "A first plan"),
            items=(PlanItem(id="office", text=text("p/office", "Ask the office.")),),
            next=S("age"),
        ),
        subject=ask("subject", "subject", "shown"),
    )
    talker = at_card(release=changed(form, talk))
    talker.presses("_fix_goal")
    talker.presses("job")
    talker.says("baker")
    assert talker.seen[0] == "Is this right?"


def test_two_ways_to_the_card_are_looked_at_once():
    form = steps(
        FORM,
        age=ask("age", "age", "fork"),
        fork=RouteStep(id=S("fork"), routes=((when("age > 3"), S("left")), (None, S("right")))),
        left=SayStep(id=S("left"), text=text("l", "Left."), next=S("jobs")),
        right=SayStep(id=S("right"), text=text("r", "Right."), next=S("jobs")),
    )
    talker = at_card(release=changed(form))
    talker.presses("_fix_age")
    talker.says("2")
    assert "Is this right?" in talker.seen


def test_a_way_that_never_comes_to_the_card_is_not_certain():
    loop = flow(
        "loop",
        SayStep(id=S("a"), text=text("a", "a"), next=S("b")),
        SayStep(id=S("b"), text=text("b", "b"), next=S("a")),
    )
    run = Run.begin(changed(loop), Session(), NOW)
    assert correcting._way_taken(run, loop, S("card")) is None


def test_a_choice_that_changes_what_an_earlier_question_depends_on_asks_that_one_again():
    early = replace(ask("early", "age", "place"), depends_on=("goal",))
    form = replace(
        FORM,
        steps={
            early.id: early,
            **{k: v for k, v in FORM.steps.items() if k != "age"},
            S("subject"): ask("subject", "subject", "jobs"),
            S("trade"): ask("trade", "trade", "jobs"),
        },
    )
    form = replace(form, steps={k: v for k, v in form.steps.items() if k != "hint"})
    talker = agreed(changed(form))
    talker.says("/form")
    talker.says("30")
    for each in ("nl", "study"):
        talker.presses(each)
    talker.says("law")
    talker.presses("_done")
    talker.presses("_fix_goal")
    talker.presses("job")
    assert talker.seen[-1] == "early?"
    talker.says("31")
    assert talker.seen[-1] == "trade?"


def test_what_was_held_is_said_when_its_flow_ends_without_a_card():
    run = Run.begin(
        RELEASE,
        Session(frames=(Frame(flow=FlowId("form"), step=S("goal"), target=S("check")),)),
        NOW,
    )
    run.tell(Say(paragraphs=((text("h", "Held."),),)))
    assert run.says == []
    run.leave()
    assert [say.paragraphs[0][0].source for say in run.says] == ["Held."]


def test_a_card_with_nothing_on_it_is_passed_over():
    only = flow(
        "only",
        ReviewStep(id=S("c"), text=text("c", "Right?"), answers=("age",), next=S("e")),
        SayStep(id=S("e"), text=text("e", "Nothing to look at.")),
    )
    talker = agreed(changed(only, commands={"only": (FlowId("only"), Arrival.REPLACE)}))
    talker.says("/only")
    assert talker.seen[0] == "Nothing to look at."


def test_nobody_to_call_asks_again():
    release = replace(RELEASE, needs={}, commands={})
    run = Run.begin(release, Session(frames=(Frame(flow=FlowId("form"), step=S("goal")),)), NOW)
    call_human(run)
    assert run.says[0].paragraphs[-1][0].source == "goal?"


def test_where_no_line_of_a_route_is_certain_each_is_a_way():
    odd = RouteStep(id=S("r"), routes=((when("age > 3"), S("a")), (when("age > 5"), S("b"))))
    assert [to for to, _ in ways_on(odd, {})] == ["a", "b"]
    assert [to for to, _ in ways_on(odd, {"age": 4})] == ["a"]
    passed = SayStep(id=S("s"), text=text("s", "s"), when=when("age > 3"), next=S("n"))
    assert list(ways_on(passed, {"age": 1})) == [("n", 0)]


def test_a_second_answer_in_words_right_after_the_first_belongs_to_the_first():
    form = steps(FORM, trade=ask("trade", "trade", "subject"))
    talker = agreed(changed(form))
    talker.says("/form")
    for each in ("nl", "job"):
        talker.presses(each)
    talker.says("baker")
    talker.pause = timedelta(seconds=2)
    talker.says("and cook")
    assert talker.session.answers["trade"] == "baker\nand cook"


def test_danger_in_words_that_are_too_long_for_the_answer_is_still_answered():
    talker = agreed()
    talker.says("/human")
    talker.says("he beats me " + "x" * 400)
    assert talker.seen[0] == "Call 112 now."


def test_values_of_another_kind_do_not_survive_a_change():
    spec = RELEASE.answers["goal"]
    assert moving._value(3, spec) is None


def test_a_flow_that_waits_passes_over_steps_that_run_another_one():
    two = flow(
        "two",
        CallStep(id=S("a"), flow=FlowId("place"), next=S("b")),
        CallStep(id=S("b"), flow=FlowId("job"), next=S("c")),
        EndStep(id=S("c")),
    )
    below, above = Frame(flow=two.id, step=S("gone")), Frame(flow=FlowId("job"), step=S("title"))
    assert [frame.step for frame in moving._waiting(below, two, above=above)] == ["c"]


def test_going_back_passes_over_what_is_no_question_any_more():
    traces = (
        Trace(frames=(Frame(flow=FlowId("form"), step=S("goal")),)),
        Trace(frames=(Frame(flow=FlowId("gone"), step=S("x")),)),
    )
    found = moving._back(traces, RELEASE)
    assert found is not None
    assert found[0][0].step == "goal"
    assert moving._back(traces[1:], RELEASE) is None


def test_two_ways_that_meet_again_and_both_lead_past_the_card_miss_it():
    fork = RouteStep(id=S("fork"), routes=((when("age > 3"), S("left")), (None, S("right"))))
    left = SayStep(id=S("left"), text=text("l", "l"), next=S("both"))
    right = SayStep(id=S("right"), text=text("r", "r"), next=S("both"))
    past = flow("past", fork, left, right, SayStep(id=S("both"), text=text("b", "b")))
    stands = Frame(flow=past.id, step=S("fork"), target=S("card"))
    run = Run.begin(changed(past), Session(frames=(stands,)), NOW)
    assert correcting.misses_card(run)


def test_words_right_after_an_answer_that_is_known_no_more_are_an_answer_of_their_own():
    talker = agreed()
    talker.says("/form")
    for each in ("nl", "job"):
        talker.presses(each)
    talker.says("baker")
    talker.pause = timedelta(seconds=1)
    talker.session = replace(talker.session, answers={"country": "nl", "goal": "job"})
    talker.says("and cook")
    assert talker.seen[0] == phrases.WHOLE_NUMBER.source


def test_a_second_topic_put_aside_takes_the_place_of_the_first_and_its_answers():
    talker = at_card()
    talker.says("/menu")
    assert talker.session.answers["subject"] == "medicine"
    talker.says("/reminders")
    run = Run.begin(RELEASE, talker.session, NOW)
    run.put_aside()
    assert "subject" not in run.saved


def test_who_asks_for_a_person_while_writing_to_one_begins_again():
    talker = agreed()
    talker.says("/human")
    for _ in range(3):
        talker.says("x" * 400)
    talker.presses("_human")
    assert talker.seen[-1] == "note?"
    assert len(talker.session.frames) == 1


def test_a_flow_that_runs_another_one_which_looks_at_what_was_corrected_runs_again():
    inner = flow(
        "inner", SayStep(id=S("a"), text=text("i/a", "You are young."), when=when("age < 18"))
    )
    outer = flow(
        "outer",
        CallStep(id=S("a"), flow=FlowId("inner"), next=S("b")),
        CallStep(id=S("b"), flow=FlowId("gone"), next=S("c"), when=when("age > 200")),
        CallStep(id=S("c"), flow=FlowId("outer"), when=when("age > 200")),
    )
    form = steps(
        FORM,
        age=ask("age", "age", "hint"),
        hint=CallStep(id=S("hint"), flow=FlowId("outer"), next=S("jobs")),
    )
    talker = at_card(release=changed(form, inner, outer))
    talker.presses("_fix_age")
    talker.says("17")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["age"] == 17
