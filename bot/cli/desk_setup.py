"""`merit desk setup`: what is right, what is not, and what to tap."""

import argparse

from bot.app.desk_setup import findings
from bot.app.parts import in_loop, opened
from bot.service.desk.setup_finding import Finding, Mark, written
from bot.settings import OperatorError, Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which group is looked at."""
    parser.add_argument(
        "--group",
        type=int,
        default=0,
        metavar="ID",
        help="look at this group or person instead of MERIT_DESK_GROUP",
    )


def run(settings: Settings, args: argparse.Namespace) -> int:
    """Ask Telegram and the database, print what was found; 1 when something has to be put right."""
    if args.group and not settings.telegram_token:
        raise OperatorError(
            "TELEGRAM_TOKEN is not set, so Telegram cannot be asked about a group. "
            "BotFather gives you one: docs/operators/telegram.md"
        )
    return in_loop(_run(settings, args.group or settings.desk_group))


async def _run(settings: Settings, group: int) -> int:
    found: list[Finding] = []
    async with opened(settings) as parts:
        async for finding in findings(parts, group):
            found.append(finding)
            for line in written([finding]):
                print(line)
    wrong = sum(each.mark is Mark.WRONG for each in found)
    if wrong:
        what = "1 thing has" if wrong == 1 else f"{wrong} things have"
        print(f"\n{what} to be put right. Then run this command again.")
        return 1
    print("\nNothing has to be put right.")
    return 0
