"""Updates that are for the desk: those of the advisors' group, and `/desk` in an advisor's private chat."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from bot.core.message import Command, InboundMessage
from bot.core.text import Text
from bot.logs import logger
from bot.service.desk.forum_buttons import desk_press
from bot.service.desk.leaving import Leaving
from bot.service.lanes import Lanes
from bot.telegram import desk_words as words
from bot.telegram.desk_door import COMMAND, Door
from bot.telegram.desk_hearing import closed, edited, reopened, wrote
from bot.telegram.desk_inbound import (
    AdvisorEdited,
    AdvisorPressed,
    AdvisorWrote,
    BotRightsChanged,
    DeskInput,
    MemberLeft,
    TopicClosed,
    TopicReopened,
    desk_input,
)
from bot.telegram.desk_pressing import pressed
from bot.telegram.desk_replies import Shown
from bot.telegram.desk_room import Room, Scene, scene
from bot.telegram.desk_topics import Standing

REMEMBERED = 1000
"""Updates that are known when they come a second time; what they did is known longer, by the tickets."""

InTopic = AdvisorWrote | AdvisorEdited | TopicClosed | TopicReopened


@dataclass(slots=True, kw_only=True)
class Ear:
    """Hears the group of `room`, if there is one; everything in one topic strictly one after the other."""

    door: Door | None = None
    room: Room | None = None
    leaving: Leaving | None = None
    _lanes: Lanes = field(default_factory=Lanes)
    _seen: deque[int] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _shown: Shown = field(default_factory=Shown)
    _strangers: dict[int, date] = field(default_factory=dict)

    async def hears(self, update: Mapping[str, Any], query: str | None) -> bool:
        """Whether the update was for the desk, once what it asks for is durable; raises StoreError.

        `query` is the press to answer, if it is one; it is answered here.
        """
        room = self.room
        did = None if room is None else desk_input(update, room.group)
        if room is None or did is None:
            return False
        lane = getattr(did, "thread", None)
        return await self._lanes.run(lane, lambda: self._once(room, update, did, query or ""))

    async def opens(self, inbound: InboundMessage) -> bool:
        """Whether a person's message was an advisor's knock at the door, and was answered; raises StoreError."""
        content = inbound.content
        if self.door is None or not isinstance(content, Command) or content.name != COMMAND:
            return False
        return await self.door.opens(inbound.address, content.payload)

    async def _once(
        self, room: Room, update: Mapping[str, Any], did: DeskInput, query: str
    ) -> bool:
        number = update.get("update_id")
        if number in self._seen:
            return True
        heard = await self._heard(room, did, query)
        if heard and isinstance(number, int):
            self._seen.append(number)
        return heard

    async def _heard(self, room: Room, did: DeskInput, query: str) -> bool:
        match did:
            case AdvisorWrote() | AdvisorEdited() | TopicClosed() | TopicReopened():
                return await self._in_topic(room, did)
            case AdvisorPressed():
                return await self._pressed(room, did, query)
            case MemberLeft(user=user):
                await self._left(room, user)
            case BotRightsChanged():
                logger.info("forum_rights_changed")
                room.voice.rights_changed()
            case _ as unknown:
                assert_never(unknown)
        return True

    async def _in_topic(self, room: Room, did: InTopic) -> bool:
        standing = await self._standing(room, did)
        if standing is None:
            return (
                did.thread != 0
            )  # in a private chat without topics it is what the volunteer asks as a person
        advisor = await room.colleagues.who(did.user)
        if advisor is None:
            self._unknown(room, did)
            return True
        found = await scene(room, advisor, standing.code)
        if isinstance(found, Text):
            room.say((found,), thread=did.thread, reply_to=_message(did))
        else:
            await self._done(found, did)
        return True

    async def _standing(self, room: Room, did: InTopic) -> Standing | None:
        """Return the ticket of a topic; where there are no topics, of the message that is answered or changed."""
        if did.thread:
            return await room.topics.in_thread(did.thread)
        match did:
            case AdvisorWrote(reply_to=int() as message) | AdvisorEdited(message=message):
                return await room.topics.with_message(message)
            case _:
                return None

    async def _done(self, found: Scene, did: InTopic) -> None:
        match did:
            case AdvisorWrote():
                await wrote(found, did, self._shown)
            case AdvisorEdited():
                await edited(found, did)
            case TopicClosed():
                await closed(found, did)
            case TopicReopened():
                await reopened(found, did)
            case _ as unknown:
                assert_never(unknown)

    async def _pressed(self, room: Room, did: AdvisorPressed, query: str) -> bool:
        press = desk_press(did.token, room.group, room.sealer)
        if press is None and room.group > 0:
            return False  # a button of Merit's own, for the volunteer as a person who asks
        advisor = await room.colleagues.who(did.user)
        said: Text = words.OLD_BUTTON
        if advisor is None:
            said = words.INVITATION
        elif press is not None:
            found = await scene(room, advisor, press.code)
            said = (
                found
                if isinstance(found, Text)
                else await pressed(found, press, did.message, self._shown)
            )
        room.toasts.soon(query, room.looks.word(said))
        return True

    def _unknown(self, room: Room, did: InTopic) -> None:
        """Tell somebody nobody knows how to become an advisor, once a day; what they wrote is not kept."""
        today = room.now().date()
        self._strangers = {user: day for user, day in self._strangers.items() if day == today}
        if did.user not in self._strangers:
            self._strangers[did.user] = today
            room.say((words.INVITATION,), thread=did.thread, reply_to=_message(did))

    async def _left(self, room: Room, user: int) -> None:
        colleague = await room.colleagues.anybody(user)
        if colleague is not None and self.leaving is not None:
            await self.leaving.left(colleague.id)


def _message(did: InTopic) -> int:
    """Return what to answer."""
    return did.message if isinstance(did, AdvisorWrote | AdvisorEdited) else 0
