"""What has to be done next for a ticket in the advisors' group: what is there compared with what should be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.core.media import Media
from bot.telegram.desk_pace import Rank
from bot.telegram.desk_place import Place


class Kind(StrEnum):
    """One operation at Telegram."""

    OPEN = "open"
    """Make the topic."""
    CARD = "card"
    AGAIN = "again"
    """Say that the topic was made again."""
    POST = "post"
    LINE = "line"
    """The line in General."""
    FAILED = "failed"
    """Say that a message did not reach the person."""
    PIN = "pin"
    EDIT_CARD = "edit_card"
    EDIT_LINE = "edit_line"
    CHANGE = "change"
    """Edit what was posted."""
    ADD = "add"
    """Post a further part of what was posted, because it became longer."""
    CORRECT = "correct"
    """Say what became of something an advisor wrote in the topic, which only they can edit."""
    RETELL = "retell"
    """Say in a line about a message that it arrived later, or why it does not."""
    CLOSE = "close"
    REOPEN = "reopen"


RANKS: dict[Kind, Rank] = {
    Kind.OPEN: Rank.CARD,
    Kind.CARD: Rank.CARD,
    Kind.AGAIN: Rank.NOTICE,
    Kind.POST: Rank.MESSAGE,
    Kind.LINE: Rank.CARD,
    Kind.FAILED: Rank.NOTICE,
    Kind.PIN: Rank.NOTICE,
    Kind.EDIT_CARD: Rank.EDIT,
    Kind.EDIT_LINE: Rank.EDIT,
    Kind.CHANGE: Rank.EDIT,
    Kind.ADD: Rank.EDIT,
    Kind.CORRECT: Rank.EDIT,
    Kind.RETELL: Rank.EDIT,
    Kind.CLOSE: Rank.NOTICE,
    Kind.REOPEN: Rank.NOTICE,
}
NEEDED = frozenset({Kind.OPEN, Kind.CARD, Kind.POST})
"""Without these nothing that comes after them makes sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An operation; of a long message `part` is posted, from 0. It is done to `message`, by Telegram's number."""

    kind: Kind
    nth: int = 0
    part: int = 0
    message: int = 0

    @property
    def rank(self) -> Rank:
        """How urgent it is."""
        return RANKS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A message of the ticket that belongs into the topic, in its parts; the first is the caption of `media`, if any.

    `version` is empty until the message is changed or taken back. Of what stands there as it should, `parts` may be
    empty. With `link`, a button opens the web desk. `theirs` was written there by an advisor: only they can edit it.
    """

    nth: int
    parts: tuple[str, ...]
    version: str = ""
    media: Media | None = None
    link: bool = False
    theirs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What should be there: digests of card and line (none without General), messages, and whether it is closed.

    `failed` has why messages did not reach the person, and of which they did later. Without `topics` everything stands
    in the chat itself.
    """

    card: str
    line: str
    closed: bool
    messages: Sequence[Due] = ()
    failed: Mapping[int, str] = field(default_factory=dict)
    topics: bool = True


def caught_up(place: Place, wanted: Wanted) -> Place:
    """Return the place with `last` moved over messages that stand in the topic already: they were written there."""
    here = {nth for _, nth in place.posts}
    for due in wanted.messages:
        if due.nth <= place.last:
            continue
        if place.parts or due.nth not in here:
            break
        place = place.posted(due.nth)
    return place


def next_step(
    place: Place, wanted: Wanted, put_off: AbstractSet[Kind] = frozenset()
) -> Step | None:
    """Return what comes next, None when everything is as it should be; `place` is caught up.

    What is `put_off` is left out.
    """
    return next((step for step in _steps(place, wanted) if step.kind not in put_off), None)


def _steps(place: Place, wanted: Wanted) -> Iterator[Step]:
    missing = _missing(place, wanted)
    if missing is not None:
        yield Step(kind=missing)
    elif _is_there(place, wanted):
        yield from _filling(place, wanted)
        yield from _tidying(place, wanted)
    if place.line and place.told != wanted.line:
        yield Step(kind=Kind.EDIT_LINE)


def _missing(place: Place, wanted: Wanted) -> Kind | None:
    """Return what has to be there before anything else."""
    begun = bool(place.thread if wanted.topics else place.card)
    if not begun and wanted.closed:
        return None  # a ticket that was closed before anybody saw it needs no topic
    if not begun and wanted.topics:
        return Kind.OPEN
    return None if place.card else Kind.CARD


def _is_there(place: Place, wanted: Wanted) -> bool:
    return bool(place.card and (place.thread or not wanted.topics))


def _filling(place: Place, wanted: Wanted) -> Iterator[Step]:
    if place.again:
        yield Step(kind=Kind.AGAIN)
    if not place.line and wanted.line:
        yield Step(kind=Kind.LINE)
    new = next((due for due in wanted.messages if due.nth > place.last), None)
    if new is not None:
        yield Step(kind=Kind.POST, nth=new.nth, part=place.parts)
    for nth in wanted.failed:
        if nth not in place.failed:
            yield Step(kind=Kind.FAILED, nth=nth, message=place.message_of(nth) or 0)


def _tidying(place: Place, wanted: Wanted) -> Iterator[Step]:
    if wanted.topics and place.shut and not wanted.closed:
        yield Step(kind=Kind.REOPEN)
    if wanted.topics and not place.pinned:
        yield Step(kind=Kind.PIN)
    if place.shown != wanted.card:
        yield Step(kind=Kind.EDIT_CARD)
    for due in wanted.messages:
        if due.version and due.nth <= place.last:
            yield from _changing(place, due)
    yield from _retelling(place, wanted)
    if wanted.topics and wanted.closed and not place.shut:
        yield Step(kind=Kind.CLOSE)


def _retelling(place: Place, wanted: Wanted) -> Iterator[Step]:
    for message, nth, told in place.lines:
        if told and wanted.failed.get(nth, told) != told:
            yield Step(kind=Kind.RETELL, nth=nth, message=message)


def _changing(place: Place, due: Due) -> Iterator[Step]:
    messages = place.messages_of(due.nth)
    # Added first: once every message is in the new version, nothing is missing.
    if messages and not due.theirs and len(messages) < len(due.parts):
        yield Step(kind=Kind.ADD, nth=due.nth, part=len(messages), message=messages[0])
    for part, message in enumerate(messages):
        if place.version_of(message) != due.version:
            kind = Kind.CORRECT if due.theirs else Kind.CHANGE
            yield Step(kind=kind, nth=due.nth, part=part, message=message)


def done(place: Place, step: Step, number: int, wanted: Wanted) -> Place:
    """Return the place after a step; `number` is that of the new topic or message."""
    return _DONE[step.kind](place, step, number, wanted)


def lost(place: Place, step: Step, wanted: Wanted) -> Place:
    """Return the place when what a step was about is not there any more, or cannot be changed."""
    match step.kind:
        case Kind.PIN | Kind.EDIT_CARD:
            return replace(place, card=0, shown="", pinned=False)
        case Kind.EDIT_LINE:
            return replace(place, line=0, told="")
        case Kind.CHANGE:
            return _changed(place, step, 0, wanted)  # who deleted it there knows; the desk has it
        case Kind.RETELL:
            return _retold(place, step, 0, wanted)
        case _:
            return place


def _posted(place: Place, step: Step, number: int, wanted: Wanted) -> Place:
    due = _due(wanted, step)
    place = place.with_post(number, step.nth).saying(number, due.version)
    whole = step.part + 1 >= len(due.parts)
    return place.posted(step.nth) if whole else replace(place, parts=step.part + 1)


def _added(place: Place, step: Step, number: int, wanted: Wanted) -> Place:
    return place.with_post(number, step.nth).saying(number, _due(wanted, step).version)


def _changed(place: Place, step: Step, _number: int, wanted: Wanted) -> Place:
    return place.saying(step.message, _due(wanted, step).version)


def _corrected(place: Place, step: Step, number: int, wanted: Wanted) -> Place:
    return _changed(place, step, number, wanted).with_line(number, step.nth)


def _failed(place: Place, step: Step, number: int, wanted: Wanted) -> Place:
    place = place.with_line(number, step.nth, wanted.failed[step.nth])
    return replace(place, failed=(*place.failed, step.nth))


def _retold(place: Place, step: Step, _number: int, wanted: Wanted) -> Place:
    return place.telling(step.message, wanted.failed[step.nth])


def _due(wanted: Wanted, step: Step) -> Due:
    return next(due for due in wanted.messages if due.nth == step.nth)


Does = Callable[[Place, Step, int, Wanted], Place]

_DONE: Mapping[Kind, Does] = {
    Kind.OPEN: lambda place, _s, number, _w: replace(place, thread=number),
    Kind.CARD: lambda place, _s, number, wanted: replace(place, card=number, shown=wanted.card),
    Kind.AGAIN: lambda place, _s, _n, _w: replace(place, again=False),
    Kind.LINE: lambda place, _s, number, wanted: replace(place, line=number, told=wanted.line),
    Kind.POST: _posted,
    Kind.FAILED: _failed,
    Kind.PIN: lambda place, _s, _n, _w: replace(place, pinned=True),
    Kind.EDIT_CARD: lambda place, _s, _n, wanted: replace(place, shown=wanted.card),
    Kind.EDIT_LINE: lambda place, _s, _n, wanted: replace(place, told=wanted.line),
    Kind.CHANGE: _changed,
    Kind.ADD: _added,
    Kind.CORRECT: _corrected,
    Kind.RETELL: _retold,
    Kind.CLOSE: lambda place, _s, _n, _w: replace(place, shut=True),
    Kind.REOPEN: lambda place, _s, _n, _w: replace(place, shut=False),
}
