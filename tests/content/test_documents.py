"""What editors and translators read about is what there is."""

import re
from pathlib import Path

from bot.content.codes import CODES
from bot.content.release import read_content
from bot.core.answer import AnswerType
from bot.core.finding import Severity
from tests.content.folder import GOOD_STEPS, findings, flow

DOCS = Path(__file__).parents[2] / "docs"
SECTION = re.compile(r"^### ([FLPQ]\d{3}) (.+)\n\n((?:.+\n|\n(?!#))+)", re.MULTILINE)


def test_every_code_has_a_paragraph_with_its_title_and_an_example():
    pages = sorted(DOCS.glob("editors/findings*.md"))
    sections = {
        code: (title, body)
        for page in pages
        for code, title, body in SECTION.findall(page.read_text())
    }
    assert {code: title for code, (title, _) in sections.items()} == {
        code: each.title for code, each in CODES.items()
    }
    assert sorted(sections) == sorted(CODES)
    for code, (_, body) in sections.items():
        assert "```" in body, code
        assert ("(Warning" in body) is (CODES[code].severity is Severity.WARNING), code
        assert ("(Hint" in body) is (CODES[code].severity is Severity.HINT), code


def examples() -> list[str]:
    """Return the flow, the kinds of answers and the conversations that the page shows."""
    page = (DOCS / "editors/flow-format.md").read_text()
    return re.findall(r"```yaml\n(.+?)```", page, re.DOTALL)


def test_the_examples_of_answers_are_in_order_and_show_every_kind(tmp_path: Path):
    files: dict[str, str | bytes] = {
        "flows/answers.yaml": examples()[1],
        "flows/job.yaml": flow("card:\n  review: This is your job.\nbye:\n  end: done\n", "job"),
    }
    found = [each for each in findings(tmp_path, files) if each.path == "flows/answers.yaml"]
    assert {each.code for each in found} == {"F049"}, found
    shown = read_content(tmp_path).shared.specs.values()
    assert {spec.type for spec in shown} == set(AnswerType)


def test_the_example_of_the_format_and_its_conversations_are_in_order(tmp_path: Path):
    """Only what the example shows for the sake of showing it stays unvisited."""
    journey, _, _, _, story = examples()
    found = findings(
        tmp_path,
        {
            "flows/journey.yaml": journey,
            "flows/help.yaml": flow(GOOD_STEPS, "help"),
            "flows/tests/journey.yaml": story,
        },
    )
    assert [each.message for each in found if "journey/" in each.message] == [
        "No conversation test visits journey/give. Add a test that does."
    ]


def test_the_example_of_cards_and_records_is_in_order(tmp_path: Path):
    _, _, profile, job, _ = examples()
    shared = """\
answers:
  goal:
    one of: [study, job]
    label: Goal
    purpose: to show what fits
  since:
    date: year
    label: Since
    purpose: to show what fits
  jobs:
    records: one_job
    purpose: to write your profile
"""
    found = findings(
        tmp_path,
        {
            "flows/answers.yaml": shared,
            "flows/profile.yaml": profile,
            "flows/one_job.yaml": job,
        },
    )
    mine = [each for each in found if each.path in {"flows/profile.yaml", "flows/one_job.yaml"}]
    assert mine == []
