"""One run: a bot under a load for a while, and the figures that come of it."""

import asyncio
import gc
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.bots.tuned import event_loop
from bench.contenders import Contender
from bench.crowd import Crowd
from bench.dialog import STAGES
from bench.figures import DRIVER_LIMIT, Figures, Outcome, Refused
from bench.meter import clocks, figures
from bench.process import DidNotStartError
from bench.stage import Stage, stage
from bench.tally import Tally

FIRST_PERSON = 5_000_000_001
PERSONS = 10_000
RUN_SECONDS = 600.0
CROWD_SECONDS = 240.0
SETTLE_SECONDS = 0.3
"""After the last reply, in which a duplicate would still arrive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long the parts of a run take, in seconds, and how many rounds there are."""

    warm: float
    window: float
    drain: float
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one run does.

    With `per_second` updates come at that rate, else `in_flight` are always on their way.
    `known` persons are in the database, copied from the folder `filled`. `newcomers` > 0 asks
    instead for the memory that so many persons who send /start take.
    """

    in_flight: int = 64
    latency: float = 0.0
    per_second: float = 0.0
    known: int = 0
    filled: Path | None = None
    newcomers: int = 0


class TooSlowError(Exception):
    """A bot did not serve all newcomers in the time there is."""


def known_persons(count: int) -> range:
    """Return the ids of persons in a database filled before."""
    return range(FIRST_PERSON, FIRST_PERSON + count)


def measure(contender: Contender, job: Job, pace: Pace, scratch: Path) -> Outcome:
    """Return what one run of one bot gave; it is over, and its folder gone, when this returns."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        with (
            tempfile.TemporaryDirectory(dir=scratch, prefix="bench-") as folder,
            asyncio.Runner(loop_factory=event_loop) as runner,
        ):
            if job.filled is not None:
                shutil.copytree(job.filled, folder, dirs_exist_ok=True)
                os.sync()
            return runner.run(_measure(contender, job, pace, Path(folder)))
    finally:
        gc.enable()
        gc.unfreeze()


async def _measure(contender: Contender, job: Job, pace: Pace, data: Path) -> Outcome:
    crowd = _crowd(contender, job)
    try:
        async with (
            asyncio.timeout(RUN_SECONDS),
            stage(contender, crowd, lines=job.in_flight, data=data) as on,
        ):
            found = await (_memory(contender, on, job) if job.newcomers else _window(on, job, pace))
            on.running.check_alive()
            return _judged(found, on.load.tally)
    except DidNotStartError as error:
        return Refused(why=f"did not stay up: {error}")
    except TooSlowError as error:
        return Refused(why=f"too slow: {error}")
    except TimeoutError:
        return Refused(why=f"took longer than {RUN_SECONDS:.0f} s")


def _judged(found: Figures, tally: Tally) -> Outcome:
    if faults := tally.faults():
        return Refused(why=faults)
    if not found.per_second:
        return Refused(why="not one update was answered in the window")
    if found.driver_share > DRIVER_LIMIT:
        return Refused(why=f"the driver used {found.driver_share:.0%} of its core")
    return found


def _crowd(contender: Contender, job: Job) -> Crowd:
    """Return 10,000 persons; where more are known, evenly picked from all of them."""
    step = max(1, job.known // PERSONS)
    ids = range(FIRST_PERSON, FIRST_PERSON + PERSONS * step, step)
    return Crowd(ids, at_once=max(256, 4 * job.in_flight), stages=STAGES, say=contender.say)


async def _window(on: Stage, job: Job, pace: Pace) -> Figures:
    load, on.api.latency = on.load, job.latency
    if job.per_second:
        load.run_open(job.per_second)
    else:
        load.run_closed()
    await asyncio.sleep(pace.warm)
    start, load.tally.window_is_open = clocks(on.running), True
    await asyncio.sleep(pace.window)
    load.tally.window_is_open = False
    found = figures(on.running, start, load.tally.seconds)
    # What is still on its way is only checked, no longer timed.
    on.api.latency = 0.0
    await load.drain(pace.drain)
    await asyncio.sleep(SETTLE_SECONDS)
    return found


async def _memory(contender: Contender, on: Stage, job: Job) -> Figures:
    """Measure the memory that newcomers take in a bot whose code is already warm."""
    first = FIRST_PERSON + 100 * PERSONS
    newcomers = first + 500
    await _once(contender, on, range(first, newcomers), STAGES)
    await asyncio.sleep(2)
    before, start = on.running.memory_mb(), clocks(on.running)
    on.load.tally.window_is_open = True
    await _once(contender, on, range(newcomers, newcomers + job.newcomers), 1)
    found = figures(on.running, start, on.load.tally.seconds)
    await asyncio.sleep(2)
    grown = on.running.memory_mb() - before
    return found.with_memory(grown * PERSONS / job.newcomers)


async def _once(contender: Contender, on: Stage, ids: range, stages: int) -> None:
    on.load.run_closed(Crowd(ids, at_once=256, stages=stages, say=contender.say, once=True))
    if await on.load.finish(CROWD_SECONDS):
        served = on.load.tally.answered
        raise TooSlowError(f"{served:,} updates in {CROWD_SECONDS:.0f} s, the rest not awaited")
    on.load.stop()
