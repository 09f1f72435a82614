"""Trying the next release: a tester's own conversation beside the real one, marked in every message, then forgotten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from bot.core import phrases
from bot.core.engine import take
from bot.core.flow import Release
from bot.core.message import Command, OutboundKind
from bot.core.moving import answered, resumed
from bot.core.session import Session, session_from_json, session_to_json
from bot.core.text import Text
from bot.core.turn import Say, Turn
from bot.service.files import taking
from bot.service.library import Library
from bot.service.ports import Files, Person, Sealer

COMMAND = "draft"
OFF = "off"
PURPOSE = "draft"
ASIDE = "aside"
"""Where a tester's real conversation waits within what is stored of the tried one."""


class Invitations(Protocol):
    """Codes that let somebody try the draft, each once. Only a keyed hash of a code is kept."""

    async def invite(self, code: bytes, until: datetime) -> None:
        """Let whoever has the code try the draft."""

    async def invited(self, code: bytes, now: datetime) -> bool:
        """Whether the code may be used."""

    async def spend(self, code: bytes) -> None:
        """Use the code up."""


class NoInvitations:
    """Nobody was invited: for a bot without a draft."""

    async def invite(self, code: bytes, until: datetime) -> None:
        """Do nothing."""

    async def invited(self, code: bytes, now: datetime) -> bool:  # noqa: ARG002 - the port's form
        """Know no code."""
        return False

    async def spend(self, code: bytes) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A turn about trying, and the code it uses up."""

    turn: Turn
    code: bytes | None = None


def code_hash(sealer: Sealer, code: str) -> bytes:
    """Return what is kept of a code; how it is written does not matter."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return sealer.sign(PURPOSE, letters.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """Answers `/draft CODE` and `/draft off`."""

    invitations: Invitations
    sealer: Sealer
    files: Files | None = None

    async def tried(
        self, person: Person, session: Session, command: Command, library: Library, now: datetime
    ) -> Tried:
        """Return the turn of the command; whoever does not test and has no code learns nothing about it."""
        if session.draft and command.payload.strip().lower() == OFF:
            release = taking(library.edition(draft=False).release, self.files, person.channel)
            return Tried(turn=_back(person, session, release, now))
        code = code_hash(self.sealer, command.payload)
        if not await self.invitations.invited(code, now):
            release = taking(
                library.edition(draft=session.draft).release, self.files, person.channel
            )
            if not command.payload:
                return Tried(turn=answered(release, session, command, now=now))
            return Tried(turn=resumed(release, session, phrases.DRAFT_UNKNOWN, now=now))
        fresh = Session(language=session.language, seen=session.seen, draft=True)
        release = taking(library.edition(draft=True).release, self.files, person.channel)
        turn = take(release, fresh, Command(name="start"), now=now)
        return Tried(turn=_saying(turn, phrases.DRAFT_ON), code=code)


def _back(person: Person, session: Session, release: Release, now: datetime) -> Turn:
    """Return to the conversation that waits, or to the beginning, and ask its question again."""
    waiting = (person.session or {}).get(ASIDE)
    real = session_from_json(waiting) if waiting else Session(language=session.language)
    real = replace(real, seen=session.seen)
    return resumed(release, real, phrases.DRAFT_OFF, now=now)


def _saying(turn: Turn, words: Text) -> Turn:
    return replace(turn, says=(Say(paragraphs=((words,),)), *turn.says))


def marked(says: Iterable[Say], session: Session) -> list[Say]:
    """Return what is said; to a tester with a line above it that says that this is a test."""
    return [
        replace(say, paragraphs=((phrases.DRAFT,), *say.paragraphs))
        if session.draft and say.kind is not OutboundKind.KEYBOARD
        else say
        for say in says
    ]


def kept_session(person: Person, session: Session) -> dict[str, Any]:
    """Return what is stored of the session: with a tried one, the real conversation that waits for its end."""
    written = session_to_json(session)
    waiting = waiting_aside(person, session)
    if waiting:
        written[ASIDE] = dict(waiting)
    return written


def real_session(person: Person) -> Session | None:
    """Return the conversation that counts, if there is one: a tester's waits for the end of the test."""
    kept = person.session
    if kept is not None and kept.get("draft"):
        kept = kept.get(ASIDE)
    return None if kept is None else session_from_json(kept)


def tried_beside(person: Person, session: Session) -> Mapping[str, Any]:
    """Return the tried conversation that goes on while `session`, the real one, changes; nothing where none does."""
    before: Mapping[str, Any] = person.session or {}
    if not before.get("draft") or session.draft:
        return {}
    return {name: value for name, value in before.items() if name != ASIDE}


def waiting_aside(person: Person, session: Session) -> Mapping[str, Any]:
    """Return the real conversation that waits for the end of the tried one, if `session` is one."""
    before: Mapping[str, Any] = person.session or {}
    waiting = before.get(ASIDE) if before.get("draft") else before
    return waiting if session.draft and waiting else {}
