"""What open pages are told."""

import asyncio

from bot.core.ticket import Ticket
from bot.service.desk.news import Change, News


def code_of(change: Change) -> str:
    return "" if change.ticket is None else change.ticket.code


def ticket(code: str) -> Ticket:
    return Ticket(number=1, code=code, topic="work", opened_at=1)


def codes(news: News, place: str) -> list[str] | None:
    found = news.since(place)
    return None if found is None else [code_of(each) for each in found]


async def test_a_page_is_told_what_came_after_its_place() -> None:
    news = News()
    start = news.place
    news.publish(ticket("K7-M2"))
    seen = news.place
    news.publish(ticket("F5-9X"))
    assert codes(news, start) == ["K7-M2", "F5-9X"]
    assert codes(news, seen) == ["F5-9X"]
    assert codes(news, news.place) == []
    assert [each.id for each in news.since(seen) or ()] == [news.place]


async def test_a_page_that_missed_too_much_is_told_to_begin_anew() -> None:
    news = News(kept=2)
    start = news.place
    for code in ("K7-M2", "F5-9X", "C3-44"):
        news.publish(ticket(code))
    assert news.since(start) is None
    assert codes(news, start[:-1] + "1") == ["F5-9X", "C3-44"]


async def test_places_of_another_run_and_made_up_ones_are_lost() -> None:
    news = News()
    news.publish(ticket("K7-M2"))
    run = news.place.partition("-")[0]
    for place in ("", "7", "-1", f"{run}-", f"{run}-2", f"{run}-x", f"{run}-²", News().place):
        assert news.since(place) is None, place


async def test_who_waits_is_woken_by_a_change() -> None:
    news = News()
    start = news.place
    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        both = [group.create_task(news.wait(start, 60)) for _ in range(2)]
        await asyncio.sleep(0)
        news.publish(ticket("K7-M2"))
    assert [each.result() for each in both] == [True, True]
    assert await news.wait(start, 60)


async def test_waiting_ends_after_a_while() -> None:
    news = News()
    assert not await news.wait(news.place, 0)


async def test_that_somebody_deleted_everything_is_told_without_a_name() -> None:
    news = News()
    start = news.place
    news.publish(None)
    assert codes(news, start) == [""]
