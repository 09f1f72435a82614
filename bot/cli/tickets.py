"""`merit tickets`: what people wrote to the advisors, for as long as there is no desk."""

import argparse

from bot import clock
from bot.app.parts import Parts, content_of, in_loop, opened
from bot.core.message import PersonId
from bot.service.ports import Store
from bot.service.tickets import Answering
from bot.settings import OperatorError, Settings, read_settings

UNKNOWN = "There is no such open ticket. `merit tickets` lists them."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done with tickets."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "reply", "close"),
        default="list",
        help="list (default): show open messages; reply: answer one in the person's chat; close: it is done",
    )
    parser.add_argument("ticket", nargs="?", metavar="TICKET", help="as shown by list")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="with reply: the answer, as the person shall read it",
    )


def run(args: argparse.Namespace) -> int:
    """List, answer or close; works beside a running Merit."""
    return in_loop(_run(read_settings(), args))


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    async with opened(settings) as parts:
        match args.what:
            case "reply":
                return await _reply(parts, *_named(args.ticket), " ".join(args.words))
            case "close":
                return await _close(parts.store, *_named(args.ticket))
            case _:
                return await _list(parts.store)


def _named(ticket: str | None) -> tuple[PersonId, int]:
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


async def _reply(parts: Parts, person_id: PersonId, number: int, words: str) -> int:
    if not words.strip():
        raise OperatorError(
            "Write the answer after the ticket: merit tickets reply TICKET your words"
        )
    answering = Answering(
        store=parts.store, library=content_of(parts.settings), sealer=parts.sealer
    )
    if not await answering.reply(person_id, number, words, now=clock.now()):
        raise OperatorError(UNKNOWN)
    print("The answer is in the outbox. A running Merit sends it within a minute.")
    return 0


async def _close(store: Store, person_id: PersonId, number: int) -> int:
    if not await store.close_ticket(person_id, number):
        raise OperatorError(UNKNOWN)
    print("Closed.")
    return 0
