"""Being away and here again: what the pages say of it, and that nothing is handed to who is away."""

import re
from datetime import date

import pytest

from bot.core.ticket import State
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.availability import Absence, absence
from bot.service.desk.sessions import Known
from tests.desk.conftest import TEAM, Hands, House, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")

TODAY = date(2026, 11, 27)
CODE = "K7-M2"


async def gone(house: House, who: Known) -> Absence | None:
    advisor = await house.office.staff.one(who.advisor.id)
    assert advisor is not None
    return absence(advisor, TODAY)


async def test_an_advisor_says_that_they_are_away_and_here_again(house: House, hands: Hands):
    noor = await employ(house)
    hand = await hands(noor)
    page = await hand.opens("/settings")
    assert ("You are there." in page.text, "You are set as away" in page.text) == (True, False)
    page = await hand.sends("/settings/away", back="2026-12-04")
    assert page.url == "/desk/settings?done=saved"
    assert ("You are away until " in page.text, 'value="2026-12-04"' in page.text) == (True, True)
    assert "You are set as away" in (await hand.opens("/queue")).text
    assert await gone(house, noor) == Absence(back=date(2026, 12, 4))
    await hand.sends("/settings/away")
    assert await gone(house, noor) == Absence()
    page = await hand.sends("/settings/here")
    assert "You are there." in page.text
    assert await gone(house, noor) is None


async def test_the_other_settings_keep_that_somebody_is_away(house: House, hands: Hands):
    noor = await employ(house)
    hand = await hands(noor)
    await hand.sends("/settings/away", back="2026-12-04")
    await hand.sends("/settings", name="Noor", keys="on")
    assert await gone(house, noor) == Absence(back=date(2026, 12, 4))


@pytest.mark.parametrize("back", ["2026-11-27", "2026-11-01", "nonsense"])
async def test_who_goes_away_comes_back_on_a_later_day(house: House, hands: Hands, back: str):
    noor = await employ(house)
    page = await (await hands(noor)).sends("/settings/away", back=back)
    assert (page.status, "Please give a day after today." in page.text) == (400, True)
    assert 'aria-invalid="true"' in page.text
    assert await gone(house, noor) is None


async def test_on_the_day_they_are_back_nobody_is_away_any_more(house: House, hands: Hands):
    noor = await employ(house)
    hand = await hands(noor)
    await hand.sends("/settings/away", back="2026-11-28")
    house.office.later(hours=14)
    hand = await hands(noor)
    assert "You are set as away" in (await hand.opens("/queue")).text
    house.office.later(hours=2)
    hand = await hands(noor)
    assert "You are set as away" not in (await hand.opens("/queue")).text


async def test_who_goes_away_is_told_of_the_tickets_they_have(house: House, hands: Hands):
    await house.ask(CODE, "words")
    hand = await hands(await employ(house))
    assert "You have open tickets" not in (await hand.opens("/settings")).text
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    assert "You have open tickets" in (await hand.opens("/settings")).text


async def test_nobody_can_hand_a_ticket_to_who_is_away(house: House, hands: Hands):
    await house.ask(CODE, "words")
    noor, sam = await employ(house), await employ(house, name="Sam")
    hand = await hands(noor)
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    await house.office.own.be_away(sam, date(2026, 12, 4))
    page = await hand.opens(f"/ticket/{CODE}")
    option = re.search(r"<option[^>]*>Sam[^<]*</option>", page.text)
    assert option is not None
    assert (" disabled" in option[0], "away until" in option[0]) == (True, True)
    page = await hand.sends(f"/ticket/{CODE}/move", move="assign", to=sam.advisor.id)
    assert (page.status, "This advisor is away." in page.text) == (409, True)
    assert (await house.kept(CODE)).ticket.assignee == noor.advisor.id
    await house.office.own.be_away(sam, None)
    assert "Sam (away)" in (await hand.opens(f"/ticket/{CODE}")).text
    await house.office.own.be_here(sam)
    await hand.sends(f"/ticket/{CODE}/move", move="assign", to=sam.advisor.id)
    assert (await house.kept(CODE)).ticket.assignee == sam.advisor.id


async def test_a_team_of_which_all_are_away_says_so_where_tickets_are_handed_over(
    house: House, hands: Hands
):
    await house.ask(CODE, "words")
    noor, sam = await employ(house), await employ(house, name="Sam")
    hand = await hands(noor)
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    assert "everybody is away" not in (await hand.opens(f"/ticket/{CODE}")).text
    await house.office.staff.change_teams(OPERATOR, sam.advisor.id, frozenset({TEAM}))
    await house.office.own.be_away(sam, None)
    assert "Night team (everybody is away)" in (await hand.opens(f"/ticket/{CODE}")).text
    await hand.sends(f"/ticket/{CODE}/move", move="transfer", team=TEAM)
    assert (await house.kept(CODE)).ticket.state is State.QUEUED, "a lead sees that nobody is there"


async def test_who_only_checks_the_desk_is_neither_here_nor_away(house: House, hands: Hands):
    hand = await hands(await employ(house, DeskRole.AUDITOR))
    assert "Are you there?" not in (await hand.opens("/settings")).text
    assert (await hand.sends("/settings/away")).status == 403
