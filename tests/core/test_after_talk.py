"""What an advisor's word interrupts goes on where it stopped, whatever happens in between."""

import json
from dataclasses import replace

from bot.core import phrases
from bot.core.after_talk import after_closing, listening
from bot.core.event import ConversationResumed
from bot.core.flow import Action, ChooseStep, DoStep, Flow, FlowId, Release, StepId
from bot.core.helped import DID_IT
from bot.core.put_aside import MOST, as_before, begun_anew, interrupted, left_by_person
from bot.core.run import Run
from bot.core.session import Frame, Session, session_from_json, session_to_json
from bot.core.talk import Talk
from bot.core.ticket import Details, Move, Reason
from tests.core.form import FORM, HUMAN, JOB_FLOW, LIST, PLACE, RELEASE, changed, steps
from tests.core.samples import MENU, choice, text
from tests.core.talker import Talker
from tests.core.test_handoff import ADA, AGREED, written

S = StepId


def talking(release: Release = RELEASE) -> Talker:
    """Somebody whose ticket an advisor has."""
    talker = Talker(release=release, session=AGREED)
    talker.says("/menu")
    talker.says("/human")
    talker.says("please help")
    return spoken(talker, Move.CLAIM)


def spoken(talker: Talker, move: Move = Move.ANSWER) -> Talker:
    """The advisor does something the person hears of."""
    talk = talker.session.talk.moved(move, ADA, talker.now, Details())
    assert isinstance(talk, Talk), talk
    session = listening(replace(talker.session, talk=talk), talker.release, talker.now)
    talker.session = stored(session)
    return talker


def closes(talker: Talker, reason: Reason = Reason.OTHER) -> list[str]:
    """The advisor closes the ticket; what the person sees then."""
    talk = talker.session.talk.moved(Move.CLOSE, ADA, talker.now, Details(reason=reason))
    assert isinstance(talk, Talk), talk
    turn = after_closing(replace(talker.session, talk=talk), talker.release, talker.now)
    talker.session, talker.last = stored(turn.session), turn
    asked = (say.offers for say in reversed(turn.says) if say.offers)
    talker.offers = next(asked, talker.offers)
    return talker.seen


def stored(session: Session) -> Session:
    """The session after a restart."""
    return session_from_json(json.loads(json.dumps(session_to_json(session))))


def at(talker: Talker) -> list[str]:
    return [f"{frame.flow}/{frame.step}" for frame in talker.session.frames]


def waits(talker: Talker) -> list[str]:
    return [f"{frame.flow}/{frame.step}" for frame in talker.session.paused]


def in_a_record(release: Release = RELEASE) -> Talker:
    """Somebody in the middle of a job of their profile, who answered three questions before."""
    talker = talking(release)
    talker.says("/form")
    for each in ("be", "north", "study"):
        talker.presses(each)
    talker.says("medicine")
    talker.says("30")
    talker.presses("_add")
    talker.says("baker")
    return talker


# ------------------------------------------------------------------ put aside and taken up


def test_a_form_in_the_middle_of_a_record_goes_on_at_the_very_question():
    talker = in_a_record()
    assert at(talker) == ["form/jobs", "job/years"]
    spoken(talker)
    assert (at(talker), waits(talker)) == ([], ["form/jobs", "job/years"])
    talker.says("I live in Ghent")
    assert written(talker) == ["I live in Ghent"]
    assert closes(talker)[-1] == "years?"
    assert phrases.WE_GO_ON.source in talker.seen
    assert talker.happened(ConversationResumed)
    assert (at(talker), waits(talker)) == (["form/jobs", "job/years"], [])
    talker.says("4")
    talker.presses("_done")
    assert talker.session.records["jobs"] == ({"job_title": "baker", "job_years": 4},)
    assert talker.session.answers["subject"] == "medicine"


def test_neither_what_the_person_left_nor_what_the_advisor_interrupted_is_lost():
    talker = talking()
    talker.says("/form")
    talker.presses("be")
    talker.says("/menu")
    left = waits(talker)
    assert left == ["form/goal", "place/region"]
    talker.says("/reminders")
    talker.session = replace(talker.session, told=True)
    spoken(talker)
    assert waits(talker) == [*left, "reminders/often"]
    assert closes(talker)[-1] == "often?"
    assert waits(talker) == left


def test_two_forms_that_advisors_interrupted_go_on_one_after_the_other():
    talker = in_a_record()
    spoken(talker)
    talker.says("/reminders")
    talker.session = replace(talker.session, told=True)
    spoken(talker)
    assert waits(talker) == ["form/jobs", "job/years", "reminders/often"]
    assert closes(talker)[-1] == "often?"
    talker.presses("weekly")
    assert talker.seen[-1] == "years?"


def test_who_is_at_something_else_by_then_comes_to_it_afterwards():
    talker = in_a_record()
    spoken(talker)
    talker.says("/reminders")
    seen = closes(talker)
    assert seen == []
    assert at(talker)[:2] == ["form/jobs", "job/years"]
    assert at(talker)[-1] == "reminders/often"
    talker.presses("weekly")
    assert talker.seen[-1] == "years?"


def test_a_form_in_which_nothing_was_told_stays_and_is_asked_again():
    talker = talking()
    talker.says("/form")
    spoken(talker)
    assert at(talker)[-1] == "place/country"
    talker.says("I live in Ghent")
    assert written(talker) == ["I live in Ghent"]
    assert closes(talker)[-1] == "country?"


def test_with_too_many_flows_under_way_the_form_stays_where_it_is():
    talker = in_a_record()
    deep = tuple(Frame(flow=FlowId("main"), step=S("e"), number=n) for n in range(90, 99))
    talker.session = replace(talker.session, paused=deep)
    before = at(talker)
    spoken(talker)
    assert at(talker) == before
    talker.session = replace(
        talker.session,
        paused=tuple(
            Frame(flow=FlowId("main"), step=S("e"), number=n) for n in range(90, 90 + MOST)
        ),
        talk=replace(talker.session.talk, aside=90),
    )
    closes(talker)
    assert len(talker.session.paused) == MOST


def test_the_person_goes_on_with_it_themselves_from_the_menu():
    talker = in_a_record()
    spoken(talker)
    talker.says("/resume")
    assert at(talker) == ["form/jobs", "job/years"]
    assert closes(talker) == []
    talker.says("4")
    assert at(talker) == ["form/jobs", "job/check"]


def test_who_takes_the_message_back_goes_on_after_that():
    take_back = replace(
        HUMAN,
        steps={
            S("back"): ChooseStep(
                id=S("back"),
                text=text("w", "Take it back?"),
                choices=(choice("yes", "Yes", next=S("withdraw")),),
            ),
            S("withdraw"): DoStep(id=S("withdraw"), action=Action.WITHDRAW),
        },
    )
    talker = in_a_record()
    spoken(talker)
    talker.release = changed(take_back)
    talker.says("/human")
    talker.presses("yes")
    assert talker.session.talk.live is None
    assert talker.seen[-1] == "years?"
    assert at(talker) == ["form/jobs", "job/years"]


# ------------------------------------------------------------------ other content in between


def restructured(*flows: Flow) -> Release:
    """The release after a change: nothing of an earlier structure is kept."""
    marked = [replace(each, structure="2") for each in flows]
    return replace(changed(*marked), id="f2", archive={})


def first(release: Release = RELEASE) -> Release:
    flows = {id_: replace(each, structure="1") for id_, each in release.flows.items()}
    return replace(release, flows=flows)


def test_it_goes_on_at_the_same_question_in_a_flow_that_was_changed():
    talker = in_a_record(first())
    spoken(talker)
    talker.release = restructured(FORM, JOB_FLOW, PLACE, LIST, HUMAN, MENU)
    assert closes(talker)[-1] == "years?"
    talker.says("4")
    assert at(talker) == ["form/jobs", "job/check"]


def test_where_the_question_is_gone_its_flow_begins_again_with_what_was_told():
    talker = in_a_record(first())
    spoken(talker)
    short = replace(JOB_FLOW, steps={k: v for k, v in JOB_FLOW.steps.items() if k != "years"})
    short = steps(short, title=replace(short.steps[S("title")], next=S("check")))
    talker.release = restructured(FORM, short, PLACE, LIST, HUMAN, MENU)
    assert closes(talker)[-1] == "title?"
    assert talker.session.answers["subject"] == "medicine"


def test_a_question_that_is_gone_while_an_advisor_speaks_is_left_for_the_persons_next_turn():
    talker = in_a_record(first())
    before = talker.session
    short = replace(JOB_FLOW, steps={k: v for k, v in JOB_FLOW.steps.items() if k != "years"})
    short = steps(short, title=replace(short.steps[S("title")], next=S("check")))
    talker.release = restructured(FORM, short, PLACE, LIST, HUMAN, MENU)
    spoken(talker)
    assert talker.session.frames == before.frames
    assert talker.session.talk.asked == talker.session.asked
    seen = closes(talker, Reason.ANSWERED)
    assert seen == [DID_IT.source]
    assert talker.session.frames == before.frames


# ------------------------------------------------------------------ what waits, as a value


def frames(*flows: str, first_number: int = 1) -> tuple[Frame, ...]:
    return tuple(
        Frame(flow=FlowId(flow), step=S("x"), number=n)
        for n, flow in enumerate(flows, start=first_number)
    )


def test_what_a_person_leaves_takes_the_place_of_what_they_left_before():
    a, f, n = frames("a"), frames("f", first_number=5), frames("n", first_number=9)
    assert left_by_person(a, n, 0) == n
    assert left_by_person((*a, *f), n, 5) == (*n, *f)
    assert interrupted((*a, *f), 5) == 1
    assert interrupted((*a, *f), 0) == 2


def test_a_flow_begun_anew_ends_only_its_own_conversation():
    a, f = frames("form", "human"), frames("job", "place", first_number=5)
    both = (*a, *f)
    assert begun_anew(both, 5, FORM) == f
    assert begun_anew(both, 5, HUMAN) == (a[0], *f)
    assert begun_anew(both, 5, JOB_FLOW) == a
    assert begun_anew(both, 5, PLACE) == both
    assert begun_anew(both, 5, LIST) == both


def test_going_back_brings_only_what_the_person_had_left():
    a, f = frames("a"), frames("f", first_number=5)
    assert as_before(f, (*a, *f), 5) == (*a, *f)
    assert as_before((*a, *f), (), 5) == (*a, *f)
    assert as_before((), a, 0) == a


def test_a_form_the_person_leaves_while_another_waits_for_the_advisor_is_below_it():
    talker = in_a_record()
    spoken(talker)
    run = Run.begin(talker.release, talker.session, talker.now)
    run.enter(FlowId("reminders"))
    run.put_aside()
    assert [frame.flow for frame in run.paused] == ["reminders", "form", "job"]
