"""The project's documents as tests read them: which there are, their links, headings, tables and commands."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

FENCE = re.compile(r"^(```|~~~).*?^\1\s*?$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$", re.MULTILINE)


@cache
def files() -> tuple[Path, ...]:
    """Every file git knows or would take up; the test is skipped where this is no clone."""
    git = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, capture_output=True, check=True, text=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip(
            "this is no git clone, so nobody knows which files belong to it",
            allow_module_level=True,
        )
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def pages() -> list[Path]:
    """Every Markdown page of the project."""
    return [path for path in files() if path.suffix == ".md"]


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    """The path as people write it, for messages and test ids."""
    return path.relative_to(ROOT).as_posix()


def prose(page: Path) -> str:
    """The page without its code blocks."""
    return FENCE.sub("", text(page))


def links(page: Path) -> list[str]:
    """Targets of the page's links to other files and headings of the project."""
    found: list[str] = LINK.findall(CODE.sub("", prose(page)))
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def leads_to(page: Path, target: str) -> tuple[Path, str]:
    """The file a link on `page` leads to, and the heading in it (empty: the whole page)."""
    path, _, anchor = target.partition("#")
    return ((page.parent / path).resolve() if path else page), anchor


def anchors(page: Path) -> set[str]:
    """The anchors GitHub gives the page's headings."""
    seen: dict[str, int] = {}
    found: set[str] = set()
    for _, title in HEADING.findall(prose(page)):
        words = LINK.sub(lambda link: link[0][1 : link[0].index("]")], title).lower()
        slug = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        found.add(slug if slug not in seen else f"{slug}-{seen[slug]}")
        seen[slug] = seen.get(slug, 0) + 1
    return found


def section(page: Path, title: str) -> str:
    """What stands below the heading `title`, up to the next heading of its level or a higher one."""
    body = prose(page)
    start = next((each for each in HEADING.finditer(body) if each[2] == title), None)
    assert start is not None, f"{name(page)} has no heading '{title}'"
    rest = body[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(part: str) -> Iterator[list[str]]:
    """The rows of every table in a text, cell by cell, without heads and rulers."""
    table: list[list[str]] = []
    for line in [*part.splitlines(), ""]:
        if line.startswith("|"):
            table.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        else:
            yield from table[2:]
            table = []


def first_codes(part: str) -> list[str]:
    """What stands in code style in the first column of the tables of a text."""
    return [code for row in rows(part) for code in CODE.findall(row[0])]


def snippets(page: Path) -> Iterator[str]:
    """Each piece of code on the page that could be a command line: inline code and lines of blocks."""
    yield from CODE.findall(prose(page))
    for block in FENCE.finditer(text(page)):
        yield from block[0].splitlines()[1:-1]
