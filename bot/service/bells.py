"""Telling a page that waits that something new was kept for it."""

import asyncio
from weakref import WeakValueDictionary

from bot.core.message import ChannelName
from bot.service.ports import Line

Address = tuple[ChannelName, str]


class Bells:
    """Wakes whoever waits for an address. A farewell is handed over here, because nothing may be kept after it."""

    def __init__(self) -> None:
        # Kept alive by those who wait, so that nobody who went away is remembered.
        self._waiting: WeakValueDictionary[Address, asyncio.Event] = WeakValueDictionary()
        self._farewells: dict[Address, Line] = {}

    def ring(self, address: Address, farewell: Line | None = None) -> None:
        """Wake those who wait for `address`."""
        if farewell is not None:
            self._farewells[address] = farewell
        event = self._waiting.pop(address, None)
        if event is not None:
            event.set()

    def farewell(self, address: Address) -> Line | None:
        """Return the last words to `address`, once."""
        return self._farewells.pop(address, None)

    async def wait(self, address: Address, seconds: float) -> bool:
        """Wait for a ring; False when `seconds` went by without one."""
        event = self._waiting.get(address)
        if event is None:
            event = self._waiting[address] = asyncio.Event()
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            return False
        return True
