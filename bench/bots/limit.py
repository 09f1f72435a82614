"""The durable limit: aiohttp, the dialog in one function, nothing lost, and no framework at all."""

import asyncio
import hmac
import json
from collections import deque
from http import HTTPStatus

from aiohttp import ClientError, ClientSession, TCPConnector, web

from bench.bots.echo import SECRET_HEADER
from bench.bots.ledger import Ledger, Unit
from bench.bots.place import HOOK_PATH, Place, here
from bench.bots.tuned import serve
from bench.dialog import answer

RETRY_SECONDS = 0.5
JSON = {"Content-Type": "application/json"}


class LimitBot:
    """Acknowledges after the commit, then sends; in order for each chat, again after a fault."""

    def __init__(self, place: Place) -> None:
        """Prepare; files and connections are opened by `open`."""
        self._place = place
        self._url = f"{place.api}/bot{place.token}/sendMessage"
        self._answers: dict[int, list[str]] = {}
        self._lanes: dict[int, deque[tuple[int, bytes]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ledger: Ledger
        self._session: ClientSession

    async def open(self, _: web.Application) -> None:
        """Open the file and the connections, and send what a crash left unsent."""
        self._ledger = Ledger(self._place.data / "limit.db")
        self._session = ClientSession(connector=TCPConnector(limit=0))
        for row, chat, body in self._ledger.unsent():
            self._queue(chat, row, body)

    async def close(self, _: web.Application) -> None:
        """Write what waits and close."""
        self._ledger.close()
        await self._session.close()

    async def hear(self, request: web.Request) -> web.Response:
        """Decide and commit one update, then acknowledge it."""
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), self._place.secret):
            return web.Response(status=403)
        heard = await request.read()
        update = json.loads(heard)
        chat: int = update["message"]["chat"]["id"]
        known = self._answers.get(chat)
        if known is None:
            known = self._ledger.answers(chat)
        known, text = answer(known, update["message"]["text"])
        self._answers[chat] = known
        unit = Unit(
            update_id=update["update_id"],
            chat=chat,
            heard=heard,
            answers=json.dumps(known),
            reply=json.dumps({"chat_id": chat, "text": text}).encode(),
            kept=asyncio.get_running_loop().create_future(),
        )
        self._ledger.put(unit)
        await unit.kept
        self._queue(chat, unit.update_id, unit.reply)
        return web.Response()

    def _queue(self, chat: int, row: int, body: bytes) -> None:
        lane = self._lanes.get(chat)
        if lane is not None:
            lane.append((row, body))
            return
        self._lanes[chat] = deque([(row, body)])
        task = asyncio.create_task(self._empty(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _empty(self, chat: int) -> None:
        lane = self._lanes[chat]
        while lane:
            row, body = lane[0]
            if not await self._post(body):
                await asyncio.sleep(RETRY_SECONDS)
                continue
            self._ledger.put(row)
            lane.popleft()
        del self._lanes[chat]

    async def _post(self, body: bytes) -> bool:
        try:
            async with self._session.post(self._url, data=body, headers=JSON) as response:
                await response.read()
                return response.status == HTTPStatus.OK
        except (ClientError, TimeoutError):
            return False


def main() -> None:
    """Serve the webhook until stopped."""
    place = here()
    bot = LimitBot(place)
    app = web.Application()
    app.router.add_post(HOOK_PATH, bot.hear)
    app.on_startup.append(bot.open)
    app.on_cleanup.append(bot.close)
    serve(app, place.port)


if __name__ == "__main__":
    main()
