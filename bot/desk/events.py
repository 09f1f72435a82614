"""The stream an open page listens to: which tickets changed, from where the page left off."""

import asyncio
from typing import Any

from aiohttp import web
from aiohttp_sse import EventSourceResponse

from bot.desk.identity import browser_of, token_of
from bot.desk.security import HEADERS
from bot.desk.visit import Visit
from bot.service.desk.news import Change
from bot.service.desk.permissions import Sight, sees
from bot.service.ports import StoreError

LOOK = 15.0
"""Seconds between two looks whether the session lasts; so often a quiet stream gives a sign of life."""
SLOWEST = 20.0
"""Seconds a page may take to read what was written."""
MOST = 500
"""Streams at once."""
AGAIN = 1000
"""Milliseconds until a page that lost its stream comes back."""

OPEN = web.AppKey("desk_streams", set[asyncio.Task[Any]])


async def events(visit: Visit) -> web.StreamResponse:
    """Tell the page of every change, until it goes away or the session is over."""
    streams = visit.request.config_dict[OPEN]
    if len(streams) >= MOST:
        raise web.HTTPServiceUnavailable
    response = EventSourceResponse(ping_interval=LOOK, send_timeout=SLOWEST)
    for name, value in HEADERS.items():
        response.headers[name] = value
    await response.prepare(visit.request)
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a handler always runs in a task
    streams.add(task)
    try:
        async with response:
            await _tell(visit, response)
    except (ConnectionResetError, TimeoutError, StoreError):
        pass  # the page comes back and says where it left off
    finally:
        streams.discard(task)
    return response


async def close_streams(app: web.Application) -> None:
    """End every stream, so that the server can stop at once."""
    streams = app[OPEN]
    for task in tuple(streams):
        task.cancel()


async def _tell(visit: Visit, response: EventSourceResponse) -> None:
    news, query = visit.site.news, visit.request.query
    place = visit.request.headers.get("Last-Event-ID") or query.get("after", "")
    await response.send("", event="ready", retry=AGAIN)
    while response.is_connected():
        changes = news.since(place)
        if changes is None:
            place = news.place
            await response.send("", id=place, event="reload")
        else:
            for change in changes:
                place = change.id
                await response.send(_named(visit, change), id=place, event="ticket")
        await news.wait(place, LOOK)
        if not await _lasts(visit):
            await response.send("", event="over")
            return


def _named(visit: Visit, change: Change) -> str:
    """Return the code of the ticket, or nothing where this advisor may not know of it (any more)."""
    ticket = change.ticket
    hidden = ticket is None or sees(visit.advisor, ticket) is Sight.NOTHING
    return "" if ticket is None or hidden else ticket.code


async def _lasts(visit: Visit) -> bool:
    """Whether whoever opened the page may still see it; looking at it does not make the session last longer."""
    agent = browser_of(visit.request).agent
    known = await visit.site.sessions.known(token_of(visit.request), agent, by_hand=False)
    return known is not None and known.advisor.role is visit.advisor.role
