"""No file of the project names a place that exists on one machine only, or where packages come from."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, files, name

HOMES = re.compile(r"(?<![\w.])/(?:work/|(?:root|Users|home/\w+|tmp/\w)(?:/|\b))")
"""Folders of somebody's machine. A bare /tmp is a place in every container, and /work a command of the bot."""
REGISTRIES = re.compile(
    r"\w+://[^\s\"'<>)]*(?:/simple\b|pypi|pythonhosted|artifactory|nexus|npmjs|registry)"
)
HERE = Path(__file__).name


def words_of(path: Path) -> str | None:
    """The text of a file, None for a picture and its like."""
    data = path.read_bytes()
    return None if b"\0" in data else data.decode("utf-8")


@pytest.mark.parametrize("pattern", [HOMES, REGISTRIES], ids=["machine", "registry"])
def test_no_text_file_names_such_a_place(pattern: re.Pattern[str]):
    found = [
        f"{name(path)}: {match[0]}"
        for path in files()
        if path.name != HERE and (words := words_of(path)) is not None
        for match in pattern.finditer(words)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (HOMES, "cd /root/merit"),
        (HOMES, "see /work/merit"),
        (HOMES, "see /home/amina/notes"),
        (HOMES, '"/tmp/x"'),
        (REGISTRIES, "--index-url https://mirror.example.org/simple"),
        (REGISTRIES, "https://files.pythonhosted.org/packages"),
    ],
)
def test_such_a_place_would_be_found(pattern: re.Pattern[str], line: str):
    assert pattern.search(line)


@pytest.mark.parametrize(
    "line", ["/tmp", "/work tells you", "tmpfs: /tmp", "bot/work/x", "example.org/home"]
)
def test_an_ordinary_path_is_not_taken_for_one(line: str):
    assert not HOMES.search(line)


def test_the_files_that_are_looked_at_include_the_documents_and_the_code():
    looked_at = set(files())
    assert {ROOT / "README.md", ROOT / "Makefile", ROOT / "bot" / "settings.py"} <= looked_at
