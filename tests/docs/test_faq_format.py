"""The examples of the page about entries are real: together they are a content folder without errors."""

import re
from pathlib import Path

from bot.content.load import load
from bot.core.alarm import AlarmKind, find_alarm
from bot.core.asides import Aside, aside
from bot.core.finding import Severity
from bot.core.found import Decision
from bot.core.message import Words
from tests.content.folder import GOOD_STEPS, flow, write
from tests.docs.pages import DOCS, text

FILE = re.compile(r"```yaml file=(\S+)\n(.*?)```", re.DOTALL)
ASK = """
ask:
  ask: Where are you?
  save: country
  choices:
    - nl: The Netherlands
    - be: Belgium
bye:
  end: done
"""


def written(folder: Path) -> Path:
    examples = dict(FILE.findall(text(DOCS / "editors" / "faq-format.md")))
    answers = "answers:\n  country:\n    one of: [nl, be]\n    personal: no\n"
    flows = {
        "flows/answers.yaml": answers,
        "flows/recognition.yaml": flow(ASK, "recognition"),
        "flows/danger.yaml": flow(GOOD_STEPS, "danger", head="start_on:\n  need: danger\n"),
    }
    return write(folder, {**flows, **examples})


def test_the_examples_have_no_errors(tmp_path: Path):
    _, _, findings = load(written(tmp_path))
    assert [str(each) for each in findings if each.severity is Severity.ERROR] == []


def test_the_examples_do_what_the_page_says(tmp_path: Path):
    release, _, _ = load(written(tmp_path))
    assert release is not None
    assert len(release.entries) == 4
    assert release.stories["library-to-work"].told_by == "A."
    found = aside(Words(text="LOST my diploma..."), release, "en", {})
    assert isinstance(found, Decision)
    assert found.entries == ("papers-lost",)
    assert aside(Words(text="Why do you ask"), release, "en", {}) is Aside.WHY
    assert find_alarm(release.alarms, "He hits me") is AlarmKind.VIOLENCE
    assert find_alarm(release.alarms, "he hits my child") is AlarmKind.CHILD
    assert find_alarm(release.alarms, "I am not in danger") is None
    assert find_alarm(release.alarms, "I was a nurse in an emergency room") is None
    assert list(release.cards["diploma-here"].choices) == ["here", "away", "lost"]
    assert set(release.replies["appointment"].slots.values()) == {"date", "time", "place"}
