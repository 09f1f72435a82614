"""`merit faq`: ask the knowledge base a question, as a person would."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from bot.cli.check import SHIPPED
from bot.core.alarm import find_alarm
from bot.core.answer import AnswerType, AnswerValue
from bot.core.asides import Aside, answer_says, aside
from bot.core.entry import Match
from bot.core.flow import Release
from bot.core.render import render_say
from bot.service.library import Catalog
from bot.settings import OperatorError

_MEANT = {
    Aside.WHY: "It asks why a question is asked; Merit says it.",
    Aside.HELP: "It asks for help; Merit explains the question that waits.",
    Aside.QUESTION: "It is a question, but no entry answers it.",
    None: "It is not clearly a question; in a form it would be read as an answer.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the question and who asks it."""
    parser.add_argument("action", choices=("ask",), help="ask: what would be answered, and why")
    parser.add_argument("question", metavar="QUESTION", help="as a person types it, in quotes")
    parser.add_argument(
        "--lang", default="en", metavar="CODE", help="the language the person chose (default: en)"
    )
    parser.add_argument("--country", metavar="ID", help="the person's country, such as nl")
    parser.add_argument("--status", metavar="ID", help="the person's status, such as refugee")
    parser.add_argument("--json", action="store_true", help="one JSON object, for programs")
    parser.add_argument(
        "--folder",
        type=Path,
        default=SHIPPED,
        metavar="FOLDER",
        help="folder that holds flows, faq and locales (default: those that came with Merit)",
    )


def run(args: argparse.Namespace) -> int:
    """Print what is found and what would be said; 1 when no entry answers the question."""
    from bot.content.load import load

    release, catalogs, findings = load(args.folder)
    if release is None:
        raise OperatorError(
            f"The content has {len(findings)} findings. Run `merit check` and correct the errors first."
        )
    if args.lang not in catalogs:
        raise OperatorError(
            f"There is no language '{args.lang}'. There are: {', '.join(catalogs)}."
        )
    answers = dict(_answers(args, release))
    alarm = find_alarm(release.alarms, args.question)
    meant = aside(args.question, release, args.lang)
    match = meant if isinstance(meant, Match) else None
    said = "" if match is None else _said(match, release, answers, catalogs[args.lang])
    if args.json:
        found = {"entry": match and match.entry, "score": match and round(match.score, 3)}
        kind = None if match is not None else meant
        print(
            json.dumps({**found, "aside": kind, "alarm": alarm, "says": said}, ensure_ascii=False)
        )
    else:
        _print(alarm, meant, said)
    return 0 if match is not None else 1


def _answers(args: argparse.Namespace, release: Release) -> Iterator[tuple[str, AnswerValue]]:
    """Yield what is known about the person who asks."""
    for name, value in (("country", args.country), ("status", args.status)):
        if value is None:
            continue
        spec = release.answers.get(name)
        if spec is None or (spec.type is AnswerType.ONE_OF and value not in spec.values):
            possible = "" if spec is None else f" It can be: {', '.join(spec.values)}."
            raise OperatorError(f"--{name} {value} is not possible.{possible}")
        yield name, value


def _said(match: Match, release: Release, answers: dict[str, AnswerValue], catalog: Catalog) -> str:
    say = answer_says(release.entries[match.entry], release, answers)
    return "\n\n".join(each.text for each in render_say(say, catalog, lambda _press: ""))


def _print(alarm: str | None, meant: Aside | Match | None, said: str) -> None:
    if alarm is not None:
        print(f"Words of danger ({alarm}): the safety text comes instead.")
    if isinstance(meant, Match):
        print(f"{meant.entry}  (score {meant.score:.2f}; 1.00 is word for word)\n\n{said}")
    else:
        print(_MEANT[meant])
