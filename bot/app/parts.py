"""The parts every command is made of: keys, store, content, and the use cases wired to them."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import bot
from bot import clock
from bot.app.desk_waiting import counting_and_outlooks
from bot.content.load import ContentLibrary, load
from bot.core.finding import Severity
from bot.core.flow import Release
from bot.core.message import ChannelName
from bot.core.sections import SHARED
from bot.core.ticket import Ticket
from bot.crypto.files import create_keys, read_keys
from bot.crypto.keys import KeyFileError
from bot.crypto.sealer import KeySealer
from bot.documents.maker import DocumentMaker
from bot.logs import logger
from bot.scrub.scrubber import Fetch, Scrubber
from bot.search.encoder import installed
from bot.search.preparing import IndexCache, default_folder
from bot.search.searcher import Searcher
from bot.service.bells import Bells
from bot.service.conversations import KeptConversations
from bot.service.deliver import Deliverer
from bot.service.lanes import Lanes
from bot.service.papers import Papers
from bot.service.ports import Queued, SealError, StoreError
from bot.service.receive import Receiver
from bot.settings import OperatorError, Settings
from bot.store.locks import AlreadyRunning, InstanceLock, lock_instance, lock_token
from bot.store.opening import open_store
from bot.store.releases import SqlInvitations
from bot.store.search import SqlQuestions
from bot.store.sql_store import SqlStore
from bot.store.taxonomy import SqlConcepts
from bot.telegram.errors import TelegramTrouble

TROUBLE = (KeyFileError, SealError, StoreError, TelegramTrouble)
"""Errors of the parts whose message is written for an operator."""

PAUSES = (0.2, 0.8)
"""Seconds to wait before asking again for the lock."""

T = TypeVar("T")


@contextmanager
def operators_words() -> Iterator[None]:
    """Turn the parts' own errors into the one an operator sees."""
    try:
        yield
    except TROUBLE as error:
        raise OperatorError(str(error)) from error


def in_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` in a fresh event loop: uvloop where there is one."""
    try:
        import uvloop  # noqa: PLC0415 - optional: not on every platform

        factory: Callable[[], asyncio.AbstractEventLoop] | None = uvloop.new_event_loop
    except ImportError:
        factory = None
    with operators_words(), asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What every command that touches data needs."""

    settings: Settings
    sealer: KeySealer
    store: SqlStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """What a running bot has beside its parts."""

    library: ContentLibrary
    receiver: Receiver
    conversations: KeptConversations
    outlets: list[Deliverer]
    fetch: dict[ChannelName, Fetch]
    searcher: Searcher
    questions: SqlQuestions | None
    faces: list[Callable[[Ticket | None], None]]
    """What shows the desk: each is told of every ticket that changed, of none when somebody was deleted."""


def key_path(settings: Settings) -> Path:
    """Return where the operator's keys are; in production only where the operator says."""
    if settings.key_file is not None:
        return settings.key_file
    if settings.mode == "production":
        raise OperatorError(
            "MERIT_KEY_FILE is not set. In production Merit needs a key file kept apart from the data: "
            "make one with `merit keys new FILE` and set MERIT_KEY_FILE to it."
        )
    return settings.data / "keys.txt"


def sealer_of(settings: Settings) -> KeySealer:
    """Return the sealer for the operator's keys; at home, and only there, missing keys are made with a notice."""
    path = key_path(settings)
    if settings.key_file is not None or path.exists():
        return KeySealer(read_keys(path))
    keys = create_keys(path, clock.now().date())
    print(
        f"Notice: no MERIT_KEY_FILE is set, so a key was made in {path}. Whoever has this file and the database "
        "can read everything. That is fine for trying Merit; for real people set MERIT_KEY_FILE and "
        "MERIT_MODE=production.",
        file=sys.stderr,
    )
    return KeySealer(keys)


def _make_folder(settings: Settings) -> None:
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise OperatorError(
            f"The folder {settings.data} cannot be used ({error.strerror}). "
            "Set MERIT_DATA to a folder Merit may write to."
        ) from None


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Parts]:
    """Open keys and store."""
    _make_folder(settings)
    sealer = sealer_of(settings)
    store = await open_store(settings.database_url, sealer)
    try:
        yield Parts(settings=settings, sealer=sealer, store=store)
    finally:
        await store.close()


@asynccontextmanager
async def alone(settings: Settings) -> AsyncIterator[InstanceLock]:
    """Hold the locks that only one running Merit can have: of its database, and of its bot on this machine."""
    _make_folder(settings)
    async with AsyncExitStack() as stack:
        lock = await _locked(settings.database_url, "merit")
        stack.push_async_callback(lock.release)
        if settings.telegram_token:
            stack.push_async_callback(lock_token(settings.telegram_token).release)
        yield lock


async def _locked(address: str, name: str) -> InstanceLock:
    """Return the lock; a database server may need a moment to notice that the Merit before us died."""
    for pause in PAUSES:
        try:
            return await lock_instance(address, name)
        except AlreadyRunning:
            await asyncio.sleep(pause)
    return await lock_instance(address, name)


def content_folder(settings: Settings) -> Path:
    """Return the folder that holds flows and locales: the operator's, or the one that came with Merit."""
    return settings.content or Path(bot.__file__).parent.parent


def content_of(settings: Settings) -> ContentLibrary:
    """Return the content; raise OperatorError when a flow has an error. A faulty translation is only not used."""
    folder = content_folder(settings)
    release, catalogs, findings = load(folder)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if release is None:
        listed = "\n".join(str(finding) for finding in errors)
        raise OperatorError(f"The content in {folder} cannot be used as it is:\n{listed}")
    if errors:
        logger.warning("translations_left_out", count=len(errors))
    check_left_out(settings, release)
    return ContentLibrary(
        release, catalogs, operator=settings.operator_facts, left_out=settings.profile_without
    )


def check_left_out(settings: Settings, release: Release) -> None:
    """Raise OperatorError when a section is to be left out that there is not: nothing would be left out."""
    spec = release.answers.get(SHARED)
    known = () if spec is None else spec.values
    unknown = sorted(settings.profile_without - set(known))
    if unknown:
        raise OperatorError(
            f"MERIT_PROFILE_WITHOUT names {', '.join(unknown)}, and there is no such section of the profile. "
            f"It can name: {', '.join(known)}."
        )


def index_cache(settings: Settings) -> IndexCache:
    """Return where indexes of the search are kept on this machine."""
    return IndexCache(folder=settings.cache or default_folder())


def dialogue(parts: Parts, library: ContentLibrary) -> Dialogue:
    """Return the use cases wired to the store and the content."""
    bells = Bells()
    megabytes = parts.settings.file_megabytes
    fetch: dict[ChannelName, Fetch] = {}
    outlets: list[Deliverer] = []
    faces: list[Callable[[Ticket | None], None]] = []
    searcher = Searcher(encoder=installed() if parts.settings.search == "meaning" else None)
    kept = SqlQuestions(store=parts.store, sealer=parts.sealer)
    questions = kept if parts.settings.question_days else None
    counting, outlooks = counting_and_outlooks(parts.store)
    receiver = Receiver(
        store=parts.store,
        library=library,
        sealer=parts.sealer,
        bells=bells,
        lanes=Lanes(),
        hand=lambda queued: _hand(outlets, queued),
        now=clock.now,
        files=Scrubber(fetch=fetch, megabytes=megabytes) if megabytes else None,
        invitations=SqlInvitations(store=parts.store),
        search=searcher,
        questions=questions,
        papers=papers_of(parts),
        outlooks=outlooks,
        counting=counting,
        changed=lambda ticket: _tell(faces, ticket),
        in_topics=partial(shows_words, parts.settings),
    )
    conversations = KeptConversations(store=parts.store, bells=bells)
    return Dialogue(
        library=library,
        receiver=receiver,
        conversations=conversations,
        outlets=outlets,
        fetch=fetch,
        searcher=searcher,
        questions=questions,
        faces=faces,
    )


def shows_words(settings: Settings, ticket: Ticket) -> bool:
    """Whether what people write and send stands in the ticket's topic in the advisors' group."""
    topics = {ticket.topic, *(("danger",) if ticket.danger else ())}
    full = bool(settings.desk_group) and settings.desk_forum == "full"
    return full and not topics & settings.desk_card_topics


def _tell(faces: list[Callable[[Ticket | None], None]], ticket: Ticket | None) -> None:
    for face in faces:
        face(ticket)


def papers_of(parts: Parts) -> Papers:
    """Return what makes people's papers."""
    return Papers(
        store=parts.store, documents=DocumentMaker(), concepts=SqlConcepts(store=parts.store)
    )


def _hand(outlets: list[Deliverer], queued: Sequence[Queued]) -> None:
    for outlet in outlets:
        outlet.hand(item for item in queued if item.channel is outlet.channel.name)
