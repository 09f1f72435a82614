"""The clocks of a window: time, the bot's and the driver's processor time, and everybody else's."""

import time
from dataclasses import dataclass

from bench.figures import Figures, percentile
from bench.machine import busy_seconds, cores, waited_seconds
from bench.process import Running


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """All clocks at one moment, in seconds."""

    wall: float
    bot: float
    driver: float
    driver_waited: float
    bot_core: float
    driver_core: float


def clocks(running: Running) -> Clocks:
    """Read all clocks now."""
    return Clocks(
        wall=time.perf_counter(),
        bot=running.cpu_seconds(),
        driver=time.process_time(),
        driver_waited=waited_seconds(),
        bot_core=busy_seconds(cores().bot),
        driver_core=busy_seconds(cores().driver),
    )


def figures(running: Running, start: Clocks, seconds: list[float]) -> Figures:
    """Return the figures of the window from `start` to now, from the times of its updates."""
    now, ordered = clocks(running), sorted(seconds)
    length = now.wall - start.wall
    bot, driver = now.bot - start.bot, now.driver - start.driver
    return Figures(
        per_second=len(ordered) / length,
        p50_ms=percentile(ordered, 0.5),
        p99_ms=percentile(ordered, 0.99),
        cpu_micros=bot / max(1, len(ordered)) * 1e6,
        peak_mb=running.memory_mb("VmHWM"),
        bot_share=bot / length,
        driver_share=driver / length,
        driver_wait_share=(now.driver_waited - start.driver_waited) / length,
        foreign_bot_core=max(0.0, (now.bot_core - start.bot_core - bot) / length),
        foreign_driver_core=max(0.0, (now.driver_core - start.driver_core - driver) / length),
    )
