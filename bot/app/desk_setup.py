"""`merit desk setup`: everything that has to be right before advisors work, looked at once."""

from collections.abc import AsyncIterator, Sequence

from bot import clock
from bot.app.parts import Parts
from bot.app.telegram import connected
from bot.service.desk.advisor import Account
from bot.service.desk.group_check import check_group
from bot.service.desk.house_check import check_address, check_clock, check_staff
from bot.service.desk.setup_finding import Finding, note
from bot.service.desk.staff import Staff
from bot.settings import Settings
from bot.store.advisors import SqlAccounts
from bot.telegram.desk_group import ahead_of_telegram, look
from bot.telegram.setup import check_token


async def findings(parts: Parts, group: int) -> AsyncIterator[Finding]:
    """Yield what was found out, about the chat with this number too; 0: there is none."""
    settings, accounts = parts.settings, SqlAccounts(store=parts.store)
    if settings.desk == "off":
        yield note("MERIT_DESK is off: the desk is not in the browser.")
    else:
        for each in check_address(settings.desk_address):
            yield each
    for each in check_staff(await Staff(accounts=accounts, now=clock.now).all()):
        yield each
    if not settings.telegram_token:
        yield note("TELEGRAM_TOKEN is not set, so nothing was asked at Telegram.")
        return
    found = await accounts.read(lambda register: register.accounts.all())
    async for each in _at_telegram(settings, group, found):
        yield each


async def _at_telegram(
    settings: Settings, group: int, accounts: Sequence[Account]
) -> AsyncIterator[Finding]:
    for each in check_clock(await ahead_of_telegram(settings.telegram_api, clock.now())):
        yield each
    if not group:
        yield note(
            "MERIT_DESK_GROUP is not set: advisors work in the browser only.",
            "To let them work in a Telegram group too: docs/operators/desk-forum.md",
        )
        return
    linked = {
        int(each.telegram): each.name
        for each in accounts
        if each.active and each.telegram.isdecimal()
    }
    async with connected(settings) as api:
        bot = await check_token(api)
        for each in check_group(await look(api, group, linked), bot=bot):
            yield each
