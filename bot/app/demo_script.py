"""The made-up conversations of `demo/desk.json`, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from bot.core.team import Team, team_from_json
from bot.core.ticket import TeamId
from bot.json_bytes import from_json
from bot.service.desk.advisor import DeskRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """A made-up advisor."""

    id: str
    name: str
    role: DeskRole
    languages: tuple[str, ...]
    teams: frozenset[TeamId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens next in a conversation, so many minutes after what was before; `with_` fills a saved reply in."""

    do: str
    minutes: int
    by: str = ""
    words: str = ""
    language: str = "en"
    reply: str = ""
    card: str = ""
    choice: str = ""
    reason: str = ""
    days: int = 0
    with_: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A made-up person: what they told Merit before, and what they write.

    `profile` is one of bot.app.sample, `shared` its sections that advisors may see. With words of `danger` there is no
    topic and there are no other words.
    """

    id: str
    what: str
    language: str
    hours_ago: int
    answers: Mapping[str, str]
    profile: str = ""
    shared: tuple[str, ...] = ()
    topic: str = ""
    words: str = ""
    danger: str = ""
    then: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All of it."""

    teams: Sequence[Team]
    advisors: Sequence[Worker]
    people: Sequence[Made]


def read_script() -> Script:
    """Return what is to be played."""
    written = from_json((Path(__file__).parent / "demo" / "desk.json").read_bytes())
    return Script(
        teams=[team_from_json(each) for each in written["teams"]],
        advisors=[_worker(each) for each in written["advisors"]],
        people=[_made(each) for each in written["people"]],
    )


def _worker(written: Mapping[str, Any]) -> Worker:
    return Worker(
        id=written["id"],
        name=written["name"],
        role=DeskRole(written["role"]),
        languages=tuple(written["languages"]),
        teams=frozenset(map(TeamId, written["teams"])),
    )


def _made(written: Mapping[str, Any]) -> Made:
    steps = tuple(_step(each) for each in written["then"])
    return Made(**{**written, "then": steps, "shared": tuple(written.get("shared", ()))})


def _step(written: Mapping[str, Any]) -> Step:
    known = {each.name for each in fields(Step)}
    values = {f"{name}_" if f"{name}_" in known else name: each for name, each in written.items()}
    return Step(**values)
