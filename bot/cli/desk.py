"""`merit desk`: who works at the desk, the audit trail, whether all is set up, and a desk to look at."""

import argparse
from collections.abc import Iterable, Sequence

from bot import clock
from bot.app.parts import Parts, content_folder, in_loop, opened
from bot.cli import desk_demo, desk_setup
from bot.content.languages import read_languages
from bot.core.ticket import AdvisorId
from bot.core.world import TONGUES
from bot.service.desk.advisor import OPERATOR, Advisor, DeskRole
from bot.service.desk.audit import Line, Verdict
from bot.service.desk.outcomes import Denied, Why
from bot.service.desk.staff import INVITED, Invited, Staff, Wanted
from bot.service.desk.tokens import entry_address
from bot.settings import OperatorError, Settings, read_settings
from bot.store.advisors import SqlAccounts
from bot.store.audit import SqlAudit

_HELP = {
    "invite": "make an account and a link with which somebody begins to work at the desk",
    "reinvite": "make a new link for somebody who lost their phone, or comes back; their old ways in are deleted",
    "advisors": "list who works at the desk",
    "deactivate": "close an account: its sessions end, its ways in are deleted",
    "audit": "show who did what, the latest first, or check that no line was changed",
    "setup": "look whether everything is right before advisors work: the group at Telegram, the address, the clock",
    "demo": "fill a desk of its own with made-up conversations in five languages, to look at",
}
"""What each action does."""

_SAID = {
    Why.UNKNOWN: "There is no such account. `merit desk advisors` lists them.",
    Why.LAST_ADMIN: "This is the last admin: nobody could manage the advisors any more. Invite another one first, "
    "and wait until they have been here.",
    Why.NO_NAME: "A name has letters: merit desk invite NAME --role advisor --lang nl",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    made = {
        name: commands.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.")
        for name, help_ in _HELP.items()
    }
    _add_invite(made["invite"])
    for name in ("reinvite", "deactivate"):
        made[name].add_argument("id", metavar="ID", help="as `merit desk advisors` shows it")
    desk_setup.add_arguments(made["setup"])
    desk_demo.add_arguments(made["demo"])
    made["audit"].add_argument(
        "--verify", action="store_true", help="check every line that is kept; 1 if one was changed"
    )
    made["audit"].add_argument(
        "--most", type=int, default=50, metavar="N", help="lines that are shown (default: 50)"
    )


def _add_invite(invite: argparse.ArgumentParser) -> None:
    invite.add_argument("name", metavar="NAME", help="whom you invite; they can change it")
    invite.add_argument(
        "--role",
        required=True,
        choices=tuple(map(str, DeskRole)),
        help="what they may do: docs/operators/desk.md",
    )
    invite.add_argument(
        "--lang",
        default="",
        metavar="CODES",
        help="languages they read, the one they write first, such as nl,en",
    )


def run(args: argparse.Namespace) -> int:
    """Do it; works beside a running Merit."""
    settings = read_settings()
    match args.action:
        case "setup":
            return desk_setup.run(settings, args)
        case "demo":
            return desk_demo.run(settings, args)
        case _:
            return in_loop(_run(settings, args))


async def _run(settings: Settings, args: argparse.Namespace) -> int:
    async with opened(settings) as parts:
        staff = Staff(accounts=SqlAccounts(store=parts.store), now=clock.now)
        match args.action:
            case "invite":
                return _invited(settings, await staff.invite(OPERATOR, _wanted(settings, args)))
            case "reinvite":
                again = await staff.invite_again(OPERATOR, AdvisorId(args.id))
                return _invited(settings, again)
            case "advisors":
                return _list(await staff.all())
            case "deactivate":
                done = await staff.deactivate(OPERATOR, AdvisorId(args.id))
                if isinstance(done, Denied):
                    raise OperatorError(_SAID[done.why])
                print("Closed. The name stays, because the audit trail speaks of this account.")
                return 0
            case _:
                return await _audit(parts, args)


def _wanted(settings: Settings, args: argparse.Namespace) -> Wanted:
    languages = tuple(code.strip().lower() for code in args.lang.split(",") if code.strip())
    known = TONGUES.union(read_languages(content_folder(settings))[0])
    unknown = [code for code in languages if code.partition("-")[0] not in known]
    if unknown:
        raise OperatorError(
            f"Merit does not know the language '{unknown[0]}'. Write codes in small letters, like nl,en."
        )
    return Wanted(name=args.name, role=DeskRole(args.role), languages=languages)


def _invited(settings: Settings, invited: Invited | Denied) -> int:
    if isinstance(invited, Denied):
        raise OperatorError(_SAID[invited.why])
    hours = int(INVITED.total_seconds() // 3600)
    print(
        f"Send this link to them in person; it can be used once, within {hours} hours:\n\n"
        f"    {entry_address(settings.desk_address, invited.token)}\n\n"
        f"Their account is {invited.id}. Nobody can read the link again; for a new one: "
        f"merit desk reinvite {invited.id}"
    )
    return 0


def _list(advisors: Sequence[Advisor]) -> int:
    for each in advisors:
        ways = ", ".join(_ways_in(each)) or "no second factor yet"
        state = "" if each.active else "closed  "
        languages = ",".join(each.languages) or "-"
        print(f"{each.id}  {state}{each.role}  {languages}  {each.name}  ({ways})")
    if not advisors:
        print("Nobody works at the desk. The first one: merit desk invite NAME --role admin")
    return 0


def _ways_in(advisor: Advisor) -> Iterable[str]:
    if advisor.has_totp:
        yield "code app"
    if advisor.passkeys:
        yield f"passkeys: {advisor.passkeys}"
    if advisor.has_telegram:
        yield "Telegram"


async def _audit(parts: Parts, args: argparse.Namespace) -> int:
    audit = SqlAudit(store=parts.store)
    if args.verify:
        return _judged(await audit.verify())
    lines = await audit.lines(most=max(1, args.most))
    for line in lines:
        print(_line(line))
    if not lines:
        print("Nothing was done yet.")
    return 0


def _line(line: Line) -> str:
    entry = line.entry
    said = f"{line.number}  {entry.at:%Y-%m-%d %H:%M:%S} UTC  {entry.who}  {entry.deed}"
    return "  ".join(filter(None, (said, entry.code, entry.about)))


def _judged(verdict: Verdict) -> int:
    if verdict.broken is not None:
        print(
            f"Line {verdict.broken} is not as it was written, or one before it is missing. "
            "What stands before it is right."
        )
        return 1
    print(f"{verdict.lines} lines, none of them changed. The last one's hash: {verdict.head.hex()}")
    print("Note it somewhere else: with it you can tell later that nothing was cut off at the end.")
    return 0
