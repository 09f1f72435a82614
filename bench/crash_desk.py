"""The crash test of the desk: Merit is killed with `kill -9` while people and advisors write about open tickets.

Every person counts, whether Merit runs or not. Every advisor answers at the desk; when the connection breaks they do as
people do: look at the ticket, and send again only what does not stand there. In the end every word must be in its
ticket once and in order, and every answer must have reached the person.

    python -m bench.crash_desk --kills 20 --database sqlite
"""

import argparse
import asyncio
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import aiohttp

from bench.crash import QUIET, Victim, database, environment
from bench.desk_office import Seat, ask, opened, seats
from bench.desk_push import session
from bench.ports import free_ports
from bot.core.ticket import Ticket
from bot.core.ticket_message import Side
from bot.store.sql_store import SqlStore
from bot.testing.api import BotApi
from bot.testing.conditions import Conditions
from bot.testing.faults import Delay
from bot.testing.person import Person

NUMBER = re.compile(r"(word|answer)-(\d+)")
AGAIN = 0.1
"""Seconds until an advisor whose connection broke looks again."""
READ_LATE = 0.5
"""Seconds after a kill in which a request can still be read that was written before; Merit takes longer to start."""
DONE = 303
"""What the desk answers to a form it carried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard Merit is hit; rates are per second and ticket."""

    kills: int = 20
    tickets: int = 10
    words: float = 1.0
    answers: float = 1.0
    gap: float = 4.0
    latency: float = 0.03
    seed: int = 1
    database: str = "sqlite"


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What came of it: words of people and answers of advisors, and what became of them."""

    words: int = 0
    answers: int = 0
    unsure: int = 0
    """Answers whose connection broke, so that the advisor had to look."""
    lost: int = 0
    """Not in the ticket, or in the ticket and never with the person."""
    doubled: int = 0
    """More than once in the ticket."""
    misordered: int = 0
    resent: int = 0
    """How often Telegram got an answer again that it had: a kill came before it was stored that it was sent."""
    unexplained: int = 0
    """The same with no kill in between."""
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether nothing was lost, doubled or out of order, and nothing was sent again without a kill in between."""
        return not (self.lost or self.doubled or self.misordered or self.unexplained)


@dataclass(slots=True, kw_only=True)
class Pair:
    """A person and an advisor with their open ticket, and how far each has counted."""

    person: Person
    seat: Seat
    ticket: Ticket
    browser: aiohttp.ClientSession
    base: str
    words: int = 0
    answers: int = 0
    unsure: int = 0

    async def writes(self, plan: Plan, over: asyncio.Event, chance: random.Random) -> None:
        """The person writes on and on."""
        while not over.is_set():
            self.words += 1
            await self.person.says(f"word-{self.words}")
            await asyncio.sleep(chance.uniform(0.5, 1.5) / plan.words)

    async def answers_on(self, plan: Plan, over: asyncio.Event, chance: random.Random) -> None:
        """The advisor answers on and on; each answer is at the desk before the next one."""
        while not over.is_set():
            self.answers += 1
            words = f"answer-{self.answers}"
            while not await self._sent(words):
                self.unsure += 1
                if await self._stands(words):
                    break
            await asyncio.sleep(chance.uniform(0.5, 1.5) / plan.answers)

    async def _sent(self, words: str) -> bool:
        once = f"{self.ticket.code}-{words}"
        form = {"token": self.seat.form, "words": words, "once": once}
        path = f"{self.base}/ticket/{self.ticket.code}/answer"
        try:
            async with self.browser.post(path, data=form, allow_redirects=False) as response:
                return response.status == DONE
        except aiohttp.ClientError:
            return False

    async def _stands(self, words: str) -> bool:
        """Look until the desk is there again whether the words stand in the ticket."""
        while True:
            await asyncio.sleep(AGAIN)
            with suppress(aiohttp.ClientError):
                path = f"{self.base}/ticket/{self.ticket.code}"
                async with self.browser.get(path) as response:
                    if response.ok:
                        found = NUMBER.findall(await response.text())
                        return tuple(words.split("-")) in found


@dataclass(slots=True, kw_only=True)
class Fire:
    """The people, the advisors, and what kills Merit under them."""

    plan: Plan
    api: BotApi
    victim: Victim
    pairs: Sequence[Pair]
    kills: list[float] = field(default_factory=list)

    async def burn(self) -> None:
        """Let everybody talk while Merit is killed again and again, then let everything arrive."""
        over, chance = asyncio.Event(), random.Random(self.plan.seed)
        self.victim.start()
        talking = [
            asyncio.create_task(work(self.plan, over, chance))
            for pair in self.pairs
            for work in (pair.writes, pair.answers_on)
        ]
        for _ in range(self.plan.kills):
            await self._ready()
            await asyncio.sleep(self.plan.gap * chance.uniform(0.1, 1.9))
            self.victim.check()
            self.victim.end(signal.SIGKILL)
            self.kills.append(time.monotonic())
            self.victim.start()
        over.set()
        async with asyncio.timeout(QUIET):
            await asyncio.gather(*talking)
        await self._arrived()

    async def _ready(self) -> None:
        """Wait until the desk is there."""
        pair, found = self.pairs[0], False
        async with asyncio.timeout(QUIET):
            while not found:
                self.victim.check()
                await asyncio.sleep(AGAIN)
                with suppress(aiohttp.ClientError):
                    async with pair.browser.get(f"{pair.base}/login") as response:
                        found = response.ok

    async def _arrived(self) -> None:
        """Wait until all updates are taken and every answer has reached its person, or until it takes too long."""
        with suppress(AssertionError):
            await self.api.drained(bot=self.pairs[0].person.bot, timeout=QUIET)
        patience = time.monotonic() + QUIET
        for pair in self.pairs:
            while time.monotonic() < patience and pair.answers not in got(self.api, pair):
                self.victim.check()
                await asyncio.sleep(0.1)


def got(api: BotApi, pair: Pair) -> list[int]:
    """Return the answers a person got, by their numbers, in the order they came."""
    return [number for _, number in arrivals(api, pair)]


def arrivals(api: BotApi, pair: Pair) -> list[tuple[float, int]]:
    """Return when each answer came to a person, and its number."""
    calls = [call for call in api.calls("sendMessage", chat=pair.person) if call.done]
    return [
        (call.at, number)
        for call in calls
        for number in numbers("answer", [str(call.parameters["text"])])
    ]


def unexplained(arrived: Sequence[tuple[float, int]], kills: Sequence[float]) -> int:
    """Return how many came again with no kill since the time before."""
    last: dict[int, float] = {}
    found = 0
    for at, number in arrived:
        before = last.get(number)
        found += before is not None and not any(before - READ_LATE <= kill <= at for kill in kills)
        last[number] = at
    return found


def numbers(kind: str, texts: Sequence[str]) -> list[int]:
    """Return the numbers in texts of a kind, in order."""
    return [int(n) for text in texts for found, n in NUMBER.findall(text) if found == kind]


async def crash(plan: Plan, address: str) -> Verdict:
    """Run the whole test and return its verdict."""
    began = time.monotonic()
    conditions = Conditions(pace=0.05, journal_size=2_000_000, chat_size=100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with BotApi(conditions) as api:
            api.fail(Delay(seconds=plan.latency), "sendMessage", times=None)
            (port,) = free_ports(1)
            # A token of its own: one Merit on a machine has a token, and another crash test may be running.
            bot = api.add_bot("desk_bot", token=f"{os.getpid()}:bench")
            people = [api.person(f"Person{number}", bot=bot) for number in range(plan.tickets)]
            more = {"MERIT_PORT": str(port), "TELEGRAM_TOKEN": bot.token}
            victim = Victim(environment(api, folder, address) | more, folder / "log")
            pairs = await _pairs(people, address, folder, f"http://127.0.0.1:{port}/desk")
            fire = Fire(plan=plan, api=api, victim=victim, pairs=pairs)
            try:
                await fire.burn()
            finally:
                victim.end(signal.SIGTERM)
                for pair in pairs:
                    await pair.browser.close()
            verdict = Verdict(seconds=time.monotonic() - began)
            store = await opened(address, folder / "data")
            for pair in pairs:
                await _count(store, fire, pair, verdict)
            await store.close()
            if not verdict.well:
                print(victim.log.read_text()[-4000:], file=sys.stderr)
    return verdict


async def _pairs(people: Sequence[Person], address: str, folder: Path, base: str) -> Sequence[Pair]:
    store = await opened(address, folder / "data")
    pairs = []
    for number, seat in enumerate(await seats(store, len(people))):
        person = people[number]
        holder = seat.who.advisor.id
        ticket = await ask(store, number, telegram=str(person.chat_id), assignee=holder)
        pairs.append(
            Pair(person=person, seat=seat, ticket=ticket, browser=session(seat), base=base)
        )
    await store.close()
    return pairs


async def _count(store: SqlStore, fire: Fire, pair: Pair, verdict: Verdict) -> None:
    kept = await store.ticket(pair.ticket.code)
    said = [] if kept is None else await store.said(kept.person_id, kept.ticket.number)
    mine = [each.message.text for each in said if each.message.side is Side.PERSON]
    theirs = [each.message.text for each in said if each.message.side is Side.ADVISOR]
    arrived = got(fire.api, pair)
    verdict.unexplained += unexplained(arrivals(fire.api, pair), fire.kills)
    verdict.words += pair.words
    verdict.answers += pair.answers
    verdict.unsure += pair.unsure
    for found, counted in (
        (numbers("word", mine), pair.words),
        (numbers("answer", theirs), pair.answers),
    ):
        verdict.lost += counted - len(set(found))
        verdict.doubled += len(found) - len(set(found))
        verdict.misordered += sum(after < before for before, after in pairwise(found))
    verdict.lost += pair.answers - len(set(arrived))
    verdict.resent += len(arrived) - len(set(arrived))
    verdict.misordered += sum(after < before for before, after in pairwise(arrived))


HEADING = (
    "| database | open tickets | faults | words of people | answers of advisors | unsure, looked | lost "
    "| twice in the ticket | out of order | sent again (without a kill in between) | s | seed |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def table(plan: Plan, verdict: Verdict) -> str:
    """Return one row of the table."""
    return (
        f"| {plan.database} | {plan.tickets} | {plan.kills} × kill -9 | {verdict.words} | {verdict.answers} "
        f"| {verdict.unsure} | {verdict.lost} | {verdict.doubled} | {verdict.misordered} "
        f"| {verdict.resent} ({verdict.unexplained}) | {verdict.seconds:.0f} | {plan.seed} |"
    )


def main() -> int:
    """Run the test as asked on the command line; exit status 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash_desk", description=__doc__)
    parser.add_argument("--kills", type=int, default=Plan().kills)
    parser.add_argument("--tickets", type=int, default=Plan().tickets)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    args = parser.parse_args()
    kinds = ["sqlite", "postgres"] if args.database == "both" else [args.database]
    well = True
    print(HEADING)
    for kind in kinds:
        plan = Plan(kills=args.kills, tickets=args.tickets, seed=args.seed, database=kind)
        with database(kind) as address:
            verdict = asyncio.run(crash(plan, address))
        well = well and verdict.well
        print(table(plan, verdict), flush=True)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
