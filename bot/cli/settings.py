"""`merit settings`: every setting, what it is for, and what is in force."""

import argparse
import textwrap

from bot.settings import ENV_FILE, SECRET, described, read_settings


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(_args: argparse.Namespace) -> int:
    """Print the settings; a secret shows only whether it is set."""
    settings = read_settings()
    print(
        f"Settings come from the environment, or from the file {ENV_FILE} (NAME=value lines) in this folder.\n"
    )
    for each, value in zip(
        described(), (getattr(settings, name) for name in settings.__slots__), strict=True
    ):
        shown = value if value is not None else ""
        if isinstance(value, bool):
            shown = "yes" if value else "no"
        elif isinstance(value, frozenset):
            shown = ", ".join(sorted(value))
        if each["secret"]:
            shown = SECRET if value else ""
        print(f"{each['name']} = {shown}")
        default = f" Default: {each['default']}." if each["default"] else ""
        print(textwrap.indent(textwrap.fill(each["help"] + default, 96), "    "))
    return 0
