"""`merit serve`: the editors' preview, without a database and without keeping anything."""

import asyncio
import signal
from pathlib import Path

from bot import clock, logs
from bot.app.parts import in_loop
from bot.preview.app import build, serve
from bot.preview.missed import Missed, read_missed
from bot.preview.security import LOOPBACK
from bot.settings import OperatorError


def preview(folder: Path, *, host: str, port: int, gaps: Path | None = None) -> None:
    """Serve until Ctrl+C or SIGTERM; `gaps` is a file of questions that people asked in vain."""
    logs.configure(as_json=False)
    try:
        missed = () if gaps is None else read_missed(gaps)
    except ValueError as error:
        raise OperatorError(str(error)) from None
    in_loop(_preview(folder.resolve(), host=host, port=port, missed=missed))


async def _preview(folder: Path, *, host: str, port: int, missed: tuple[Missed, ...]) -> None:
    """Serve `folder`, which is absolute."""
    try:
        app = build(folder, host=host, now=clock.now, missed=missed)
        runner = await serve(app, host=host, port=port)
    except OSError as error:
        raise OperatorError(
            f"The preview cannot listen on {host}:{port} ({error.strerror}). Choose another --port."
        ) from None
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    shown = f"[{host}]" if ":" in host else host
    print(
        f"Preview of the content in {folder.name}: http://{shown}:{runner.addresses[0][1]}/",
        flush=True,
    )
    if host not in LOOPBACK:
        print("Notice: everybody who reaches this machine can see and use the preview.", flush=True)
    print("Save a file and the page shows it. Ctrl+C ends it.", flush=True)
    try:
        await stopped.wait()
    finally:
        await runner.cleanup()
