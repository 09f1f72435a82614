"""`merit dead`: what could not be delivered or handled; ids and reasons, never words."""

import argparse

from bot.app.parts import in_loop, opened
from bot.core.message import PersonId
from bot.settings import OperatorError, Settings, read_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done with dead letters."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "retry"),
        default="list",
        help="list (default), or retry: put a message back into the outbox",
    )
    parser.add_argument("message", nargs="?", metavar="MESSAGE", help="as shown by list, or all")


def run(args: argparse.Namespace) -> int:
    """List or retry; works beside a running Merit, which sends what was put back within a minute."""
    return in_loop(_run(read_settings(), args.what, args.message or ""))


async def _run(settings: Settings, what: str, named: str) -> int:
    async with opened(settings) as parts:
        dead = await parts.store.dead()
        if what == "list":
            for each in dead:
                print(
                    f"{each.person_id}-{each.number}  {each.at:%Y-%m-%d %H:%M} UTC  {each.kind}  "
                    f"{each.reason}  after {each.attempts} attempts"
                )
            print(f"{len(dead)} need a look" if dead else "Nothing is dead.")
            return 0
        wanted = [each for each in dead if named in ("all", f"{each.person_id}-{each.number}")]
        if not wanted:
            raise OperatorError("Say which one, as `merit dead` shows it, or all.")
        back = [
            await parts.store.retry_dead(PersonId(each.person_id), each.number) for each in wanted
        ]
        print(f"{sum(back)} of {len(back)} are back in the outbox.")
        return 0 if all(back) else 1
