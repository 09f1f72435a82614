"""What pages of the queue share, so that a change costs one reading and one drawing and not one for each page."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.message import PersonId
from bot.core.ticket import NO_TEAM, State, TeamId, Ticket
from bot.desk.readings import Readings, in_order
from bot.desk.rows import Look, Rows
from bot.desk.speech import elapsed
from bot.service.desk.advisor import DeskRole
from bot.service.ticket_values import KeptTicket, TicketFacts
from tests.desk.conftest import Hands, House, employ

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
LOOK = Look(language="en", whole=True, mine=False, holder="?", team=(NO_TEAM, ""), age=(60, 1))


def kept(code: str = "K7-M2", **more: object) -> KeptTicket:
    values = {"number": 1, "topic": "work", "opened_at": 1, "state": State.QUEUED, **more}
    ticket = Ticket(code=code, **values)  # type: ignore[arg-type]  # each test says what it needs
    return KeptTicket(person_id=PersonId("p"), ticket=ticket, facts=TicketFacts(), changed_at=AT)


class Pen:
    """Draws, and counts how often."""

    def __init__(self) -> None:
        self.drawn = 0

    def __call__(self) -> str:
        self.drawn += 1
        return f"<li>{self.drawn}</li>"


def test_a_row_is_drawn_once_for_all_who_see_it_alike():
    rows, pen = Rows(), Pen()
    assert rows.drawn(kept(), LOOK, pen) == rows.drawn(kept(), LOOK, pen) == "<li>1</li>"
    assert rows.drawn(kept(), LOOK, pen).__html__() == "<li>1</li>"


@pytest.mark.parametrize(
    "look",
    [
        replace(LOOK, age=(60, 2)),
        replace(LOOK, holder="Noor"),
        replace(LOOK, team=(TeamId("t"), "Team")),
        replace(LOOK, mine=True),
        replace(LOOK, whole=False),
        replace(LOOK, language="ar"),
    ],
)
def test_a_row_that_looks_otherwise_is_drawn_again(look: Look):
    rows, pen = Rows(), Pen()
    rows.drawn(kept(), LOOK, pen)
    rows.drawn(kept(), look, pen)
    assert pen.drawn == 2


def test_a_row_of_a_ticket_that_changed_is_drawn_again():
    rows, pen = Rows(), Pen()
    rows.drawn(kept(), LOOK, pen)
    rows.drawn(kept(state=State.ACTIVE), LOOK, pen)
    rows.drawn(replace(kept(state=State.ACTIVE), facts=TicketFacts(country="nl")), LOOK, pen)
    assert pen.drawn == 3


def test_what_is_remembered_has_an_end():
    rows, pen = Rows(most=2), Pen()
    for code in ("AA-AA", "BB-BB", "CC-CC", "CC-CC"):
        rows.drawn(kept(code), LOOK, pen)
    assert pen.drawn == 3
    rows.drawn(kept("AA-AA"), LOOK, pen)
    assert pen.drawn == 4


async def test_pages_that_ask_at_once_share_one_reading_and_later_ones_read_anew():
    readings, gate = Readings(), asyncio.Event()
    begun: list[str] = []

    def reading(name: str) -> Callable[[], Coroutine[Any, Any, str]]:
        async def read() -> str:
            begun.append(name)
            await gate.wait()
            return name

        return read

    first = asyncio.create_task(readings.shared("queue", "a-1", reading("first")))
    same = asyncio.create_task(readings.shared("queue", "a-1", reading("same")))
    after = asyncio.create_task(readings.shared("queue", "a-2", reading("after")))
    other = asyncio.create_task(readings.shared("names", "a-2", reading("other")))
    await asyncio.sleep(0)
    gate.set()
    read = await asyncio.gather(first, same, after, other)
    assert list(read) == ["first", "first", "after", "other"]
    assert await readings.shared("queue", "a-2", reading("again")) == "again"
    assert begun == ["first", "after", "other", "again"]


async def test_a_page_that_goes_away_takes_the_reading_from_nobody():
    readings, gate = Readings(), asyncio.Event()

    async def read() -> str:
        await gate.wait()
        return "read"

    gone = asyncio.create_task(readings.shared("queue", "a-1", read))
    stays = asyncio.create_task(readings.shared("queue", "a-1", read))
    await asyncio.sleep(0)
    gone.cancel()
    gate.set()
    assert await stays == "read"


def test_the_most_urgent_ticket_stands_first():
    calm, danger, late = kept("AA-AA", turn_at=1), kept("BB-BB", danger="x"), kept("CC-CC")
    found = in_order([(calm, False), (danger, False), (late, True)])
    assert [each.ticket.code for each, _ in found] == ["BB-BB", "CC-CC", "AA-AA"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, (60, 1)), (119, (60, 1)), (7199, (60, 119)), (7200, (3600, 2)), (172_800, (86_400, 2))],
)
def test_an_age_is_said_in_one_unit(seconds: int, said: tuple[int, int]):
    assert elapsed(AT.timestamp() - seconds, AT) == said


@pytest.mark.asyncio(loop_scope="session")
async def test_who_sees_only_the_card_never_gets_the_row_of_who_sees_all(
    house: House, hands: Hands
):
    await house.ask("K7-M2", "x", language="ti", country="nl")
    noor = await hands(await employ(house))
    ada = await hands(await employ(house, DeskRole.ADMIN, "Ada"))
    for hand, sees in ((noor, True), (ada, False), (noor, True), (ada, False)):
        page = await hand.opens("/queue?fragment=list")
        assert "t-K7-M2" in page.text
        assert ("Tigrinya" in page.text) is sees
