"""Files that are no plain text, and files two people changed at once: what they look like from outside."""

import re
from collections.abc import Iterator, Sequence

from bot.content.report import Mark

_KINDS = (
    (b"PK\x03\x04", "a document of a word processor or spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "a document of a word processor or spreadsheet"),
    (b"{\\rtf", "a document of a word processor"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
"""How files of other programs begin."""
_MERGE = re.compile(r"(?:<<<<<<<|>>>>>>>)(?: |$)")

UNMERGED = (
    "Two people changed this place, and git did not know whose words hold. Keep what is right, and delete the lines "
    "that begin with <<<<<<<, ======= and >>>>>>>."
)


def foreign(data: bytes) -> str:
    """Return what to do about a file that another kind of program wrote, or an empty text."""
    kind = next((kind for begin, kind in _KINDS if data.startswith(begin)), "")
    if not kind:
        return ""
    return (
        f"This is {kind}, not plain text, whatever its name says. Copy the words into a new file of a text editor, "
        "such as Visual Studio Code."
    )


def unmerged(lines: Sequence[str]) -> Iterator[Mark]:
    """Yield the first line of every place that two people changed and nobody put together."""
    begun = False
    for number, line in enumerate(lines, start=1):
        if not _MERGE.match(line):
            continue
        if line.startswith("<") or not begun:
            yield Mark(line=number)
        begun = line.startswith("<")
