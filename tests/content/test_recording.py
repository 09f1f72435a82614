"""A walk that was written down is a conversation test that goes the same when it is played."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from bot.content.conversations import read_conversations
from bot.content.load import load
from bot.content.recording import Recorder
from bot.content.rehearsal import rehearse
from bot.content.script import pressed
from bot.content.stage import Stage, spelling
from bot.core.engine import Input
from bot.core.flow import FlowId, StepId
from bot.core.message import Command, Unsupported, Words
from bot.core.session import Consent, Session
from tests.content.folder import write
from tests.content.mistakes import TEST, TRIP
from tests.content.test_flows import EVERYTHING

AGREED = Session(consent=Consent(given=True, text="", language="en", at="2026-11-23T12:00:00"))


class Walk:
    """A person on a stage, and the recorder that listens."""

    def __init__(self, folder: Path, session: Session = AGREED, day: date | None = None) -> None:
        release, catalogs, _ = load(write(folder, {TRIP: EVERYTHING}))
        assert release is not None
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
        write(self.folder, {TRIP: EVERYTHING, TEST: self.recorder.yaml()})
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
    - handoff: work
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
