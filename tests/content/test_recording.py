"""A walk that was written down is a conversation test that goes the same when it is played."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from bot.content.conversations import read_conversations
from bot.content.load import load
from bot.content.recording import Recorder
from bot.content.rehearsal import rehearse
from bot.content.script import pressed
from bot.content.stage import Stage, spelling
from bot.core.engine import Input
from bot.core.flow import FlowId, StepId
from bot.core.message import Command, FileKind, Received, Shared, SharedKind, Unsupported, Words
from bot.core.session import Consent, Session
from tests.content.folder import findings, flow, write
from tests.content.mistakes import TEST, TRIP
from tests.content.test_flows import EVERYTHING

AGREED = Session(consent=Consent(given=True, text="", language="en", at="2026-11-23T12:00:00"))


class Walk:
    """A person on a stage, and the recorder that listens."""

    def __init__(
        self,
        folder: Path,
        session: Session = AGREED,
        day: date | None = None,
        flows: dict[str, str | bytes] | None = None,
    ) -> None:
        self.files = flows or {TRIP: EVERYTHING}
        release, catalogs, problems = load(write(folder, self.files))
        assert release is not None, [str(each) for each in problems]
        self.folder, self.release, self.catalogs = folder, release, catalogs
        self.stage = Stage(release=release, spell=spelling(catalogs), session=session)
        self.recorder = Recorder(release=release, session=session, test="A walk", day=day)

    def begins(self, step: str | None = None) -> "Walk":
        at = None if step is None else StepId(step)
        self.recorder.starts(FlowId("trip"), self.stage.begin(FlowId("trip"), at), at)
        return self

    def does(self, *many: Input) -> "Walk":
        for given in many:
            self.recorder.takes(given, self.stage.take(given))
        return self

    def presses(self, *names: str) -> "Walk":
        for name in names:
            press = pressed(name, self.stage.keys.offers)
            assert press is not None, name
            self.does(press)
        return self

    def differences(self) -> list[str]:
        """Play what was recorded in every language and return what went differently."""
        write(self.folder, {**self.files, TEST: self.recorder.yaml()})
        conversations, reports = read_conversations(self.folder, self.release)
        assert [str(finding) for report in reports for finding in report.findings] == []
        assert len(conversations) == 1
        played = (
            rehearse(each, self.release, self.catalogs, code)
            for each in conversations
            for code in self.catalogs
        )
        return [play.difference.message for play in played if play.difference]


RECORDED = """\
- test: A walk
  given: {consent: yes}
  start: trip
  talk:
    - bot: ask_age
    - person: why
    - types: "٧"
    - bot: ask_fruit
    - person: apple, pear
    - bot: ask_note
    - types: "A \\"ball\\""
    - bot: menu
    - person: hills
    - plan: bread
    - handoff: other
    - bot: base/hello
    - end: quiet
"""


def test_a_walk_is_written_as_an_editor_would_write_it(tmp_path: Path):
    walk = Walk(tmp_path).begins().presses("why").does(Words(text="٧"))
    walk.presses("apple", "pear", "done").does(Words(text='A "ball"')).presses("hills")
    assert walk.recorder.yaml() == RECORDED
    assert walk.differences() == []


def test_everything_a_person_can_do_has_a_line(tmp_path: Path):
    child = replace(AGREED, answers={"age": 8})
    walk = Walk(tmp_path, child, day=date(2027, 1, 1)).begins("ask_fruit")
    old = pressed("apple", walk.stage.keys.offers)
    walk.presses("apple", "apple", "pear", "apple", "done")
    walk.does(old, None, Unsupported(kind="voice"), Command(name="trip"), Command(name="nothing"))
    walk.recorder.waits("3 days")
    walk.does(Command(name="language", payload="ar"), Words(text="a\n\u202eb\u200c#: 'c'")).presses(
        "why"
    )
    written = walk.recorder.yaml()
    assert "  date: 2027-01-01\n  start: trip/ask_fruit\n" in written
    for line in (
        "- person: apple\n    - person: apple\n    - person: pear, apple",
        "- person: old button",
        "- person: unknown button",
        "- sends: voice",
        "- person: /nothing",
        "- waits: 3 days",
        "- person: /language ar",
        "- types: \"a\\n\\u202eb\u200c#: 'c'\"",
    ):
        assert f"    {line}\n" in written
    assert walk.differences() == []


def test_what_was_taken_back_is_not_in_the_test(tmp_path: Path):
    walk = Walk(tmp_path).begins().presses("why").does(Words(text="7"))
    walk.recorder.undo()
    assert walk.recorder.yaml().endswith("    - bot: ask_age\n    - person: why\n")
    walk.recorder.undo()
    walk.recorder.undo()
    assert walk.recorder.yaml().endswith("  talk:\n    - bot: ask_age\n")


def test_what_merit_has_learnt_and_forgotten_is_expected(tmp_path: Path):
    walk = Walk(tmp_path, Session(answers={"age": 8})).begins()
    assert "given: {age: 8}" in walk.recorder.yaml()
    assert walk.differences() == []


JOBS = flow(
    """
    card:
      collect: What did you work as?
      save: jobs
      summary: A job
    ask_goal:
      ask: What are you looking for?
      save: goal
    ask_often:
      ask: How often may I remind you?
      save: reminders
      choices:
        - daily: Every day
        - weekly: Every week
        - monthly: Every month
        - never: Never
    ask_papers:
      ask: What papers do you have?
      save: papers
      choices:
        - diploma: A diploma
        - letter: A letter
    check:
      review: Is this right?
    steps:
      plan: Do this.
      items:
        - first: Write a letter.
        - second: Send it.
    mine:
      kept plan: Your steps.
      empty: You have no steps.
    bye:
      end: done
    """,
    head="""
    answers:
      jobs:
        records: job
        purpose: for your profile
      goal:
        text: 1-50
        purpose: for your profile
      papers:
        some of: [diploma, letter]
        purpose: for your profile
    """,
)
JOB = flow(
    """
    ask_title:
      ask: What were you?
      save: job_title
    check:
      review: Is this right?
    bye:
      end: done
    """,
    "job",
    head="""
    answers:
      job_title:
        text: 1-50
        purpose: for your profile
    """,
)


def test_cards_records_corrections_and_reminders_have_lines_of_their_own(tmp_path: Path):
    walk = Walk(tmp_path, flows={TRIP: JOBS, "flows/job.yaml": JOB}).begins()
    walk.presses("add").does(Words(text="Baker")).presses("done")
    walk.presses("add").does(Words(text="Cook")).presses("done", "open 1", "fix job_title", "back")
    walk.presses("done", "open 2", "remove", "done").does(Words(text="Any")).presses("daily")
    walk.recorder.waits("2 days", walk.stage.let_pass(timedelta(days=2)))
    walk.presses("diploma", "letter", "done", "fix goal", "skip", "done", "tick 2", "done")
    written = walk.recorder.yaml()
    for line in (
        "person: add",
        "person: open 1",
        "bot: job/check",
        "person: fix job_title",
        "person: remove",
        "reminder: comes",
        "person: diploma, letter",
        "plan: first, second",
        "bot: mine",
    ):
        assert f"    - {line}\n" in written
    assert written.endswith('jobs: [{job_title: "Baker"}]}\n')
    assert walk.differences() == []


def test_a_plan_can_be_named_on_its_card_with_what_is_done(tmp_path: Path):
    files: dict[str, str | bytes] = {TRIP: JOBS, "flows/job.yaml": JOB}
    story = """\
- test: Ticks
  given: {consent: yes, jobs: [{job_title: Baker}], goal: unknown}
  start: trip/steps
  talk:
    - plan: first, second
    - bot: mine
    - plan: first, second
    - person: tick 2
    - types: What now
    - plan: first, done second
    - person: done
    - end: done
  expect: {jobs: 1}
"""
    right = findings(tmp_path, {**files, TEST: story})
    assert [each.message for each in right if each.code == "F061"] == []
    wrong = story.replace("done second", "second").replace("{jobs: 1}", "{jobs: 2}")
    found = findings(tmp_path, {**files, TEST: wrong})
    assert [each.message for each in found if each.code == "F061"] == [
        "The plan shows: first, done second."
    ]


ASKS = flow(
    """
    where:
      ask: Where do you live?
      save: home
    picture:
      ask: Send a picture.
      save: paper
    bye:
      end: done
    """,
    head="""
    answers:
      home:
        place: any
        purpose: to find an office
      paper:
        file: photo
        purpose: to look at it
    """,
)


def test_what_is_shared_and_sent_has_lines_of_its_own(tmp_path: Path):
    walk = Walk(tmp_path, flows={TRIP: ASKS}).begins()
    walk.does(Shared(kind=SharedKind.LOCATION, value="52.09,5.12"))
    walk.does(Received(file="photo", kind=FileKind.PHOTO))
    written = walk.recorder.yaml()
    assert "    - shares: location 52.09,5.12\n" in written
    assert "    - bot: picture\n    - sends: photo\n" in written
    assert walk.differences() == []


def test_a_place_with_a_comma_is_one_value(tmp_path: Path):
    walk = Walk(tmp_path, flows={TRIP: ASKS}).begins().does(Words(text="52.09, 5.12"))
    assert walk.recorder.yaml().endswith('expect: {home: "52.09,5.12"}\n')
    assert walk.differences() == []


BORN = flow(
    """
    born:
      ask: When were you born?
      save: born
    where:
      ask: Which papers do you have?
      save: papers
      choices:
        - diploma: A diploma
        - letter: A letter
    again:
      choose: Is that right?
      choices:
        - change:
            label: Change it
            next: where
        - right:
            label: It is right
            next: bye
    bye:
      end: done
    """,
    head="""
    start_on:
      command: journey
    answers:
      born:
        date: year
        purpose: for your profile
      papers:
        some of: [diploma, letter]
        purpose: for your profile
    """,
)


def test_who_counts_years_otherwise_is_asked_so_a_typed_date_stays_in_its_language(tmp_path: Path):
    arabic = replace(AGREED, language="ar")
    walk = Walk(tmp_path, arabic, flows={TRIP: BORN}).begins()
    assert "language" not in walk.recorder.yaml()
    walk.does(Words(text="1395"))
    assert "  given: {consent: yes, language: ar}\n" in walk.recorder.yaml()
    assert walk.differences() == []
    walk.recorder.undo()
    assert "language" not in walk.recorder.yaml()


def test_a_date_typed_after_the_language_changed_is_read_in_the_new_one(tmp_path: Path):
    walk = Walk(tmp_path, flows={TRIP: BORN}).begins()
    walk.does(Command(name="language", payload="ar"), Words(text="1395"))
    assert "language:" not in walk.recorder.yaml()
    assert walk.differences() == []


def test_choices_that_come_with_a_question_were_not_made_by_the_press_before_it(tmp_path: Path):
    walk = Walk(tmp_path, flows={TRIP: BORN}).begins("where").presses("diploma", "done", "change")
    walk.does(Words(text="2")).presses("right")
    assert "- person: change\n    - bot: where\n    - types:" in walk.recorder.yaml()
    assert walk.differences() == []


def test_a_flow_that_was_left_for_itself_has_not_come_to_its_end(tmp_path: Path):
    walk = Walk(tmp_path, flows={TRIP: BORN}).begins("where").does(Command(name="journey"))
    assert "end:" not in walk.recorder.yaml()
    assert walk.differences() == []
