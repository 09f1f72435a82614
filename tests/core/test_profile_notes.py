"""What advisors added, and the steps of the person's plan, stand apart on paper."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.by_others import Addition, ByOthers, Gloss
from bot.core.entry import Entry, EntryId, Variant
from bot.core.flow import FlowId, PlanItem, PlanStep, StepId
from bot.core.profile import AdditionKind, By, Paired
from bot.core.session import KeptPlan
from bot.core.source import Source
from tests.core.samples import NOW, flow, text
from tests.core.two_languages import KNOWN, session, written


def addition(language: str) -> Addition:
    return Addition(kind="next_step", text="Bel ons.", language=language, by="Ada", at=0)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", Paired(own="Call us.", host="Bel ons.", by=By.ADVISOR)),
        ("en", Paired(own="Bel ons.", host="Bel ons.", by=By.NOBODY)),
        ("uk", Paired(own="Call us.", host="Bel ons.", by=By.ADVISOR)),
    ],
)
def test_what_an_advisor_added_stands_apart_with_who_and_when(language: str, expected: Paired):
    gloss = Gloss(words="Bel ons.", language="en", text="Call us.", by="advisor")
    others = ByOthers(additions=(addition(language),), glosses=(gloss,))
    (note,) = written(session(answers={"my_name": "Rim"}, by_others=others)).notes
    assert (note.kind, note.by, note.on) == (AdditionKind.NEXT_STEP, "Ada", date(1970, 1, 1))
    assert note.words == expected
    assert note.kind_words.host == "nl: Next step"
    assert note.on_words.own == "1970-01-01 en"


def test_in_one_language_an_addition_is_not_marked():
    (note,) = written(session(by_others=ByOthers(additions=(addition("en"),))), host="en").notes
    assert note.words.by is By.MERIT


LAW = Source(id="law", title="The law", link="https://law.example.org", read=NOW.date())
BLOG = replace(LAW, id="blog", link="https://blog.example.org", grade="C")
COST = Entry(
    id=EntryId("cost"),
    question=text("faq/cost/question", "What does it cost?"),
    variants=(Variant(text=text("faq/cost/answer", "Ten euro.")),),
    owner="team",
)
ITEMS = (
    PlanItem(id="ask", text=text("p/ask", "Ask in {country}."), sources=(BLOG,)),
    PlanItem(id="copy", text=text("p/copy", "Copy it."), sources=(BLOG, LAW)),
    PlanItem(id="cost", entry=COST.id),
)


def test_the_steps_of_a_plan_are_there_when_they_are_wanted_with_their_best_source():
    plan = flow("steps", PlanStep(id=StepId("plan"), text=text("p", "Steps"), items=ITEMS))
    kept = KeptPlan(
        flow=FlowId("steps"),
        step=StepId("plan"),
        items=("ask", "copy", "cost"),
        done=("copy",),
    )
    release = replace(KNOWN, flows={**KNOWN.flows, plan.id: plan}, entries={COST.id: COST})
    told = session(answers={"country": "nl"}, plans=(kept,))
    assert written(told, release=release).steps == ()
    ask, copy, cost = written(told, release=release, steps=True).steps
    assert ask.words.own == "Ask in nl."
    assert (ask.title, ask.done, ask.source) == (None, False, "")
    assert (copy.done, copy.source) == (True, LAW.link)
    assert cost.title == Paired(own="What does it cost?", host="nl: What does it cost?")
    assert (cost.words.own, cost.source) == ("Ten euro.", "")
