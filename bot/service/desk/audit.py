"""The audit trail: who did what to what, never a word of it. Each line is chained to the one before by a hash."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.core.ticket import AdvisorId
from bot.json_bytes import to_json

KEPT = timedelta(days=365)
"""No line is deleted before."""

FIRST = bytes(32)
"""What the first line is chained to."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_IDS = re.compile(r"[A-Za-z0-9_.:,=/ -]{0,200}")


class Deed(StrEnum):
    """What was done to an account or to the desk; there is more for tickets."""

    INVITED = "invited"
    INVITED_AGAIN = "invited_again"
    JOINED = "joined"
    LINK_SENT = "link_sent"
    LOGGED_IN = "logged_in"
    REFUSED = "refused"
    LOGGED_OUT = "logged_out"
    SESSION_ENDED = "session_ended"
    TELEGRAM_LINKED = "telegram_linked"
    TELEGRAM_UNLINKED = "telegram_unlinked"
    TOTP_SET = "totp_set"
    TOTP_REMOVED = "totp_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "codes_made"
    SETTINGS_CHANGED = "settings_changed"
    AWAY = "away"
    HERE = "here"
    ROLE_CHANGED = "role_changed"
    TEAMS_CHANGED = "teams_changed"
    DEACTIVATED = "deactivated"
    TEAM_ADDED = "team_added"
    TEAM_CHANGED = "team_changed"
    TEAM_REMOVED = "team_removed"
    PERIODS_CHANGED = "periods_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that was done: `code` is a ticket's, `about` ids and states; ValueError for what could be words."""

    at: datetime
    who: AdvisorId
    deed: str
    code: str = ""
    about: str = ""

    def __post_init__(self) -> None:
        """Refuse everything that is not an id."""
        if not all(_IDS.fullmatch(each) for each in (self.who, self.deed, self.code, self.about)):
            raise ValueError("an entry of the audit trail holds ids only, never words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An entry in its place in the trail."""

    number: int
    entry: Entry
    chain: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check of the trail found: how many lines, the last one's chain, the first line that is wrong."""

    lines: int
    head: bytes
    broken: int | None = None


class Audit(Protocol):
    """The trail, as those who may see it read it."""

    async def note(self, entry: Entry) -> None:
        """Put an entry at its end."""

    async def lines(self, *, before: int | None = None, most: int = 100) -> Sequence[Line]:
        """Return lines, the newest first, those with a number below `before`."""

    async def verify(self) -> Verdict:
        """Check every line that is kept."""

    async def forget(self, now: datetime) -> int:
        """Delete what is older than `KEPT`, but for the line the rest is chained to; return how many lines."""


def chained(before: bytes, number: int, entry: Entry) -> bytes:
    """Return the hash of the chain before and this entry."""
    at = (entry.at - _EPOCH) // timedelta(microseconds=1)
    fields = [number, at, entry.who, entry.deed, entry.code, entry.about]
    return hashlib.sha256(before + to_json(fields)).digest()


class Check:
    """Follows the trail from its beginning, some lines at a time.

    Where older lines were deleted, the first one left is taken as it is; it has to be old enough for that.
    """

    __slots__ = ("_broken", "_count", "_head", "_next", "_now")

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._head = FIRST
        self._next = 1
        self._count = 0
        self._broken: int | None = None

    def follow(self, lines: Iterable[Line]) -> None:
        """Go on with these lines."""
        for line in lines:
            if self._broken is None and not self._fits(line):
                self._broken = line.number
            self._head, self._next = line.chain, line.number + 1
            self._count += 1

    def _fits(self, line: Line) -> bool:
        if self._count == 0 and line.number > 1:
            return line.entry.at < self._now - KEPT
        fits = line.chain == chained(self._head, line.number, line.entry)
        return fits and line.number == self._next

    @property
    def verdict(self) -> Verdict:
        """What was found so far."""
        return Verdict(lines=self._count, head=self._head, broken=self._broken)
