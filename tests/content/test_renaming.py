"""A renaming reaches every place, leaves a folder that passes the check, and can be taken back."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import main
from bot.content.audio import mark_of
from bot.content.condition_words import Use, uses_in
from bot.content.load import check
from bot.content.po import PoFile, read_po, write_po
from bot.content.release import read_content
from bot.content.translation_findings import drift
from bot.content.translations import write_merged, write_templates
from bot.core.finding import Severity
from tests.content.folder import flow, write
from tests.content.test_differences import JOBS as TERMS
from tests.sounds import voice

ANSWERS = """\
# kept
answers:
  place:
    one of: [north, south]   # where
    purpose: to show what is near
    label: Your place
  jobs:
    records: job
    purpose: to write them down
  age:
    number: 0-120
    purpose: to show the price
  title:
    text: 1-100
    purpose: to write it down
"""
TRIP = flow(
    """
    hello:
      # said first
      say: |
        Hello.

        Ready?

      next: "ask_place"

    ask_place:
      ask: Where are you?
      save: place
      choices:
        - north: In the north
        - south:
            label: In the south
            when: not known(title)
            next: ask_age

    ask_age:
      ask: >-
        How old are you
        in {place}?
      save: 'age'
      depends_on: [place, fruit]

    ask_fruit:
      ask: Which fruit?
      save: fruit
      choices:
        - apple: Apple
        - pear: Pear

    decide:
      route:
        - when: (place is north and age < 18) or apple in fruit
          next: more
        - when: "place in (north, south) and not known(age)"
          next: more
        - otherwise: more

    more:
      choose: What now?
      choices:
        - work:
            label: Tell about work
            flow: job
        - stop: Stop

    jobs:
      collect: Your work
      save: jobs
      summary: "{title}"

    check:
      review: Is this right?
      answers: [place, age]

    talk:
      flow: job
      when: place is south

    north:
      say: You are in {place}, you are {age}.
      when: place is north

    bye:
      end: done
    """,
    head="answers:\n  fruit:\n    some of:\n      - apple\n      - pear\n    personal: no\n",
)
JOB = flow(
    """
    ask_title:
      ask: What was it?
      save: title
    right:
      review: Is this right?
    bye:
      end: done
    """,
    "job",
)
CONSENT = flow(
    """
    ask:
      ask: May I?
      save: consent
      choices:
        - yes: You may
        - no: Do not
    bye:
      end: done
    """,
    "agree",
    head="start_on:\n  command: agree\n",
)
TRIPS = """\
- test: Somebody in the north
  given: {consent: yes}
  start: trip
  talk:
    - bot: hello
    - bot: ask_place
    - person: north
    - bot: trip/ask_age
    - types: "9"
    - bot: ask_fruit
    - person: apple, pear
    - bot: decide
    - bot: more
    - person: work
    - bot: job/ask_title
    - types: Baker
    - bot: right
    - person: done
    - bot: jobs
    - person: done
    - bot: check
    - person: fix age
    - bot: ask_age
    - types: "10"
    - bot: more
    - person: stop
    - bot: check
    - person: done
    - bot: north
    - end: done
  expect: {place: north, age: 10}

- test: Somebody in the south, from the middle
  given: {place: south, consent: yes}
  start: trip/ask_fruit
  talk:
    - bot: ask_fruit
    - person: pear
    - person: done
    - bot: more
    - person: stop
    - bot: jobs
    - person: done
    - bot: check
    - person: done
    - bot: talk
    - bot: job/ask_title
    - types: Cook
    - bot: job/right
    - person: done
    - end: done
  expect: {place: south, fruit: unknown}
"""
HEAD = "owner: team\nreviewed: never\nreview_every: 1 year\n"
FAQ = (
    "entry: cost\nquestion: What does it cost?\nanswers:\n  - when: place is north\n    text: Much.\n"
    f"    sources: merit\n  - otherwise: Little.\n    sources: merit\nflow: trip\n{HEAD}"
)
ASKED = "- test: A talk\n  start: {}\n  talk:\n    - bot: {}\n    - {}: {}\n    - end: done\n"
FILES: dict[str, str | bytes] = {
    "flows/answers.yaml": ANSWERS,
    "flows/trip.yaml": TRIP,
    "flows/job.yaml": JOB,
    "flows/agree.yaml": CONSENT,
    "flows/tests/trip.yaml": TRIPS,
    "flows/tests/job.yaml": ASKED.format("job", "ask_title", "types", "x")
    .replace("  start", "  given: {consent: yes}\n  start")
    .replace("    - end", "    - bot: right\n    - person: done\n    - end"),
    "flows/tests/base.yaml": "- test: Base\n  start: base\n  talk:\n    - bot: hello\n    - end: done\n",
    "flows/tests/agree.yaml": ASKED.format("agree", "ask", "person", "yes"),
    "faq/money/cost.yaml": FAQ,
    "taxonomy/occupations.yaml": TERMS,
    "audio/en/trip/more/choose.ogg": voice(),
    "audio/en/recorded.yaml": f"# by hand\nagree/ask/ask: {'0' * 12}\ntrip/more/choose: {mark_of('What now?')}\n",
}


def translated(file: Path) -> PoFile:
    po, report = read_po(file, file.name)
    assert po is not None, report.findings
    return po


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder in order, with a Dutch translation of every text."""
    folder = write(tmp_path_factory.mktemp("whole"), FILES)
    content = read_content(folder)
    assert [str(each) for each in errors(folder)] == []
    write_templates(folder, content)
    write_merged(folder, content)
    for name in ("flows", "faq"):
        file = folder / "locales" / "nl" / "LC_MESSAGES" / f"{name}.po"
        po = translated(file)
        dutch = tuple(replace(each, forms=(f"{each.source} (nl)",)) for each in po.messages)
        file.write_text(write_po(replace(po, messages=dutch)))
    write_merged(folder, content)
    assert not list(drift(folder, content))
    return folder


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    for path, data in files(whole).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def errors(folder: Path):
    return [each for each in check(folder)[0] if each.severity is Severity.ERROR]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rename(folder: Path, *arguments: str) -> int:
    return main(["rename", *arguments, "--folder", str(folder)])


def without_was(data: bytes) -> bytes:
    return re.sub(rb"^ *was:(?: \w+| *\n +\w+: \w+)\n", b"", data, flags=re.MULTILINE)


THERE = [
    *(("step", "trip", name, "renamed") for name in ("hello", "ask_place", "ask_age", "ask_fruit")),
    *(("step", "trip", name, "renamed") for name in ("decide", "more", "jobs", "bye")),
    ("step", "job", "ask_title", "ask_place"),
    *(("choice", "trip", "ask_place", name, "renamed") for name in ("north", "south")),
    *(("choice", "trip", "ask_fruit", name, "renamed") for name in ("apple", "pear")),
    *(("choice", "trip", "more", name, "renamed") for name in ("work", "stop")),
    *(("answer", name, "renamed") for name in ("place", "age", "fruit", "jobs", "title")),
    *(("flow", name, "renamed") for name in ("trip", "job", "agree")),
]


@pytest.mark.slow
@pytest.mark.parametrize("there", THERE, ids=" ".join)
def test_a_renaming_takes_translations_along_and_back_again_leaves_every_byte_but_what_it_was(
    folder: Path, there: tuple[str, ...]
):
    before = files(folder)
    back = (*there[:-2], there[-1], there[-2])
    assert rename(folder, *there) == 0
    assert errors(folder) == []
    assert not list(drift(folder, read_content(folder)))
    assert files(folder) != before
    for name in ("flows", "faq"):
        po = translated(folder / "locales" / "nl" / "LC_MESSAGES" / f"{name}.po")
        assert [message.place for message in po.messages if not message.confirmed] == []
        assert po.obsolete == ()
    assert rename(folder, *back) == 0
    after = files(folder)
    assert {path: without_was(data) for path, data in after.items()} == before


def test_a_step_says_what_it_was_and_conversations_find_it(folder: Path):
    rename(folder, "step", "trip", "ask_place", "ask_where")
    assert read_content(folder).release.flows["trip"].was == {"ask_place": "ask_where"}  # type: ignore[index]
    assert '      next: "ask_where"' in (folder / "flows" / "trip.yaml").read_text().replace(
        '    next: "ask_where"', '      next: "ask_where"'
    )


def test_values_say_what_they_were_also_over_several_renamings(folder: Path):
    rename(folder, "choice", "trip", "ask_place", "north", "up")
    rename(folder, "choice", "trip", "ask_place", "up", "top")
    assert read_content(folder).release.answers["place"].was == {"north": "top", "up": "top"}
    rename(folder, "choice", "trip", "ask_place", "top", "north")
    assert read_content(folder).release.answers["place"].was == {"top": "north", "up": "north"}


def test_a_placeholder_is_renamed_in_every_language(folder: Path):
    rename(folder, "answer", "place", "where")
    dutch = (folder / "locales" / "nl" / "LC_MESSAGES" / "flows.po").read_text()
    assert 'msgstr "You are in {where}, you are {age}. (nl)"' in dutch
    assert "{place}" not in dutch


def test_what_was_kept_under_an_answer_is_said_to_be_asked_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    rename(folder, "answer", "place", "where")
    assert "asked again for 'where'" in capsys.readouterr().out


def test_a_dry_run_shows_the_difference_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    before = files(folder)
    assert rename(folder, "flow", "job", "work", "--dry-run") == 0
    out = capsys.readouterr().out
    assert "-flow: job\n" in out
    assert "+flow: work\n" in out
    assert files(folder) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["step", "trip", "helo", "x"], "has no step called 'helo'"),
        (["step", "trp", "hello", "x"], "no flow called 'trp'"),
        (["step", "trip", "hello", "bye"], "a step called 'bye' already"),
        (["step", "trip", "hello", "Good Bye"], "cannot be an id"),
        (["step", "trip", "hello", "not"], "cannot be an id"),
        (["choice", "trip", "hello", "a", "b"], "has no choice called 'a'"),
        (["choice", "trip", "more", "stop", "work"], "a choice called 'work' already"),
        (["choice", "trip", "ask_place", "north", "south"], "a value called 'south' already"),
        (["choice", "agree", "ask", "yes", "sure"], "Merit itself knows"),
        (["answer", "consent", "x"], "Merit itself looks for"),
        (["answer", "plase", "x"], "no answer called 'plase'"),
        (["answer", "place", "age"], "an answer called 'age' already"),
        (["flow", "trp", "x"], "no flow called 'trp'"),
        (["flow", "trip", "job"], "a flow called 'job' already"),
        (["flow", "trip", "x" * 40], "Nothing was changed"),
        (["flow", "trip", "profile_trip"], "Choose another name"),
    ],
)
def test_what_cannot_be_renamed_is_refused_and_nothing_changes(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
):
    before = files(folder)
    assert rename(folder, *arguments) == 2
    assert message in capsys.readouterr().err
    assert files(folder) == before


def test_recordings_go_where_their_texts_go(folder: Path, capsys: pytest.CaptureFixture[str]):
    rename(folder, "flow", "trip", "journey", "--dry-run")
    assert "deleted: audio/en/trip/more/choose.ogg" in capsys.readouterr().out
    assert rename(folder, "flow", "trip", "journey") == 0
    assert "audio/en/journey/more/choose.ogg" in files(folder)
    marks = (folder / "audio" / "en" / "recorded.yaml").read_text()
    assert f"journey/more/choose: {mark_of('What now?')}\n" in marks
    assert "trip/" not in marks
    assert [str(each) for each in check(folder)[0] if each.code.startswith("L04")] == []


@pytest.mark.parametrize("name", ["shared", "paper_language", "with_photo", "with_plan"])
def test_what_papers_are_made_by_keeps_its_name(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
):
    assert rename(folder, "answer", "place", name) == 0
    assert rename(folder, "answer", name, "place") == 2
    assert "Merit itself looks for" in capsys.readouterr().err


def test_the_language_of_papers_keeps_its_values(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert rename(folder, "answer", "place", "paper_language") == 0
    assert rename(folder, "choice", "trip", "ask_place", "north", "up") == 2
    assert "that Merit itself knows" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["country", "region", "status"])
def test_what_answers_depend_on_keeps_its_name_but_not_its_values(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str
):
    assert rename(folder, "answer", "place", name) == 0
    assert rename(folder, "answer", name, "place") == 2
    assert "Merit itself looks for" in capsys.readouterr().err
    assert rename(folder, "choice", "trip", "ask_place", "north", "up") == 0


def test_content_with_errors_is_corrected_first(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "flows" / "job.yaml").write_text("flow: job\n")
    assert rename(folder, "step", "trip", "hello", "x") == 2
    assert "correct them first" in capsys.readouterr().err


def test_a_folder_without_content_is_refused(tmp_path: Path):
    assert rename(tmp_path, "flow", "a", "b") == 2


def test_the_words_of_a_condition_are_told_apart():
    condition = "not known(a) and (a is b or a in (b, 'is')) and b in c and before(d, 2020)"
    uses = uses_in(condition, f'"{condition}"')
    assert uses is not None
    assert {(use.word, use.of) for use in uses} == {
        ("a", ""),
        ("b", "a"),
        ("is", "a"),
        ("c", ""),
        ("b", "c"),
        ("d", ""),
    }
    assert all(f'"{condition}"'[use.at :].startswith(use.word) for use in uses)
    assert Use(word="a", at=len('"not known('), of="") in uses


def test_a_condition_written_in_signs_is_left_to_a_person():
    assert uses_in("a is b", '"a \\u0069s b"') is None
