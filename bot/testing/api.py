"""The stand-in of the Telegram Bot API: start it, add people, and look at what a bot did."""

import asyncio
from types import TracebackType
from typing import Protocol, Self

from aiohttp import web

from bot.testing.clock import Clock
from bot.testing.conditions import Conditions
from bot.testing.faults import EVERY, Fault, Faults, Rule
from bot.testing.group import Group
from bot.testing.journal import Call, Journal
from bot.testing.limits import Limiter
from bot.testing.person import Person
from bot.testing.wire.calls import Switchboard
from bot.testing.wire.server import Server
from bot.testing.world.bots import BotAccount
from bot.testing.world.chats import Chat, ChatKind, Member
from bot.testing.world.membership import member_json
from bot.testing.world.world import World

DEFAULTS = Conditions()


class HasChat(Protocol):
    """A person or a group: anything that stands for one chat."""

    @property
    def chat_id(self) -> int:
        """The chat's id."""


class BotApi:
    """A Bot API server on this machine with one bot, ready for more; use it with `async with`.

    Point a bot at `base_url` (python-telegram-bot's `base_url`) with `token`, then let people
    talk: `amina = api.person("Amina", language_code="ar")`, `await amina.says("/start")`.
    """

    def __init__(
        self, conditions: Conditions = DEFAULTS, *, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self.clock = Clock()
        self.world = World(conditions=conditions, clock=self.clock)
        self.journal = Journal.under(conditions)
        self.faults = Faults(conditions.seed)
        board = Switchboard(
            world=self.world,
            journal=self.journal,
            faults=self.faults,
            limiter=Limiter(conditions.limits),
            closing=asyncio.Event(),
        )
        self._server = Server(world=self.world, board=board, host=host, port=port)
        self._is_running = False
        self.bot = self.add_bot()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self, *routes: web.RouteDef) -> None:
        """Listen on the port asked for, or on any free one; serve `routes` beside the Bot API."""
        await self._server.start(*routes)
        self._is_running = True

    async def stop(self) -> None:
        """Close all connections and the journal's file."""
        await self._server.stop()
        self.journal.close()

    @property
    def url(self) -> str:
        """The server's address, such as http://127.0.0.1:40123, without a slash at the end."""
        return f"http://{self._server.host}:{self._server.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls `base_url`: the token follows directly."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot calls `base_file_url`."""
        return f"{self.url}/file/bot"

    @property
    def token(self) -> str:
        """The token of the first bot."""
        return self.bot.token

    def add_bot(
        self,
        username: str = "stand_in_bot",
        *,
        token: str = "",
        name: str = "Stand-in",
        can_read_all: bool = False,
    ) -> BotAccount:
        """Another bot; its `token` is made up unless given as <number>:<anything>."""
        bot = self.world.add_bot(
            username=username, token=token, name=name, can_read_all=can_read_all
        )
        if self._is_running:
            self._server.watch(bot)
        return bot

    def person(
        self,
        first_name: str,
        *,
        language_code: str = "en",
        last_name: str = "",
        username: str = "",
        bot: BotAccount | None = None,
    ) -> Person:
        """A new person with a private chat with `bot` (the first one unless given)."""
        user = self.world.add_person(
            first_name=first_name,
            last_name=last_name,
            username=username,
            language=language_code,
        )
        bot = bot or self.bot
        chat = self.world.private_chat(bot, user)
        return Person(world=self.world, bot=bot, user=user, place=chat)

    def group(
        self,
        title: str,
        *,
        forum: bool = True,
        basic: bool = False,
        bot: BotAccount | None = None,
        bot_status: str = "administrator",
    ) -> Group:
        """A new group with an owner and the bot in it: a forum, a supergroup or a basic group.

        As administrator the bot may manage topics. It gets my_chat_member for being added.
        """
        bot = bot or self.bot
        kind = ChatKind.GROUP if basic else ChatKind.SUPERGROUP
        chat = self.world.add_group(title=title, kind=kind, is_forum=forum and not basic)
        owner = self.person(f"Owner of {title}", bot=bot).user
        chat.members[owner.id] = Member(user=owner, status="creator", can_manage_topics=True)
        place = Member(
            user=bot.user, status=bot_status, can_manage_topics=bot_status == "administrator"
        )
        chat.members[bot.id] = place
        before = member_json(Member(user=bot.user, status="left"))
        self.world.tell_of_member(bot, chat, owner, before, member_json(place))
        return Group(world=self.world, bot=bot, owner=owner, place=chat)

    def fail(
        self,
        fault: Fault,
        method: str = EVERY,
        *,
        chat: HasChat | int | None = None,
        times: int | None = 1,
        skip: int = 0,
        rate: float = 1.0,
    ) -> Rule:
        """Let `fault` strike the next calls of `method` (in `chat`): `times` of them, or all."""
        chat_id = chat if isinstance(chat, int) or chat is None else chat.chat_id
        rule = Rule(fault=fault, method=method, chat_id=chat_id, times=times, skip=skip, rate=rate)
        return self.faults.add(rule)

    def heal(self) -> None:
        """Take back all faults."""
        self.faults.heal()

    def calls(self, method: str = "", *, chat: HasChat | int | None = None) -> list[Call]:
        """What the bots called, oldest first: of one method, in one chat, or all."""
        chat_id = chat if isinstance(chat, int) or chat is None else chat.chat_id
        return self.journal.calls(method, chat_id=chat_id)

    async def drained(self, *, bot: BotAccount | None = None, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Return when the bot confirmed every update that was sent to it."""
        bot = bot or self.bot
        done = await bot.updates.pulse.until(lambda: len(bot.updates) == 0 or None, timeout)
        if done is None:
            raise AssertionError(
                f"After {timeout} s {len(bot.updates)} updates still wait for the bot."
            )

    def chat(self, chat_id: int, *, bot: BotAccount | None = None) -> Chat:
        """The chat with this id: a group, or the private chat of `bot` with that person."""
        return self.world.groups.get(chat_id) or (bot or self.bot).chats[chat_id]
