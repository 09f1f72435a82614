"""Flow files become the values the engine works with."""

from datetime import date
from pathlib import Path

from bot.content.load import load
from bot.core.answer import AnswerSpec, AnswerType
from bot.core.flow import (
    Action,
    Arrival,
    AskStep,
    CallStep,
    ChooseStep,
    DoStep,
    EndStep,
    Flow,
    FlowId,
    HandoffStep,
    PlanStep,
    Release,
    RouteStep,
    SayStep,
    Step,
    StepId,
)
from bot.core.source import Source
from bot.core.text import Text
from tests.content.folder import GOOD_STEPS, findings, flow, write
from tests.content.mistakes import AGE, FRUIT, TRIP

EVERYTHING = """\
flow: trip
title: A trip
owner: team
reviewed: 2026-11-01
review_every: 1 year
start_on:
  - command: trip
    arrival: return
  - command: journey
sources:
  - id: rail
    title: The railway
    link: https://rail.example/prices?from=a
    read: 2026-11-23
    published: 3 December 2025
    grade: B
  - id: bus
    title: The bus
    link: https://bus.example
    read: 2026-11-23
    published: 2018 to 2020
answers:
  age:
    number: 0-120
    personal: no
  fruit:
    some of: [apple, pear]
    purpose: to pack the bag
  note:
    text: 1-500
    purpose: to tell the guide
  about:
    one of: [work, other]
    personal: no
    purpose: to bring the note to the right guide
steps:
  hello:
    say: >-
      Hello,
      traveller {age}.


      Welcome.
    when: >-
      age < 18
      or known(note)
    critical: yes
  ask_age:
    ask: How old are you?
    why: Children travel for free.
    save: age
  ask_fruit:
    ask: What do you take along?
    save: fruit
    choices:
      - apple: An apple
      - pear:
          label: A pear
          when: age >= 6
  ask_note:
    ask: Anything else?
    save: note
  menu:
    choose: Where to?
    choices:
      - sea:
          label: To the sea
          flow: base
      - hills:
          label: To the hills
          next: decide
      - home:
          label: Home again
          next: hello
  decide:
    route:
      - when: apple in fruit
        next: packing
      - otherwise: bring
  packing:
    plan: Pack these.
    items:
      - bread: Take bread.
      - ticket:
          text: Buy a ticket.
          when: age > 11
          sources: rail, bus
          critical: yes
  bring:
    handoff: about
    message: note
  call:
    flow: base
    when: known(age)
  give:
    do: export data
  stop:
    end: quiet
    when: age is 7
  last:
    end: done
"""


def release(folder: Path, files: dict[str, str | bytes]) -> Release:
    found, _, problems = load(write(folder, files))
    assert found is not None, [str(each) for each in problems]
    return found


def trip(folder: Path) -> Flow:
    return release(folder, {TRIP: EVERYTHING}).flows[FlowId("trip")]


def step_of(found: Flow, name: str) -> Step:
    return found.steps[StepId(name)]


def test_a_flow_has_its_head_and_what_starts_it(tmp_path: Path):
    found = trip(tmp_path)
    assert found.title == Text(place="trip/title", source="A trip")
    assert found.owner == "team"
    assert found.reviewed == date(2026, 11, 1)
    assert [(each.command, each.arrival) for each in found.triggers] == [
        ("trip", Arrival.RETURN),
        ("journey", Arrival.REPLACE),
    ]
    assert found.first == "hello"


def test_a_source_carries_the_dates_and_grade_written_down(tmp_path: Path):
    found = trip(tmp_path)
    assert found.sources["rail"] == Source(
        id="rail",
        title="The railway",
        link="https://rail.example/prices?from=a",
        read=date(2026, 11, 23),
        published="2025-12-03",
        grade="B",
    )
    assert found.sources["bus"].published == "2018 – 2020"
    assert found.sources["bus"].grade == "A"


def test_an_answer_of_a_flow_is_forgotten_with_it_and_a_shared_one_is_kept(tmp_path: Path):
    shared = "answers:\n  country:\n    one of: [nl, be]\n    personal: no\n"
    found = release(tmp_path, {TRIP: EVERYTHING, "flows/answers.yaml": shared})
    assert found.answers["fruit"] == AnswerSpec(
        name="fruit",
        type=AnswerType.SOME_OF,
        values=("apple", "pear"),
        least=0,
        most=0,
        personal=True,
        kept=False,
        purpose="to pack the bag",
    )
    assert (found.answers["age"].least, found.answers["age"].most) == (0, 120)
    assert not found.answers["age"].personal
    assert found.answers["country"].kept
    assert found.answers["language"].values == ("en", "nl", "ar")


def test_texts_carry_their_place_whole_paragraphs_and_whether_they_are_critical(tmp_path: Path):
    hello = step_of(trip(tmp_path), "hello")
    assert isinstance(hello, SayStep)
    assert hello.text == Text(
        place="trip/hello/say", source="Hello, traveller {age}.\n\nWelcome.", critical=True
    )
    assert hello.when is not None
    assert hello.when.holds({"age": 7})
    assert not hello.when.holds({"age": 40})


def test_a_question_carries_its_choices_and_why_it_is_asked(tmp_path: Path):
    found = trip(tmp_path)
    age, fruit = step_of(found, "ask_age"), step_of(found, "ask_fruit")
    assert isinstance(age, AskStep)
    assert isinstance(fruit, AskStep)
    assert (age.save, age.why) == (
        "age",
        Text(place="trip/ask_age/why", source="Children travel for free."),
    )
    assert [choice.label.place for choice in fruit.choices] == [
        "trip/ask_fruit/choices/apple",
        "trip/ask_fruit/choices/pear",
    ]
    assert fruit.choices[1].when is not None


def test_a_choice_can_lead_to_a_step_or_run_a_flow(tmp_path: Path):
    menu = step_of(trip(tmp_path), "menu")
    assert isinstance(menu, ChooseStep)
    assert [(choice.flow, choice.next) for choice in menu.choices] == [
        ("base", None),
        (None, "decide"),
        (None, "hello"),
    ]


def test_a_route_ends_with_the_step_for_everybody_else(tmp_path: Path):
    decide = step_of(trip(tmp_path), "decide")
    assert isinstance(decide, RouteStep)
    assert [to for _, to in decide.routes] == ["packing", "bring"]
    assert decide.routes[-1][0] is None


def test_a_plan_carries_its_items_with_their_sources(tmp_path: Path):
    plan = step_of(trip(tmp_path), "packing")
    assert isinstance(plan, PlanStep)
    bread, ticket = plan.items
    assert bread.text == Text(place="trip/packing/items/bread", source="Take bread.")
    assert [source.id for source in ticket.sources] == ["rail", "bus"]
    assert ticket.text is not None
    assert ticket.text.critical


def test_the_remaining_steps_are_what_they_say(tmp_path: Path):
    found = trip(tmp_path)
    bring, call, give = (step_of(found, name) for name in ("bring", "call", "give"))
    assert isinstance(bring, HandoffStep)
    assert (bring.topic, bring.message) == ("about", "note")
    assert isinstance(call, CallStep)
    assert call.flow == "base"
    assert isinstance(give, DoStep)
    assert give.action is Action.EXPORT_DATA
    stop, last = step_of(found, "stop"), step_of(found, "last")
    assert isinstance(stop, EndStep)
    assert isinstance(last, EndStep)
    assert (stop.quiet, last.quiet) == (True, False)


def test_a_step_without_next_goes_on_at_the_following_one(tmp_path: Path):
    found = trip(tmp_path)
    assert step_of(found, "hello").next == "ask_age"
    assert step_of(found, "stop").next == "last", "passed over, an end goes on"
    assert step_of(found, "last").next is None


def test_a_revision_changes_with_every_letter_and_only_then(tmp_path: Path):
    one = release(tmp_path / "one", {TRIP: EVERYTHING})
    same = release(tmp_path / "same", {TRIP: EVERYTHING})
    other = release(tmp_path / "other", {TRIP: EVERYTHING.replace("Take bread", "Bring bread")})
    flows = [found.flows[FlowId("trip")].revision for found in (one, same, other)]
    assert flows[0] == flows[1] != flows[2]
    assert one.id == same.id != other.id


def test_a_choice_has_words_for_sentences_that_name_it(tmp_path: Path):
    found = release(tmp_path, {TRIP: EVERYTHING})
    assert found.labels["fruit", "pear"].source == "A pear"
    assert found.labels["language", "ar"].values == {"words": "العربية"}


def test_there_is_no_release_while_a_flow_has_an_error(tmp_path: Path):
    found, _, problems = load(write(tmp_path, {TRIP: flow("hello:\n  say: x\n")}))
    assert found is None
    assert [each.code for each in problems] == ["F041"]


def codes(folder: Path, files: dict[str, str | bytes]) -> list[str]:
    return [each.code for each in findings(folder, files)]


def test_a_badly_declared_answer_is_one_finding_not_one_for_every_use(tmp_path: Path):
    steps = (
        "q:\n  ask: x\n  save: age\nb:\n  say: You are {age}.\n  when: age < 9\nbye:\n  end: done\n"
    )
    assert codes(tmp_path, {TRIP: flow(steps, head=AGE.replace("0-120", "old"))}) == ["F036"]


def test_an_unreadable_list_of_shared_answers_is_one_finding_not_one_for_every_use(tmp_path: Path):
    steps = "q:\n  ask: x\n  save: country\nbye:\n  end: done\n"
    assert codes(tmp_path, {TRIP: flow(steps), "flows/answers.yaml": "answers: @x\n"}) == ["F007"]


def test_an_unreadable_flow_does_not_make_its_command_unknown_elsewhere(tmp_path: Path):
    files: dict[str, str | bytes] = {
        TRIP: flow("a:\n  say: Send /other now.\nbye:\n  end: done\n"),
        "flows/other.yaml": flow(GOOD_STEPS, "other", head="start_on:\n  command: other\n").replace(
            "Hello", "@x"
        ),
    }
    assert codes(tmp_path, files) == ["F007"]


def test_two_flows_cannot_declare_the_same_answer(tmp_path: Path):
    steps = "q:\n  ask: x\n  save: age\nbye:\n  end: done\n"
    files: dict[str, str | bytes] = {
        TRIP: flow(steps, head=AGE),
        "flows/zoo.yaml": flow(steps, "zoo", head=AGE),
    }
    (found,) = [each for each in findings(tmp_path, files) if each.code == "F037"]
    assert (found.path, found.line) == ("flows/zoo.yaml", 7)


def test_a_flow_that_waits_breaks_a_circle_and_one_that_does_not_does_not(tmp_path: Path):
    steps = "a:\n  flow: other\n  next: a\n"
    asks = flow("q:\n  choose: x\n  choices:\n    - a: A\nbye:\n  end: done\n", "other")
    assert "F043" not in codes(tmp_path / "asks", {TRIP: flow(steps), "flows/other.yaml": asks})
    says = flow(GOOD_STEPS, "other")
    assert "F043" in codes(tmp_path / "says", {TRIP: flow(steps), "flows/other.yaml": says})


def test_a_personal_question_needs_a_way_on_for_those_who_skip_it(tmp_path: Path):
    choices = "".join(
        f"    - {name}:\n        label: An {name}\n        next: bye\n"
        for name in ("apple", "pear")
    )
    steps = f"q:\n  ask: x\n  save: fruit\n  choices:\n{choices}"
    before = flow("start:\n  say: x\n  next: q\nbye:\n  end: done\n" + steps, head=FRUIT)
    assert codes(tmp_path / "open", {TRIP: before}) == []
    personal = before.replace("personal: no", "purpose: to pack")
    assert codes(tmp_path / "personal", {TRIP: personal}) == ["F041"]
