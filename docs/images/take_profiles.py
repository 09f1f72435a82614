"""Takes the pictures of skills profiles for docs/profile.md: papers of made-up people in five pairs of languages.

Run it from the project's folder with `.venv/bin/python docs/images/take_profiles.py`; nobody's data is read.
"""  # noqa: INP001 - a script beside its pictures, not a package

import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2

HERE = Path(__file__).parent
PAIRS = (
    ("ar", "nl", "baker"),
    ("fa", "sl", "baker"),
    ("ti", "en", "nurse"),
    ("uk", "es", "baker"),
    ("ps", "it", "baker"),
)
SHARPNESS = 1.4
"""Pixels of the picture for a point of the page: sharp enough to read, small enough to load."""
COLOURS = 32
"""A page of text needs no more."""


def main() -> None:
    """Make each paper with the command an operator uses, and a picture of each of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        for language, host, sample in PAIRS:
            paper = Path(folder) / "paper.pdf"
            subprocess.run(  # noqa: S603 - our own command
                [
                    *(sys.executable, "-m", "bot", "profile", "render", "--sample", sample),
                    *("--lang", language, "--host", host, "-o", str(paper)),
                ],
                check=True,
            )
            for number, page in enumerate(pypdfium2.PdfDocument(paper), start=1):
                picture = page.render(scale=SHARPNESS).to_pil().convert("RGB").quantize(COLOURS)
                picture.save(HERE / f"profile-{language}-{host}-{number}.png", optimize=True)


if __name__ == "__main__":
    main()
