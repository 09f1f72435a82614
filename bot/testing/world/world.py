"""The small world in which bots, people and groups meet; it knows no network and never waits."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from bot.testing.clock import Clock
from bot.testing.conditions import Conditions
from bot.testing.world.bots import BotAccount, CallbackQuery
from bot.testing.world.chats import Chat, ChatKind, Message
from bot.testing.world.files import FileStore
from bot.testing.world.membership import may_see
from bot.testing.world.updates import UpdateQueue
from bot.testing.world.users import Json, User

# The lanes in which webhooks get updates in order: a chat's messages are one lane, a person's
# button presses another, so that a press may overtake a message (as on the real server).
CALLBACK_LANE = 3 << 33
MY_MEMBER_LANE = 5 << 33
REACTION_LANE = 8 << 33


@dataclass(slots=True, kw_only=True)
class World:
    """All there is, and the only place where something new gets its id and its date."""

    conditions: Conditions
    clock: Clock
    files: FileStore = field(default_factory=FileStore)
    users: dict[int, User] = field(default_factory=dict)
    bots: dict[str, BotAccount] = field(default_factory=dict)
    groups: dict[int, Chat] = field(default_factory=dict)
    chance: Random = field(init=False)
    _person_ids: Iterator[int] = field(init=False, default_factory=lambda: itertools.count(1_001))
    _bot_ids: Iterator[int] = field(
        init=False, default_factory=lambda: itertools.count(7_000_000_001)
    )
    _group_ids: Iterator[int] = field(init=False, default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.chance = Random(self.conditions.seed)  # noqa: S311  (repeatable, not secret)

    def date(self) -> int:
        """Now, in whole seconds since 1970, as the Bot API dates things."""
        return int(self.clock.now())

    def add_bot(self, *, username: str, token: str, name: str, can_read_all: bool) -> BotAccount:
        """A new bot; an empty token makes one up, a given one decides the bot's id."""
        bot_id = int(token.partition(":")[0]) if token else next(self._bot_ids)
        token = token or f"{bot_id}:stand-in-not-a-secret"
        user = User(id=bot_id, first_name=name, username=username, is_bot=True)
        bot = BotAccount(
            user=user,
            token=token,
            updates=UpdateQueue(next_id=self.chance.randint(2_000_001, 900_000_000)),
            message_ids=itertools.count(1),
            can_read_all=can_read_all,
        )
        self.users[user.id] = user
        self.bots[token] = bot
        return bot

    def add_person(self, *, first_name: str, last_name: str, username: str, language: str) -> User:
        """A new person, whom no bot knows yet."""
        user = User(
            id=next(self._person_ids),
            first_name=first_name,
            last_name=last_name,
            username=username,
            language_code=language,
        )
        self.users[user.id] = user
        return user

    def private_chat(self, bot: BotAccount, person: User) -> Chat:
        """The chat of this person with this bot; it exists before either wrote."""
        if person.id not in bot.chats:
            bot.chats[person.id] = Chat(
                id=person.id,
                kind=ChatKind.PRIVATE,
                instance=self.long_id(),
                person=person,
                message_ids=bot.message_ids,
                size=self.conditions.chat_size,
            )
        return bot.chats[person.id]

    def add_group(self, *, title: str, kind: ChatKind, is_forum: bool) -> Chat:
        """A new group without members; supergroup ids start with -100, as on Telegram."""
        number = next(self._group_ids)
        chat_id = (
            -1_002_000_000_000 - number if kind is ChatKind.SUPERGROUP else -4_000_000 - number
        )
        chat = Chat(
            id=chat_id,
            kind=kind,
            instance=self.long_id(),
            title=title,
            is_forum=is_forum,
            message_ids=itertools.count(2),
            size=self.conditions.chat_size,
        )
        self.groups[chat.id] = chat
        return chat

    def post(
        self, chat: Chat, sender: User, content: Json, *, keyboard: Json | None = None
    ) -> Message:
        """Put a message into a chat and show it; no bot is told yet."""
        message_id = next(chat.message_ids)
        header = {
            "message_id": message_id,
            "from": sender.as_json(),
            "chat": chat.as_json(),
            "date": self.date(),
        }
        message = Message(
            id=message_id, sender_id=sender.id, data={**header, **content}, keyboard=keyboard
        )
        if keyboard is not None:
            chat.keyboard = None if keyboard.get("remove_keyboard") else keyboard
        chat.add(message)
        return message

    def tell(
        self, bot: BotAccount, content: Json, *, lane: int, life: float | None = None
    ) -> int | None:
        """The id of the update now waiting for `bot`, or None if it does not want its kind."""
        seconds = self.conditions.message_life if life is None else life
        return bot.updates.push(content, expires_at=self.clock.now() + seconds, lane=lane)

    def tell_of_message(self, chat: Chat, message: Message, kind: str = "message") -> None:
        """Tell every bot in the chat that may see it about a message a person sent or edited."""
        for bot in self.bots_in(chat):
            if may_see(bot, chat, message):
                self.tell(bot, {kind: message.data}, lane=chat.id)

    def bots_in(self, chat: Chat) -> list[BotAccount]:
        """The bots that are part of a chat."""
        if chat.kind is ChatKind.PRIVATE:
            return [bot for bot in self.bots.values() if bot.chats.get(chat.id) is chat]
        members = chat.members
        return [b for b in self.bots.values() if b.id in members and members[b.id].is_inside]

    def tell_of_member(
        self, bot: BotAccount, chat: Chat, actor: User, old: Json, new: Json
    ) -> None:
        """Tell a bot that its own place in a chat changed (blocked, added, removed, promoted)."""
        change = {
            "chat": chat.as_json(),
            "from": actor.as_json(),
            "date": self.date(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self.tell(bot, {"my_chat_member": change}, lane=chat.id + MY_MEMBER_LANE)

    def press(
        self, bot: BotAccount, chat: Chat, person: User, message: Message, data: str
    ) -> CallbackQuery:
        """The press of an inline button, now waiting for the bot to answer it."""
        life = self.conditions.callback_life
        query = CallbackQuery(
            id=self.long_id(), expires_at=self.clock.now() + life, pulse=chat.pulse
        )
        bot.queries[query.id] = query
        content = {
            "id": query.id,
            "from": person.as_json(),
            "message": self.message_for_press(chat, message),
            "chat_instance": chat.instance,
            "data": data,
        }
        self.tell(bot, {"callback_query": content}, lane=person.id + CALLBACK_LANE, life=life)
        return query

    @staticmethod
    def message_for_press(chat: Chat, message: Message) -> Json:
        """The message under a pressed button; a deleted one is inaccessible (its date is 0)."""
        if message.deleted:
            return {"chat": chat.as_json(), "message_id": message.id, "date": 0}
        return message.data

    def long_id(self) -> str:
        """A new id of many digits, as Telegram gives to chats and button presses."""
        return str(self.chance.getrandbits(62) | 1 << 61)
