"""Webhook delivery: each lane of one bot's updates in order, the next only after a 2xx."""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.testing.methods.parameters import Parameters
from bot.testing.methods.refusals import Refusal
from bot.testing.wire.intake import read_fields
from bot.testing.world.bots import BotAccount, Webhook, WebhookTrouble
from bot.testing.world.updates import Update
from bot.testing.world.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the header's name)
LONGEST_PAUSE = 60  # seconds; the real server picks between this and twice this
LONGEST_RETRY_AFTER = 3600
GONE_SECONDS = 23 * 3600
NOT_IN_REPLY = ("get", "setwebhook", "deletewebhook", "close", "logout")

Execute = Callable[[BotAccount, str, Parameters], Awaitable[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one attempt ended; `error` is empty when the update was taken."""

    error: str = ""
    status: int = 0
    retry_after: int = 0


@dataclass(slots=True, kw_only=True)
class Courier:
    """Brings one bot's updates to its webhook, at most `max_connections` at a time."""

    bot: BotAccount
    webhook: Webhook
    world: World
    session: aiohttp.ClientSession
    execute: Execute
    _lanes: dict[int, deque[Update]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _places: asyncio.Semaphore = field(init=False)
    _random: random.Random = field(init=False)
    _gone_since: float | None = None

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.webhook.max_connections)
        self._random = random.Random(self.world.conditions.seed)  # noqa: S311  (not secret)

    def start(self) -> None:
        """Bring all that waits, and from now on all that comes."""
        for update in self.bot.updates.waiting():
            self.add(update)
        self.bot.updates.listeners.append(self.add)

    def stop(self) -> None:
        """Bring nothing more; what was not taken keeps waiting."""
        self.bot.updates.listeners.remove(self.add)
        for task in self._tasks:
            task.cancel()

    def add(self, update: Update) -> None:
        """Put an update at the end of its lane."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._run(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._bring(waiting[0])
            waiting.popleft()
        del self._lanes[lane]

    async def _bring(self, update: Update) -> None:
        """Return when the update was taken, dropped by the bot or too old."""
        delay, fails = 1, 0
        while update.id in self.bot.updates:
            if update.expires_at < self.world.clock.now():
                self.bot.updates.forget(update.id)
                return
            async with self._places:
                outcome = await self._attempt(update)
            if not outcome.error:
                self.bot.updates.forget(update.id)
                return
            self._note(outcome)
            pause = outcome.retry_after
            if not pause and fails:
                pause = delay = min(
                    delay * 2, self._random.randint(LONGEST_PAUSE, 2 * LONGEST_PAUSE)
                )
            fails += 1
            await asyncio.sleep(pause * self.world.conditions.pace)

    async def _attempt(self, update: Update) -> Outcome:
        headers = {"Content-Type": "application/json"}
        if self.webhook.secret_token:
            headers[SECRET_HEADER] = self.webhook.secret_token
        try:
            async with self.session.post(
                self.webhook.url, data=update.body.encode(), headers=headers, allow_redirects=False
            ) as response:
                body = await response.read()
        except aiohttp.ClientConnectorError:
            return Outcome(error="Connection refused")
        except TimeoutError:
            return Outcome(error="Read timeout expired")
        except aiohttp.ClientError:
            return Outcome(error="Webhook connection closed")
        if 200 <= response.status <= 299:
            self._gone_since = None
            await self._reply(response.content_type, body)
            return Outcome(status=response.status)
        words = f"Wrong response from the webhook: {response.status} {response.reason}"
        asked = response.headers.get("Retry-After", "")
        seconds = min(int(asked), LONGEST_RETRY_AFTER) if asked.isdigit() else 0
        return Outcome(error=words, status=response.status, retry_after=seconds)

    async def _reply(self, content_type: str, body: bytes) -> None:
        """Do the method a bot named in its answer; it never learns the result."""
        try:
            fields = read_fields(content_type, body)
        except Refusal:
            return
        method = str(fields.pop("method", ""))
        if method and not method.lower().startswith(NOT_IN_REPLY):
            await self.execute(self.bot, method, Parameters(values=fields))

    def _note(self, outcome: Outcome) -> None:
        now = self.world.clock.now()
        self.bot.trouble = WebhookTrouble(date=now, message=outcome.error)
        if outcome.status != 410:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now > self._gone_since + GONE_SECONDS:
            self.bot.set_webhook(None)
