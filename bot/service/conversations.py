"""Reading kept conversations for the channels that show them themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.message import ChannelName
from bot.service.bells import Bells
from bot.service.ports import Line, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptConversations:
    """Implements `Conversations` on the store and the bells."""

    store: Store
    bells: Bells

    async def lines(self, channel: ChannelName, address: str, *, after: int = 0) -> Sequence[Line]:
        """Return the kept lines above `after`; for somebody who has just been deleted, the last words, once."""
        farewell = self.bells.farewell((channel, address))
        if farewell is not None:
            return (farewell,)
        person = await self.store.load(channel, address)
        return () if person is None else await self.store.transcript(person.id, after=after)

    async def changed(self, channel: ChannelName, address: str, *, seconds: float) -> bool:
        """Wait until something new was kept for `address`."""
        return await self.bells.wait((channel, address), seconds)
