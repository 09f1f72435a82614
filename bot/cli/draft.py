"""`merit draft`: let testers try a release before everybody sees it."""

import argparse
import secrets
from datetime import timedelta

from bot import clock
from bot.app.parts import in_loop, opened
from bot.app.publishing import DRAFT, publication_named
from bot.service.drafts import code_hash
from bot.settings import Settings, read_settings
from bot.store.releases import SqlInvitations, SqlReleases

GOOD_FOR = timedelta(days=7)
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look like others."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done with the draft."""
    parser.add_argument("what", choices=("invite",), help="make a code for one tester")


def run(_args: argparse.Namespace) -> int:
    """Make a code and print it; nobody can read it again."""
    return in_loop(_invite(read_settings()))


async def _invite(settings: Settings) -> int:
    async with opened(settings) as parts:
        draft = publication_named(DRAFT, await SqlReleases(store=parts.store).history())
        letters = "".join(secrets.choice(LETTERS) for _ in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        invitations = SqlInvitations(store=parts.store)
        await invitations.invite(code_hash(parts.sealer, code), clock.now() + GOOD_FOR)
        print(
            f"Send this to the tester; it can be used once, within {GOOD_FOR.days} days:\n\n"
            f"    /draft {code}\n\n"
            f"They write it to the bot and try release {draft.sequence} ({draft.entry.note}). "
            "`/draft off` brings them back."
        )
        return 0
