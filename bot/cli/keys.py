"""`merit keys`: the keys that seal personal data. docs/operators/keys.md says what to keep where."""

import argparse
from pathlib import Path

from bot import clock
from bot.app.parts import in_loop, key_path, opened, operators_words
from bot.crypto.files import add_key, create_keys, read_keys, retire_key
from bot.settings import OperatorError, Settings, read_settings
from bot.store.rotation import keys_in_use, rewrap


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done with keys."""
    parser.add_argument(
        "what",
        choices=("new", "status", "add", "rotate", "retire"),
        help=(
            "new: write a key file; status: which keys there are; add: put a fresh active key into the file; "
            "rotate: seal everything with the active key (can be stopped and started again); "
            "retire: take an old key out of the file"
        ),
    )
    parser.add_argument(
        "named", nargs="?", metavar="NAME", help="with new: the file; with retire: the key's id"
    )


def run(args: argparse.Namespace) -> int:
    """Do it; everything but rotate touches the key file only."""
    settings = read_settings()
    with operators_words():
        match args.what:
            case "new":
                return _new(args.named or "")
            case "add":
                add_key(key_path(settings), clock.now().date())
                print(
                    "A fresh key is active. Copy the file again, restart Merit, then run: merit keys rotate"
                )
                return 0
            case "rotate":
                return in_loop(_rotate(settings))
            case "retire":
                in_loop(_check_unused(settings, args.named or ""))
                retire_key(key_path(settings), args.named or "")
                print(
                    f"{args.named} is gone from the file. Keep it in your copy for as long as you keep backups."
                )
                return 0
            case _:
                return _status(settings)


def _new(named: str) -> int:
    if not named:
        raise OperatorError("Say where: merit keys new /etc/merit/keys.txt")
    create_keys(Path(named), clock.now().date())
    print(f"Written: {named}. Set MERIT_KEY_FILE to it and keep a copy apart from the database.")
    return 0


def _status(settings: Settings) -> int:
    path = key_path(settings)
    keys = read_keys(path)
    print(path)
    for key in (*keys.operators, keys.index):
        print(f"  {key.id}  {key.kind}  {key.state}  made {key.created}")
    return 0


async def _check_unused(settings: Settings, key_id: str) -> None:
    async with opened(settings) as parts:
        if key_id in await keys_in_use(parts.store):
            raise OperatorError(
                f"The key {key_id} still seals something. Restart Merit so that it uses the new key, then run "
                "`merit keys rotate` first."
            )


async def _rotate(settings: Settings) -> int:
    async with opened(settings) as parts:
        async for progress in rewrap(parts.store):
            print(f"{progress.done} of {progress.total} sealed with the active key", flush=True)
        needed = sorted(await keys_in_use(parts.store))
    print("Done. Keys still needed: " + (", ".join(needed) or "none yet"))
    return 0
