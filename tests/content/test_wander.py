"""Random walks find each kind of place where a conversation goes wrong, and show it as a short test."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bot.content.catalogs import Catalogs
from bot.content.conversations import read_conversations
from bot.content.load import load
from bot.content.playing import offered
from bot.content.rehearsal import rehearse
from bot.content.soundness import forgetful, unsound
from bot.content.stage import Stage, spelling
from bot.content.wander import Trouble, Wanderer, as_test, recorded
from bot.core.flow import (
    AskStep,
    ChooseStep,
    EndStep,
    FlowId,
    Release,
    RouteStep,
    SayStep,
    Step,
)
from bot.core.session import Session
from bot.core.turn import Say, Turn
from tests.content.folder import findings, flow, write
from tests.content.mistakes import TEST, TRIP
from tests.core import samples
from tests.core.samples import S, choice, text, when

SHIPPED = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Catalogs:
    _, catalogs, _ = load(write(tmp_path_factory.mktemp("content"), {}))
    return {"en": catalogs["en"]}


def troubles(release: Release, catalogs: Catalogs, number: int = 60) -> list[Trouble]:
    return list(
        Wanderer(release=release, catalogs=catalogs, languages=["en"]).wander(1, range(number))
    )


SAID = Say(paragraphs=((text("trip/one/say", "One."),),))
END = EndStep(id=S("end"))
MENU = ChooseStep(
    id=S("menu"),
    text=text("menu/menu/choose", "What now?"),
    choices=(choice("a", "Again", next=S("menu")),),
)


def broken(*steps: Step, menu: bool = True) -> Release:
    """Return a release with a sound menu and a flow of `steps`."""
    flows = [samples.flow("trip", *steps)]
    if not menu:
        return samples.release(*flows)
    return samples.release(samples.flow("menu", MENU), *flows, idle="menu")


def say(id_: str, words: str, to: str) -> SayStep:
    return SayStep(id=S(id_), text=text(f"trip/{id_}/say", words), next=S(to))


NEVER = when("age > 200")
BROKEN: dict[str, tuple[Step, ...]] = {
    "Merit goes in circles in the flow 'trip' without asking anything, and gives up.": (
        say("one", "One.", "two"),
        say("two", "Two.", "one"),
    ),
    "{age} stays visible in the text trip/one/say, because 'age' is not known there.": (
        say("one", "You are {age}.", "end"),
        END,
    ),
    "The question trip/which offers none of its choices.": (
        AskStep(
            id=S("which"),
            text=text("trip/which/ask", "Which?"),
            save="country",
            choices=(choice("nl", "Netherlands", when=NEVER),),
            next=S("end"),
        ),
        END,
    ),
    "The question trip/which has no button, so it cannot be answered.": (
        ChooseStep(
            id=S("which"),
            text=text("trip/which/choose", "Which?"),
            choices=(choice("nl", "Netherlands", when=NEVER),),
        ),
    ),
    f"The button '{'Long ' * 12}' is too long in English.": (
        ChooseStep(
            id=S("which"),
            text=text("trip/which/choose", "Which?"),
            choices=(choice("nl", "Long " * 12, next=S("end")),),
        ),
        END,
    ),
    "A button has no words in English.": (
        ChooseStep(
            id=S("which"),
            text=text("trip/which/choose", "Which?"),
            choices=(choice("nl", " ", next=S("end")), choice("be", "Belgium", next=S("end"))),
        ),
        END,
    ),
    "A message has no words in English.": (say("one", " ", "end"), END),
}


@pytest.mark.parametrize("what", BROKEN)
def test_each_kind_of_broken_place_is_found(what: str, english: Catalogs):
    assert what in [trouble.what for trouble in troubles(broken(*BROKEN[what]), english)]


def test_an_error_of_the_engine_is_found_and_named(english: Catalogs):
    nowhere = RouteStep(id=S("way"), routes=((NEVER, S("end")),))
    (found,) = troubles(broken(nowhere, END), english)
    assert found.what.startswith("Merit fails here: StopIteration() (walk.py:")
    assert as_test(found, broken(nowhere, END), english).endswith(
        "  start: trip\n  talk:\n    - bot: way\n"
    )


def test_a_menu_that_ends_is_a_dead_end(english: Catalogs):
    release = samples.release(samples.flow("menu", say("one", "One.", "end"), END), idle="menu")
    assert [trouble.what for trouble in troubles(release, english)] == [
        "Merit waits for nothing: a dead end."
    ]


def test_sound_flows_make_no_trouble(english: Catalogs):
    assert troubles(broken(say("one", "One.", "end"), END), english) == []


def test_a_turn_that_says_nothing_is_trouble(english: Catalogs):
    release = broken(END, menu=False)
    stage = Stage(release=release, spell=spelling(english))
    assert unsound(stage, Turn(session=Session())) == "Merit says nothing."


def test_a_personal_answer_without_consent_is_trouble(english: Catalogs):
    stage = Stage(release=broken(END, menu=False), spell=spelling(english))
    turn = stage.begin(FlowId("trip"))
    kept = replace(turn, session=Session(answers={"age": 7}), says=(SAID,))
    assert unsound(stage, kept) == "'age' is personal and kept without consent."


def test_a_session_that_changes_when_it_is_stored_is_trouble():
    assert forgetful(Turn(session=Session(seen=("a b",)))) is not None
    assert forgetful(Turn(session=Session(seen=("a", "b")))) is None


def test_a_step_that_asks_nothing_cannot_be_stood_at(english: Catalogs):
    release = broken(say("one", "One.", "end"), END)
    stage = Stage(release=release, spell=spelling(english))
    turn = stage.begin(FlowId("menu"))
    frame = replace(turn.session.frames[-1], flow=FlowId("trip"), step=S("one"))
    stage.session = replace(turn.session, frames=(frame,))
    assert unsound(stage, turn) == "Merit stands at trip/one, which asks nothing: a dead end."


SKIPS = flow(
    """
    ask_age:
      ask: How old are you?
      why: Children travel for free.
      save: age
    menu:
      choose: Where to?
      choices:
        - sea: To the sea
        - hills:
            label: To the hills
            next: tell
    bye:
      say: Goodbye.
    over:
      end: quiet
    tell:
      say: You are {age}.
    last:
      end: quiet
    """,
    head="""
    answers:
      age:
        number: 0-120
        purpose: to tell you the price
    """,
)
SHOWN = """\
- test: "{age} stays visible in the text trip/tell/say, because 'age' is not known there."
  given: {consent: yes}
  start: trip
  talk:
    - bot: ask_age
    - person: skip
    - bot: menu
    - person: hills
"""


def walker(folder: Path, files: dict[str, str | bytes]) -> Wanderer:
    release, catalogs, _ = load(write(folder, files))
    assert release is not None
    return Wanderer(
        release=release, catalogs=catalogs, languages=offered(release), flow=FlowId("trip")
    )


def test_what_went_wrong_becomes_the_shortest_test_that_shows_it(tmp_path: Path):
    wanderer = walker(tmp_path, {TRIP: SKIPS})
    (trouble,) = wanderer.wander(1, range(100))
    assert as_test(trouble, wanderer.release, wanderer.catalogs) == SHOWN
    found = findings(tmp_path, {TRIP: SKIPS, TEST: SHOWN})
    assert [
        (each.code, each.line) for each in found if each.path == TEST and each.code == "F063"
    ] == [("F063", 8)]


def test_the_same_seed_walks_the_same_ways(tmp_path: Path):
    first, again = (walker(tmp_path, {TRIP: SKIPS}) for _ in range(2))
    for number in range(20):
        assert first.walk(Random(number)) == again.walk(Random(number))
    assert first.coverage == again.coverage


def test_a_recorded_walk_goes_the_same_when_it_is_played(tmp_path: Path):
    release, catalogs, _ = load(SHIPPED)
    assert release is not None
    wanderer = Wanderer(release=release, catalogs=catalogs, languages=offered(release))
    walks = [walk for walk, wrong in (wanderer.walk(Random(n)) for n in range(60)) if wrong is None]
    tests = "".join(recorded(walk, release, catalogs).yaml() for walk in walks)
    write(tmp_path, {TEST: tests})
    conversations, reports = read_conversations(tmp_path, release)
    assert [str(each) for report in reports for each in report.findings] == []
    assert len(conversations) == len(walks)
    for conversation, walk in zip(conversations, walks, strict=True):
        for language in {walk.language, "en"}:
            played = rehearse(conversation, release, catalogs, language)
            assert played.difference is None, (walk, language, played.difference)
