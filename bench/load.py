"""The load: what persons say goes to the webhook, what comes back is checked, timed and counted."""

import asyncio
import functools
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus

from bench.crowd import Crowd, Person
from bench.hook import Line, request, update
from bench.tally import Tally

TICK_SECONDS = 0.002


@dataclass(slots=True, kw_only=True, eq=False)
class Exchange:
    """One update on its way: complete when it is acknowledged and answered."""

    person: Person
    line: Line
    due: float
    heard_at: float = 0.0
    acknowledged: bool = False


class Load:
    """Connections to a bot's webhook, one update at a time on each."""

    def __init__(self, crowd: Crowd, plain: Callable[[str], str]) -> None:
        """Let a crowd speak; replies are compared after `plain`."""
        self.tally = Tally()
        self._crowd = crowd
        self._start = b""
        self._plain = plain
        self._waiting: dict[int, Exchange] = {}
        self._free: list[Line] = []
        self._due: deque[float] = deque()
        self._closed_loop = False
        self._quiet = asyncio.Event()
        self._ticking: asyncio.Task[None] | None = None

    async def connect(self, start: bytes, port: int, lines: int) -> None:
        """Open the connections; each request will begin with `start`."""
        self._start = start
        loop = asyncio.get_running_loop()
        for _ in range(lines):
            _, line = await loop.create_connection(Line, "127.0.0.1", port)
            self._free.append(line)

    def run_closed(self, crowd: Crowd | None = None) -> None:
        """Keep every connection busy: the next update follows the reply to the one before."""
        self._crowd = crowd or self._crowd
        self._closed_loop = True
        while self._free and self._send_next(time.perf_counter()):
            pass

    def run_open(self, per_second: float) -> None:
        """Send at a fixed rate; the time of an update counts from when it was due."""
        self._ticking = asyncio.create_task(self._tick(per_second))

    async def finish(self, seconds: float) -> int:
        """Wait until nothing is on its way; return how many updates still are after so long."""
        if self._waiting:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._quiet.wait(), seconds)
        return len(self._waiting)

    async def drain(self, seconds: float) -> None:
        """Send nothing more; what is not answered after so many seconds is lost."""
        self.stop()
        if left := await self.finish(seconds):
            self.tally.lost += left
            self.tally.note(f"no reply within {seconds:.0f} s in chat {next(iter(self._waiting))}")

    def stop(self) -> None:
        """Send nothing more."""
        self._closed_loop = False
        self._due.clear()
        if self._ticking is not None:
            self._ticking.cancel()

    def close(self) -> None:
        """Close the connections."""
        self.stop()
        for line in [*self._free, *(one.line for one in self._waiting.values())]:
            line.close()

    def hear(self, chat: int, text: str) -> None:
        """Take one message of the bot."""
        exchange = self._waiting.get(chat)
        if exchange is None or not exchange.person.awaits:
            self.tally.duplicates += 1
            self.tally.note(f"not awaited: {text!r}")
            return
        expected = exchange.person.awaits.popleft()
        if self._plain(text) != expected:
            self.tally.wrong += 1
            self.tally.note(f"{text!r} instead of {expected!r}")
        if not exchange.person.awaits:
            exchange.heard_at = time.perf_counter()
            self._end_if_complete(exchange)

    def _acknowledge(self, exchange: Exchange, status: int) -> None:
        exchange.acknowledged = True
        if status != HTTPStatus.OK:
            self.tally.refused += 1
            self.tally.note(f"webhook answered {status}")
        self._end_if_complete(exchange)

    def _end_if_complete(self, exchange: Exchange) -> None:
        if not exchange.acknowledged or exchange.person.awaits:
            return
        del self._waiting[exchange.person.id]
        self.tally.take(exchange.heard_at - exchange.due)
        self._free.append(exchange.line)
        self._crowd.give_back(exchange.person)
        if self._closed_loop:
            self._send_next(time.perf_counter())
        else:
            self._send_due()
        if not self._waiting:
            self._quiet.set()

    def _send_next(self, due: float) -> bool:
        person = self._crowd.take()
        if person is None:
            return False
        exchange = Exchange(person=person, line=self._free.pop(), due=due)
        self._waiting[person.id] = exchange
        self._quiet.clear()
        body = update(person, self._crowd.say(person))
        exchange.line.send(
            request(self._start, body), functools.partial(self._acknowledge, exchange)
        )
        return True

    def _send_due(self) -> None:
        while self._due and self._free and self._send_next(self._due[0]):
            self._due.popleft()

    async def _tick(self, per_second: float) -> None:
        start, sent = time.perf_counter(), 0
        while True:
            wanted = int((time.perf_counter() - start) * per_second)
            self._due.extend(start + number / per_second for number in range(sent, wanted))
            sent = max(sent, wanted)
            self._send_due()
            await asyncio.sleep(TICK_SECONDS)
