"""Time itself: what it does to tickets, what the person hears of it, and that nothing is done twice."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core.desk_clock import Due
from bot.core.session import session_from_json
from bot.core.team import Team
from bot.core.ticket import Details, Move, Reason, State, TeamId, Ticket
from bot.service.desk.clock import DeskClock
from bot.service.desk.desk import Desk
from bot.service.desk.teams import Rota
from bot.service.ports import Conflict, StoreError
from bot.service.ticket_values import TicketFacts
from tests.core.samples import NOW
from tests.memory import PlainSealer
from tests.service.desk.test_desk import ADA, asked, taken, waiting
from tests.service.test_receive import Somebody


@dataclass
class Hands:
    """A clock that is turned by hand, and whoever is reminded."""

    somebody: Somebody
    at: datetime = NOW
    teams: tuple[Team, ...] = ()
    reminded: list[Due] = field(default_factory=list)
    changed: list[Ticket] = field(default_factory=list)

    async def rota(self) -> Rota:
        return Rota(teams=self.teams)

    @property
    def clock(self) -> DeskClock:
        return DeskClock(
            store=self.somebody.store,
            library=self.somebody.library,
            sealer=PlainSealer(),
            now=lambda: self.at,
            sent=lambda _person, _queued: None,
            rota=self.rota,
            changed=self.changed.append,
            reminds=lambda _ticket, what: self.reminded.append(what),
        )

    async def after(self, **passed: int) -> None:
        """Let time pass and look twice: what was done is not done again."""
        self.at += timedelta(**passed)
        await self.clock.look()
        told = waiting(self.somebody)
        await self.clock.look()
        assert waiting(self.somebody) == told

    @property
    def state(self) -> str:
        return "" if self.ticket is None else self.ticket.state.value

    @property
    def ticket(self) -> Ticket | None:
        return session_from_json(self.somebody.person.session or {}).talk.ticket


async def test_who_waits_a_day_is_told_that_nobody_came_and_waits_on():
    somebody, _, code = await asked()
    hands = Hands(somebody)
    before = waiting(somebody)
    await hands.after(hours=23)
    assert waiting(somebody) == before
    await hands.after(hours=2)
    (apology,) = waiting(somebody)[len(before) :]
    assert "no advisor has answered" in apology
    assert code in apology
    assert hands.ticket is not None
    assert hands.ticket.state is State.QUEUED
    await hands.after(days=20)
    assert len(waiting(somebody)) == len(before) + 1


async def test_half_and_all_of_what_was_promised_remind_the_advisors_once():
    somebody, _, _ = await asked()
    hands = Hands(somebody, teams=(Team(id=TeamId("all"), name="All", promise=8),))
    await hands.after(hours=4)
    assert hands.reminded == [Due.HALF]
    await hands.after(hours=4)
    assert hands.reminded == [Due.HALF, Due.WHOLE]


async def test_a_snoozed_ticket_comes_back():
    somebody, desk, code = await taken()
    until = Details(until=int((NOW + timedelta(days=2)).timestamp()))
    assert isinstance(await desk.move(code, Move.SNOOZE, ADA, NOW, until), Ticket)
    hands = Hands(somebody)
    await hands.after(days=1)
    assert hands.state == "snoozed"
    await hands.after(days=1)
    assert hands.state == "active"
    assert [ticket.state for ticket in hands.changed] == [State.ACTIVE]


async def test_whoever_does_not_write_any_more_is_told_before_it_is_closed():
    somebody, desk, code = await taken()
    await desk.answer(code, ADA, "Do you have the letter?", NOW, language="en")
    hands = Hands(somebody)
    before = waiting(somebody)
    await hands.after(days=15)
    (notice,) = waiting(somebody)[len(before) :]
    assert "closed in 7 days" in notice
    await hands.after(days=8)
    assert hands.ticket is not None
    assert hands.ticket.reason is Reason.NO_REPLY
    assert any("is closed" in text for text in waiting(somebody)[len(before) + 1 :])
    assert await desk.queue() == []


async def closed() -> tuple[Hands, Desk, str]:
    somebody, desk, code = await taken()
    await desk.move(code, Move.CLOSE, ADA, NOW, Details(reason=Reason.ANSWERED))
    return Hands(somebody), desk, code


async def test_a_month_after_it_was_closed_nothing_of_it_is_left():
    hands, desk, code = await closed()
    await hands.after(days=29)
    assert await desk.open(code) is not None
    await hands.after(days=2)
    assert await desk.open(code) is None
    assert hands.ticket is None
    assert hands.somebody.store.heard == []


async def test_an_earlier_ticket_goes_too_and_the_new_one_stays():
    hands, desk, code = await closed()
    await hands.somebody.says("/human")
    await hands.somebody.says("something new")
    await hands.after(days=31)
    assert await desk.open(code) is None
    assert hands.ticket is not None
    assert (hands.ticket.number, hands.ticket.open) == (2, True)


async def test_what_meets_a_message_of_the_person_or_is_damaged_keeps_nothing_else_waiting():
    hands, _, _ = await closed()
    hands.at += timedelta(days=31)
    hands.somebody.store.failing.append(Conflict())
    assert await hands.clock.look() == 1
    hands.somebody.store.failing.append(ValueError())
    assert await hands.clock.look() == 1
    assert hands.ticket is not None
    assert await hands.clock.look() == 1
    assert hands.ticket is None


async def test_of_somebody_who_is_gone_nothing_is_looked_after():
    hands, _, _ = await closed()
    person = hands.somebody.person
    hands.somebody.store.people[person.id] = replace(person, session=None)
    hands.at += timedelta(days=31)
    committed = len(hands.somebody.store.committed)
    await hands.clock.look()
    assert len(hands.somebody.store.committed) == committed


async def test_while_somebody_tests_a_draft_their_ticket_waits():
    hands, _, _ = await closed()
    person = hands.somebody.person
    session = {**(person.session or {}), "draft": True}
    hands.somebody.store.people[person.id] = replace(person, session=session)
    hands.at += timedelta(days=31)
    await hands.clock.look()
    assert hands.ticket is not None


async def test_a_new_ticket_goes_to_the_team_that_takes_it_and_back_when_that_team_is_gone():
    somebody, _, _ = await asked()
    teams = (
        Team(id=TeamId("all"), name="All"),
        Team(id=TeamId("other"), name="O", topics=frozenset({"other"})),
    )
    hands = Hands(somebody, teams=teams)
    await hands.after(minutes=1)
    assert hands.ticket is not None
    assert hands.ticket.team == "other"
    assert [ticket.team for ticket in hands.changed] == ["other"]
    gone = Rota(teams=teams[:1]).placed(hands.ticket, TicketFacts())
    assert gone.team == "all"


async def test_where_no_team_reads_the_language_the_topic_decides():
    team = Team(id=TeamId("nl"), name="NL", languages=frozenset({"nl"}))
    ticket = Ticket(number=1, code="K7-M2", topic="work", opened_at=1)
    assert Rota(teams=(team,)).placed(ticket, TicketFacts(language="ti")).team == "nl"
    assert Rota().placed(ticket, TicketFacts()).team == ""


async def test_it_looks_at_once_when_the_bell_rings_and_survives_a_store_that_fails():
    hands, desk, code = await closed()
    clock = hands.clock
    hands.at += timedelta(days=31)
    hands.somebody.store.failing.append(StoreError())
    running = asyncio.create_task(clock.run())
    while await desk.open(code) is not None:
        clock.bell.set()
        await asyncio.sleep(0)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert hands.ticket is None


async def test_where_the_teams_cannot_be_read_it_looks_again_when_the_bell_rings():
    hands, desk, code = await closed()
    hands.at += timedelta(days=31)
    failing = [StoreError()]

    async def sometimes() -> Rota:
        if failing:
            raise failing.pop()
        return await hands.rota()

    clock = replace(hands.clock, rota=sometimes)
    running = asyncio.create_task(clock.run())
    while await desk.open(code) is not None:
        clock.bell.set()
        await asyncio.sleep(0)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert not failing


async def test_whether_it_helped_is_not_asked_when_nobody_wrote_any_more():
    somebody, desk, code = await taken()
    await desk.answer(code, ADA, "Do you have the letter?", NOW, language="en")
    hands = Hands(somebody)
    await hands.after(days=15)
    await hands.after(days=8)
    assert not any("Did this help" in text for text in waiting(somebody))


async def test_a_ticket_taken_while_the_clock_looks_stays_with_who_took_it():
    somebody, desk, code = await asked()
    hands = Hands(somebody)

    async def slow() -> Rota:
        await desk.move(code, Move.CLAIM, ADA, NOW)
        return await hands.rota()

    await replace(hands.clock, rota=slow).look()
    opened = await desk.open(code)
    assert opened is not None
    assert (opened.session.talk.ticket, opened.kept.ticket) == (hands.ticket, hands.ticket)
    assert hands.ticket is not None
    assert (hands.ticket.state, hands.ticket.assignee) == (State.ACTIVE, "ada")


async def test_a_closed_ticket_that_is_opened_again_while_the_clock_looks_is_not_deleted():
    hands, desk, code = await closed()
    hands.at += timedelta(days=31)

    async def slow() -> Rota:
        await desk.move(code, Move.REOPEN, ADA, NOW + timedelta(days=1))
        return await hands.rota()

    await replace(hands.clock, rota=slow).look()
    assert hands.state == "active"


async def test_whatever_is_wrong_with_the_teams_it_goes_on():
    hands, desk, code = await closed()
    hands.at += timedelta(days=31)
    wrong = [ValueError()]

    async def sometimes() -> Rota:
        if wrong:
            raise wrong.pop()
        return await hands.rota()

    clock = replace(hands.clock, rota=sometimes)
    running = asyncio.create_task(clock.run())
    async with asyncio.timeout(5):
        while not running.done() and await desk.open(code) is not None:
            clock.bell.set()
            await asyncio.sleep(0)
    assert not running.done()
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert hands.ticket is None
