"""How far a language is, and what is asked for first."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.content.reach import distances
from bot.content.release import read_content
from bot.content.translation_progress import LanguageProgress, State, progress
from bot.core.flow import FlowId, StepId
from tests.content.folder import flow, write

ON_START = "start_on:\n  - command: start\n"
PO = "locales/nl/LC_MESSAGES/flows.po"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    steps = """
first:
  say: Good morning.
second:
  say: Call the police.
  critical: yes
third:
  choose: Where to?
  choices:
    - sea:
        label: To the sea
        flow: sea
    - here: I stay
bye:
  end: done
"""
    sea = "swim:\n  say: Swim.\n\nbye:\n  end: done\n"
    far = "walk:\n  say: Walk.\n\nbye:\n  end: done\n"
    write(
        tmp_path,
        {
            "flows/trip.yaml": flow(steps, head=ON_START),
            "flows/sea.yaml": flow(sea, "sea").replace("A trip", "The sea"),
            "flows/far.yaml": flow(far, "far").replace("A trip", "Far away"),
        },
    )
    base = tmp_path / "flows/base.yaml"
    base.write_text(base.read_text().replace("  - command: start\n", ""))
    assert main(["i18n", "sync", "--folder", str(tmp_path)]) == 0
    return tmp_path


def dutch(folder: Path) -> LanguageProgress:
    return next(each for each in progress(folder, read_content(folder)) if each.language == "nl")


def test_what_is_met_soonest_after_start_is_nearest(folder: Path):
    found = distances(read_content(folder).release)
    trip, sea = FlowId("trip"), FlowId("sea")
    assert found[trip, StepId("first")] == 0
    assert found[trip, StepId("third")] == 2
    assert found[sea, StepId("swim")] == 3
    assert (FlowId("far"), StepId("walk")) not in found
    assert found[FlowId("base"), StepId("hello")] == 1


def test_critical_texts_come_first_then_those_met_soonest_and_what_nothing_leads_to_last(
    folder: Path,
):
    places = [text.message.place for text in dutch(folder).open if text.domain == "flows"]
    assert places[:3] == ["trip/second/say", "trip/title", "trip/first/say"]
    assert places.index("trip/third/choose") < places.index("sea/swim/say")
    assert {places[-1], places[-2]} == {"far/title", "far/walk/say"}


def test_each_text_is_confirmed_outdated_or_missing(folder: Path):
    file = folder / PO
    text = file.read_text()
    for source, form in (("Good morning.", "Goedemorgen."), ("Swim.", "Zwem.")):
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{form}"')
    file.write_text(text)
    trip = folder / "flows/trip.yaml"
    trip.write_text(trip.read_text().replace("Good morning.", "Good evening."))
    found = dutch(folder)
    states = {text.message.place: text.state for text in found.texts}
    assert states["trip/first/say"] is State.OUTDATED
    assert states["sea/swim/say"] is State.CONFIRMED
    assert states["trip/second/say"] is State.MISSING
    topic = found.topic("trip")
    assert (topic.total, topic.confirmed, topic.outdated, topic.missing) == (6, 0, 1, 5)
    assert topic.critical == 1
    assert topic.words == 14, "English words to translate or to compare"


def test_the_topic_where_most_is_at_stake_comes_first(folder: Path):
    assert dutch(folder).topics[0].topic == "trip"


def test_the_list_shows_the_english_that_people_read(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    assert main(["i18n", "status", "--language", "nl", "--list", "--folder", str(folder)]) == 0
    head, first, *_ = capsys.readouterr().out.splitlines()
    assert head.startswith("Dutch (nl): ")
    assert first.split() == ["critical", "missing", "trip/second/say", "Call", "the", "police."]


def test_status_says_why_a_language_is_offered_or_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    file = folder / "locales/languages.yaml"
    for decision, words in {
        "yes": "offered by decision (1 critical texts",
        "no": "not offered, by decision (1 critical texts",
        "auto": "not offered yet (1 critical texts",
    }.items():
        head, nl, rest = file.read_text().partition("\nnl:")
        old = next(line for line in rest.splitlines() if "offered:" in line)
        file.write_text(head + nl + rest.replace(old, f"  offered: {decision}", 1))
        capsys.readouterr()
        assert main(["i18n", "status", "--language", "nl", "--folder", str(folder)]) == 0
        assert words in capsys.readouterr().out


def test_programs_get_one_object_per_language_or_per_open_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    capsys.readouterr()
    assert main(["i18n", "status", "--format", "json", "--folder", str(folder)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["language"] for row in rows] == ["nl", "ar"]
    assert rows[0]["topics"]["trip"]["critical"] == 1
    main(
        [
            "i18n",
            "status",
            "--format",
            "json",
            "--list",
            "--language",
            "ar",
            "--folder",
            str(folder),
        ]
    )
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first["place"] == "trip/second/say"
    assert first["english"] == "Call the police."
