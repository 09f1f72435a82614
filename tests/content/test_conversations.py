"""Conversation tests are played as editors wrote them, and a difference is named with its line."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from bot.content.checks import COMMAND
from bot.content.conversations import read_conversations
from bot.content.extract import code_pieces, template
from bot.content.knowledge_checks import LONGEST_QUESTION
from bot.content.load import ContentLibrary, check, load
from bot.content.rehearsal import rehearse
from bot.content.showing import Look
from bot.core.flow import OWN_COMMANDS, ChoiceId, FlowId, RouteStep, StepId
from bot.core.inquiring import FAQ, SHOW
from bot.core.language import Direction, Language
from bot.core.press import Press
from bot.core.text import literal
from bot.core.turn import Offer, Say
from bot.service.drafts import COMMAND as DRAFT
from tests.content.folder import findings, flow, write
from tests.content.mistakes import TEST, TRIP
from tests.content.test_flows import EVERYTHING

STORY = """\
- test: A child packs the bag
  given: {consent: yes, age: 7, about: work}
  start: trip
  talk:
    - bot: hello
    - bot: ask_age
    - person: why
    - types: "٧"
    - bot: trip/ask_fruit
    - person: apple, pear
    - bot: ask_note
    - types: "A ball"
    - bot: menu
    - person: hills
    - plan: bread
    - handoff: work
    - end: quiet
  expect: {age: unknown, consent: yes}
"""
BEGIN = """\
- test: A grown-up
  given: {consent: yes}
  start: trip
  talk:
    - bot: ask_age
    - types: "40"
"""


def story(folder: Path, text: str) -> list[str]:
    """Return what is wrong with the story itself."""
    every = findings(folder, {TRIP: EVERYTHING, TEST: text})
    return [
        f"{each.line}: {each.message}"
        for each in every
        if each.path == TEST and each.code != "F062"
    ]


def test_a_conversation_goes_as_its_test_says(tmp_path: Path):
    assert story(tmp_path, STORY) == []


def test_the_visited_steps_and_shown_items_are_known(tmp_path: Path):
    release, catalogs, _ = load(write(tmp_path, {TRIP: EVERYTHING, TEST: STORY}))
    assert release is not None
    (conversation,), _ = read_conversations(tmp_path, release)
    played = rehearse(conversation, release, catalogs, "ar")
    assert played.difference is None
    assert {step for flow_id, step in played.visited if flow_id == "trip"} == {
        *(
            "hello",
            "ask_age",
            "ask_fruit",
            "ask_note",
            "menu",
            "decide",
            "packing",
            "bring",
            "call",
            "give",
            "stop",
        ),
    }
    assert played.items == {"trip/packing/items/bread"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("- bot: menu", "7: The step 'menu' does not come here. What comes is: trip/ask_fruit."),
        (
            "- person: apple",
            "7: Merit asks 'trip/ask_fruit' here. Name it with `- bot: ask_fruit` first.",
        ),
        ("- plan: bread", "7: No plan is shown here. What comes is: trip/ask_fruit."),
        (
            "- handoff: work",
            "7: Nothing is handed over as 'work' here. What comes is: trip/ask_fruit.",
        ),
        ("- end: done", "7: The conversation does not end here: it waits at trip/ask_fruit."),
        (
            "- bot: ask_fruit\n    - person: plum",
            "8: There is no button 'plum'. There are: apple, pear, done, skip, back.",
        ),
    ],
)
def test_a_difference_is_named_with_its_line_and_what_came_instead(
    tmp_path: Path, line: str, message: str
):
    assert story(tmp_path, f"{BEGIN}    {line}\n") == [message]


def test_a_plan_shows_exactly_the_items_named(tmp_path: Path):
    wrong = STORY.replace("plan: bread", "plan: bread, ticket")
    assert story(tmp_path, wrong) == ["15: The plan shows: bread."]


def test_what_is_known_at_the_end_is_compared(tmp_path: Path):
    assert story(tmp_path, STORY.replace("unknown, consent: yes", "unknown, consent: no")) == [
        "18: At the end 'consent' is: yes."
    ]
    assert story(tmp_path, STORY.replace("unknown", "7")) == ["18: At the end 'age' is: unknown."]


def test_a_person_can_skip_and_send_commands(tmp_path: Path):
    said = ("bot: ask_fruit", "person: skip", "bot: ask_note", "person: /journey", "bot: ask_age")
    assert story(tmp_path, BEGIN + "".join(f"    - {line}\n" for line in said)) == []


def test_every_step_and_item_without_a_conversation_is_named(tmp_path: Path):
    found = findings(tmp_path, {TRIP: EVERYTHING, TEST: STORY})
    missing = [each.message for each in found if each.code == "F062" and each.path == TEST]
    assert missing == [
        "No conversation test visits trip/packing/items/ticket. Add a test that does.",
        "No conversation test visits trip/last. Add a test that does.",
    ]


DUTCH = Language(code="nl", native="", english="Dutch", direction=Direction.LEFT_TO_RIGHT)


@dataclass(frozen=True)
class Broken:
    """A catalog whose translations must never reach a person."""

    words: str
    language: Language = DUTCH

    def find(self, place: str, source: str) -> str | None:
        return self.words

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        return self.words

    def date(self, day: date) -> str:
        raise ValueError(day)

    def recording(self, place: str) -> bytes | None:
        return None


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("x" * 60, f"The button '{'x' * 60}' is too long in Dutch."),
        ("\u2068", "Direction characters are not balanced in Dutch."),
        ("\u2069\u2068", "Direction characters are not balanced in Dutch."),
        ("{date}", "A message cannot be shown in Dutch: ValueError(datetime.date(2026, 11, 23))"),
    ],
)
def test_what_must_never_be_shown_stops_the_conversation_in_that_language(
    tmp_path: Path, words: str, message: str
):
    files = {
        TRIP: EVERYTHING.replace("          when: age > 11\n", ""),
        TEST: STORY.replace("bread", "bread, ticket"),
    }
    release, catalogs, _ = load(write(tmp_path, {**files}))
    assert release is not None
    (conversation,), _ = read_conversations(tmp_path, release)
    assert rehearse(conversation, release, catalogs, "nl").difference is None
    played = rehearse(conversation, release, {**catalogs, "nl": Broken(words)}, "nl")
    assert played.difference is not None
    assert (played.difference.code, played.difference.message) == ("F063", message)


def test_the_library_holds_one_release_until_another_is_put_in_force(tmp_path: Path):
    release, catalogs, _ = load(write(tmp_path, {TRIP: EVERYTHING}))
    other, _, _ = load(write(tmp_path / "other", {}))
    assert release is not None
    assert other is not None
    library = ContentLibrary(release, catalogs)
    assert library.catalog("nl").language.code == "nl"
    assert library.catalog("tlh").language.code == "en"
    library.swap(other, {"en": catalogs["en"]})
    assert FlowId("trip") not in library.release.flows
    assert library.catalog("nl").language.code == "en"


SHIPPED = Path(__file__).parents[2]


def test_every_shipped_step_and_plan_item_is_visited_by_a_conversation_in_every_language():
    found, counts = check(SHIPPED)
    assert [str(each) for each in found] == []
    assert counts.endswith(" conversations, 7 languages, papers in 13")


def test_what_merit_says_on_its_own_names_only_commands_that_exist():
    release, _, _ = load(SHIPPED)
    assert release is not None
    # Advisors have commands of their own, such as /r in their group.
    said = [each for each in template(code_pieces()).messages if not each.place.startswith("desk/")]
    named = {name for each in said for name in COMMAND.findall(each.source)}
    assert named
    assert named <= {*release.commands, *OWN_COMMANDS, DRAFT}


AFTER_HELLO = """\
- test: Lines
  given: {consent: yes, age: 7}
  start: trip
  talk:
    - bot: ask_age
"""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "- answers: fees",
            "6: 'fees' does not answer this. It is no question. What comes is: nothing more.",
        ),
        (
            "- alarm: violence",
            "6: No words of violence are seen here. What comes is: nothing more.",
        ),
        ("- reminder: comes", "6: No reminder comes. What comes is: nothing more."),
        ("- waits: 2 hours\n    - reminder: none", ""),
        (
            "- waits: soon",
            "6: Write how long, as in `- waits: 3 days`: minutes, hours, days or weeks.",
        ),
        (
            "- alarm: fire",
            "6: 'alarm:' cannot be 'fire'. Possible are suicide, violence, child, trafficking or danger.",
        ),
        ("- types: [one, '2']\n    - bot: ask_fruit", ""),
        ("- asks: why?\n    - types: '7'\n    - bot: ask_fruit", ""),
        (
            "- shares: heart",
            "6: Write what is shared, as in `- shares: location 52.09,5.12` or `- shares: contact +31612345678`.",
        ),
        ("- shares: location 52.1,5.1\n    - types: '7'\n    - bot: ask_fruit", ""),
        ("- sends: photo\n    - types: '7'\n    - bot: ask_fruit", ""),
        (
            "- person: old button\n    - person: unknown button\n    - types: '7'\n    - bot: ask_fruit",
            "",
        ),
    ],
)
def test_every_kind_of_line_is_understood(tmp_path: Path, line: str, message: str):
    found = story(tmp_path, f"{AFTER_HELLO}    {line}\n")
    assert found == [message] * bool(message)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("start: trap", "2: There is no flow called 'trap'."),
        ("start: trip/ask_agee", "2: 'trip' has no step 'ask_agee'."),
        ("start: trip\n  date: soon", "3: 'soon' is not a date. Write it like 2026-11-23."),
        ("start: trip\n  given: {age: old}", "3: 'age' cannot have this value."),
        ("start: trip\n  given: 7", "3: Write answers and values: `given: {country: nl}`."),
    ],
)
def test_the_head_of_a_test_is_checked(tmp_path: Path, head: str, message: str):
    found = story(tmp_path, f"- test: A head\n  {head}\n  talk:\n    - bot: ask_age\n")
    assert found == [message]


def test_a_conversation_in_which_merit_gets_stuck_is_found(tmp_path: Path):
    silent = flow("which:\n  choose: x\n  choices:\n    - a: A\nbye:\n  end: quiet\n")
    talk = "- test: Silence\n  start: trip\n  talk:\n    - bot: which\n    - person: a\n"
    found = [each for each in findings(tmp_path, {TRIP: silent, TEST: talk}) if each.path == TEST]
    assert [(each.code, each.line, each.message) for each in found if each.code != "F062"] == [
        ("F064", 5, "Merit says nothing.")
    ]


def test_an_error_of_the_engine_in_a_conversation_is_a_finding(tmp_path: Path):
    release, catalogs, _ = load(write(tmp_path, {TRIP: EVERYTHING, TEST: BEGIN}))
    assert release is not None
    (conversation,), _ = read_conversations(tmp_path, release)
    trip = release.flows[FlowId("trip")]
    nowhere = {**trip.steps, StepId("ask_fruit"): RouteStep(id=StepId("ask_fruit"), routes=())}
    broken = replace(release, flows={**release.flows, trip.id: replace(trip, steps=nowhere)})
    played = rehearse(conversation, broken, catalogs)
    assert played.difference is not None
    assert (played.difference.code, played.difference.at.line) == ("F064", 6)


def shown(*offers: Offer) -> str | None:
    """What is wrong with a message with these buttons in Arabic."""
    return Look(Broken("x", language=ARABIC)).at(Say(paragraphs=((literal("x"),),), offers=offers))


ARABIC = Language(code="ar", native="", english="Arabic", direction=Direction.RIGHT_TO_LEFT)


def test_a_button_with_the_question_of_an_entry_may_be_as_long_as_a_question():
    words = literal("x" * LONGEST_QUESTION)
    title = Press(flow=FAQ, step=SHOW, choice=ChoiceId("fees"), asked=1)
    label = replace(title, flow=FlowId("trip"))
    assert shown(Offer(label=words, press=title)) is None
    assert "is too long in Arabic" in (shown(Offer(label=words, press=label)) or "")
    longer = literal("x" * 2 * LONGEST_QUESTION)
    assert "is too long in Arabic" in (shown(Offer(label=longer, press=title)) or "")


def test_marks_that_nobody_sees_do_not_make_a_button_longer():
    press = Press(flow=FlowId("trip"), step=StepId("which"), choice=ChoiceId("a"), asked=1)
    label = literal("".join(f"\u2068{letter}\u2069" for letter in "x" * 40))
    assert shown(Offer(label=label, press=press)) is None
