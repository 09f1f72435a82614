"""The desk as a part of Merit's web server."""

from collections.abc import Iterable

import aiohttp_jinja2
import jinja2
from aiohttp import web

from bot.desk.events import OPEN, close_streams
from bot.desk.guard import guarded
from bot.desk.routes import NOWHERE, ROUTES
from bot.desk.site import DESK, ROOT, DeskSite
from bot.desk.static_files import address
from bot.desk.visit import TEMPLATES
from bot.desk.words import CLOSING, MOVES, STATES
from bot.desk.words_account import ROLES
from bot.desk.words_teams import DAYS, PERIODS
from bot.service.desk.card_words import REASONS


def desk_routes() -> Iterable[web.AbstractRouteDef]:
    """Yield the routes of the desk; every one is behind its guard."""
    for route in (*ROUTES, NOWHERE):
        yield web.route(route.method, f"{ROOT}{route.path}", guarded(route))


def mount(app: web.Application, site: DeskSite) -> None:
    """Put the desk into an application that does not run yet."""
    app[DESK] = site
    app[OPEN] = set()
    app.on_shutdown.append(close_streams)
    templates = aiohttp_jinja2.setup(
        app,
        app_key=TEMPLATES,
        loader=jinja2.PackageLoader("bot.desk"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        default_helpers=False,
    )
    templates.globals.update(
        style=address(ROOT, "desk.css"),
        script=address(ROOT, "desk.js"),
        move_words=MOVES,
        states=STATES,
        reasons=REASONS,
        closing=CLOSING,
        roles=ROLES,
        weekday_words=DAYS,
        period_words=PERIODS,
    )
    app.add_routes(desk_routes())
