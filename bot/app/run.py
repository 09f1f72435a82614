"""`merit run`: the browser chat, health and metrics, and Telegram when there is a token."""

import asyncio
import gc
import signal
from collections.abc import Callable, Coroutine, Mapping
from contextlib import AsyncExitStack, suppress
from typing import Any, NoReturn

from bot import clock, logs
from bot.app.desk import desk_side
from bot.app.desk_pages import desk_site
from bot.app.forum import forum_side
from bot.app.parts import (
    TROUBLE,
    Dialogue,
    alone,
    dialogue,
    in_loop,
    opened,
)
from bot.app.releases import Shelves
from bot.app.searching import indexing
from bot.app.starting import shelves_at_start
from bot.app.telegram import TelegramSide, routes, telegram_side
from bot.app.translating import translates_heard, translator
from bot.core.flow import Release
from bot.core.message import ChannelName
from bot.desk.app import mount
from bot.desk.site import DeskSite
from bot.logs import logger
from bot.scrub.scrubber import MEGABYTE
from bot.service.forget import Forgetting
from bot.service.ports import StoreError
from bot.service.questions import Questions
from bot.service.remind import Reminders
from bot.settings import OperatorError, Settings
from bot.store.locks import InstanceLock
from bot.store.releases import SqlReleases
from bot.web.app import build, serve
from bot.web.site import Check, Site
from bot.web.uploads import Uploads

LOOK_AT_QUESTIONS = 60 * 60
"""Seconds between two looks for questions whose time is over."""
LOOK_AT_LOCK = 20.0
"""Seconds between two looks whether this is still the only Merit on its database."""


def run(settings: Settings) -> None:
    """Run until told to stop; raise OperatorError when that is not possible."""
    logs.configure(as_json=settings.log == "json")
    in_loop(_run(settings))


async def _run(settings: Settings) -> None:
    async with AsyncExitStack() as stack:
        lock = await stack.enter_async_context(alone(settings))
        parts = await stack.enter_async_context(opened(settings))
        shelves = await shelves_at_start(settings, SqlReleases(store=parts.store))
        library = shelves.library
        talk = dialogue(parts, library)
        side = await telegram_side(parts, talk, stack) if settings.telegram_token else None
        desk = desk_side(parts, talk)
        machine = await stack.enter_async_context(translator(settings))
        translates = translates_heard(parts, talk, desk, machine)
        checks: dict[str, Check] = {"store": parts.store.ping, "content": shelves.check}
        if side is not None:
            checks["telegram"] = side.check
        search = indexing(parts, talk)
        shelves.changed = _all_of(
            search.look_again, *(() if side is None else (side.tell_commands,))
        )
        pages = desk_site(parts, talk, desk, machine) if settings.desk == "on" else None
        for_advisors = forum_side(parts, talk, desk, side, pages)
        port = await _serve(settings, talk, side, checks, stack, pages)
        _greet(settings, port, side)
        _settle_memory()
        _note_start(port, library.release)
        tasks = (
            _stay_alone(lock),
            shelves.watch(settings.release_seconds),
            Reminders(receiver=talk.receiver).run(),
            desk.clock.run(),
            translates.run(),
            *for_advisors(),
            search.run(),
            Forgetting(store=parts.store, library=library, now=clock.now).run(),
            *(() if talk.questions is None else (_forget_questions(talk.questions, settings),)),
        )
        await _until_stopped(shelves, *tasks, *(() if side is None else (side.run(),)))
        logger.info("stopping")


async def _serve(
    settings: Settings,
    talk: Dialogue,
    side: TelegramSide | None,
    checks: Mapping[str, Check],
    stack: AsyncExitStack,
    pages: DeskSite | None,
) -> int:
    """Serve the pages and the webhook until the stack ends, and return the port."""
    uploads = Uploads(settings.file_megabytes * MEGABYTE) if settings.file_megabytes else None
    if uploads is not None:
        talk.fetch[ChannelName.WEB] = uploads.fetch
    site = Site(
        intake=talk.receiver,
        conversations=talk.conversations,
        library=talk.library,
        host=settings.host,
        names=settings.names,
        chat=settings.chat,
        uploads=uploads,
        checks=checks,
        machine_paths=() if side is None or side.webhook is None else (side.webhook.path,),
    )
    app = build(site, more=() if side is None else routes(side))
    if pages is not None:
        mount(app, pages)
    try:
        runner = await serve(app, host=settings.host, port=settings.port)
    except OSError as error:
        raise OperatorError(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
            "Another Merit may be running: stop it, or set MERIT_PORT to another number."
        ) from None
    stack.push_async_callback(runner.cleanup)
    port: int = runner.addresses[0][1]
    return port


def _all_of(*told: Callable[[], None]) -> Callable[[], None]:
    """Return one function that calls them all."""

    def tell() -> None:
        for each in told:
            each()

    return tell


async def _forget_questions(questions: Questions, settings: Settings) -> NoReturn:
    """Delete questions left for the editors when their time is over."""
    while True:
        try:
            gone = await questions.forget(clock.now().date(), settings.question_days)
        except StoreError as error:
            logger.warning("questions_not_forgotten", error=type(error).__name__)
        else:
            if gone:
                logger.info("questions_forgotten", count=gone)
        await asyncio.sleep(LOOK_AT_QUESTIONS)


def _greet(settings: Settings, port: int, side: TelegramSide | None) -> None:
    """Say in plain words where Merit can be talked to."""
    if settings.chat:
        print(
            f"Merit is running. Talk to it in your browser: http://{settings.host}:{port}/",
            flush=True,
        )
    else:
        print(
            f"Merit is running. Its health is at http://{settings.host}:{port}/healthz", flush=True
        )
    if side is None:
        print("Without TELEGRAM_TOKEN it does not use Telegram. Stop it with Ctrl+C.", flush=True)
    else:
        way = "by webhook" if side.webhook is not None else "by polling"
        print(f"It answers on Telegram ({way}). Stop it with Ctrl+C.", flush=True)


def _note_start(port: int, release: Release) -> None:
    logger.info("started", port=port, release=release.id, languages=len(release.languages))


def _settle_memory() -> None:
    """Keep the collector away from what lives as long as the process: measured to halve the slowest answers."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


async def _until_stopped(shelves: Shelves, *running: Coroutine[Any, Any, object]) -> None:
    """Wait for a signal; raise what ended one of the running parts if that comes first."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, shelves.look_again)
    tasks: set[asyncio.Task[object]] = {
        asyncio.create_task(stop.wait()),
        *(asyncio.create_task(each) for each in running),
    }
    done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
        with suppress(asyncio.CancelledError, *TROUBLE):
            await task
    for task in done:
        task.result()


async def _stay_alone(lock: InstanceLock) -> None:
    """Raise when another Merit took over, which can only happen after the database server lost our connection."""
    while True:
        await asyncio.sleep(LOOK_AT_LOCK)
        try:
            still = await lock.held()
        except StoreError as error:
            logger.warning("lock_not_seen", error=type(error).__name__)
            continue
        if not still:
            raise OperatorError(
                "Another Merit took over this database while the connection to it was lost."
            )
