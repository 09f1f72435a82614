"""Content that changed under a conversation, or is odd in itself, leads to a kind question and never to an error."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core import phrases
from bot.core.asides import Aside
from bot.core.asking import called
from bot.core.correcting import flows_run, named_by, way_to
from bot.core.engine import due, take
from bot.core.entry import Entry, EntryId, Phrase, Variant
from bot.core.event import QuestionAsked
from bot.core.flow import (
    CallStep,
    ChooseStep,
    EndStep,
    FlowId,
    Release,
    RouteStep,
    SayStep,
    StepId,
)
from bot.core.matching import Asking, build_knowledge
from bot.core.message import Words
from bot.core.run import Run
from bot.core.session import Frame, Session
from bot.core.tokens import tokens
from tests.core.form import FORM, RELEASE, agreed, ask, at, at_card, changed, steps, when
from tests.core.samples import NOW, choice, flow, text

S = StepId


def test_the_way_to_an_answer_goes_through_the_flows_that_are_run_and_not_in_circles():
    form = RELEASE.flows[FlowId("form")]
    assert way_to(RELEASE, form, "region") == (("form", "place"), ("place", "region"))
    assert way_to(RELEASE, form, "note") is None
    loop = flow(
        "loop",
        CallStep(id=S("again"), flow=FlowId("loop")),
        CallStep(id=S("gone"), flow=FlowId("gone")),
    )
    assert way_to(changed(loop), loop, "note") is None
    assert list(flows_run(EndStep(id=S("end")))) == []


def test_a_step_looks_at_what_its_conditions_choices_and_words_name():
    assert named_by(RouteStep(id=S("r"), routes=((when("age > 3"), S("a")), (None, S("b"))))) == {
        "age"
    }
    pick = choice("a", "A", when=when("goal is job"))
    asks = ChooseStep(id=S("c"), text=text("c", "You are {age}."), choices=(pick, choice("b", "B")))
    assert named_by(asks) == {"goal", "age"}


def test_what_nobody_asks_for_is_called_by_its_name():
    run = Run.begin(RELEASE, Session(frames=(Frame(flow=FlowId("form"), step=S("goal")),)), NOW)
    assert called(run, "nothing").values["words"] == "nothing"
    bare = {name: replace(spec, label=None) for name, spec in RELEASE.answers.items()}
    run.release = replace(RELEASE, answers=bare)
    assert called(run, "goal").source == "goal?"


def test_an_answer_nobody_asks_for_any_more_cannot_be_corrected_but_nothing_breaks():
    talker = at_card()
    talker.release = changed(
        steps(FORM, age=SayStep(id=S("age"), text=text("x", "x"), next=S("jobs")))
    )
    talker.presses("_fix_age")
    assert "Is this right?" in talker.seen


def test_records_whose_flow_is_gone_cannot_be_added_to():
    talker = agreed()
    talker.says("/form")
    for each in ("nl", "study"):
        talker.presses(each)
    for words in ("law", "20"):
        talker.says(words)
    talker.release = changed(without="job")
    talker.presses("_add")
    assert "Your jobs" in talker.seen


def test_a_record_whose_card_is_gone_is_forgotten_when_it_is_removed():
    talker = agreed()
    frames = (
        Frame(flow=FlowId("form"), step=S("age")),
        Frame(flow=FlowId("job"), step=S("check"), record=0),
    )
    talker.session = replace(talker.session, frames=frames, answers={"job_title": "Baker"})
    talker.says("Remove this")
    assert not talker.session.records
    assert talker.seen[-1] == "age?"


def test_a_flow_that_is_run_for_the_first_time_in_a_correction_passes_over_what_is_known():
    inner = flow("inner", ask("age", "age", "end"), EndStep(id=S("end")))
    outer = steps(FORM, hint=CallStep(id=S("hint"), flow=FlowId("inner"), next=S("jobs"), when=when("goal is job")),
                  age=ask("age", "age", "hint"))  # fmt: skip
    release = changed(outer, inner)
    talker = at_card(release=release)
    talker.presses("_fix_goal")
    talker.presses("job")
    talker.says("baker")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["age"] == 30


def test_a_correction_whose_way_goes_round_in_a_circle_forgets_nothing_by_guessing():
    round_ = steps(FORM, hint=RouteStep(id=S("hint"), routes=((None, S("hint2")),)),
                   hint2=ChooseStep(id=S("hint2"), text=text("h2", "On?"), next=S("jobs"),
                                    choices=(choice("on", "On"),)),
                   age=ask("age", "age", "hint"))  # fmt: skip
    talker = agreed(changed(round_))
    talker.says("/form")
    for each in ("be", "north", "study"):
        talker.presses(each)
    for words in ("medicine", "30"):
        talker.says(words)
    talker.presses("on")
    talker.presses("_done")
    talker.presses("_fix_goal")
    talker.presses("study")
    talker.presses("on")
    assert "Is this right?" in talker.seen
    assert talker.session.answers["subject"] == "medicine"


def knowing(**more: object) -> Release:
    """The form with one known question, and words that ask for a reason or for help."""
    entry = Entry(
        id=EntryId("cost"),
        question=text("faq/cost/question", "What does it cost?"),
        variants=(Variant(text=text("faq/cost/answer", "It is free.")),),
        owner="tests",
    )
    asking = {
        "en": Asking(
            why=frozenset({tokens("why do you ask"), tokens("what for")}),
            help=frozenset({tokens("i do not understand")}),
            starts=frozenset({tokens("what")}),
            anywhere=frozenset(),
        )
    }
    knowledge = build_knowledge(
        [
            Phrase(entry=entry.id, language="en", words="how much is it"),
            Phrase(entry=entry.id, language="en", words="?!"),
        ],
        asking,
    )
    return changed(knowledge=knowledge, entries={entry.id: entry}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("step", "words", "said"),
    [
        ("age", "why do you ask", "Some help is for young people."),
        ("age", "what for", "Some help is for young people."),
        ("goal", "why do you ask", phrases.WHY_ANY.source),
        ("trade", "i do not understand", "For example: baker"),
        ("goal", "i do not understand", phrases.HELP_ANY.source),
        ("goal", "how much is it", "It is free."),
        ("goal", "what is this all about", phrases.NO_ANSWER.source),
    ],
)
def test_what_is_asked_in_the_middle_gets_its_own_answer(step: str, words: str, said: str):
    talker = at(step, knowing())
    talker.says(words)
    assert talker.seen[0] == said
    assert talker.seen[-1] == f"{step}?"


def test_a_reason_is_asked_for_where_nothing_waits():
    release = knowing(needs={})
    turn = take(release, Session(), Words(text="why do you ask"), now=NOW)
    assert QuestionAsked() in turn.events
    assert Aside.WHY.value == "why"


def test_danger_without_an_answer_for_its_kind_is_told_all_the_same():
    bare = replace(RELEASE.flows[FlowId("danger")], answers={})
    talker = agreed(changed(bare))
    talker.says("he beats me")
    assert talker.seen[0] == "Call 112 now."
    assert "danger_kind" not in talker.session.answers


def test_a_flow_checked_long_ago_says_so_when_it_begins():
    old = replace(FORM, reviewed=date(2025, 1, 1), review_days=90)
    talker = agreed(changed(old))
    talker.says("/form")
    assert talker.seen[0] == phrases.LAST_CHECKED.source


def test_a_reminder_without_a_question_that_waits_says_only_what_is_open():
    talker = agreed()
    talker.session = replace(talker.session, answers={"reminders": "daily"}, remind_at=1)
    turn = due(RELEASE, talker.session, now=NOW + timedelta(days=1))
    lines = [line.source for say in turn.says for lines in say.paragraphs for line in lines]
    assert lines == [phrases.REMINDER.source, phrases.STOP_REMINDERS.source]


def test_a_paused_topic_that_is_gone_from_the_content_leads_to_the_menu():
    talker = at_card()
    talker.says("/menu")
    talker.release = changed(without="form")
    talker.says("/resume")
    assert talker.seen[-1] == "What would you like to do?"


def test_back_to_a_question_that_is_gone_walks_on():
    talker = at_card()
    talker.release = changed(
        steps(FORM, age=SayStep(id=S("age"), text=text("x", "No longer asked."), next=S("jobs")))
    )
    talker.says("/back")
    talker.says("/back")
    assert talker.seen


def test_without_anybody_who_helps_the_button_is_not_there_and_the_words_of_it_ask_again():
    release = replace(
        RELEASE, needs={"idle": RELEASE.needs["idle"]}, commands={"form": RELEASE.commands["form"]}
    )
    talker = agreed(release)
    talker.says("/form")
    for _ in range(3):
        talker.says("zzz")
    choices = [offer.press.choice for offer in talker.offers]
    assert "_human" not in choices
    assert "_leave" in choices
    talker.presses("_leave")
    assert talker.seen[-1] == "What would you like to do?"


def test_an_answer_that_is_not_declared_any_more_is_refused_kindly():
    answers = {name: spec for name, spec in RELEASE.answers.items() if name != "age"}
    talker = at("age", replace(RELEASE, answers=answers))
    talker.says("31")
    assert talker.seen[-1] == "age?"
