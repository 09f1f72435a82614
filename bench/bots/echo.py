"""The upper limit without storage: aiohttp on both sides, each text sent back, nothing kept."""

import asyncio
import hmac
import json

from aiohttp import ClientSession, TCPConnector, web

from bench.bots.place import HOOK_PATH, Place, here
from bench.bots.tuned import serve

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Echo:
    """A bot that acknowledges at once and sends the text back in a task of its own."""

    def __init__(self, place: Place) -> None:
        """Send to the Bot API of a place."""
        self._place = place
        self._url = f"{place.api}/bot{place.token}/sendMessage"
        self._session: ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def hear(self, request: web.Request) -> web.Response:
        """Acknowledge one update."""
        if not hmac.compare_digest(request.headers.get(SECRET_HEADER, ""), self._place.secret):
            return web.Response(status=403)
        message = json.loads(await request.read())["message"]
        task = asyncio.create_task(self._send(message["chat"]["id"], message["text"]))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return web.Response()

    async def _send(self, chat: int, text: str) -> None:
        if self._session is None:
            self._session = ClientSession(connector=TCPConnector(limit=0))
        body = json.dumps({"chat_id": chat, "text": text}).encode()
        async with self._session.post(
            self._url, data=body, headers={"Content-Type": "application/json"}
        ) as response:
            await response.read()

    async def close(self, _: web.Application) -> None:
        """Close the connections to the Bot API."""
        if self._session is not None:
            await self._session.close()


def main() -> None:
    """Serve the webhook until stopped."""
    place = here()
    bot = Echo(place)
    app = web.Application()
    app.router.add_post(HOOK_PATH, bot.hear)
    app.on_cleanup.append(bot.close)
    serve(app, place.port)


if __name__ == "__main__":
    main()
