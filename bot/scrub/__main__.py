"""Cleaning one file in a program of its own: what a hostile file breaks, fills or never ends, ends with it.

The file comes in, the clean one goes out; the exit status says what became of it.
"""

import sys

from bot.scrub.images import NotAnImageError, clean_image
from bot.scrub.outcome import Outcome
from bot.scrub.pdfs import BEGINNING, LockedPdfError, NotAPdfError, clean_pdf

MEMORY = 640 * 1024 * 1024
"""Bytes it may take up, the program itself included."""
SECONDS = 10
"""Seconds it may calculate."""


def limit() -> None:
    """Allow little, where the system can: no file is written, no program started, memory and time are bounded."""
    try:
        import resource  # noqa: PLC0415 - Windows does not have it
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def cleaned(content: bytes) -> tuple[Outcome, bytes]:
    """Return what became of a file, and the clean one."""
    try:
        if content.startswith(BEGINNING):
            return Outcome.DOCUMENT, clean_pdf(content)
        return Outcome.PHOTO, clean_image(content)
    except LockedPdfError:
        return Outcome.LOCKED, b""
    except (NotAPdfError, NotAnImageError):
        return Outcome.UNREADABLE, b""


def main() -> int:
    """Clean standard input into standard output."""
    limit()
    outcome, clean = cleaned(sys.stdin.buffer.read())
    sys.stdout.buffer.write(clean)
    sys.stdout.flush()
    return outcome


if __name__ == "__main__":
    sys.exit(main())
