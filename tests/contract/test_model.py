"""Whatever is stored in whatever order, the store holds what a few dictionaries would."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from bot.crypto.keys import new_keys
from bot.crypto.sealer import KeySealer
from bot.service.ports import Conflict, DeliveryUnit, EraseUnit, Person, Unit
from bot.service.ticket_values import DeliveryState
from bot.store.opening import open_store
from bot.store.sql_store import SqlStore
from tests.contract.units import TELEGRAM, after, asks, line, queue_of, turn

T = TypeVar("T")

ADDRESSES = st.sampled_from(["1", "2", "3"])
Draw = Callable[..., Any]
KEYS = new_keys(date(2026, 11, 23))


@dataclass
class Model:
    """One person as dictionaries: messages by sequence with their state, kept lines, open tickets."""

    person: Person
    outbox: dict[int, DeliveryState] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    tickets: int = 0


class StoreMachine(RuleBasedStateMachine):
    """Turns, deliveries and erasures of three people, one by one and several in one batch."""

    address: str

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.store: SqlStore = self.do(open_store(self.address, KeySealer(KEYS)))
        self.do(self.empty())
        self.people: dict[str, Model] = {}
        self.waiting: list[tuple[Unit, bool]] = []

    def do(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(coroutine)

    async def empty(self) -> None:
        """Remove what the example before left in the same database."""
        for address in ("1", "2", "3"):
            person = await self.store.load(TELEGRAM, address)
            if person is not None:
                await self.store.commit(EraseUnit(person=person))

    def teardown(self) -> None:
        self.do(self.store.close())
        self.runner.close()

    @rule(data=st.data())
    def store_some_units_at_once(self, data: st.DataObject) -> None:
        """One rule for all kinds: rules of their own would be left out of most examples at random."""
        acts = [
            self.take_a_turn, self.take_a_turn, self.take_a_turn, self.deliver, self.deliver, self.repeat_an_old_turn,
            self.erase, self.erase_with_last_words, self.forget,
        ]  # fmt: skip
        for act in data.draw(st.lists(st.sampled_from(acts), min_size=1, max_size=8)):
            act(data.draw(ADDRESSES), data.draw)
        self.do(self.commit())
        self.do(self.compare())

    @rule(address=ADDRESSES)
    def bring_back_what_was_blocked(self, address: str) -> None:
        model = self.people.get(address)
        if model is None:
            return
        blocked = sorted(n for n, s in model.outbox.items() if s is DeliveryState.BLOCKED)
        back = self.do(self.requeue(model))
        assert [each.outgoing.sequence for each in back] == blocked
        model.outbox |= dict.fromkeys(blocked, DeliveryState.QUEUED)

    def take_a_turn(self, address: str, draw: Draw) -> None:
        model = self.people.get(address)
        person = model.person if model else self.store.fresh(TELEGRAM, address)
        messages, kept, sends = draw(st.integers(0, 3)), draw(st.booleans()), draw(st.booleans())
        first = person.sequence + 1
        unit = turn(
            person,
            *("x" * messages),
            lines=(line(first, "said"),) if kept and messages else (),
            ticket=asks("work", "help", code=f"K7-M{address}") if sends else None,
            reachable=draw(st.booleans()),
        )
        model = self.people.setdefault(address, Model(person))
        model.person = after(person, unit)
        model.outbox |= {out.sequence: DeliveryState.QUEUED for out in unit.outgoing}
        model.lines += [each.sequence for each in unit.lines]
        model.tickets += unit.ticket is not None
        self.waiting.append((unit, True))

    def repeat_an_old_turn(self, address: str, draw: Draw) -> None:
        model = self.people.get(address)
        if model is not None and model.person.version > 1:
            version = draw(st.integers(1, model.person.version - 1))
            stale = replace(model.person, version=version)
            self.waiting.append(
                (turn(stale, "late", ticket=asks("late", "late", code="22-22")), False)
            )

    def deliver(self, address: str, draw: Draw) -> None:
        model = self.people.get(address)
        if model is None or not model.outbox:
            return
        some = draw(st.lists(st.sampled_from(sorted(model.outbox)), unique=True))
        for sequence in some:
            del model.outbox[sequence]
        unit = DeliveryUnit(person_id=model.person.id, sent=tuple(some))
        if model.outbox and draw(st.booleans()):
            sequence = draw(st.sampled_from(sorted(model.outbox)))
            state = draw(st.sampled_from(DeliveryState))
            model.outbox[sequence] = state
            unit = replace(unit, sequence=sequence, state=state, reason="why", attempts=1)
        reachable = draw(st.sampled_from([None, True, False]))
        if reachable is not None:
            model.person = replace(model.person, reachable=reachable)
            unit = replace(unit, reachable=reachable)
        self.waiting.append((unit, True))

    def erase(self, address: str, _draw: Draw) -> None:
        model = self.people.pop(address, None)
        if model is not None:
            self.waiting.append((EraseUnit(person=model.person), True))

    def erase_with_last_words(self, address: str, _draw: Draw) -> None:
        model = self.people.pop(address, None)
        if model is None:
            return
        heir = replace(self.store.fresh(TELEGRAM, address), closing=True)
        farewell = turn(heir, "bye").outgoing[0]
        unit = EraseUnit(person=model.person, successor=heir, farewell=farewell)
        self.waiting.append((unit, True))
        known = replace(heir, version=1, sequence=1)
        self.people[address] = Model(known, outbox={1: DeliveryState.QUEUED})

    def forget(self, address: str, _draw: Draw) -> None:
        model = self.people.get(address)
        if model is None:
            return
        self.waiting.append((DeliveryUnit(person_id=model.person.id, forget=True), True))
        if model.person.closing and DeliveryState.QUEUED not in model.outbox.values():
            del self.people[address]

    async def requeue(self, model: Model):
        return await self.store.requeue_blocked(model.person.id)

    async def commit(self) -> None:
        units, fits = [unit for unit, _ in self.waiting], [fit for _, fit in self.waiting]
        self.waiting = []
        outcomes = await asyncio.gather(*map(self.store.commit, units), return_exceptions=True)
        assert [outcome is None for outcome in outcomes] == fits
        assert all(isinstance(outcome, Conflict) for outcome in outcomes if outcome is not None)

    async def compare(self) -> None:
        for address in ("1", "2", "3"):
            model = self.people.get(address)
            assert await self.store.load(TELEGRAM, address) == (model.person if model else None)
        waiting = {(q.person_id, q.outgoing.sequence) for q in await queue_of(self.store)}
        assert waiting == self.messages(DeliveryState.QUEUED)
        dead = {(d.person_id, int(d.number)) for d in await self.store.dead()}
        assert dead == self.messages(DeliveryState.DEAD)
        tickets = {each.person_id for each in await self.store.open_tickets()}
        assert tickets == {m.person.id for m in self.people.values() if m.tickets}
        for model in self.people.values():
            kept = await self.store.transcript(model.person.id)
            assert [each.sequence for each in kept] == model.lines
            said = await self.store.said(model.person.id, 1)
            assert [each.nth for each in said] == list(range(1, model.tickets + 1))

    def messages(self, state: DeliveryState) -> set[tuple[str, int]]:
        return {
            (model.person.id, sequence)
            for model in self.people.values()
            for sequence, its in model.outbox.items()
            if its is state
        }


@pytest.mark.timeout(180)
def test_the_store_agrees_with_a_dictionary(address: str):
    class Machine(StoreMachine):
        pass

    Machine.address = address
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=80,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
