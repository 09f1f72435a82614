"""From a unit of the service to rows: everything sealed, every value in the form of its column."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.json_bytes import to_json
from bot.service.ports import (
    DeliveryUnit,
    EraseUnit,
    KeptFile,
    Line,
    Outgoing,
    Person,
    QuarantineUnit,
    TurnUnit,
    Unit,
)
from bot.service.ticket_values import DeliveryState
from bot.store.codec import (
    from_microseconds,
    message_to_json,
    to_microseconds,
    to_plain,
)
from bot.store.keyed import KeyedSealer
from bot.store.schema import NOBODY
from bot.store.statements import Row, Step
from bot.store.ticket_rows import ticket_rows

Rows = list[tuple[Step, Row]]

SESSION_PLACE = "session.session"
ADDRESS_PLACE = "contact.address"
MESSAGE_PLACE = "outbox.message"
LINE_PLACE = "transcript.message"
FILE_PLACE = "file.content"
BODY_PLACE = "quarantine.body"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Change:
    """The rows of one unit.

    `rank` is the place of its kind within a batch: a unit may share a batch's statements with an earlier one of the
    same person only if its rank is higher, or both only take sent messages out (rank 0). `sealed` is the sealed
    session of a turn: no other turn has the same bytes. `erases`: nothing of it may stay behind in the files.
    `can_wait`: it only takes sent messages out of the outbox, which may ride along with the next turn.
    """

    people: tuple[str, ...]
    rank: int
    rows: Rows
    sealed: bytes | None = None
    erases: bool = False
    can_wait: bool = False


def change_of(unit: Unit, sealer: KeyedSealer, now: Callable[[], datetime]) -> Change:
    """Return the rows of `unit`; nothing of it is readable any more."""
    match unit:
        case TurnUnit():
            return _turn(unit, sealer)
        case DeliveryUnit():
            return _delivery(unit)
        case EraseUnit():
            return _erasure(unit, sealer, to_microseconds(now()))
        case QuarantineUnit():
            return _quarantine(unit, sealer)


def _turn(unit: TurnUnit, sealer: KeyedSealer) -> Change:
    person, at, heard = unit.person, to_microseconds(unit.at), _heard_at(unit)
    session = sealer.seal(person.key, SESSION_PLACE, person.id, to_json(unit.session))
    remind = _remind_at(unit)
    rows: Rows
    if person.version == 0:
        today = unit.at.date().isoformat()
        newcomer = replace(person, closing=False, reachable=unit.reachable)
        rows = _newcomer(newcomer, sealer, today)
        rows.append((Step.NEW_SESSION, (person.id, 1, unit.sequence, session, heard, remind)))
    else:
        rows = [(Step.SESSION, (unit.sequence, session, heard, remind, person.id, person.version))]
        if person.closing:
            rows.append((Step.RETURNED, (False, person.id)))
        if person.reachable != unit.reachable:
            rows.append((Step.REACHABLE, (unit.reachable, person.id, person.channel.value)))
    if unit.withdrawn:
        rows.append((Step.WITHDRAWN, (person.id,)))
    rows += [_message(person, out, sealer, at) for out in unit.outgoing]
    rows += [_line(person, line, sealer) for line in unit.lines]
    rows += [_relined(person, line, sealer) for line in unit.relined]
    rows += [_file(person, file, sealer, at) for file in unit.files]
    rows += [(Step.DROPPED, (person.id, file)) for file in unit.dropped]
    rows += [] if unit.ticket is None else ticket_rows(person, unit.ticket, sealer, at)
    for number in unit.purged:
        rows += [(Step.LEFT_TICKET, (person.id, number, at)), (Step.PURGED, (person.id, number))]
    erases = unit.withdrawn or bool(unit.dropped or unit.purged or unit.relined)
    return Change(people=(person.id,), rank=4, rows=rows, sealed=session, erases=erases)


def _heard_at(unit: TurnUnit) -> int:
    """Return when the person last did something: what an advisor or a reminder adds keeps nothing any longer."""
    seconds = unit.session.get("heard_at", 0)
    return int(seconds) * 1_000_000 if seconds else to_microseconds(unit.at)


def _remind_at(unit: TurnUnit) -> int | None:
    """Return when the person wants to be reminded, in microseconds: only this and the last word are not sealed."""
    seconds = unit.session.get("remind_at", 0)
    return int(seconds) * 1_000_000 if seconds else None


def _newcomer(person: Person, sealer: KeyedSealer, today: str) -> Rows:
    wrapped = sealer.wrap(person.key, person.id)
    address = sealer.seal(person.key, ADDRESS_PLACE, person.id, person.address.encode())
    index = sealer.index(person.channel, person.address)
    key_id = sealer.key_id(wrapped)
    return [
        (Step.PERSON, (person.id, wrapped, key_id, today, person.closing)),
        (Step.CONTACT, (person.id, person.channel.value, index, address, person.reachable)),
    ]


def _message(person: Person, out: Outgoing, sealer: KeyedSealer, at: int) -> tuple[Step, Row]:
    message = message_to_json(out.message)
    sealed = sealer.seal(person.key, MESSAGE_PLACE, person.id, message)
    channel, state = person.channel.value, DeliveryState.QUEUED.value
    return Step.OUTBOX, (person.id, out.sequence, channel, state, 0, "", sealed, at)


def _line(person: Person, line: Line, sealer: KeyedSealer) -> tuple[Step, Row]:
    sealed = sealer.seal(person.key, LINE_PLACE, person.id, message_to_json(line.message))
    at = to_microseconds(line.at)
    return Step.TRANSCRIPT, (person.id, line.sequence, line.speaker.value, sealed, at)


def _relined(person: Person, line: Line, sealer: KeyedSealer) -> tuple[Step, Row]:
    sealed = sealer.seal(person.key, LINE_PLACE, person.id, message_to_json(line.message))
    return Step.RELINED, (sealed, person.id, line.sequence)


def _file(person: Person, file: KeptFile, sealer: KeyedSealer, at: int) -> tuple[Step, Row]:
    sealed = sealer.seal(person.key, FILE_PLACE, person.id, file.content)
    return Step.FILE, (person.id, file.id, to_plain(file.media_type), sealed, at)


def _delivery(unit: DeliveryUnit) -> Change:
    rows: Rows = [(Step.SENT, (unit.person_id, sequence)) for sequence in unit.sent]
    rows += [(Step.REF, (to_plain(ref), unit.person_id, number)) for number, ref in unit.refs]
    rank = 0
    if unit.sequence is not None and unit.state is not None:
        row: tuple[Any, ...] = (unit.state.value, unit.attempts, to_plain(unit.reason))
        rows.append((Step.DELIVERY, (*row, unit.person_id, unit.sequence)))
        rank = 1
    if unit.reachable is not None:
        rows.append((Step.REACHED, (unit.reachable, unit.person_id)))
        rank = 1
    if unit.forget:
        rows.append((Step.FORGET, (unit.person_id,)))
        rank = 2
    return Change(
        people=(unit.person_id,),
        rank=rank,
        rows=rows,
        erases=unit.forget,
        can_wait=rank == 0,
    )


def _erasure(unit: EraseUnit, sealer: KeyedSealer, at: int) -> Change:
    rows: Rows = [(Step.LEFT, (unit.person.id, at)), (Step.ERASE, (unit.person.id,))]
    people: tuple[str, ...] = (unit.person.id,)
    heir = unit.successor
    if heir is not None and unit.farewell is not None:
        people = (unit.person.id, heir.id)
        # Deleted first, so that the unit can be repeated after an interrupted commit.
        rows.append((Step.ERASE, (heir.id,)))
        today = from_microseconds(at).date().isoformat()
        rows += _newcomer(heir, sealer, today)
        rows.append((Step.NEW_SESSION, (heir.id, 1, unit.farewell.sequence, None, at, None)))
        rows.append(_message(heir, unit.farewell, sealer, at))
        if unit.line is not None:
            rows.append(_line(heir, unit.line, sealer))
    return Change(people=people, rank=3, rows=rows, erases=True)


def _quarantine(unit: QuarantineUnit, sealer: KeyedSealer) -> Change:
    body = sealer.seal_for_operator(BODY_PLACE, unit.body)
    whose = unit.person_id or NOBODY
    row = (
        whose,
        unit.channel.value,
        to_plain(unit.update_id),
        body,
        sealer.key_id(body),
        to_plain(unit.reason),
        to_microseconds(unit.at),
    )
    return Change(people=(whose,), rank=0, rows=[(Step.QUARANTINE, row)])
