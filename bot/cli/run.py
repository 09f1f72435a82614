"""`merit run`: start the bot."""

import argparse

from bot.settings import read_settings


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments; everything is a setting."""


def run(_args: argparse.Namespace) -> int:
    """Run until stopped."""
    settings = read_settings()
    from bot.app.run import run as run_app

    run_app(settings)
    return 0
