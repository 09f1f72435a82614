"""What operators and their machines ask a running Merit."""

import asyncio

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.logs import logger
from bot.web.site import SITE, Check, NotReadyError

_PATIENCE = 3.0
"""Seconds a part may take to say how it is."""
_FROM_OUTSIDE = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


async def healthz(_request: web.Request) -> web.Response:
    """Say that the process lives and its loop turns."""
    return web.Response(text="ok\n")


async def readyz(request: web.Request) -> web.Response:
    """Say whether Merit can work now, part by part; 503 when a part cannot."""
    checks = request.app[SITE].checks
    states = await asyncio.gather(*(_state(name, check) for name, check in checks.items()))
    ready = all(well for well, _ in states)
    parts = dict(zip(checks, (state for _, state in states), strict=True))
    return web.json_response(
        {"ready": ready, **parts}, status=200 if ready else web.HTTPServiceUnavailable.status_code
    )


async def _state(name: str, check: Check) -> tuple[bool, str]:
    try:
        async with asyncio.timeout(_PATIENCE):
            return True, await check() or "ok"
    except NotReadyError as error:
        return False, str(error)
    except Exception as error:  # noqa: BLE001 - a check that fails in any way means: not ready
        logger.warning("not_ready", kind=name, error=type(error).__name__)
        return False, type(error).__name__


async def metrics(request: web.Request) -> web.Response:
    """Give Prometheus its figures; what comes in through a proxy is from outside and gets none."""
    if any(name in request.headers for name in _FROM_OUTSIDE):
        raise web.HTTPNotFound
    return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


ROUTES = (
    web.get("/healthz", healthz),
    web.get("/readyz", readyz),
    web.get("/metrics", metrics),
)
