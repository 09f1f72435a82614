"""Keeping somebody from writing to the advisors for a while: a pause by one advisor, a block two people agree to.

Everything else works on: the menu, answers, the language, deleting, help in danger. Both end by themselves. Moments are
whole seconds since 1970.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from bot.core.ticket import DAY, NOBODY, Actor, AdvisorId, Role

LONGEST_PAUSE = DAY
LONGEST_BLOCK = 90 * DAY
STANDS = 14 * DAY
"""How long a proposal waits for a second person, in seconds; then it is as if nobody had made it."""


class Cause(StrEnum):
    """What the person did; they are told it in plain words."""

    THREATS = "threats"
    INSULTS = "insults"
    SEXUAL = "sexual"
    FLOOD = "flood"
    """Very many messages."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A pause or a block: `by` whom, `at` which moment, `until` when. A block counts once it is `agreed` to."""

    by: AdvisorId
    at: int
    until: int
    cause: Cause
    agreed: AdvisorId = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocking:
    """The latest pause and the latest block, over or not."""

    pause: Stop | None = None
    block: Stop | None = None

    def in_force(self, now: int) -> Stop | None:
        """Return what keeps the person from writing now: a block rather than a pause; None when nothing does."""
        block, pause = self.block, self.pause
        if block is not None and block.agreed and now < block.until:
            return block
        return pause if pause is not None and now < pause.until else None

    def proposed(self, now: int) -> Stop | None:
        """Return the block that waits for a second person, if there is one."""
        block = self.block
        waits = block is not None and not block.agreed and now < min(block.until, block.at + STANDS)
        return block if waits else None


NOT_BLOCKED = Blocking()


class No(StrEnum):
    """Why somebody cannot be paused, blocked, or let in again."""

    TOO_LONG = "too_long"
    """The end is past, or too far away."""
    ALREADY = "already"
    """It is in force, or proposed, already."""
    NOTHING = "nothing"
    """There is nothing to agree to or to lift."""
    SECOND_PERSON = "second_person"
    """Another person than who proposed it, a lead, has to agree."""
    NOT_YOURS = "not_yours"
    """Only who did it, or a lead, can lift it."""
    GONE = "gone"
    """There is no such ticket, or nobody it belongs to any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Nothing was changed."""

    why: No


Result = Blocking | Refused


def paused(blocking: Blocking, by: Actor, cause: Cause, until: int, now: int) -> Result:
    """Return it with a pause that begins now."""
    if not now < until <= now + LONGEST_PAUSE:
        return Refused(why=No.TOO_LONG)
    if blocking.in_force(now) is not None:
        return Refused(why=No.ALREADY)
    return replace(blocking, pause=Stop(by=by.id, at=now, until=until, cause=cause))


def proposed(blocking: Blocking, by: Actor, cause: Cause, until: int, now: int) -> Result:
    """Return it with a block that waits for a second person; nothing changes for the person yet."""
    if not now < until <= now + LONGEST_BLOCK:
        return Refused(why=No.TOO_LONG)
    block = blocking.block
    in_force = block is not None and block.agreed and now < block.until
    if in_force or blocking.proposed(now) is not None:
        return Refused(why=No.ALREADY)
    return replace(blocking, block=Stop(by=by.id, at=now, until=until, cause=cause))


def agreed(blocking: Blocking, by: Actor, now: int) -> Result:
    """Return it with the block in force: a lead agreed who did not propose it."""
    block = blocking.proposed(now)
    if block is None:
        return Refused(why=No.NOTHING)
    if by.role is not Role.LEAD or by.id == block.by:
        return Refused(why=No.SECOND_PERSON)
    return replace(blocking, block=replace(block, agreed=by.id))


def lifted(blocking: Blocking, by: Actor, now: int) -> Result:
    """Return it without what is in force or proposed: of a lead all of it, of an advisor what they did alone."""
    there = blocking.in_force(now), blocking.proposed(now)
    known = [each for each in there if each is not None]
    if not known:
        return Refused(why=No.NOTHING)
    if by.role is Role.LEAD:
        return NOT_BLOCKED
    own = [each for each in known if each.by == by.id and not each.agreed]
    if not own:
        return Refused(why=No.NOT_YOURS)
    pause = None if blocking.pause in own else blocking.pause
    return Blocking(pause=pause, block=None if blocking.block in own else blocking.block)


def blocking_to_json(blocking: Blocking) -> dict[str, Any]:
    """Return it as JSON-ready values; nothing is an empty mapping."""
    stops = {"pause": blocking.pause, "block": blocking.block}
    return {name: asdict(stop) for name, stop in stops.items() if stop is not None}


def blocking_from_json(data: Mapping[str, Any]) -> Blocking:
    """Return what `blocking_to_json` wrote."""
    return Blocking(pause=_stop(data.get("pause")), block=_stop(data.get("block")))


def _stop(data: Mapping[str, Any] | None) -> Stop | None:
    return None if data is None else Stop(**{**data, "cause": Cause(data["cause"])})
