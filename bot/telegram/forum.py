"""The advisors' group shows what is stored: one operation after the other, until nothing is behind any more.

What is shown is always derived anew from the store and from where the ticket stands, so that a crash, a deleted topic
or a message that could not be sent loses nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import NoReturn

from bot.core.ticket import AdvisorId, State, Ticket
from bot.logs import logger
from bot.service.desk.desk import Desk, Opened
from bot.service.desk.place_ports import Members, Places
from bot.service.desk.teams import Teams
from bot.service.ports import StoreError
from bot.telegram.api import BotApi
from bot.telegram.desk_calls import TOO_MANY, Became, Operation, Result, operation_of, tried
from bot.telegram.desk_look import Look, Looks, advisors_of
from bot.telegram.desk_pace import DeskPace, Rank
from bot.telegram.desk_place import DONE, Place
from bot.telegram.desk_steps import NEEDED, Kind, Step, caught_up, done, lost, next_step
from bot.telegram.desk_topics import Topics
from bot.telegram.forum_board import Board
from bot.telegram.forum_removing import Removing

LOOK = 60.0
"""Seconds between two looks for tickets that are behind."""
REST = 600.0
"""Seconds until something that was refused is tried again."""
GAP = 1.0
"""Seconds between two operations; Telegram lets only short bursts through faster."""
RESERVE = 4
"""Operations a minute that edits leave free for messages and new tickets."""
STORE_PAUSE = 5.0
LONGEST_PAUSE = 300.0

Work = Callable[[str, float], Awaitable[bool]]
Errand = Callable[[float], Awaitable[bool]]
"""Does one operation at a moment; False when nothing had to be asked of Telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForumParts:
    """What the group's face is made of."""

    desk: Desk
    places: Places
    topics: Topics
    members: Members
    looks: Looks
    api: BotApi
    monotonic: Callable[[], float]
    teams: Teams | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A ticket, where it stands, how it looks, and what comes next, if anything."""

    opened: Opened
    place: Place
    look: Look
    step: Step | None

    @property
    def code(self) -> str:
        """The ticket's code."""
        return self.opened.kept.ticket.code


class Forum:
    """The loop.

    Whoever keeps a message that stands in a topic already holds the topic's lock until the place says so, too.
    """

    def __init__(self, parts: ForumParts) -> None:
        self.parts = parts
        self._pace: DeskPace[Errand] = DeskPace(gap=GAP, reserve=RESERVE)
        self._behind: dict[str, None] = {}
        self._resting: dict[str, float] = {}
        self._put_off: dict[tuple[str, Kind], float] = {}
        self._names: dict[AdvisorId, str] = {}
        self._look_at = float("-inf")
        self._begun = False
        self._failures = 0
        self._notices = 0
        self._bell = asyncio.Event()
        self._removing = Removing(parts.api, parts.places, parts.looks, later=self._later)
        group = parts.looks.settings.group
        self._board = Board(parts.places, parts.topics, group, self._removing.look_again)

    def changed(self, ticket: Ticket | None) -> None:
        """Take note of a ticket that changed; of none when somebody's tickets were deleted. Returns at once."""
        if ticket is None:
            self._removing.look_again()
        elif self._shows(ticket):
            self._behind[ticket.code] = None
        self._bell.set()

    def soon(self, operation: Operation) -> None:
        """Do an operation in the group when its turn comes; it is not kept, so a crash loses it."""
        self._notices += 1
        key = ("notice", self._notices)
        self._pace.put(key, Rank.NOTICE, partial(self._notify, key, operation))
        self._bell.set()

    def rights_changed(self) -> None:
        """Try again at once what was refused: the bot may have the right now."""
        self._resting.clear()
        self._put_off.clear()
        self._removing.rested()
        self._look_at = float("-inf")
        self._bell.set()

    @property
    def behind(self) -> int:
        """How many things in the group are not yet as they should be."""
        return len(self._behind) + len(self._pace) + len(self._removing)

    async def run(self) -> NoReturn:
        """Show what is stored until cancelled."""
        while True:
            self._bell.clear()
            try:
                wait = await self.step(self.parts.monotonic())
            except StoreError as error:
                logger.warning("forum_not_stored", error=type(error).__name__)
                wait = STORE_PAUSE
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._bell.wait()

    async def step(self, now: float) -> float:
        """Do at most one operation, and return the seconds until there may be another one."""
        if now >= self._look_at:
            await self._look(now)
            self._look_at = now + LOOK
        for key, errand in await self._removing.waiting(now):
            self._pace.put(key, Rank.CARD, errand)
        await self._plan(now)
        job = self._pace.take(now)
        if job is None:
            wait = self._pace.wait(now)
            return min(self._look_at - now, LOOK if wait is None else wait)
        if not await job.value(now):
            self._pace.give_back(now)
        return 0.0

    async def _look(self, now: float) -> None:
        """Find every ticket that may be behind."""
        self._names.clear()
        self._resting = {code: at for code, at in self._resting.items() if at > now}
        self._put_off = {key: at for key, at in self._put_off.items() if at > now}
        self._removing.look_again()
        if self.parts.looks.settings.mode == "off":
            return
        if self.parts.teams is not None:
            teams = await self.parts.teams.all()
            self.parts.looks.zones = {team.id: team.hours.zone for team in teams}
        if not self._begun:  # only now can the rule be another one
            for code in await self._board.done_by_another(self.parts.looks.settings.rule):
                self._behind[code] = None
            self._begun = True
        for kept in await self.parts.desk.queue():
            self._behind[kept.ticket.code] = None
        for code in await self.parts.places.unfinished(DONE):
            self._behind[code] = None

    def _shows(self, ticket: Ticket) -> bool:
        """Whether advisors may know of a ticket here: one that was sent, or one with danger."""
        sent = ticket.state is not State.REQUESTED or bool(ticket.danger)
        return sent and self.parts.looks.settings.mode != "off"

    async def _plan(self, now: float) -> None:
        """Let every ticket that is behind wait for its turn."""
        for code in [each for each in self._behind if self._resting.get(each, now) <= now]:
            await self._guarded(code, now, self._put)

    async def _put(self, code: str, now: float) -> bool:
        del self._behind[code]  # first, so that a change from now on is not missed
        view = await self._view(code, now)
        if view is not None and view.step is not None:
            rank = view.step.rank
            show = partial(self._show, rank=rank)
            self._pace.put(code, rank, lambda at: self._guarded(code, at, show))
        return True

    async def _guarded(self, code: str, now: float, work: Work) -> bool:
        """Work on a ticket; one that is damaged must not keep the others waiting."""
        try:
            return await work(code, now)
        except StoreError:
            self._behind[code] = None
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, the others go on
            self._rest(code, now)
            logger.error("ticket_not_shown", code=code, error=type(error).__name__)
            return True

    async def _view(self, code: str, now: float) -> View | None:
        # What was said is read before the place: who writes in the topic holds the place until both are stored,
        # so that nothing that stands there already is taken for new.
        opened = await self.parts.desk.open(code)
        if opened is None or not self._shows(opened.kept.ticket):
            return None
        names = await self._names_of(opened)
        put_off = {kind for (each, kind), at in self._put_off.items() if each == code and at > now}
        async with self._board.changing(opened.kept) as held:
            judged = await self._judged(opened.kept.ticket, held.place)
            look = self.parts.looks.look(opened, judged, names)
            place = caught_up(judged, look.wanted)
            step = next_step(place, look.wanted, put_off)
            finished = look.wanted.closed and step is None and not put_off and place.begun
            rule = self.parts.looks.settings.rule if finished else ""
            held.place = place = replace(place, done=finished, rule=rule)
        return View(opened=opened, place=place, look=look, step=step)

    async def _judged(self, ticket: Ticket, place: Place) -> Place:
        """Return the place as it may be; words that may not stand there any more are to be removed."""
        words = self.parts.looks.settings.full(ticket)
        after = place.judged(words=words, closed=not ticket.open)
        if place.posts and not after.posts:
            logger.info("forum_words_left", code=ticket.code)
            await self._board.leave(place.without_line())
        return after

    async def _names_of(self, opened: Opened) -> dict[AdvisorId, str]:
        for advisor in advisors_of(opened):
            if advisor not in self._names:
                self._names[advisor] = await self.parts.members.name(advisor)
        return self._names

    async def _show(self, code: str, now: float, *, rank: Rank) -> bool:
        """Do what comes next for a ticket, unless it is less urgent by now than `rank`."""
        self._behind[code] = None
        view = await self._view(code, now)
        if view is None or view.step is None or view.step.rank > rank:
            return False
        result = await tried(self.parts.api, operation_of(view.step, view.place, view.look))
        await self._after(view, view.step, result, now)
        return True

    async def _after(self, view: View, step: Step, result: Result, now: float) -> None:
        note, kept, wanted = self._board.note, view.opened.kept, view.look.wanted
        match result.became:
            case Became.DONE:
                self._failures = 0
                await note(kept, lambda place: done(place, step, result.number, wanted))
            case Became.NO_TOPIC:
                await self._lost_topic(view)
            case Became.NO_MESSAGE if lost(view.place, step, wanted) != view.place:
                await note(kept, lambda place: lost(place, step, wanted))
            case Became.LATER:
                self._later(result, now)
            case _:
                self._refused(view, step, result, now)

    async def _lost_topic(self, view: View) -> None:
        kept, place = view.opened.kept, view.place
        nths = [due.nth for due in view.look.wanted.messages]
        logger.info("forum_topic_gone", code=view.code)
        # Telegram sometimes says this of a topic that people still see: then it goes now.
        await self._board.leave(Place(chat=place.chat, thread=place.thread))
        await self._board.note(kept, lambda each: each.without_topic(nths))

    def _refused(self, view: View, step: Step, result: Result, now: float) -> None:
        if step.kind is Kind.POST and view.look.due(step.nth).media is not None:
            self.parts.looks.in_words.add((view.code, step.nth))
            return
        if step.kind in NEEDED:
            self._rest(view.code, now)
        else:
            self._put_off[view.code, step.kind] = now + REST
        logger.warning(
            "forum_refused",
            code=view.code,
            kind=step.kind.value,
            reason=result.reason,
            seconds=REST,
        )

    def _rest(self, code: str, now: float) -> None:
        self._resting[code] = now + REST
        self._behind[code] = None

    def _later(self, result: Result, now: float) -> None:
        """Let everything wait: as long as Telegram asks, or longer with each failure."""
        pause = result.pause
        if result.reason != TOO_MANY:
            pause = min(pause * 2 ** min(self._failures, 10), LONGEST_PAUSE)
            self._failures += 1
        self._pace.pause(pause, now)
        logger.warning("forum_waits", reason=result.reason, seconds=pause)

    async def _notify(self, key: Hashable, operation: Operation, now: float) -> bool:
        result = await tried(self.parts.api, operation)
        if result.became is Became.LATER:
            self._later(result, now)
            self._pace.put(key, Rank.NOTICE, partial(self._notify, key, operation))
        return True
