"""Updates that wait for one bot: ordered, confirmed by offset or one by one, dropped when old."""

import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.testing.world.pulse import Pulse
from bot.testing.world.users import Json

FUTURE_OFFSETS = 10  # an offset further ahead than this is taken as a mistake
PAST_OFFSETS = 2_000_000  # and so is one further behind

NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = NOT_BY_DEFAULT | {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "purchased_paid_media",
}
DEFAULT_KINDS = KINDS - NOT_BY_DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update that waits; `lane` is the queue in which a webhook gets it in order."""

    id: int
    body: str  # JSON as sent, fixed at the moment it happened
    expires_at: float  # seconds since 1970
    lane: int


@dataclass(slots=True, kw_only=True)
class UpdateQueue:
    """The updates of one bot that were not yet confirmed."""

    next_id: int
    allowed: frozenset[str] = DEFAULT_KINDS
    pulse: Pulse = field(default_factory=Pulse)
    listeners: list[Callable[[Update], None]] = field(default_factory=list)
    _waiting: OrderedDict[int, Update] = field(default_factory=OrderedDict)

    def __len__(self) -> int:
        return len(self._waiting)

    def __contains__(self, update_id: int) -> bool:
        return update_id in self._waiting

    def waiting(self) -> list[Update]:
        """All updates that wait, oldest first."""
        return list(self._waiting.values())

    def push(self, content: Json, *, expires_at: float, lane: int) -> int | None:
        """The id of the new update, or None when the bot does not want its kind.

        `content` is an Update without `update_id`; kinds Telegram does not know always pass.
        """
        wanted = [kind for kind in content if kind in self.allowed or kind not in KINDS]
        if content and not wanted:
            return None
        update_id, self.next_id = self.next_id, self.next_id + 1
        body = json.dumps({"update_id": update_id, **content}, ensure_ascii=False)
        update = Update(id=update_id, body=body, expires_at=expires_at, lane=lane)
        self._waiting[update_id] = update
        for listener in self.listeners:
            listener(update)
        self.pulse.beat()
        return update_id

    def take(self, *, offset: int, limit: int, now: float) -> list[Update]:
        """At most `limit` updates from `offset` on; all before it are confirmed and gone.

        A negative offset keeps only that many of the newest. An offset that cannot be meant (more
        than 10 ahead of the newest) confirms nothing. Updates past their life are dropped.
        """
        if offset < 0:
            self._keep_newest(-offset)
        elif self.next_id - PAST_OFFSETS <= offset <= self.next_id + FUTURE_OFFSETS:
            self._confirm_before(offset)
        taken: list[Update] = []
        expired: list[int] = []
        for update in self._waiting.values():
            if update.expires_at < now:
                expired.append(update.id)
            elif len(taken) == limit:
                break
            else:
                taken.append(update)
        for update_id in expired:
            self.forget(update_id)
        return taken

    def forget(self, update_id: int) -> None:
        """Confirm one update; one that is not there is ignored."""
        if self._waiting.pop(update_id, None) is not None:
            self.pulse.beat()

    def clear(self) -> None:
        """Drop everything that waits."""
        self._waiting.clear()
        self.pulse.beat()

    def _keep_newest(self, count: int) -> None:
        while len(self._waiting) > count:
            self._waiting.popitem(last=False)

    def _confirm_before(self, offset: int) -> None:
        confirmed = False
        while self._waiting and next(iter(self._waiting)) < offset:
            self._waiting.popitem(last=False)
            confirmed = True
        if confirmed:
            self.pulse.beat()
