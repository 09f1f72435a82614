"""`merit tickets`: what people wrote to the advisors, for as long as there is no desk."""

import argparse

from bot import clock
from bot.app.parts import Parts, content_of, in_loop, opened
from bot.core.flow import Release
from bot.core.message import PersonId
from bot.core.replies import BadValueError, filled
from bot.core.text import Text
from bot.service.ports import Store
from bot.service.tickets import Answering
from bot.settings import OperatorError, Settings, read_settings

UNKNOWN = "There is no such open ticket. `merit tickets` lists them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done with tickets."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "reply", "replies", "close"),
        default="list",
        help="list (default): show open messages; reply: answer one in the person's chat; "
        "replies: show the saved replies; close: it is done",
    )
    parser.add_argument("ticket", nargs="?", metavar="TICKET", help="as shown by list")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="with reply: the answer, as the person shall read it",
    )
    parser.add_argument(
        "--saved",
        metavar="REPLY",
        help="with reply: a saved reply instead of words; the person reads it in their language",
    )
    parser.add_argument(
        "--with",
        dest="values",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help="what to fill in, as `merit tickets replies` shows it, such as day=2026-12-01",
    )


def run(args: argparse.Namespace) -> int:
    """List, answer or close; works beside a running Merit."""
    return in_loop(_run(read_settings(), args))


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    if args.what == "replies":
        return _replies(content_of(settings).release)
    async with opened(settings) as parts:
        match args.what:
            case "reply":
                return await _reply(parts, *ticket_named(args.ticket), args)
            case "close":
                return await _close(parts.store, *ticket_named(args.ticket))
            case _:
                return await _list(parts.store)


def ticket_named(ticket: str | None) -> tuple[PersonId, int]:
    """Return the person and number of a ticket as `merit tickets` shows it; raise OperatorError otherwise."""
    person, _, number = (ticket or "").rpartition("-")
    if not person or not number.isdecimal():
        raise OperatorError("Say which one, as `merit tickets` shows it: <person>-<number>.")
    return PersonId(person), int(number)


async def _list(store: Store) -> int:
    tickets = await store.tickets()
    for ticket in tickets:
        note = ticket.note
        facts = ", ".join(f"{name} {value}" for name, value in note.facts.items())
        head = f"{ticket.person_id}-{ticket.number}  {note.at:%Y-%m-%d %H:%M} UTC"
        print(f"{head}  {note.topic}  ({'; '.join(filter(None, (note.language, facts)))})")
        print("    " + note.text.replace("\n", "\n    "))
    print(f"{len(tickets)} open" if tickets else "Nobody waits for an answer.")
    return 0


def _replies(release: Release) -> int:
    for reply in release.replies.values():
        slots = " ".join(f"{name}=({type_})" for name, type_ in reply.slots.items())
        print(f"{reply.id}: {reply.title}{slots and '  --with ' + slots}")
        print("    " + reply.text.source.replace("\n", "\n    "))
    if not release.replies:
        print("There are no saved replies.")
    return 0


def _body(args: argparse.Namespace, release: Release) -> str | Text:
    """Return what the person is to read: the advisor's words, or a saved reply filled in."""
    words = " ".join(args.words)
    if bool(args.saved) == bool(words.strip()):
        raise OperatorError(
            "Write the answer after the ticket: merit tickets reply TICKET your words. "
            "Or name a saved one: merit tickets reply TICKET --saved REPLY"
        )
    if not args.saved:
        return words
    reply = release.replies.get(args.saved)
    if reply is None:
        raise OperatorError(
            f"There is no saved reply '{args.saved}'. `merit tickets replies` shows them."
        )
    pairs = [value.partition("=") for value in args.values]
    try:
        return filled(reply, {name: value for name, _, value in pairs})
    except BadValueError as error:
        raise OperatorError(str(error)) from error


async def _reply(parts: Parts, person_id: PersonId, number: int, args: argparse.Namespace) -> int:
    library = content_of(parts.settings)
    answering = Answering(store=parts.store, library=library, sealer=parts.sealer)
    body = _body(args, library.release)
    if not await answering.reply(person_id, number, body, now=clock.now()):
        raise OperatorError(UNKNOWN)
    print("The answer is in the outbox. A running Merit sends it within a minute.")
    return 0


async def _close(store: Store, person_id: PersonId, number: int) -> int:
    if not await store.close_ticket(person_id, number):
        raise OperatorError(UNKNOWN)
    print("Closed.")
    return 0
