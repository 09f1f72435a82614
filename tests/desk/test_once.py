"""Forms that are taken once."""

import asyncio

from bot.desk.once import MOST, Once


def test_a_form_is_taken_once() -> None:
    once = Once()
    assert [once.take("a"), once.take("a"), once.take("b")] == [True, False, True]


def test_a_form_nothing_came_of_can_be_sent_again() -> None:
    once = Once()
    once.take("a")
    once.give_back("a")
    assert once.take("a")


async def test_whoever_sends_a_form_again_waits_for_what_comes_of_the_first() -> None:
    once = Once()
    once.take("a")
    second, third = (asyncio.create_task(once.was_done("a")) for _ in range(2))
    await asyncio.sleep(0)
    assert not second.done()
    once.give_back("a")
    assert [await second, await third] == [False, False]
    assert once.take("a")
    once.done("a")
    once.done("never taken")
    assert await once.was_done("a")
    assert not await once.was_done("never taken")


def test_a_form_without_a_number_can_always_be_taken() -> None:
    once = Once()
    assert once.take("")
    assert once.take("")


def test_only_the_latest_forms_are_remembered() -> None:
    once = Once()
    for number in range(MOST + 1):
        once.take(str(number))
    assert once.take("0")
    assert not once.take(str(MOST))
