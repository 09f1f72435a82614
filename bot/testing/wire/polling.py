"""getUpdates: one bot's long poll, woken by new updates and ended by a second poller."""

import asyncio
from dataclasses import dataclass, field

from bot.testing.conditions import Conditions
from bot.testing.methods.access import Call
from bot.testing.methods.refusals import Refusal
from bot.testing.methods.webhooks import get_updates_fields, remember_kinds
from bot.testing.world.bots import BotAccount
from bot.testing.world.updates import Update

WEBHOOK_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first",
)
OTHER_POLLER = Refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)
WEBHOOK_SET = Refusal(409, "Conflict: terminated by setWebhook request")
RESTART = Refusal(500, "Internal Server Error: restart")

GATHER = 0.001  # seconds a woken poll waits, so that what belongs together arrives together
CONFLICT_PAUSE = 3.0  # seconds a 409 waits when one was given just before, times `pace`
REPEAT_WAIT = 3.0  # a repeated offset within so many seconds waits so long
REPEAT_SINGLE = 0.5  # and within so many seconds gets one update only


@dataclass(slots=True, kw_only=True)
class Poller:
    """The long poll of one bot; at most one waits at a time."""

    bot: BotAccount
    conditions: Conditions
    _waiting: asyncio.Future[Refusal] | None = None
    _next_conflict: float = 0.0
    _last_offset: int | None = None
    _last_started: float = 0.0
    _closed: bool = field(default=False, init=False)

    async def get_updates(self, call: Call) -> list[Update]:
        """Updates from the asked offset on, waiting for the first one as long as asked."""
        if self.bot.webhook is not None:
            raise await self._conflict(WEBHOOK_ACTIVE)
        offset, limit, timeout = get_updates_fields(call.parameters)
        remember_kinds(call)
        now = call.world.clock.monotonic()
        if self.conditions.guard_repeats and offset == self._last_offset:
            limit = 1 if now < self._last_started + REPEAT_SINGLE else limit
            timeout = max(timeout, 3) if now < self._last_started + REPEAT_WAIT else timeout
        self._last_offset, self._last_started = offset, now
        updates = self._take(call, offset, limit)
        if updates or not timeout:
            return updates
        await self._wait(timeout)
        return self._take(call, max(offset, 0), limit)

    def end(self, reason: Refusal) -> None:
        """Answer the poll that waits, if one does, with `reason`."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(reason)

    def close(self) -> None:
        """Answer the poll that waits; no later one waits either."""
        self._closed = True
        self.end(RESTART)

    def _take(self, call: Call, offset: int, limit: int) -> list[Update]:
        return self.bot.updates.take(offset=offset, limit=limit, now=call.world.clock.now())

    async def _wait(self, seconds: float) -> None:
        self.end(OTHER_POLLER)
        if self._closed:
            raise RESTART
        ended = self._waiting = asyncio.get_running_loop().create_future()
        filled = asyncio.ensure_future(self.bot.updates.pulse.until(self._filled, seconds))
        try:
            await asyncio.wait((ended, filled), return_when=asyncio.FIRST_COMPLETED)
        finally:
            filled.cancel()
            if self._waiting is ended:
                self._waiting = None
        if ended.done():
            raise await self._conflict(ended.result())
        await asyncio.sleep(GATHER)

    def _filled(self) -> bool | None:
        return len(self.bot.updates) > 0 or None

    async def _conflict(self, reason: Refusal) -> Refusal:
        if reason.status != 409:
            return reason
        now = asyncio.get_running_loop().time()
        pause = CONFLICT_PAUSE * self.conditions.pace
        if now < self._next_conflict:
            await asyncio.sleep(pause)
        else:
            self._next_conflict = now + pause
        return reason
