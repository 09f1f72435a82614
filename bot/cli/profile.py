"""`merit profile`: papers of made-up people to look at, and what an advisor does with a profile."""

import argparse
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from bot import clock
from bot.app.parts import Parts, in_loop, opened
from bot.app.profiles import (
    advising,
    check_languages,
    looked_at,
    paper_of,
    person_of,
    sample_paper,
)
from bot.app.sample import SAMPLES
from bot.cli.tickets import UNKNOWN, code_named
from bot.core.language import SOURCE_LANGUAGE
from bot.core.message import PersonId
from bot.core.profile import AdditionKind, Profile
from bot.documents.maker import DocumentMaker
from bot.settings import OperatorError, read_settings

_TICKET = "as shown by `merit tickets`"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: actions.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
        for name, help_ in _HELP.items()
    }
    _add_render(made["render"])
    for name in ("show", "add", "translate"):
        made[name].add_argument("ticket", metavar="TICKET", help=_TICKET)
        _add_by(made[name])
    made["show"].add_argument("--lang", default=SOURCE_LANGUAGE, help="the language you read")
    made["add"].add_argument(
        "kind", choices=[kind.value for kind in AdditionKind], help="what you add"
    )
    made["add"].add_argument("words", metavar="WORDS", help="as the person shall read it")
    made["add"].add_argument("--lang", required=True, help="the language you wrote it in")
    made["translate"].add_argument("words", metavar="WORDS", help="what the person wrote")
    made["translate"].add_argument("text", metavar="TRANSLATION", help="the same in your language")
    made["translate"].add_argument("--lang", required=True, help="the language you translated to")


_HELP = {
    "render": "make the paper of a made-up person, or of a ticket's person as far as they share it",
    "show": "show what a person shares; they see that you looked",
    "add": "add a recommendation, a next step or a document you saw; the person is told",
    "translate": "translate words of the person's own; the paper says that an advisor did",
}


def _add_render(render: argparse.ArgumentParser) -> None:
    render.add_argument(
        "--sample",
        nargs="?",
        const="baker",
        choices=tuple(SAMPLES),
        help="somebody made up (default: baker)",
    )
    render.add_argument("--ticket", metavar="TICKET", help=_TICKET)
    render.add_argument("--lang", default="ar", help="with --sample: the person's language")
    render.add_argument("--host", default="", metavar="CODE", help="the language beside it")
    render.add_argument("-o", "--out", type=Path, required=True, metavar="FILE", help="the PDF")
    _add_by(render, needed=False)


def _add_by(parser: argparse.ArgumentParser, *, needed: bool = True) -> None:
    parser.add_argument(
        "--as", dest="by", required=needed, metavar="NAME", help="who you are, for the person"
    )


def run(args: argparse.Namespace) -> int:
    """Do it; works beside a running Merit."""
    return in_loop(_ACTIONS[args.action](args))


async def _render(args: argparse.Namespace) -> int:
    if args.sample is not None:
        content = await sample_paper(read_settings(), args.sample, args.lang, args.host or "nl")
    elif args.ticket and args.by:
        async with opened(read_settings()) as parts:
            code = code_named(args.ticket)
            profile = await looked_at(parts, code, by=args.by, host=args.host)
            content = await paper_of(DocumentMaker(), profile)
    else:
        raise OperatorError("Say whose paper: --sample, or --ticket TICKET --as YOUR NAME.")
    try:
        args.out.write_bytes(content)
    except OSError as error:
        raise OperatorError(f"{args.out} cannot be written ({error.strerror}).") from error
    print(f"{args.out}: {len(content) // 1000} kB")
    return 0


async def _show(args: argparse.Namespace) -> int:
    async with opened(read_settings()) as parts:
        code = code_named(args.ticket)
        _print(await looked_at(parts, code, by=args.by, host=args.lang))
    return 0


def _seen(words: str) -> str:
    """Return words without what could steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in words)


def _print(profile: Profile) -> None:
    for section in profile.sections:
        print(_seen(section.title.host))
        for entry in section.entries:
            for number, fact in enumerate(entry.facts):
                own = f"  ({fact.words.own})" if fact.words.own != fact.words.host else ""
                lead = "- " if number == 0 else "  "
                print(_seen(f"  {lead}{fact.label.host}: {fact.words.host}{own}"))
    for note in profile.notes:
        print(_seen(f"{note.kind_words.host} ({note.by}, {note.on}): {note.words.host}"))


async def _add(args: argparse.Namespace) -> int:
    async with opened(read_settings()) as parts:
        person_id = await _of_ticket(parts, args.ticket)
        desk = advising(parts)
        check_languages(desk.library, args.lang)
        done = await desk.add(
            person_id,
            AdditionKind(args.kind),
            args.words,
            language=args.lang,
            by=args.by,
            now=clock.now(),
        )
    return _said(done, "It is in the profile, and the person is told. A running Merit sends it.")


async def _translate(args: argparse.Namespace) -> int:
    async with opened(read_settings()) as parts:
        person_id = await _of_ticket(parts, args.ticket)
        desk = advising(parts)
        check_languages(desk.library, args.lang)
        done = await desk.translate(
            person_id, args.words, args.text, language=args.lang, by=args.by, now=clock.now()
        )
    if not done:
        raise OperatorError(
            "The person told nothing that reads so. `merit profile show` shows their words in brackets."
        )
    print("Kept, and the person is told. The paper says that an advisor translated it.")
    return 0


async def _of_ticket(parts: Parts, ticket: str) -> PersonId:
    """Return whose open ticket it is; raise OperatorError when there is no such one."""
    person_id = await person_of(parts.store, code_named(ticket))
    if person_id is None:
        raise OperatorError(UNKNOWN)
    return person_id


def _said(done: bool, words: str) -> int:  # noqa: FBT001 - the one thing it reports
    if not done:
        raise OperatorError(UNKNOWN)
    print(words)
    return 0


_ACTIONS: dict[str, Callable[[argparse.Namespace], Coroutine[Any, Any, int]]] = {
    "render": _render,
    "show": _show,
    "add": _add,
    "translate": _translate,
}
