"""What editors and translators read about is what there is."""

import re
from pathlib import Path

from bot.content.codes import CODES
from bot.core.finding import Severity
from tests.content.folder import GOOD_STEPS, findings, flow

DOCS = Path(__file__).parents[2] / "docs"
SECTION = re.compile(r"^### ([FL]\d{3}) (.+)\n\n((?:.+\n|\n(?!#))+)", re.MULTILINE)


def test_every_code_has_a_paragraph_with_its_title_and_an_example():
    sections = {
        code: (title, body)
        for code, title, body in SECTION.findall((DOCS / "editors/findings.md").read_text())
    }
    assert {code: title for code, (title, _) in sections.items()} == {
        code: each.title for code, each in CODES.items()
    }
    assert list(sections) == list(CODES)
    for code, (_, body) in sections.items():
        assert "```" in body, code
        assert ("(Warning" in body) is (CODES[code].severity is Severity.WARNING), code


def test_the_example_of_the_format_and_its_conversations_are_in_order(tmp_path: Path):
    """Only what the example shows for the sake of showing it stays unvisited."""
    journey, story = re.findall(
        r"```yaml\n(.+?)```", (DOCS / "editors/flow-format.md").read_text(), re.DOTALL
    )
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
