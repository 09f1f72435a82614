"""In-memory stand-ins behind the service's ports: a store, a sealer, a library, a channel."""

import asyncio
import hashlib
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from bot.core.flow import Release
from bot.core.language import Language
from bot.core.message import ChannelName, OutboundMessage, PersonId
from bot.core.ticket_message import TicketMessage
from bot.service.library import Catalog
from bot.service.limits import Limits
from bot.service.ports import (
    Conflict,
    DeadMessage,
    Delivery,
    DeliveryUnit,
    EraseUnit,
    KeptFile,
    Line,
    Outgoing,
    Person,
    QuarantineUnit,
    Queued,
    Sent,
    StoreError,
    TurnUnit,
    Unit,
)
from bot.service.ticket_values import DeliveryState, KeptMessage, KeptTicket, TicketChange
from tests.core.samples import RELEASE


@dataclass
class MemoryStore:
    """Keeps what the SQL store keeps, in dictionaries; `failing` makes the next commits fail."""

    people: dict[PersonId, Person] = field(default_factory=dict)
    outbox: dict[tuple[PersonId, int], tuple[Outgoing, DeliveryState, int]] = field(
        default_factory=dict
    )
    lines: dict[PersonId, list[Line]] = field(default_factory=dict)
    kept: dict[tuple[PersonId, int], KeptTicket] = field(default_factory=dict)
    messages: dict[tuple[PersonId, int], list[KeptMessage]] = field(default_factory=dict)
    look_at: dict[tuple[PersonId, int], datetime | None] = field(default_factory=dict)
    files: dict[PersonId, dict[str, KeptFile]] = field(default_factory=dict)
    quarantined: list[QuarantineUnit] = field(default_factory=list)
    failing: deque[Exception] = field(default_factory=deque)
    committed: list[Unit] = field(default_factory=list)
    _numbers: int = 0

    async def load(self, channel: ChannelName, address: str) -> Person | None:
        await asyncio.sleep(0)  # as a real store, it lets others go on meanwhile
        for person in self.people.values():
            if (person.channel, person.address) == (channel, address):
                return person
        return None

    async def person(self, person_id: PersonId) -> Person | None:
        return self.people.get(person_id)

    async def due(self, at: datetime, *, most: int) -> Sequence[PersonId]:
        waiting = {
            person.id: person.session.get("remind_at", 0)
            for person in self.people.values()
            if person.session is not None
        }
        late = [id_ for id_, seconds in waiting.items() if 0 < seconds <= at.timestamp()]
        return sorted(late, key=lambda id_: waiting[id_])[:most]

    async def commit(self, unit: Unit) -> None:
        if self.failing:
            raise self.failing.popleft()
        match unit:
            case TurnUnit():
                self._turn(unit)
            case EraseUnit():
                self._erase(unit)
            case DeliveryUnit():
                self._delivery(unit)
            case QuarantineUnit():
                self.quarantined.append(unit)
        self.committed.append(unit)

    def _turn(self, unit: TurnUnit) -> None:
        stored = self.people.get(unit.person.id)
        if (stored.version if stored else 0) != unit.person.version:
            raise Conflict
        session = json.loads(json.dumps(unit.session))
        self.people[unit.person.id] = replace(
            unit.person,
            version=unit.person.version + 1,
            sequence=unit.sequence,
            session=session,
            reachable=unit.reachable,
            closing=False,
        )
        for out in unit.outgoing:
            self.outbox[unit.person.id, out.sequence] = (out, DeliveryState.QUEUED, 0)
        if unit.withdrawn:
            self.lines.pop(unit.person.id, None)
        kept = self.lines.setdefault(unit.person.id, [])
        now = {line.sequence: line for line in unit.relined}
        kept[:] = [now.get(line.sequence, line) for line in kept]
        kept.extend(unit.lines)
        if unit.ticket is not None:
            self._keep_ticket(unit.person.id, unit.ticket, unit.at)
        for number in unit.purged:
            key = (unit.person.id, number)
            self.kept.pop(key, None)
            self.messages.pop(key, None)
            self.look_at.pop(key, None)
        files = self.files.setdefault(unit.person.id, {})
        files.update((file.id, file) for file in unit.files)
        for file in unit.dropped:
            files.pop(file, None)

    def _keep_ticket(self, person_id: PersonId, change: TicketChange, at: datetime) -> None:
        key = (person_id, change.ticket.number)
        self.kept[key] = KeptTicket(
            person_id=person_id, ticket=change.ticket, facts=change.facts, changed_at=at
        )
        self.look_at[key] = change.look_at
        said = self.messages.setdefault(key, [])
        for nth, message in change.changed:
            said[nth - 1] = replace(said[nth - 1], message=message)
        for new in change.said:
            nth = len(said) + 1
            said.append(
                KeptMessage(nth=nth, message=new.message, sequence=new.sequence, ref=new.ref)
            )

    def _erase(self, unit: EraseUnit) -> None:
        self._forget(unit.person.id)
        if unit.successor is not None and unit.farewell is not None:
            self.people[unit.successor.id] = unit.successor
            self.outbox[unit.successor.id, unit.farewell.sequence] = (
                unit.farewell,
                DeliveryState.QUEUED,
                0,
            )

    def _delivery(self, unit: DeliveryUnit) -> None:
        for number in unit.sent:
            self.outbox.pop((unit.person_id, number), None)
        refs = dict(unit.refs)
        for key, said in self.messages.items():
            if key[0] == unit.person_id:
                said[:] = [
                    replace(each, ref=refs[each.sequence]) if each.sequence in refs else each
                    for each in said
                ]
        if unit.sequence is not None and unit.state is not None:
            out, _, _ = self.outbox[unit.person_id, unit.sequence]
            self.outbox[unit.person_id, unit.sequence] = (out, unit.state, unit.attempts)
        if unit.reachable is not None and unit.person_id in self.people:
            self.people[unit.person_id] = replace(
                self.people[unit.person_id], reachable=unit.reachable
            )
        if unit.forget and self.people[unit.person_id].closing:
            self._forget(unit.person_id)

    def _forget(self, person_id: PersonId) -> None:
        self.people.pop(person_id, None)
        self.lines.pop(person_id, None)
        self.files.pop(person_id, None)
        self.outbox = {key: value for key, value in self.outbox.items() if key[0] != person_id}
        self.kept = {key: kept for key, kept in self.kept.items() if key[0] != person_id}
        self.messages = {key: said for key, said in self.messages.items() if key[0] != person_id}

    async def queued(self, channel: ChannelName) -> AsyncIterator[Queued]:
        for (person_id, _), (out, state, attempts) in sorted(
            self.outbox.items(), key=lambda item: item[0]
        ):
            person = self.people[person_id]
            if state is DeliveryState.QUEUED and person.channel is channel:
                yield _queued(person, out, attempts)

    async def requeue_blocked(self, person_id: PersonId) -> Sequence[Queued]:
        found = []
        for key, (out, state, attempts) in sorted(self.outbox.items()):
            if key[0] == person_id and state is DeliveryState.BLOCKED:
                self.outbox[key] = (out, DeliveryState.QUEUED, attempts)
                found.append(_queued(self.people[person_id], out, attempts))
        return found

    async def transcript(self, person_id: PersonId, *, after: int = 0) -> Sequence[Line]:
        return [line for line in self.lines.get(person_id, ()) if line.sequence > after]

    async def export(self, person_id: PersonId) -> Mapping[str, Any]:
        person = self.people.get(person_id)
        return {} if person is None else {"session": person.session}

    async def dead(self) -> Sequence[DeadMessage]:
        return ()

    async def retry_dead(self, person_id: PersonId, number: str) -> bool:
        return (person_id, int(number)) in self.outbox

    @property
    def heard(self) -> list[TicketMessage]:
        """Everything that reached the advisors, of all tickets."""
        return [kept.message for said in self.messages.values() for kept in said]

    async def open_tickets(self) -> Sequence[KeptTicket]:
        return [kept for kept in self.kept.values() if kept.ticket.open]

    async def ticket(self, code: str) -> KeptTicket | None:
        return next((kept for kept in self.kept.values() if kept.ticket.code == code), None)

    async def tickets_to_look_at(self, at: datetime, *, most: int) -> Sequence[KeptTicket]:
        ripe = [key for key, moment in self.look_at.items() if moment is not None and moment <= at]
        return [self.kept[key] for key in ripe][:most]

    async def said(self, person_id: PersonId, number: int) -> Sequence[KeptMessage]:
        return tuple(
            replace(each, delivery=self._delivery_of(person_id, each.sequence))
            for each in self.messages.get((person_id, number), ())
        )

    def _delivery_of(self, person_id: PersonId, sequence: int | None) -> DeliveryState | None:
        waits = None if sequence is None else self.outbox.get((person_id, sequence))
        return None if waits is None else waits[1]

    async def silent(self, since: datetime, *, after: str, most: int) -> Sequence[PersonId]:
        quiet = [
            person.id
            for person in self.people.values()
            if person.session is not None
            and person.session.get("heard_at", 0) < since.timestamp()
            and person.id > after
        ]
        return sorted(quiet)[:most]

    async def file(self, person_id: PersonId, file_id: str) -> KeptFile | None:
        return self.files.get(person_id, {}).get(file_id)

    async def ping(self) -> None:
        if self.failing:
            raise StoreError

    def fresh(self, channel: ChannelName, address: str) -> Person:
        self._numbers += 1
        return Person(
            id=PersonId(f"p{self._numbers}"), key=bytes(32), channel=channel, address=address
        )

    async def close(self) -> None:
        return None


def _queued(person: Person, out: Outgoing, attempts: int) -> Queued:
    return Queued(
        person_id=person.id,
        channel=person.channel,
        address=person.address,
        outgoing=out,
        attempts=attempts,
        closing=person.closing,
    )


class PlainSealer:
    """Seals nothing; only its signatures depend on their input."""

    def new_key(self) -> bytes:
        return bytes(32)

    def wrap(self, key: bytes, person_id: PersonId) -> bytes:
        return key

    def unwrap(self, wrapped: bytes, person_id: PersonId) -> bytes:
        return wrapped

    def seal(self, key: bytes, place: str, person_id: PersonId, value: bytes) -> bytes:
        return value

    def unseal(self, key: bytes, place: str, person_id: PersonId, sealed: bytes) -> bytes:
        return sealed

    def seal_for_operator(self, place: str, value: bytes) -> bytes:
        return value

    def unseal_for_operator(self, place: str, sealed: bytes) -> bytes:
        return sealed

    def index(self, channel: ChannelName, address: str) -> bytes:
        return self.sign("index", f"{channel}{address}".encode())[:16]

    def sign(self, purpose: str, data: bytes) -> bytes:
        return hashlib.sha256(purpose.encode() + b"/" + data).digest()


@dataclass
class English:
    """A catalog that has every text in English; for another language it says "<code>: text"."""

    language: Language

    def find(self, place: str, source: str) -> str | None:
        return source if self.language.code == "en" else f"{self.language.code}: {source}"

    def find_plural(self, place: str, one: str, many: str, count: int) -> str | None:
        return self.find(place, one if count == 1 else many)

    def date(self, day: date) -> str:
        return day.isoformat()

    def recording(self, place: str) -> bytes | None:
        return None


@dataclass
class SampleLibrary:
    """The sample release of the core's tests."""

    release: Release = RELEASE

    def catalog(self, language: str) -> Catalog:
        return English(self.release.languages.get(language, self.release.languages["en"]))

    def edition(self, *, draft: bool) -> "SampleLibrary":
        return SampleLibrary(self.release)


UNLIMITED = Limits(per_second=0, contact_per_second=0, contact_burst=0, in_flight=4)


@dataclass
class ScriptedChannel:
    """A channel that answers deliveries from a script, then takes everything; remembers what arrived."""

    script: deque[Delivery | Exception] = field(default_factory=deque)
    arrived: list[tuple[str, OutboundMessage]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    name: ChannelName = ChannelName.TELEGRAM
    limits: Limits = UNLIMITED

    async def deliver(self, address: str, message: OutboundMessage) -> Delivery:
        self.tried.append(address)
        result: Delivery | Exception = self.script.popleft() if self.script else Sent()
        if isinstance(result, Exception):
            raise result
        if isinstance(result, Sent):
            self.arrived.append((address, message))
        return result
