"""Building an index in a process of its own, which ends with us.

Conversations go on, and stopping does not wait for it.
"""

import asyncio
import os
import signal
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from bot.search.corpus import Corpus
from bot.search.preparing import IndexCache, prepare


class BuildFailedError(Exception):
    """The process that built an index ended without one, for example because there was not enough memory."""


async def prepared_apart(
    corpus: Corpus,
    cache: IndexCache,
    *,
    encode: bool,
    shipped: Path | None = None,
    before: bytes | None = None,
) -> bytes:
    """Return what `prepare` returns; raise BuildFailedError when its process ended without it.

    When this is cancelled the process and those it started are killed.
    """
    context = get_context("spawn")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(writer, corpus, cache, encode, shipped, before))
    process.start()
    writer.close()
    try:
        return await asyncio.to_thread(reader.recv_bytes)
    except EOFError:
        raise BuildFailedError("The index could not be built.") from None
    finally:
        with suppress(ProcessLookupError, TypeError):
            os.killpg(process.pid, signal.SIGKILL)  # type: ignore[arg-type] # None is a TypeError
        reader.close()
        await asyncio.to_thread(process.join)


def _work(
    writer: Connection,
    corpus: Corpus,
    cache: IndexCache,
    encode: bool,  # noqa: FBT001 - arguments of a process have no names
    shipped: Path | None,
    before: bytes | None,
) -> None:  # pragma: no cover - runs in the other process
    os.setsid()
    writer.send_bytes(prepare(corpus, cache, encode=encode, shipped=shipped, before=before))
