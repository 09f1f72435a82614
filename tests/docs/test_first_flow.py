"""The flow and the test an editor copies from `your first flow` are in order and go as written."""

import re
from pathlib import Path

from bot.core.finding import Severity
from tests.content.folder import findings
from tests.docs.pages import DOCS, text

YAML = re.compile(r"^```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_what_is_shown_can_be_copied(tmp_path: Path):
    flow, first = YAML.findall(text(DOCS / "editors" / "first-flow.md"))
    second = first.replace("internet", "books").replace("bot: computer", "bot: shelf")
    files = {"flows/library.yaml": flow, "flows/tests/library.yaml": f"{first}\n{second}"}
    found = [each for each in findings(tmp_path, {**files}) if "library" in each.path]
    assert [str(each) for each in found if each.severity is Severity.ERROR] == []
