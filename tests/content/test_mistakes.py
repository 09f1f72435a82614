"""Every mistake an editor can make in a file is found where it is, under its own code."""

from datetime import date
from pathlib import Path

import pytest

from bot.content.codes import CODES
from tests.content.folder import GOOD_STEPS, findings, flow
from tests.content.mistakes import ALL as FORM
from tests.content.mistakes import TEST, TRIP, Mistake
from tests.content.mistakes_logic import ALL as LOGIC
from tests.content.mistakes_plain import ALL as PLAIN
from tests.content.mistakes_profile import ALL as PROFILE

TODAY = date(2026, 11, 26)
ALL = [*FORM, *LOGIC, *PLAIN, *PROFILE]


def files_with(mistake: Mistake) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {mistake.path: mistake.text}
    if mistake.path == TEST:
        files[TRIP] = flow(GOOD_STEPS)
    return files


@pytest.mark.parametrize(
    "mistake", ALL, ids=[f"{number}-{each.code}" for number, each in enumerate(ALL)]
)
def test_a_mistake_is_found_where_it_is(mistake: Mistake, tmp_path: Path):
    found = findings(tmp_path, files_with(mistake), today=TODAY, hints=True)
    matching = [each for each in found if each.code == mistake.code]
    assert matching, [str(each) for each in found]
    first = matching[0]
    assert first.message
    if mistake.says:
        assert any(mistake.says in each.message for each in matching), first.message
    if mistake.meant:
        assert mistake.meant in {each.suggestion for each in matching}
    if mistake.caret and isinstance(mistake.text, str):
        carets = [
            _from(mistake.text, each.line, each.column)
            for each in matching
            if each.path == mistake.path
        ]
        assert any(rest.startswith(mistake.caret) for rest in carets), [
            rest[:40] for rest in carets
        ]


def _from(text: str, line: int, column: int) -> str:
    return "\n".join(text.split("\n")[line - 1 :])[column - 1 :]


def test_every_code_of_flow_files_has_a_bad_example():
    shown = {each.code for each in ALL}
    assert {code for code in CODES if code[0] in "FP"} - {
        "F063",
        "F064",
    } <= shown  # those two need more than one bad file


REPAIRS = {
    "F003": ("`say: |`", "Write the values out"),
    "F004": ("Indent with spaces",),
    "F005": ("type spaces",),
    "F006": ("below `|`", "indent it like"),
    "F007": ("below `|`", "on the next line"),
    "F008": ("below `|`",),
    "F009": ("a colon and a space", "`- `", "equally", "two spaces", "behind the colon"),
    "F010": ("Rename one", "Delete one"),
    "F011": ("below `|`",),
    "F012": ("a dash and a space", "in square brackets"),
    "F013": ("below `|`", "on a line of its own", "on a new line", "before the colon"),
    "F014": ("Delete it",),
    "F015": ("below it", "one text", "without a `-`", "is written", "Write"),
    "F016": ("Write", "It begins with"),
}
"""What a message about YAML proposes, by code."""


@pytest.mark.parametrize("mistake", [each for each in FORM if each.code in REPAIRS])
def test_a_mistake_in_yaml_is_told_with_its_repair(mistake: Mistake, tmp_path: Path):
    found = findings(tmp_path, files_with(mistake))
    said = [each.message for each in found if each.code == mistake.code]
    assert all(any(words in each for words in REPAIRS[mistake.code]) for each in said), said
