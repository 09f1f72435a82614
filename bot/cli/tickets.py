"""`merit tickets`: what people wrote to the advisors, read and answered on the server."""

import argparse
from datetime import UTC, datetime

from bot import clock
from bot.app.parts import content_of, in_loop, opened
from bot.core.flow import Release
from bot.core.replies import BadValueError, filled
from bot.core.text import Text
from bot.core.ticket import Actor, AdvisorId, Details, Move, Reason, Refusal, Role, State
from bot.core.ticket_code import read_code
from bot.core.ticket_message import TicketMessage
from bot.service.desk.desk import Desk, Signed
from bot.settings import OperatorError, Settings, read_settings

OPERATOR = AdvisorId("operator")
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
        "--as",
        dest="by",
        default="Merit",
        metavar="NAME",
        help="with reply and close: your name or role, as the person reads it",
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
        desk = Desk(store=parts.store, library=content_of(settings), sealer=parts.sealer)
        match args.what:
            case "reply":
                return await _reply(desk, code_named(args.ticket), args)
            case "close":
                return await _close(desk, code_named(args.ticket), args)
            case _:
                return await _list(desk)


def code_named(ticket: str | None) -> str:
    """Return the code of a ticket as `merit tickets` shows it; raise OperatorError otherwise."""
    code = read_code(ticket or "")
    if code is None:
        raise OperatorError("Say which one by its code, as `merit tickets` shows it: K7-M2.")
    return code


async def _list(desk: Desk) -> int:
    tickets = await desk.queue()
    for kept in tickets:
        ticket, facts = kept.ticket, kept.facts
        known = (facts.language, facts.country and f"country {facts.country}", facts.status)
        danger = ticket.danger and f"  danger {ticket.danger}"
        print(
            f"{ticket.code}  {ticket.state}  {ticket.topic}{danger}  ({'; '.join(filter(None, known))})"
        )
        opened = await desk.open(ticket.code)
        for each in () if opened is None else opened.said:
            _print_message(each.message)
    print(f"{len(tickets)} open" if tickets else "Nobody waits for an answer.")
    return 0


def _print_message(message: TicketMessage) -> None:
    at = datetime.fromtimestamp(message.at, UTC)
    what = message.text or ", ".join(f"{name} {value}" for name, value in message.about.items())
    words = what.replace("\n", "\n      ")
    print(f"    {at:%Y-%m-%d %H:%M} UTC  {message.side}: {words}")


def _replies(release: Release) -> int:
    for reply in release.replies.values():
        slots = " ".join(f"{name}=({type_})" for name, type_ in reply.slots.items())
        print(f"{reply.id}: {reply.title.source}{slots and '  --with ' + slots}")
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


async def _reply(desk: Desk, code: str, args: argparse.Namespace) -> int:
    body, by = _body(args, desk.library.release), _signed(args)
    opened = await desk.open(code)
    state = None if opened is None else opened.kept.ticket.state
    if state in {State.REQUESTED, State.QUEUED}:
        await desk.move(code, Move.CLAIM, by, clock.now())
    elif opened is not None and opened.kept.ticket.assignee != by.actor.id:
        await desk.move(code, Move.TAKE_OVER, by, clock.now())
    outcome = await desk.answer(code, by, body, clock.now(), language="")
    if isinstance(outcome, Refusal):
        raise OperatorError(UNKNOWN)
    print("The answer is in the outbox. A running Merit sends it within a minute.")
    return 0


async def _close(desk: Desk, code: str, args: argparse.Namespace) -> int:
    details = Details(reason=Reason.ANSWERED)
    outcome = await desk.move(code, Move.CLOSE, _signed(args), clock.now(), details)
    if isinstance(outcome, Refusal):
        raise OperatorError(UNKNOWN)
    print("Closed.")
    return 0


def _signed(args: argparse.Namespace) -> Signed:
    """Return who acts: whoever may use the server may do what a lead does."""
    return Signed(actor=Actor(role=Role.LEAD, id=OPERATOR), name=args.by)
