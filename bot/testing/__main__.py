"""The stand-in as a process of its own: `python -m bot.testing --port 8081`."""

import argparse
import asyncio
import json
import signal
import sys
from pathlib import Path

from bot.testing.api import BotApi
from bot.testing.conditions import Conditions, Limits
from bot.testing.control import Control


def arguments(given: list[str]) -> argparse.Namespace:
    """The command line, read."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.testing",
        description="A stand-in of the Telegram Bot API with control addresses under /control.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=int, default=8081, help="0 takes any free one (%(default)s)")
    parser.add_argument(
        "--token", action="append", default=[], help="token of a further bot; may be repeated"
    )
    parser.add_argument(
        "--pace",
        type=float,
        default=Conditions().pace,
        help="Telegram's own pauses are multiplied by this; 1 is real time (%(default)s)",
    )
    parser.add_argument("--limits", action="store_true", help="answer 429 above Telegram's limits")
    parser.add_argument("--journal", type=Path, help="file that gets one JSON line for every call")
    parser.add_argument("--seed", type=int, default=0, help="start of everything random")
    return parser.parse_args(given)


async def serve(options: argparse.Namespace) -> None:
    """Serve until SIGINT or SIGTERM; the first line printed is JSON with address and tokens."""
    conditions = Conditions(
        pace=options.pace,
        limits=Limits() if options.limits else None,
        journal_file=options.journal,
        seed=options.seed,
    )
    api = BotApi(conditions, host=options.host, port=options.port)
    for number, token in enumerate(options.token, start=2):
        api.add_bot(f"stand_in_{number}_bot", token=token)
    ended = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    await api.start(*Control(api).routes())
    tokens = [bot.token for bot in api.world.bots.values()]
    line = {"url": api.url, "base_url": api.base_url, "tokens": tokens}
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()
    await ended.wait()
    await api.stop()


if __name__ == "__main__":
    asyncio.run(serve(arguments(sys.argv[1:])))
