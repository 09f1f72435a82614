"""The crash test: Merit is killed with `kill -9` under load, again and again; nothing may be lost.

People count: each writes 1, 2, 3, ... at a steady rate, whether answered or not. The flow keeps the last three
numbers and every reply shows them, so each reply proves which messages were taken up, in which order, and with which
state.

    python -m bench.crash --kills 20 --database sqlite
"""

import argparse
import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.testing.api import BotApi
from bot.testing.conditions import Conditions
from bot.testing.faults import Delay
from bot.testing.person import Person

CONTENT = Path(__file__).parent / "content"
MARKS = re.compile("[\u200e\u200f\u2066-\u2069]")
STORING = 0.05
"""Seconds it may take to store that a message was sent."""
QUIET = 60.0
"""Seconds everything may take to be answered after the last kill."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard Merit is hit; `latency` is what the Bot API takes to answer, in seconds."""

    kills: int = 20
    chats: int = 40
    rate: float = 80.0
    gap: float = 1.9
    latency: float = 0.03
    seed: int = 1
    database: str = "sqlite"
    webhook: bool = False


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What came of it. `in_flight` sums, over the kills, the sends that had begun and whose end was not yet stored."""

    kills: int = 0
    sent: int = 0
    replies: int = 0
    lost: int = 0
    duplicated: int = 0
    misordered: int = 0
    wrong: int = 0
    in_flight: int = 0
    worst_gap: float = 0.0
    leaks: int = 0
    seconds: float = 0.0

    @property
    def well(self) -> bool:
        """Whether nothing was lost, out of order, wrong or leaked, and duplicates stay below what was in flight."""
        return (
            not (self.lost or self.misordered or self.wrong or self.leaks)
            and self.duplicated <= self.in_flight
        )


def expected(number: int) -> str:
    """Return the reply to message `number` (0 is /count)."""
    known = {"abc"[(n - 1) % 3]: n for n in range(max(1, number - 2), number + 1)}
    shown = " ".join(f"{name}={known.get(name, '{' + name + '}')}" for name in "abc")
    return f"{'ABC'[number % 3]}? {shown}"


def judge(replies: Sequence[str], sent: int) -> tuple[int, int, int, int]:
    """Return how many of the replies 0..sent are lost, doubled, out of order and wrong.

    A doubled reply directly follows itself: it was sent again after a crash. Anywhere else it is out of order.
    """
    numbers = {expected(number): number for number in range(sent + 1)}
    known = [numbers.get(reply, -1) for reply in replies]
    wrong = known.count(-1)
    right = [number for number in known if number >= 0]
    doubled = sum(1 for before, after in pairwise(right) if before == after)
    misordered = sum(1 for before, after in pairwise(right) if after < before)
    return sent + 1 - len(set(right)), doubled, misordered, wrong


@dataclass(slots=True)
class Victim:
    """Merit as a process that is started and killed."""

    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its words go to the log."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self, how: signal.Signals) -> None:
        """End it and wait."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, how)
            self.process.wait(20)

    def check(self) -> None:
        """Raise RuntimeError when it ended by itself."""
        if self.process is not None and self.process.poll() is not None:
            raise RuntimeError(
                f"Merit ended with {self.process.returncode}:\n{self.log.read_text()[-3000:]}"
            )


@dataclass(slots=True)
class Crowd:
    """The people, how far each has counted, and what they were answered."""

    people: list[Person]
    counted: dict[int, int] = field(default_factory=dict)

    async def talk(self, plan: Plan, until: Callable[[], bool]) -> None:
        """Let everybody begin, then write one message after the other at the plan's rate."""
        for person in self.people:
            self.counted[person.chat_id] = 0
            await person.says("/count")
        chance = random.Random(plan.seed)
        due = time.monotonic()
        while not until():
            person = chance.choice(self.people)
            self.counted[person.chat_id] += 1
            await person.says(str(self.counted[person.chat_id]))
            due += 1 / plan.rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))


def replies(api: BotApi, person: Person) -> list[str]:
    """Return the texts a person got, without direction marks, in the order they took effect."""
    calls = api.calls("sendMessage", chat=person)
    return [MARKS.sub("", str(call.parameters["text"])) for call in calls if call.done]


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Yield the setting for the database: empty for SQLite, an address for a PostgreSQL of our own."""
    if kind == "sqlite":
        yield ""
        return
    from tests.databases import postgres_server  # noqa: PLC0415 - only where PostgreSQL is wanted

    with postgres_server() as server, server.database() as address:
        yield address


async def crash(plan: Plan, address: str) -> Verdict:
    """Run the whole test and return its verdict."""
    verdict = Verdict(kills=plan.kills)
    conditions = Conditions(pace=0.05, journal_size=2_000_000, chat_size=100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with BotApi(conditions) as api:
            api.fail(Delay(seconds=plan.latency), "sendMessage", times=None)
            victim = Victim(environment(api, folder, address), folder / "log")
            people = [api.person(f"Person{number}") for number in range(plan.chats)]
            crowd = Crowd(people)
            try:
                await _under_fire(plan, api, victim, crowd, verdict)
            finally:
                victim.end(signal.SIGTERM)
            _count(api, crowd, victim, verdict)
            if not verdict.well:
                print(victim.log.read_text()[-4000:], file=sys.stderr)
    return verdict


def environment(api: BotApi, folder: Path, address: str) -> dict[str, str]:
    """Return Merit's settings for the test."""
    ours = {
        "TELEGRAM_TOKEN": api.token,
        "TELEGRAM_API": api.url,
        "TELEGRAM_RATE": "0",
        "TELEGRAM_CHAT_RATE": "0",
        "MERIT_DATA": str(folder / "data"),
        "MERIT_DATABASE": address,
        "MERIT_CONTENT": str(CONTENT),
        "MERIT_CHAT": "no",
        "MERIT_SEARCH": "off",
        "MERIT_PORT": "0",
        "MERIT_LOG": "json",
    }
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MERIT_", "TELEGRAM_"))}
    return kept | ours


async def _under_fire(
    plan: Plan, api: BotApi, victim: Victim, crowd: Crowd, verdict: Verdict
) -> None:
    began = time.monotonic()
    chance = random.Random(plan.seed)
    over = False
    kills: list[float] = []
    victim.start()
    talking = asyncio.create_task(crowd.talk(plan, lambda: over))
    await _first_reply(api, victim)
    for _ in range(plan.kills):
        await asyncio.sleep(plan.gap * chance.uniform(0.6, 1.4))
        victim.check()
        victim.end(signal.SIGKILL)
        kills.append(time.monotonic())
        victim.start()
    over = True
    await talking
    await _answered(api, crowd, victim)
    verdict.in_flight = sum(_open_sends(api, plan, kill) for kill in kills)
    verdict.seconds = time.monotonic() - began


async def _first_reply(api: BotApi, victim: Victim) -> None:
    async with asyncio.timeout(QUIET):
        while not api.calls("sendMessage"):
            victim.check()
            await asyncio.sleep(0.05)


def _open_sends(api: BotApi, plan: Plan, kill: float) -> int:
    """Return the sends begun so shortly before `kill` that their end may not have been stored."""
    since = kill - plan.latency - STORING
    return sum(1 for call in api.calls("sendMessage") if since <= call.at <= kill)


async def _answered(api: BotApi, crowd: Crowd, victim: Victim) -> None:
    """Wait until everybody has the reply to their last message, or until it takes too long."""
    patience = time.monotonic() + QUIET
    for person in crowd.people:
        last = expected(crowd.counted[person.chat_id])
        while time.monotonic() < patience and (replies(api, person) or [""])[-1] != last:
            victim.check()
            await asyncio.sleep(0.1)


def _count(api: BotApi, crowd: Crowd, victim: Victim, verdict: Verdict) -> None:
    for person in crowd.people:
        counted = crowd.counted[person.chat_id]
        got = replies(api, person)
        lost, doubled, misordered, wrong = judge(got, counted)
        verdict.sent += counted + 1
        verdict.replies += len(got)
        verdict.lost += lost
        verdict.duplicated += doubled
        verdict.misordered += misordered
        verdict.wrong += wrong
    verdict.worst_gap = max(_gaps(api), default=0.0)
    verdict.leaks = _leaks(victim.log.read_text(), api, crowd)


def _leaks(log: str, api: BotApi, crowd: Crowd) -> int:
    """Return how often the log holds a chat id, the token or words of the dialogue; times and ports are left aside."""
    plain = re.sub(r'"timestamp": "[^"]*"|127\.0\.0\.1:\d+|"port": \d+', "", log)
    ids = sum(len(re.findall(rf"(?<!\d){person.chat_id}(?!\d)", plain)) for person in crowd.people)
    return ids + plain.count(api.token) + plain.count("A? a=")


def _gaps(api: BotApi) -> Iterator[float]:
    calls = api.calls("sendMessage")
    for before, after in pairwise(calls):
        yield after.at - before.at


def table(plan: Plan, verdict: Verdict) -> str:
    """Return one row of the table in docs/operators/reliability.md."""
    return (
        f"| {plan.database} | {plan.rate:g}/s, {plan.chats} chats, {plan.latency * 1000:g} ms "
        f"| {verdict.kills} × kill -9 "
        f"| {verdict.sent} | {verdict.replies} | {verdict.lost} | {verdict.duplicated} (≤ {verdict.in_flight}) "
        f"| {verdict.misordered} | {verdict.wrong} | {verdict.worst_gap:.2f} | {verdict.leaks} | {plan.seed} |"
    )


HEADING = (
    "| database | load | faults | updates in | replies out | lost | duplicated (in flight at kills) | out of order "
    "| wrong state | worst gap (s) | log leaks | seed |\n|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> int:
    """Run the test as asked on the command line; exit status 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=Plan().kills)
    parser.add_argument("--rate", type=float, default=Plan().rate)
    parser.add_argument("--chats", type=int, default=Plan().chats)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--json", action="store_true", help="print one JSON object per database")
    args = parser.parse_args()
    kinds = ["sqlite", "postgres"] if args.database == "both" else [args.database]
    well = True
    if not args.json:
        print(HEADING)
    for kind in kinds:
        plan = Plan(
            kills=args.kills, rate=args.rate, chats=args.chats, seed=args.seed, database=kind
        )
        with database(kind) as address:
            verdict = asyncio.run(crash(plan, address))
        well = well and verdict.well
        print(
            json.dumps(asdict(plan) | asdict(verdict)) if args.json else table(plan, verdict),
            flush=True,
        )
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
