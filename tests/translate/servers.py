"""Local servers that speak as LibreTranslate and DeepL do, with their faults on demand."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

LIBRE = [
    {"code": "en", "name": "English", "targets": ["ar", "en", "zh-Hans"]},
    {"code": "ar", "name": "Arabic", "targets": ["en"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["en"]},
    "nonsense",
]
SOURCES = [{"language": name, "name": name} for name in ("EN", "AR", "PT", "NB")]
TARGETS = [
    {"language": name, "name": name, "supports_formality": False}
    for name in ("EN-GB", "EN-US", "AR", "PT-BR", "PT-PT", "NB", "ZH-HANS", "ZH-HANT")
]


@dataclass(slots=True)
class Played:
    """What the server was asked, and what it answers instead of a translation when told so."""

    base: str = ""
    asked: list[tuple[str, dict[str, Any], dict[str, str]]] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    languages: Any = None
    hangs: asyncio.Event | None = None

    @property
    def last(self) -> dict[str, Any]:
        """The latest request for a translation."""
        return next(body for path, body, _ in reversed(self.asked) if "languages" not in path)

    async def answer(self, request: web.Request, usual: Any) -> web.Response:
        """Note the request, and answer it."""
        body = await request.json() if request.method == "POST" else {}
        self.asked.append((request.path_qs, body, dict(request.headers)))
        if self.hangs is not None:
            await self.hangs.wait()
        if self.status != 200 or self.body is not None:
            return web.Response(status=self.status, headers=self.headers, body=self.body or b"{}")
        return web.json_response(usual)


@asynccontextmanager
async def libretranslate() -> AsyncIterator[Played]:
    """Run a LibreTranslate server that turns words over."""
    played = Played(languages=LIBRE)

    async def translate(request: web.Request) -> web.Response:
        words = (await request.json())["q"][::-1]
        return await played.answer(request, {"translatedText": words})

    async def languages(request: web.Request) -> web.Response:
        return await played.answer(request, played.languages)

    routes = [web.post("/lt/translate", translate), web.get("/lt/languages", languages)]
    async with _running(routes, played, "/lt"):
        yield played


@asynccontextmanager
async def deepl(*, lists: bool = True) -> AsyncIterator[Played]:
    """Run a server that speaks as DeepL does and turns words over; one that does not list languages on demand."""
    played = Played(languages={"source": SOURCES, "target": TARGETS})

    async def translate(request: web.Request) -> web.Response:
        (words,) = (await request.json())["text"]
        found = {"detected_source_language": "EN", "text": words[::-1]}
        return await played.answer(request, {"translations": [found]})

    async def languages(request: web.Request) -> web.Response:
        return await played.answer(request, played.languages[request.query["type"]])

    routes = [web.post("/v2/translate", translate)]
    routes += [web.get("/v2/languages", languages)] if lists else []
    async with _running(routes, played, ""):
        yield played


@asynccontextmanager
async def _running(routes: list[web.RouteDef], played: Played, path: str) -> AsyncIterator[None]:
    app = web.Application()
    app.add_routes(routes)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    played.base = f"http://127.0.0.1:{runner.addresses[0][1]}{path}"
    try:
        yield
    finally:
        if played.hangs is not None:
            played.hangs.set()
        await runner.cleanup()
