"""A plan that was shown is kept, ticked off, and comes back."""

from dataclasses import replace

from bot.core import phrases
from bot.core.event import PlanItemTicked
from bot.core.session import KeptPlan
from tests.core.form import agreed, at_card


def test_a_plan_is_kept_with_consent_and_can_be_ticked_off():
    talker = at_card()
    talker.presses("_done")
    assert phrases.PLAN_KEPT.source in talker.seen
    assert talker.session.plans == (
        KeptPlan(flow="form", step="plan", items=("office", "school", "age")),  # type: ignore[arg-type]
    )
    talker.says("/plan")
    assert talker.seen[0] == "Your steps so far"
    talker.presses("_tick_2")
    assert talker.happened(PlanItemTicked)
    assert talker.session.plans[0].done == ("school",)
    assert talker.session.picked == ("_tick_2",)
    talker.presses("_tick_2")
    assert not talker.session.plans[0].done


def test_what_was_done_stays_done_when_the_plan_is_shown_again():
    talker = at_card()
    talker.presses("_done")
    talker.says("/plan")
    talker.presses("_tick_1")
    talker.presses("_done")
    talker.says("/form")
    for each in ("nl", "study"):
        talker.presses(each)
    for words in ("law", "20"):
        talker.says(words)
    talker.presses("_done")
    talker.presses("_done")
    assert talker.session.plans[0].done == ("office",)
    assert phrases.PLAN_KEPT.source not in talker.seen


def test_a_word_that_is_no_longer_known_is_a_dash_in_a_kept_plan():
    talker = at_card()
    talker.presses("_done")
    talker.session = replace(
        talker.session, answers={k: v for k, v in talker.session.answers.items() if k != "age"}
    )
    talker.says("/plan")
    assert talker.last is not None
    last = talker.last.says[0].paragraphs[-1][0]
    assert (last.source, last.values["age"]) == ("You are {age}.", "–")


def test_without_a_plan_merit_says_so_and_asks_nothing():
    talker = agreed()
    talker.says("/plan")
    assert talker.seen[0] == "No steps yet."


def test_steps_the_content_no_longer_has_are_left_out():
    talker = agreed()
    gone = KeptPlan(flow="form", step="plan", items=("office", "gone"))  # type: ignore[arg-type]
    elsewhere = KeptPlan(flow="gone", step="plan", items=("office",))  # type: ignore[arg-type]
    talker.session = replace(talker.session, plans=(gone, elsewhere))
    talker.says("/plan")
    assert [offer.press.choice for offer in talker.offers] == ["_tick_1", "_done"]
    talker.says("2")
    talker.says("9")
    assert talker.seen[0] == phrases.CHOOSE.source
