"""What operators ask."""

import asyncio

import aiohttp
import pytest

from bot.service.ports import StoreError
from bot.web import health
from bot.web.site import NotReadyError
from tests.web.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _well() -> None:
    return None


async def _polling() -> str:
    return "polling"


async def _broken() -> str:
    raise StoreError("a path, a password")


async def _hanging() -> str:
    await asyncio.Event().wait()
    return "never"


async def test_a_living_process_is_healthy(client: aiohttp.ClientSession):
    async with client.get("/healthz") as response:
        assert await response.text() == "ok\n"


async def test_ready_names_the_state_of_each_part(client: aiohttp.ClientSession, served: Served):
    served.checks.update(store=_well, telegram=_polling)
    async with client.get("/readyz") as response:
        assert response.status == 200
        assert await response.json() == {"ready": True, "store": "ok", "telegram": "polling"}


async def test_a_part_that_fails_or_hangs_makes_merit_not_ready_and_tells_no_secret(
    client: aiohttp.ClientSession, served: Served, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(health, "_PATIENCE", 0.05)
    served.checks.update(store=_broken, telegram=_hanging)
    async with client.get("/readyz") as response:
        assert response.status == 503
        assert await response.json() == {
            "ready": False,
            "store": "StoreError",
            "telegram": "TimeoutError",
        }


async def test_prometheus_gets_its_figures_but_nobody_from_outside(client: aiohttp.ClientSession):
    async with client.get("/metrics") as response:
        assert "python_info" in await response.text()
        assert response.headers["Content-Type"].startswith("text/plain")
    for name in ("X-Forwarded-For", "Forwarded", "Via"):
        async with client.get("/metrics", headers={name: "203.0.113.5"}) as response:
            assert response.status == 404


async def test_a_part_says_in_one_word_why_it_is_not_ready(
    served: Served, client: aiohttp.ClientSession
) -> None:
    async def unreachable() -> str:
        raise NotReadyError("unreachable")

    served.checks["telegram"] = unreachable
    async with client.get("/readyz") as answer:
        assert answer.status == 503
        assert (await answer.json())["telegram"] == "unreachable"
