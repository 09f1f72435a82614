"""Statistics: what is counted and shown, and what is not."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest

from bot.desk.sheets import time_words
from bot.desk.speech import Speech
from bot.service.desk.advisor import DeskRole
from bot.service.desk.count_ports import Kind
from tests.desk.conftest import Hand, Hands, House, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")

LAST_WEEK = date(2026, 11, 18)
ARABIC = {"topic": "work", "country": "nl", "language": "ar"}
DARI = {"topic": "papers", "country": "be", "language": "fa"}
UNKNOWN = {"topic": "work", "country": "", "language": "uk"}


async def count(house: House, kind: str, n: int, bucket: str = "", **more: str) -> None:
    day = date.fromisoformat(more.pop("day", LAST_WEEK.isoformat()))
    said = {**ARABIC, **more}
    await house.site.planning.counts.add(
        kind,
        day,
        topic=said["topic"],
        country=said["country"],
        language=said["language"],
        bucket=bucket,
        n=n,
    )


async def lead(house: House, hands: Hands) -> Hand:
    return await hands(await employ(house, DeskRole.LEAD, "Lena"))


async def lines(hand: Hand, weeks: int = 4) -> dict[tuple[str, str, str], str]:
    """What the file says: by table, code and what."""
    page = await hand.opens(f"/statistics.csv?weeks={weeks}")
    read = csv.DictReader(StringIO(page.text.lstrip("\ufeff")))
    return {(each["table"], each["code"], each["what"]): each["value"] for each in read}


async def test_what_happened_is_shown_by_week_topic_country_and_language(
    house: House, hands: Hands
):
    await count(house, Kind.OPENED, 12)
    await count(house, Kind.OPENED, 7, **DARI)
    await count(house, Kind.OPENED, 6, **UNKNOWN, day="2026-11-09")
    await count(house, Kind.ANSWERED, 6, bucket="30m")
    await count(house, Kind.ANSWERED, 4, bucket="4h")
    await count(house, Kind.CLOSED, 9, bucket="answered")
    await count(house, Kind.CLOSED, 5, bucket="of another Merit")
    await count(house, Kind.HELPED, 8, bucket="yes")
    hand = await lead(house, hands)
    page = await hand.opens("/statistics")
    for words in ("By week", "By topic", "By country", "By language", "Why tickets were closed",
                  "Did this help?", "Not said", "العربية (Arabic)"):  # fmt: skip
        assert words in page.text, words
    found = await lines(hand)
    assert found["week", "2026-11-16", "opened"] == "19"
    assert found["week", "2026-11-09", "opened"] == "6"
    assert found["week", "2026-11-02", "opened"] == "0"
    assert found["week", "all", "opened"] == "25"
    assert found["topic", "papers", "opened"] == "7"
    assert found["country", "", "opened"] == "6", "people who did not say it"
    assert found["language", "ar", "answered"] == "10"
    assert found["language", "ar", "half_within"] == "30 minutes"
    assert found["language", "ar", "most_within"] == "4 hours"
    assert found["reason", "answered", "number"] == "9"
    assert found["helped", "yes", "number"] == "8"


async def test_small_numbers_are_not_shown_and_nothing_gives_them_away(house: House, hands: Hands):
    await count(house, Kind.OPENED, 30)
    await count(house, Kind.OPENED, 8, **DARI)
    await count(house, Kind.OPENED, 3, **UNKNOWN)
    await count(house, Kind.CLOSED, 2, bucket="abuse")
    hand = await lead(house, hands)
    found = await lines(hand)
    assert found["language", "ar", "opened"] == "30"
    assert found["language", "fa", "opened"] == found["language", "uk", "opened"] == "not shown"
    assert found["language", "all", "opened"] == "41"
    assert found["topic", "work", "closed"] == "fewer than 5"
    assert found["week", "all", "answered"] == found["language", "fa", "answered"] == "0"
    assert found["reason", "abuse", "number"] == found["reason", "all", "number"] == "fewer than 5"
    text = (await hand.opens("/statistics")).text
    assert "<td>3</td>" not in text
    assert "<td>2</td>" not in text


async def test_only_weeks_that_are_over_are_counted(house: House, hands: Hands):
    await count(house, Kind.OPENED, 9, day="2026-11-26")
    await count(house, Kind.OPENED, 8, day="2026-09-16")
    await count(house, Kind.OPENED, 7, day="2026-01-14")
    await count(house, Kind.OPENED, 6, day="2025-01-14")
    await count(house, "something new", 6)
    hand = await lead(house, hands)
    for weeks, opened in ((4, "0"), (13, "8"), (52, "15"), (99, "0")):
        assert (await lines(hand, weeks))["week", "all", "opened"] == opened
    page = await hand.opens("/statistics?weeks=13")
    assert 'weeks=13" aria-current="true"' in page.text
    assert "24 August 2026" in page.text


async def test_how_long_first_answers_took_and_how_many_came_in_time(house: House, hands: Hands):
    hand = await lead(house, hands)
    assert "no time was promised" in (await hand.opens("/statistics")).text
    await count(house, Kind.ANSWERED, 20, bucket="2h")
    await count(house, Kind.ANSWERED, 10, bucket="longer")
    await count(house, "promised", 23, bucket="kept")
    await count(house, "promised", 7, bucket="late")
    page = await hand.opens("/statistics")
    for words in ("2 hours", "more than", "77 %"):
        assert words in page.text, words
    await count(house, "promised", 3, bucket="late", day="2026-11-05", **DARI)
    assert "70 %" in (await hand.opens("/statistics")).text


async def test_a_share_that_would_tell_of_few_is_not_shown(house: House, hands: Hands):
    await count(house, Kind.ANSWERED, 30, bucket="2h")
    await count(house, "promised", 28, bucket="kept")
    await count(house, "promised", 2, bucket="late")
    page = await (await lead(house, hands)).opens("/statistics")
    assert "<bdi>not shown</bdi>" in page.text
    assert "93 %" not in page.text


async def test_open_tickets_are_counted_now(house: House, hands: Hands):
    hand = await lead(house, hands)
    assert "<dd>0</dd>" in (await hand.opens("/statistics")).text
    for nth in range(5):
        assert (f"<dd>{nth}</dd>" in (await hand.opens("/statistics")).text) is (nth == 0)
        await house.ask(f"K7-M{nth + 2}", "words")
    assert "<dd>5</dd>" in (await hand.opens("/statistics")).text


async def test_the_file_is_for_spreadsheets_and_holds_no_formula(house: House, hands: Hands):
    await count(house, Kind.OPENED, 9, topic="=SUM(A1)")
    page = await (await lead(house, hands)).opens("/statistics.csv")
    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    expected = 'attachment; filename="merit-2026-10-26-2026-11-22.csv"'
    assert page.headers["Content-Disposition"] == expected
    assert page.headers["Cache-Control"] == "no-store"
    assert ",'=SUM(A1)," in page.text
    assert ",=SUM" not in page.text
    assert "\u2068" not in page.text


async def test_no_figure_is_about_an_advisor(house: House, hands: Hands):
    await house.ask("K7-M2", "words")
    noor = await hands(await employ(house, name="Zubaida"))
    await noor.sends("/ticket/K7-M2/move", move="claim")
    assert (await noor.opens("/statistics")).status == 403
    assert (await noor.opens("/statistics.csv")).status == 403
    text = (await (await lead(house, hands)).opens("/statistics")).text
    assert "Zubaida" not in text


async def test_times_are_said_in_minutes_or_hours(house: House):
    speech = Speech(house.site.library, "en", house.site.zone, house.office.at)
    assert time_words(speech, timedelta(minutes=15)) == "15 minutes"
    assert time_words(speech, timedelta(hours=1)) == "1 hour"
    assert time_words(speech, None) == "not shown"
