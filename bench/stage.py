"""The stage of a run: Bot API, services, the bot and the load set up, and all of it taken down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.botapi import TOKEN, BotApi, Hook
from bench.bots.place import HOOK_PATH, Place
from bench.contenders import Contender
from bench.crowd import Crowd
from bench.hook import request_start
from bench.load import Load
from bench.machine import cores
from bench.ports import free_ports
from bench.process import LOOK_SECONDS, DidNotStartError, Running, answers, started

SECRET = "bench-secret"
START_SECONDS = 60.0
UNREGISTERED = Hook(path=HOOK_PATH, secret=SECRET)
"""Where a bot that calls no setWebhook listens."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A started bot and all around it."""

    load: Load
    api: BotApi
    running: Running


@asynccontextmanager
async def stage(
    contender: Contender, crowd: Crowd, *, lines: int, data: Path
) -> AsyncIterator[Stage]:
    """Start a bot on its core, its port open or ready; nothing of it is left after the block."""
    async with AsyncExitStack() as stack:
        port, side_port = free_ports(2)
        load = Load(crowd, contender.plain)
        stack.callback(load.close)
        api = BotApi(load.hear)
        base = await api.open()
        stack.callback(api.close)
        place = Place(
            api=base, port=port, side_port=side_port, token=TOKEN, secret=SECRET, data=data
        )
        await _start_beside(stack, contender, place)
        running = await stack.enter_async_context(
            started(
                contender.command,
                place.environment() | contender.environment(place),
                cores().bot,
                data / "bot.log",
            )
        )
        await answers(running, port, contender.ready_path, START_SECONDS)
        hook = await _hook(api, running) if contender.registers else UNREGISTERED
        await load.connect(
            request_start(port=port, path=hook.path, secret=hook.secret), port, lines
        )
        stack.callback(load.stop)  # first of all, also when the run is interrupted
        yield Stage(load, api, running)


async def _hook(api: BotApi, running: Running) -> Hook:
    """Wait until the bot has said where it wants its updates; raise DidNotStartError otherwise."""
    for _ in range(round(START_SECONDS / LOOK_SECONDS)):
        if api.hook is not None:
            return api.hook
        running.check_alive()
        await asyncio.sleep(LOOK_SECONDS)
    raise DidNotStartError(f"no setWebhook within {START_SECONDS:.0f} s:\n{running.last_words()}")


async def _start_beside(stack: AsyncExitStack, contender: Contender, place: Place) -> None:
    """Start the service a bot needs, if any, on the driver's core: only the bot is measured."""
    if contender.beside is None:
        return
    command = contender.beside(place)
    log = place.data / "beside.log"
    service = await stack.enter_async_context(started(command, {}, cores().driver, log))
    await answers(service, place.side_port, None, START_SECONDS)
