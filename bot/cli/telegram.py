"""`merit telegram`: the bot's registration at Telegram."""

import argparse

from bot.app.parts import in_loop
from bot.app.telegram import connected
from bot.settings import OperatorError, Settings, read_settings
from bot.telegram.setup import check_token, delete_webhook


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be looked at and changed."""
    parser.add_argument(
        "what",
        choices=("check", "delete-webhook"),
        help="check: is the token right; delete-webhook: let Telegram keep messages for polling again",
    )


def run(args: argparse.Namespace) -> int:
    """Ask Telegram, print what it says."""
    return in_loop(_run(read_settings(), args.what))


async def _run(settings: Settings, what: str) -> int:
    if not settings.telegram_token:
        raise OperatorError(
            "TELEGRAM_TOKEN is not set. BotFather gives you one: docs/operators/telegram.md"
        )
    async with connected(settings) as api:
        name = await check_token(api)
        print(f"The token is right: this is @{name}.")
        if what == "delete-webhook":
            await delete_webhook(api)
            print("The webhook is removed. Messages that wait are kept.")
    return 0
