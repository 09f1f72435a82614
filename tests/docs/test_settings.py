"""The page of settings says what `merit settings` says, and no page names a setting there is not."""

import re
from pathlib import Path

import pytest

from bot.settings import described
from tests.docs.pages import DOCS, name, pages, text

PAGE = DOCS / "operators" / "settings.md"
MARKED = re.compile(r"<!-- settings -->\n(.*?)<!-- end -->", re.DOTALL)
NAME = re.compile(r"\b(?:MERIT|TELEGRAM)_[A-Z]+(?:_[A-Z]+)*\b")


def table() -> str:
    """The table as it has to stand on the page."""
    lines = ["| setting | default | what it is |", "|---|---|---|"]
    for each in described():
        default = f"`{each['default']}`" if each["default"] else ""
        secret = " *Secret: never shown.*" if each["secret"] else ""
        lines.append(f"| `{each['name']}` | {default} | {each['help']}{secret} |")
    return "\n".join(lines) + "\n"


def test_the_table_of_settings_is_what_merit_knows():
    found = MARKED.search(text(PAGE))
    assert found is not None, "docs/operators/settings.md has lost its markers"
    assert found[1] == table(), f"Put this table between the markers:\n\n{table()}"


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_setting_a_page_names_exists(page: Path):
    known = {each["name"] for each in described()}
    assert sorted(set(NAME.findall(text(page))) - known) == []
