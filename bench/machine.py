"""The machine under the bench: its two cores, who else uses them, and how fast its disk is."""

import functools
import os
import platform
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PACKAGES = (
    "python-telegram-bot",
    "aiogram",
    "aiohttp",
    "uvloop",
    "aiosqlite",
    "redis",
    "sqlalchemy",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """Which core the bots run on and which the driver; the same one where there is only one."""

    bot: int
    driver: int


@functools.cache
def cores() -> Cores:
    """Return the first two cores this process might use when first asked: bots, then driver."""
    allowed = sorted(os.sched_getaffinity(0))
    return Cores(bot=allowed[0], driver=allowed[min(1, len(allowed) - 1)])


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """Let this process, and the processes it starts meanwhile, run on one core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def busy_seconds(core: int) -> float:
    """Return how long a core has been working for anybody since it was started."""
    for line in Path("/proc/stat").read_text().splitlines():
        name, *ticks = line.split()
        if name == f"cpu{core}":
            user, nice, system, _idle, _wait, irq, softirq, steal = map(int, ticks[:8])
            return (user + nice + system + irq + softirq + steal) / TICKS
    return 0.0


def waited_seconds() -> float:
    """Return how long this process was ready to run but had no core."""
    return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9


def is_in_memory(folder: Path) -> bool:
    """Return whether a folder lies in memory, where an fsync costs nothing."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    around = {str(folder.resolve()), *map(str, folder.resolve().parents)}
    found = [(len(point), kind) for point, kind in mounts if point in around]
    return bool(found) and max(found)[1] in {"tmpfs", "ramfs"}


def sync_micros(folder: Path) -> int:
    """Return the median time of an fsync after a small write in a folder, in microseconds."""
    times = []
    path = folder / "sync.probe"
    with path.open("wb", buffering=0) as file:
        for _ in range(50):
            start = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    path.unlink()
    return round(statistics.median(times) * 1e6)


def describe(folder: Path) -> dict[str, str]:
    """Return what a reader needs to judge the figures: machine, disk, versions, day."""
    names = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(":")[2].strip() for line in names if "model name" in line), "?")
    facts = {
        "day": time.strftime("%Y-%m-%d", time.gmtime()),
        "processor": f"{model}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start",
        "fsync": f"{sync_micros(folder)} µs (median)",
        "python": platform.python_version(),
    }
    return facts | {name: _version(name) for name in PACKAGES}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
