"""The advisors' group at Telegram, and `/desk` in the chat with the bot, wired to a running Merit."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, NoReturn

from bot import clock
from bot.app.desk import DeskSide
from bot.app.parts import Dialogue, Parts
from bot.app.telegram import TelegramSide
from bot.core.flow import Release
from bot.core.ticket import Ticket
from bot.desk.site import DeskSite
from bot.logs import logger
from bot.service.desk.asking import Asking
from bot.service.desk.audit import Audit
from bot.service.desk.leaving import Leaving
from bot.service.desk.members import AccountMembers
from bot.service.desk.recalling import Recalling
from bot.service.desk.writing import Writing
from bot.service.ports import StoreError
from bot.settings import OperatorError, Settings
from bot.store.advisors import SqlAccounts
from bot.store.audit import SqlAudit
from bot.store.desk_places import SqlPlaces
from bot.telegram.answers import PressAnswers
from bot.telegram.desk_door import Door
from bot.telegram.desk_ear import Ear
from bot.telegram.desk_look import ForumSettings, Looks
from bot.telegram.desk_reminding import Reminding, look_after
from bot.telegram.desk_room import Room
from bot.telegram.desk_topics import Topics
from bot.telegram.forum import Forum, ForumParts

FACE = "forum"
"""How the group is called where places are kept."""
A_DAY = 24 * 60 * 60.0
ALWAYS = frozenset({"safety", "danger"})
"""What may be named beside the topics of the content: the default, with every ticket that may be about a danger."""

Running = Coroutine[Any, Any, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The group with what runs for it; switched off, it only loses what must be deleted there."""

    forum: Forum
    room: Room
    reminding: Reminding
    toasts: PressAnswers

    @property
    def on(self) -> bool:
        """Whether advisors work in the group."""
        return self.room.looks.settings.mode != "off"

    async def run(self) -> None:
        """Show what is stored, until cancelled."""
        try:
            await self.forum.run()
        finally:
            await self.toasts.close()


def forum_settings(settings: Settings, release: Release) -> ForumSettings | None:
    """Return how the group is used, None without one; raise OperatorError for what is not in the content."""
    if not settings.desk_group:
        return None
    languages = sorted(code for code, each in release.languages.items() if each.desk)
    if settings.desk_language not in languages:
        raise OperatorError(
            f"MERIT_DESK_LANGUAGE={settings.desk_language}: advisors cannot read the desk in it. "
            f"It can be: {', '.join(languages)}."
        )
    spec = release.answers.get("topic")
    known = ALWAYS | set(() if spec is None else spec.values)
    unknown = sorted(settings.desk_card_topics - known)
    if unknown:
        raise OperatorError(
            f"MERIT_DESK_CARD_TOPICS names {', '.join(unknown)}, and there is no such topic. "
            f"It can name: {', '.join(sorted(known))}; or none."
        )
    return ForumSettings(
        group=settings.desk_group,
        language=settings.desk_language,
        mode=settings.desk_forum,
        card_topics=settings.desk_card_topics,
        desk_url=settings.desk_url if settings.desk == "on" else "",
    )


def group_of(parts: Parts, talk: Dialogue, desk: DeskSide, side: TelegramSide) -> Group | None:
    """Return the group of the settings, which from now on hears of every ticket that changes."""
    settings = forum_settings(parts.settings, talk.library.release)
    if settings is None:
        return None
    colleagues = AccountMembers(accounts=SqlAccounts(store=parts.store))
    places = SqlPlaces(store=parts.store, face=FACE)
    looks = Looks(settings, talk.library, parts.sealer, clock.now)
    topics = Topics(places, settings.group)
    forum = Forum(
        ForumParts(
            desk=desk.desk,
            places=places,
            topics=topics,
            members=colleagues,
            looks=looks,
            api=side.api,
            monotonic=clock.monotonic,
            teams=desk.teams,
        )
    )
    group = _group(parts, talk, desk, forum, PressAnswers(side.api))
    talk.faces.append(forum.changed)
    if group.on:
        desk.reminders.append(group.reminding.reminds)
    return group


def _group(
    parts: Parts, talk: Dialogue, desk: DeskSide, forum: Forum, toasts: PressAnswers
) -> Group:
    """Return the group that `forum` shows, with what hears it."""
    shown = forum.parts
    room = Room(
        looks=shown.looks,
        library=talk.library,
        sealer=parts.sealer,
        desk=desk.desk,
        writing=Writing(desk=desk.desk, files=desk.sending),
        recalling=Recalling(desk=desk.desk, periods=desk.teams.periods),
        asking=Asking(desk=desk.desk),
        colleagues=AccountMembers(accounts=SqlAccounts(store=parts.store)),
        audit=SqlAudit(store=parts.store),
        topics=shown.topics,
        voice=forum,
        toasts=toasts,
        now=clock.now,
    )
    return Group(forum=forum, room=room, reminding=Reminding(room=room), toasts=toasts)


def leaving_of(parts: Parts, desk: DeskSide, group: Group | None) -> Leaving:
    """Return what gives back the tickets of advisors who left."""

    def told(ticket: Ticket) -> None:
        if group is not None and group.on:
            group.reminding.released(ticket)

    return Leaving(
        desk=desk.desk,
        colleagues=AccountMembers(accounts=SqlAccounts(store=parts.store)),
        audit=SqlAudit(store=parts.store),
        now=clock.now,
        told=told,
    )


def hear(side: TelegramSide, pages: DeskSite | None, group: Group | None, leaving: Leaving) -> None:
    """Let what advisors do in Telegram come to the desk."""
    door = None
    if pages is not None:
        door = Door(
            api=side.api,
            entering=pages.entering,
            own=pages.own,
            library=pages.library,
            address=pages.address,
        )
    room = group.room if group is not None and group.on else None
    side.updates.desk = Ear(door=door, room=room, leaving=leaving)


def forum_side(
    parts: Parts, talk: Dialogue, desk: DeskSide, side: TelegramSide | None, pages: DeskSite | None
) -> Callable[[], list[Running]]:
    """Return what gives what is to run for advisors beside everything else, in Telegram and without it."""
    group = None if side is None else group_of(parts, talk, desk, side)
    leaving = leaving_of(parts, desk, group)
    if side is not None:
        hear(side, pages, group, leaving)

    def running() -> list[Running]:
        tasks: list[Running] = [
            look_after(leaving),
            forget_audit(SqlAudit(store=parts.store)),
        ]
        if group is not None:
            tasks.append(group.run())
        if group is not None and group.on:
            tasks.append(group.reminding.run())
        return tasks

    return running


async def forget_audit(audit: Audit) -> NoReturn:
    """Delete once a day what the audit trail need not hold any more."""
    while True:
        try:
            gone = await audit.forget(clock.now())
        except StoreError as error:
            logger.warning("audit_not_forgotten", error=type(error).__name__)
        else:
            if gone:
                logger.info("audit_forgotten", count=gone)
        await asyncio.sleep(A_DAY)
