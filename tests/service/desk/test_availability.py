"""Who is there, and of which team nobody is."""

from datetime import date, timedelta

import pytest

from bot.core.ticket import AdvisorId, TeamId
from bot.service.desk.advisor import Advisor, DeskRole
from bot.service.desk.availability import (
    AWAY,
    NOT_KNOWN,
    Absence,
    absence,
    day_of,
    deserted,
    members,
    present,
)

TODAY = date(2026, 11, 27)
TOMORROW = TODAY + timedelta(days=1)
NORTH = TeamId("north")


def advisor(name: str, away: str = "", role: DeskRole = DeskRole.ADVISOR) -> Advisor:
    return Advisor(
        id=AdvisorId(name),
        name=name,
        role=role,
        teams=frozenset({NORTH}),
        settings={AWAY: away} if away else {},
    )


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("", None),
        ("nonsense", None),
        ("2026-11-26", None),
        ("2026-11-27", None),
        ("2026-11-28", Absence(back=TOMORROW)),
        (NOT_KNOWN, Absence()),
    ],
)
def test_who_is_away_is_back_on_the_day_they_said(written: str, found: Absence | None):
    assert absence(advisor("noor", written), TODAY) == found


def test_a_day_is_read_or_it_is_none():
    assert day_of("2026-11-28") == TOMORROW
    assert day_of("28.11.2026") is None


def test_nothing_is_handed_to_who_is_away_or_does_not_work_with_tickets():
    noor, sam = advisor("noor"), advisor("sam", NOT_KNOWN)
    auditor = advisor("alex", role=DeskRole.AUDITOR)
    assert present([noor, sam, auditor], TODAY) == [noor]
    assert members(NORTH, [noor, sam, auditor]) == [noor, sam]
    assert members(TeamId("south"), [noor, sam]) == []


def test_of_a_team_nobody_is_there_when_all_are_away_or_it_has_nobody():
    assert deserted(NORTH, [], TODAY)
    assert deserted(NORTH, [advisor("sam", "2026-11-28")], TODAY)
    assert not deserted(NORTH, [advisor("sam", "2026-11-28")], TOMORROW)
    assert not deserted(NORTH, [advisor("sam", NOT_KNOWN), advisor("noor")], TODAY)
