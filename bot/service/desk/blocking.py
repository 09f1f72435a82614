"""Keeping a person from writing to the advisors for a while, and letting them in again. They are told at once."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core.blocking import (
    Blocking,
    Cause,
    No,
    Refused,
    Result,
    Stop,
    agreed,
    lifted,
    paused,
    proposed,
)
from bot.core.session import Session
from bot.core.stopped import HEARD_AGAIN, stopped_says
from bot.core.talk import Talk
from bot.core.ticket import Refusal, Role, Ticket, Why
from bot.core.ticket_message import Side, TicketMessage
from bot.core.turn import Say
from bot.service.desk.desk import Brought, Deed, Desk, Signed

PAUSE, PROPOSE, AGREE, LIFT = "person_pause", "person_propose", "person_agree", "person_lift"
"""What a line of the conversation is about, as `move`, and what the audit trail calls it."""

Act = Callable[[Blocking, int], Result]


@dataclass(slots=True, kw_only=True)
class _Tried:
    """What became of an act while it was tried: it may be tried again."""

    stop: Stop | None = None  # in force before
    refused: Refused = field(default_factory=lambda: Refused(why=No.GONE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Blockings:
    """What advisors can do against abuse. Return the ticket, or why nothing was done."""

    desk: Desk

    async def pause(
        self, code: str, by: Signed, cause: Cause, until: datetime, now: datetime
    ) -> Ticket | Refused:
        """Let nobody hear the person for at most a day; of an advisor only one who has the ticket can."""
        end = int(until.timestamp())
        own = _own(by)

        def act(blocking: Blocking, at: int) -> Result:
            return paused(blocking, by.actor, cause, end, at)

        return await self._do(code, by, now, act, _about(PAUSE, cause, end), may=own)

    async def propose(
        self, code: str, by: Signed, cause: Cause, until: datetime, now: datetime
    ) -> Ticket | Refused:
        """Propose that the person is blocked; nothing changes for them before a second person agrees."""
        end = int(until.timestamp())

        def act(blocking: Blocking, at: int) -> Result:
            return proposed(blocking, by.actor, cause, end, at)

        return await self._do(code, by, now, act, _about(PROPOSE, cause, end))

    async def agree(self, code: str, by: Signed, now: datetime) -> Ticket | Refused:
        """Agree, as a second person and a lead, to what was proposed."""

        def act(blocking: Blocking, at: int) -> Result:
            return agreed(blocking, by.actor, at)

        return await self._do(code, by, now, act, {"move": AGREE})

    async def lift(self, code: str, by: Signed, now: datetime) -> Ticket | Refused:
        """End a pause or a block before its time, or take a proposal back."""

        def act(blocking: Blocking, at: int) -> Result:
            return lifted(blocking, by.actor, at)

        return await self._do(code, by, now, act, {"move": LIFT})

    async def _do(
        self,
        code: str,
        by: Signed,
        now: datetime,
        act: Act,
        about: dict[str, str | int],
        may: Callable[[Talk], bool] = lambda _talk: True,
    ) -> Ticket | Refused:
        at, tried = int(now.timestamp()), _Tried()

        def stops(talk: Talk) -> Talk | Refusal:
            after = act(talk.blocking, at) if may(talk) else Refused(why=No.NOT_YOURS)
            tried.stop = talk.stopped(now)
            if isinstance(after, Refused):
                tried.refused = after
                return Refusal(why=Why.NOT_NOW)
            return replace(talk, blocking=after)

        def brings(session: Session, _number: int) -> Brought:
            return Brought(session=session, says=self._told(session, tried.stop, now))

        event = TicketMessage(side=Side.EVENT, at=at, by=by.actor.id, about=about)
        outcome = await self.desk.act(
            code, by, now, Deed(message=event, stops=stops, brings=brings)
        )
        return outcome if isinstance(outcome, Ticket) else tried.refused

    def _told(self, session: Session, before: Stop | None, now: datetime) -> tuple[Say, ...]:
        """Return what changes for the person: nothing does when something is only proposed."""
        stop = session.talk.stopped(now)
        if stop == before:
            return ()
        if stop is None:
            return (Say(paragraphs=((HEARD_AGAIN,),)),)
        return (stopped_says(stop, now, self.desk.library.release.operator),)


def _own(by: Signed) -> Callable[[Talk], bool]:
    """Return whether the ticket is this advisor's; a lead needs none."""

    def may(talk: Talk) -> bool:
        has = talk.ticket is not None and talk.ticket.assignee == by.actor.id
        return has or by.actor.role is Role.LEAD

    return may


def _about(move: str, cause: Cause, until: int) -> dict[str, str | int]:
    return {"move": move, "cause": cause.value, "until": until}
