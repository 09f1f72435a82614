"""A plan can say what an entry answers, stay one of its country, and be only for reading."""

from dataclasses import replace

import pytest

from bot.core.entry import Entry, EntryId, Variant
from bot.core.flow import EndStep, FlowId, PlanItem, PlanStep, Release
from bot.core.text import Text
from tests.core.form import DECLARED, RELEASE, agreed, when
from tests.core.samples import S, flow, text
from tests.core.talker import Talker

COST = Entry(
    id=EntryId("cost"),
    question=text("faq/cost/question", "What does it cost?"),
    variants=(
        Variant(text=text("faq/cost/answer/nl", "Ten euro."), when=when("country is nl")),
        Variant(text=text("faq/cost/answer/otherwise", "Ask first.")),
    ),
    owner="team",
)
ITEMS = (
    PlanItem(id="cost", entry=EntryId("cost")),
    PlanItem(id="gone", entry=EntryId("gone")),
    PlanItem(id="go", text=text("p/go", "Go there."), when=when("country is nl")),
)


def release(**more: object) -> Release:
    plan = PlanStep(id=S("plan"), text=text("q/plan", "Steps"), items=ITEMS, next=S("end"), **more)  # type: ignore[arg-type]
    form = flow("form", plan, EndStep(id=S("end")))
    return replace(
        RELEASE, flows={**RELEASE.flows, form.id: form}, entries={COST.id: COST}, answers=DECLARED
    )


def reader(country: str, **more: object) -> Talker:
    talker = agreed(release(**more))
    talker.session = replace(talker.session, answers={"country": country})
    return talker


@pytest.mark.parametrize(
    ("country", "seen"), [("nl", ["Ten euro.", "Go there."]), ("be", ["Ask first."])]
)
def test_an_item_says_what_its_entry_answers_this_person(country: str, seen: list[str]):
    talker = reader(country)
    talker.says("/form")
    assert [
        line for line in talker.seen if line in {"Ten euro.", "Ask first.", "Go there."}
    ] == seen


def test_an_item_whose_entry_is_gone_is_left_out_and_the_others_keep_their_numbers():
    talker = reader("nl")
    talker.says("/form")
    assert talker.last is not None
    items = [item.id for say in talker.last.says for item in say.items]
    assert items == ["cost", "go"]
    assert talker.session.plans[0].items == ("cost", "go")


def test_what_is_given_holds_whatever_the_person_says():
    talker = reader("be", given=(("country", "nl"),))
    talker.says("/form")
    assert "Ten euro." in talker.seen
    assert "Go there." in talker.seen


def test_a_kept_plan_stays_one_of_its_country_and_keeps_its_ticks():
    talker = reader("nl", given=(("country", "nl"),))
    talker.says("/form")
    talker.says("/plan")
    talker.presses("_tick_1")
    talker.presses("_done")
    talker.session = replace(talker.session, answers={"country": "be"})
    talker.says("/plan")
    assert "Ten euro." in talker.seen
    assert talker.last is not None
    shown = talker.last.says[0].items
    assert [(item.place, item.done) for item in shown] == [
        ("form/plan/items/cost", True),
        ("form/plan/items/go", False),
    ]


def test_a_kept_plan_says_today_what_its_entry_answers_today():
    talker = reader("nl")
    talker.says("/form")
    talker.session = replace(talker.session, answers={"country": "be"})
    talker.says("/plan")
    assert "Ask first." in talker.seen


def test_a_plan_for_reading_is_not_kept_and_counts_no_steps():
    talker = reader("nl", passing=True)
    talker.says("/form")
    assert "Ten euro." in talker.seen
    assert not any("{count}" in line for line in talker.seen)
    assert not talker.session.plans


def test_the_words_of_an_entry_belong_to_the_entry():
    talker = reader("nl")
    talker.says("/form")
    assert talker.last is not None
    places = [t.place for say in talker.last.says for lines in say.paragraphs for t in lines]
    assert "faq/cost/answer/nl" in places
    assert isinstance(COST.variants[0].text, Text)
    assert FlowId("form") in talker.release.flows
