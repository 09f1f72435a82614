"""Small content folders for tests: one flow that is in order, and what differs from it."""

from datetime import date
from pathlib import Path
from textwrap import dedent, indent

from bot.content.load import check
from bot.core.finding import Finding

SIX_FORMS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 && n%100<=99 ? 4 : 5)"
)
LANGUAGES = f"""\
en:
  native: English
  english: English
  direction: ltr
  plurals: "nplurals=2; plural=(n != 1)"
  dates: en_GB
  offered: yes
  status: source
nl:
  native: Nederlands
  english: Dutch
  direction: ltr
  plurals: "nplurals=2; plural=(n != 1)"
  dates: nl
  offered: yes
  status: draft
ar:
  native: العربية
  english: Arabic
  direction: rtl
  plurals: "{SIX_FORMS}"
  dates: ar
  offered: yes
  status: draft
"""

COMMANDS = ("start", "menu", "language", "help", "stop", "mydata", "delete", "human")


def flow(steps: str, name: str = "trip", *, head: str = "", review: str = "6 months") -> str:
    """Return a flow file with `steps`, and `head` lines before them."""
    return (
        f"flow: {name}\ntitle: A trip\nowner: team\nreviewed: never\nreview_every: {review}\n"
        f"{dedent(head).lstrip()}steps:\n{indent(dedent(steps).lstrip(chr(10)), '  ')}"
    )


GOOD_STEPS = """
hello:
  say: Hello.
bye:
  end: done
"""

RECORD_STEPS = """
told:
  review: Is this right?
bye:
  end: done
"""
"""A flow that tells one record."""


def starts() -> str:
    """Return a flow that every command starts, so that no finding says one is missing."""
    triggers = "".join(f"  - command: {name}\n" for name in COMMANDS)
    quiet = GOOD_STEPS.replace("done", "quiet")
    return flow(quiet, "base", head=f"start_on:\n{triggers}  - need: idle\n  - need: consent\n")


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write a content folder: languages, the flow `base`, and `files` by path."""
    every: dict[str, str | bytes] = {
        "locales/languages.yaml": LANGUAGES,
        "flows/base.yaml": starts(),
        **files,
    }
    for path, text in every.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def findings(
    folder: Path,
    files: dict[str, str | bytes],
    *,
    today: date | None = None,
    hints: bool = False,
) -> list[Finding]:
    """Return what is wrong in a content folder with `files`."""
    return check(write(folder, files), today=today, hints=hints)[0]
