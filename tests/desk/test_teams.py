"""Teams, hours and periods on the pages: who may change what, what is refused next to which field."""

import re
from dataclasses import replace
from datetime import date

import pytest

from bot.core.desk_clock import Periods
from bot.core.ticket import TeamId
from bot.service.desk.advisor import OPERATOR, DeskRole
from bot.service.desk.sessions import Known
from tests.desk.conftest import TEAM, Hand, Hands, House, employ

pytestmark = pytest.mark.asyncio(loop_scope="session")

FORM = {
    "name": "Équipe Bruxelles",
    "zone": "Europe/Brussels",
    "mon": "09:00-12:30, 13:00-17:00",
    "tue": "٠٩:٠٠-١٧:٠٠",
    "holidays": "BE",
    "closed": "2026-12-24\n2026-12-31",
    "promise": "8",
    "topics": "work",
    "countries": "be",
    "languages": "fr",
}


async def lead_of(house: House, *teams: TeamId) -> Known:
    lead = await employ(house, DeskRole.LEAD, "Lena")
    await house.office.staff.change_teams(OPERATOR, lead.advisor.id, frozenset(teams))
    return lead


async def admin(house: House, hands: Hands) -> Hand:
    return await hands(await employ(house, DeskRole.ADMIN, "Ada"))


async def team(house: House, team_id: str = TEAM):
    found = await house.site.planning.teams.all()
    return next(each for each in found if each.id == team_id)


async def deeds(house: House) -> list[tuple[str, str]]:
    return [(each.deed, each.about) for each in await house.office.trail()]


async def test_an_admin_adds_a_team_and_sees_its_days_as_they_were_understood(
    house: House, hands: Hands
):
    hand = await admin(house, hands)
    assert "Add a team" in (await hand.opens("/teams")).text
    assert 'value="09:00-17:00"' in (await hand.opens("/teams/new")).text
    page = await hand.sends("/teams", **FORM)
    assert (page.status, page.url) == (200, "/desk/teams/equipe-bruxelles?done=saved")
    made = await team(house, "equipe-bruxelles")
    assert (made.name, made.zone, made.promise) == ("Équipe Bruxelles", "Europe/Brussels", 8)
    assert (made.topics, made.countries, made.languages) == ({"work"}, {"be"}, {"fr"})
    assert [len(spans) for spans in made.hours.week.values()] == [2, 1]
    assert made.hours.closed == {date(2026, 12, 24), date(2026, 12, 31)}
    days = re.findall(
        r'<time datetime="([\d-]+)">[^<]*</time>: (?:<bdi[^>]*>)?([^<\n]*)', page.text
    )
    assert ("2026-12-24", "closed by the team") in days
    assert ("2026-12-25", "Christmas Day") in days
    assert all("2026-11-27" <= day < "2027-11-27" for day, _ in days)
    assert days == sorted(days)
    assert (await deeds(house))[-1] == ("team_added", "equipe-bruxelles")


async def test_what_is_wrong_is_said_next_to_its_field_and_nothing_is_kept(
    house: House, hands: Hands
):
    hand = await admin(house, hands)
    wrong = {
        "name": " ",
        "zone": "Brussels",
        "mon": "09:00-12:00, 11:00-13:00",
        "tue": "nine to five",
        "closed": "24.12.2026",
        "holidays": "XX",
        "promise": "soon",
        "topics": "No Topic",
        "countries": "atlantis",
        "languages": "!",
    }
    page = await hand.sends("/teams", **wrong)
    assert page.status == 400
    assert "Nothing was saved." in page.text
    for name in ("name", "zone", "hours-mon", "hours-tue", "closed", "holidays", "promise",
                 "topics", "countries", "languages"):  # fmt: skip
        assert f'id="{name}-unfit"' in page.text, name
        assert re.search(rf'aria-describedby="[^"]*{name}-unfit"', page.text), name
    assert 'id="hours-wed-unfit"' not in page.text
    assert 'value="nine to five"' in page.text
    assert ">24.12.2026</textarea>" in page.text
    assert [each.id for each in await house.site.planning.teams.all()] == [TEAM]
    page = await hand.sends(f"/teams/{TEAM}", **{**FORM, "promise": "401"})
    assert (page.status, "from 0 to 400" in page.text) == (400, True)
    assert (await team(house)).name == "Night team"


async def test_a_lead_changes_the_own_team_and_no_other(house: House, hands: Hands):
    await house.site.planning.teams.put(replace(await team(house), id=TeamId("day"), name="Day"))
    hand = await hands(await lead_of(house, TEAM))
    page = await hand.opens("/teams")
    assert ("Night team" in page.text, "Day</bdi>" in page.text) == (True, False)
    assert "Add a team" not in page.text
    page = await hand.sends(f"/teams/{TEAM}", **{**FORM, "name": "Night team", "promise": ""})
    assert page.url == f"/desk/teams/{TEAM}?done=saved"
    assert (await team(house)).promise == 0
    changed = "topics,countries,languages,zone,hours,closed,holidays"
    assert (await deeds(house))[-1] == ("team_changed", f"{TEAM} {changed}")
    for method, path in (("GET", "/teams/day"), ("POST", "/teams/day"), ("GET", "/teams/new"),
                         ("POST", "/teams"), ("POST", f"/teams/{TEAM}/remove")):  # fmt: skip
        page = await (hand.opens(path) if method == "GET" else hand.sends(path, **FORM))
        assert page.status == 403, path
    assert (await hand.opens("/teams/nowhere")).status == 404


async def test_saving_without_a_change_is_in_the_trail_too(house: House, hands: Hands):
    hand = await admin(house, hands)
    await hand.sends(f"/teams/{TEAM}", **FORM)
    await hand.sends(f"/teams/{TEAM}", **FORM)
    assert (await deeds(house))[-1] == ("team_changed", TEAM)


async def test_a_team_with_open_tickets_stays_and_one_without_goes(house: House, hands: Hands):
    hand = await admin(house, hands)
    await house.ask("K7-M2", "words", team=TEAM)
    page = await hand.sends(f"/teams/{TEAM}/remove")
    assert (page.status, "It has open tickets: " in page.text) == (409, True)
    assert await team(house)
    await hand.sends("/teams", **FORM)
    page = await hand.sends("/teams/equipe-bruxelles/remove")
    assert page.url == "/desk/teams?done=removed"
    assert [each.id for each in await house.site.planning.teams.all()] == [TEAM]
    assert (await deeds(house))[-1] == ("team_removed", "equipe-bruxelles")


async def test_teams_of_the_same_name_or_of_one_in_other_letters_have_ids_of_their_own(
    house: House, hands: Hands
):
    hand = await admin(house, hands)
    for name in ("Night", "Night!", "فريق", "New"):
        page = await hand.sends("/teams", **{**FORM, "name": name})
        assert page.url.startswith("/desk/teams/")
    ids = [str(each.id) for each in await house.site.planning.teams.all()]
    assert len(set(ids)) == 5
    assert "new" not in ids
    assert all(re.fullmatch(r"[a-z0-9-]{1,32}", each) for each in ids)


async def test_the_list_says_when_a_team_is_there_who_leads_it_and_that_all_are_away(
    house: House, hands: Hands
):
    hand = await admin(house, hands)
    page = await hand.opens("/teams")
    assert "This team has no lead." in page.text
    assert "Nobody is in this team." in page.text
    assert "Everybody in this team is away." not in page.text
    lena = await lead_of(house, TEAM)
    await hand.sends(f"/teams/{TEAM}", **{**FORM, "tue": "", "fri": "09:00-17:00"})
    page = await hand.opens("/teams")
    assert "Advisors are there now" in page.text
    assert "Working hours until a first answer: " in page.text
    assert "Lead: <bdi>Lena</bdi>" in page.text
    await house.office.own.be_away(lena, date(2026, 12, 4))
    page = await hand.opens("/teams")
    assert "Everybody in this team is away." in page.text
    assert "away until" in page.text
    await house.office.own.be_away(lena, None)
    assert "<bdi>Lena</bdi> (away)" in (await hand.opens("/teams")).text


async def test_without_teams_the_page_says_what_holds(house: House, hands: Hands):
    await house.site.planning.teams.remove(TEAM)
    page = await (await admin(house, hands)).opens("/teams")
    assert "There is no team yet." in page.text
    page = await (await hands(await lead_of(house))).opens("/teams")
    assert "You are in no team." in page.text


async def test_periods_are_changed_with_what_became_of_them_in_the_trail(
    house: House, hands: Hands
):
    hand = await admin(house, hands)
    assert 'value="30"' in (await hand.opens("/periods")).text
    numbers = {"apology_hours": "24", "unsent_days": "2", "notice_days": "14", "lapse_days": "7"}
    page = await hand.sends("/periods", **numbers, keep_days="60", undo_hours="12")
    assert page.url == "/desk/periods?done=saved"
    assert await house.site.planning.teams.periods() == Periods(keep_days=60, undo_hours=12)
    assert (await deeds(house))[-1] == ("periods_changed", "keep_days=60,undo_hours=12")
    for field, value in (("keep_days", "0"), ("keep_days", "3651"), ("undo_hours", "49"),
                         ("lapse_days", "soon"), ("lapse_days", "²")):  # fmt: skip
        sent = {**numbers, "keep_days": "60", "undo_hours": "12", field: value}
        page = await hand.sends("/periods", **sent)
        assert (page.status, f'id="{field}-unfit"' in page.text) == (400, True), value
        assert f'value="{value}"' in page.text
    assert await house.site.planning.teams.periods() == Periods(keep_days=60, undo_hours=12)


async def test_a_change_is_told_to_whatever_goes_by_it(house: House, hands: Hands):
    told: list[str] = []
    planning = replace(house.site.planning, changed=lambda: told.append("changed"))
    object.__setattr__(house.site, "planning", planning)
    hand = await admin(house, hands)
    await hand.sends("/teams", **FORM)
    await hand.sends(f"/teams/{TEAM}", **FORM)
    await hand.sends("/teams/equipe-bruxelles/remove")
    await hand.sends("/periods", **dict.fromkeys(Periods.__slots__, "5"))
    assert told == ["changed"] * 4


async def test_pages_show_the_clock_of_the_own_team_and_name_it(house: House, hands: Hands):
    await house.ask("K7-M2", "words", ago=1)
    noor = await employ(house)
    hand = await hands(noor)
    page = await hand.opens("/ticket/K7-M2")
    assert ("Times on this page" in page.text, ">UTC<" in page.text) == (True, True)
    assert ">08:00</time>" in page.text
    await (await admin(house, hands)).sends(f"/teams/{TEAM}", **{**FORM, "zone": "Europe/Rome"})
    await house.office.staff.change_teams(OPERATOR, noor.advisor.id, frozenset({TEAM}))
    page = await hand.opens("/ticket/K7-M2")
    assert ">Europe/Rome<" in page.text
    assert ">09:00</time>" in page.text
