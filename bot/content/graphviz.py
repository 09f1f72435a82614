"""Graphviz, where it is installed: DOT in, a picture out."""

import re
import shutil
import subprocess

PATIENCE = 20.0
"""Seconds a picture may take; 60 steps take a tenth of one."""


class NoPictureError(Exception):
    """Graphviz made no picture; the message says why."""


def installed() -> bool:
    """Whether the program `dot` is there."""
    return shutil.which("dot") is not None


def svg(dot: str) -> str:
    """Return the picture of `dot` as SVG; raise NoPictureError when Graphviz is missing or fails."""
    program = shutil.which("dot")
    if program is None:
        raise NoPictureError(
            "The program `dot` of Graphviz is not installed (on Debian: apt-get install graphviz)."
        )
    try:
        made = subprocess.run(  # noqa: S603 - a fixed program; the text goes in as its input
            [program, "-Tsvg"],
            input=dot.encode(),
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPictureError(f"Graphviz failed: {type(error).__name__}.") from None
    picture = made.stdout.decode("utf-8", "replace")
    return _titled(picture[picture.find("<svg") :])


_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_TITLE = re.compile(r"<title>[^<]*</title>\n")
_TOLD = re.compile(r'(<a (?:xlink:href="[^"]*" )?xlink:title="([^"]*)"[^>]*>)')


def _titled(picture: str) -> str:
    """Return the picture with the tooltip of each step as its title, where browsers look for it, and no other."""
    bare = _TITLE.sub("", _COMMENT.sub("", picture))
    return _TOLD.sub(r"\1<title>\2</title>", bare)
