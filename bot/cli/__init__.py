"""The command `merit`: what an operator, an editor or a developer can ask of it."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from bot.settings import OperatorError

COMMANDS = {
    "run": "start the bot: browser chat, and Telegram when TELEGRAM_TOKEN is set",
    "chat": "talk to Merit in this terminal, or by JSON lines",
    "settings": "explain every setting and show what is in force",
    "try": "talk to the content as it stands in its files; write the talk down as a test",
    "check": "check flows and translations; says file, line and column",
    "test": "play the conversation tests; show what went differently and what they reach",
    "walk": "take random walks through all flows and languages; find where a conversation goes wrong",
    "serve": "preview the content in the browser while you change it",
    "graph": "draw a flow: its steps, what leads where, and what is broken",
    "faq": "ask the knowledge base a question, as a person would",
    "i18n": "bring new texts to the translators and their work back",
    "audio": "record texts for people who do not read well",
    "new": "begin a new flow, entry or saved reply",
    "rename": "give a step, choice, answer or flow another name, everywhere",
    "stale": "list what has to be read again, by owner",
    "reviewed": "record who has read all of a file, and when",
    "import-xlsform": "make a flow of a form that humanitarian tools use",
    "export-xlsform": "write a flow as a form, for partners and for reading in a spreadsheet",
    "overview": "write what is sourced and uncertain, by country and by topic",
    "schema": "write what text editors complete and explain content files with",
    "diff": "say in words what changed between two releases",
    "publish": "put a content folder in force, after the check",
    "rollback": "put an earlier release in force again",
    "status": "show which release is in force, and where conversations stand",
    "draft": "let testers try a release before everybody sees it",
    "taxonomy": "search the occupations and skills of ESCO, too: import its official download",
    "keys": "make, add, rotate and count the keys that seal personal data",
    "profile": "make the paper of a made-up person; look at what people share, add to it, translate it",
    "tickets": "read and close what people wrote to the advisors",
    "desk": "invite and list the people who work at the desk, close accounts, show the audit trail",
    "dead": "show and retry what could not be delivered or handled",
    "telegram": "look at the bot's registration, remove a webhook",
}
"""Command -> one line of help. Each one is a module of this package (see `module`) with `add_arguments` and `run`."""


def module(command: str) -> str:
    """Return the name of the module that does what `command` says."""
    return f"bot.cli.{command.replace('-', '_')}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 found problems, 2 not possible as asked."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(
        prog="merit", description="Merit: helps refugees use what they can do."
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, help_ in COMMANDS.items():
        sub = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        if name == next(iter(given), None):
            import_module(module(name)).add_arguments(sub)
    parsed = parser.parse_args(given)
    try:
        return int(import_module(module(parsed.command)).run(parsed))
    except OperatorError as error:
        print(f"merit: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the output has gone, as with `merit settings | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
