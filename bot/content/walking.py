"""Many walks at random through a content folder, on as many processors as wanted, and what came of them."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.content.coverage import Coverage, noting_routes
from bot.content.load import load
from bot.content.playing import offered
from bot.content.trial import known
from bot.content.wander import Wanderer, as_test
from bot.core.finding import Finding
from bot.core.flow import FlowId, Release
from bot.core.language import LanguageCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where to walk: in which folder, flow and language (all if empty), and the seed that decides every walk."""

    folder: Path
    seed: int = 1
    flow: str = ""
    language: LanguageCode = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What went wrong on the walks with these numbers: in words, each with the test that shows it; what was reached."""

    troubles: tuple[tuple[str, str], ...]
    coverage: Coverage
    inputs: int


def walks(way: Way, number: int, jobs: int = 1) -> tuple[Release | None, Sequence[Finding], Found]:
    """Take `number` walks; without a release there are only findings."""
    release, _, findings = load(way.folder)
    if release is None:
        return None, findings, Found(troubles=(), coverage=Coverage(), inputs=0)
    known(way.flow, release.flows, "flow")
    known(way.language, release.languages, "language")
    share = -(-number // jobs)
    parts = [range(first, min(first + share, number)) for first in range(0, number, share)]
    if len(parts) <= 1:
        return release, findings, _walk(way, range(number))
    with ProcessPoolExecutor(jobs) as pool:
        return release, findings, _together(list(pool.map(partial(_walk, way), parts)))


def _walk(way: Way, numbers: range) -> Found:
    release, catalogs, _ = load(way.folder)
    if release is None:
        return Found(troubles=(), coverage=Coverage(), inputs=0)
    coverage = Coverage()
    wanderer = Wanderer(
        release=noting_routes(release, coverage.routed),
        catalogs=catalogs,
        languages=(way.language,) if way.language else offered(release),
        flow=FlowId(way.flow) if way.flow else None,
        coverage=coverage,
    )
    troubles = tuple(
        (trouble.what, as_test(trouble, release, catalogs))
        for trouble in wanderer.wander(way.seed, numbers)
    )
    return Found(troubles=troubles, coverage=coverage, inputs=wanderer.inputs)


def _together(parts: Sequence[Found]) -> Found:
    """Return what several processors found, each trouble once: that of the earliest walk."""
    coverage, troubles = Coverage(), dict[str, str]()
    for part in parts:
        coverage.visited.update(part.coverage.visited)
        coverage.pressed.update(part.coverage.pressed)
        coverage.items |= part.coverage.items
        coverage.routed |= part.coverage.routed
        for what, test in part.troubles:
            troubles.setdefault(what, test)
    return Found(
        troubles=tuple(troubles.items()),
        coverage=coverage,
        inputs=sum(part.inputs for part in parts),
    )
