"""Pausing and blocking on the page of a ticket: who sees which form, what it does, what the audit trail keeps."""

import re

import pytest

from bot.core.session import session_from_json
from bot.core.talk import Talk
from bot.service.desk.advisor import DeskRole
from tests.desk.conftest import Hand, Hands, House, Screens, employ
from tests.desk.test_accessibility import faults

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = "K7-M2"


async def talk(house: House) -> Talk:
    kept = await house.kept(CODE)
    person = await house.office.store.person(kept.person_id)
    assert person is not None
    return session_from_json(person.session or {}).talk


async def deeds(house: House) -> list[tuple[str, str]]:
    lines = await house.office.audit.lines()
    found = [(line.entry.deed, line.entry.about) for line in lines]
    return [each for each in found if each[0].startswith("person_")]


async def at_work(house: House, hands: Hands) -> tuple[Hand, Hand]:
    """Noor, who has the ticket, and Lea, who leads."""
    noor, lea = await employ(house), await employ(house, DeskRole.LEAD, "Lea")
    await house.ask(CODE, "x")
    hand = await hands(noor)
    await hand.sends(f"/ticket/{CODE}/move", move="claim")
    return hand, await hands(lea)


async def test_who_has_the_ticket_pauses_the_person(house: House, hands: Hands):
    noor, _ = await at_work(house, hands)
    page = await noor.opens(f"/ticket/{CODE}")
    assert "Pause the person" in page.text
    assert "Agree to the block" not in page.text
    page = await noor.sends(f"/ticket/{CODE}/person/pause", hours="6", cause="insults")
    assert page.status == 200
    assert "Paused until" in page.text
    assert "Insults." in page.text
    assert "paused the person" in page.text
    assert "Pause the person" not in page.text
    stop = (await talk(house)).stopped(house.office.at)
    assert stop is not None
    assert stop.until == house.now + 6 * 3600
    assert await deeds(house) == [("person_pause", f"until={stop.until},cause=insults")]
    page = await noor.sends(f"/ticket/{CODE}/person/lift")
    assert "Paused until" not in page.text
    assert (await talk(house)).stopped(house.office.at) is None


async def test_a_block_begins_when_a_lead_agrees_who_did_not_propose_it(house: House, hands: Hands):
    noor, lea = await at_work(house, hands)
    page = await noor.sends(f"/ticket/{CODE}/person/propose", days="30", cause="threats")
    assert "You proposes" not in page.text
    assert "proposes a block until" in page.text
    assert "Agree to the block" not in page.text
    assert (await noor.sends(f"/ticket/{CODE}/person/agree")).status == 403
    assert "Agree to the block" in (await lea.opens(f"/ticket/{CODE}")).text
    page = await lea.sends(f"/ticket/{CODE}/person/agree")
    assert "Blocked until" in page.text
    assert "agreed by \u2068Lea\u2069" in page.text
    stop = (await talk(house)).stopped(house.office.at)
    assert stop is not None
    assert stop.agreed
    assert "Let the person write again" not in (await noor.opens(f"/ticket/{CODE}")).text
    page = await lea.sends(f"/ticket/{CODE}/person/lift")
    assert (await talk(house)).stopped(house.office.at) is None
    assert [deed for deed, _ in await deeds(house)] == [
        "person_lift",
        "person_agree",
        "person_propose",
    ]


async def test_a_proposal_is_taken_away_by_who_made_it(house: House, hands: Hands):
    noor, _ = await at_work(house, hands)
    page = await noor.sends(f"/ticket/{CODE}/person/propose", days="7", cause="flood")
    assert "Take the proposal away" in page.text
    page = await noor.sends(f"/ticket/{CODE}/person/lift")
    assert "proposes a block" not in page.text


async def test_what_cannot_be_done_says_why(house: House, hands: Hands):
    noor, lea = await at_work(house, hands)
    page = await lea.sends(f"/ticket/{CODE}/person/agree")
    assert page.status == 409
    assert "There is nothing of this kind any more." in page.text
    assert (
        await noor.sends(f"/ticket/{CODE}/person/pause", hours="600", cause="other")
    ).status == 400
    assert (await noor.sends(f"/ticket/{CODE}/person/pause", hours="6", cause="me")).status == 400
    await noor.sends(f"/ticket/{CODE}/person/pause", hours="1", cause="other")
    page = await lea.sends(f"/ticket/{CODE}/person/pause", hours="1", cause="other")
    assert (page.status, "in force, or proposed, already" in page.text) == (409, True)
    assert len(await deeds(house)) == 1


async def test_a_form_sent_twice_is_taken_once(house: House, hands: Hands):
    noor, _ = await at_work(house, hands)
    page = await noor.opens(f"/ticket/{CODE}")
    once = re.findall(r'name="once" value="([^"]+)"', page.text)[-1]
    for _ in range(2):
        page = await noor.sends(f"/ticket/{CODE}/person/pause", hours="1", cause="other", once=once)
        assert page.status == 200
    assert len(await deeds(house)) == 1


async def test_who_does_not_have_the_ticket_proposes_and_does_not_pause(house: House, hands: Hands):
    await at_work(house, hands)
    sam = await hands(await employ(house, name="Sam"))
    text = (await sam.opens(f"/ticket/{CODE}")).text
    assert "Pause the person" not in text
    assert "Propose to block the person" in text
    page = await sam.sends(f"/ticket/{CODE}/person/pause", hours="1", cause="other")
    assert (page.status, "or a lead may do this" in page.text) == (409, True)


async def test_an_admin_who_sees_only_the_card_stops_nobody(house: House, hands: Hands):
    await at_work(house, hands)
    admin = await hands(await employ(house, DeskRole.ADMIN, "Max"))
    assert "Against abuse" not in (await admin.opens(f"/ticket/{CODE}")).text
    page = await admin.sends(f"/ticket/{CODE}/person/pause", hours="1", cause="other")
    assert page.status == 403


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_axe_finds_nothing_wrong_where_somebody_is_paused_and_a_block_is_proposed(
    house: House, hands: Hands, screens: Screens, language: str
):
    noor, _ = await at_work(house, hands)
    await noor.sends(f"/ticket/{CODE}/person/pause", hours="6", cause="insults")
    await noor.sends(f"/ticket/{CODE}/person/propose", days="30", cause="threats")
    max_ = await employ(house, DeskRole.LEAD, "Max")
    page = await screens(
        f"/ticket/{CODE}", max_, language=language, viewport={"width": 320, "height": 640}
    )
    assert await page.locator("#abuse").get_attribute("open") is not None
    assert await faults(page) == []
    wide = await page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320
