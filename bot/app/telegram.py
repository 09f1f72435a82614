"""The Telegram side of a running bot: check the token, tell the commands, take updates, send messages."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp.web import AbstractRouteDef

from bot import clock
from bot.app.parts import Dialogue, Parts
from bot.content.load import ContentLibrary
from bot.core.message import ChannelName
from bot.logs import logger
from bot.service.deliver import Deliverer
from bot.service.limits import Limits
from bot.service.pace import Pace
from bot.settings import Settings
from bot.telegram.answers import PressAnswers
from bot.telegram.api import BotApi
from bot.telegram.channel import TelegramChannel
from bot.telegram.errors import ApiUnreachable, TelegramTrouble
from bot.telegram.files import fetch
from bot.telegram.intake import UpdateIntake
from bot.telegram.polling import Polling
from bot.telegram.request import AiohttpRequest
from bot.telegram.setup import Profile, check_polling, check_token, publish, start_webhook
from bot.telegram.webhook import Endpoint, Webhook, endpoint
from bot.web.site import NotReadyError

CONTACT_BURST = 3
"""Messages Telegram lets through at once into a quiet chat."""
IN_FLIGHT = 256
"""Calls to the Bot API at a time."""
SPARE = 64
"""Connections kept free of messages, for asking for updates and answering presses."""
GOODBYE = 5.0
"""Seconds that messages under way get when Merit stops; what is left is sent after the next start."""
CHECK = 30.0
"""Seconds for which an answer of Telegram's is good enough for /readyz."""
AGAIN = 15.0
"""Seconds between two attempts to reach Telegram at the start."""


@dataclass(slots=True)
class TelegramSide:
    """One bot at Telegram. `state` is the word /readyz shows: starting, unreachable or ok."""

    api: BotApi
    updates: UpdateIntake
    outlet: Deliverer
    library: ContentLibrary
    webhook: Endpoint | None
    state: str = field(default="starting")
    _checked_at: float = field(default=0.0)
    _telling: asyncio.Task[bool] | None = field(default=None)

    def tell_commands(self) -> None:
        """Tell Telegram the commands of the release in force, beside everything else."""
        if self.state == "ok":
            if self._telling is not None:
                self._telling.cancel()
            self._telling = asyncio.create_task(publish(self.api, profile(self.library)))

    async def run(self) -> None:
        """Reach Telegram, however long it takes, then take updates until cancelled.

        Raises TelegramTrouble for what only an operator can put right: a wrong token, a second program.
        """
        await self._reach()
        self.state = "ok"
        beside: list[asyncio.Task[Any]] = [asyncio.create_task(self.outlet.run())]
        self.tell_commands()
        answers = PressAnswers(self.api)
        try:
            if self.webhook is None:
                await Polling(self.api, self.updates, answers).run()
            else:
                await asyncio.get_running_loop().create_future()
        finally:
            beside += [] if self._telling is None else [self._telling]
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await answers.close()

    async def _reach(self) -> None:
        while True:
            try:
                await check_token(self.api)
                if self.webhook is None:
                    await check_polling(self.api)
                else:
                    await start_webhook(self.api, self.webhook)
            except ApiUnreachable as error:
                self.state = "unreachable"
                logger.warning("telegram_unreachable", host=self.api.host, error=error.kind)
                await asyncio.sleep(AGAIN)
            else:
                return

    async def check(self) -> str:
        """Return the state for /readyz; raise when Telegram cannot be used now. Asks Telegram now and then."""
        now = clock.monotonic()
        if self.state != "starting" and now - self._checked_at > CHECK:
            self._checked_at = now
            try:
                await check_token(self.api)
                self.state = "ok"
            except TelegramTrouble as error:
                self.state = type(error).__name__
        if self.state != "ok":
            raise NotReadyError(self.state)
        return self.state


def limits_of(settings: Settings) -> Limits:
    """Return how fast Telegram may be used."""
    return Limits(
        per_second=settings.telegram_rate,
        contact_per_second=settings.telegram_chat_rate,
        contact_burst=CONTACT_BURST,
        in_flight=IN_FLIGHT,
    )


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[BotApi]:
    """Give the Bot API of the token in the settings."""
    request = AiohttpRequest(connections=IN_FLIGHT + SPARE)
    await request.initialize()
    try:
        yield BotApi(request, token=settings.telegram_token, base=settings.telegram_api)
    finally:
        await request.shutdown()


async def telegram_side(parts: Parts, dialogue: Dialogue, stack: AsyncExitStack) -> TelegramSide:
    """Return the side with its outbox already taken up; the stack closes its connections."""
    settings = parts.settings
    api = await stack.enter_async_context(connected(settings))
    limits = limits_of(settings)
    outlet = Deliverer(
        channel=TelegramChannel(api, limits),
        store=parts.store,
        monotonic=clock.monotonic,
        pace=Pace(
            per_second=limits.per_second,
            contact_per_second=limits.contact_per_second,
            contact_burst=limits.contact_burst,
        ),
        became=dialogue.receiver.delivery_changed,
    )
    dialogue.outlets.append(outlet)
    dialogue.fetch[ChannelName.TELEGRAM] = partial(fetch, api)
    stack.push_async_callback(outlet.stop, GOODBYE)
    waiting = await outlet.recover()
    logger.info("outbox_taken_up", count=waiting)
    seed = parts.sealer.sign("webhook", settings.telegram_token.encode())
    return TelegramSide(
        api=api,
        updates=UpdateIntake(dialogue.receiver),
        outlet=outlet,
        library=dialogue.library,
        webhook=endpoint(settings.telegram_webhook, seed) if settings.telegram_webhook else None,
    )


def routes(side: TelegramSide) -> list[AbstractRouteDef]:
    """Return the webhook's routes, none when Telegram is polled."""
    return [] if side.webhook is None else [*Webhook(side.updates, side.webhook).routes()]


def profile(library: ContentLibrary) -> Profile:
    """Return the command list in every offered language: each command with the title of its flow."""
    release = library.release
    return Profile(
        commands=[
            (name, _titles(library, name))
            for name, (flow, _) in release.commands.items()
            if flow in release.flows
        ]
    )


def _titles(library: ContentLibrary, command: str) -> Mapping[str, str]:
    release = library.release
    title = release.flows[release.commands[command][0]].title
    found = {
        code: library.catalog(code).find(title.place, title.source)
        for code, language in release.languages.items()
        if language.offered
    }
    return {code: words for code, words in found.items() if words}
