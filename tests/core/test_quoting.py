"""A plan can say what an entry answers, stay one of its country, and be only for reading."""

from dataclasses import replace

import pytest

from bot.core.entry import Entry, EntryId, Variant
from bot.core.flow import EndStep, FlowId, PlanItem, PlanStep, Release
from bot.core.source import Source
from bot.core.text import Text
from bot.core.wording import shown, source_lines
from tests.core.form import DECLARED, RELEASE, agreed, when
from tests.core.samples import NOW, S, flow, text
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
    assert talker.seen[:3] == ["Your steps so far", "form", "What does it cost?"]
    assert "Ten euro." not in talker.seen, "of what is done only the title is left"
    assert "Ask first." not in talker.seen
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


def test_an_item_that_quotes_has_the_question_for_its_title():
    talker = reader("nl")
    talker.says("/form")
    at = talker.seen.index("What does it cost?")
    assert talker.seen[at + 1] == "Ten euro."


def test_what_is_given_also_fills_the_words():
    heading = text("q/plan", "Steps in {country}")
    talker = reader("be", given=(("country", "nl"),))
    flows = dict(talker.release.flows)
    form = flows[FlowId("form")]
    plan = form.steps[S("plan")]
    assert isinstance(plan, PlanStep)
    changed = replace(form, steps={**form.steps, S("plan"): replace(plan, text=heading)})
    talker.release = replace(talker.release, flows={**flows, form.id: changed})
    talker.says("/form")
    assert talker.last is not None
    said = talker.last.says[0].paragraphs[0][0]
    assert said.values["country"] == shown("country", "nl", talker.release)


A = Source(id="a", title="An office", link="https://www.office.org/a", read=NOW.date(), grade="A")
B = Source(id="b", title="A paper", link="https://paper.org/b", read=NOW.date(), grade="B")
C = Source(id="c", title="A blog", link="https://blog.org/c", read=NOW.date(), grade="C")
AGAIN = Source(id="d", title="The office", link="https://office.org/d", read=NOW.date(), grade="B")


@pytest.mark.parametrize(
    ("sources", "first", "others"),
    [
        ((), "", ""),
        ((A,), A.link, ""),
        ((B, A), A.link, "paper.org"),
        ((C, B, A), A.link, "paper.org"),
        ((C,), "A blog", ""),
        ((A, AGAIN), A.link, ""),
        ((A, A), A.link, ""),
    ],
)
def test_the_best_page_is_named_and_a_weak_one_is_never_linked(
    sources: tuple[Source, ...], first: str, others: str
):
    lines = source_lines(sources)
    assert [line.values.get("source", "") for line in lines[:1]] == ([first] if first else [])
    assert [line.values["sources"] for line in lines[1:]] == ([others] if others else [])
