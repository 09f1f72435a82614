"""What the preview answers: its pages, what an editor does there, the stream of changes, the files of the page."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from aiohttp import web

from bot.content.edition import Edition
from bot.core.flow import FlowId, StepId
from bot.core.press import press_from_ids
from bot.core.render import render_text
from bot.core.text import Text
from bot.core.typed import LONGEST_TYPED
from bot.preview.deeds import Chose, Forgot, Jumped, Said, Spoke
from bot.preview.missed import Missed
from bot.preview.page import broken_page, page
from bot.preview.panel_graph import Pictures
from bot.preview.panel_test import recorded
from bot.preview.shelf import Shelf
from bot.preview.supposing import supposed
from bot.preview.tabs import Tab, Tabs
from bot.preview.view import Panel, Scene, View

HEARTBEAT = 15.0
"""Seconds between signs of life of the stream."""
MOST_STREAMS = 100
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the preview works with. `folder` is told to the page only on this machine."""

    shelf: Shelf
    tabs: Tabs
    folder: str = ""
    missed: tuple[Missed, ...] = ()
    pictures: Pictures = field(default_factory=Pictures)
    streams: set[asyncio.Task[Any]] = field(default_factory=set)


DESK = web.AppKey("desk", Desk)


async def front(request: web.Request) -> web.Response:
    """Give every new tab a conversation of its own."""
    raise web.HTTPFound(f"/p/{request.app[DESK].tabs.fresh_name()}")


async def show(request: web.Request) -> web.Response:
    """Return the page of a tab."""
    desk, view = request.app[DESK], _view(request)
    scene = _scene(desk, view)
    if scene is None:
        text = broken_page(desk.shelf.snapshot, view)
    else:
        wanted = view.panel is Panel.GRAPH
        text = page(scene, await desk.pictures.picture(scene) if wanted else None)
    response = web.Response(text=text, content_type="text/html")
    response.enable_compression()
    return response


def _view(request: web.Request) -> View:
    return View.of(request.match_info["tab"], request.query)


def _scene(desk: Desk, view: View) -> Scene | None:
    snapshot = desk.shelf.snapshot
    edition = snapshot.edition
    tab = desk.tabs.tab(view.tab, edition)
    if edition is None:
        return None
    return Scene(
        view=view,
        snapshot=snapshot,
        edition=edition,
        played=tab.played(edition),
        problem=tab.problem,
        folder=desk.folder,
        missed=desk.missed,
    )


async def act(request: web.Request) -> web.Response:
    """Do what the editor did and show the page again."""
    desk, view = request.app[DESK], _view(request)
    edition = desk.shelf.snapshot.edition
    tab = desk.tabs.tab(view.tab, edition)
    form = await request.post()
    given = {name: [str(value) for value in form.getall(name)] for name in form}
    if edition is not None:
        _ACTS[request.match_info["what"]](tab, given, edition)
    raise web.HTTPSeeOther(view.address())


Given = Mapping[str, list[str]]


def _one(given: Given, name: str) -> str:
    return given.get(name, [""])[0][:LONGEST_TYPED]


def _talk(tab: Tab, given: Given, edition: Edition) -> None:
    words, press = _one(given, "say").strip(), press_from_ids(_one(given, "press"))
    if press is not None:
        keys = tab.played(edition).stage.keys.offers
        old = all(offer.press != press for offer in keys)
        tab.do(Chose(flow=press.flow, step=press.step, choice=press.choice, old=old), edition)
    elif words:
        tab.do(Said(words=words), edition)


def _jump(tab: Tab, given: Given, edition: Edition) -> None:
    flow, _, step = _one(given, "to").partition("/")
    found = edition.release.flows.get(FlowId(flow))
    if found is not None and step in found.steps:
        tab.do(Jumped(flow=FlowId(flow), step=StepId(step)), edition)
    else:
        tab.problem = "There is no such step in the version the phone shows."


def _suppose(tab: Tab, given: Given, edition: Edition) -> None:
    name = _one(given, "name")
    spec = edition.release.answers.get(name)
    if spec is None:
        return
    if _one(given, "forget"):
        tab.do(Forgot(name=name), edition)
        return
    played = tab.played(edition)
    deed = supposed(spec, given.get("value", []), played)
    if isinstance(deed, Text):
        tab.problem = render_text(deed, edition.catalog("en")).words
    else:
        tab.do(deed, edition)


def _speak(tab: Tab, given: Given, edition: Edition) -> None:
    language = _one(given, "language")
    if language in edition.release.languages:
        tab.do(Spoke(language=language), edition)


_ACTS: Mapping[str, Callable[[Tab, Given, Edition], None]] = {
    "do": _talk,
    "jump": _jump,
    "suppose": _suppose,
    "speak": _speak,
    "undo": lambda tab, _, edition: tab.undo(edition),
    "over": lambda tab, _, edition: tab.start_over(edition),
}


async def test(request: web.Request) -> web.Response:
    """Return the recorded test as a file."""
    scene = _scene(request.app[DESK], View(tab=request.match_info["tab"]))
    recorder = None if scene is None else scene.played.recorder
    text = "" if scene is None else recorded(scene)
    if recorder is None or not text:
        raise web.HTTPNotFound
    return web.Response(
        text=text,
        content_type="application/yaml",
        headers={"Content-Disposition": f'attachment; filename="{recorder.start}.yaml"'},
    )


async def events(request: web.Request) -> web.StreamResponse:
    """Tell the page each time the content has changed."""
    desk = request.app[DESK]
    if len(desk.streams) >= MOST_STREAMS:
        raise web.HTTPServiceUnavailable
    stream = web.StreamResponse(headers={"Content-Type": "text/event-stream; charset=utf-8"})
    await stream.prepare(request)
    task = asyncio.current_task()
    assert task is not None  # noqa: S101 - a handler always runs in a task
    desk.streams.add(task)
    try:
        await _tell(stream, desk.shelf)
    except ConnectionResetError:
        pass  # the page is gone
    finally:
        desk.streams.discard(task)
    return stream


async def _tell(stream: web.StreamResponse, shelf: Shelf) -> None:
    number = shelf.snapshot.number
    while True:
        said = json.dumps({"number": number})
        await stream.write(f"retry: 500\nevent: content\ndata: {said}\n\n".encode())
        try:
            async with asyncio.timeout(HEARTBEAT):
                number = (await shelf.changed(number)).number
        except TimeoutError:
            continue


async def close_streams(app: web.Application) -> None:
    """End every stream, so that the server can stop at once."""
    for task in tuple(app[DESK].streams):
        task.cancel()


def _read() -> Mapping[str, tuple[str, bytes]]:
    found = {}
    for file in files("bot.preview").joinpath("page").iterdir():
        suffix = file.name[file.name.rfind(".") :]
        if suffix in _TYPES:
            found[file.name] = (_TYPES[suffix], file.read_bytes())
    return found


_PARTS = _read()


async def part(request: web.Request) -> web.Response:
    """Return a file of the page."""
    found = _PARTS.get(request.match_info["name"])
    if found is None:
        raise web.HTTPNotFound
    response = web.Response(body=found[1], content_type=found[0], charset="utf-8")
    response.enable_compression()
    return response


_TAB = "/p/{tab:[a-z0-9]{10}}"
ROUTES = (
    web.get("/", front),
    web.get(_TAB, show),
    web.post(_TAB + "/{what:" + "|".join(_ACTS) + "}", act),
    web.get(_TAB + "/test.yaml", test),
    web.get("/events", events),
    web.get("/page/{name}", part),
)
