"""`merit new`: a new flow, entry or saved reply to begin with."""

import argparse
from pathlib import Path

from bot.cli.check import SHIPPED
from bot.settings import OperatorError

_WHAT = {
    "flow": "a topic of the conversation, with a conversation test",
    "faq": "a question with its answer",
    "reply": "a message advisors send often",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is new and what it is called."""
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    flow, faq, reply = (
        kinds.add_parser(kind, help=help_, description=f"Begin {help_}. Nothing is overwritten.")
        for kind, help_ in _WHAT.items()
    )
    faq.add_argument("--topic", default="", metavar="TOPIC", help="the folder it lies in (other)")
    faq.add_argument(
        "--question", dest="title", default="", metavar="WORDS", help="as a person would ask it"
    )
    for sub, what in ((flow, "what people read as the topic"), (reply, "what advisors call it")):
        sub.add_argument("--title", default="", metavar="WORDS", help=what)
    for sub in (flow, faq, reply):
        sub.add_argument("name", metavar="NAME", help="its id, in English; it never changes")
        sub.add_argument(
            "--owner", default="content-team", metavar="NAME", help="who looks after it"
        )
        sub.add_argument(
            "--folder",
            type=Path,
            default=SHIPPED,
            metavar="FOLDER",
            help="folder that holds flows and locales (default: those that came with Merit)",
        )


def run(args: argparse.Namespace) -> int:
    """Write the files; an existing one is never touched."""
    from bot.content.edit import write_all
    from bot.content.release import read_content
    from bot.content.scaffold import KINDS, NotNewError, Wanted

    if not (args.folder / "flows").is_dir():
        raise OperatorError(
            f"There is no folder 'flows' in {args.folder}. Name the folder that holds flows and locales."
        )
    wanted = Wanted(
        id=args.name,
        title=_line(args.title),
        owner=_line(args.owner) or "content-team",
        topic=getattr(args, "topic", ""),
    )
    try:
        files = KINDS[args.kind](
            args.folder, wanted, read_content(args.folder).release.commands.keys()
        )
    except NotNewError as error:
        raise OperatorError(str(error)) from None
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
    write_all(files)
    for file in files:
        print(f"written: {file.relative_to(args.folder).as_posix()}")
    print("Open it in your text editor: each place says what belongs there. Then: merit check")
    return 0


def _line(words: str) -> str:
    words = words.strip()
    if not words.isprintable() or "{" in words or "}" in words:
        raise OperatorError("Titles, questions and owners are one line of words, without { and }.")
    return words
