"""The stream a page listens to: what was said, as soon as it is kept, from where the page left off."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.core.language import LanguageCode
from bot.core.message import ChannelName
from bot.service.ports import Line, StoreError
from bot.web.identity import Visitor, known_visitor, new_visitor, remember
from bot.web.languages import first_language, spoken_language, view
from bot.web.lines import line_as_json
from bot.web.site import SITE, Site

HEARTBEAT = 15.0
"""Seconds between signs of life, so that proxies keep the stream open and lost pages are noticed."""
_SLOWEST = 20.0
"""Seconds a page may take to read what was written."""
_MOST_STREAMS = 2000
_RECONNECT = b"retry: 1000\n\n"
_PLACE = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")

OPEN = web.AppKey("open_streams", set[asyncio.Task[Any]])


async def events(request: web.Request) -> web.StreamResponse:
    """Send the lines after `Last-Event-ID`, then each new one, until the page goes away."""
    visitor, site = known_visitor(request), request.app[SITE]
    if visitor is None:
        return _make_known(request)
    open_streams = request.app[OPEN]
    if len(open_streams) >= _MOST_STREAMS:
        raise web.HTTPServiceUnavailable
    accept = request.headers.get("Accept-Language", "")
    reader = Reader(site, visitor)
    if not reader.resume(request.headers.get("Last-Event-ID") or request.query.get("after", "")):
        reader.speak(first_language(accept, site.library))
    backlog = await reader.news()
    stream = web.StreamResponse(
        headers={"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}
    )
    await stream.prepare(request)
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a handler always runs in a task
    open_streams.add(task)
    try:
        await _write(stream, _RECONNECT + backlog + event("ready", None))
        async for chunk in reader.follow():
            await _write(stream, chunk)
    except (ConnectionResetError, TimeoutError, StoreError):
        pass  # the page comes back and says where it left off
    finally:
        open_streams.discard(task)
    return stream


def _make_known(request: web.Request) -> web.Response:
    """Give a stranger a cookie and let the page come again with it.

    Only here, not with the page: a strict cookie stays at home when somebody follows a link from another site, and a
    new one would replace it. What the page itself asks for always carries it.
    """
    response = web.Response(body=event("stranger", None), content_type="text/event-stream")
    remember(request, response, new_visitor(request))
    return response


async def close_streams(app: web.Application) -> None:
    """End every stream, so that the server can stop at once."""
    open_streams = app[OPEN]
    for task in tuple(open_streams):
        task.cancel()


async def _write(stream: web.StreamResponse, chunk: bytes) -> None:
    async with asyncio.timeout(_SLOWEST):
        await stream.write(chunk)


def event(name: str, data: Any, place: str = "") -> bytes:
    """Return one event in the form of the stream."""
    identity = f"id: {place}\n" if place else ""
    return f"event: {name}\n{identity}data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


@dataclass(frozen=True, slots=True)
class Place:
    """The last line a page has seen: its number and moment, for a deleted conversation starts again at 1."""

    sequence: int = 0
    moment: int = 0

    @classmethod
    def of(cls, line: Line) -> "Place":
        """Return the place of `line`."""
        return cls(line.sequence, _milliseconds(line.at))

    def __str__(self) -> str:
        """Return the place as it stands in `Last-Event-ID`."""
        return f"{self.sequence}.{self.moment}"


class Reader:
    """Turns a kept conversation into events, each line once."""

    def __init__(self, site: Site, visitor: Visitor) -> None:
        self._site = site
        self._visitor = visitor
        self._language: LanguageCode | None = None
        self._told: LanguageCode | None = None
        self._place = Place()

    def resume(self, place: str) -> bool:
        """Go on after `place`; False when it is none, which means from the beginning."""
        match = _PLACE.fullmatch(place)
        if match is not None:
            self._place = Place(int(match[1]), int(match[2]))
        return match is not None

    def speak(self, language: LanguageCode) -> None:
        """Use `language` until Merit has spoken; a page that resumes knows its language already."""
        self._language = language

    async def news(self) -> bytes:
        """Return the events since the last call.

        The line at our place is read again: when it is gone, so is the conversation, and the page forgets it.
        """
        written = b""
        lines = await self._lines(max(0, self._place.sequence - 1))
        if self._place.sequence:
            if lines and Place.of(lines[0]) == self._place:
                lines = lines[1:]
            else:
                written += event("reset", None)
                self._place = Place()
                lines = await self._lines(0) or lines  # last words are handed out only once
        self._language = spoken_language(lines) or self._language
        if self._language is not None and self._language != self._told:
            self._told = self._language
            written += event("words", view(self._language, self._site.library))
        for line in lines:
            self._place = Place.of(line)
            written += event("line", line_as_json(line, self._visitor), str(self._place))
        return written

    async def follow(self) -> AsyncIterator[bytes]:
        """Yield new events as they come and a sign of life when there are none."""
        while True:
            waiting = asyncio.ensure_future(self._changed())
            try:
                await asyncio.sleep(
                    0
                )  # the wait has begun before we look, so no line slips between
                written = await self.news()
                if not written:
                    await waiting
                    written = await self.news() or event("here", None)
                yield written
            finally:
                waiting.cancel()

    async def _changed(self) -> bool:
        return await self._site.conversations.changed(
            ChannelName.WEB, self._visitor.address, seconds=HEARTBEAT
        )

    async def _lines(self, after: int) -> list[Line]:
        found = await self._site.conversations.lines(
            ChannelName.WEB, self._visitor.address, after=after
        )
        return list(found)


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
