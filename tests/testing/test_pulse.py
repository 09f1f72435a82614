"""Waiting for a change without sleeping."""

import asyncio

from bot.testing.world.pulse import Pulse, _wake


async def test_what_is_there_already_needs_no_waiting():
    assert await Pulse().until(lambda: "here", 0) == "here"


async def test_what_never_comes_ends_the_waiting_with_none():
    nothing: list[str] = []
    assert await Pulse().until(lambda: nothing[0] if nothing else None, 0.01) is None


async def test_every_change_is_looked_at_until_it_is_the_right_one():
    pulse, seen = Pulse(), list[int]()
    waiting = asyncio.create_task(pulse.until(lambda: seen[-1] if len(seen) == 3 else None, 5))
    for number in range(3):
        await asyncio.sleep(0)
        seen.append(number)
        pulse.beat()
    assert await waiting == 2


async def test_somebody_who_stopped_waiting_is_not_rung():
    pulse = Pulse()
    waiting = asyncio.create_task(pulse.until(lambda: None, 5))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait([waiting])
    pulse.beat()
    assert waiting.cancelled()


async def test_the_end_of_the_time_and_a_change_may_come_together():
    future = asyncio.get_running_loop().create_future()
    _wake(future)
    _wake(future)
    assert future.done()
